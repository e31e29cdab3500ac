// In: format files, right and wrong. Checks what is read and that each complaint says where.
#include <catch2/catch.hpp>

#include "unit/formats/detect_support.hpp"

namespace mfax {
using namespace test;
using Catch::Matchers::Contains;

namespace {
std::string file_with(const std::string& columns, const std::string& more = "") {
  return "{\n  \"id\": \"x\", \"kind\": \"log\", \"title\": \"t\", \"origin\": \"o\", \"container\": \"json\"" + more +
         ",\n  \"columns\": " + columns + "\n}\n";
}
const std::string kPhone = "{\"to_number\": {\"names\": [\"to\"], \"required\": true}}";
Failure load(const std::string& text) {
  return failure_of([&] { load_format(text, "my.json"); });
}
}  // namespace

TEST_CASE("every key of a format file arrives in the spec") {
  const FormatSpec spec = load_format(R"({
    "id": "acme-1", "kind": "directory", "product": "acme", "title": "Acme", "origin": "https://acme.example",
    "note": "n",
    "container": "json", "is_generic": true, "rows": ["", "data"], "each": "phones", "embedded_json": "message",
    "number_form": "national", "id_alone_identifies": true,
    "detect": {"all": ["a"], "any": [["b", "c"]], "none": ["d"], "prefix": {"e": "x", "f": ["y", "z"]}},
    "columns": {
      "username": {"names": ["u"], "required": true},
      "phone": [{"names": ["@.n", "m"], "kind": "mobile", "use": "mfa", "extension_names": ["@.x"],
                 "kind_names": ["@.k"],
                 "values": {"Land Line": "work", "i*": "ignore"}}, {"names": ["w"], "kind": "work"}],
      "person_id": {"names": ["i", "j"], "join": true},
      "status": {"constant": "active"},
      "last_login_at": {"names": ["l"], "zone": "UTC", "date_order": "dmy", "epoch_unit": "milliseconds"}
    },
    "samples": [{"input": ["a", "b"], "expect": [{"username": "u"}], "default_region": "US"},
                {"input": "c", "expect": []}]
  })",
                                      "x");
  CHECK(spec.kind == FormatKind::directory);
  CHECK(spec.product == "acme");
  CHECK(spec.is_generic);
  CHECK(spec.rows == std::vector<std::string>{"", "data"});
  CHECK(spec.each == "phones");
  CHECK(spec.embedded_json == "message");
  CHECK(spec.number_form == NumberForm::national);
  CHECK(spec.id_alone_identifies);
  CHECK(spec.detect.any == std::vector<std::vector<std::string>>{{"b", "c"}});
  CHECK(spec.detect.prefix.size() == 3);
  REQUIRE(spec.columns.size() == 6);
  const ColumnRule& phone = spec.columns[1];
  CHECK(phone.kind == NumberKind::mobile);
  CHECK(phone.use == NumberUse::mfa);
  CHECK(phone.values.front() == std::pair<std::string, std::string>{"land line", "work"});
  CHECK(spec.columns[3].join);
  CHECK(spec.columns[4].constant == "active");
  CHECK(spec.columns[5].date_order == DateOrder::day_month_year);
  CHECK(spec.columns[5].epoch_unit == EpochUnit::milliseconds);
  CHECK(spec.samples[0].input == "a\nb\n");
  CHECK(spec.samples[0].expect.front().at("username") == "u");
  CHECK(spec.samples[1].input == "c");
}

TEST_CASE("a complaint names file, line and column") {
  const Failure unknown = load(file_with(kPhone, ",\n  \"titel\": \"t\""));
  CHECK(unknown.code == ExitCode::usage);
  CHECK_THAT(unknown.what, Contains("my.json:3:3: unknown key \"titel\"") && Contains("did you mean \"title\""));
  CHECK_THAT(load(file_with("{\"to_number\": {\"names\": \"to\"}}")).what,
             Contains("my.json:3:38: \"names\" must be a list"));
  CHECK_THAT(load("{\"id\": \"x\"}").what, Contains("my.json:1:1") && Contains("lacks the key \"kind\""));
  CHECK_THAT(load("{\"id\": \"x\",\n \"kind\" \"log\"}").what, Contains("my.json:2:"));
}

TEST_CASE("a byte order mark before a format file is skipped and moves no complaint") {
  CHECK(load_format("\xEF\xBB\xBF" + file_with(kPhone), "my.json").id == "x");
  CHECK_THAT(load("\xEF\xBB\xBF{\"id\": \"x\"}").what, Contains("my.json:1:1"));
}

TEST_CASE("whatever contradicts itself or is unknown is refused") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {file_with("{\"to_nunber\": {\"names\": [\"to\"]}}"), "no field of a log"},
      {file_with("{\"groups\": {\"names\": [\"to\"]}}"), "no field of a log"},
      {file_with("{\"to_number\": {}}"), "needs \"names\" or \"constant\""},
      {file_with("{\"message_id\": {\"names\": [\"a\"], \"join\": true}}"), "\"join\" needs two"},
      {file_with("{\"to_number\": {\"names\": [\"a\"], \"zone\": \"UTC\"}}"), "for times only"},
      {file_with("{\"to_number\": {\"names\": [\"a\"], \"kind\": \"work\"}}"), "for phone"},
      {file_with("{\"to_number\": {\"names\": [\"a\"]}, \"channel\": {\"constant\": \"sns\"}}"), "no value of channel"},
      {file_with(
           "{\"to_number\": {\"names\": [\"a\"]}, \"channel\": {\"names\": [\"c\"], \"values\": {\"a\": \"b\"}}}"),
       "no value of channel"},
      {file_with("{\"sent_at\": {\"names\": [\"a\"], \"required\": true}}"), "needs \"to_number\""},
      {file_with("{\"to_number\": {\"names\": [\"a\"]}}"), "nothing tells this format"},
      {file_with("{\"to_number\": {\"names\": [\"--\"], \"required\": true}}"), "is no name"},
      {file_with(kPhone, ", \"id\": \"y\""), "occurs twice"},
      {file_with(kPhone, ", \"rows\": 3"), "must be a list"},
      {file_with(kPhone, ", \"is_generic\": \"yes\""), "must be true or false"},
      {file_with(kPhone, ", \"number_form\": \"intl\""), "must be one of"},
      {file_with(kPhone, ", \"detect\": {\"any\": [[]]}"), "never be met"},
      {file_with(kPhone, ", \"samples\": [{\"input\": \"a\"}]"), "lacks the key \"expect\""},
      {"{\"id\":\"A b\",\"kind\":\"log\",\"title\":\"t\",\"origin\":\"o\",\"container\":\"csv\",\"columns\":{}}",
       "a-z, 0-9"},
      {"{\"id\":\"a\",\"kind\":\"log\",\"title\":\"t\",\"origin\":\"o\",\"container\":\"csv\",\"each\":\"x\","
       "\"columns\":{}}",
       "json\" only"},
      {"[]", "one JSON object"},
      {"", "my.json:1:1"},
      {file_with(kPhone) + "x", "my.json:"},
      {"{\"id\": \"\"}", "must not be empty"}};
  for (const auto& [text, part] : cases) {
    INFO(text);
    const Failure failure = load(text);
    CHECK(failure.code == ExitCode::usage);
    CHECK_THAT(failure.what, Contains(part));
  }
}

TEST_CASE("a format file nested beyond reason is refused, not followed") {
  std::string deep = "{\"detect\": ";
  for (int i = 0; i < 2000; ++i) deep += "[";
  CHECK(load(deep).code == ExitCode::usage);
}

}  // namespace mfax
