// Files whose layout nobody has described: which column is what, by name and by values, and what is said about the rest.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "unit/formats/detect_support.hpp"

namespace mfax {
namespace {

using Catch::Matchers::Contains;
using namespace test;

std::string why_unused(const Detection& found, const std::string& column) {
  for (std::size_t i = 0; i < found.unused.size(); ++i)
    if (found.unused[i] == column) return found.unused_why[i];
  return "read";
}

}  // namespace

TEST_CASE("a column of states is kept when most of them are unknown, one of delivery states never") {
  const std::string places = "Phone,Sent At,Country,State\n+447700900123,2024-03-04T14:02:11Z,GB,Greater London\n"
                             "+491701234567,2024-03-25T09:00:00Z,DE,Bayern\n";
  CHECK(column_of(detect_log(places), Field::state) == "State");
  const Detection foreign = detect_log("Phone,Sent At,State\n+14155550182,2024-03-04T14:02:11Z,DELIVERED_TO_HANDSET\n"
                                       "+12125550126,2024-03-25T09:00:00Z,Message accepted\n");
  CHECK(column_of(foreign, Field::state).empty());
  CHECK_THAT(why_unused(foreign, "State"), Contains("delivery states"));
  const Detection spanish = detect_log("Fecha,Tel\xC3\xA9" "fono,Estado\n2024-03-04 14:02:11,+34612345678,Entregado\n");
  CHECK(column_of(spanish, Field::state).empty());
  const Detection both = detect_log("Phone,Sent At,State,Region\n+14155550182,2024-03-04T14:02:11Z,delivered,California\n");
  CHECK(column_of(both, Field::state) == "Region");
  CHECK(column_of(detect_log("Phone,Sent At,State\n+14055550182,2024-03-04T14:02:11Z,OK\n"), Field::state) == "State");
}

TEST_CASE("a column of zones beside the time is bound, a column of anything else is not") {
  CHECK(column_of(detect_log("Phone,Sent At,Time Zone\n+14155550182,2024-03-04 06:02:11,PST\n"), Field::timezone) == "Time Zone");
  CHECK(column_of(detect_log("Phone,Date,Time,UTC Offset\n+14155550182,2024-03-04,06:02:11,-08:00\n"), Field::timezone) == "UTC Offset");
  CHECK(column_of(detect_log("Phone,Sent At,Zone\n+14155550182,2024-03-04 06:02:11,Zone 3 north\n"), Field::timezone).empty());
}

TEST_CASE("Excel's serial dates are named and not read") {
  const Detection found = detect_log("Phone,Sent At,Carrier\n+14155550182,45355.58484953704,Verizon\n+12125550126,45376.375,AT&T\n");
  CHECK(column_of(found, Field::sent_at).empty());
  CHECK(found.excel_time_column == "Sent At");
  CHECK(has_note(found, "Excel's serial dates"));
}

TEST_CASE("Japanese headers, names without blanks included") {
  const Detection found = detect_log(
      "\xE9\x80\x81\xE4\xBF\xA1\xE6\x97\xA5\xE6\x99\x82,\xE7\x99\xBA\xE4\xBF\xA1\xE8\x80\x85\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7,"
      "\xE9\x80\x81\xE4\xBF\xA1\xE5\x85\x88\xE3\x81\xAE\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7,\xE3\x82\xAD\xE3\x83\xA3\xE3\x83\xAA\xE3\x82\xA2\n"
      "2024/03/04 14:02:11,+12025550143,+14155550182,Verizon\n");
  CHECK(columns_of(found, Field::to_number) ==
        std::vector<std::string>{"\xE9\x80\x81\xE4\xBF\xA1\xE5\x85\x88\xE3\x81\xAE\xE9\x9B\xBB\xE8\xA9\xB1\xE7\x95\xAA\xE5\x8F\xB7"});
  CHECK(column_of(found, Field::sent_at) == "\xE9\x80\x81\xE4\xBF\xA1\xE6\x97\xA5\xE6\x99\x82");
  CHECK(found.unread_phone_columns.empty());
}

TEST_CASE("words that are written together end with the name") {
  const Detection found = detect_log("absendertelefonnummer;empfaengertelefonnummer;updatetimestamp;sendtimestamp\n"
                                     "+12025550143;+14155550182;2024-03-04T15:00:00Z;2024-03-04T14:02:11Z\n");
  CHECK(column_of(found, Field::to_number) == "empfaengertelefonnummer");
  CHECK(column_of(found, Field::sent_at) == "sendtimestamp");
}

TEST_CASE("the user's number goes before the organisation's, and numbers under any other name are told") {
  const Detection account = detect_log("Account Phone,User Phone,Sent\n+12025550100,+14155550182,2024-03-04T14:02:11Z\n");
  CHECK(column_of(account, Field::to_number) == "User Phone");
  CHECK(account.unread_phone_columns == std::vector<std::string>{"Account Phone"});
  const Detection other = detect_log("Phone,Fallback,Sent\n+12025550143,+14155550182,2024-03-04T14:02:11Z\n");
  CHECK(other.unread_phone_columns == std::vector<std::string>{"Fallback"});
  const Detection twice = detect_log("Phone,Date,Phone\n+14155550182,2024-03-04T14:02:11Z,+12125550126\n");
  CHECK(has_note(twice, "--map 'to_number=#3'"));
}

TEST_CASE("two mapped columns of recipients are two recipients") {
  DetectOptions options;
  options.map = {{"to_number", "A"}, {"to_number", "B"}};
  const Detection found = detect_log("A,B,Sent\n+14155550182,+12125550126,2024-03-04T14:02:11Z\n", options);
  REQUIRE(columns_of(found, Field::to_number).size() == 2);
  CHECK(found.plan.slots[0].rule->join);
  options.map = {{"to_number", "A"}};
  CHECK_FALSE(detect_log("A,B,Sent\n+14155550182,+12125550126,2024-03-04T14:02:11Z\n", options).plan.slots[0].rule->join);
}

TEST_CASE("a described format also reads the second column of one name") {
  const FormatSpec own = load_format(R"({"id": "own", "kind": "log", "title": "t", "origin": "o", "container": "csv",
    "detect": {"all": ["Ref"]}, "columns": {"to_number": {"names": ["Phone"], "required": true}, "carrier": {"names": ["Carrier"]}}})", "own");
  const Detection found = detect_text("Ref,Phone,Carrier,Carrier\n1,+14155550182,,Verizon\n", FormatKind::log, {}, std::span(&own, 1));
  CHECK(columns_of(found, Field::carrier).size() == 2);
}

