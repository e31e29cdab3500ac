// The summary on the screen: product.md 3. In: the sample report and small ones. Out: exact lines.
#include <catch2/catch.hpp>

#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

/// The line that begins with the label, without it; "" when there is none.
std::string line_of(const std::string& text, std::string_view label) {
  for (const std::string& line : lines_of(text))
    if (line.starts_with(label)) return line.substr(std::min(line.size(), std::size_t{16}));
  return {};
}

Report report_of_one() {
  Report r;
  r.inputs = {sample_input("in1", "log", "/case/in/provider.csv"), sample_input("in2", "directory", "users.json")};
  r.inputs[0].row_count = 1;
  r.inputs[1].people_count = 1;
  r.accounting.rows.read = r.accounting.rows.in_scope = 1;
  return r;
}

TEST_CASE("the summary of a usual run fits a screen and says what product.md 3 says") {
  RenderOptions options;
  options.wrote = {"case/report.json", "case/rejects.csv", "case/unmatched.csv"};
  options.report_path = "case/report.json";
  const std::string text = rendered("text", sample_report(), options);
  CHECK(lines_of(text).size() <= 24);
  CHECK(line_of(text, "INCOMPLETE:") == "17 rejected rows");
  CHECK(line_of(text, "Incident") == "duo-2024-04      window 2024-03-01 .. 2024-03-31 (UTC)");
  CHECK(line_of(text, "Inputs") == "provider.csv    12,480 rows     sha256 aaaaaaaaaaaa  Duo telephony log");
  CHECK(line_of(text, "Rows") == "12,480 read = 12,200 in scope + 240 duplicate + 20 out of window + 17 rejected + 3 blank");
  CHECK(line_of(text, "People exposed") == "1,322 certain, up to 1,353     Numbers 1,412     Messages 12,200");
  CHECK_THAT(text, Contains("                critical 6   high 41   medium 212   low 1,063      matched 1,347   ambiguous 18   unmatched 47\n"));
  CHECK(line_of(text, "First to call") == "user1  critical  +1 ***-***-0100          61 messages  last 2024-03-29");
  CHECK_THAT(line_of(text, "Check this"), StartsWith("17 rows rejected (12 damaged, 5 other)") && Contains("-> case/rejects.csv"));
  CHECK_THAT(text, Contains("47 numbers matched nobody") && Contains("-> case/unmatched.csv"));
  CHECK_THAT(text, Contains("no messages on 2024-03-17 (a Sunday; other Sundays have about 148)"));
  CHECK(line_of(text, "Assumed") == "times without a zone are UTC (--assume-tz): 12,463 rows");
  CHECK_THAT(line_of(text, "Clock"), StartsWith("2024-04-18 08:00 UTC (46 hours left)  notice to the supervisory authority"));
  CHECK_THAT(line_of(text, "Wrote"), StartsWith("case/report.json  case/rejects.csv") );
  CHECK_THAT(text, Contains("(numbers masked: last 4)"));
  CHECK(line_of(text, "Next") == "mfax explain user1 --report case/report.json");
}

TEST_CASE("up to four inputs are all shown, of more the rest is counted") {
  Report r = sample_report(1);
  r.inputs.push_back(sample_input("in4", "directory", "hr.csv"));
  std::string text = rendered("text", r);
  CHECK_THAT(text, Contains("hr.csv") && !Contains("more file"));
  r.inputs.push_back(sample_input("in5", "directory", "badge.csv"));
  text = rendered("text", r);
  CHECK_THAT(text, Contains("ad.csv") && !Contains("hr.csv") && Contains("                and 2 more files\n"));
}

TEST_CASE("rejected rows are counted by kind, largest first, equal ones in the order of the report") {
  Report r = sample_report(1);
  r.accounting.rows.rejected = r.quality.rejects_total = 24;
  r.quality.rejected_by_reason = {{"P_MASKED", 7},   {"P_NULL", 6},         {"P_SCI_LOSSY", 4}, {"P_WITHHELD", 3},
                                  {"P_ALPHA_SENDER", 2}, {"P_DAMAGED", 1}, {"P_NOT_PHONE", 1}};
  for (const char* format : {"text", "markdown", "html"}) {
    INFO(format);
    const std::string out = rendered(format, r);
    CHECK((out.find("24 rows rejected (7 masked, 6 empty, 5 damaged, 3 withheld, 3 not a phone)") != std::string::npos ||
           out.find("24 rows rejected \\(7 masked") != std::string::npos));
  }
}

