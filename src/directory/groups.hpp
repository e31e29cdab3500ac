// Rows of one person, found: union-find over the records. Comes in: all records; goes out: for each the first record of
// its person, and what contradicted. Next: people.cpp folds the rows of each person.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "directory/merge_keys.hpp"

namespace mfax::directory {

struct Namesakes;

class Groups {
 public:
  explicit Groups(const std::vector<DirectoryRecord>& records);
  /// The group's first record.
  std::size_t root(std::size_t record);
  void run(Pass, const std::vector<DirectoryRecord>&, std::vector<MergeConflict>&);
  /// Memberships by login name (memberUid of RFC 2307): the account of the same file, else the only one of that name.
  /// After all passes.
  void join_members(const std::vector<DirectoryRecord>&);

 private:
  using Records = std::vector<std::size_t>;
  using Ids = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // kind, value; sorted

  void join(std::size_t a, std::size_t b);
  static bool contradict(const Ids&, const Ids&);
  bool are_one_person(const Records&);
  void join_all(const Records&);
  void join_named(Pass, const Records&, const std::vector<DirectoryRecord>&, std::vector<MergeConflict>&);
  std::size_t join_namesakes(std::vector<Namesakes>&);
  void join_employees(const Records&, const std::vector<DirectoryRecord>&, std::vector<MergeConflict>&);

  std::vector<std::size_t> parent_;
  std::vector<Ids> ids_;
};

}  // namespace mfax::directory
