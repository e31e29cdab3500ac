// In: any bytes. Out: nothing, or an abort where a law of times is broken: the same text gives the same answer, an
// instant is printed and read back, a time without an instant says why, and evidence never throws.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

namespace {

using namespace mfax;

void require(bool law) {
  if (!law) std::abort();
}

TimeParser parser_for(const char* zone, DateOrder order, EpochUnit unit) {
  TimeDecision decision;
  decision.zone = zone;
  decision.order = order;
  decision.unit = unit;
  return TimeParser(decision, *parse_rfc3339_utc("2024-06-01T00:00:00Z"));
}

void check(TimeParser& parser, std::string_view text) {
  const ParsedTime first = parser.parse(text), second = parser.parse(text);
  require(first.has_instant == second.has_instant && first.at == second.at && first.codes == second.codes);
  require(first.has_instant || !first.codes.empty());
  if (!first.has_instant) return;
  const std::string written = to_rfc3339(first.at);
  const auto back = parse_rfc3339_utc(written);
  if (first.at >= *parse_rfc3339_utc("0001-01-01T00:00:00Z") &&
      first.at <= *parse_rfc3339_utc("9999-12-31T23:59:59.999999Z"))
    require(back && *back == first.at);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static TimeParser parsers[] = {parser_for("", DateOrder::automatic, EpochUnit::automatic),
                                 parser_for("America/New_York", DateOrder::month_day_year, EpochUnit::none),
                                 parser_for("Europe/Berlin", DateOrder::day_month_year, EpochUnit::seconds),
                                 parser_for("UTC", DateOrder::year_month_day, EpochUnit::excel_serial),
                                 parser_for("", DateOrder::undecided, EpochUnit::filetime)};
  for (TimeParser& parser : parsers) check(parser, text);
  const std::size_t half = size / 2;
  parsers[1].parse(std::string_view(text).substr(0, half), std::string_view(text).substr(half));
  TimeEvidence evidence;
  evidence.add(text, 1);
  static_cast<void>(evidence.order());
  static_cast<void>(parse_bound(text, true));
  static_cast<void>(is_known_zone(text));
  return 0;
}