TEST_CASE("one is one: no plural after 1 in any document for people") {
  Report r = report_of_one();
  r.status = {4, "incomplete", {"rejected_rows:1", "unreadable_times:1", "rejected_directory_rows:in2:1", "unmatched_numbers:1",
                                "input_changed:in1", "fail_on:exposed"}};
  r.accounting.rows.rejected = r.quality.rejects_total = r.accounting.rows.undated = 1;
  r.accounting.numbers.distinct = r.accounting.numbers.unmatched = r.accounting.numbers.ambiguous = 1;
  r.accounting.people.directory_total = 1;
  r.quality.people_without_number = r.quality.directory_numbers_unusable = 1;
  r.quality.merge_conflicts = {"x"};
  r.shared = {{"n-0001", "+1 ***-***-0100", "shared", 2, 1, {{"p-0001", "user1"}}}};
  r.summary.numbers = r.summary.messages = 1;
  r.jurisdictions.eea = r.jurisdictions.uk = r.jurisdictions.ch = 1;
  for (const std::uint64_t people : {0u, 1u}) {
    r.summary.people_certain = r.summary.people_up_to = people;
    for (const char* format : {"text", "markdown", "html"}) {
      const std::string out = rendered(format, r);
      for (const char* wrong : {"1 rows", "1 rejected rows", "1 unreadable times", "1 numbers", "1 messages", "1 people", "1 persons",
                                "1 directory numbers", "1 conflicts", "1 holders", "1 days", "1 files", "1 more are",
                                "</b><span>numbers", "</b><span>messages", "</b><span>people", "one of the 1 number"}) {
        INFO(format << ": " << wrong);
        const std::size_t at = out.find(wrong);
        // "21 rows" is right.
        CHECK((at == std::string::npos || (wrong[0] == '1' && at > 0 && is_ascii_digit(out[at - 1]))));
      }
    }
  }
  const std::string text = rendered("text", r);
  CHECK(line_of(text, "INCOMPLETE:") ==
        "1 rejected row, 1 unreadable time, 1 rejected directory row (in2), 1 unmatched number, input in1 changed while it was read, "
        "--fail-on exposed is met");
}

TEST_CASE("nobody exposed is a sentence, not a zero") {
  Report r = report_of_one();
  r.accounting.numbers.distinct = 8;
  CHECK(line_of(rendered("text", r), "People exposed") == "nobody in the directories holds one of the 8 numbers");
  r.accounting.numbers.distinct = 1;
  CHECK(line_of(rendered("text", r), "People exposed") == "nobody in the directories holds the 1 number of the logs");
}

TEST_CASE("with one log an assumption does not repeat its name, of several each is named") {
  Report r = report_of_one();
  r.run.assumptions = {"provider.csv: 41 numbers read as US (--default-region)", "users.json: 3 numbers read as US (--default-region)"};
  CHECK_THAT(rendered("text", r), Contains("Assumed         41 numbers read as US") && Contains("users.json: 3 numbers"));
  r.inputs.push_back(sample_input("in3", "log", "second.csv"));
  CHECK_THAT(rendered("text", r), Contains("Assumed         provider.csv: 41 numbers read as US"));
}

TEST_CASE("a period within one day is that day") {
  Report r = report_of_one();
  r.incident.observed_from = "2024-03-03T00:00:00Z";
  r.incident.observed_to = "2024-03-03T23:00:00Z";
  CHECK(line_of(rendered("text", r), "Incident") == "not named (--incident)      messages of 2024-03-03 (UTC)");
}

