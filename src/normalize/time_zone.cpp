// In: zone names and local times. Out: offsets, gaps and folds (time_zone.hpp).
// absl::TimeZone answers; a table of hours in which the offset is one and the same saves asking it for every row.
// Next: time.cpp.
#include "normalize/time_zone.hpp"

#include <absl/time/civil_time.h>
#include <absl/time/time.h>

#include <array>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "mfax/normalize.hpp"

namespace mfax {
namespace {

constexpr std::int64_t kHour = 3600;
constexpr std::size_t kCachedHours = 1024;  // six weeks of rows in any order before the first hour is forgotten

std::int64_t floor_hour(std::int64_t local) noexcept {
  return local >= 0 ? local / kHour : -((-local + kHour - 1) / kHour);
}

absl::CivilSecond civil_of(std::int64_t local) { return absl::CivilSecond(1970, 1, 1) + local; }

std::int32_t offset_at(const absl::TimeZone& zone, absl::Time at) {
  return static_cast<std::int32_t>(zone.At(at).offset);
}

/// "+05:30", "-0800", "+1". Minutes over 59 and offsets of a day or more are none.
std::optional<std::int32_t> fixed_offset(std::string_view text) noexcept {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return {};
  std::array<int, 4> digits{};
  std::size_t count = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':' && (i == 2 || i == 3) && i + 3 == text.size()) {
      if (count == 1) digits = {0, digits[0], 0, 0}, count = 2;
      continue;
    }
    if (!is_ascii_digit(text[i]) || count == 4) return {};
    digits[count++] = text[i] - '0';
  }
  if (count == 1) digits = {0, digits[0], 0, 0};
  if (count == 3 || count == 0) return {};
  const int hours = digits[0] * 10 + digits[1], minutes = digits[2] * 10 + digits[3];
  if (hours > 23 || minutes > 59) return {};
  const int seconds = hours * 3600 + minutes * 60;
  return text[0] == '-' ? -seconds : seconds;
}

/// A name that can only mean an entry of the IANA database: no path tricks, not this machine's zone, no leap-second
/// tables.
bool is_iana_spelling(std::string_view name) noexcept {
  if (name.empty() || name.size() > 64 || !is_ascii_letter(name.front())) return false;
  for (const char c : name)
    if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '_' && c != '-' && c != '+' && c != '/') return false;
  for (const std::string_view refused :
       {"right/", "posix/", "localtime", "posixrules", "Factory", "leap", "zone", "iso3166"})
    if (name.starts_with(refused)) return false;
  return true;
}

std::optional<absl::TimeZone> load_iana(std::string_view name) {
  absl::TimeZone zone;
  if (!is_iana_spelling(name) || !absl::LoadTimeZone(std::string(name), &zone)) return {};
  return zone;
}

bool is_american_name(std::string_view name) noexcept {
  constexpr auto kElsewhere =
      std::to_array<std::string_view>({"America/Argentina/", "America/Sao_Paulo", "America/Bogota", "America/Lima",
                                       "America/Santiago", "America/Caracas", "America/Havana", "America/Buenos_Aires",
                                       "America/Montevideo", "America/La_Paz", "America/Asuncion"});
  for (const std::string_view prefix : kElsewhere)
    if (name.starts_with(prefix)) return false;
  return name.starts_with("America/") || name.starts_with("US/") || name.starts_with("Canada/") ||
         name == "Pacific/Honolulu" || name == "EST5EDT" || name == "CST6CDT" || name == "MST7MDT" || name == "PST8PDT";
}

std::vector<std::pair<std::string, Abbreviation>> load_abbreviations() {
  std::vector<std::pair<std::string, Abbreviation>> table;
  for (const std::string_view line : split(embedded_file("src/normalize/data/timezone_abbreviations.tsv"), '\n')) {
    const auto cells = split(line, '\t');
    if (line.empty() || line.front() == '#' || cells.size() < 3) continue;
    Abbreviation entry;
    const std::string_view kind = trim_ascii(cells[2]);
    entry.kind = kind == "universal"  ? AbbreviationKind::universal
                 : kind == "american" ? AbbreviationKind::american
                                      : AbbreviationKind::ambiguous;
    const std::string_view minutes = trim_ascii(cells[1]);
    int value = 0;
    for (const char c : minutes)
      if (is_ascii_digit(c)) value = value * 10 + (c - '0');
    entry.offset = (minutes.starts_with('-') ? -value : value) * 60;
    table.emplace_back(to_lower_ascii(cells[0]), entry);
  }
  return table;
}

}  // namespace

