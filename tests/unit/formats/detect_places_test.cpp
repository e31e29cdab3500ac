// In: records in unusual places: one document, a shipper's envelope, an object keyed by id, lines that begin with a time.
// Out: the right format, or a refusal that says what to do. Next: detect_test.cpp has the rest of detection.
#include <catch2/catch.hpp>

#include "unit/formats/detect_support.hpp"

namespace mfax {
namespace {

using test::column_of;
using test::columns_of;
using test::detect_log;
using test::detect_people;
using test::Failure;
using test::failure_of;
using test::has_note;
using Catch::Matchers::Contains;

const std::string kDuoRow =
    R"({"telephony_id":"a","phone":"+12025550143","ts":"2024-03-04T14:02:11Z","txid":"b","context":"verify","type":"sms"})";

}  // namespace

TEST_CASE("a single record is not mistaken for the envelope of its own lists") {
  const Detection search = detect_log(
      R"({"request_id":"q","number":"447700900123","date_submitted":"2024-04-03 02:22:37","events":[{"type":"sms","id":"e"}]})");
  CHECK(search.plan.format->id == "vonage-verify-search-json");
  CHECK(search.plan.dialect.rows_path.empty());
  const Detection user = detect_people(
      R"({"stat":"OK","response":{"user_id":"DU1","username":"ada","status":"active","phones":[{"phone_id":"DP1","number":"+12025550143"}]}})");
  CHECK(user.plan.format->id == "duo-users-json");
  CHECK(user.plan.dialect.rows_path == "response");
}

TEST_CASE("the records of a known format are found within those of a shipper") {
  for (const std::string path : {"event.original", "Message", "_raw"}) {
    std::string quoted;
    for (const char c : kDuoRow) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
    const bool is_nested = path == "event.original";
    const std::string row = is_nested ? "{\"event\":{\"original\":\"" + quoted + "\"}}" : "{\"" + path + "\":\"" + quoted + "\"}";
    const Detection found = detect_log(row);
    CHECK(found.plan.format->id == "duo-telephony-v2");
    CHECK(found.plan.dialect.embedded_json == path);
  }
}

TEST_CASE("members that carry a record are known: of taps, search engines, container logs and webhooks") {
  for (const std::string path : {"record", "payload", "_source", "log", "jsonPayload", "event"}) {
    INFO(path);
    const Detection found = detect_log("{\"" + path + "\":" + kDuoRow + "}\n{\"" + path + "\":" + kDuoRow + "}\n");
    CHECK(found.plan.format->id == "duo-telephony-v2");
    CHECK(found.plan.dialect.embedded_json == path);
  }
}

TEST_CASE("the answer of a search engine that kept the original event is read") {
  const Detection found = detect_log(R"({"hits":{"hits":[{"_id":"1","_source":{"@timestamp":"2024-03-20T00:00:00Z","event":{"original":)" + kDuoRow +
                                     R"(}}},{"_id":"2","_source":{"event":{"original":)" + kDuoRow + "}}}]}}");
  CHECK(found.plan.format->id == "duo-telephony-v2");
  CHECK(found.plan.dialect.embedded_json == "_source.event.original");
}

TEST_CASE("a list of whole answers is read page by page") {
  for (const std::string& page : {R"({"items":[)" + kDuoRow + R"(],"metadata":{}})", R"({"stat":"OK","response":{"items":[)" + kDuoRow + "]}}"}) {
    INFO(page);
    const Detection found = detect_log("[" + page + "," + page + "]");
    CHECK(found.plan.format->id == "duo-telephony-v2");
    CHECK(found.plan.dialect.rows_path.ends_with("items"));
  }
}

TEST_CASE("a format that speaks of the shipper goes before one that does not") {
  CHECK(detect_log("{\"service\":\"telephony\",\"message\":" + kDuoRow + "}").plan.format->id == "duo-telephony-v2-wrapped");
}

TEST_CASE("an object keyed by id is refused instead of read as one record") {
  const std::string text =
      R"({"m1":{"sent":"2024-03-04T14:02:11Z","phone":"+12025550143"},"m2":{"sent":"2024-03-04T14:02:12Z","phone":"+12025550144"}})";
  const Failure failure = failure_of([&] { detect_log(text); });
  CHECK(failure.code == ExitCode::bad_input);
  CHECK(failure.hint.find("jq") != std::string::npos);
  const Failure nested = failure_of([&] { detect_log("{\"log\":" + text + "}"); });
  CHECK(nested.code == ExitCode::bad_input);
}

TEST_CASE("lines of a time and then JSON are named, with the way out") {
  const Failure failure = failure_of([] { detect_log("2024-03-04T14:02:11.123Z " + kDuoRow + "\n"); });
  CHECK(failure.code == ExitCode::bad_input);
  CHECK(failure.hint.find("sed") != std::string::npos);
}

TEST_CASE("where the best time is empty another time of the message stands in") {
  const Detection found = detect_log(
      "Created,Sent,Delivered,Phone\n2024-03-04T14:02:09Z,2024-03-04T14:02:11Z,2024-03-04T14:02:20Z,+12025550143\n"
      "2024-03-04T15:02:09Z,,,+12025550144\n");
  CHECK(columns_of(found, Field::sent_at) == std::vector<std::string>{"Sent", "Created"});
  const Detection full = detect_log(
      "Created,Sent,Phone\n2024-03-04T14:02:09Z,2024-03-04T14:02:11Z,+12025550143\n");
  CHECK(columns_of(full, Field::sent_at) == std::vector<std::string>{"Sent"});
}

TEST_CASE("one column of delimited text may also tell which rows count") {
  const Detection found = detect_log(
      "timestamp,uuid,event_type,actor.alternate_id,debug_context.debug_data.phone_number\n"
      "2024-03-04T14:02:11.000Z,u1,system.sms.send_factor_verify_message,ada@example.org,+12025550143\n");
  CHECK(found.plan.format->id == "okta-system-log-csv");
  CHECK(columns_of(found, Field::channel) == columns_of(found, Field::row_class));
}

using Names = std::vector<std::string>;

TEST_CASE("a manager's phone and an emergency contact make nobody their holder, and it is said") {
  const Detection found = detect_people(
      "Full Name,Login,Mobile,Manager,Manager Phone,Emergency Contact Phone\n"
      "Quin Quo,qquo,+12025550150,Rob Ray,+12025550199,+12025550198\n");
  CHECK(columns_of(found, Field::phone) == Names{"Mobile"});
  CHECK(has_note(found, "\"Manager Phone\" holds numbers of other people"));
  CHECK(has_note(found, "--map 'phone=Emergency Contact Phone'"));
  const Detection json = detect_people(
      R"([{"login":"qquo","mobile":"+12025550150","manager":{"phone":"+12025550199"},"emergency_contact":{"phone":"+12025550198"}}])");
  CHECK(columns_of(json, Field::phone) == Names{"mobile"});
}

TEST_CASE("a phone column with an unknown name is read beside one with a known name") {
  const Detection found = detect_people(
      "login,Mobile,Reachable at,Tax No.,Zip+4\n"
      "qquo,,+1 202 555 0150,123-45-6789,20190-1234\n"
      "ssun,(202) 555-0151,(202) 555-0152,123-45-6780,20190-1235\n");
  CHECK(columns_of(found, Field::phone) == Names{"Mobile", "Reachable at"});
  CHECK(has_note(found, "\"Reachable at\" is taken as a phone number by its values"));
}

TEST_CASE("German and French tables of people are read by their names") {
  const Detection german = detect_people(
      "Personalnummer;Familienname;Vorname;Diensthandy;Festnetz;Status\n4711;Oz;Omer;0172 9990001;;aktiv\n");
  CHECK(columns_of(german, Field::phone) == Names{"Diensthandy", "Festnetz"});
  CHECK(column_of(german, Field::last_name) == "Familienname");
  CHECK(column_of(german, Field::status) == "Status");
  const Detection french =
      detect_people("Matricule;Nom;Pr\u00e9nom;Courriel;T\u00e9l\u00e9phone fixe;Statut\n"
                    "77;Dupont;Ann;ann@example.com;01 99 00 00 01;Actif\n");
  CHECK(column_of(french, Field::last_name) == "Nom");
  CHECK(column_of(french, Field::email) == "Courriel");
  CHECK(column_of(french, Field::status) == "Statut");
}

TEST_CASE("a line of totals does not make a small file's phone column none") {
  const std::string rows = "1709561000123|12025550140\n1709647400456|447700900134\n1710647400456|13125550141\nTOTAL|3\n";
  CHECK(column_of(detect_log("ts_epoch_ms|dst_msisdn\n" + rows), Field::to_number) == "dst_msisdn");
  CHECK(column_of(detect_log("ts_epoch_ms|notified msisdn\n" + rows), Field::to_number) == "notified msisdn");
}

TEST_CASE("the hint of a refusal never proposes a time as the number") {
  const Failure failure = failure_of([] {
    detect_log("when|alpha|beta\n1709561000123|12025550140|a\n1709647400456|x|b\n1710647400456|13125550141|c\n");
  });
  CHECK(failure.code == ExitCode::bad_input);
  CHECK_THAT(failure.hint, Contains("to_number=alpha") && Contains("sent_at=when"));
}

TEST_CASE("milliseconds under an unknown name are the time and never the number") {
  const Detection found = detect_log("when|alpha\n1709561000123|12025550140\n1709647400456|447700900134\n");
  CHECK(column_of(found, Field::sent_at) == "when");
  CHECK(column_of(found, Field::to_number) == "alpha");
}

TEST_CASE("a nested member is named by the one that holds it") {
  const Detection found = detect_log(
      R"([{"recipient":{"msisdn":"12025550155","carrier":{"name":"Verizon"}},"sentAt":1709561000,"type":"sms"}])");
  CHECK(column_of(found, Field::carrier) == "recipient.carrier.name");
  CHECK(column_of(found, Field::to_number) == "recipient.msisdn");
}

TEST_CASE("a class of message is its type or its channel") {
  const Detection found = detect_log(
      "To,Sent At,Message Class\n+12025550148,2024-03-04T14:02:11Z,SMS-OTP\n+12065550149,2024-03-05T14:02:11Z,VOICE-OTP\n");
  CHECK((column_of(found, Field::message_type) == "Message Class" || column_of(found, Field::channel) == "Message Class"));
}

TEST_CASE("a line of totals does not make a small file's time column none") {
  const Detection found = detect_log("ts_epoch_ms|dst_msisdn\n1709561000123|12025550140\n1709647400456|447700900134\n"
                                     "1710647400456|13125550141\nTOTAL|3\n");
  CHECK(column_of(found, Field::sent_at) == "ts_epoch_ms");
}

TEST_CASE("a second phone column of a log is not passed over in silence") {
  const Detection found = detect_log("Phone,Alt Phone,Sent UTC\n+12025550140,+12025550141,2024-03-04T14:02:11Z\n");
  CHECK(column_of(found, Field::to_number) == "Phone");
  CHECK(has_note(found, "\"Alt Phone\" holds phone numbers, too"));
  CHECK(found.unread_phone_columns == Names{"Alt Phone"});
  // The sender's number, the same number in another spelling and a column that --map has settled are no doubt.
  CHECK(detect_log("From,To,Direction,Sent\n+18885550100,+12025550140,outbound,2024-03-04T14:02:11Z\n").unread_phone_columns.empty());
  CHECK(detect_log("To,Phone,Sent\n+12025550140,(202) 555-0140,2024-03-04T14:02:11Z\n").unread_phone_columns.empty());
}

TEST_CASE("two equally good phone columns are refused, both are named with the option that settles it") {
  for (const std::string names : {"Phone 1,Phone 2", "Phone A,Phone B", "Primary Phone,Backup Phone"}) {
    INFO(names);
    const Failure failure = failure_of([&] { detect_log(names + ",Sent\n+12025550140,+12025550141,2024-03-04T14:02:11Z\n"); });
    const std::string first = names.substr(0, names.find(',')), second = names.substr(names.find(',') + 1);
    CHECK_THAT(failure.what, Contains("columns \"" + first + "\" and \"" + second + "\" both hold phone numbers"));
    CHECK_THAT(failure.hint, Contains("--map 'to_number=" + first + "' or --map 'to_number=" + second + "'"));
  }
  // One number in two spellings, or a column that is hardly used, is no rival.
  CHECK(column_of(detect_log("Phone 1,Phone 2,Sent\n+12025550140,(202) 555-0140,2024-03-04T14:02:11Z\n"), Field::to_number) == "Phone 1");
  CHECK(column_of(detect_log("Phone 1,Phone 2,Sent\n+12025550140,,2024-03-04T14:02:11Z\n+12025550141,,2024-03-04T14:02:11Z\n"),
                  Field::to_number) == "Phone 1");
}

TEST_CASE("numbers of orders and tickets are no telephones") {
  const Detection found = detect_log("Order Number,Contact,Sent\n2065550001,+12065550101,2024-03-05T14:02:11Z\n2065550002,+12065550102,2024-03-05T14:03:11Z\n");
  CHECK(columns_of(found, Field::to_number) == Names{"Contact"});
}

TEST_CASE("a German column Staat is a country or a state by its values") {
  CHECK(column_of(detect_log("Rufnummer;Zeit;Staat\n+12025550140;2024-03-04T14:02:11Z;USA\n+447700900123;2024-03-04T14:02:11Z;GB\n"), Field::country) == "Staat");
  CHECK(column_of(detect_log("Rufnummer;Zeit;Staat\n+12025550140;2024-03-04T14:02:11Z;CA\n+12025550141;2024-03-04T14:02:11Z;Texas\n"), Field::state) == "Staat");
}

TEST_CASE("an employee column names a person, a manager's cell is not the employee's") {
  const Detection found = detect_people("Employee;Cell;mgr cell\nAnn Example;+1 202 555 0150;+1 202 555 0151\n");
  CHECK(columns_of(found, Field::phone) == Names{"Cell"});
  CHECK(column_of(found, Field::display_name) == "Employee");
}

}  // namespace mfax
