// LDIF (RFC 2849) as ldifde, ldapsearch and slapcat write it -> one JSON object an entry:
//   {"_entry": "person|other", "_dn": "folded for comparison", "dn": "...", "mail": ["...", "..."], ...}
// Members are the attributes, options taken off, each with a list of its values. Behind the entry of a group, which is nobody,
// an object for each of its members stands on the same line, for directory/people.cpp to find the account:
//   {"_entry": "member", "_dn": "...", "_group": "Domain Admins"}, of posixGroup {"_entry": "member", "_login": "ada", "_group": ...}
// Values of passwords are dropped here, before anything can print them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "read/line_records.hpp"

namespace mfax {
namespace {

constexpr std::array<std::string_view, 12> kSecrets{"userpassword", "unicodepwd",     "dbcspwd",        "ntpwdhistory",        "lmpwdhistory", "supplementalcredentials",
                                                    "sambantpassword", "sambalmpassword", "krbprincipalkey", "authpassword", "ntpassword", "pwdhistory"};
constexpr std::array<std::string_view, 5> kPeople{"person", "organizationalperson", "inetorgperson", "user", "posixaccount"};
constexpr std::array<std::string_view, 7> kNoPeople{"computer", "group", "groupofnames", "groupofuniquenames", "posixgroup",
                                                    "msds-groupmanagedserviceaccount", "msds-managedserviceaccount"};
constexpr std::array<std::string_view, 4> kMembers{"member", "uniquemember", "memberuid", "roleoccupant"};
constexpr std::array<std::string_view, 5> kSearchWords{"search", "result", "ref", "version", "control"};  // of ldapsearch, no entries

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

int base64_digit(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

/// RFC 4648 4; blanks are passed over. Nothing for what is no base64.
std::optional<std::string> decode_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=' || is_ascii_space(c)) continue;
    const int digit = base64_digit(c);
    if (digit < 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

bool is_text(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = decode_utf8(bytes, at);
    if (point.value == 0xFFFD || (point.value < 0x20 && point.value != '\t' && point.value != '\n' && point.value != '\r')) return false;
    at += point.size;
  }
  return true;
}

/// Octets that are no text: as csvde prints them, X'0105...'; nothing for pictures and certificates.
std::optional<std::string> octets_text(std::string_view attribute, std::string bytes) {
  constexpr std::size_t kMostOctets = 68;  // a SID of 15 parts (MS-DTYP 2.4.2.2)
  const bool is_octets = attribute == "objectguid" || attribute == "objectsid" || attribute == "sidhistory";
  if (!is_octets && is_text(bytes)) return bytes;
  if (bytes.size() > kMostOctets) return std::nullopt;
  std::string hex = "X'";
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return hex + "'";
}

/// For comparison: case and the blanks behind commas do not matter (RFC 4517 4.2.15 in the simple cases).
std::string fold_dn(std::string_view dn) {
  std::string text;
  for (const char c : dn) {
    if (c == ' ' && !text.empty() && text.back() == ',') continue;
    text += to_lower_ascii(c);
  }
  return text;
}

struct Attribute {
  std::string name, folded;
  std::vector<std::string> values;
};

class Entry {
 public:
  bool is_empty() const noexcept { return lines_ == 0; }
  std::size_t bytes() const noexcept { return bytes_; }
  void count_line() { ++lines_; }
  std::size_t lines() const noexcept { return lines_; }

  /// An unfolded line: "name;option: value", "name:: base64", "name:< url".
  void add(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos) return unread_.push_back(std::string(line));
    const std::string_view name = trim_ascii(line.substr(0, std::min(colon, line.find(';'))));
    const std::string folded = to_lower_ascii(name);
    std::string_view rest = line.substr(colon + 1);
    const char mark = rest.empty() ? '\0' : rest.front();
    if (mark == ':' || mark == '<') rest.remove_prefix(1);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (name.empty() || name.front() == '_' || is_one_of(kSecrets, folded)) return;  // '_': no attribute of RFC 4512, ours
    Attribute& attribute = of(name, folded);
    if (mark == '<') return;  // a file of the machine that wrote it
    std::optional<std::string> value(std::string{rest});
    if (mark == ':') {
      value = decode_base64(rest);
      if (value) value = octets_text(folded, std::move(*value));
    }
    if (!value) return;
    bytes_ += value->size() + 16;
    attribute.values.push_back(std::move(*value));
  }

  void append_json(std::string& out) const {
    for (const std::string& line : unread_) append_unread_line(out, line);
    if (attributes_.empty()) return;
    // What is to be changed is not how it is: "delete: mobile" names a number that the person no longer has (RFC 2849).
    if (const std::string change = to_lower_ascii(first("changetype")); !change.empty() && change != "add")
      return append_unread_line(out, "changetype: " + change);
    if (!is_of_search()) return append_entry(out);
    // "result: 4 Size limit exceeded": not all people are in the file (RFC 4511 4.1.9; 0 is success).
    if (const std::string result = first("result"); !result.empty() && !result.starts_with("0")) append_unread_line(out, "result: " + result);
  }

 private:
  Attribute& of(std::string_view name, const std::string& folded) {
    for (Attribute& attribute : attributes_)
      if (attribute.folded == folded) return attribute;
    bytes_ += 2 * name.size() + 64;
    return attributes_.emplace_back(Attribute{std::string(name), folded, {}});
  }
  const Attribute* find(std::string_view folded) const {
    for (const Attribute& attribute : attributes_)
      if (attribute.folded == folded) return &attribute;
    return nullptr;
  }
  std::string first(std::string_view folded) const {
    const Attribute* attribute = find(folded);
    return attribute == nullptr || attribute->values.empty() ? std::string() : attribute->values.front();
  }
  /// "search: 2", "result: 0 Success", "ref: ldap://...": lines of ldapsearch without a name.
  bool is_of_search() const {
    return std::all_of(attributes_.begin(), attributes_.end(), [](const Attribute& attribute) { return is_one_of(kSearchWords, attribute.folded); });
  }

  /// Without objectClass (asked for a few attributes only) an entry is taken for a person: nobody may be missed.
  std::string_view kind() const {
    const Attribute* classes = find("objectclass");
    if (classes == nullptr || classes->values.empty()) return find("dn") != nullptr && !has_members() ? "person" : "other";
    bool is_person = false, is_other = false;
    for (const std::string& value : classes->values) {
      const std::string folded = to_lower_ascii(value);
      is_person = is_person || is_one_of(kPeople, folded);
      is_other = is_other || is_one_of(kNoPeople, folded);
    }
    return is_person && !is_other ? "person" : "other";
  }

  void append_entry(std::string& out) const {
    out += "{\"_entry\":";
    append_json_text(out, kind());
    if (const std::string dn = first("dn"); !dn.empty()) {
      out += ",\"_dn\":";
      append_json_text(out, fold_dn(dn));
    }
    for (const Attribute& attribute : attributes_) {
      out += ',';
      append_json_text(out, attribute.name);
      out += attribute.folded == "dn" ? ":" : ":[";
      for (std::size_t i = 0; i < attribute.values.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, attribute.values[i]);
        if (attribute.folded == "dn") break;
      }
      if (attribute.values.empty() && attribute.folded == "dn") out += "null";
      if (attribute.folded != "dn") out += ']';
    }
    out += '}';
    if (kind() == "other") append_members(out);
  }

