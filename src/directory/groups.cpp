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

/// The rows of one name that bear an employee number, and the files they stand in.
struct Namesakes {
  std::set<std::string> words;
  std::vector<std::size_t> records;
  std::set<FileId> files;
  std::size_t person = 0;  ///< the first of those it is one person with
};

namespace {

constexpr std::size_t kMostRowsNamed = 6;  // of a conflict
constexpr std::size_t kMostAccounts = 5;   // an administrator has some more accounts than one

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
                          const Rows& records) {
  MergeConflict conflict;
  conflict.kind = std::move(kind);
  conflict.detail = std::move(detail);
  for (const std::size_t i : bearers)
    if (conflict.rows.size() < kMostRowsNamed) conflict.rows.push_back(records[i]->row);
  return conflict;
}

/// Numbers such as 99999 for all contractors: one that stands at many accounts of a file says nothing about who they are.
bool is_shared_by_many(const std::vector<std::size_t>& bearers, const Rows& records,
                       std::vector<std::size_t>& accounts) {
  if (bearers.size() <= kMostAccounts) return false;
  std::map<FileId, std::set<std::string>> names;
  bool is_shared = false;
  for (const std::size_t i : bearers) {
    const DirectoryRow& record = *records[i];
    std::string name = fold_text(!record.username.empty() ? record.username
                                 : !record.email.empty()  ? record.email
                                 : !record.id.empty()     ? record.id
                                                          : record.display_name);
    if (name.empty() || !names[record.row.file].insert(std::move(name)).second) continue;
    accounts.push_back(i);
    is_shared = is_shared || names[record.row.file].size() > kMostAccounts;
  }
  return is_shared;
}

using Words = std::set<std::string>;

bool have_common(const Words& a, const Words& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& word) { return b.contains(word); });
}

/// "Ada Example" and "Example, Ada (admin)".
bool is_part_of_other(const Words& a, const Words& b) {
  return a.size() <= b.size() ? std::includes(b.begin(), b.end(), a.begin(), a.end()) : std::includes(a.begin(), a.end(), b.begin(), b.end());
}

/// Makes one person of all names that `agree`, also by way of a third.
template <class Agree>
void put_together(std::vector<Namesakes>& named, Agree&& agree) {
  for (std::size_t i = 0; i < named.size(); ++i) {
    named[i].person = i;
    for (std::size_t k = 0; k < i; ++k) {
      if (named[k].person == named[i].person || !agree(named[k].words, named[i].words)) continue;
      const std::size_t from = std::max(named[k].person, named[i].person), into = std::min(named[k].person, named[i].person);
      for (std::size_t n = 0; n <= i; ++n)
        if (named[n].person == from) named[n].person = into;
    }
  }
}

/// Two names of one file are two people, unless one is a part of the other.
bool mixes_people_of_a_file(const std::vector<Namesakes>& named) {
  for (std::size_t i = 0; i < named.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      const bool is_one_file = std::any_of(named[i].files.begin(), named[i].files.end(), [&](FileId file) { return named[k].files.contains(file); });
      if (named[i].person == named[k].person && is_one_file && !is_part_of_other(named[i].words, named[k].words)) return true;
    }
  return false;
}

}  // namespace

Groups::Groups(const Rows& rows, const KeyHashes& hashes) : rows_(rows), hashes_(hashes), parent_(rows.size()) {
  std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
}

std::size_t Groups::root(std::size_t i) {
  while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
  return i;
}

Groups::Ids& Groups::ids_of(std::size_t root) {
  if (ids_.empty()) {
    ids_.resize(rows_.size());
    are_ids_known_.resize(rows_.size());
  }
  Ids& ids = ids_[root];
  if (are_ids_known_[root]) return ids;
  are_ids_known_[root] = true;  // it is nobody else yet: join_all asks before it joins
  for (StrongId& id : strong_ids(*rows_[root])) ids.emplace_back(kinds_.of(std::move(id.kind)), values_.of(std::move(id.value)));
  std::sort(ids.begin(), ids.end());
  return ids;
}

