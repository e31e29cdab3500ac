// Passes over the records, strongest key first. A key joins its records unless they hold different strong ids: then only
// those that also share a login name are joined, the others stay apart, and the conflict is listed. Which of two people a
// third row with their common mailbox belongs to cannot be known; on its own it is still told, given to one it may be not.
#include "directory/groups.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

constexpr std::size_t kMostRowsNamed = 6;  // of a conflict
constexpr std::size_t kMostAccounts = 5;   // an administrator has some more accounts than one

/// Texts -> small numbers.
class Numbering {
 public:
  std::uint32_t of(std::string text) {
    return known_.emplace(std::move(text), static_cast<std::uint32_t>(known_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> known_;
};

/// Keys -> records that bear them, only of keys that two bear, in the order in which the second was met.
class Bearers {
 public:
  void add(std::string key, std::size_t record) {
    const auto [at, is_new] = first_.emplace(std::move(key), Place{record, kNone});
    if (is_new) return;
    if (at->second.list == kNone) {
      at->second.list = lists_.size();
      lists_.push_back({at->second.record});
    }
    std::vector<std::size_t>& list = lists_[at->second.list];
    if (list.back() != record) list.push_back(record);
  }
  const std::vector<std::vector<std::size_t>>& lists() const noexcept { return lists_; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Place {
    std::size_t record, list;
  };
  std::unordered_map<std::string, Place> first_;
  std::vector<std::vector<std::size_t>> lists_;
};

MergeConflict conflict_of(std::string kind, std::string detail, const std::vector<std::size_t>& bearers,
                          const std::vector<DirectoryRecord>& records) {
  MergeConflict conflict;
  conflict.kind = std::move(kind);
  conflict.detail = std::move(detail);
  for (const std::size_t i : bearers)
    if (conflict.rows.size() < kMostRowsNamed) conflict.rows.push_back(records[i].row);
  return conflict;
}

/// Numbers such as 99999 for all contractors: one that stands at many accounts of a file says nothing about who they are.
bool is_shared_by_many(const std::vector<std::size_t>& bearers, const std::vector<DirectoryRecord>& records,
                       std::vector<std::size_t>& accounts) {
  if (bearers.size() <= kMostAccounts) return false;
  std::map<FileId, std::set<std::string>> names;
  bool is_shared = false;
  for (const std::size_t i : bearers) {
    const DirectoryRecord& record = records[i];
    std::string name = fold_text(!record.username.empty() ? record.username : !record.email.empty() ? record.email : record.id);
    if (name.empty() || !names[record.row.file].insert(std::move(name)).second) continue;
    accounts.push_back(i);
    is_shared = is_shared || names[record.row.file].size() > kMostAccounts;
  }
  return is_shared;
}

bool have_common(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& word) { return b.contains(word); });
}

}  // namespace

Groups::Groups(const std::vector<DirectoryRecord>& records) : parent_(records.size()), ids_(records.size()) {
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  Numbering kinds, values;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (StrongId& id : strong_ids(records[i]))
      ids_[i].emplace_back(kinds.of(std::move(id.kind)), values.of(std::move(id.value)));
    std::sort(ids_[i].begin(), ids_[i].end());
  }
}

std::size_t Groups::root(std::size_t i) {
  while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
  return i;
}

void Groups::join(std::size_t a, std::size_t b) {
  a = root(a);
  b = root(b);
  if (a == b) return;
  if (a > b) std::swap(a, b);
  parent_[b] = a;
  Ids both;
  std::set_union(ids_[a].begin(), ids_[a].end(), ids_[b].begin(), ids_[b].end(), std::back_inserter(both));
  ids_[a] = std::move(both);
  ids_[b] = Ids();
}

/// A kind that both have, and no common value of it.
bool Groups::contradict(const Ids& a, const Ids& b) {
  for (std::size_t i = 0; i < b.size();) {
    const std::uint32_t kind = b[i].first;
    const auto same = std::lower_bound(a.begin(), a.end(), std::pair(kind, std::uint32_t{0}));
    bool has_kind = same != a.end() && same->first == kind, is_common = false;
    for (; i < b.size() && b[i].first == kind; ++i) is_common = is_common || std::binary_search(a.begin(), a.end(), b[i]);
    if (has_kind && !is_common) return true;
  }
  return false;
}

bool Groups::are_one_person(const Records& bearers) {
  Ids all;
  std::set<std::size_t> roots;
  for (const std::size_t i : bearers) {
    const std::size_t at = root(i);
    if (!roots.insert(at).second || ids_[at].empty()) continue;
    if (contradict(all, ids_[at])) return false;
    for (const auto& id : ids_[at])
      if (const auto place = std::lower_bound(all.begin(), all.end(), id); place == all.end() || *place != id) all.insert(place, id);
  }
  return true;
}

