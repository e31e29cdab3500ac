// In: one value as text. Out: does it look like a phone, a time, a state ... (see value_shapes.hpp)
// Next: meaning.cpp decides by shares of such values.
#include "formats/value_shapes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace mfax {
namespace {

// ISO 3166-2:US and :CA, lower case, sorted.
constexpr std::array<std::string_view, 70> kStateCodes = {
    "ab", "ak", "al", "ar", "as", "az", "bc", "ca", "co", "ct", "dc", "de", "fl", "ga", "gu", "hi", "ia", "id",
    "il", "in", "ks", "ky", "la", "ma", "mb", "md", "me", "mi", "mn", "mo", "mp", "ms", "mt", "nb", "nc", "nd",
    "ne", "nh", "nj", "nl", "nm", "ns", "nt", "nu", "nv", "ny", "oh", "ok", "on", "or", "pa", "pe", "pq", "pr",
    "qc", "ri", "sc", "sd", "sk", "tn", "tx", "ut", "va", "vi", "vt", "wa", "wi", "wv", "wy", "yt"};
constexpr std::string_view kStateNames[] = {"alabama",
                                            "alaska",
                                            "arizona",
                                            "arkansas",
                                            "california",
                                            "colorado",
                                            "connecticut",
                                            "delaware",
                                            "florida",
                                            "georgia",
                                            "hawaii",
                                            "idaho",
                                            "illinois",
                                            "indiana",
                                            "iowa",
                                            "kansas",
                                            "kentucky",
                                            "louisiana",
                                            "maine",
                                            "maryland",
                                            "massachusetts",
                                            "michigan",
                                            "minnesota",
                                            "mississippi",
                                            "missouri",
                                            "montana",
                                            "nebraska",
                                            "nevada",
                                            "new hampshire",
                                            "new jersey",
                                            "new mexico",
                                            "new york",
                                            "north carolina",
                                            "north dakota",
                                            "ohio",
                                            "oklahoma",
                                            "oregon",
                                            "pennsylvania",
                                            "rhode island",
                                            "south carolina",
                                            "south dakota",
                                            "tennessee",
                                            "texas",
                                            "utah",
                                            "vermont",
                                            "virginia",
                                            "washington",
                                            "west virginia",
                                            "wisconsin",
                                            "wyoming",
                                            "district of columbia",
                                            "puerto rico",
                                            "guam",
                                            "american samoa",
                                            "alberta",
                                            "british columbia",
                                            "manitoba",
                                            "new brunswick",
                                            "newfoundland",
                                            "newfoundland and labrador",
                                            "nova scotia",
                                            "ontario",
                                            "prince edward island",
                                            "quebec",
                                            "saskatchewan",
                                            "northwest territories",
                                            "nunavut",
                                            "yukon"};
constexpr std::string_view kStatuses[] = {
    "accepted",  "active",    "answered",  "bounced",    "busy",     "canceled",    "cancelled", "closed",  "completed",
    "delivered", "disabled",  "done",      "enabled",    "enroute",  "expired",     "fail",      "failed",  "failure",
    "false",     "inactive",  "initiated", "invalid",    "locked",   "no answer",   "no-answer", "ok",      "open",
    "pending",   "processed", "queued",    "received",   "rejected", "ringing",     "scheduled", "sending", "sent",
    "submitted", "succeeded", "success",   "successful", "true",     "undelivered", "unknown",   "valid"};
constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                        "sep", "oct", "nov", "dec", "mai", "okt", "dez", "avr",
                                        "ago", "ene", "gen", "mag", "set", "dic", "out"};

template <class Table>
bool is_one_of(const Table& table, std::string_view text) {
  return std::find(std::begin(table), std::end(table), text) != std::end(table);
}

/// Runs of digits of a text, at most eight, and which characters separate them.
struct DigitRuns {
  std::vector<std::string_view> runs;
  std::string between;
};
DigitRuns digit_runs(std::string_view text) {
  DigitRuns out;
  for (std::size_t at = 0; at < text.size() && out.runs.size() < 8;) {
    if (!is_ascii_digit(text[at])) {
      out.between += text[at++];
      continue;
    }
    const std::size_t start = at;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    out.runs.push_back(text.substr(start, at - start));
  }
  return out;
}

int to_int(std::string_view digits) {
  int value = 0;
  for (const char c : digits.substr(0, 6)) value = value * 10 + (c - '0');
  return value;
}
bool is_year(std::string_view run) {
  return run.size() == 4 && (run.starts_with("19") || run.starts_with("20") || run == "0001");
}
bool is_day_or_month(std::string_view run) { return run.size() <= 2 && to_int(run) <= 31; }

