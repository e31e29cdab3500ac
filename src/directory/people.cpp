// Directory rows -> people. Five passes, strongest key first: product id, employee id,
// first addresses, further addresses, login names. A pass joins
// two groups unless both already hold different ids of one product; then the rows stay apart and the conflict is listed.
#include "directory/people.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace mfax {
namespace {

enum class Pass : std::uint8_t { product_id, employee_id, address, alias_address, login };

/// Words that stand for "nothing" in id columns; they must never join people.
bool is_placeholder(std::string_view folded) {
  static constexpr std::array<std::string_view, 14> kWords{"",     "-",   "0",       "n/a",  "na",   "none", "null",
                                                           "unknown", "nil", "(null)", "test", "tbd", "#n/a", "undefined"};
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

/// What an id is: one person has a GUID in one export of Active Directory and a SID or a name in another, and an
/// administrator of Duo (DE...) may also be its user (DU...). Only ids of one kind can differ.
std::string_view kind_of_id(std::string_view product, std::string_view folded) {
  if (product == "duo") return folded.starts_with("de") ? "administrator" : "";
  if (product != "ad") return "";
  if (folded.starts_with("s-1-")) return "sid";
  return folded.find('=') != std::string_view::npos ? "name" : "";
}

/// Ids of a file without a known product are comparable only within that file.
std::string product_of(const DirectoryRecord& record) {
  if (record.product.empty()) return fmt::format("in{}", static_cast<std::uint32_t>(record.row.file) + 1);
  return fmt::format("{}\n{}", record.product, kind_of_id(record.product, fold_text(record.id)));
}

std::string login_of(std::string_view text) {
  const std::size_t domain = text.find('\\');  // DOMAIN\user
  return fold_text(domain == std::string_view::npos ? text : text.substr(domain + 1));
}

/// The keys of a record in one pass; empty when it has none.
std::vector<std::string> keys_of(const DirectoryRecord& record, Pass pass) {
  std::vector<std::string> keys;
  const auto add = [&keys](std::string key) {
    if (!is_placeholder(key) && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  const auto add_name = [&](std::string_view text) {
    const bool is_address = text.find('@') != std::string_view::npos;
    if (is_address == (pass != Pass::login)) add(is_address ? fold_text(text) : login_of(text));
  };
  switch (pass) {
    case Pass::product_id:
      if (const std::string id = fold_text(record.id); !is_placeholder(id)) keys.push_back(product_of(record) + '\n' + id);
      break;
    case Pass::employee_id: add(fold_text(record.employee_id)); break;
    case Pass::address:
      add_name(record.username);
      add_name(record.email);
      break;
    case Pass::alias_address:
      for (const std::string& alias : record.aliases) add_name(alias);
      break;
    case Pass::login:
      add_name(record.username);
      add_name(record.email);
      for (const std::string& alias : record.aliases) add_name(alias);
      break;
  }
  return keys;
}

/// Groups of records (union-find, root = smallest index) with the product ids each group holds.
class Groups {
 public:
  explicit Groups(const std::vector<DirectoryRecord>& records) : parent_(records.size()), ids_(records.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (std::size_t i = 0; i < records.size(); ++i)
      if (const std::string id = fold_text(records[i].id); !is_placeholder(id)) ids_[i].emplace(product_of(records[i]), id);
  }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// False when the two hold different ids of one product and `force` is not set.
  bool join(std::size_t a, std::size_t b, bool force) {
    a = root(a);
    b = root(b);
    if (a == b) return true;
    if (a > b) std::swap(a, b);
    if (!force && conflict(a, b)) return false;
    parent_[b] = a;
    ids_[a].insert(ids_[b].begin(), ids_[b].end());
    ids_[b].clear();
    return true;
  }

 private:
  bool conflict(std::size_t a, std::size_t b) const {
    for (const auto& [product, id] : ids_[b]) {
      const auto same = ids_[a].lower_bound({product, ""});
      if (same != ids_[a].end() && same->first == product && !ids_[a].contains({product, id})) return true;
    }
    return false;
  }
  std::vector<std::size_t> parent_;
  std::vector<std::set<std::pair<std::string, std::string>>> ids_;
};

MergeConflict two_ids(Pass pass, const DirectoryRecord& first, const DirectoryRecord& second) {
  MergeConflict conflict;
  conflict.kind = pass == Pass::login ? "two_ids_one_login" : "two_ids_one_address";
  conflict.detail = "two records of one product have different ids and share a name; they are kept as two people";
  conflict.rows = {first.row, second.row};
  return conflict;
}

/// Numbers such as 99999 for all contractors: one that stands at many accounts of a file says nothing about who they are.
std::set<std::string> shared_employee_ids(const std::vector<DirectoryRecord>& records, std::vector<MergeConflict>& conflicts) {
  constexpr std::size_t kMostAccounts = 5;  // an administrator has some more accounts than one
  std::map<std::pair<FileId, std::string>, std::map<std::string, RowRef>> accounts;
  for (const DirectoryRecord& record : records) {
    const std::string name = fold_text(!record.username.empty() ? record.username : !record.email.empty() ? record.email : record.id);
    if (std::string id = fold_text(record.employee_id); !id.empty() && !name.empty())
      accounts[{record.row.file, std::move(id)}].emplace(name, record.row);
  }
  std::set<std::string> shared;
  for (const auto& [key, rows] : accounts) {
    if (rows.size() <= kMostAccounts || !shared.insert(key.second).second) continue;
    MergeConflict conflict;
    conflict.kind = "shared_employee_id";
    conflict.detail = fmt::format("one employee number stands at {} accounts; it joins nobody", rows.size());
    for (const auto& [name, row] : rows)
      if (conflict.rows.size() <= kMostAccounts) conflict.rows.push_back(row);
    conflicts.push_back(std::move(conflict));
  }
  return shared;
}

void run_pass(Pass pass, const std::vector<DirectoryRecord>& records, Groups& groups, std::vector<MergeConflict>& conflicts) {
  std::unordered_map<std::string, std::size_t> first_with;
  // A second address of one person may be somebody else's first: what bears his own name joins him, not the other.
  if (pass == Pass::alias_address)
    for (std::size_t i = 0; i < records.size(); ++i)
      for (std::string& key : keys_of(records[i], Pass::address)) first_with.emplace(std::move(key), i);
  const std::set<std::string> shared =
      pass == Pass::employee_id ? shared_employee_ids(records, conflicts) : std::set<std::string>{};
  // An employee number is the organization's own word for "the same person": an administrator's second account joins.
  const bool force = pass == Pass::product_id || pass == Pass::employee_id;
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (std::string& key : keys_of(records[i], pass)) {
      if (shared.contains(key)) continue;
      const auto [at, is_new] = first_with.emplace(std::move(key), i);
      if (is_new || groups.join(at->second, i, force)) continue;
      conflicts.push_back(two_ids(pass, records[at->second], records[i]));
    }
  }
}

void take_first(std::string& into, const std::string& from) {
  if (into.empty()) into = from;
}

void take_all(std::vector<std::string>& into, const std::vector<std::string>& from) {
  for (const std::string& value : from)
    if (std::find(into.begin(), into.end(), value) == into.end()) into.push_back(value);
}

/// One entry a key. An MFA number wins over a contact number: the report names the field that was texted.
void take_numbers(Person& person, std::vector<DirectoryNumber>& numbers) {
  for (DirectoryNumber& number : numbers) {
    const auto same = std::find_if(person.numbers.begin(), person.numbers.end(), [&](const DirectoryNumber& known) {
      return number.key && known.key == number.key;
    });
    if (same == person.numbers.end()) {
      person.numbers.push_back(std::move(number));
    } else if (number.use == NumberUse::mfa && same->use != NumberUse::mfa) {
      number.confidence = std::min(number.confidence, same->confidence);
      *same = std::move(number);
    } else {
      same->confidence = std::min(number.confidence, same->confidence);
    }
  }
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
    take_all(person.aliases, {record.username});
  take_first(person.username, record.username);
  if (!record.email.empty() && !person.email.empty() && !equals_ignore_case(record.email, person.email))
    take_all(person.aliases, {record.email});
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
  take_all(person.aliases, record.aliases);
  take_all(person.groups, record.groups);
  take_all(person.factors, record.factors);
  take_numbers(person, record.numbers);
  person.rows.push_back(record.row);
}

}  // namespace

std::vector<std::string> merge_rules() {
  return {
      "same id within one product (Duo user_id, Okta id, Entra object id, AD GUID ...)",
      "same employee id",
      "same e-mail address or user principal name, without regard to case",
      "same login name, without regard to case and without DOMAIN\\",
      "rows with different ids of one product are never joined by an address or a login name; the conflict is listed",
      "a phone number or a display name never joins two people",
      "where values differ, the directory named first on the command line counts",
  };
}

std::vector<Person> merge_people(std::vector<DirectoryRecord> records, std::vector<MergeConflict>& conflicts) {
  Groups groups(records);
  for (const Pass pass : {Pass::product_id, Pass::employee_id, Pass::address, Pass::alias_address, Pass::login})
    run_pass(pass, records, groups, conflicts);

  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> person_of(records.size(), kNone);
  std::vector<Person> people;
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::size_t& index = person_of[groups.root(i)];  // a root is the group's first record
    if (index == kNone) {
      index = people.size();
      people.emplace_back();
    }
    fold_into(people[index], records[i], conflicts);
  }
  for (Person& person : people)
    std::stable_sort(person.numbers.begin(), person.numbers.end(), [](const DirectoryNumber& a, const DirectoryNumber& b) {
      const auto rank = [](const DirectoryNumber& n) { return !n.key ? 2 : n.use == NumberUse::mfa ? 0 : 1; };
      return rank(a) < rank(b);
    });
  return people;
}

}  // namespace mfax
