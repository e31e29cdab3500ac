// Three directories of one organization in which ids, addresses, further addresses, logins and personnel numbers overlap
// in part: nobody is lost, nobody is joined with somebody of another id, and the groups are those of a slow twin.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

#include "directory/merge_keys.hpp"
#include "mfax/directory.hpp"

namespace mfax::test {
namespace {
using namespace directory;

using Partition = std::vector<std::size_t>;  // record -> its person's first record

class RandomDirectories {
 public:
  explicit RandomDirectories(unsigned seed, bool with_employee_ids) : random_(seed), with_employee_ids_(with_employee_ids) {}
  std::vector<DirectoryRecord> records() {
    std::vector<DirectoryRecord> out;
    const std::string products[] = {"duo", "entra", "okta", ""};
    for (unsigned file = 0; file < 3; ++file) {
      const std::string& product = products[below(4)];
      const unsigned rows = 1 + below(8);
      for (unsigned line = 0; line < rows; ++line) out.push_back(record(file, line, product));
    }
    return out;
  }

 private:
  unsigned below(unsigned n) { return std::uniform_int_distribution<unsigned>(0, n - 1)(random_); }
  bool rarely() { return below(4) == 0; }
  std::string login(unsigned person) { return "user" + std::to_string(person); }
  std::string domain() { return below(2) == 0 ? "CORP\\" : "emea\\"; }
  std::string address(unsigned person) { return rarely() ? "desk@example.org" : login(rarely() ? below(kPeople) : person) + "@example.org"; }
  DirectoryRecord record(unsigned file, unsigned line, const std::string& product) {
    const unsigned person = below(kPeople);
    DirectoryRecord out;
    out.row = RowRef{static_cast<FileId>(file), 0, line + 2};
    out.product = product;
    if (!rarely()) out.id = product + "-" + std::to_string(rarely() ? below(kPeople) : person);
    if (!rarely()) out.username = rarely() ? address(person) : (rarely() ? domain() : "") + login(person);
    if (!rarely()) out.email = address(person);
    if (rarely()) out.aliases.push_back(rarely() ? login(below(kPeople)) : address(below(kPeople)));
    if (!rarely()) out.display_name = "Given" + std::to_string(person) + " Example" + std::to_string(person);
    if (with_employee_ids_ && !rarely()) out.employee_id = "00" + std::to_string(rarely() ? below(kPeople) : person);
    DirectoryNumber number;
    number.key = PhoneKey{std::uint64_t{12025550100} + file * 20 + line};
    number.use = rarely() ? NumberUse::mfa : NumberUse::contact;
    out.numbers.push_back(number);
    return out;
  }
  static constexpr unsigned kPeople = 5;
  std::mt19937 random_;
  bool with_employee_ids_;
};

/// The same rules by comparing everybody with everybody.
class SlowTwin {
 public:
  explicit SlowTwin(const std::vector<DirectoryRecord>& records) : person_(records.size()) {
    for (const DirectoryRecord& record : records) add_record(record, kept_);
    for (std::size_t i = 0; i < records.size(); ++i) person_[i] = i;
    for (const Pass pass : kPasses)
      for (const std::string& key : shared_keys(pass)) join_by(pass, bearers(pass, key));
  }
  Partition partition() const { return person_; }

