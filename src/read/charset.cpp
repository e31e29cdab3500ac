// UTF-8, UTF-16 and windows-1252 in, UTF-8 out, windows of 64 KiB at a time. Bytes that mean nothing become U+FFFD and
// are counted. chunk_reader.cpp comes next.
#include "read/charset.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.hpp"

namespace mfax {
namespace {

using namespace std::string_view_literals;

// 0x80..0x9F; the five unassigned ones are the C1 controls, as in the WHATWG Encoding Standard.
constexpr std::array<char16_t, 32> kWindows1252{0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

unsigned byte_at(std::string_view text, std::size_t at) noexcept { return static_cast<unsigned char>(text[at]); }

/// First byte above 0x7F at or after `from`; the size when there is none.
std::size_t find_non_ascii(std::string_view text, std::size_t from) noexcept {
  std::size_t at = from;
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    at += 8;
  }
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

/// Length of the valid sequence at `at`; 0 = invalid; `is_cut` = valid so far, but the text ends inside it.
std::size_t sequence_length(std::string_view text, std::size_t at, bool& is_cut) noexcept {
  is_cut = false;
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  // RFC 3629 4: the second byte's range excludes overlong forms, surrogates and what lies beyond U+10FFFF.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    if (at + i == text.size()) {
      is_cut = true;
      return 0;
    }
    const unsigned next = byte_at(text, at + i);
    if (next < (i == 1 ? low : 0x80U) || next > (i == 1 ? high : 0xBFU)) return 0;
  }
  return length;
}

struct Utf8Check {
  std::uint64_t sequences = 0, bad = 0;
  std::size_t end = 0;  ///< first byte of a sequence that is cut off by the end of the text
};

Utf8Check check_utf8(std::string_view text, bool at_end) noexcept {
  Utf8Check check;
  std::size_t at = 0;
  while ((at = find_non_ascii(text, at)) < text.size()) {
    bool is_cut = false;
    const std::size_t length = sequence_length(text, at, is_cut);
    if (is_cut && !at_end) break;
    ++(length == 0 ? check.bad : check.sequences);
    at += std::max<std::size_t>(length, 1);
  }
  check.end = at;
  return check;
}

/// Every second byte of the first kilobyte zero, the others not (docs/normalization.md 6). A few characters of another
/// script do not matter.
std::optional<Encoding> sniff_utf16(std::string_view text) noexcept {
  const std::string_view sample = text.substr(0, 1024);
  const std::size_t units = sample.size() / 2;
  if (units < 2) return std::nullopt;
  std::size_t zero_first = 0, zero_second = 0;
  for (std::size_t i = 0; i < units; ++i) {
    zero_first += sample[2 * i] == '\0' ? 1U : 0U;
    zero_second += sample[2 * i + 1] == '\0' ? 1U : 0U;
  }
  if (zero_second * 10 >= units * 9 && zero_first * 10 <= units) return Encoding::utf16le;
  if (zero_first * 10 >= units * 9 && zero_second * 10 <= units) return Encoding::utf16be;
  return std::nullopt;
}

}  // namespace

TextDecoder::TextDecoder(ByteStream& source, std::optional<Encoding> forced)
    : source_(source), encoding_(forced.value_or(Encoding::utf8)), is_forced_(forced.has_value()) {
  window_.reserve(kWindowBytes + 8);
}

std::string_view TextDecoder::next_block() {
  while (!at_end_) {
    fill_window();
    if (!is_sniffed_) sniff();
    const std::string_view text = decode_window();
    if (!text.empty()) return text;
  }
  return {};
}

void TextDecoder::fill_window() {
  window_ = carried_;
  const std::size_t wanted = kWindowBytes + carried_.size();
  carried_.clear();
  while (window_.size() < wanted) {
    if (block_.empty()) block_ = source_.next_block();
    if (block_.empty()) {
      at_end_ = true;
      return;
    }
    const std::size_t take = std::min(wanted - window_.size(), block_.size());
    window_.append(block_.substr(0, take));
    block_.remove_prefix(take);
  }
}

