// In: records in unusual places: one document, a shipper's envelope, an object keyed by id, lines that begin with a time.
// Out: the right format, or a refusal that says what to do. Next: detect_test.cpp has the rest of detection.
#include <catch2/catch.hpp>

#include "unit/formats/detect_support.hpp"

namespace mfax {
namespace {

using test::columns_of;
using test::detect_log;
using test::detect_people;
using test::Failure;
using test::failure_of;

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

}  // namespace mfax
