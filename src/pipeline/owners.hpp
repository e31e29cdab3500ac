// A record of a directory whose login is a list ("ada, grace": the phone of a reception) -> one record a login, each with the
// row's phones. Only where the format says so ("each_value"): elsewhere a comma may be part of a login.
#pragma once

#include <vector>

#include "mfax/directory.hpp"
#include "mfax/format.hpp"

namespace mfax {

/// A format of the plan says that a login may be a list.
bool has_owner_lists(const TablePlan&);
/// At least one; the same record when there is one login or none.
std::vector<DirectoryRecord> records_of_owners(DirectoryRecord, const TablePlan&);

}  // namespace mfax
