// Which cells of a row feed which field of a person, and the rule's own words for their values.
// Comes in: a TablePlan once, then RawRow after RawRow; goes out: cells and mapped texts; called by normalize.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/format.hpp"
#include "mfax/read.hpp"
#include "mfax/types.hpp"

namespace mfax::directory {

/// One column, path or constant that feeds a field. Refers to the plan, which outlives it.
struct Source {
  std::int32_t cell = -1;  ///< index into RawRow::cells; -1 = the rule's constant
  const ColumnRule* rule = nullptr;
  std::string_view column;                      ///< the file's own name
  bool is_fallback = false;                     ///< a constant beside columns: only for rows where these have no value
  std::vector<std::int32_t> extensions, kinds;  ///< phone: cells that run parallel to it
};

class Sources {
 public:
  explicit Sources(const TablePlan&);
  /// In the order of the plan: best first.
  std::span<const Source> of(Field field) const noexcept { return by_field_[static_cast<std::size_t>(field)]; }

 private:
  std::array<std::vector<Source>, static_cast<std::size_t>(Field::count_)> by_field_;
};

/// The cell of a source, absent when the row is shorter than the plan.
Cell cell_at(const RawRow&, std::int32_t index) noexcept;
Cell cell_of(const RawRow&, const Source&) noexcept;

/// What the rule's `values` make of a text (docs/format-files.md): exact entries before prefixes, longer before
/// shorter,
/// "*" last. Empty when no entry applies: the text is kept as it is.
std::optional<std::string_view> map_value(const ColumnRule&, std::string_view text);

}  // namespace mfax::directory
