// The CSV row rule, for the two that need more of it than find_row_end: the chunk cutter (a walk it can resume) and the
// scanner (where a quoted cell closes). Both use the same functions, so they cannot disagree.
#pragma once

#include "mfax/read.hpp"

namespace mfax {

enum class QuoteState : std::uint8_t { closed, unclosed, undecided };
struct QuoteScan {
  QuoteState state = QuoteState::undecided;
  std::size_t close = 0;  ///< the closing quote, when closed
};
/// `quote_at` is a quote at the start of a cell. unclosed: it is data (docs/normalization.md 6).
QuoteScan scan_quote(std::string_view bytes, std::size_t quote_at, const Dialect&, const ReadOptions&,
                     bool at_end_of_file) noexcept;

/// How far a row has been understood. Everything before `pos` is settled: it belongs to the row whatever follows.
struct RowWalk {
  enum class State : std::uint8_t { cell_start, in_cell, rest_of_line };
  std::size_t pos = 0;
  State state = State::cell_start;
  DiagCode fault = DiagCode::none;
};
/// Goes on from `walk`; npos leaves it at the last settled place.
RowEnd walk_row(std::string_view bytes, RowWalk& walk, const Dialect&, const ReadOptions&,
                bool at_end_of_file) noexcept;

/// A row that is too long is shown by its first bytes only, the same for every chunk size.
std::string_view shown_of_long_row(std::string_view row, const ReadOptions&) noexcept;

}  // namespace mfax
