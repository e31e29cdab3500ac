// What joins directory rows, and what keeps them apart. Comes in: one row; goes out: texts to compare.
// Next: groups.cpp joins rows by them.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/directory.hpp"

namespace mfax::directory {

/// Strongest first.
enum class Pass : std::uint8_t { product_id, employee_id, address, alias_address, login };
inline constexpr std::array kPasses{Pass::product_id, Pass::employee_id, Pass::address, Pass::alias_address, Pass::login};

/// The keys of a row in one pass; empty when it has none.
std::vector<std::string> keys_of(const DirectoryRow&, Pass);

/// Hashes the keys of all passes, 80 ns a row of one address and one login name.
class KeyHasher {
 public:
  /// Adds those of the last row. All rows of `rows` but it are done.
  void add_keys(DirectoryRows& rows);

 private:
  std::string key_;
};

/// Of one kind a person has one: rows with different values of a kind are different people.
struct StrongId {
  std::string kind, value;
};
std::vector<StrongId> strong_ids(const DirectoryRow&);

/// Of an address or a name with a domain, what the person types: "ada" of ada@example.org and EXAMPLE\ada.
std::string bare_login(const DirectoryRow&);

/// "corp" of CORP\ada; empty when no name of the row has one. Two domains may have an ada each.
std::string netbios_domain_of(const DirectoryRow&);

/// The user name and the further ones, folded, as they stand.
std::vector<std::string> logins_of(const DirectoryRow&);

/// The words of the name, folded, without initials; empty when the record has no name.
std::set<std::string> name_words_of(const DirectoryRow&);

/// The same, when it can be compared with what another directory says: not with letters lost on export ("G?nter"), not in
/// another script, not one word or the login name of a second account.
std::set<std::string> telling_name_of(const DirectoryRow&);
/// The words of a name in another script: comparable with others of that sort only.
std::set<std::string> foreign_name_of(const DirectoryRow&);

}  // namespace mfax::directory