struct Zone::State {
  struct CachedHour {
    std::int64_t hour = INT64_MIN;
    std::int32_t offset = 0;
  };
  bool is_fixed = false;
  bool is_american = false;
  std::int32_t offset = 0;
  absl::TimeZone rules;
  std::vector<CachedHour> hours;
};

Zone::Zone(std::unique_ptr<State> state) : state_(std::move(state)) {}
Zone::Zone(Zone&&) noexcept = default;
Zone& Zone::operator=(Zone&&) noexcept = default;
Zone::~Zone() = default;

std::optional<Zone> Zone::find(std::string_view text) {
  text = trim_ascii(text);
  auto state = std::make_unique<State>();
  state->is_fixed = true;
  if (const Abbreviation known = find_abbreviation(text);
      known.kind == AbbreviationKind::universal || known.kind == AbbreviationKind::american) {
    state->offset = known.offset;
    state->is_american = known.kind == AbbreviationKind::american;
    return Zone(std::move(state));
  }
  std::string_view rest = text;
  for (const std::string_view prefix : {"UTC", "GMT"})
    if (rest.size() > 4 && equals_ignore_case(rest.substr(0, 3), prefix)) rest.remove_prefix(3);
  if (const auto offset = fixed_offset(rest)) {
    state->offset = *offset;
    return Zone(std::move(state));
  }
  const auto rules = load_iana(text);
  if (!rules) return {};
  state->is_fixed = false;
  state->is_american = is_american_name(text);
  state->rules = *rules;
  state->hours.resize(kCachedHours);
  return Zone(std::move(state));
}

LocalAnswer Zone::at_local(std::int64_t local) {
  LocalAnswer answer;
  if (state_->is_fixed) {
    answer.offset = state_->offset;
    return answer;
  }
  const std::int64_t hour = floor_hour(local);
  State::CachedHour& cached =
      state_->hours[static_cast<std::size_t>(hour & static_cast<std::int64_t>(kCachedHours - 1))];
  if (cached.hour == hour) {
    answer.offset = cached.offset;
    return answer;
  }
  const auto info = state_->rules.At(civil_of(local));
  answer.offset = offset_at(state_->rules, info.pre);
  if (info.kind == absl::TimeZone::TimeInfo::UNIQUE) {
    const auto first = state_->rules.At(civil_of(hour * kHour)),
               last = state_->rules.At(civil_of(hour * kHour + kHour - 1));
    // No zone has ever changed twice within an hour, so equal ends mean an equal hour.
    if (first.kind == absl::TimeZone::TimeInfo::UNIQUE && last.kind == absl::TimeZone::TimeInfo::UNIQUE &&
        offset_at(state_->rules, first.pre) == offset_at(state_->rules, last.pre))
      cached = {hour, answer.offset};
    return answer;
  }
  answer.kind = info.kind == absl::TimeZone::TimeInfo::SKIPPED ? LocalKind::gap : LocalKind::fold;
  // In a gap abseil's `pre` uses the offset before the change although it lies after it, and `post` the other way
  // round.
  if (answer.kind == LocalKind::gap) {
    answer.offset = offset_at(state_->rules, info.trans - absl::Seconds(1));
    answer.later_offset = offset_at(state_->rules, info.trans);
  } else {
    answer.later_offset = offset_at(state_->rules, info.post);
  }
  return answer;
}

bool Zone::is_called(std::string_view abbreviation, std::int64_t local, std::int32_t offset) const {
  if (state_->is_fixed) return false;
  const auto info = state_->rules.At(absl::FromUnixSeconds(local - offset));
  return info.offset == offset && equals_ignore_case(info.zone_abbr, abbreviation);
}

bool Zone::is_american() const noexcept { return state_->is_american; }

Abbreviation find_abbreviation(std::string_view text) noexcept {
  static const auto table = load_abbreviations();
  for (const auto& [name, entry] : table)
    if (equals_ignore_case(name, text)) return entry;
  return {};
}

bool is_american_summer(std::int64_t local) {
  static const auto zone = load_iana("America/New_York");
  return zone && zone->At(zone->At(civil_of(local)).pre).is_dst;
}

bool is_known_zone(std::string_view zone) { return Zone::find(zone).has_value(); }

std::string tz_data_version() {
  constexpr std::string_view kMark = "# version ";
  std::string line;
  if (std::ifstream compiled("/usr/share/zoneinfo/tzdata.zi"); std::getline(compiled, line) && line.starts_with(kMark))
    return std::string(trim_ascii(std::string_view(line).substr(kMark.size())));
  if (std::ifstream plain("/usr/share/zoneinfo/+VERSION"); std::getline(plain, line) && !trim_ascii(line).empty())
    return std::string(trim_ascii(line));
  return "system";
}

}  // namespace mfax
