// What worker and merge share when they fold records into contacts.
#pragma once

#include <cstdint>
#include <span>

#include "mfax/match.hpp"

namespace mfax {

/// Folds one record; the same code serves worker and merge.
void add_to_contact(Contact&, const MessageRecord&, bool is_merge);

/// The bucket of a record that is neither rejected nor a duplicate nor outside the window.
void count_in_scope(const MessageRecord&, RowCounts&, TimeLine&);

/// Adds a chunk's contact. `names` translates the chunk's NameIds. Called in file order only, so that "first seen" holds.
void merge_contact(Contact& into, const Contact& from, std::span<const NameId> names);

}  // namespace mfax
