// Directory rows -> people: rows of one person (groups.cpp) are folded, values of the directory named first count.
// Five passes, strongest key first: product id, employee id, first addresses, further addresses, login names.
// Next: build.cpp indexes the numbers.
#include "directory/people.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/groups.hpp"

namespace mfax {
using namespace directory;  // the folder's own vocabulary, in this file only
namespace {

void take_first(Text& into, Text from) {
  if (into.empty()) into = from;
}

template <class Value>
void append(std::vector<Value>& into, const List<Value>& from) {
  into.insert(into.end(), from.begin(), from.end());
}

/// First-seen order. Few are compared one by one, many by a set: a person may have a million rows.
void remove_repeated(std::vector<Text>& values) {
  constexpr std::size_t kFew = 16;
  if (values.size() <= kFew) {
    auto end = values.begin();
    for (const Text value : values)
      if (std::find(values.begin(), end, value) == end) *end++ = value;
    values.erase(end, values.end());
    return;
  }
  std::unordered_set<std::string_view> seen;
  std::erase_if(values, [&seen](Text value) { return !seen.insert(value).second; });
}

/// An MFA number wins over a contact number: the report names the field that was texted.
void take_same(DirectoryNumber& into, const DirectoryNumber& from) {
  const Confidence best = std::min(into.confidence, from.confidence);
  if (from.use == NumberUse::mfa && into.use != NumberUse::mfa) into = from;
  into.confidence = best;
}

/// One entry a key, in place; returns how many are left.
std::size_t merge_numbers(std::span<DirectoryNumber> numbers) {
  if (numbers.size() < 2) return numbers.size();
  constexpr std::size_t kFew = 16;
  std::size_t kept = 0;
  std::unordered_map<std::uint64_t, std::size_t> place_of;
  const auto place = [&](PhoneKey key) {
    if (numbers.size() > kFew) return place_of.emplace(key.digits, kept).first->second;
    std::size_t at = 0;
    while (at < kept && numbers[at].key != key) ++at;
    return at;
  };
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const DirectoryNumber number = numbers[i];  // what is kept moves to the front
    const std::size_t at = number.key ? place(number.key) : kept;
    if (at < kept)
      take_same(numbers[at], number);
    else
      numbers[kept++] = number;
  }
  const auto rank = [](const DirectoryNumber& n) { return !n.key ? 2 : n.use == NumberUse::mfa ? 0 : 1; };
  const auto by_rank = [&rank](const DirectoryNumber& a, const DirectoryNumber& b) { return rank(a) < rank(b); };
  const auto merged = numbers.first(kept);
  if (!std::is_sorted(merged.begin(), merged.end(), by_rank)) std::stable_sort(merged.begin(), merged.end(), by_rank);
  return kept;
}

/// The rows of one person, as a list of indices, made one. Its lists are reused: most people have one row.
class Fold {
 public:
  Fold(const Rows& rows, Arena& arena) : rows_(rows), arena_(arena) {}

  Person person_of(std::span<const std::uint32_t> rows) {
    const DirectoryRow& first = *rows_[rows.front()];
    aliases_.clear();
    groups_.clear();
    factors_.clear();
    numbers_.clear();
    refs_.clear();
    Person person = first;
    if (rows.size() == 1) return alone(person, first);
    for (const std::uint32_t i : rows) {
      if (rows_[i]->is_membership)
        add_membership(person, *rows_[i]);
      else
        add(person, *rows_[i], i);
    }
    remove_repeated(aliases_);
    remove_repeated(groups_);
    remove_repeated(factors_);
    numbers_.resize(merge_numbers(numbers_));
    person.aliases = arena_.list(aliases_);
    person.groups = arena_.list(groups_);
    person.factors = arena_.list(factors_);
    person.numbers = arena_.list(numbers_);
    person.rows = arena_.list(refs_);
    return person;
  }