void Groups::join_all(const Records& bearers) {
  for (const std::size_t i : bearers) join(bearers.front(), i);
}

void Groups::join_named(Pass pass, const Records& bearers, const std::vector<DirectoryRecord>& records,
                        std::vector<MergeConflict>& conflicts) {
  if (are_one_person(bearers)) return join_all(bearers);
  conflicts.push_back(conflict_of(pass == Pass::login ? "two_ids_one_login" : "two_ids_one_address",
                                  "records with different ids share a name; they are kept as different people", bearers, records));
  std::map<std::string, Records> by_login;
  for (const std::size_t i : bearers)
    if (std::string login = bare_login(records[i]); !login.empty()) by_login[std::move(login)].push_back(i);
  for (const auto& [login, same] : by_login)
    if (are_one_person(same)) join_all(same);
}

/// An employee number is the organization's own word for "the same person": an administrator's second account joins,
/// whatever its ids. Two that have no word of their names in common are a number used twice, or of two numberings.
void Groups::join_employees(const Records& bearers, const std::vector<DirectoryRecord>& records,
                            std::vector<MergeConflict>& conflicts) {
  Records accounts;
  if (is_shared_by_many(bearers, records, accounts)) {
    conflicts.push_back(conflict_of("shared_employee_id",
                                    fmt::format("one employee number stands at {} accounts; it joins nobody", accounts.size()),
                                    accounts, records));
    return;
  }
  struct Namesakes {
    std::set<std::string> words;
    Records records;
  };
  std::vector<Namesakes> named;
  Records nameless;
  for (const std::size_t i : bearers) {
    std::set<std::string> words = telling_name_of(records[i]);
    if (words.empty()) {
      nameless.push_back(i);
      continue;
    }
    const auto same = std::find_if(named.begin(), named.end(), [&](const Namesakes& one) { return have_common(one.words, words); });
    if (same == named.end()) {
      named.push_back({std::move(words), {i}});
    } else {
      same->words.merge(words);
      same->records.push_back(i);
    }
  }
  for (const Namesakes& one : named) join_all(one.records);
  if (named.size() > 1)
    conflicts.push_back(conflict_of("two_names_one_employee_id",
                                    "one employee number stands at different names; they are kept as different people", bearers,
                                    records));
  else if (!nameless.empty()) {
    join_all(nameless);
    if (!named.empty()) join(named.front().records.front(), nameless.front());
  }
}

void Groups::run(Pass pass, const std::vector<DirectoryRecord>& records, std::vector<MergeConflict>& conflicts) {
  Bearers bearers;
  std::unordered_set<std::string> further;  // a second address of one person may be somebody else's first: his rows bear it, too
  if (pass == Pass::alias_address)
    for (const DirectoryRecord& record : records)
      for (std::string& key : keys_of(record, pass)) further.insert(std::move(key));
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!further.empty())
      for (std::string& key : keys_of(records[i], Pass::address))
        if (further.contains(key)) bearers.add(std::move(key), i);
    for (std::string& key : keys_of(records[i], pass)) bearers.add(std::move(key), i);
  }
  for (const Records& list : bearers.lists()) {
    const std::size_t first = root(list.front());  // most are one person by a stronger key
    if (std::all_of(list.begin(), list.end(), [&](std::size_t i) { return root(i) == first; })) continue;
    if (pass == Pass::product_id)
      join_all(list);
    else if (pass == Pass::employee_id)
      join_employees(list, records, conflicts);
    else
      join_named(pass, list, records, conflicts);
  }
}

void Groups::join_members(const std::vector<DirectoryRecord>& records) {
  constexpr FileId kAnyFile{static_cast<std::uint32_t>(-1)};
  std::map<std::pair<FileId, std::string>, std::set<std::size_t>> accounts;
  for (const DirectoryRecord& record : records)
    if (record.is_membership && !record.username.empty())
      for (const std::string& login : logins_of(record)) accounts[{record.row.file, login}] = accounts[{kAnyFile, login}] = {};
  if (accounts.empty()) return;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].is_membership) continue;
    for (const std::string& login : logins_of(records[i]))
      for (const FileId file : {records[i].row.file, kAnyFile})
        if (const auto at = accounts.find({file, login}); at != accounts.end()) at->second.insert(root(i));
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!records[i].is_membership || records[i].username.empty()) continue;
    for (const std::string& login : logins_of(records[i])) {
      const auto& here = accounts[{records[i].row.file, login}];
      const auto& found = here.empty() ? accounts[{kAnyFile, login}] : here;
      if (found.size() == 1) join(*found.begin(), i);
    }
  }
}

}  // namespace mfax::directory
