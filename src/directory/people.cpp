// Directory rows -> people: rows of one person (groups.cpp) are folded, values of the directory named first count.
// Five passes, strongest key first: product id, employee id, first addresses, further addresses, login names.
// Next: build.cpp indexes the numbers.
#include "directory/people.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/groups.hpp"

namespace mfax {
using namespace directory;  // the folder's own vocabulary, in this file only
namespace {

void take_first(std::string& into, std::string& from) {
  if (into.empty()) into = std::move(from);
}

template <class Value>
void append(std::vector<Value>& into, std::vector<Value>& from) {
  if (into.empty()) return into.swap(from);
  into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// First-seen order. Linear: a person may have a million rows.
void remove_repeated(std::vector<std::string>& values) {
  if (values.size() < 2) return;
  std::unordered_set<std::string> seen;
  std::erase_if(values, [&seen](const std::string& value) { return !seen.insert(value).second; });
}

/// One entry a key. An MFA number wins over a contact number: the report names the field that was texted.
void merge_numbers(std::vector<DirectoryNumber>& numbers) {
  if (numbers.size() < 2) return;
  std::vector<DirectoryNumber> merged;
  std::unordered_map<std::uint64_t, std::size_t> place_of;
  for (DirectoryNumber& number : numbers) {
    const auto [at, is_new] = place_of.emplace(number.key.digits, merged.size());
    if (is_new || !number.key) {
      merged.push_back(std::move(number));
      continue;
    }
    DirectoryNumber& same = merged[at->second];
    const Confidence best = std::min(number.confidence, same.confidence);
    if (number.use == NumberUse::mfa && same.use != NumberUse::mfa) same = std::move(number);
    same.confidence = best;
  }
  std::stable_sort(merged.begin(), merged.end(), [](const DirectoryNumber& a, const DirectoryNumber& b) {
    const auto rank = [](const DirectoryNumber& n) { return !n.key ? 2 : n.use == NumberUse::mfa ? 0 : 1; };
    return rank(a) < rank(b);
  });
  numbers = std::move(merged);
}

void fold_into(Person& person, DirectoryRecord& record, std::vector<MergeConflict>& conflicts) {
  if (record.status != AccountStatus::unknown && person.status != AccountStatus::unknown && record.status != person.status) {
    MergeConflict conflict;
    conflict.kind = "different_status";
    conflict.detail = fmt::format("{} in the first directory, {} in a later one; the first counts", to_text(person.status),
                                  to_text(record.status));
    conflict.rows = {person.rows.front(), record.row};
    conflicts.push_back(std::move(conflict));
  }
  if (person.status == AccountStatus::unknown) person.status = record.status;
  person.privileged = person.privileged || record.privileged.value_or(false);
  take_first(person.id, record.id);
  take_first(person.employee_id, record.employee_id);
  if (!record.username.empty() && !person.username.empty() && record.username != person.username)
    person.aliases.push_back(record.username);
  take_first(person.username, record.username);
  if (!record.email.empty() && !person.email.empty() && !equals_ignore_case(record.email, person.email))
    person.aliases.push_back(record.email);
  take_first(person.email, record.email);
  take_first(person.display_name, record.display_name);
  take_first(person.title, record.title);
  take_first(person.department, record.department);
  take_first(person.manager, record.manager);
  take_first(person.company, record.company);
  take_first(person.office, record.office);
  take_first(person.country, record.country);
  take_first(person.state, record.state);
  take_first(person.locale, record.locale);
  take_first(person.last_login_at, record.last_login_at);
  append(person.aliases, record.aliases);
  append(person.groups, record.groups);
  append(person.factors, record.factors);
  append(person.numbers, record.numbers);
  person.rows.push_back(record.row);
}

void add_membership(Person& person, DirectoryRecord& record) {
  append(person.groups, record.groups);
  person.privileged = person.privileged || record.privileged.value_or(false);
  if (!(person.rows.back() == record.row)) person.rows.push_back(record.row);
}

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
      "same login name, without regard to case and without DOMAIN\\",
      "rows with different ids of one product are never joined by an address or a login name; the conflict is listed",
      "rows without such ids in one file are told apart by their names: a shared mailbox or login does not join them",
      "an employee id at many accounts of a file, or at two unlike names, joins nobody",
      "a phone number or a display name never joins two people",
      "where values differ, the directory named first on the command line counts",
  };
}

std::vector<Person> merge_people(std::vector<DirectoryRecord> records, std::vector<MergeConflict>& conflicts) {
  Groups groups(records);
  for (const Pass pass : {Pass::product_id, Pass::employee_id, Pass::address, Pass::alias_address, Pass::login})
    groups.run(pass, records, conflicts);
  groups.join_members(records);

  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> person_of(records.size(), kNone);  // by the group's first record
  std::vector<Person> people;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].is_membership) continue;
    std::size_t& index = person_of[groups.root(i)];
    if (index == kNone) {
      index = people.size();
      people.emplace_back();
    }
    fold_into(people[index], records[i], conflicts);
  }
  std::vector<RowRef> unknown;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i].is_membership) continue;
    const std::size_t index = person_of[groups.root(i)];
    if (index == kNone)
      unknown.push_back(records[i].row);
    else
      add_membership(people[index], records[i]);
  }
  if (!unknown.empty()) conflicts.push_back(unknown_members(unknown));
  for (Person& person : people) {
    remove_repeated(person.aliases);
    remove_repeated(person.groups);
    remove_repeated(person.factors);
    merge_numbers(person.numbers);
  }
  return people;
}

}  // namespace mfax
