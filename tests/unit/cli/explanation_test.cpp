// Questions to a saved report.
#include "cli/explanation.hpp"

#include <catch2/catch.hpp>

#include "cli/record_csv.hpp"
#include "mfax/normalize.hpp"
#include "surroundings.hpp"

using namespace mfax;
using namespace mfax::cli;

namespace {

constexpr std::uint64_t kAda = 12025550143, kNobody = 12025550187, kNear = 12025550144;

LogNumber log_number(std::string id, std::uint64_t digits, std::string outcome, MaskMode mask) {
  LogNumber number;
  number.number_id = std::move(id);
  number.masked = mask_number(PhoneKey{digits}, mask, "0123456789abcdef");
  number.outcome = std::move(outcome);
  number.reason = number.outcome == "unmatched" ? "no_holder" : "";
  number.message_count = 3;
  number.row_refs = {"in1:" + std::to_string(digits % 100)};
  return number;
}

Report report_with(MaskMode mask, std::string word) {
  Report report;
  report.run.mask = report.privacy.mask = std::move(word);
  report.numbers.push_back(log_number("n-0001", kAda, "matched", mask));
  report.unmatched.push_back(log_number("n-0002", kNobody, "unmatched", mask));
  report.unmatched.push_back(log_number("n-0003", kNear, "unmatched", mask));
  ExposedPerson ada;
  ada.person_id = "p-0001";
  ada.username = "ada";
  ada.email = "ada@example.org";
  ada.display_name = "Ada Example";
  ada.certainty = "certain";
  ada.directory_rows = {"in2:2"};
  PersonNumber own;
  own.number_id = "n-0001";
  own.masked = report.numbers.front().masked;
  own.confidence = "exact";
  own.method = "e164_equal";
  own.directory_field = "phones[].number";
  own.directory_row = "in2:2";
  ada.numbers.push_back(own);
  report.people.push_back(ada);
  RejectedRow reject;
  reject.row = "in1:7";
  reject.field = "to_number";
  reject.codes = {"P_SCI_LOSSY"};
  report.quality.rejects.push_back(reject);
  return report;
}

}  // namespace

TEST_CASE("a number in an open report is found for certain, in any written form") {
  const Report report = report_with(MaskMode::none, "none");
  ExplainOptions us;
  us.default_region = "US";
  for (const char* text : {"+12025550143", "12025550143", "(202) 555-0143", "tel:+1-202-555-0143"}) {
    INFO(text);
    const Explanation found = explain(report, text, us);
    REQUIRE(found.numbers.size() == 1);
    CHECK(found.is_certain);
    CHECK(found.numbers.front().number->number_id == "n-0001");
    REQUIRE(found.numbers.front().people.size() == 1);
    CHECK(found.numbers.front().people.front()->username == "ada");
    REQUIRE(found.near_numbers.size() == 1);  // one digit away
    CHECK(found.near_numbers.front().number->number_id == "n-0003");
  }
}

TEST_CASE("a masked report can only be consistent with a number") {
  const Report report = report_with(MaskMode::last4, "last4");
  const Explanation same = explain(report, "+12025550143", {});
  REQUIRE(same.numbers.size() == 1);
  CHECK_FALSE(same.is_certain);
  CHECK_THAT(explanation_text(same, report), Catch::Contains("no proof"));
  // Another number with the same last digits cannot be told apart.
  CHECK(explain(report, "+13125550143", {}).numbers.size() == 1);
  CHECK_FALSE(explain(report, "+12025550199", {}).is_found());
}

TEST_CASE("with --mask full every number of the country is consistent") {
  const Report report = report_with(MaskMode::full, "full");
  const Explanation all = explain(report, "+12025550199", {});
  CHECK(all.numbers.size() == 3);
  CHECK_FALSE(all.is_certain);
}

TEST_CASE("pseudonyms need the key of the case") {
  const Report report = report_with(MaskMode::hmac, "hmac");
  CHECK_THAT(fatal_text([&] { explain(report, "+12025550143", {}); }), Catch::StartsWith("2: ") && Catch::Contains("--key-file"));
  ExplainOptions with_key;
  with_key.hmac_key = "0123456789abcdef";
  CHECK(explain(report, "+12025550143", with_key).numbers.size() == 1);
  with_key.hmac_key = "another key of the case";
  CHECK_FALSE(explain(report, "+12025550143", with_key).is_found());
}

TEST_CASE("a person is found by every name, whatever the case") {
  const Report report = report_with(MaskMode::last4, "last4");
  for (const char* name : {"ada", "ADA", "Ada@Example.org", "ada example", "p-0001"}) {
    INFO(name);
    const Explanation found = explain(report, name, {});
    REQUIRE(found.people.size() == 1);
    CHECK(found.kind == Explanation::Kind::person);
    CHECK_THAT(explanation_text(found, report), Catch::Contains("the log and the directory hold the same international number"));
  }
  const Explanation missing = explain(report, "adda", {});
  CHECK_FALSE(missing.is_found());
  CHECK(missing.near_person == "ada");
  CHECK_THAT(explanation_text(missing, report), Catch::Contains("not found in this report") && Catch::Contains("did you mean ada?"));
  CHECK_THAT(explanation_json(missing), Catch::Contains("\"found\": false"));
}

