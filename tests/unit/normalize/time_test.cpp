// In: time_cases.tsv, every written form of docs/normalization.md 5 with the instant or the code it must give.
// Out: one check a row, under each decision that must not change it; then what tables cannot say.
// Next: time_zone_test.cpp.
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/normalize.hpp"
#include "unit/normalize/time_case.hpp"

namespace mfax::test {
namespace {

/// Rows of one group of time_cases.tsv. A group that is not there fails the test: an empty table proves nothing.
std::vector<TimeCase> cases_of(std::string_view group) {
  std::ifstream file(MFAX_SOURCE_DIR "/tests/unit/normalize/time_cases.tsv");
  std::vector<TimeCase> cases;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (line.starts_with('#') || second == std::string::npos || line.substr(0, first) != group) continue;
    cases.push_back({line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  REQUIRE(cases.size() > 5);
  return cases;
}

void check_all(TimeParser parser, std::string_view group) {
  for (const TimeCase& row : cases_of(group)) {
    INFO(row.text);
    CHECK(written(parser.parse(row.text)) == row.expected);
  }
}

TimeParser parser_for(TimeDecision decision) { return TimeParser(decision, test_now()); }

}  // namespace

TEST_CASE("a time with its offset in the text is that instant, whatever the decision", "[time]") {
  check_all(parser_for(decision()), "Iso");
  check_all(parser_for(decision("Asia/Tokyo")), "Iso");
  check_all(parser_for(decision("", DateOrder::automatic, EpochUnit::none)), "Iso");
}

TEST_CASE("named months are read in every customary arrangement", "[time]") {
  check_all(parser_for(decision()), "Named");
}

TEST_CASE("numeric dates are read in the decided order", "[time]") {
  check_all(parser_for(decision("UTC", DateOrder::month_day_year)), "MonthFirst");
  check_all(parser_for(decision("UTC", DateOrder::day_month_year)), "DayFirst");
}

TEST_CASE("without a decided order only dates with a single reading are taken", "[time]") {
  for (const DateOrder order :
       {DateOrder::automatic, DateOrder::undecided, DateOrder::year_month_day, DateOrder::contradictory})
    check_all(parser_for(decision("UTC", order)), "Undecided");
}

TEST_CASE("bare numbers are classed by their digits when the unit is open", "[time]") {
  check_all(parser_for(decision("UTC")), "Epochs");
}

TEST_CASE("a time without a zone gives no instant", "[time]") { check_all(parser_for(decision()), "Zoneless"); }

TEST_CASE("random instants come back from their spellings", "[time]") {
  check_all(parser_for(decision()), "RoundTrip");
}

TEST_CASE("texts that are no times are invalid", "[time]") { check_all(parser_for(decision("UTC")), "Invalid"); }

TEST_CASE("a date against the order of its column is told from one that never was", "[time]") {
  auto month_first = parser_for(decision("UTC", DateOrder::month_day_year));
  CHECK(written(month_first.parse("25/03/2024 10:01")) == "- T_ORDER_CONFLICT");
  CHECK(written(month_first.parse("25/03/24 10:01")) == "- T_ORDER_CONFLICT");
  CHECK(written(month_first.parse("25/13/2024 10:01")) == "- T_INVALID");
  CHECK(written(month_first.parse("02/30/2024 10:01")) == "- T_INVALID");
  CHECK(written(parser_for(decision("UTC", DateOrder::day_month_year)).parse("03/25/2024 10:01")) == "- T_ORDER_CONFLICT");
}

TEST_CASE("the usual stand-ins for no time are sentinels", "[time]") {
  check_all(parser_for(decision("UTC")), "Sentinels");
}

TEST_CASE("blank cells and words for nothing are missing times", "[time]") {
  check_all(parser_for(decision("UTC")), "Missing");
}

TEST_CASE("a declared unit reads every number in it", "[time]") {
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::seconds)).parse("1709560931")) ==
        "2024-03-04T14:02:11Z");
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::milliseconds)).parse("1709560931000")) ==
        "2024-03-04T14:02:11Z");
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::seconds)).parse("100000000")) ==
        "1973-03-03T09:46:40Z T_IMPLAUSIBLE");
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::seconds)).parse("1709560931000")) ==
        "- T_INVALID");
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::none)).parse("1709560931")) == "- T_INVALID");
}