TEST_CASE("every bound column comes with what speaks for it") {
  const Detection found = detect_log("Phone,Customer MSISDN,When\n,+14155550182,2024-03-04T14:02:11Z\n,n/a,2024-03-04T14:02:11Z\n");
  for (const Slot& slot : found.plan.slots) {
    if (slot.column == "When") CHECK(slot.why == "by its name; 2 of 2 sampled values look like times");
    if (slot.column == "Phone") CHECK(slot.why == "by its name; no value in the sampled rows");
  }
  const Detection by_value = detect_log("Alpha,Beta\n+14155550182,2024-03-04T14:02:11Z\n");
  CHECK(by_value.plan.slots[0].why == "by its values; 1 of 1 sampled values look like times");
}

TEST_CASE("refusals say what the file is instead: the other role, or one of the program's own documents") {
  const Failure people = failure_of([] { detect_log("Name,Cell,Desk phone\nAnn,+14155550182,+12125550126\n"); });
  CHECK_THAT(people.what, Contains("this is a directory (plain-csv; person and phone columns by meaning), not a message log"));
  const Failure report = failure_of([] { detect_log("{\n  \"schema_version\": \"1.0.0\",\n  \"document_type\": \"exposure_report\", \"people\": []}"); });
  CHECK_THAT(report.what, Contains("a report of mfax itself"));
  CHECK_THAT(report.hint, Contains("mfax report FILE"));
  const Failure bare = failure_of([] { detect_people("ann,ann@example.com,+14155550182\nbob,bob@example.com,+12125550126\n"); });
  CHECK_THAT(bare.hint, Contains("--map 'phone=#3' --map 'email=#2'"));
}

