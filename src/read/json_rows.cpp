// JSON text in pieces in, places of rows out (docs/normalization.md 7): lines, elements of an array anywhere in an
// envelope, or concatenated objects, of any file size in bounded memory. Next: json_scanner.cpp parses each row.
#include "read/json_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "read/byte_mask.hpp"
#include "read/json_chars.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMaxKeyBytes = 4096;  // a longer key is not the one that is looked for

/// Bits of bytes that follow an odd run of backslashes, of the first `count`; `carry` leads from block to block.
std::uint64_t escaped_bits(std::uint64_t backslashes, unsigned count, bool& carry) noexcept {
  std::uint64_t escaped = carry ? 1 : 0;
  carry = false;
  for (std::uint64_t rest = backslashes & ~escaped; rest != 0;) {
    const auto at = static_cast<unsigned>(std::countr_zero(rest));
    if (at + 1 == count)
      carry = true;
    else
      escaped |= std::uint64_t{2} << at;
    rest = at >= 62 ? 0 : rest & (~std::uint64_t{0} << (at + 2));
  }
  return escaped;
}

}  // namespace

std::vector<std::string> split_json_path(std::string_view path) {
  std::vector<std::string> parts;
  if (path.empty()) return parts;
  parts.emplace_back();
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '\\' && i + 1 < path.size() && path[i + 1] == '.')
      parts.back().push_back(path[++i]);
    else if (path[i] == '.')
      parts.emplace_back();
    else
      parts.back().push_back(path[i]);
  }
  return parts;
}

JsonRowSplitter::JsonRowSplitter(const Dialect& dialect, const ReadOptions& options, std::uint64_t begin)
    : path_(split_json_path(dialect.rows_path)),
      max_row_bytes_(std::clamp<std::uint64_t>(options.max_row_bytes, 1, std::uint64_t{1} << 30)),
      pos_(begin),
      state_(dialect.container == Container::json_lines ? State::line_start : State::between) {}

std::uint64_t JsonRowSplitter::retain_from() const noexcept {
  std::uint64_t from = std::min(pos_, row_begin_);
  if (document_begin_ != kNone && pos_ - document_begin_ <= max_row_bytes_) from = std::min(from, document_begin_);
  return from;
}

void JsonRowSplitter::scan(std::string_view bytes, std::uint64_t base, bool at_end_of_file,
                           std::vector<JsonRow>& rows) {
  bytes_ = bytes;
  base_ = base;
  at_end_of_file_ = at_end_of_file;
  rows_ = &rows;
  at_ = static_cast<std::size_t>(pos_ - base);
  for (bool moved = true; moved && at_ < bytes_.size();) {
    const std::size_t before = at_;
    const State was = state_;
    const std::uint64_t had_row = row_begin_;
    switch (state_) {
      case State::line_start:
      case State::in_line:
      case State::skip_line:
        scan_line();
        break;
      case State::between:
        scan_between();
        break;
      case State::key:
        scan_key();
        break;
      case State::colon:
      case State::member:
        scan_member();
        break;
      case State::brackets:
        scan_brackets();
        break;
      case State::long_key:
      case State::text:
        scan_text();
        break;
      case State::scalar:
        scan_scalar();
        break;
      case State::seek:
        scan_seek();
        break;
    }
    moved = at_ != before || state_ != was || row_begin_ != had_row;  // otherwise more bytes are needed
  }
  if (at_end_of_file && !is_finished_) finish();
  pos_ = base_ + at_;
}

void JsonRowSplitter::emit(std::uint64_t begin, std::uint64_t end, DiagCode fault) {
  while (end > begin && is_space(bytes_[static_cast<std::size_t>(end - 1 - base_)])) --end;
  rows_->push_back({begin, end - begin, fault});
}

void JsonRowSplitter::note_blank(char c) {
  if (is_line_end(c))
    indent_ = 0;
  else if (!is_blank(c))
    indent_ = kSharedLine;
  else if (indent_ < kSharedLine - 1)
    ++indent_;
}

bool JsonRowSplitter::is_too_big(std::size_t at) const {
  return row_begin_ != kNone && base_ + at - row_begin_ >= max_row_bytes_;
}

std::size_t JsonRowSplitter::scan_limit() const {
  if (row_begin_ == kNone) return bytes_.size();
  return static_cast<std::size_t>(std::min<std::uint64_t>(bytes_.size(), row_begin_ + max_row_bytes_ - base_));
}

// ---- json_lines: a row is a line

