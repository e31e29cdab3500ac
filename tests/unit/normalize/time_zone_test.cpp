// In: local times around every kind of change. Out: the instants, gaps and folds that the declared zones must give.
// The changes of 2024: United States 10 March and 3 November, European Union 31 March and 27 October.
// Next: time_evidence_test.cpp.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "unit/normalize/time_case.hpp"

namespace mfax::test {
namespace {

std::string in_zone(const std::string& zone, std::string_view text) {
  TimeParser parser(decision(zone, DateOrder::month_day_year), *parse_rfc3339_utc("2025-01-01T00:00:00Z"));
  return written(parser.parse(text));
}

}  // namespace

TEST_CASE("New York skips an hour on 10 March 2024", "[time][zone]") {
  CHECK(in_zone("America/New_York", "2024-03-10 01:59:59") == "2024-03-10T06:59:59Z");
  CHECK(in_zone("America/New_York", "2024-03-10 02:00:00") == "- T_NONEXISTENT");
  CHECK(in_zone("America/New_York", "2024-03-10 02:30:00") == "- T_NONEXISTENT");
  CHECK(in_zone("America/New_York", "2024-03-10 02:59:59") == "- T_NONEXISTENT");
  CHECK(in_zone("America/New_York", "2024-03-10 03:00:00") == "2024-03-10T07:00:00Z");
  CHECK(in_zone("America/New_York", "3/10/2024 2:15 AM") == "- T_NONEXISTENT");
}

TEST_CASE("New York repeats an hour on 3 November 2024: the earlier instant, noted", "[time][zone]") {
  CHECK(in_zone("America/New_York", "2024-11-03 00:59:59") == "2024-11-03T04:59:59Z");
  CHECK(in_zone("America/New_York", "2024-11-03 01:00:00") == "2024-11-03T05:00:00Z T_FOLD");
  CHECK(in_zone("America/New_York", "2024-11-03 01:59:59") == "2024-11-03T05:59:59Z T_FOLD");
  CHECK(in_zone("America/New_York", "2024-11-03 02:00:00") == "2024-11-03T07:00:00Z");
}

TEST_CASE("an abbreviation in the text settles a fold", "[time][zone]") {
  CHECK(in_zone("America/New_York", "2024-11-03 01:30:00 EDT") == "2024-11-03T05:30:00Z");
  CHECK(in_zone("America/New_York", "2024-11-03 01:30:00 EST") == "2024-11-03T06:30:00Z");
  CHECK(in_zone("Europe/Berlin", "2024-10-27 02:30:00 CEST") == "2024-10-27T00:30:00Z");
  CHECK(in_zone("Europe/Berlin", "2024-10-27 02:30:00 CET") == "2024-10-27T01:30:00Z");
}

TEST_CASE("the European Union changes on 31 March and 27 October 2024", "[time][zone]") {
  CHECK(in_zone("Europe/Berlin", "2024-03-31 01:59:59") == "2024-03-31T00:59:59Z");
  CHECK(in_zone("Europe/Berlin", "2024-03-31 02:00:00") == "- T_NONEXISTENT");
  CHECK(in_zone("Europe/Berlin", "2024-03-31 02:59:59") == "- T_NONEXISTENT");
  CHECK(in_zone("Europe/Berlin", "2024-03-31 03:00:00") == "2024-03-31T01:00:00Z");
  CHECK(in_zone("Europe/Berlin", "2024-10-27 02:00:00") == "2024-10-27T00:00:00Z T_FOLD");
  CHECK(in_zone("Europe/London", "2024-03-31 00:59:59") == "2024-03-31T00:59:59Z");
  CHECK(in_zone("Europe/London", "2024-03-31 01:30:00") == "- T_NONEXISTENT");
  CHECK(in_zone("Europe/London", "2024-03-31 02:00:00") == "2024-03-31T01:00:00Z");
}

TEST_CASE("between the two changes New York and Berlin are five hours apart, not six", "[time][zone]") {
  CHECK(in_zone("America/New_York", "2024-03-09 12:00:00") == "2024-03-09T17:00:00Z");
  CHECK(in_zone("America/New_York", "2024-03-20 12:00:00") == "2024-03-20T16:00:00Z");
  CHECK(in_zone("Europe/Berlin", "2024-03-20 17:00:00") == "2024-03-20T16:00:00Z");
  CHECK(in_zone("Europe/Berlin", "2024-04-01 18:00:00") == "2024-04-01T16:00:00Z");
}

TEST_CASE("zones with half hours and half-hour changes are exact", "[time][zone]") {
  CHECK(in_zone("Asia/Kolkata", "2024-03-04 19:32:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("Asia/Kathmandu", "2024-03-04 19:47:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("Australia/Lord_Howe", "2024-10-06 02:15:00") == "- T_NONEXISTENT");
  CHECK(in_zone("Australia/Lord_Howe", "2024-10-06 02:30:00") == "2024-10-05T15:30:00Z");
  CHECK(in_zone("Australia/Lord_Howe", "2024-04-07 01:45:00") == "2024-04-06T14:45:00Z T_FOLD");
  CHECK(in_zone("Australia/Lord_Howe", "2024-04-07 01:15:00") == "2024-04-06T14:15:00Z");
}

TEST_CASE("a bare date whose midnight does not exist begins with the change", "[time][zone]") {
  CHECK(in_zone("Asia/Beirut", "2024-03-31") == "2024-03-30T22:00:00Z");
  CHECK(in_zone("America/Havana", "2024-03-10") == "2024-03-10T05:00:00Z");
  CHECK(in_zone("America/Havana", "2024-03-10 00:30:00") == "- T_NONEXISTENT");
}

TEST_CASE("the remembered offset of an hour is never used across a change", "[time][zone]") {
  TimeParser parser(decision("America/New_York"), *parse_rfc3339_utc("2025-01-01T00:00:00Z"));
  for (int round = 0; round < 3; ++round) {
    CHECK(written(parser.parse("2024-03-10 01:30:00")) == "2024-03-10T06:30:00Z");
    CHECK(written(parser.parse("2024-03-10 02:30:00")) == "- T_NONEXISTENT");
    CHECK(written(parser.parse("2024-03-10 03:30:00")) == "2024-03-10T07:30:00Z");
    CHECK(written(parser.parse("2024-11-03 01:30:00")) == "2024-11-03T05:30:00Z T_FOLD");
    CHECK(written(parser.parse("2024-04-21 17:30:00")) == "2024-04-21T21:30:00Z");  // shares a place in the cache
  }
}

TEST_CASE("EST as a zone is five hours behind UTC all year", "[time][zone]") {
  CHECK(in_zone("EST", "2024-03-04 09:02:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("EST", "2024-07-04 09:02:11") == "2024-07-04T14:02:11Z");
  CHECK(in_zone("EDT", "2024-03-04 10:02:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("CST", "2024-07-04 08:02:11") == "2024-07-04T14:02:11Z");
  CHECK(in_zone("MST", "2024-07-04 07:02:11") == "2024-07-04T14:02:11Z");
  CHECK(in_zone("PDT", "2024-07-04 07:02:11") == "2024-07-04T14:02:11Z");
}

TEST_CASE("American abbreviations are read literally in an American column", "[time][zone]") {
  for (const std::string zone : {"America/New_York", "US/Pacific", "EST", "America/Chicago"}) {
    INFO(zone);
    CHECK(in_zone(zone, "2024-01-04 09:02:11 EST") == "2024-01-04T14:02:11Z");
    CHECK(in_zone(zone, "2024-07-04 10:02:11 EDT") == "2024-07-04T14:02:11Z");
    CHECK(in_zone(zone, "2024-01-04 08:02:11 CST") == "2024-01-04T14:02:11Z");
    CHECK(in_zone(zone, "2024-01-04 06:02:11 PST") == "2024-01-04T14:02:11Z");
  }
  CHECK(in_zone("America/New_York", "2024-07-04 09:02:11 EST") == "2024-07-04T14:02:11Z T_ZONE_ASSUMED");
  CHECK(in_zone("Europe/Berlin", "2024-01-04 09:02:11 EST") == "- T_ZONE_AMBIGUOUS");
  CHECK(in_zone("UTC", "2024-01-04 09:02:11 EST") == "- T_ZONE_AMBIGUOUS");
}

TEST_CASE("an abbreviation of the declared zone itself is understood", "[time][zone]") {
  CHECK(in_zone("Asia/Kolkata", "2024-03-04 19:32:11 IST") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("Europe/London", "2024-07-04 15:02:11 BST") == "2024-07-04T14:02:11Z");
  CHECK(in_zone("Asia/Shanghai", "2024-03-04 22:02:11 CST") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("Asia/Kolkata", "2024-03-04 19:32:11 BST") == "- T_ZONE_AMBIGUOUS");
}

TEST_CASE("an explicit offset wins over the declared zone", "[time][zone]") {
  CHECK(in_zone("America/New_York", "2024-03-04T14:02:11Z") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("America/New_York", "2024-03-04 15:02:11 +0100") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("America/New_York", "1709560931000") == "2024-03-04T14:02:11Z");
}

TEST_CASE("zones are UTC, American abbreviations, offsets and IANA names, and nothing else", "[time][zone]") {
  for (const std::string_view zone :
       {"UTC", "GMT", "Z", "utc", "EST", "PDT", "+05:30", "-0800", "+1", "+9", "UTC+05:30", "GMT-5", "America/New_York",
        "Europe/Berlin", "Asia/Kolkata", "Etc/GMT+5", "US/Eastern", "America/Argentina/Buenos_Aires"}) {
    INFO(zone);
    CHECK(is_known_zone(zone));
  }
  for (const std::string_view zone : {"",
                                      " ",
                                      "IST",
                                      "BST",
                                      "Mars/Olympus",
                                      "localtime",
                                      "../../../etc/localtime",
                                      "/etc/localtime",
                                      "posixrules",
                                      "right/UTC",
                                      "posix/UTC",
                                      "libc:localtime",
                                      "Factory",
                                      "tzdata.zi",
                                      "zone.tab",
                                      "leapseconds",
                                      "+25:00",
                                      "+05:60",
                                      "+",
                                      "+1234567",
                                      "05:30",
                                      "Europe"}) {
    INFO(zone);
    CHECK_FALSE(is_known_zone(zone));
  }
}

TEST_CASE("offsets as zones are east of UTC when positive", "[time][zone]") {
  CHECK(in_zone("+05:30", "2024-03-04 19:32:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("-0800", "2024-03-04 06:02:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("UTC+1", "2024-03-04 15:02:11") == "2024-03-04T14:02:11Z");
  CHECK(in_zone("+5:30", "2024-03-04 19:32:11") == "2024-03-04T14:02:11Z");
}

TEST_CASE("an unknown zone is a usage error that names it", "[time][zone]") {
  try {
    TimeParser parser(decision("Mars/Olympus"), test_now());
    FAIL("no exception");
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::usage);
    CHECK(std::string(error.what()).find("Mars/Olympus") != std::string::npos);
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("the version of the zone data is never empty", "[time][zone]") {
  const std::string version = tz_data_version();
  CHECK_FALSE(version.empty());
  CHECK((version == "system" || version.substr(0, 2) == "20"));
}

}  // namespace mfax::test
