// Splitting and cleaning behind texts.hpp. Every function accepts any bytes; none throws for a bad value.
// Next: normalize.cpp.
#include "directory/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>

#include "base/text.hpp"
#include "mfax/read.hpp"

namespace mfax::directory {
namespace {

/// Begins like a telephone number: digits, plus, bracket, or a URI scheme of one; has at least three digits.
bool looks_like_number(std::string_view part) noexcept {
  part = trim_ascii(part);
  if (part.empty()) return true;  // "a;;b": an empty place between two numbers
  const bool starts =
      is_ascii_digit(part.front()) || part.front() == '+' || part.front() == '(' || part.starts_with("tel:");
  return starts && std::count_if(part.begin(), part.end(), is_ascii_digit) >= 3;
}

void add_part(std::vector<std::string_view>& out, std::string_view part) {
  part = trim_ascii(part);
  if (!part.empty()) out.push_back(part);
}

bool is_escaped(std::string_view text, std::size_t at) noexcept {
  std::size_t backslashes = 0;
  while (at > backslashes && text[at - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 != 0;
}

bool begins_name(std::string_view text) noexcept {
  return text.size() > 3 && equals_ignore_case(text.substr(0, 3), "cn=");
}

/// A comma between two distinguished names: what follows begins with CN= and what precedes ended with DC=...
bool ends_name(std::string_view text, std::size_t start, std::size_t comma) noexcept {
  if (!begins_name(text.substr(start)) || !begins_name(trim_ascii(text.substr(comma + 1)))) return false;
  const std::size_t last = text.rfind(',', comma - 1);
  if (last == std::string_view::npos || last < start) return false;
  const std::string_view part = trim_ascii(text.substr(last + 1, comma - last - 1));
  return part.size() > 3 && equals_ignore_case(part.substr(0, 3), "dc=");
}

/// Microsoft 365 joins proxy addresses by '+', which may also stand inside an address: only before a scheme is it a
/// joint.
bool begins_proxy_address(std::string_view text) noexcept {
  for (const std::string_view scheme : {"smtp:", "sip:", "spo:", "x500:"})
    if (equals_ignore_case(text.substr(0, scheme.size()), scheme)) return true;
  return false;
}

/// GAM joins the addresses of groups by blanks; a name with blanks is one name.
bool is_list_of_addresses(std::string_view text) {
  std::size_t words = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    if (word.find('@') == std::string_view::npos) return false;
    ++words;
  }
  return words > 1;
}

constexpr std::size_t kGuidDigits = 32;

bool is_hex_digit(char c) noexcept {
  const char lower = to_lower_ascii(c);
  return is_ascii_digit(c) || (lower >= 'a' && lower <= 'f');
}

/// The first three parts of a GUID are stored little-endian (MS-DTYP 2.3.4.2).
std::string guid_of_octets(std::string_view hex) {
  constexpr std::size_t kOrder[] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += to_lower_ascii(hex[2 * kOrder[i]]);
    out += to_lower_ascii(hex[2 * kOrder[i] + 1]);
  }
  return out;
}

std::uint64_t number_of_hex(std::string_view digits) noexcept {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

/// Revision, number of parts, authority of six octets, parts of four octets little-endian (MS-DTYP 2.4.2.2).
std::string sid_of_octets(std::string_view hex) {
  constexpr std::size_t kHead = 16, kPart = 8;
  if (hex.size() < kHead || !hex.starts_with("01")) return {};
  const std::size_t parts = static_cast<std::size_t>(number_of_hex(hex.substr(2, 2)));
  if (parts > 15 || hex.size() != kHead + parts * kPart) return {};
  std::string out = fmt::format("S-1-{}", number_of_hex(hex.substr(4, 12)));
  for (std::size_t at = kHead; at < hex.size(); at += kPart) {
    std::string part;
    for (std::size_t octet = kPart; octet > 0; octet -= 2) part += hex.substr(at + octet - 2, 2);
    out += fmt::format("-{}", number_of_hex(part));
  }
  return out;
}

/// "%40" -> "@"; a percent sign without two hex digits stays.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && is_hex_digit(text[i + 1]) && is_hex_digit(text[i + 2])) {
      out += static_cast<char>(number_of_hex(text.substr(i + 1, 2)));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string_view clean_text(std::string_view cell) noexcept {
  cell = trim_ascii(cell);
  if (cell.size() >= 3 && cell.starts_with("=\"") && cell.back() == '"')
    return trim_ascii(cell.substr(2, cell.size() - 3));
  if (cell.size() >= 2 && cell.front() == '\'' &&
      (is_ascii_digit(cell[1]) || std::string_view("=+-@").find(cell[1]) != std::string_view::npos))
    return trim_ascii(cell.substr(1));
  return cell;
}

std::vector<std::string_view> split_elements(std::string_view cell) { return split(cell, kValueSeparator); }

bool is_one_value(std::string_view element) noexcept {
  bool has_at = false, has_blank = false;
  for (const char c : element) {
    if (c == '\n' || c == '\r' || c == '|' || c == ';' || c == '+' || c == ',') return false;
    has_at = has_at || c == '@';
    has_blank = has_blank || c == ' ';
  }
  return !(has_at && has_blank) && trim_ascii(element).size() == element.size();
}

std::vector<std::string_view> split_numbers(std::string_view element) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < element.size(); ++i) {
    const char c = element[i];
    const bool cut = c == '\n' || c == '\r' || c == '|' ||
                     (c == ';' && !is_escaped(element, i) &&
                      looks_like_number(element.substr(i + 1, element.find(';', i + 1) - (i + 1))));
    if (!cut) continue;
    add_part(out, element.substr(start, i - start));
    start = i + 1;
  }
  add_part(out, element.substr(start));
  return out;
}

std::vector<std::string_view> split_list(std::string_view element, bool at_commas) {
  std::vector<std::string_view> out;
  if (is_list_of_addresses(element)) {
    for (const std::string_view word : split(element, ' ')) add_part(out, word);
    return out;
  }
  std::size_t start = 0;
  for (std::size_t i = 0; i < element.size(); ++i) {
    const char c = element[i];
    bool cut = c == '\n' || c == '\r' || c == '|' || (c == ';' && !is_escaped(element, i));
    if (c == '+') cut = begins_proxy_address(element.substr(i + 1));
    if (c == ',' && !is_escaped(element, i)) cut = at_commas || ends_name(element, start, i);
    if (!cut) continue;
    add_part(out, element.substr(start, i - start));
    start = i + 1;
  }
  add_part(out, element.substr(start));
  return out;
}

std::string common_name(std::string_view text) {
  text = trim_ascii(text);
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals > 4) return std::string(text);
  const std::string_view type = text.substr(0, equals);
  const bool is_name =
      equals_ignore_case(type, "cn") || equals_ignore_case(type, "ou") || equals_ignore_case(type, "uid");
  if (!is_name) return std::string(text);
  std::string out;
  for (std::size_t i = equals + 1; i < text.size() && text[i] != ','; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;  // RFC 4514 2.4; hex pairs do not occur in names of groups
    out += text[i];
  }
  return std::string(trim_ascii(out));
}

