// The JSON report and the lines of normalize. In: the sample report and records. Out: exact pieces.
#include <catch2/catch.hpp>

#include "mfax/directory.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

constexpr PhoneKey kNumber{12025550143};

MessageRecord sample_message(StringTable& names) {
  MessageRecord record;
  record.number = kNumber;
  record.number_status = NumberStatus::ok;
  record.has_time = true;
  record.sent_at = *parse_rfc3339_utc("2024-03-04T14:02:11Z");
  record.channel = Channel::sms;
  record.direction = Direction::outbound;
  record.counts = true;
  record.message_type = names.intern("passcode");
  record.carrier = names.intern("us:verizon");
  record.carrier_name = names.intern("Verizon");
  record.carrier_raw = names.intern("Verizon Wireless:6006 - SVR/2");
  record.country = names.intern("US");
  record.state = names.intern("US-DC");
  record.message_id = names.intern("SM1");
  record.codes.add(DiagCode::C_DECORATION);
  return record;
}

std::string message_line(const MessageRecord& record, const StringTable& names, MaskMode mask, std::string duplicate_of = "") {
  NormalizedMessage message;
  message.record = &record;
  message.names = &names;
  message.row = "in1:2";
  message.line = 2;
  message.duplicate_of = std::move(duplicate_of);
  return render_message_json(message, mask, "0123456789abcdef");
}

TEST_CASE("the JSON report begins with its schema and has the members in the documented order") {
  const std::string json = rendered("json", sample_report(2));
  CHECK_THAT(json, StartsWith("{\n  \"$schema\": \"https://mfax.example/schema/report-1.json\",\n  \"schema_version\": \"1.0.0\",\n"
                              "  \"document_type\": \"exposure_report\",\n  \"report_id\": \"r-5f1d2c3b4a596877\",\n"
                              "  \"generated_at\": \"2024-04-16T09:30:00Z\",\n"));
  CHECK_THAT(json, EndsWith("}\n"));
  std::size_t last = 0;
  for (const char* name : {"status", "tool", "run", "incident", "inputs", "accounting", "summary", "jurisdictions", "distributions",
                           "people", "numbers", "ambiguous", "unmatched", "ignored", "shared", "signals", "quality", "deadlines",
                           "privacy", "integrity"}) {
    const std::size_t at = json.find(fmt::format("\n  \"{}\": ", name));
    INFO(name);
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
  }
}

TEST_CASE("one element of a list is one line of the JSON report") {
  const std::string json = rendered("json", sample_report(3));
  CHECK_THAT(json, Contains("\n    {\"person_id\":\"p-0001\",\"directory_id\":\"DU00001\","));
  CHECK_THAT(json, Contains("\"signals\":[{\"code\":\"admin_context\",\"weight\":40,\"detail\":\"12 administrator log-in messages\","
                            "\"evidence\":{\"message_count\":12,\"row_refs\":[\"in1:88\",\"in1:402\"],\"has_more_rows\":false}}"));
  CHECK_THAT(json, Contains("\"channels\":{\"sms\":49,\"voice\":12}"));
  CHECK_THAT(json, Contains("\n    {\"row\":\"in1:3\",\"byte\":211,\"field\":\"number\",\"codes\":[\"P_SCI_LOSSY\"],"
                            "\"excerpt\":\"4.47701E+11\"}") || Contains("{\"row\":\"in1:3\",\"byte\":211,"));
  CHECK_THAT(json, Contains("\"columns\":[\"to_number=Phone\",\"sent_at=Timestamp (UTC)\"]"));
}

TEST_CASE("a time that is not known is null, a text that is not known is empty") {
  Report r = sample_report(1);
  r.people[0].first_sent_at.clear();
  r.people[0].locale.clear();
  const std::string json = rendered("json", r);
  CHECK_THAT(json, Contains("\"first_sent_at\":null") && Contains("\"locale\":\"\""));
}

TEST_CASE("a normalized message is the documented line") {
  StringTable names;
  const MessageRecord record = sample_message(names);
  CHECK(message_line(record, names, MaskMode::none) ==
        R"({"type":"message","row":"in1:2","line":2,"number":"+12025550143","number_status":"ok","extension":null,)"
        R"("confidence":"exact","direction":"outbound","channel":"sms","message_type":"passcode","sent_at":"2024-03-04T14:02:11Z",)"
        R"("carrier":"us:verizon","carrier_name":"Verizon","carrier_raw":"Verizon Wireless:6006 - SVR/2","country":"US",)"
        R"("state":"US-DC","message_id":"SM1","codes":["C_DECORATION"]})");
}

