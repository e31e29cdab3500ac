// Reading a saved report. In: the sample report with one thing wrong. Out: the report, or an error that says where and what.
#include <catch2/catch.hpp>

#include "mfax/error.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

/// What load_report says about a text; "" when it reads it. Every error must be one of the input, with a hint.
std::string error_of(std::string_view json) {
  try {
    load_report(json, "report.json");
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  return {};
}

std::string sample_json(std::string_view from = {}, std::string_view to = {}) {
  std::string json = rendered("json", sample_report(4));
  if (from.empty()) return json;
  const std::size_t at = json.find(from);
  REQUIRE(at != std::string::npos);
  return json.replace(at, from.size(), to);
}

TEST_CASE("a saved report is read back whole") {
  Report expected = sample_report(4);
  CHECK(load_report(rendered("json", expected), "report.json") == expected);
  CHECK(rendered("json", load_report(sample_json(), "report.json")) == sample_json());
}

TEST_CASE("the order of members and members of a newer minor version do not matter") {
  CHECK(error_of(sample_json("\"schema_version\": \"1.0.0\"", "\"newer\": {\"a\":[1]}, \"schema_version\": \"1.7.3\"")).empty());
}

TEST_CASE("a member that is missing is named with its place") {
  CHECK(error_of(sample_json("\"severity\":", "\"gravity\":")) == "report.json: people[0].severity: is missing");
  CHECK(error_of(sample_json("\"accounting\":", "\"bookkeeping\":")) == "report.json: accounting: is missing");
  CHECK(error_of(sample_json("\"evidence\":", "\"proof\":")) == "report.json: people[0].signals[0].evidence: is missing");
  CHECK(error_of(sample_json("\"inputs_sha256\":", "\"digest\":")) == "report.json: integrity.inputs_sha256: is missing");
}

TEST_CASE("a saved report whose sums were changed is refused") {
  CHECK_THAT(error_of(sample_json("\"blank\":3", "\"blank\":2")), Catch::Contains("accounting.rows: the buckets do not add up"));
  CHECK_THAT(error_of(sample_json("\"matched\":1347", "\"matched\":1348")), Catch::Contains("accounting.numbers"));
  CHECK_THAT(error_of(sample_json("\"attributed\":11702", "\"attributed\":11701")), Catch::Contains("accounting.messages"));
  CHECK_THAT(error_of(sample_json("\"not_exposed\":1665", "\"not_exposed\":1666")), Catch::Contains("accounting.people"));
}

TEST_CASE("a value of the wrong kind is named with its place, what was expected and what was found") {
  CHECK(error_of(sample_json("\"message_count\":61,\"row_refs\"", "\"message_count\":\"61\",\"row_refs\"")) ==
        "report.json: people[0].numbers[0].message_count: expected an integer from 0, found a string");
  CHECK(error_of(sample_json("\"is_privileged\":true", "\"is_privileged\":1")) ==
        "report.json: people[0].is_privileged: expected a boolean, found an integer");
  CHECK(error_of(sample_json("\"username\":\"user1\"", "\"username\":null")) == "report.json: people[0].username: expected a string, found null");
  CHECK(error_of(sample_json("\"carriers\":[\"us:att\"]", "\"carriers\":{}")) == "report.json: people[0].carriers: expected an array, found an object");
  CHECK(error_of(sample_json("[\"us:att\"]", "[\"us:att\",7]")) == "report.json: people[0].carriers[1]: expected a string, found an integer");
  CHECK(error_of(sample_json("{\"sms\":49,", "{\"sms\":4.5,")) ==
        "report.json: people[0].channels.(count): expected an integer from 0, found a number with a fraction");
  CHECK(error_of(sample_json("\"summary\": {", "\"summary\": 1, \"unused\": {")) ==
        "report.json: summary: expected an object, found an integer");
}

TEST_CASE("integers beyond the range of their field are refused, not cut") {
  CHECK(error_of(sample_json("\"people_certain\": 1322", "\"people_certain\": -1")) ==
        "report.json: summary.people_certain: expected an integer from 0, found an integer");
  CHECK(error_of(sample_json("\"people_certain\": 1322", "\"people_certain\": 18446744073709551615")).empty());
  CHECK(error_of(sample_json("\"exit_code\": 4", "\"exit_code\": 4294967300")) == "report.json: status.exit_code: the integer is out of range");
  CHECK(error_of(sample_json("\"score\":70", "\"score\":-9223372036854775808")).empty());
  CHECK_FALSE(error_of(sample_json("\"score\":70", "\"score\":9223372036854775808")).empty());
  CHECK_FALSE(error_of(sample_json("\"score\":70", "\"score\":99999999999999999999999")).empty());
}

TEST_CASE("another document is recognized before its fields are looked at") {
  CHECK(error_of("{}") == "report.json: this JSON object has no \"document_type\"; it is no report of mfax");
  CHECK(error_of("{\"document_type\":\"manifest\"}") == "report.json: \"document_type\" is \"manifest\"; only \"exposure_report\" can be read");
  CHECK(error_of("{\"document_type\":7}") == "report.json: this JSON object has no \"document_type\"; it is no report of mfax");
  CHECK(error_of("[]") == "report.json: the document is an array, not an object");
  CHECK(error_of("\"text\"") == "report.json: the document is a string, not an object");
  CHECK(error_of(sample_json("\"1.0.0\"", "\"2.0.0\"")) == "report.json: \"schema_version\" is \"2.0.0\"; this mfax reads 1.x");
  CHECK(error_of(sample_json("\"1.0.0\"", "\"10.0.0\"")) == "report.json: \"schema_version\" is \"10.0.0\"; this mfax reads 1.x");
}

TEST_CASE("broken JSON is placed by line and column") {
  CHECK(error_of("") == "report.json: not valid JSON: the file is empty");
  CHECK_THAT(error_of("{\n\"a\": tru}"), StartsWith("report.json:2:6: not valid JSON: "));
  CHECK_THAT(error_of("{\n\"a\": nul}"), StartsWith("report.json:2:6: not valid JSON: "));
  CHECK_THAT(error_of("{\"a\": nothing}"), StartsWith("report.json:1:7: not valid JSON: "));
  CHECK(error_of("{\n\"a\": \"\xff\"}") == "report.json:2:7: not valid JSON: the text is not valid UTF-8");
  CHECK(error_of("{\"a\": \"\xEF\xBF\xBD \xC3\"}") == "report.json:1:12: not valid JSON: the text is not valid UTF-8");
  CHECK(error_of("{\n\"a\": \"cut") == "report.json:2:10: not valid JSON: a string is not closed; was the file cut off?");
  CHECK_THAT(error_of("{\"a\": \"x\ny\"}"), Contains("a control character stands in a string without escape"));
  CHECK_THAT(error_of(sample_json() + "x"), StartsWith("report.json:") && Contains("not valid JSON"));
  CHECK_THAT(error_of("{\"a\":1,}"), StartsWith("report.json:1:"));
}

TEST_CASE("a report cut off anywhere is an error, never a crash and never a shorter report") {
  const std::string json = sample_json();
  for (std::size_t size = 0; size + 2 < json.size(); size += 97) {
    INFO(size);
    CHECK_FALSE(error_of(std::string_view(json).substr(0, size)).empty());
  }
}

TEST_CASE("nesting without end is refused") {
  for (const std::size_t depth : {2'000u, 2'000'000u}) {
    CHECK_THAT(error_of(std::string(depth, '[')), Contains("not valid JSON"));
    CHECK_THAT(error_of(std::string(depth, '[') + std::string(depth, ']')), Contains("nested too deeply"));
    std::string objects;
    for (std::size_t i = 0; i < depth; ++i) objects += "{\"a\":";
    CHECK_THAT(error_of(objects + "1" + std::string(depth, '}')), Contains("nested too deeply"));
  }
}

}  // namespace
}  // namespace mfax::test