  /// In the order of their rows.
  std::vector<MergeConflict> conflicts() && {
    std::stable_sort(conflicts_.begin(), conflicts_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<MergeConflict> out;
    for (auto& [row, conflict] : conflicts_) out.push_back(std::move(conflict));
    return out;
  }

 private:
  /// Lists and numbers stay where the row's reader put them.
  Person alone(Person person, const DirectoryRow& row) {
    person.rows = arena_.list(std::span(&row.row, 1));
    without_repeated(person.aliases, aliases_);
    without_repeated(person.groups, groups_);
    without_repeated(person.factors, factors_);
    const std::span<DirectoryNumber> numbers = person.numbers.elements_to_change();
    if (const std::size_t kept = merge_numbers(numbers); kept < numbers.size())
      person.numbers = arena_.list(std::span<const DirectoryNumber>(numbers.first(kept)));
    return person;
  }

  void without_repeated(List<Text>& list, std::vector<Text>& scratch) {
    if (list.size() < 2) return;
    scratch.assign(list.begin(), list.end());
    remove_repeated(scratch);
    if (scratch.size() < list.size()) list = arena_.list(scratch);
  }

  void add(Person& person, const DirectoryRow& row, std::uint32_t index) {
    if (row.status != AccountStatus::unknown && person.status != AccountStatus::unknown && row.status != person.status) {
      MergeConflict conflict;
      conflict.kind = "different_status";
      conflict.detail = fmt::format("{} in the first directory, {} in a later one; the first counts", to_text(person.status),
                                    to_text(row.status));
      conflict.rows = {refs_.front(), row.row};
      conflicts_.emplace_back(index, std::move(conflict));
    }
    if (person.status == AccountStatus::unknown) person.status = row.status;
    person.privileged = person.privileged || row.privileged;
    take_first(person.id, row.id);
    take_first(person.employee_id, row.employee_id);
    if (!row.username.empty() && !person.username.empty() && row.username != person.username) aliases_.push_back(row.username);
    take_first(person.username, row.username);
    if (!row.email.empty() && !person.email.empty() && !equals_ignore_case(row.email, person.email)) aliases_.push_back(row.email);
    take_first(person.email, row.email);
    take_first(person.display_name, row.display_name);
    take_first(person.title, row.title);
    take_first(person.department, row.department);
    take_first(person.manager, row.manager);
    take_first(person.company, row.company);
    take_first(person.office, row.office);
    take_first(person.country, row.country);
    take_first(person.state, row.state);
    take_first(person.locale, row.locale);
    take_first(person.last_login_at, row.last_login_at);
    append(aliases_, row.aliases);
    append(groups_, row.groups);
    append(factors_, row.factors);
    append(numbers_, row.numbers);
    refs_.push_back(row.row);
  }

  void add_membership(Person& person, const DirectoryRow& row) {
    append(groups_, row.groups);
    person.privileged = person.privileged || row.privileged;
    if (!(refs_.back() == row.row)) refs_.push_back(row.row);
  }

  const Rows& rows_;
  Arena& arena_;
  std::vector<Text> aliases_, groups_, factors_;
  std::vector<DirectoryNumber> numbers_;
  std::vector<RowRef> refs_;
  std::vector<std::pair<std::uint32_t, MergeConflict>> conflicts_;
};

/// Lists of rows, one a person, in one vector. People stand in the order of their first rows; of a person's rows memberships
/// come last.
class RowsOfPeople {
 public:
  RowsOfPeople(const Rows& rows, Groups& groups) : person_of_(rows.size(), kNobody) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i]->is_membership) {
        ++memberships_;
        continue;
      }
      std::uint32_t& person = person_of_[groups.root(i)];  // a root comes before its group, unless it is a membership
      if (person == kNobody) {
        person = static_cast<std::uint32_t>(ends_.size());
        ends_.push_back(0);
      }
      ++ends_[person];
    }
    if (memberships_ > 0) count_memberships(rows, groups);
    std::uint32_t end = 0;
    for (std::uint32_t& count : ends_) count = std::exchange(end, end + count);  // now: where the person's rows begin
    rows_.resize(end);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (memberships_ == 0 || !rows[i]->is_membership) rows_[ends_[person_of_[groups.root(i)]]++] = static_cast<std::uint32_t>(i);
    if (memberships_ == 0) return;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (const std::size_t root = groups.root(i); rows[i]->is_membership && person_of_[root] != kNobody)
        rows_[ends_[person_of_[root]]++] = static_cast<std::uint32_t>(i);
  }
  std::size_t size() const noexcept { return ends_.size(); }
  std::span<const std::uint32_t> operator[](std::size_t person) const noexcept {
    const std::uint32_t begin = person == 0 ? 0 : ends_[person - 1];
    return std::span(rows_).subspan(begin, ends_[person] - begin);
  }
  /// Memberships of nobody.
  const std::vector<RowRef>& unknown() const noexcept { return unknown_; }

 private:
  static constexpr std::uint32_t kNobody = static_cast<std::uint32_t>(-1);
  void count_memberships(const Rows& rows, Groups& groups) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i]->is_membership) continue;
      if (const std::uint32_t person = person_of_[groups.root(i)]; person == kNobody)
        unknown_.push_back(rows[i]->row);
      else
        ++ends_[person];
    }
  }

  std::vector<std::uint32_t> person_of_;  ///< by the group's first row
  std::vector<std::uint32_t> ends_, rows_;
  std::size_t memberships_ = 0;
  std::vector<RowRef> unknown_;
};

/// Groups within groups, computers, people of another file.
MergeConflict unknown_members(const std::vector<RowRef>& rows) {
  constexpr std::size_t kMostRowsNamed = 6;
  MergeConflict conflict;
  conflict.kind = "unknown_members";
  conflict.detail = fmt::format("{} members of groups are nobody in the directories: groups, computers, people that are not in the files",
                                rows.size());
  for (const RowRef& row : rows)
    if (conflict.rows.size() < kMostRowsNamed && (conflict.rows.empty() || !(conflict.rows.back() == row))) conflict.rows.push_back(row);
  return conflict;
}

}  // namespace

std::vector<std::string> merge_rules() {
  return {
      "same id within one product (Duo user_id, Okta id, Entra object id, AD GUID ...)",
      "same employee id",
      "same e-mail address or user principal name, without regard to case",
      "same login name, without regard to case and without DOMAIN\\, unless it stands in two domains",
      "rows with different ids of one product are never joined by an address or a login name; the conflict is listed",
      "rows without such ids in one file are told apart by their names: a shared mailbox or login does not join them",
      "an employee id at many accounts of a file, or at two unlike names, joins nobody",
      "a phone number or a display name never joins two people",
      "where values differ, the directory named first on the command line counts",
  };
}

std::vector<Person> merge_people(const Rows& rows, const KeyHashes& hashes, Arena& arena, std::vector<MergeConflict>& conflicts) {
  Groups groups(rows, hashes);
  for (const Pass pass : kPasses) groups.run(pass, conflicts);
  groups.join_members();

  const RowsOfPeople of_people(rows, groups);
  std::vector<Person> people;
  people.reserve(of_people.size());
  Fold fold(rows, arena);
  for (std::size_t p = 0; p < of_people.size(); ++p) people.push_back(fold.person_of(of_people[p]));
  for (MergeConflict& conflict : std::move(fold).conflicts()) conflicts.push_back(std::move(conflict));
  if (!of_people.unknown().empty()) conflicts.push_back(unknown_members(of_people.unknown()));
  return people;
}

}  // namespace mfax