TEST_CASE("rows and ids are found") {
  const Report report = report_with(MaskMode::last4, "last4");
  CHECK(explain(report, "in1:43", {}).numbers.size() == 1);
  CHECK(explain(report, "in2:2", {}).people.size() == 1);
  CHECK(explain(report, "n-0002", {}).numbers.size() == 1);
  const Explanation rejected = explain(report, "in1:7", {});
  REQUIRE(rejected.rejects.size() == 1);
  CHECK_THAT(explanation_text(rejected, report), Catch::Contains("P_SCI_LOSSY"));
  CHECK_FALSE(explain(report, "in1:9999", {}).notes.empty());
}

TEST_CASE("a question that is no usable number says why") {
  const Report report = report_with(MaskMode::none, "none");
  const Explanation found = explain(report, "4.47701E+11", {});
  CHECK_FALSE(found.is_found());
  const Explanation masked = explain(report, "+1 ***-***-0143", {});
  CHECK_FALSE(masked.is_found());
}

TEST_CASE("records become flat CSV rows") {
  const std::string lines =
      R"({"type":"message","row":"in1:2","line":2,"number":"+12025550143","number_status":"ok","carrier_name":"A, \"B\"","codes":["P_EXT","C_CODE"]})"
      "\n"
      R"({"type":"reject","row":"in1:3","line":3,"field":"number","codes":["P_NULL"],"excerpt":"=1+1"})"
      "\n";
  const auto convert = [&](CsvDialect dialect, std::size_t step, bool with_trail = false) {
    std::string out;
    RecordCsv table(false, with_trail, dialect, [&out](std::string_view piece) { out += piece; });
    for (std::size_t at = 0; at < lines.size(); at += step) table.add(std::string_view(lines).substr(at, step));
    table.finish();
    return out;
  };
  const std::string strict = convert(CsvDialect::strict, lines.size());
  CHECK_THAT(strict, Catch::StartsWith("type,row,line,number,number_status,"));
  CHECK_THAT(strict, Catch::Contains("message,in1:2,2,+12025550143,ok,") && Catch::Contains("\"A, \"\"B\"\"\"") &&
                         Catch::Contains("P_EXT;C_CODE\r\n") && Catch::Contains(",=1+1,"));
  CHECK(convert(CsvDialect::strict, 7) == strict);
  CHECK_THAT(strict, !Catch::Contains("trail"));
  CHECK_THAT(convert(CsvDialect::strict, 7, true), Catch::Contains(",codes,trail\r\n"));
  const std::string guarded = convert(CsvDialect::spreadsheet, lines.size());
  CHECK_THAT(guarded, Catch::Contains(",tel:+12025550143,") && Catch::Contains(",'=1+1,"));
}

TEST_CASE("rows that are not counted are known, and so are people who are not exposed") {
  Report report = report_with(MaskMode::none, "none");
  report.inputs.resize(2);
  report.inputs[0].id = "in1", report.inputs[0].role = "log";
  report.inputs[1].id = "in2", report.inputs[1].role = "directory";
  report.quality.left_out = {{"in1:3", "duplicate", "+12025550143", "2024-03-05T10:00:00Z", {}},
                             {"in1:4", "out_of_window", "+12025550160", "2024-04-05T10:00:00Z", {}},
                             {"in1:5", "not_counted", "", "", {"R_OWN_NUMBER"}}};
  report.not_exposed = {{"p-0002", "gus", "gus@example.org", "no_number"}, {"p-0003", "desk", "", "generic_number"}};
  report.ignored.push_back(log_number("n-0009", 12025550199, "ignored", MaskMode::none));
  report.ignored.back().reason = "generic";
  report.shared = {{"n-0009", "+12025550199", "generic", 9, 3, {{"p-0003", "desk"}, {"p-0004", "lab"}}}};
  const auto ask = [&report](std::string_view question) { return explanation_text(explain(report, question, {}), report); };
  CHECK_THAT(ask("in1:3"), Catch::Contains("in1:3: duplicate: the same message is counted already"));
  CHECK_THAT(ask("in1:4"), Catch::Contains("outside the window") && Catch::Contains("2024-04-05T10:00:00Z"));
  CHECK_THAT(ask("in1:5"), Catch::Contains("no exposure by nature") && Catch::Contains("R_OWN_NUMBER: "));
  CHECK_THAT(ask("+12025550160"), Catch::Contains("in1:4: out_of_window"));
  CHECK_THAT(ask("GUS@example.org"), Catch::Contains("not exposed: the directories give no number"));
  CHECK_THAT(ask("p-0002"), Catch::Contains("gus"));
  CHECK_THAT(ask("desk"), Catch::Contains("generic: more people hold it") && Catch::Contains("held by lab (p-0004)") && Catch::Contains("and by 7 more"));
  CHECK_THAT(ask("+12025550199"), Catch::Contains("held by desk (p-0003)"));
  CHECK_THAT(ask("gsu"), Catch::Contains("did you mean gus?"));
  CHECK_THAT(ask("in9:1"), Catch::Contains("no input in9"));
  CHECK_THAT(ask("in2:77"), Catch::Contains("a directory row"));
  CHECK_THAT(ask("in1:77"), Catch::Contains("a blank line, a header, or a counted message"));
}

TEST_CASE("a row that only shows a signal leads to the person") {
  Report report = report_with(MaskMode::none, "none");
  Signal burst;
  burst.code = "burst";
  burst.row_refs = {"in1:555"};
  report.people[0].signals.push_back(burst);
  CHECK(explain(report, "in1:555", {}).people.size() == 1);
}
