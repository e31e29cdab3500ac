// In: the plan of a file. Out: do its rows name their own zones, and is that column the one to believe.
// Asked by decide.cpp (what is said) and record.cpp (what is done).
#pragma once

#include <algorithm>

#include "mfax/format.hpp"

namespace mfax {

inline const Slot* row_zone_slot(const TablePlan& plan) noexcept {
  const auto found = std::find_if(plan.slots.begin(), plan.slots.end(),
                                  [](const Slot& slot) { return slot.field == Field::timezone; });
  return found == plan.slots.end() ? nullptr : &*found;
}

/// A zone in the header or in the format is the time column's own; an option only speaks of rows that name none.
inline bool reads_row_zones(const TablePlan& plan) noexcept {
  const bool is_declared = !plan.time.zone.empty() &&
                           (plan.time.zone_by == DecidedBy::header || plan.time.zone_by == DecidedBy::format);
  return plan.format != nullptr && plan.format->kind == FormatKind::log && !is_declared && row_zone_slot(plan) != nullptr;
}

}  // namespace mfax
