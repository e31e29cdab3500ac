// In: the cells of one row and the plan's slots. Out: the value of a field: the first cell that has one, else its
// constant. Next: record.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mfax/format.hpp"
#include "mfax/read.hpp"

namespace mfax {

struct FieldValue {
  std::string_view text;  ///< "" = nothing there
  CellKind kind = CellKind::absent;
  const ColumnRule* rule = nullptr;
  explicit operator bool() const noexcept { return kind != CellKind::absent; }
};

/// Which slots feed a field. Made once a file.
class FieldSlots {
 public:
  explicit FieldSlots(const TablePlan&);
  std::span<const std::uint32_t> of(Field field) const noexcept { return slots_[static_cast<std::size_t>(field)]; }
  const ColumnRule* constant(Field field) const noexcept { return constants_[static_cast<std::size_t>(field)]; }
  /// Is there a column or a constant at all?
  bool knows(Field field) const noexcept { return !of(field).empty() || constant(field) != nullptr; }
  const Slot& slot(std::size_t index) const noexcept { return (*plan_slots_)[index]; }
  /// The slot whose cell this slot reads: itself, but for Slot::same_as.
  std::uint32_t source(std::uint32_t index) const noexcept { return sources_[index]; }
  /// The column of a CSV file that fills the slot; -1 when none does.
  std::int32_t csv_column(std::uint32_t index) const noexcept;

 private:
  const std::vector<Slot>* plan_slots_;
  const TablePlan* plan_;
  std::vector<std::uint32_t> sources_;
  std::array<std::vector<std::uint32_t>, static_cast<std::size_t>(Field::count_)> slots_;
  std::array<const ColumnRule*, static_cast<std::size_t>(Field::count_)> constants_{};
};

/// One row, or one element of the parallel arrays in its cells.
class RowView {
 public:
  /// `may_hold_lists`: RawRow's.
  RowView(const FieldSlots& slots, std::span<const Cell> cells, bool may_hold_lists = true)
      : slots_(&slots), cells_(cells), may_hold_lists_(may_hold_lists) {}
  bool may_hold_lists() const noexcept { return may_hold_lists_; }
  Cell cell(std::uint32_t slot) const noexcept {
    const std::uint32_t source = slots_->source(slot);
    return source < cells_.size() ? cells_[source] : Cell{};
  }
  /// First slot whose cell is not a word for "nothing"; of an array its first such member. Then the constant.
  FieldValue first(Field field) const noexcept;
  /// For numbers: the whole cell, arrays included; the first cell that is there at all when all say "nothing".
  FieldValue first_raw(Field field) const noexcept;

 private:
  const FieldSlots* slots_;
  std::span<const Cell> cells_;
  bool may_hold_lists_;
};

/// Parts of an array cell: "a\x1f\x1fb" has three.
std::vector<std::string_view> array_parts(std::string_view cell);
bool is_array(std::string_view cell) noexcept;

}  // namespace mfax