  bool has_members() const {
    return std::any_of(kMembers.begin(), kMembers.end(), [this](std::string_view name) { return find(name) != nullptr; });
  }

  void append_members(std::string& out) const {
    std::string group = first("cn");
    if (group.empty()) group = first("dn");
    for (const std::string_view name : kMembers) {
      const Attribute* members = find(name);
      if (members == nullptr) continue;
      for (const std::string& member : members->values) {
        out += "{\"_entry\":\"member\",";
        out += name == "memberuid" ? "\"_login\":" : "\"_dn\":";
        append_json_text(out, name == "memberuid" ? member : fold_dn(member));
        out += ",\"_group\":";
        append_json_text(out, group);
        out += '}';
      }
    }
  }

  std::vector<Attribute> attributes_;
  std::vector<std::string> unread_;
  std::size_t lines_ = 0, bytes_ = 0;
};

class LdifConverter final : public LineConverter {
 public:
  void add(std::string_view line, std::string& out) override {
    if (line.empty()) {
      end_entry(out);
      out += '\n';
      return;
    }
    entry_.count_line();
    if (line.front() == ' ') {  // folded: exactly one blank is taken off
      logical_ += line.substr(1);
      return;
    }
    if (goes_on_without_blank(line)) {
      logical_ += line;
      return;
    }
    end_line();
    if (line.front() == '#') {  // a comment, also within an entry; it can be folded like any line
      is_comment_ = true;
      return;
    }
    logical_ = line;
  }
  void finish(std::string& out) override { end_entry(out); }
  std::size_t held() const noexcept override { return logical_.size() + entry_.bytes(); }

 private:
  /// RFC 2849's own example 6 prints base64 without the leading blank, and so do some files.
  bool goes_on_without_blank(std::string_view line) const {
    if (logical_.find("::") == std::string::npos || is_comment_) return false;
    return std::all_of(line.begin(), line.end(), [](char c) { return base64_digit(c) >= 0 || c == '='; });
  }
  void end_line() {
    if (!logical_.empty() && !is_comment_) entry_.add(logical_);
    logical_.clear();
    is_comment_ = false;
  }
  /// The object on the entry's first line, then the ends of all its lines.
  void end_entry(std::string& out) {
    end_line();
    if (entry_.is_empty()) return;
    entry_.append_json(out);
    out.append(entry_.lines(), '\n');
    entry_ = Entry();
  }

  std::string logical_;
  bool is_comment_ = false;
  Entry entry_;
};

}  // namespace

std::unique_ptr<LineConverter> make_ldif_converter() { return std::make_unique<LdifConverter>(); }

}  // namespace mfax
