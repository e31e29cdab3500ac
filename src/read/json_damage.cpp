// A place where JSON is broken, too big or cut off in, the place where rows go on out: the splitter of json_rows.hpp
// after damage. It always gets past the broken place; json_scanner.cpp reports the rows with their faults.
#include <algorithm>

#include "read/json_chars.hpp"
#include "read/json_rows.hpp"

namespace mfax {

/// The row is counted as one and its bytes need not be kept. If it began its line, the next row is looked for at the
/// beginnings of lines (it may never close); on a shared line only its own brackets can tell where it ends.
void JsonRowSplitter::give_up_big_row() {
  rows_->push_back({row_begin_, std::min(max_row_bytes_, kShownOfBigRow), DiagCode::J_TOO_BIG});
  row_begin_ = kNone;
  if (row_indent_ == kSharedLine) return;
  indent_ = kSharedLine;
  state_ = State::seek;
}

void JsonRowSplitter::break_at(std::size_t at) {
  std::size_t from = at;  // where looking for the next line begins
  const bool had_row = row_begin_ != kNone;
  if (had_row) {
    emit(row_begin_, base_ + at, DiagCode::J_BAD_RECORD);
    // The broken place may be the bracket of the next row, first on its line.
    std::size_t line = at;
    while (base_ + line > row_begin_ && is_blank(bytes_[line - 1])) --line;
    if (base_ + line > row_begin_ && is_line_end(bytes_[line - 1])) from = line - 1;
    row_begin_ = kNone;
  } else {
    const std::uint64_t end = base_ + at + 1;
    const bool from_document = document_begin_ != kNone && end - document_begin_ <= max_row_bytes_;
    emit(from_document ? document_begin_ : end - 1, end, DiagCode::J_BAD_RECORD);
    row_indent_ = kSharedLine;
  }
  document_begin_ = kNone;
  if (!frames_.empty() && !frames_.back().is_array) frames_.clear();
  at_ = from;
  indent_ = kSharedLine;
  state_ = State::seek;
}

void JsonRowSplitter::scan_seek() {
  while (at_ < bytes_.size()) {
    if (indent_ == kSharedLine) {
      while (at_ < bytes_.size() && !is_line_end(bytes_[at_])) ++at_;
      if (at_ == bytes_.size()) return;
    }
    const char c = bytes_[at_];
    if (c == '{' && (row_indent_ == kSharedLine || indent_ <= row_indent_)) {
      // Further left than the broken row began: its array has ended, this is another document.
      const bool is_outside = row_indent_ != kSharedLine && indent_ < row_indent_;
      if (is_outside || (!frames_.empty() && !frames_.back().is_array)) frames_.clear();
      state_ = State::between;
      return;
    }
    note_blank(c);
    ++at_;
  }
}

void JsonRowSplitter::finish() {
  is_finished_ = true;
  if (state_ == State::in_line) scan_line();
  const std::uint64_t end = base_ + bytes_.size();
  at_ = bytes_.size();
  if (state_ == State::scalar && frames_.empty() && row_begin_ != kNone) {
    emit(row_begin_, end, DiagCode::none);
  } else if (row_begin_ != kNone) {
    emit(row_begin_, end, DiagCode::J_BAD_RECORD);
  } else if (state_ != State::seek && (document_begin_ != kNone || !frames_.empty())) {
    // Cut off between two rows: nothing of a row is lost that we know of, but the file is not complete.
    const bool from_document = document_begin_ != kNone && end - document_begin_ <= max_row_bytes_;
    emit(from_document ? document_begin_ : end, end, DiagCode::J_BAD_RECORD);
  }
  row_begin_ = document_begin_ = kNone;
  frames_.clear();
}

}  // namespace mfax
