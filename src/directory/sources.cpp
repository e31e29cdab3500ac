// Binding of a plan's slots to fields; a phone's extension and kind columns are attached to the phone.
// Next: normalize.cpp.
#include "directory/sources.hpp"

#include "base/text.hpp"

namespace mfax::directory {
namespace {

Source* find_source(std::vector<Source>& sources, std::int32_t cell) noexcept {
  for (Source& source : sources)
    if (source.cell == cell) return &source;
  return nullptr;
}

void add_constant(std::vector<Source>& sources, const ColumnRule& rule, bool is_fallback) {
  for (const Source& source : sources)
    if (source.cell < 0 && source.rule == &rule) return;
  Source source;
  source.rule = &rule;
  source.is_fallback = is_fallback;
  sources.push_back(std::move(source));
}

}  // namespace

Sources::Sources(const TablePlan& plan) {
  const auto list = [this](Field field) -> std::vector<Source>& { return by_field_[static_cast<std::size_t>(field)]; };
  for (std::size_t i = 0; i < plan.slots.size(); ++i) {
    const Slot& slot = plan.slots[i];
    if (slot.field >= Field::count_ || slot.rule == nullptr || slot.parent >= 0) continue;
    Source source;
    source.cell = slot.same_as < 0 ? static_cast<std::int32_t>(i) : slot.same_as;
    source.rule = slot.rule;
    source.column = slot.column;
    list(slot.field).push_back(std::move(source));
  }
  for (std::size_t i = 0; i < plan.slots.size(); ++i) {
    const Slot& slot = plan.slots[i];
    if (slot.parent < 0) continue;
    for (const Field field : {Field::phone, Field::factor_phone}) {
      Source* owner = find_source(list(field), slot.parent);
      if (owner == nullptr) continue;
      if (slot.field == Field::phone_extension) owner->extensions.push_back(static_cast<std::int32_t>(i));
      if (slot.field == Field::phone_kind) owner->kinds.push_back(static_cast<std::int32_t>(i));
    }
  }
  for (const ColumnRule* rule : plan.constants) {
    if (rule == nullptr || rule->field >= Field::count_ || rule->constant.empty()) continue;
    add_constant(list(rule->field), *rule, false);
  }
  for (const Slot& slot : plan.slots) {
    if (slot.rule == nullptr || slot.field >= Field::count_ || slot.parent >= 0 || slot.rule->constant.empty())
      continue;
    add_constant(list(slot.field), *slot.rule, true);
  }
}

Cell cell_at(const RawRow& row, std::int32_t index) noexcept {
  if (index < 0 || static_cast<std::size_t>(index) >= row.cells.size()) return {};
  return row.cells[static_cast<std::size_t>(index)];
}

Cell cell_of(const RawRow& row, const Source& source) noexcept {
  if (source.cell >= 0) return cell_at(row, source.cell);
  Cell cell;
  cell.text = source.rule->constant;
  cell.kind = CellKind::text;
  return cell;
}

std::optional<std::string_view> map_value(const ColumnRule& rule, std::string_view text) {
  if (rule.values.empty()) return std::nullopt;
  const std::string folded = fold_text(text);
  std::optional<std::string_view> best;
  std::size_t best_length = 0;
  for (const auto& [from, to] : rule.values) {
    if (from == folded) return std::string_view(to);
    if (from.empty() || from.back() != '*') continue;
    const std::string_view prefix = std::string_view(from).substr(0, from.size() - 1);
    if (!folded.starts_with(prefix) || (best && prefix.size() < best_length)) continue;
    best = to;
    best_length = prefix.size();
  }
  return best;
}

}  // namespace mfax::directory
