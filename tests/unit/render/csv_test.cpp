// The tables of a run folder. In: the sample report. Out: rows read back by an independent reader of RFC 4180.
#include <catch2/catch.hpp>

#include <set>

#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

TEST_CASE("every table is read back with as many cells in each row as in its header") {
  for (const CsvDialect dialect : {CsvDialect::strict, CsvDialect::spreadsheet})
    for (const Table& table : tables()) {
      INFO(table.file);
      std::string text = rendered_table(table.file, sample_report(7), with_dialect(dialect));
      CHECK(text.starts_with(kMark) == (dialect == CsvDialect::spreadsheet));
      if (dialect == CsvDialect::spreadsheet) text.erase(0, kMark.size());
      const Rows rows = read_csv(text);
      REQUIRE(rows.size() > 1);
      for (const auto& row : rows) CHECK(row.size() == rows[0].size());
      CHECK(std::set<std::string>(rows[0].begin(), rows[0].end()).size() == rows[0].size());
    }
}

TEST_CASE("people.csv says who, how sure, why and where it stands") {
  const Rows rows = read_csv(rendered("csv", sample_report(3)));
  REQUIRE(rows.size() == 4);
  CHECK(cell_of(rows, 1, "person_id") == "p-0001");
  CHECK(cell_of(rows, 1, "email") == "user1@example.org");
  CHECK(cell_of(rows, 1, "is_privileged") == "true");
  CHECK(cell_of(rows, 1, "severity") == "critical");
  CHECK(cell_of(rows, 1, "score") == "70");
  CHECK(cell_of(rows, 1, "signals") == "admin_context;phone_only_factor");
  CHECK(cell_of(rows, 1, "numbers") == "+1 ***-***-0100");
  CHECK(cell_of(rows, 1, "number_count") == "1");
  CHECK(cell_of(rows, 1, "channels") == "sms=49;voice=12");
  CHECK(cell_of(rows, 1, "row_refs") == "in1:5;in1:88");
  CHECK(cell_of(rows, 1, "directory_rows") == "in2:2");
  CHECK(rendered("csv", sample_report(3)) == rendered_table("people.csv", sample_report(3)));
}

TEST_CASE("people.csv has the columns that were asked for, in that order") {
  RenderOptions options;
  options.columns = {"work_list", "username", "signal_details"};
  const Rows rows = read_csv(rendered("csv", sample_report(2), options));
  CHECK(rows[0] == options.columns);
  CHECK(rows[1] == std::vector<std::string>{"call_first", "user1", "admin_context: 12 administrator log-in messages;phone_only_factor: sms, voice"});
  for (const char* set : {"minimal", "standard", "full"}) {
    options.columns = people_columns(set);
    CHECK(read_csv(rendered("csv", sample_report(2), options))[0] == options.columns);
  }
  CHECK(people_columns("minimal").size() < people_columns("standard").size());
  CHECK(people_columns("standard").size() < people_columns("full").size());
  CHECK(people_columns("other").empty());
}

TEST_CASE("numbers.csv has all four lists of numbers, the others have one each") {
  const Report r = sample_report(1);
  const Rows all = read_csv(rendered_table("numbers.csv", r));
  REQUIRE(all.size() == 1 + r.numbers.size() + r.ambiguous.size() + r.unmatched.size() + r.ignored.size());
  CHECK(cell_of(all, 1, "outcome") == "matched");
  CHECK(cell_of(all, all.size() - 1, "outcome") == "ignored");
  CHECK(cell_of(all, all.size() - 1, "reason") == "generic");
  const Rows ambiguous = read_csv(rendered_table("ambiguous.csv", r));
  REQUIRE(ambiguous.size() == 2);
  CHECK(cell_of(ambiguous, 1, "holders") == "p-0001=exact;p-0002=derived");
  const Rows unmatched = read_csv(rendered_table("unmatched.csv", r));
  REQUIRE(unmatched.size() == 2);
  CHECK(cell_of(unmatched, 1, "reason") == "no_holder");
  CHECK(all[0] == ambiguous[0]);
}

TEST_CASE("shared.csv and rejects.csv name the people and the rows") {
  const Report r = sample_report(1);
  const Rows shared = read_csv(rendered_table("shared.csv", r));
  REQUIRE(shared.size() == 2);
  CHECK(cell_of(shared, 1, "person_ids") == "p-0001;p-0002");
  const Rows rejects = read_csv(rendered_table("rejects.csv", r));
  REQUIRE(rejects.size() == 2);
  CHECK(rejects[1] == std::vector<std::string>{"in1:3", "211", "number", "P_SCI_LOSSY", "4.47701E+11"});
}

TEST_CASE("whole numbers are bare in the strict dialect and tel: in the one for spreadsheets") {
  Report r = sample_report(1);
  r.people[0].numbers[0].masked = "+12025550143";
  r.numbers[0].masked = "+12025550143";
  r.shared[0].masked = "+12025550143";
  const RenderOptions safe = with_dialect(CsvDialect::spreadsheet);
  const auto bare = [](std::string text) { return read_csv(text.erase(0, kMark.size())); };
  CHECK(cell_of(read_csv(rendered("csv", r)), 1, "numbers") == "+12025550143");
  CHECK(cell_of(bare(rendered("csv", r, safe)), 1, "numbers") == "tel:+12025550143");
  CHECK(cell_of(bare(rendered_table("numbers.csv", r, safe)), 1, "number") == "tel:+12025550143");
  CHECK(cell_of(bare(rendered_table("shared.csv", r, safe)), 1, "number") == "tel:+12025550143");
}

TEST_CASE("cells that look like formulas are guarded for spreadsheets and untouched in the strict dialect") {
  for (const char* hostile : {"=HYPERLINK(\"http://x.example\")", "+1 ***-***-0143", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}) {
    const std::string text = hostile;
    INFO(text);
    Report r = sample_report(1);
    r.people[0].display_name = text;
    CHECK(cell_of(read_csv(rendered("csv", r)), 1, "display_name") == text);
    std::string safe = rendered("csv", r, with_dialect(CsvDialect::spreadsheet));
    CHECK(cell_of(read_csv(safe.erase(0, kMark.size())), 1, "display_name") == "'" + text);
  }
}

TEST_CASE("quotes, commas and line ends of a value come back as they were") {
  Report r = sample_report(1);
  r.people[0].display_name = "Example, \"Ada\"\r\nof\nTwo \"\" quotes";
  CHECK(cell_of(read_csv(rendered("csv", r)), 1, "display_name") == r.people[0].display_name);
}

TEST_CASE("a score below zero stays a number") {
  Report r = sample_report(1);
  r.people[0].score = -5;
  std::string safe = rendered("csv", r, with_dialect(CsvDialect::spreadsheet));
  CHECK(cell_of(read_csv(safe.erase(0, kMark.size())), 1, "score") == "-5");
}

}  // namespace
}  // namespace mfax::test