TEST_CASE("colour is used only when asked for, and closed in the line it was opened") {
  RenderOptions options;
  CHECK_THAT(rendered("text", sample_report(), options), !Contains("\x1b"));
  options.color = true;
  const std::string text = rendered("text", sample_report(), options);
  CHECK_THAT(text, Contains("\x1b[1;31mINCOMPLETE:"));
  for (const std::string& line : lines_of(text)) {
    std::size_t open = 0;
    for (std::size_t at = line.find("\x1b["); at != std::string::npos; at = line.find("\x1b[", at + 1)) {
      const bool closes = line.compare(at, 4, "\x1b[0m") == 0;
      REQUIRE(closes == (open == 1));
      open = closes ? 0 : 1;
    }
    CHECK(open == 0);
  }
}

TEST_CASE("on a narrow screen no line is longer than it, and nothing is cut off") {
  for (const bool color : {false, true}) {
    RenderOptions options;
    options.width = 80;
    options.color = color;
    options.report_path = "case/report.json";
    options.wrote = {"case/report.json", "case/rejects.csv", "case/unmatched.csv"};
    const std::string text = rendered("text", sample_report(), options);
    for (const std::string& line : lines_of(text)) {
      std::string plain;
      for (std::size_t at = 0; at < line.size(); ++at)
        if (line[at] == '\x1b')
          at = line.find('m', at);
        else
          plain += line[at];
      INFO(plain);
      CHECK(plain.size() <= 80);
    }
    for (const char* word : {"+ 3 blank", "unmatched 47", "Art. 33)", "(--default-region)", "mfax explain user1 --report case/report.json"})
      CHECK_THAT(text, Contains(word));
  }
}

TEST_CASE("a missed deadline is shown before the next one") {
  Report r = report_of_one();
  r.generated_at = "2024-04-19T10:00:00Z";
  r.deadlines = {{"authority_notice", "notice", "2024-04-18T09:00:00Z", true}, {"own_logs_first", "logs", "2024-08-28T00:00:00Z", false}};
  const std::string text = rendered("text", r);
  CHECK_THAT(text, Contains("Clock           2024-04-18 09:00 UTC (past for 25 hours)  notice\n                2024-08-28 00:00 UTC (130 days left)  logs\n"));
  CHECK_THAT(rendered("markdown", r), Contains("past for 25 hours"));
  CHECK_THAT(rendered("html", r), Contains("past for 25 hours"));
}

TEST_CASE("what to do next names the clock, the people and the doubts, most urgent first") {
  Report r = sample_report(3);
  for (std::size_t at = 0; at < 3; ++at) r.people[at].work_list = at < 2 ? "call_first" : "notify";
  const std::string html = rendered("html", r);
  const std::string next = html.substr(html.find("What to do next"), 2500);
  CHECK_THAT(next, Contains("Decide on the notice to the supervisory authority") && Contains("46 hours left"));
  CHECK(next.find("supervisory") < next.find("Call 2 people first"));
  CHECK(next.find("Call 2") < next.find("Tell 1 other person"));
  CHECK(next.find("Call 2") < next.find("17 rejected rows, 1 day without messages"));
  CHECK_THAT(rendered("markdown", r), Contains("## What to do next") && Contains("- [ ] Call 2 people first"));
  r.people[1].work_list = "confirm_owner";  // nobody is called for a number that may be another's
  CHECK_THAT(rendered("markdown", r), Contains("- [ ] Call 1 person first") && Contains("Tell 1 other person") && Contains("(1 person who may)"));
  r.deadlines.clear();
  CHECK_THAT(rendered("html", r), Contains("no clock: --aware-at TIME starts it"));
}

TEST_CASE("the command to copy is never put together from text a shell would read") {
  Report r = sample_report(1);
  RenderOptions options;
  options.report_path = "case/report.json";
  for (const char* name : {"a; rm -rf /", "$(id)", "`id`", "-o", "a b", "a\nb", "'"}) {
    r.people[0].username = name;
    CHECK(line_of(rendered("text", r, options), "Next") == "mfax explain p-0001 --report case/report.json");
  }
  r.people[0].person_id = "$(id)";
  CHECK(line_of(rendered("text", r, options), "Next") == "mfax explain PERSON --report case/report.json");
  options.report_path = "a b/report.json";
  CHECK(line_of(rendered("text", r, options), "Next") == "mfax explain PERSON --report REPORT.json");
}

}  // namespace
}  // namespace mfax::test
