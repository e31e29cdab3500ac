// In: the cells of one row. Out: values of fields (row_view.hpp).
// Next: record.cpp.
#include "normalize/row_view.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "normalize/record_words.hpp"

namespace mfax {
namespace {

/// The first member of an array cell that says something; the cell itself otherwise.
std::string_view first_member(std::string_view text) noexcept {
  while (is_array(text)) {
    const std::string_view member = text.substr(0, text.find(kValueSeparator));
    if (!record_words::is_null(member)) return member;
    text.remove_prefix(member.size() + 1);
  }
  return text;
}

}  // namespace

FieldSlots::FieldSlots(const TablePlan& plan) : plan_slots_(&plan.slots), plan_(&plan) {
  for (std::size_t i = 0; i < plan.slots.size(); ++i) {
    const Slot& slot = plan.slots[i];
    const auto field = static_cast<std::size_t>(slot.field);
    slots_[field].push_back(static_cast<std::uint32_t>(i));
    sources_.push_back(static_cast<std::uint32_t>(slot.same_as < 0 ? static_cast<std::int32_t>(i) : slot.same_as));
    if (slot.rule != nullptr && !slot.rule->constant.empty() && constants_[field] == nullptr)
      constants_[field] = slot.rule;
  }
  for (const ColumnRule* rule : plan.constants)
    if (auto& constant = constants_[static_cast<std::size_t>(rule->field)]; constant == nullptr) constant = rule;
}

std::int32_t FieldSlots::csv_column(std::uint32_t index) const noexcept {
  if (plan_->dialect.container != Container::csv) return -1;
  const std::vector<std::int32_t>& columns = plan_->columns.csv_columns;
  const auto at = std::find(columns.begin(), columns.end(), static_cast<std::int32_t>(index));
  return at == columns.end() ? -1 : static_cast<std::int32_t>(at - columns.begin());
}

FieldValue RowView::first(Field field) const noexcept {
  for (const std::uint32_t slot : slots_->of(field)) {
    const Cell found = cell(slot);
    if (found.kind == CellKind::absent) continue;
    const std::string_view text = may_hold_lists_ ? first_member(found.text) : found.text;
    if (!record_words::is_null(text)) return {trim_ascii(text), found.kind, slots_->slot(slot).rule};
  }
  const ColumnRule* constant = slots_->constant(field);
  if (constant == nullptr) return {};
  return {constant->constant, CellKind::text, constant};
}

FieldValue RowView::first_raw(Field field) const noexcept {
  FieldValue blank;
  for (const std::uint32_t slot : slots_->of(field)) {
    const Cell found = cell(slot);
    if (found.kind == CellKind::absent) continue;
    if (!record_words::is_null(may_hold_lists_ ? first_member(found.text) : found.text)) return {found.text, found.kind, slots_->slot(slot).rule};
    if (!blank) blank = {found.text, found.kind, slots_->slot(slot).rule};
  }
  if (blank) return blank;
  const ColumnRule* constant = slots_->constant(field);
  if (constant == nullptr) return {};
  return {constant->constant, CellKind::text, constant};
}

bool is_array(std::string_view cell) noexcept { return cell.find(kValueSeparator) != std::string_view::npos; }

std::vector<std::string_view> array_parts(std::string_view cell) { return split(cell, kValueSeparator); }

}  // namespace mfax