void JsonRowSplitter::scan_line() {
  if (state_ == State::line_start) {
    // Blank lines, and the brackets and commas of an array written with one element a line.
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (!is_space(c) && c != kRecordSeparator && c != ',' && !is_mark_byte(c) && c != '[' && c != ']') break;
      ++at_;
    }
    if (at_ == bytes_.size()) return;
    row_begin_ = base_ + at_;
    state_ = State::in_line;
  }
  const std::string_view rest = bytes_.substr(at_);
  const std::size_t feed = std::min(rest.find('\n'), rest.size());
  const std::size_t end = at_ + std::min(rest.substr(0, feed).find('\r'), feed);
  const bool ends_here = end < bytes_.size() || at_end_of_file_;
  if (state_ == State::in_line && base_ + end - row_begin_ > max_row_bytes_) {
    rows_->push_back({row_begin_, std::min(max_row_bytes_, kShownOfBigRow), DiagCode::J_TOO_BIG});
    row_begin_ = kNone;
    state_ = State::skip_line;
  }
  if (ends_here && state_ == State::in_line) {
    std::uint64_t last = base_ + end;
    while (last > row_begin_ + 1) {  // "}," and "}]" of an array written with one element a line
      const char c = bytes_[static_cast<std::size_t>(last - 1 - base_)];
      const char first = bytes_[static_cast<std::size_t>(row_begin_ - base_)];
      if (!is_space(c) && c != ',' && !(c == ']' && first == '{')) break;
      --last;
    }
    emit(row_begin_, last, DiagCode::none);
    row_begin_ = kNone;
  }
  if (ends_here) state_ = State::line_start;
  at_ = end;
}

// ---- json_values: outside of values

void JsonRowSplitter::scan_between() {
  const char c = bytes_[at_];
  const bool top = frames_.empty();
  if (is_space(c) || c == ',' || (top && (c == kRecordSeparator || is_mark_byte(c)))) {
    note_blank(c);
    ++at_;
    return;
  }
  if (!top && c == (frames_.back().is_array ? ']' : '}')) {
    const Frame closed = frames_.back();
    frames_.pop_back();
    note_blank(c);
    ++at_;
    if (!closed.is_array && closed.level == 0) end_document();
    return;
  }
  if (top || frames_.back().is_array) {
    begin_element(c);
  } else if (c == '"') {
    state_ = State::key;
  } else {
    break_at(at_);
  }
}

void JsonRowSplitter::begin_element(char c) {
  const std::size_t level = frames_.empty() ? 0 : frames_.back().level;
  const bool are_rows = level == path_.size();
  if (c == '[' && frames_.empty()) {
    frames_.push_back({true, 0});
    note_blank(c);
    ++at_;
  } else if (c == '{' && !are_rows) {
    if (level == 0) begin_document();
    frames_.push_back({false, level});
    note_blank(c);
    ++at_;
  } else if (c == '{' || c == '[' || c == '"' || begins_scalar(c)) {
    begin_value(are_rows || level == 0);
  } else {
    break_at(at_);
  }
}

void JsonRowSplitter::scan_key() {
  const std::string_view rest = bytes_.substr(at_ + 1);
  std::size_t end = 0;
  bool escaped = false;
  while (end < rest.size() && end <= kMaxKeyBytes && (escaped || rest[end] != '"')) {
    escaped = !escaped && rest[end] == '\\';
    ++end;
  }
  if (end > kMaxKeyBytes) {
    state_ = State::long_key;
    ++at_;
    is_escaped_ = false;
    key_matches_ = false;
  } else if (end < rest.size()) {
    key_matches_ = rest.substr(0, end) == path_[frames_.back().level];
    indent_ = kSharedLine;
    at_ += end + 2;
    state_ = State::colon;
  }
}

void JsonRowSplitter::scan_member() {
  const char c = bytes_[at_];
  if (is_space(c)) {
    note_blank(c);
    ++at_;
  } else if (state_ == State::colon) {
    if (c != ':') return break_at(at_);
    note_blank(c);
    ++at_;
    state_ = State::member;
  } else if (c != '{' && c != '[' && c != '"' && !begins_scalar(c)) {
    break_at(at_);
  } else if (key_matches_) {
    begin_matched_member(c);
  } else {
    begin_value(false);
  }
}

void JsonRowSplitter::begin_matched_member(char c) {
  const std::size_t level = frames_.back().level + 1;
  const bool is_last = level == path_.size();
  if (c == '[' || c == 'n' || (c == '{' && is_last)) document_begin_ = kNone;  // found, or null: there is nothing
  if (c == '[' || (c == '{' && !is_last)) {
    frames_.push_back({c == '[', level});
    state_ = State::between;
    note_blank(c);
    ++at_;
  } else {
    begin_value(c == '{');
  }
}

void JsonRowSplitter::begin_document() { document_begin_ = base_ + at_; }

void JsonRowSplitter::end_document() {
  if (document_begin_ == kNone) return;
  // A document without rows_path is one thing that is no row: an error answer, a page of another kind.
  const std::uint64_t end = base_ + at_;
  const bool is_small = end - document_begin_ <= max_row_bytes_;
  emit(is_small ? document_begin_ : end - 1, end, DiagCode::J_NOT_A_ROW);
  document_begin_ = kNone;
}