TEST_CASE("directories in Japanese, Italian and French") {
  const Detection japanese = detect_people("\xE7\xA4\xBE\xE5\x93\xA1\xE7\x95\xAA\xE5\x8F\xB7,\xE6\xB0\x8F\xE5\x90\x8D,\xE6\x90\xBA\xE5\xB8\xAF\xE9\x9B\xBB\xE8\xA9\xB1\n"
                                           "1001,Ann,+12025550143\n");
  CHECK(column_of(japanese, Field::employee_id) == "\xE7\xA4\xBE\xE5\x93\xA1\xE7\x95\xAA\xE5\x8F\xB7");
  CHECK(column_of(japanese, Field::phone) == "\xE6\x90\xBA\xE5\xB8\xAF\xE9\x9B\xBB\xE8\xA9\xB1");
  CHECK(column_of(detect_people("Nome utente;Cellulare\nann;+12025550143\n"), Field::username) == "Nome utente");
  CHECK(column_of(detect_people("Identifiant;Portable\nann;+12025550143\n"), Field::username) == "Identifiant");
}

TEST_CASE("a column that is filled late and a key that comes late are known") {
  std::string table = "Phone,Sent At,Alt\n", lines;
  for (unsigned i = 0; i < 300; ++i) {
    table += fmt::format("+1202555{:04},2024-03-04T14:02:11Z,\n", i);
    lines += fmt::format("{{\"to\":\"+1202555{:04}\"}}\n", i);
  }
  table += "+12025550143,2024-03-04T14:02:11Z,+12125550126\n+12025550144,2024-03-04T14:02:11Z,+12125550127\n";
  CHECK(detect_log(table).unread_phone_columns == std::vector<std::string>{"Alt"});
  const Detection late = detect_log(lines + "{\"to\":\"+12025550143\",\"from\":\"+12125550126\",\"direction\":\"inbound\",\"sent_at\":\"2024-03-04T14:02:11Z\"}\n");
  CHECK(column_of(late, Field::sent_at) == "sent_at");
  CHECK(column_of(late, Field::direction) == "direction");
}

TEST_CASE("recipients in a list beside a plain recipient are not passed over") {
  const Detection found = detect_log("{\"sent_at\":\"2024-03-05T10:00:01Z\",\"to\":\"+12025550143\",\"recipients\":[{\"phone\":\"+12025550147\"}]}\n");
  CHECK(found.unread_phone_columns == std::vector<std::string>{"recipients[].phone"});
}

TEST_CASE("further numbers in a log of a known format are said, its sender's and second spellings are not") {
  const std::string row = "\"uuid\":\"m1\",\"record_type\":\"mdr\",\"cli\":\"+12025550100\",\"cld\":\"+14155550123\",\"message_type\":\"MMS\",\"direction\":\"outbound\"";
  const Detection plain = detect_log("{\"data\":[{" + row + ",\"cld_formatted\":\"(415) 555-0123\",\"from_formatted\":\"(202) 555-0199\"}]}\n");
  REQUIRE(plain.plan.format->id == "telnyx-mdr-json");
  CHECK(plain.unread_phone_columns.empty());
  const Detection group = detect_log("{\"data\":[{" + row + ",\"cc\":[\"+12025550143\",\"+12025550144\"]}]}\n");
  CHECK(group.unread_phone_columns == std::vector<std::string>{"cc[]"});
  const Detection table = detect_log("NumSegments,Sid,To,From,Direction,SentDate,Cc\n1,SM1,+12025550140,+12025550100,outbound-api,2024-03-04,14155550123\n");
  CHECK(table.unread_phone_columns == std::vector<std::string>{"Cc"});
}

TEST_CASE("no built-in log format leaves a column of numbers in its samples unaccounted for") {
  for (const FormatSpec& spec : load_formats({}))
    for (const FormatSample& sample : spec.samples) {
      if (spec.kind != FormatKind::log || spec.is_generic) continue;
      INFO(spec.id << "\n" << sample.input);
      CHECK(detect_log(records_of_text(sample.input, spec.id, {})).unread_phone_columns == std::vector<std::string>());
    }
}

}  // namespace mfax
