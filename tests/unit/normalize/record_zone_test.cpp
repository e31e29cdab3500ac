// Rows that name their own zone, rows with several recipients, and classes of messages that name the channel.
#include <catch2/catch.hpp>

#include "unit/normalize/record_fixture.hpp"

namespace mfax {
namespace {

using test::RecordFixture;

std::string at(const MessageRecord& record) { return record.has_time ? to_rfc3339(record.sent_at) : "none"; }

RecordFixture zoned() {
  RecordFixture fixture({Field::to_number, Field::sent_at, Field::timezone});
  fixture.plan.time.zone.clear();
  fixture.plan.time.zone_by = DecidedBy::fallback;
  fixture.plan.time.american_abbreviations = true;
  return fixture;
}

}  // namespace

TEST_CASE("the zone of a row places its time") {
  RecordFixture fixture = zoned();
  CHECK(at(fixture.record({"+12025550143", "2024-03-04 06:02:11", "PST"})) == "2024-03-04T14:02:11Z");
  CHECK(at(fixture.record({"+12025550143", "2024-03-25 05:00:00", "EDT"})) == "2024-03-25T09:00:00Z");
  CHECK(at(fixture.record({"+12025550143", "2024-03-25 05:00:00", "America/New_York"})) == "2024-03-25T09:00:00Z");
  CHECK(at(fixture.record({"+12025550143", "2024-03-25 05:00:00", "-04:00"})) == "2024-03-25T09:00:00Z");
  CHECK(at(fixture.record({"+12025550143", "2024-03-25 05:00:00", ""})) == "none");
  const MessageRecord india = fixture.record({"+12025550143", "2024-03-25 05:00:00", "IST"});
  CHECK(at(india) == "none");
  CHECK(india.codes.has(DiagCode::T_ZONE_AMBIGUOUS));
}

TEST_CASE("a time that knows its zone keeps it, and a zone declared for the column counts") {
  RecordFixture fixture = zoned();
  CHECK(at(fixture.record({"+12025550143", "2024-03-25T09:00:00Z", "PST"})) == "2024-03-25T09:00:00Z");
  CHECK(at(fixture.record({"+12025550143", "1711357200", "PST"})) == "2024-03-25T09:00:00Z");
  RecordFixture declared({Field::to_number, Field::sent_at, Field::timezone});
  CHECK(at(declared.record({"+12025550143", "2024-03-25 09:00:00", "PST"})) == "2024-03-25T09:00:00Z");
  RecordFixture assumed = zoned();
  assumed.plan.time.zone = "UTC";
  assumed.plan.time.zone_by = DecidedBy::option;
  CHECK(at(assumed.record({"+12025550143", "2024-03-25 05:00:00", "EDT"})) == "2024-03-25T09:00:00Z");
  CHECK(at(assumed.record({"+12025550143", "2024-03-25 05:00:00", ""})) == "2024-03-25T05:00:00Z");
}

TEST_CASE("the zone of a row also places a date and a time of day in two columns") {
  RecordFixture fixture({Field::to_number, Field::sent_at, Field::sent_time, Field::timezone});
  fixture.plan.time.zone.clear();
  fixture.plan.time.zone_by = DecidedBy::fallback;
  CHECK(at(fixture.record({"+12025550143", "2024-03-04", "06:02:11", "-08:00"})) == "2024-03-04T14:02:11Z");
}

TEST_CASE("columns that are all recipients give a record for each number") {
  RecordFixture fixture({Field::to_number, Field::to_number, Field::sent_at});
  fixture.rule(0).join = true;
  fixture.rule(1).join = true;
  const auto both = fixture.records({"+12025550143", "+12025550144", "2024-03-04T14:02:11Z"});
  REQUIRE(both.size() == 2);
  CHECK(both[0].number.digits == 12025550143);
  CHECK(both[1].number.digits == 12025550144);
  CHECK(both[1].codes.has(DiagCode::P_MULTI));
  CHECK(fixture.records({"+12025550143", "", "2024-03-04T14:02:11Z"}).size() == 1);
  CHECK(fixture.records({"", "+12025550144", "2024-03-04T14:02:11Z"}).at(0).number.digits == 12025550144);
  CHECK(fixture.records({"+12025550143", "(202) 555-0143", "2024-03-04T14:02:11Z"}).size() == 1);
  const auto masked = fixture.records({"+12025550143", "+1202555****", "2024-03-04T14:02:11Z"});
  REQUIRE(masked.size() == 2);
  CHECK_FALSE(masked[1].number);
  CHECK(masked[1].number_status == NumberStatus::masked);
  const auto none = fixture.records({"", "n/a", "2024-03-04T14:02:11Z"});
  REQUIRE(none.size() == 1);
  CHECK(none[0].number_status == NumberStatus::null);
}

TEST_CASE("without that, the first column with a value is the recipient") {
  RecordFixture fixture({Field::to_number, Field::to_number, Field::sent_at});
  CHECK(fixture.records({"+12025550143", "+12025550144", "2024-03-04T14:02:11Z"}).size() == 1);
}

TEST_CASE("a class of messages names the channel, when it names one") {
  RecordFixture fixture({Field::to_number, Field::message_type});
  CHECK(fixture.record({"+12025550143", "VOICE-OTP"}).channel == Channel::voice);
  CHECK(fixture.record({"+12025550143", "OTP (sms)"}).channel == Channel::sms);
  CHECK(fixture.record({"+12025550143", "sms_or_voice"}).channel == Channel::unknown);
  CHECK(fixture.record({"+12025550143", "Promotional"}).channel == Channel::unknown);
  CHECK(fixture.record({"+12025550143", "email verification"}).channel == Channel::unknown);
}

}  // namespace mfax