TEST_CASE("a unit found by evidence does not stretch to numbers outside its digits and years", "[time]") {
  TimeDecision found = decision("", DateOrder::automatic, EpochUnit::seconds);
  found.unit_by = DecidedBy::evidence;
  CHECK(written(parser_for(found).parse("1709560931")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser_for(found).parse("12345")) == "- T_INVALID");
  CHECK(written(parser_for(found).parse("99999999")) == "- T_INVALID");
  CHECK(written(parser_for(found).parse("240304140211")) == "- T_INVALID");
}

TEST_CASE("FILETIME counts tenths of microseconds since 1601", "[time]") {
  TimeParser parser = parser_for(decision("", DateOrder::automatic, EpochUnit::filetime));
  CHECK(written(parser.parse("133540345310000000")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("0")) == "- T_SENTINEL");
  CHECK(written(parser.parse("9223372036854775807")) == "- T_SENTINEL");
  CHECK(written(parser.parse("9999999999999999999")) == "- T_INVALID");
}

TEST_CASE("Excel serials are local dates of the 1900 system, rounded to seconds", "[time]") {
  TimeParser parser = parser_for(decision("UTC", DateOrder::automatic, EpochUnit::excel_serial));
  CHECK(written(parser.parse("45355.58484953704")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("45355")) == "2024-03-04T00:00:00Z");
  CHECK(written(parser.parse("45355.999999")) == "2024-03-05T00:00:00Z");
  CHECK(written(parser.parse("45351")) == "2024-02-29T00:00:00Z");
  CHECK(written(parser.parse("19999")) == "- T_INVALID");
  CHECK(written(parser.parse("80000")) == "- T_INVALID");
  CHECK(written(parser.parse("2024-03-04 14:02:11")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser_for(decision("", DateOrder::automatic, EpochUnit::excel_serial)).parse("45355.5")) ==
        "- T_NAIVE");
  CHECK(written(parser_for(decision("UTC", DateOrder::automatic, EpochUnit::excel_serial)).parse("45355,584849537")) == "2024-03-04T14:02:11Z");
}

TEST_CASE("SMPP's YYMMDDhhmm is read only where a declaration says so", "[time]") {
  TimeDecision declared = decision("UTC", DateOrder::year_month_day, EpochUnit::none);
  declared.order_by = DecidedBy::format;
  CHECK(written(parser_for(declared).parse("2403041402")) == "2024-03-04T14:02:00Z");
  CHECK(written(parser_for(declared).parse("240304140211")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser_for(declared).parse("24-03-04 14:02")) == "2024-03-04T14:02:00Z");
  declared.order_by = DecidedBy::evidence;
  CHECK(written(parser_for(declared).parse("2403041402")) == "- T_INVALID");
}

TEST_CASE("a date column and a time-of-day column are joined", "[time]") {
  TimeParser parser = parser_for(decision("UTC", DateOrder::month_day_year));
  CHECK(written(parser.parse("3/4/2024", "2:02:11 PM")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("2024-03-04", "14:02:11")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("2024-03-04", "140211")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("20240304", "1402")) == "2024-03-04T14:02:00Z");
  CHECK(written(parser.parse("2024-03-04 00:00:00", "14:02:11")) == "2024-03-04T14:02:11Z");
  CHECK(written(parser.parse("2024-03-04 09:00:00", "14:02:11")) == "2024-03-04T09:00:00Z");
  CHECK(written(parser.parse("2024-03-04", "14:02:11 -05:00")) == "2024-03-04T19:02:11Z");
  CHECK(written(parser.parse("2024-03-04", "")) == "2024-03-04T00:00:00Z");
  CHECK(written(parser.parse("", "")) == "- T_MISSING");
  CHECK(written(parser.parse("", "14:02:11")) == "- T_INVALID");
}