void Groups::join(std::size_t a, std::size_t b) { join_all({a, b}); }

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
    if (!roots.insert(at).second) continue;
    const Ids& ids = ids_of(at);
    if (contradict(all, ids)) return false;
    for (const auto& id : ids)
      if (const auto place = std::lower_bound(all.begin(), all.end(), id); place == all.end() || *place != id) all.insert(place, id);
  }
  return true;
}

/// The ids are put together once: a person may have a million rows.
void Groups::join_all(const Records& bearers) {
  std::set<std::size_t> roots;
  for (const std::size_t i : bearers) roots.insert(root(i));
  if (roots.size() < 2) return;
  Ids all;
  for (const std::size_t at : roots) {
    Ids& ids = ids_of(at);
    all.insert(all.end(), ids.begin(), ids.end());
    ids = Ids();
    parent_[at] = static_cast<std::uint32_t>(*roots.begin());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  ids_[*roots.begin()] = std::move(all);
}

/// CORP\ada and EMEA\ada are two people unless a stronger key says otherwise; whose the plain "ada" of another file is cannot be
/// known then. False: there are no two
/// domains, or one person in both.
bool Groups::join_within_domains(const Records& bearers, std::vector<MergeConflict>& conflicts) {
  std::map<std::string, Records> by_domain;
  std::set<std::size_t> people;
  for (const std::size_t i : bearers) {
    std::string domain = netbios_domain_of(*rows_[i]);
    if (domain.empty()) continue;
    by_domain[std::move(domain)].push_back(i);
    people.insert(root(i));
  }
  if (by_domain.size() < 2 || people.size() < 2) return false;
  conflicts.push_back(conflict_of("one_login_two_domains", "one login name stands in several domains; it joins nobody across them", bearers, rows_));
  for (const auto& [domain, same] : by_domain)
    if (are_one_person(same)) join_all(same);
  return true;
}

void Groups::join_named(Pass pass, const Records& bearers, std::vector<MergeConflict>& conflicts) {
  if (pass == Pass::login && join_within_domains(bearers, conflicts)) return;
  if (are_one_person(bearers)) return join_all(bearers);
  conflicts.push_back(conflict_of(pass == Pass::login ? "two_ids_one_login" : "two_ids_one_address",
                                  "records with different ids share a name; they are kept as different people", bearers, rows_));
  std::map<std::string, Records> by_login;
  for (const std::size_t i : bearers)
    if (std::string login = bare_login(*rows_[i]); !login.empty()) by_login[std::move(login)].push_back(i);
  for (const auto& [login, same] : by_login)
    if (are_one_person(same)) join_all(same);
}

/// An employee number is the organization's own word for "the same person": an administrator's second account joins,
/// whatever its ids. Two that have no word of their names in common are a number used twice, or of two numberings.
void Groups::join_employees(const Records& bearers, std::vector<MergeConflict>& conflicts) {
  Records accounts;
  if (is_shared_by_many(bearers, rows_, accounts)) {
    conflicts.push_back(conflict_of("shared_employee_id",
                                    fmt::format("one employee number stands at {} accounts; it joins nobody", accounts.size()),
                                    accounts, rows_));
    return;
  }
  std::map<Words, Namesakes> by_name, by_foreign_name;
  Records nameless;
  for (const std::size_t i : bearers) {
    Words words = telling_name_of(*rows_[i]);
    Words foreign = words.empty() ? foreign_name_of(*rows_[i]) : Words();
    if (words.empty()) nameless.push_back(i);
    if (words.empty() && foreign.empty()) continue;
    Namesakes& same = words.empty() ? by_foreign_name[foreign] : by_name[words];
    same.words = words.empty() ? std::move(foreign) : std::move(words);
    same.records.push_back(i);
    same.files.insert(rows_[i]->row.file);
  }
  std::vector<Namesakes> named, foreign;
  for (auto& [words, same] : by_name) named.push_back(std::move(same));
  for (auto& [words, same] : by_foreign_name) foreign.push_back(std::move(same));
  const std::size_t people = join_namesakes(named), foreign_people = join_namesakes(foreign);
  if (people > 1 || foreign_people > 1) {
    conflicts.push_back(conflict_of("two_names_one_employee_id",
                                    "one employee number stands at different names; they are kept as different people", bearers,
                                    rows_));
  } else if (!nameless.empty()) {
    join_all(nameless);
    if (!named.empty()) join(named.front().records.front(), nameless.front());
  }
}

/// In another file a name may be shorter, longer or married, so a common word will do, as long as that leaves different people
/// of one file apart; then one name must be a part of the other, or be the same. Returns how many people there are.
std::size_t Groups::join_namesakes(std::vector<Namesakes>& named) {
  constexpr std::size_t kMostNames = 64;  // of one number: beyond, whoever made the file meant nobody by it
  const auto is_same = [](const Words& a, const Words& b) { return a == b; };
  if (named.size() > kMostNames) {
    put_together(named, is_same);
  } else {
    put_together(named, have_common);
    if (mixes_people_of_a_file(named)) put_together(named, is_part_of_other);
    if (mixes_people_of_a_file(named)) put_together(named, is_same);
  }
  std::map<std::size_t, Records> people;
  for (const Namesakes& one : named) {
    Records& records = people[one.person];
    records.insert(records.end(), one.records.begin(), one.records.end());
  }
  for (const auto& [first, records] : people) join_all(records);
  return people.size();
}

/// Rows whose keys are nobody else's make no list: they need not be looked at.
void Groups::run(Pass pass, std::vector<MergeConflict>& conflicts) {
  const Records to_compare = hashes_.rows_to_compare(pass, [this](std::size_t i) { return root(i); });
  Bearers bearers;
  std::unordered_set<std::string> further;  // a second address of one person may be somebody else's first: his rows bear it, too
  if (pass == Pass::alias_address)
    for (const std::size_t i : to_compare)
      for (std::string& key : keys_of(*rows_[i], pass)) further.insert(std::move(key));
  for (const std::size_t i : to_compare) {
    if (!further.empty())
      for (std::string& key : keys_of(*rows_[i], Pass::address))
        if (further.contains(key)) bearers.add(std::move(key), i);
    for (std::string& key : keys_of(*rows_[i], pass)) bearers.add(std::move(key), i);
  }
  for (const Records& list : bearers.lists()) {
    const std::size_t first = root(list.front());  // most are one person by a stronger key
    if (std::all_of(list.begin(), list.end(), [&](std::size_t i) { return root(i) == first; })) continue;
    if (pass == Pass::product_id)
      join_all(list);
    else if (pass == Pass::employee_id)
      join_employees(list, conflicts);
    else
      join_named(pass, list, conflicts);
  }
}

void Groups::join_members() {
  constexpr FileId kAnyFile{static_cast<std::uint32_t>(-1)};
  std::map<std::pair<FileId, std::string>, std::set<std::size_t>> accounts;
  for (const DirectoryRow* row : rows_)
    if (row->is_membership && !row->username.empty())
      for (const std::string& login : logins_of(*row)) accounts[{row->row.file, login}] = accounts[{kAnyFile, login}] = {};
  if (accounts.empty()) return;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i]->is_membership) continue;
    for (const std::string& login : logins_of(*rows_[i]))
      for (const FileId file : {rows_[i]->row.file, kAnyFile})
        if (const auto at = accounts.find({file, login}); at != accounts.end()) at->second.insert(root(i));
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i]->is_membership || rows_[i]->username.empty()) continue;
    for (const std::string& login : logins_of(*rows_[i])) {
      const auto& here = accounts[{rows_[i]->row.file, login}];
      const auto& found = here.empty() ? accounts[{kAnyFile, login}] : here;
      if (found.size() == 1) join(*found.begin(), i);
    }
  }
}

}  // namespace mfax::directory
