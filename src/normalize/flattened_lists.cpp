// In: the columns that feed the recipients' numbers. Out: a member for every list position in their names, and which other slots
// stand at the same position (flattened_lists.hpp). Next: record.cpp makes a record of each member.
#include "normalize/flattened_lists.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace mfax {
namespace {

/// "recipients.items.0.recipient" -> "recipients.items.0"; "" without a number of its own.
std::string_view member_prefix(std::string_view column) {
  const auto is_word = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c); };
  for (std::size_t at = 0; at < column.size();) {
    std::size_t end = at;
    while (end < column.size() && is_word(column[end])) ++end;
    const std::string_view part = column.substr(at, end - at);
    if (at > 0 && !part.empty() && std::all_of(part.begin(), part.end(), is_ascii_digit)) return column.substr(0, end);
    at = std::max(end, at + 1);
  }
  return {};
}

}  // namespace

FlattenedLists::FlattenedLists(const TablePlan& plan, const FieldSlots& slots) : member_of_(plan.slots.size(), 0) {
  std::vector<std::string_view> members;
  for (const std::uint32_t slot : slots.of(Field::to_number)) {
    const Slot& column = plan.slots[slot];
    const std::string_view prefix = member_prefix(column.column);
    if (column.rule == nullptr || !column.rule->join || prefix.empty()) continue;
    if (std::find(members.begin(), members.end(), prefix) == members.end()) members.push_back(prefix);
  }
  member_count_ = members.size();
  for (std::size_t slot = 0; slot < plan.slots.size(); ++slot) {
    const auto found = std::find(members.begin(), members.end(), member_prefix(plan.slots[slot].column));
    if (found != members.end()) member_of_[slot] = static_cast<std::size_t>(found - members.begin()) + 1;
  }
}

}  // namespace mfax
