// In: the slots of a table whose columns were made from lists ("to.0.carrier", "to.1.carrier"). Out: which slots tell of which
// member, so that every recipient keeps the carrier and country that stand beside it. Next: record.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "mfax/format.hpp"
#include "normalize/row_view.hpp"

namespace mfax {

class FlattenedLists {
 public:
  /// Only formats that join the recipients' columns have members.
  FlattenedLists(const TablePlan&, const FieldSlots&);
  /// How many members can name a recipient; below two there is nothing to tell apart.
  std::size_t member_count() const noexcept { return member_count_; }
  /// Is the slot another member's than `member`? Slots of no list are everybody's.
  bool is_of_another(std::size_t slot, std::size_t member) const noexcept { return member_of_[slot] != 0 && member_of_[slot] != member + 1; }

 private:
  std::vector<std::size_t> member_of_;  ///< by slot: 0 = of no member, else member + 1
  std::size_t member_count_ = 0;
};

}  // namespace mfax