// ---- inside a value

void JsonRowSplitter::begin_value(bool is_row) {
  const char c = bytes_[at_];
  row_begin_ = is_row ? base_ + at_ : kNone;
  row_indent_ = indent_;
  indent_ = kSharedLine;
  is_escaped_ = in_string_ = is_too_deep_ = false;
  depth_ = 0;
  if (c == '{' || c == '[') {
    state_ = State::brackets;
  } else if (c == '"') {
    state_ = State::text;
    ++at_;
  } else {
    state_ = State::scalar;
  }
}

void JsonRowSplitter::end_value(std::size_t end) {
  if (row_begin_ != kNone) emit(row_begin_, base_ + end, is_too_deep_ ? DiagCode::J_BAD_RECORD : DiagCode::none);
  row_begin_ = kNone;
  at_ = end;
  state_ = State::between;
}

void JsonRowSplitter::scan_brackets() {
  const std::size_t limit = scan_limit();
  while (at_ < limit) {
    const auto count = static_cast<unsigned>(std::min<std::size_t>(64, limit - at_));
    const std::uint64_t valid = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    const ByteBlock block = load_block(bytes_.data() + at_, bytes_.size() - at_);
    const std::uint64_t backslashes = block.equal('\\') & valid;
    std::uint64_t quotes = block.equal('"') & valid;
    if (backslashes != 0 || is_escaped_) quotes &= ~escaped_bits(backslashes, count, is_escaped_);
    const std::uint64_t strings = prefix_xor(quotes) ^ (in_string_ ? ~std::uint64_t{0} : 0);
    const std::uint64_t opens = block.equal_with_bit5('{') & valid & ~strings;
    const std::uint64_t closes = block.equal_with_bit5('}') & valid & ~strings;
    // A raw line end inside a string is no JSON (RFC 8259 7): a quote is missing, and soon all would be inside out.
    const std::uint64_t torn = (block.equal('\n') | block.equal('\r')) & valid & strings;
    for (std::uint64_t events = opens | closes | torn; events != 0; events &= events - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(events));
      if ((torn >> bit & 1) != 0 || !follow_bracket(at_ + bit, (opens >> bit & 1) != 0)) return break_at(at_ + bit);
      if (depth_ == 0) return end_value(at_ + bit + 1);
    }
    in_string_ = in_string_ != ((std::popcount(quotes) & 1) != 0);
    at_ += count;
  }
  if (is_too_big(at_) && at_ < bytes_.size()) give_up_big_row();
}

bool JsonRowSplitter::follow_bracket(std::size_t at, bool opens) {
  const bool is_object = (bytes_[at] & 0x20) != 0;  // '{' and '}', not '[' and ']'
  if (!opens) {
    --depth_;
    return depth_ >= kMaxJsonDepth || (objects_ >> depth_ & 1) == (is_object ? 1U : 0U);
  }
  if (depth_ > 0 && row_begin_ != kNone && !may_open_here(at)) return false;
  if (depth_ < kMaxJsonDepth) {
    const std::uint64_t bit = std::uint64_t{1} << depth_;
    objects_ = is_object ? objects_ | bit : objects_ & ~bit;
  } else {
    is_too_deep_ = true;
  }
  ++depth_;
  return true;
}

/// A bracket opens after ':' in an object, after '[' or ',' in an array; else one was not closed before it.
bool JsonRowSplitter::may_open_here(std::size_t at) const {
  if (depth_ > kMaxJsonDepth) return true;
  while (is_space(bytes_[at - 1])) --at;  // stops at the row's own bracket
  const char before = bytes_[at - 1];
  return (objects_ >> (depth_ - 1) & 1) != 0 ? before == ':' : before == ',' || before == '[';
}

void JsonRowSplitter::scan_text() {
  const std::size_t limit = scan_limit();
  for (; at_ < limit; ++at_) {
    const char c = bytes_[at_];
    if (is_line_end(c)) return break_at(at_);
    if (c == '"' && !is_escaped_) {
      if (state_ == State::text) return end_value(at_ + 1);
      ++at_;
      state_ = State::colon;
      return;
    }
    is_escaped_ = c == '\\' && !is_escaped_;
  }
  if (is_too_big(at_) && at_ < bytes_.size()) give_up_big_row();
}

void JsonRowSplitter::scan_scalar() {
  const std::size_t limit = scan_limit();
  while (at_ < limit && !ends_scalar(bytes_[at_])) ++at_;
  if (at_ < bytes_.size() && ends_scalar(bytes_[at_])) return end_value(at_);
  if (is_too_big(at_) && at_ < bytes_.size()) give_up_big_row();
}

}  // namespace mfax