TEST_CASE("counts and duplicate_of stand only where they say something") {
  StringTable names;
  MessageRecord record = sample_message(names);
  CHECK_THAT(message_line(record, names, MaskMode::none), !Contains("counts") && !Contains("duplicate_of"));
  CHECK_THAT(message_line(record, names, MaskMode::none, "in1:1"), EndsWith(",\"duplicate_of\":\"in1:1\"}"));
  record.counts = false;
  CHECK_THAT(message_line(record, names, MaskMode::none), EndsWith(",\"counts\":false}"));
}

TEST_CASE("masks hide the number, its extension and digits in the carrier's text") {
  StringTable names;
  MessageRecord record = sample_message(names);
  record.extension = names.intern("4711");
  record.carrier_raw = names.intern("call +1 202-555-0143 first");
  const std::string last4 = message_line(record, names, MaskMode::last4);
  CHECK_THAT(last4, Contains("\"number\":\"+1 ***-***-0143\"") && Contains("\"extension\":\"****\"") &&
                        Contains("call +* ***-***-0143 first"));
  const std::string full = message_line(record, names, MaskMode::full);
  CHECK_THAT(full, Contains("\"number\":\"+1 ***-***-****\"") && Contains("call +* ***-***-**** first"));
  const std::string hmac = message_line(record, names, MaskMode::hmac);
  CHECK_THAT(hmac, Contains("\"number\":\"hmac:") && Contains("call +* ***-***-**** first"));
  for (const std::string& line : {last4, full, hmac}) CHECK_THAT(line, !Contains("12025550143") && !Contains("4711") && !Contains("202-555"));
}

TEST_CASE("the excerpt of a rejected row is masked unless numbers are not") {
  RowRef row;
  row.line = 3;
  CodeSet codes;
  codes.add(DiagCode::P_SCI_LOSSY);
  const auto line = [&](MaskMode mask) { return render_reject_json(row, Field::to_number, codes, "call 4.47701E+11 or 12025550143", mask); };
  CHECK(line(MaskMode::none) == R"({"type":"reject","row":"in1:3","line":3,"field":"number","codes":["P_SCI_LOSSY"],)"
                                R"("excerpt":"call 4.47701E+11 or 12025550143"})");
  CHECK_THAT(line(MaskMode::last4), Contains("*******0143") && !Contains("12025550143"));
  for (const MaskMode mask : {MaskMode::full, MaskMode::hmac}) {
    CHECK_THAT(line(mask), Contains("or ***********\"") && !Contains("0143"));
  }
}

TEST_CASE("a reject without a field has null, and a hostile excerpt stays one line of JSON") {
  const std::string line = render_reject_json(RowRef{FileId{0}, 1, 9}, Field::none, CodeSet{}, std::string("a\0\x1b\n\xff\"", 6), MaskMode::none);
  CHECK(line == "{\"type\":\"reject\",\"row\":\"in1:9.2\",\"line\":9,\"field\":null,\"codes\":[],"
                "\"excerpt\":\"a\\u0000\\u001b\\n\xEF\xBF\xBD\\\"\"}");
}

TEST_CASE("a normalized person is the documented line, with null for what is not known") {
  DirectoryRecord record;
  record.row.file = FileId{1};
  record.row.line = 2;
  record.id = "DU1";
  record.username = "ada";
  record.groups = {"Admins"};
  record.factors = {"sms", "push"};
  record.privileged = true;
  record.status = AccountStatus::active;
  DirectoryNumber number;
  number.key = kNumber;
  number.status = NumberStatus::ok;
  number.kind = NumberKind::mobile;
  number.use = NumberUse::mfa;
  number.field = "phones[].number";
  record.numbers = {number};
  CHECK(render_person_json(record, MaskMode::last4, "") ==
        R"({"type":"person","row":"in2:2","line":2,"id":"DU1","username":"ada","email":null,"display_name":null,)"
        R"("numbers":[{"number":"+1 ***-***-0143","number_status":"ok","extension":null,"kind":"mobile","use":"mfa","field":"phones[].number"}],)"
        R"("status":"active","groups":["Admins"],"privileged":true,"factors":["sms","push"],"country":null,"state":null,"locale":null,)"
        R"("title":null,"department":null,"manager":null,"last_login_at":null,"codes":[]})");
  record.privileged.reset();
  CHECK_THAT(render_person_json(record, MaskMode::none, ""), Contains("\"privileged\":null") && Contains("\"+12025550143\""));
}

}  // namespace
}  // namespace mfax::test
