// Lines of CEF and of key=value text -> JSON objects. A line of neither shape is a rejected row rather than skipped.
// CEF: ArcSight Common Event Format 26; key="value": what Splunk and logfmt read.
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "read/line_records.hpp"

namespace mfax {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr bool is_key_char(char c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '[' || c == ']';
}
constexpr bool is_separator(char c) noexcept { return c == ' ' || c == '\t' || c == ',' || c == ';'; }

void append_members(std::string& out, const Pairs& pairs) {
  bool is_first = true;
  for (const auto& [key, value] : pairs) {
    if (!std::exchange(is_first, false)) out += ',';
    append_json_text(out, key);
    out += ':';
    append_json_text(out, value);
  }
}

/// Rulers between blocks hold nothing; every other line does.
bool has_content(std::string_view line) noexcept {
  for (const char c : line)
    if (is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) > 0x7F) return true;
  return false;
}

void append_unread(std::string& out, std::string_view line) {
  if (has_content(line)) append_unread_line(out, line);
}

struct KeyValueLine {
  std::string_view prefix;      ///< before the first key
  Pairs pairs;
  std::size_t covered = 0;      ///< bytes of keys and values
};

/// One value from `at`; returns the place behind it. Quotes may be escaped by a backslash.
std::size_t read_value(std::string_view line, std::size_t at, std::string& value) {
  if (at < line.size() && line[at] == '"') {
    for (std::size_t i = at + 1; i < line.size(); ++i) {
      if (line[i] == '"') return i + 1;
      if (line[i] == '\\' && i + 1 < line.size() && (line[i + 1] == '"' || line[i + 1] == '\\')) ++i;
      value += line[i];
    }
    value.clear();  // never closed: a plain value that begins with a quote
  }
  std::size_t end = at;
  while (end < line.size() && !is_separator(line[end])) ++end;
  value = line.substr(at, end - at);
  return end;
}

KeyValueLine read_key_values(std::string_view line) {
  KeyValueLine found;
  std::size_t at = 0;
  while (at < line.size()) {
    const bool is_start = at == 0 || is_separator(line[at - 1]);
    std::size_t equals = at;
    while (equals < line.size() && is_key_char(line[equals])) ++equals;
    const bool is_key = is_start && equals > at && equals < line.size() && line[equals] == '=' && !is_ascii_digit(line[at]);
    if (!is_key) {
      ++at;
      continue;
    }
    if (found.pairs.empty()) found.prefix = trim_ascii(line.substr(0, at));
    std::string value;
    const std::size_t end = read_value(line, equals + 1, value);
    found.pairs.emplace_back(std::string(line.substr(at, equals - at)), std::move(value));
    found.covered += end - at;
    at = end;
  }
  while (!found.prefix.empty() && is_separator(found.prefix.back())) found.prefix.remove_suffix(1);
  return found;
}

class KeyValueConverter final : public LineConverter {
 public:
  void add(std::string_view line, std::string& out) override {
    KeyValueLine found = read_key_values(line);
    if (found.pairs.empty()) {
      append_unread(out, line);
    } else {
      if (!found.prefix.empty()) found.pairs.emplace(found.pairs.begin(), "_prefix", std::string(found.prefix));
      out += '{';
      append_members(out, found.pairs);
      out += '}';
    }
    out += '\n';
  }
  void finish(std::string&) override {}
  std::size_t held() const noexcept override { return 0; }
};

constexpr std::size_t kCefFields = 7;
constexpr std::array<std::string_view, kCefFields> kCefNames{"version", "vendor", "product", "device_version", "signature", "name", "severity"};

/// Splits the header at bars; a bar and a backslash in a value are escaped. Returns the place of the extension, or npos.
std::size_t read_cef_header(std::string_view line, std::size_t at, Pairs& header) {
  std::string value;
  for (; at < line.size(); ++at) {
    if (line[at] == '\\' && at + 1 < line.size() && (line[at + 1] == '|' || line[at + 1] == '\\')) {
      value += line[++at];
    } else if (line[at] == '|') {
      header.emplace_back(std::string(kCefNames[header.size()]), std::exchange(value, {}));
      if (header.size() == kCefFields) return at + 1;
    } else {
      value += line[at];
    }
  }
  return kNone;
}

std::string unescape_cef(std::string_view text) {
  std::string value;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      const char next = text[++i];
      value += next == 'n' || next == 'r' ? '\n' : next;
    } else {
      value += text[i];
    }
  }
  return value;
}

/// The next " key=" from `at`: values may hold blanks, so only a key ends a value.
std::size_t next_cef_key(std::string_view text, std::size_t at, std::size_t& equals) {
  for (equals = text.find('=', at); equals != kNone; equals = text.find('=', equals + 1)) {
    if (equals > 0 && text[equals - 1] == '\\') continue;
    std::size_t begin = equals;
    while (begin > at && is_key_char(text[begin - 1])) --begin;
    if (begin < equals && (begin == 0 || text[begin - 1] == ' ')) return begin;
  }
  return kNone;
}

Pairs read_cef_extension(std::string_view text) {
  Pairs pairs;
  std::size_t equals = 0;
  std::size_t key = next_cef_key(text, 0, equals);
  while (key != kNone) {
    const std::size_t value = equals + 1;
    const std::string name(text.substr(key, equals - key));
    key = next_cef_key(text, value, equals);
    pairs.emplace_back(name, unescape_cef(trim_ascii(text.substr(value, key == kNone ? kNone : key - value))));
  }
  return pairs;
}

/// "cs1Label=phone cs1=+1..." -> phone. What a label says is kept apart from the keys of the format.
Pairs labelled(const Pairs& extension) {
  Pairs found;
  for (const auto& [key, label] : extension) {
    if (!key.ends_with("Label") || label.empty()) continue;
    const std::string_view of = std::string_view(key).substr(0, key.size() - 5);
    for (const auto& [name, value] : extension)
      if (name == of) found.emplace_back(label, value);
  }
  return found;
}

class CefConverter final : public LineConverter {
 public:
  void add(std::string_view line, std::string& out) override {
    const std::size_t begin = line.find("CEF:");
    Pairs header;
    const std::size_t extension = begin == kNone ? kNone : read_cef_header(line, begin + 4, header);
    if (extension == kNone) {
      append_unread(out, line);
    } else {
      const Pairs values = read_cef_extension(line.substr(extension));
      out += "{\"cef\":{";
      append_members(out, header);
      out += "},\"labels\":{";
      append_members(out, labelled(values));
      out += values.empty() ? "}" : "},";
      append_members(out, values);
      out += '}';
    }
    out += '\n';
  }
  void finish(std::string&) override {}
  std::size_t held() const noexcept override { return 0; }
};

}  // namespace

bool is_cef_line(std::string_view line) noexcept {
  const std::size_t at = line.find("CEF:");
  return at != kNone && at + 5 < line.size() && is_ascii_digit(line[at + 4]) && line.find('|', at) != kNone;
}

bool is_key_value_line(std::string_view line) {
  constexpr std::size_t kLeastPairs = 3;
  const KeyValueLine found = read_key_values(line.substr(0, 4096));
  return found.pairs.size() >= kLeastPairs && 2 * found.covered >= std::min<std::size_t>(line.size(), 4096);
}

std::unique_ptr<LineConverter> make_cef_converter() { return std::make_unique<CefConverter>(); }
std::unique_ptr<LineConverter> make_key_value_converter() { return std::make_unique<KeyValueConverter>(); }

}  // namespace mfax
