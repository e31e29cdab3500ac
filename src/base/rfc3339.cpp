// In: an instant, or the text of one in UTC. Out: the other of the two.
// The one spelling of times in every output (RFC 3339 with "Z"); no tables, no locale, no time zones.
// Next: render/ prints it, report/load.cpp and options read it back.
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "mfax/types.hpp"

namespace mfax {
namespace {

/// Exactly `count` digits at `at`; -1 when something else stands there.
int digits_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_ascii_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string to_rfc3339(Timestamp at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::int64_t of_day = (at - day).count();
  const std::int64_t seconds = of_day / 1'000'000;
  const std::int64_t micros = of_day % 1'000'000;
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
                                 seconds / 60 % 60, seconds % 60);
  if (micros % 1000 != 0)
    text += fmt::format(".{:06}", micros);
  else if (micros != 0)
    text += fmt::format(".{:03}", micros / 1000);
  return text + 'Z';
}

std::optional<Timestamp> parse_rfc3339_utc(std::string_view text) noexcept {
  using namespace std::chrono;
  constexpr std::size_t kWhole = 19;  // YYYY-MM-DDThh:mm:ss
  if (text.size() <= kWhole || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':') return {};
  if ((text[10] != 'T' && text[10] != 't') || (text.back() != 'Z' && text.back() != 'z')) return {};
  const int y = digits_at(text, 0, 4), mo = digits_at(text, 5, 2), d = digits_at(text, 8, 2);
  const int h = digits_at(text, 11, 2), mi = digits_at(text, 14, 2), s = digits_at(text, 17, 2);
  if (y < 0 || mo < 0 || d < 0 || h < 0 || mi < 0 || s < 0 || h > 23 || mi > 59 || s > 59) return {};
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return {};
  std::int64_t micros = 0;
  if (std::string_view fraction = text.substr(kWhole, text.size() - kWhole - 1); !fraction.empty()) {
    if (fraction.front() != '.' || fraction.size() == 1) return {};
    std::int64_t scale = 100'000;
    for (const char c : fraction.substr(1)) {
      if (!is_ascii_digit(c)) return {};
      micros += (c - '0') * scale;
      scale /= 10;
    }
  }
  return sys_days{date} + hours{h} + minutes{mi} + seconds{s} + microseconds{micros};
}

}  // namespace mfax
