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

/// `value` in exactly `width` digits.
void put_digits(char* out, std::size_t width, std::uint64_t value) noexcept {
  for (std::size_t i = width; i > 0; --i, value /= 10) out[i - 1] = static_cast<char>('0' + value % 10);
}

}  // namespace

// Twice a number and twice a person: without a format string 25 ns instead of 210.
std::string to_rfc3339(Timestamp at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const auto of_day = static_cast<std::uint64_t>((at - day).count());
  const std::uint64_t seconds = of_day / 1'000'000, micros = of_day % 1'000'000;
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, static_cast<unsigned>(date.month()),
                                                  static_cast<unsigned>(date.day()), seconds / 3600, seconds / 60 % 60, seconds % 60);
  char text[] = "YYYY-MM-DDThh:mm:ss.ffffff";
  put_digits(text, 4, static_cast<std::uint64_t>(year));
  put_digits(text + 5, 2, static_cast<unsigned>(date.month()));
  put_digits(text + 8, 2, static_cast<unsigned>(date.day()));
  put_digits(text + 11, 2, seconds / 3600);
  put_digits(text + 14, 2, seconds / 60 % 60);
  put_digits(text + 17, 2, seconds % 60);
  std::size_t size = 19;
  if (micros % 1000 != 0)
    put_digits(text + 20, 6, micros), size = 26;
  else if (micros != 0)
    put_digits(text + 20, 3, micros / 1000), size = 23;
  std::string out(text, size);
  out += 'Z';
  return out;
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
