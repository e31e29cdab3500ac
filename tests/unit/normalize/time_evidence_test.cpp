// In: columns of date texts. Out: what they prove about order and unit, and nothing beyond it.
// Next: tests/differential/time_test.cpp.
#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

namespace mfax::test {
namespace {

TimeEvidence evidence_of(std::initializer_list<std::string_view> texts) {
  TimeEvidence evidence;
  std::uint64_t line = 2;
  for (const std::string_view text : texts) evidence.add(text, line++);
  return evidence;
}

}  // namespace

TEST_CASE("one day above 12 decides the order of a column", "[time][evidence]") {
  const TimeEvidence mdy = evidence_of({"1/5/2024 12:33", "3/25/2024 2:02 PM", "2/7/2024 1:00"});
  CHECK(mdy.order() == DateOrder::month_day_year);
  CHECK(mdy.reason() == "day 25 in 3/25/2024 2:02 PM (line 3)");
  CHECK(evidence_of({"1.5.2024", "25.03.2024"}).order() == DateOrder::day_month_year);
  CHECK(evidence_of({"1/5/24", "3/25/24"}).order() == DateOrder::month_day_year);
}

TEST_CASE("without a day above 12 the order stays undecided", "[time][evidence]") {
  CHECK(evidence_of({"1/5/2024", "2/7/2024"}).order() == DateOrder::undecided);
  CHECK(evidence_of({"1/5/2024", "2024-03-25"}).order() == DateOrder::undecided);
}

TEST_CASE("days above 12 on both sides contradict each other, and both places are named", "[time][evidence]") {
  const TimeEvidence both = evidence_of({"25/03/2024", "03/25/2024"});
  CHECK(both.order() == DateOrder::contradictory);
  CHECK(both.reason().find("line 2") != std::string::npos);
  CHECK(both.reason().find("line 3") != std::string::npos);
}

TEST_CASE("columns in which nothing needs deciding are year first", "[time][evidence]") {
  CHECK(evidence_of({"2024-03-25T10:00:00Z"}).order() == DateOrder::year_month_day);
  CHECK(evidence_of({"Mar 4, 2024"}).order() == DateOrder::year_month_day);
  CHECK(evidence_of({"5/5/2024", "12/12/2024"}).order() == DateOrder::year_month_day);
  CHECK(evidence_of({}).order() == DateOrder::year_month_day);
}

TEST_CASE("a year of two digits before a dash may stand first", "[time][evidence]") {
  CHECK(evidence_of({"24-03-04"}).order() == DateOrder::undecided);
  CHECK(evidence_of({"25-03-24"}).order() == DateOrder::undecided);
  CHECK(evidence_of({"25/03/24"}).order() == DateOrder::day_month_year);
  CHECK(evidence_of({"03-25-24"}).order() == DateOrder::month_day_year);
}

TEST_CASE("blank, null and zero cells prove nothing", "[time][evidence]") {
  const TimeEvidence none = evidence_of({"", "null", "0", "0001-01-01T00:00:00", "1970-01-01"});
  CHECK(none.order() == DateOrder::year_month_day);
  CHECK(none.unit() == EpochUnit::none);
  CHECK_FALSE(none.has_naive());
}

TEST_CASE("bare numbers of one class decide the unit, of two leave it open", "[time][evidence]") {
  CHECK(evidence_of({"1709560931", "1709560932"}).unit() == EpochUnit::seconds);
  CHECK(evidence_of({"1709560931.5"}).unit() == EpochUnit::seconds);
  CHECK(evidence_of({"1709560931000"}).unit() == EpochUnit::milliseconds);
  CHECK(evidence_of({"1709560931000000"}).unit() == EpochUnit::microseconds);
  CHECK(evidence_of({"1709560931000000000"}).unit() == EpochUnit::nanoseconds);
  CHECK(evidence_of({"1709560931", "1709560931000"}).unit() == EpochUnit::automatic);
  CHECK(evidence_of({"2024-03-04T14:02:11Z"}).unit() == EpochUnit::none);
  CHECK(evidence_of({"20240304140211", "20240304"}).unit() == EpochUnit::none);
}

TEST_CASE("times without an offset are naive", "[time][evidence]") {
  CHECK(evidence_of({"2024-03-04 14:02:11"}).has_naive());
  CHECK(evidence_of({"20240304140211"}).has_naive());
  CHECK_FALSE(evidence_of({"2024-03-04 14:02:11Z", "1709560931", "Mon, 04 Mar 2024 14:02:11 EST"}).has_naive());
}

}  // namespace mfax::test
