// Directory exports -> people. Rows of several files are merged into people by printed rules (product.md 8); a phone
// number never merges two people. Immutable once built; shared by all workers without locks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/arena.hpp"
#include "mfax/diagnostic.hpp"
#include "mfax/format.hpp"
#include "mfax/normalize.hpp"
#include "mfax/types.hpp"

namespace mfax {

/// One number of one directory row.
struct DirectoryNumber {
  PhoneKey key;                    ///< absent unless status is ok, possible, impossible
  NumberStatus status = NumberStatus::null;
  Confidence confidence = Confidence::exact;  ///< derived when a region was applied
  NumberKind kind = NumberKind::unknown;
  NumberUse use = NumberUse::contact;
  Text extension;
  std::string_view field;          ///< the file's own name: "phones[].number"; lives as long as what holds the number
  CodeSet codes;
  RowRef row;
};

/// One row of one directory export, canonical and by itself: for those who look at single rows, and for tests.
struct DirectoryRecord {
  RowRef row;
  std::string product;             ///< of the format; ids are comparable within it
  std::string id, employee_id, username, email, display_name, title, department, manager, company, office, country, state, locale,
      last_login_at;
  std::vector<std::string> other_ids;  ///< the same account in other words: SID, distinguished name
  std::vector<std::string> aliases;   ///< further logins and addresses
  std::vector<std::string> groups, factors;
  AccountStatus status = AccountStatus::unknown;
  std::optional<bool> privileged;
  std::vector<DirectoryNumber> numbers;
  CodeSet codes;
  bool is_membership = false;         ///< says which group an account of another row is in, and is nobody by itself
  std::shared_ptr<const Arena> texts_of_numbers;  ///< null when nothing refers to it
};

/// 160 bytes; what they refer to lives in the Directory.
struct Person {
  Text id;                         ///< first non-empty of the merged rows, in command-line order; likewise below
  Text employee_id, username, email, display_name, title, department, manager, company, office, country, state, locale, last_login_at;
  List<Text> aliases, groups, factors;  ///< unions, first-seen order
  List<DirectoryNumber> numbers;   ///< one per distinct key (mfa before contact, then first seen), then those without a key
  List<RowRef> rows;
  AccountStatus status = AccountStatus::unknown;
  bool privileged = false;
};

/// One row in the form in which rows are merged: the person it would be alone, and what only the merge asks for.
struct DirectoryRow : Person {     ///< `rows` is filled by the merge
  Text product;
  List<Text> other_ids;
  CodeSet codes;
  RowRef row;
  bool says_privileged = false;    ///< false: nothing is said, and `privileged` is false
  bool is_membership = false;
};

/// A text by which a row may be joined with others, hashed where the row was read: most are nobody else's.
struct JoinKey {
  std::uint64_t hash = 0;
  std::uint32_t row = 0;           ///< index into DirectoryRows::rows
  std::uint8_t pass = 0;           ///< directory/merge_keys.hpp
};

/// Rows of one chunk of a file, or of a test.
struct DirectoryRows {
  std::vector<DirectoryRow> rows;
  std::vector<JoinKey> keys;       ///< in row order
  Arena arena;                     ///< what the rows refer to
};
void add_record(const DirectoryRecord&, DirectoryRows&);
/// `arena` holds what the row refers to; may be null when that outlives the record.
DirectoryRecord to_record(const DirectoryRow&, std::shared_ptr<const Arena> arena = {});

/// How a number of a log can name a person.
struct Holder {
  PersonId person{};
  Confidence confidence = Confidence::exact;  ///< of the directory side: exact, derived, equivalent, likely
  DiagCode alias = DiagCode::none;            ///< the equivalence used
  std::uint32_t number = 0;                   ///< index into Person::numbers
};

struct MergeConflict {
  std::string kind;                ///< "two_ids_one_login", "different_status", "alias_collision", "unknown_members" ...
  std::string detail;              ///< no phone numbers
  std::vector<RowRef> rows;
};

struct DirectoryFileFacts {
  FileId file{};
  std::uint64_t rows = 0, blank = 0, people = 0, not_people = 0, rejected = 0, numbers = 0, numbers_without_key = 0;
  CodeCounts codes;
};

class Directory {
 public:
  Directory() = default;
  std::span<const Person> people() const& noexcept { return people_; }
  const Person& person(PersonId id) const& noexcept { return people_[static_cast<std::size_t>(id)]; }
  /// Everybody who holds the number, best confidence first, then by person; a person at most once. Empty if nobody.
  std::span<const Holder> find(PhoneKey) const& noexcept;
  std::size_t number_count() const noexcept { return primary_count_; }
  std::span<const MergeConflict> conflicts() const& noexcept { return conflicts_; }
  std::span<const std::string> rules() const& noexcept { return rules_; }   ///< the merge rules, for the report

 private:
  friend Directory merge_directories(std::vector<DirectoryRows>);
  /// The holders of one key.
  struct Entry {
    std::uint64_t digits = 0;
    std::uint32_t begin = 0, count = 0;      ///< of holders_
  };
  std::vector<Arena> arenas_;
  std::vector<Person> people_;
  std::vector<Holder> holders_;
  std::vector<Entry> entries_;               ///< by bucket
  std::vector<std::uint32_t> buckets_;       ///< hash of a key -> first of its entries; the next bucket's first ends them
  std::size_t primary_count_ = 0;
  std::vector<MergeConflict> conflicts_;
  std::vector<std::string> rules_;
};

/// Merges rows (in command-line and row order) into people and indexes their numbers with aliases. Pure.
Directory merge_directories(std::vector<DirectoryRows>);
Directory build_directory(const std::vector<DirectoryRecord>&);

/// Rows of a directory file -> records. One per file.
class DirectoryNormalizer {
 public:
  DirectoryNormalizer(const TablePlan&, const NormalizeOptions&);
  ~DirectoryNormalizer();
  /// Empty for rows that are no person (R_NOT_A_PERSON), blank rows and damaged rows; `codes` says which. Of a record,
  /// `codes` gets those of the row without its numbers' own; record.codes has all. The record's line is that of the chunk.
  std::optional<DirectoryRecord> to_record(const RawRow&, CodeSet& codes);
  /// The same in the form in which rows are merged; false for what is no record. All rows of `out` are of one normalizer.
  bool add_row(const RawRow&, CodeSet& codes, DirectoryRows& out);
 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace mfax
