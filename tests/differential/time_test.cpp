// In: random instants, offsets and zones. Out: the agreement of the own parser with abseil's civil time, text by text.
// The seed is fixed: a failure is found again.
// Next: tests/fuzz/parse_time_fuzz.cpp.
#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <array>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <cstdint>
#include <random>
#include <string>

#include "mfax/normalize.hpp"

namespace mfax::test {
namespace {

constexpr std::int64_t kFirst = 946'684'800, kLast = 4'102'444'799;  // 2000 to 2099

TimeParser parser_for(const std::string& zone) {
  TimeDecision decision;
  decision.zone = zone;
  decision.zone_by = DecidedBy::format;
  return TimeParser(decision, *parse_rfc3339_utc("2100-01-01T00:00:00Z"));
}

std::int64_t micros(absl::Time at) { return absl::ToUnixMicros(at); }

}  // namespace

TEST_CASE("fixed-position times with random offsets are the instants abseil computes", "[time][differential]") {
  std::mt19937_64 random(20240304);
  TimeParser parser = parser_for("");
  const std::array<const char*, 4> forms{"%Y-%m-%dT%H:%M:%E6S%Ez", "%Y-%m-%d %H:%M:%E3S%z", "%Y-%m-%dT%H:%M:%S%Ez",
                                         "%Y-%m-%dT%H:%M:%E*S%z"};
  for (int i = 0; i < 20'000; ++i) {
    const absl::Time at = absl::FromUnixMicros(
        std::uniform_int_distribution<std::int64_t>(kFirst * 1'000'000, kLast * 1'000'000)(random));
    const int minutes = std::uniform_int_distribution<int>(-14 * 60, 14 * 60)(random);
    const char* const form = forms[static_cast<std::size_t>(i) % forms.size()];
    const std::string text = absl::FormatTime(form, at, absl::FixedTimeZone(minutes * 60));
    absl::Time expected;
    std::string error;
    REQUIRE(absl::ParseTime(form, text, &expected, &error));
    INFO(text);
    const ParsedTime parsed = parser.parse(text);
    REQUIRE(parsed.has_instant);
    REQUIRE(parsed.at.time_since_epoch().count() == micros(expected));
  }
}

TEST_CASE("other forms of random instants are the instants abseil printed", "[time][differential]") {
  std::mt19937_64 random(7);
  TimeParser parser = parser_for("");
  const std::array<const char*, 8> forms{
      "%a, %d %b %Y %H:%M:%S %z", "%d-%b-%Y %H:%M:%S %Ez", "%B %e, %Y %I:%M:%S %p %Ez", "%Y%m%dT%H%M%S%z",
      "%Y/%m/%d %H:%M:%S %z",     "%d/%b/%Y:%H:%M:%S %z",  "%e %B %Y %H:%M:%S %Ez",     "%Y-%m-%d %I:%M:%S %p %Ez"};
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t second = std::uniform_int_distribution<std::int64_t>(kFirst, kLast)(random);
    const int minutes = std::uniform_int_distribution<int>(-14 * 60, 14 * 60)(random);
    std::string text = absl::FormatTime(forms[static_cast<std::size_t>(i) % forms.size()],
                                        absl::FromUnixSeconds(second), absl::FixedTimeZone(minutes * 60));
    INFO(text);
    const ParsedTime parsed = parser.parse(text);
    REQUIRE(parsed.has_instant);
    REQUIRE(parsed.at.time_since_epoch().count() == second * 1'000'000);
    REQUIRE_FALSE(parsed.codes.has(DiagCode::T_WEEKDAY));
  }
}

TEST_CASE("random local times in real zones are unique, skipped or repeated where abseil says so",
          "[time][differential]") {
  std::mt19937_64 random(11);
  for (const char* name :
       {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo", "Asia/Tehran",
        "Africa/Casablanca", "Pacific/Apia", "America/St_Johns", "Asia/Beirut", "Europe/Dublin", "Antarctica/Troll"}) {
    absl::TimeZone zone;
    REQUIRE(absl::LoadTimeZone(name, &zone));
    TimeParser parser = parser_for(name);
    for (int i = 0; i < 4'000; ++i) {
      absl::CivilSecond civil =
          absl::CivilSecond(1970, 1, 1) + std::uniform_int_distribution<std::int64_t>(kFirst, kLast)(random);
      if (i % 2 == 0) {  // every other one close to a change
        absl::TimeZone::CivilTransition change;
        if (!zone.NextTransition(absl::FromCivil(civil, zone), &change)) continue;
        civil = change.from + std::uniform_int_distribution<std::int64_t>(-7200, 7200)(random);
      }
      const std::string text = absl::FormatCivilTime(civil);
      const auto truth = zone.At(civil);
      const ParsedTime parsed = parser.parse(text);
      INFO(name << ' ' << text);
      REQUIRE(parsed.has_instant == (truth.kind != absl::TimeZone::TimeInfo::SKIPPED));
      REQUIRE(parsed.codes.has(DiagCode::T_NONEXISTENT) == (truth.kind == absl::TimeZone::TimeInfo::SKIPPED));
      REQUIRE(parsed.codes.has(DiagCode::T_FOLD) == (truth.kind == absl::TimeZone::TimeInfo::REPEATED));
      if (parsed.has_instant) REQUIRE(parsed.at.time_since_epoch().count() == micros(truth.pre));
    }
  }
}

TEST_CASE("every day of four centuries is valid exactly when abseil keeps it as written", "[time][differential]") {
  TimeParser parser = parser_for("UTC");
  for (int year = 1799; year <= 2200; ++year)
    for (int month = 1; month <= 12; ++month)
      for (int day = 28; day <= 32; ++day) {
        const absl::CivilDay civil(year, month, day);
        const bool is_real = civil.month() == month && civil.day() == day;
        const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
        const ParsedTime parsed = parser.parse(text);
        INFO(text);
        REQUIRE(parsed.has_instant == is_real);
        if (is_real)
          REQUIRE(parsed.at.time_since_epoch().count() == (civil - absl::CivilDay(1970, 1, 1)) * 86'400'000'000);
      }
}

}  // namespace mfax::test
