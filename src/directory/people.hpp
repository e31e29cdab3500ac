// Merging of directory rows into people: the step before the number index.
#pragma once

#include <string>
#include <vector>

#include "mfax/directory.hpp"

namespace mfax {

/// The rules in words, in the order in which they are applied; printed in every report.
std::vector<std::string> merge_rules();

/// Records in command-line and row order -> people in the order of their first record. Conflicts are appended.
std::vector<Person> merge_people(std::vector<DirectoryRecord> records, std::vector<MergeConflict>& conflicts);

}  // namespace mfax