/// The date at the front of `runs`: 2024-03-04, 3/4/2024, 4.3.24, 20240304.
bool begins_with_date(const DigitRuns& found, std::string_view text) {
  const auto& runs = found.runs;
  if (runs.empty()) return false;
  if (runs[0].size() == 8 && is_year(runs[0].substr(0, 4)) && to_int(runs[0].substr(4, 2)) <= 12 &&
      to_int(runs[0].substr(6)) <= 31)
    return text.starts_with(runs[0]);
  if (runs.size() < 3 || !text.starts_with(runs[0])) return false;
  const std::size_t second = static_cast<std::size_t>(runs[1].data() - text.data());
  const char separator = text[runs[0].size()];
  if (separator != '-' && separator != '/' && separator != '.') return false;
  if (second != runs[0].size() + 1 || text[second + runs[1].size()] != separator) return false;
  const bool year_first = is_year(runs[0]) && is_day_or_month(runs[1]) && runs[2].size() <= 2;
  const bool year_last =
      is_day_or_month(runs[0]) && is_day_or_month(runs[1]) && (is_year(runs[2]) || runs[2].size() == 2);
  return year_first || year_last;
}

bool has_month_name(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (is_ascii_letter(c)) {
      word += to_lower_ascii(c);
      continue;
    }
    if (word.size() >= 3 && is_one_of(kMonths, std::string_view(word).substr(0, 3))) return true;
    word.clear();
  }
  return word.size() >= 3 && is_one_of(kMonths, std::string_view(word).substr(0, 3));
}

bool is_integer(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

bool is_ip_address(std::string_view text) {
  const DigitRuns found = digit_runs(text);
  return found.runs.size() == 4 && found.between == "..." &&
         std::all_of(found.runs.begin(), found.runs.end(), [](std::string_view run) { return run.size() <= 3; });
}

/// "1.2025550143E+10": digits lost in a spreadsheet.
bool is_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return false;
  const std::string_view mantissa = text.substr(0, e), exponent = text.substr(e + 1);
  const bool plain = std::all_of(mantissa.begin(), mantissa.end(),
                                 [](char c) { return is_ascii_digit(c) || c == '.' || c == ',' || c == '+'; });
  const std::string_view digits = exponent.starts_with('+') ? exponent.substr(1) : exponent;
  return plain && is_integer(digits) && to_int(digits) >= 6 && to_int(digits) <= 15;
}

std::string_view without_scheme(std::string_view text) {
  for (const std::string_view scheme : {"tel:", "sms:", "callto:", "whatsapp:", "rcs:"})
    if (text.size() > scheme.size() && equals_ignore_case(text.substr(0, scheme.size()), scheme))
      return text.substr(scheme.size());
  return text;
}

}  // namespace

bool looks_like_phone(std::string_view value) {
  std::string_view text = without_scheme(trim_ascii(value));
  if (text.empty() || text.size() > 60 || is_ip_address(text)) return false;
  if (is_scientific(text)) return true;
  if (const TimeShape shape = time_shape(text);
      shape != TimeShape::none && shape != TimeShape::epoch && !is_integer(text))
    return false;
  text = text.substr(0, std::min(text.find_first_of(";,"), text.size()));  // parameters; a second number
  std::size_t digits = 0, masks = 0, points = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const char32_t c = point.value;
    at += point.size;
    if (c < 0x80 && is_ascii_digit(static_cast<char>(c)))
      ++digits;
    else if (c == 'X' || c == 'x' || c == '*' || c == '#' || c == '?' || c == 0x2022 || c == 0x25CF)
      ++masks;
    else if (c < 0x80 && is_ascii_letter(static_cast<char>(c))) {
      // Only an extension may follow in words: "ext 12", "e. 12".
      return digits >= 7 && digits <= 15 && (c == 'e' || c == 'E');
    } else if (c == '.')
      ++points;
    else if (c == ':' || c == '@' || c == '_' || c == '$' || c == '%')
      return false;
  }
  if (points == 1 && digits > 0 && text.find_first_of(" -()/+") == std::string_view::npos)
    return text.ends_with(".0") && digits >= 8;  // 14155550123.0 of a data frame; else a decimal
  if (masks == 0) return digits >= 7 && digits <= 15 && !text.starts_with("-");
  return digits + masks >= 7 && digits + masks <= 22 && digits >= 2;
}