TEST_CASE("precision says how much was written", "[time]") {
  TimeParser parser = parser_for(decision("UTC"));
  CHECK(parser.parse("2024-03-04").precision == TimePrecision::day);
  CHECK(parser.parse("2024-03-04 14:02").precision == TimePrecision::minute);
  CHECK(parser.parse("2024-03-04 14:02:11").precision == TimePrecision::second);
  CHECK(parser.parse("2024-03-04 14:02:11.250").precision == TimePrecision::millisecond);
  CHECK(parser.parse("2024-03-04 14:02:11.2500").precision == TimePrecision::microsecond);
  CHECK(parser.parse("1709560931").precision == TimePrecision::second);
  CHECK(parser.parse("1709560931000").precision == TimePrecision::millisecond);
  CHECK(parser.parse("2024-03-04").codes.has(DiagCode::T_PRECISION));
  CHECK(parser.parse("2024-03-04 14:02").codes.has(DiagCode::T_PRECISION));
  CHECK_FALSE(parser.parse("2024-03-04 14:02:11").codes.has(DiagCode::T_PRECISION));
}

TEST_CASE("the source of the zone is told", "[time]") {
  TimeParser parser = parser_for(decision("UTC"));
  CHECK(parser.parse("2024-03-04T14:02:11Z").zone == ZoneSource::text);
  CHECK(parser.parse("1709560931").zone == ZoneSource::text);
  CHECK(parser.parse("2024-03-04T14:02:11").zone == ZoneSource::declared);
  CHECK(parser_for(decision()).parse("2024-03-04T14:02:11").zone == ZoneSource::none);
  TimeDecision assumed = decision("UTC");
  assumed.zone_by = DecidedBy::option;
  CHECK(parser_for(assumed).parse("2024-03-04T14:02:11").codes.has(DiagCode::T_ZONE_ASSUMED));
  CHECK_FALSE(parser_for(assumed).parse("2024-03-04T14:02:11Z").codes.has(DiagCode::T_ZONE_ASSUMED));
}

TEST_CASE("bounds are RFC 3339 or a day in UTC", "[time]") {
  CHECK(to_rfc3339(*parse_bound("2024-03-01", false)) == "2024-03-01T00:00:00Z");
  CHECK(to_rfc3339(*parse_bound("2024-03-31", true)) == "2024-03-31T23:59:59.999999Z");
  CHECK(to_rfc3339(*parse_bound("2024-03-31T12:00:00Z", true)) == "2024-03-31T12:00:00Z");
  CHECK(to_rfc3339(*parse_bound("2024-03-31T12:00:00+02:00", false)) == "2024-03-31T10:00:00Z");
  for (const std::string_view bad : {"", "2024", "2024-02-30", "2024-3-1", "2024-03-01T00:00:00", "3/1/2024",
                                     "yesterday", "2024-03-01Z", "20240301"}) {
    INFO(bad);
    CHECK_FALSE(parse_bound(bad, false));
  }
}

TEST_CASE("RFC 3339 texts are written and read back", "[time]") {
  for (const std::string_view text : {"2024-03-04T14:02:11Z", "2024-03-04T14:02:11.250Z", "2024-03-04T14:02:11.000001Z",
                                      "1969-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
    INFO(text);
    REQUIRE(parse_rfc3339_utc(text));
    CHECK(to_rfc3339(*parse_rfc3339_utc(text)) == text);
  }
  for (const std::string_view bad :
       {"2024-03-04T14:02:11", "2024-03-04 14:02:11Z", "2024-03-04T14:02:11+00:00", "2024-02-30T00:00:00Z",
        "2024-03-04T24:00:00Z", "2024-03-04T14:02:60Z", "2024-03-04T14:02:11.Z", ""}) {
    INFO(bad);
    CHECK_FALSE(parse_rfc3339_utc(bad));
  }
}

}  // namespace mfax::test
