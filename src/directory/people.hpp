// Merging of directory rows into people: the step before the number index.
#pragma once

#include <string>
#include <vector>

#include "directory/key_hashes.hpp"
#include "mfax/directory.hpp"

namespace mfax {

/// The rules in words, in the order in which they are applied; printed in every report.
std::vector<std::string> merge_rules();

/// Rows in command-line and row order -> people in the order of their first row. Conflicts are appended; what people have beyond
/// what their rows refer to goes into the arena. A row's numbers may be put in order where they are.
std::vector<Person> merge_people(const directory::Rows& rows, const directory::KeyHashes& hashes, Arena& arena,
                                 std::vector<MergeConflict>& conflicts);

}  // namespace mfax