std::string_view without_domain(std::string_view login) noexcept {
  const std::size_t slash = login.find('\\');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == login.size()) return login;
  return login.substr(slash + 1);
}

std::string_view proxy_address(std::string_view text, bool& is_primary) noexcept {
  is_primary = text.starts_with("SMTP:");
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  const std::string_view kind = text.substr(0, colon);
  if (!equals_ignore_case(kind, "smtp") && !equals_ignore_case(kind, "sip")) return {};
  return trim_ascii(text.substr(colon + 1));
}

std::string owner_in_address(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return {};
  constexpr std::string_view kFolder = "/users/", kKey = "users('";
  if (const std::size_t at = text.find(kFolder, scheme); at != std::string_view::npos) {
    const std::string_view rest = text.substr(at + kFolder.size());
    return percent_decoded(rest.substr(0, rest.find_first_of("/?#")));
  }
  if (const std::size_t at = text.find(kKey, scheme); at != std::string_view::npos) {
    const std::string_view rest = text.substr(at + kKey.size());
    return percent_decoded(rest.substr(0, rest.find('\'')));
  }
  return {};
}

std::string stable_id(std::string_view text) {
  if (text.find("://") != std::string_view::npos) {
    std::string owner = owner_in_address(text);
    if (owner.find('@') != std::string::npos) return {};  // a login name: account.cpp takes it
    if (!owner.empty()) return owner;
  }
  if (text.size() > 3 && text.starts_with("X'") && text.back() == '\'') {
    const std::string_view octets = text.substr(2, text.size() - 3);
    if (std::all_of(octets.begin(), octets.end(), is_hex_digit)) {
      if (octets.size() == kGuidDigits) return guid_of_octets(octets);
      if (std::string sid = sid_of_octets(octets); !sid.empty()) return sid;
    }
  }
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  return std::string(text);
}

std::string fold_dn(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || out.empty() || out.back() != ',') out += c;
  return out;
}

bool is_builtin_administrator(std::string_view id) noexcept {
  return id.starts_with("S-1-5-21-") && id.ends_with("-500");
}

}  // namespace mfax::directory