void TextDecoder::sniff() {
  is_sniffed_ = true;
  is_decided_ = is_forced_;
  const auto starts = [this](std::string_view mark) { return std::string_view(window_).starts_with(mark); };
  std::size_t mark = 0;
  if (is_forced_) {
    const bool utf8 = encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8_bom;
    if (utf8 && starts("\xEF\xBB\xBF"sv)) mark = 3;
    if (utf8) encoding_ = mark == 3 ? Encoding::utf8_bom : Encoding::utf8;
    if (encoding_ == Encoding::utf16le && starts("\xFF\xFE"sv)) mark = 2;
    if (encoding_ == Encoding::utf16be && starts("\xFE\xFF"sv)) mark = 2;
  } else if (starts("\xEF\xBB\xBF"sv)) {
    mark = 3;
    encoding_ = Encoding::utf8_bom;
    is_decided_ = true;
  } else if (starts("\xFF\xFE"sv) || starts("\xFE\xFF"sv)) {
    mark = 2;
    encoding_ = starts("\xFF\xFE"sv) ? Encoding::utf16le : Encoding::utf16be;
    is_decided_ = true;
  } else if (const auto wide = sniff_utf16(window_)) {
    encoding_ = *wide;
    is_decided_ = true;
  }
  window_.erase(0, mark);
}

std::string_view TextDecoder::decode_window() {
  switch (encoding_) {
    case Encoding::utf16le:
      return decode_utf16(true);
    case Encoding::utf16be:
      return decode_utf16(false);
    case Encoding::windows1252:
      return decode_windows1252();
    case Encoding::utf8:
    case Encoding::utf8_bom:
      break;
  }
  return decode_utf8_window();
}

std::string_view TextDecoder::decode_utf8_window() {
  const Utf8Check check = check_utf8(window_, at_end_);
  if (!is_decided_ && check.sequences + check.bad > 0) {
    is_decided_ = true;
    if (check.bad > check.sequences) {
      encoding_ = Encoding::windows1252;
      return decode_windows1252();
    }
  }
  keep_from(check.end);
  const std::string_view text = std::string_view(window_).substr(0, check.end);
  if (check.bad == 0) return text;
  bad_bytes_ += check.bad;
  decoded_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = find_non_ascii(text, at);
    decoded_.append(text, at, next - at);
    if (next == text.size()) break;
    bool is_cut = false;
    const std::size_t length = sequence_length(text, next, is_cut);
    decoded_.append(length == 0 ? kReplacement : text.substr(next, length));
    at = next + std::max<std::size_t>(length, 1);
  }
  return decoded_;
}

std::string_view TextDecoder::decode_windows1252() {
  const std::string_view text = window_;
  if (find_non_ascii(text, 0) == text.size()) return text;
  decoded_.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t next = find_non_ascii(text, at);
    decoded_.append(text, at, next - at);
    at = next;
    if (at == text.size()) break;
    const unsigned byte = byte_at(text, at);
    append_utf8(decoded_, byte < 0xA0 ? kWindows1252[byte - 0x80] : static_cast<char32_t>(byte));
  }
  return decoded_;
}

std::string_view TextDecoder::decode_utf16(bool little_endian) {
  const std::string_view text = window_;
  const auto unit_at = [&](std::size_t at) {
    const unsigned first = byte_at(text, at), second = byte_at(text, at + 1);
    return static_cast<char32_t>(little_endian ? first | second << 8 : first << 8 | second);
  };
  const auto is_high = [](char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; };
  const auto is_low = [](char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; };
  decoded_.clear();
  std::size_t at = 0;
  for (; at + 1 < text.size(); at += 2) {
    const char32_t unit = unit_at(at);
    if (unit < 0x80) {
      decoded_.push_back(static_cast<char>(unit));
    } else if (is_high(unit) && at + 3 < text.size() && is_low(unit_at(at + 2))) {
      append_utf8(decoded_, 0x10000 + ((unit - 0xD800) << 10) + (unit_at(at + 2) - 0xDC00));
      at += 2;
    } else if (is_high(unit) && at + 3 >= text.size() && !at_end_) {
      break;  // its other half is in the next window
    } else if (is_high(unit) || is_low(unit)) {
      decoded_.append(kReplacement);
      bad_bytes_ += 2;
    } else {
      append_utf8(decoded_, unit);
    }
  }
  if (!at_end_) {
    keep_from(at);
  } else if (at < text.size()) {
    decoded_.append(kReplacement);
    ++bad_bytes_;
  }
  return decoded_;
}

}  // namespace mfax
