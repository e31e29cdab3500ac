// Trimming, UTF-8 and the two foldings. Accents: Latin-1 Supplement and Latin Extended-A cover the languages of the
// header and country tables; other scripts are compared as they are (case-folded where simple).
#include "base/text.hpp"


namespace mfax {
namespace {

// Base letters of U+00C0..U+017F; '\0' = keep. Digraphs (ae, ss, oe) are handled in append_folded.
constexpr char kLatinBase[] =
    "aaaaaa\0ceeeeiiii"    // U+00C0
    "dnooooo\0ouuuuy\0\0"  // U+00D0
    "aaaaaa\0ceeeeiiii"    // U+00E0
    "dnooooo\0ouuuuy\0y"   // U+00F0
    "aaaaaaccccccccdd"     // U+0100
    "ddeeeeeeeeeegggg"     // U+0110
    "gggghhhhiiiiiiii"     // U+0120
    "iijjjjkkklllllll"     // U+0130
    "lllnnnnnnnnnoooo"     // U+0140
    "oo\0\0rrrrrrssssss"   // U+0150
    "ssttttttuuuuuuuu"     // U+0160
    "uuuuwwyyyzzzzzzs";    // U+0170
static_assert(sizeof(kLatinBase) == 0x180 - 0xC0 + 1);

bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == '`' || c == 0xB4; }

/// Lower case of Greek and Cyrillic capitals, full-width to ASCII; everything else unchanged.
char32_t simple_fold(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
  if (c >= 'A' && c <= 'Z') return c + 32;
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

void append_folded(std::string& out, char32_t c) {
  c = simple_fold(c);
  if (c == 0xDF) {
    out += "ss";
  } else if (c == 0xC6 || c == 0xE6) {
    out += "ae";
  } else if (c == 0x152 || c == 0x153) {
    out += "oe";
  } else if (c == 0xDE || c == 0xFE) {
    out += "th";
  } else if (c >= 0xC0 && c <= 0x17F && kLatinBase[c - 0xC0] != '\0') {
    out += kLatinBase[c - 0xC0];
  } else if (c < 0x300 || c > 0x36F) {  // combining marks: an accent typed separately
    append_utf8(out, c);
  }
}

/// Letters and digits of any script, as far as a table-free rule tells: everything beyond ASCII but blanks, general
/// punctuation (U+2000..206F, U+3000..303F) and Latin-1 signs.
bool is_name_character(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  return c != 0xD7 && c != 0xF7 && !is_blank(c) && (c < 0x2000 || c > 0x2BFF) && (c < 0x3000 || c > 0x303F) && c != 0xFFFD;
}

}  // namespace

std::string_view trim_ascii(std::string_view text) noexcept {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower_ascii(c);
  return out;
}

bool equals_ignore_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (to_lower_ascii(a[i]) != to_lower_ascii(b[i])) return false;
  return true;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string_view file_name_of(std::string_view path) noexcept {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string input_name(std::string_view path, std::string_view member) {
  std::string name(file_name_of(path));
  return member.empty() ? name : name.append("!").append(member);
}

CodePoint decode_utf8(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {0, 0};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : '\0'); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  if (lead >= 0xC2 && lead <= 0xDF && continues(at + 1))
    return {static_cast<char32_t>((lead & 0x1F) << 6 | (byte(at + 1) & 0x3F)), 2};
  if (lead >= 0xE0 && lead <= 0xEF && continues(at + 1) && continues(at + 2)) {
    const auto c = static_cast<char32_t>((lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F));
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4 && continues(at + 1) && continues(at + 2) && continues(at + 3)) {
    const auto c = static_cast<char32_t>((lead & 0x07) << 18 | (byte(at + 1) & 0x3F) << 12 | (byte(at + 2) & 0x3F) << 6 |
                                         (byte(at + 3) & 0x3F));
    if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4};
  }
  return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::string fold_name(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    at += point.size;
    if (is_name_character(simple_fold(point.value))) append_folded(out, point.value);
  }
  return out;
}

void append_fold_text(std::string& out, std::string_view text) {
  const std::size_t begin = out.size();
  bool blank_before = false;
  const auto end_blanks = [&] {
    if (blank_before && out.size() > begin) out += ' ';
    blank_before = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {  // most texts are nothing else
      ++at;
      if (is_ascii_space(c)) {
        blank_before = true;
      } else if (c != '\'' && c != '`') {
        end_blanks();
        out += to_lower_ascii(c);
      }
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    at += point.size;
    if (is_blank(point.value)) {
      blank_before = true;
      continue;
    }
    if (is_apostrophe(point.value)) continue;
    end_blanks();
    append_folded(out, point.value);
  }
}

std::string fold_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_fold_text(out, text);
  return out;
}

}  // namespace mfax