 private:
  std::vector<std::string> all_keys(Pass pass, std::size_t i) const {
    std::vector<std::string> keys = keys_of(records_[i], pass);
    if (pass == Pass::alias_address) {
      std::vector<std::string> own = keys_of(records_[i], Pass::address);
      std::erase_if(own, [&](const std::string& key) {
        return std::none_of(records_.begin(), records_.end(), [&](const DirectoryRow& record) {
          const auto further = keys_of(record, pass);
          return std::find(further.begin(), further.end(), key) != further.end();
        });
      });
      keys.insert(keys.begin(), own.begin(), own.end());
    }
    return keys;
  }
  std::vector<std::size_t> bearers(Pass pass, const std::string& key) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < records_.size(); ++i) {
      const auto keys = all_keys(pass, i);
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) out.push_back(i);
    }
    return out;
  }
  /// In the order in which their second bearer is met.
  std::vector<std::string> shared_keys(Pass pass) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < records_.size(); ++i)
      for (const std::string& key : all_keys(pass, i))
        if (const auto who = bearers(pass, key); who.size() > 1 && who[1] == i) out.push_back(key);
    return out;
  }
  bool differ(std::size_t a, std::size_t b) const {
    std::map<std::string, std::set<std::string>> of_a, of_b;
    for (std::size_t i = 0; i < records_.size(); ++i)
      for (const StrongId& id : strong_ids(records_[i])) {
        if (person_[i] == person_[a]) of_a[id.kind].insert(id.value);
        if (person_[i] == person_[b]) of_b[id.kind].insert(id.value);
      }
    for (const auto& [kind, values] : of_b)
      if (of_a.contains(kind) && std::none_of(values.begin(), values.end(), [&](const auto& value) { return of_a[kind].contains(value); }))
        return true;
    return false;
  }
  bool are_one(const std::vector<std::size_t>& who) const {
    for (const std::size_t a : who)
      for (const std::size_t b : who)
        if (person_[a] != person_[b] && differ(a, b)) return false;
    return true;
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t from = std::max(person_[a], person_[b]), into = std::min(person_[a], person_[b]);
    for (std::size_t& person : person_)
      if (person == from) person = into;
  }
  void join_all(const std::vector<std::size_t>& who) {
    for (const std::size_t i : who) join(who.front(), i);
  }
  void join_by(Pass pass, const std::vector<std::size_t>& who) {
    if (pass == Pass::product_id) return join_all(who);
    if (pass == Pass::employee_id) return join_employees(who);
    std::map<std::string, std::vector<std::size_t>> by_domain;
    std::set<std::size_t> in_domains;
    for (const std::size_t i : who) {
      if (netbios_domain_of(records_[i]).empty()) continue;
      by_domain[netbios_domain_of(records_[i])].push_back(i);
      in_domains.insert(person_[i]);
    }
    if (pass == Pass::login && by_domain.size() > 1 && in_domains.size() > 1) {
      for (const auto& [domain, same] : by_domain)
        if (are_one(same)) join_all(same);
      return;
    }
    if (are_one(who)) return join_all(who);
    std::map<std::string, std::vector<std::size_t>> by_login;
    for (const std::size_t i : who)
      if (!bare_login(records_[i]).empty()) by_login[bare_login(records_[i])].push_back(i);
    for (const auto& [login, same] : by_login)
      if (are_one(same)) join_all(same);
  }
  /// The names of the generator are all of other words, so that the first bearer of a name stands for all.
  void join_employees(const std::vector<std::size_t>& who) {
    std::map<FileId, std::set<std::string>> accounts;
    std::map<std::set<std::string>, std::vector<std::size_t>> by_name;
    for (const std::size_t i : who) {
      const DirectoryRow& record = records_[i];
      if (const std::string name = !record.username.empty() ? record.username : !record.email.empty() ? record.email : record.id; !name.empty())
        accounts[record.row.file].insert(name);
      by_name[telling_name_of(record)].push_back(i);
    }
    if (std::any_of(accounts.begin(), accounts.end(), [](const auto& entry) { return entry.second.size() > 5; })) return;
    const std::size_t names = by_name.size() - by_name.count({});
    if (names <= 1) return join_all(who);
    for (const auto& [words, same] : by_name)
      if (!words.empty()) join_all(same);
  }

  DirectoryRows kept_;
  const std::vector<DirectoryRow>& records_ = kept_.rows;
  Partition person_;
};

Partition partition_of(const Directory& directory, const std::vector<DirectoryRecord>& records) {
  std::map<RowRef, std::size_t> first_of_row;
  for (const Person& person : directory.people())
    for (const RowRef& row : person.rows) {
      const auto first = std::find_if(records.begin(), records.end(), [&](const auto& record) { return record.row == person.rows.front(); });
      CHECK(first_of_row.emplace(row, static_cast<std::size_t>(first - records.begin())).second);
    }
  Partition out;
  for (const DirectoryRecord& record : records) out.push_back(first_of_row.at(record.row));
  return out;
}

}  // namespace

TEST_CASE("three directories that overlap in part are merged as the slow twin merges them") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    const auto records = RandomDirectories(seed, seed % 2 == 0).records();
    INFO("seed " << seed);
    REQUIRE(partition_of(build_directory(records), records) == SlowTwin(records).partition());
  }
}

TEST_CASE("no number is lost by merging, and every holder is found by it") {
  for (unsigned seed = 1000; seed < 1200; ++seed) {
    const auto records = RandomDirectories(seed, true).records();
    const Directory directory = build_directory(records);
    INFO("seed " << seed);
    for (const DirectoryRecord& record : records) {
      const auto holders = directory.find(record.numbers.front().key);
      REQUIRE(holders.size() == 1);
      const Person& person = directory.person(holders[0].person);
      CHECK(std::find(person.rows.begin(), person.rows.end(), record.row) != person.rows.end());
    }
  }
}

TEST_CASE("without personnel numbers nobody has two ids of one product") {
  for (unsigned seed = 2000; seed < 2300; ++seed) {
    const auto records = RandomDirectories(seed, false).records();
    const Directory directory = build_directory(records);
    INFO("seed " << seed);
    for (const Person& person : directory.people()) {
      std::map<std::string, std::set<std::string>> ids;
      for (const DirectoryRecord& record : records)
        if (!record.id.empty() && std::find(person.rows.begin(), person.rows.end(), record.row) != person.rows.end())
          ids[record.product.empty() ? to_text(record.row).substr(0, 3) : record.product].insert(record.id);
      for (const auto& [product, values] : ids) CHECK(values.size() == 1);
    }
  }
}

}  // namespace mfax::test
