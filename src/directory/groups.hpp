// Rows of one person, found: union-find over the records. Comes in: all records; goes out: for each the first record of
// its person, and what contradicted. Next: people.cpp folds the rows of each person.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "directory/key_hashes.hpp"
#include "directory/merge_keys.hpp"

namespace mfax::directory {

struct Namesakes;

/// Texts -> small numbers.
class Numbering {
 public:
  std::uint32_t of(std::string text) {
    return known_.emplace(std::move(text), static_cast<std::uint32_t>(known_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> known_;
};

class Groups {
 public:
  /// Rows of all files in their order, where they were read; `hashes` are of their keys, told apart by row. Outlived by both.
  Groups(const Rows& rows, const KeyHashes& hashes);
  /// The group's first row.
  std::size_t root(std::size_t row);
  void run(Pass, std::vector<MergeConflict>&);
  /// Memberships by login name (memberUid of RFC 2307): the account of the same file, else the only one of that name.
  /// After all passes.
  void join_members();

 private:
  using Records = std::vector<std::size_t>;
  using Ids = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // kind, value; sorted

  void join(std::size_t a, std::size_t b);
  static bool contradict(const Ids&, const Ids&);
  Ids& ids_of(std::size_t root);
  bool are_one_person(const Records&);
  void join_all(const Records&);
  void join_named(Pass, const Records&, std::vector<MergeConflict>&);
  bool join_within_domains(const Records&, std::vector<MergeConflict>&);
  std::size_t join_namesakes(std::vector<Namesakes>&);
  void join_employees(const Records&, std::vector<MergeConflict>&);

  const Rows& rows_;
  const KeyHashes& hashes_;
  std::vector<std::uint32_t> parent_;
  Numbering kinds_, values_;
  std::vector<Ids> ids_;            // of roots; filled when first asked for: most rows join nobody
  std::vector<bool> are_ids_known_;
};

}  // namespace mfax::directory