TimeShape time_shape(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  if (text.size() < 4 || text.size() > 60) return TimeShape::none;
  const DigitRuns found = digit_runs(text);
  const std::size_t colon = text.find(':');
  const bool has_clock = colon != std::string_view::npos && colon > 0 && is_ascii_digit(text[colon - 1]) &&
                         colon + 2 < text.size() && is_ascii_digit(text[colon + 1]);
  if (begins_with_date(found, text)) return has_clock ? TimeShape::date_time : TimeShape::date;
  if (has_month_name(text) && found.runs.size() >= 2) return has_clock ? TimeShape::date_time : TimeShape::date;
  if (has_clock && text.size() <= 20 && found.runs.size() >= 2 && found.runs[0].size() <= 2)
    return TimeShape::time_of_day;
  // Seconds to nanoseconds since 1970, with or without a fraction: normalization.md 5.2.9.
  if (!found.runs.empty() && text.starts_with(found.runs[0]) &&
      (found.runs.size() == 1 || (found.runs.size() == 2 && found.between == ".")) &&
      (found.between.empty() || found.between == ".")) {
    const std::size_t size = found.runs[0].size();
    if (size == 9 || size == 10 || size == 12 || size == 13 || size == 15 || size == 16 || size == 18 || size == 19)
      return TimeShape::epoch;
  }
  return TimeShape::none;
}

bool may_be_one_number(std::string_view number, std::string_view other) {
  const auto last_digits = [](std::string_view value) {
    constexpr std::size_t kShared = 7;
    std::string digits;
    for (const char c : value)
      if (is_ascii_digit(c)) digits.push_back(c);
    return digits.size() > kShared ? digits.substr(digits.size() - kShared) : digits;
  };
  const std::string wanted = last_digits(other);
  return wanted.empty() || wanted == last_digits(number);
}

bool is_epoch_ms(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  return text.size() == 13 && is_integer(text) && text[0] == '1' && text[1] >= '4' && text[1] <= '8';
}

bool looks_like_state(std::string_view value) {
  const std::string text = fold_text(value);
  if (text.size() == 2) return std::binary_search(kStateCodes.begin(), kStateCodes.end(), std::string_view(text));
  const bool is_iso =
      text.size() >= 4 && text.size() <= 6 && text[2] == '-' && is_ascii_letter(text[0]) && is_ascii_letter(text[1]);
  return is_iso || is_one_of(kStateNames, std::string_view(text));
}

bool looks_like_country(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  if (text.empty() || text.size() > 60 || looks_like_status(text) || time_shape(text) != TimeShape::none) return false;
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  if (is_integer(digits)) return digits.size() <= 4;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return is_ascii_digit(c) || c == '@' || c == ':' || c == '_'; });
}

bool looks_like_name(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  if (text.empty() || text.size() > 120 || looks_like_status(text) || looks_like_email(text) || looks_like_phone(text))
    return false;
  if (time_shape(text) == TimeShape::date_time || text.find("://") != std::string_view::npos) return false;
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; });
}

bool looks_like_network_code(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  if (is_integer(text)) return text.size() >= 4 && text.size() <= 6;
  const DigitRuns found = digit_runs(text);
  return found.runs.size() == 2 && found.between.size() == 1 && found.runs[0].size() == 3 &&
         found.runs[1].size() <= 3 && text.size() <= 7;
}

bool looks_like_email(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find(' ') == std::string_view::npos && at + 1 < text.size();
}

bool looks_like_status(std::string_view value) { return is_one_of(kStatuses, std::string_view(fold_text(value))); }

bool is_small_number(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  return is_integer(text) && text.size() <= 4;
}

bool is_missing(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  if (text.size() > 9) return false;
  constexpr std::string_view kNulls[] = {"",     "-",    "--", "n/a", "na",        "nan",    "nil",
                                         "none", "null", "{}", "[]",  "anonymous", "unknown"};
  return is_one_of(kNulls, std::string_view(fold_text(text)));
}

bool is_filled(std::span<const std::string> values) {
  return std::any_of(values.begin(), values.end(), [](const std::string& value) { return !is_missing(value); });
}

double distinct_ratio(std::span<const std::string> values) {
  std::set<std::string_view> distinct;
  std::size_t filled = 0;
  for (const std::string& value : values) {
    if (is_missing(value)) continue;
    ++filled;
    distinct.insert(value);
  }
  return filled == 0 ? 1 : static_cast<double>(distinct.size()) / static_cast<double>(filled);
}

bool knows_value(std::span<const std::pair<std::string, std::string>> value_map, std::string_view value) {
  const std::string folded = fold_text(value);
  return std::any_of(value_map.begin(), value_map.end(), [&](const auto& entry) {
    const std::string_view known = entry.first;
    if (known == "*") return false;
    if (known.ends_with('*')) return folded.starts_with(known.substr(0, known.size() - 1));
    return folded == known;
  });
}

}  // namespace mfax
