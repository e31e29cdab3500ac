// Keys and strong ids behind merge_keys.hpp. Next: groups.cpp.
#include "directory/merge_keys.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/texts.hpp"

namespace mfax::directory {
namespace {

/// Words that stand for "nothing" in id columns; they must never join people.
bool is_placeholder(std::string_view folded) {
  static constexpr std::array<std::string_view, 14> kWords{"",     "-",   "0",       "n/a",  "na",   "none", "null",
                                                           "unknown", "nil", "(null)", "test", "tbd", "#n/a", "undefined"};
  return std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
}

bool is_ldap(std::string_view product) noexcept { return product == "ad" || product == "ldap"; }

/// What an id is: one person has a GUID in one export of Active Directory and a SID or a name in another, and an
/// administrator of Duo (DE...) may also be its user (DU...). Only ids of one kind can differ.
std::string_view kind_of_id(std::string_view product, std::string_view folded) {
  if (product == "duo") return folded.starts_with("de") ? "administrator" : "";
  if (!is_ldap(product)) return "";
  if (folded.starts_with("s-1-")) return "sid";
  return folded.find('=') != std::string_view::npos ? "name" : "";
}

std::string name_of_file(const DirectoryRecord& record) {
  return fmt::format("in{}", static_cast<std::uint32_t>(record.row.file) + 1);
}

/// Ids of a file without a known product are comparable only within that file.
std::string product_of(const DirectoryRecord& record, std::string_view folded_id) {
  if (record.product.empty()) return name_of_file(record);
  return fmt::format("{}\n{}", record.product, kind_of_id(record.product, folded_id));
}

/// A distinguished name is the same person in whatever tool's export it stands.
std::string id_key(const DirectoryRecord& record, std::string_view id) {
  const std::string folded = fold_text(id);
  if (is_placeholder(folded)) return {};
  if (kind_of_id(record.product, folded) == "name") return "name\n" + fold_text(fold_dn(id));
  return product_of(record, folded) + '\n' + folded;
}

/// A distinguished name changes when an account is moved; its domain and login name do not.
std::string account_in_domain(const DirectoryRecord& record) {
  const std::string name = fold_text(fold_dn(record.id));
  if (record.username.empty()) return name;
  const std::size_t domain = name.find(",dc=");
  return (domain == std::string::npos ? std::string() : name.substr(domain)) + '\n' + bare_login(record);
}

std::string login_of(std::string_view text) {
  const std::size_t domain = text.find('\\');  // DOMAIN\user
  return fold_text(domain == std::string_view::npos ? text : text.substr(domain + 1));
}

}  // namespace

std::vector<std::string> keys_of(const DirectoryRecord& record, Pass pass) {
  std::vector<std::string> keys;
  const auto add = [&keys](std::string key) {
    if (!is_placeholder(key) && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  const auto add_name = [&](std::string_view text) {
    const bool is_address = text.find('@') != std::string_view::npos;
    if (is_address == (pass != Pass::login)) add(is_address ? fold_text(text) : login_of(text));
  };
  if (record.is_membership && pass != Pass::product_id) return keys;  // Groups::join_members
  switch (pass) {
    case Pass::product_id:
      add(id_key(record, record.id));
      if (is_ldap(record.product))  // elsewhere a second id may be anything, of an HR system or empty for all
        for (const std::string& id : record.other_ids) add(id_key(record, id));
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

std::string bare_login(const DirectoryRecord& record) {
  std::string login = login_of(!record.username.empty() ? record.username : record.email);
  return login.substr(0, login.find('@'));
}

std::set<std::string> name_words_of(const DirectoryRecord& record) {
  std::set<std::string> words;
  std::string word;
  for (const char c : fold_text(record.display_name) + ' ') {
    const bool is_letter = is_ascii_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (is_letter) {
      word += c;
    } else {
      if (word.size() > 1) words.insert(word);
      word.clear();
    }
  }
  return words;
}

std::set<std::string> telling_name_of(const DirectoryRecord& record) {
  const std::string name = fold_text(record.display_name);
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) { return c != '?' && static_cast<unsigned char>(c) < 0x80; });
  if (!is_plain || name == login_of(record.username)) return {};
  std::set<std::string> words = name_words_of(record);
  return words.size() < 2 ? std::set<std::string>{} : words;
}

std::set<std::string> foreign_name_of(const DirectoryRecord& record) {
  const std::string name = fold_text(record.display_name);
  const bool is_foreign = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return is_foreign && name.find('?') == std::string::npos ? name_words_of(record) : std::set<std::string>{};
}

std::vector<std::string> logins_of(const DirectoryRecord& record) {
  std::vector<std::string> logins{login_of(record.username)};
  for (const std::string& alias : record.aliases) logins.push_back(login_of(alias));
  std::erase_if(logins, is_placeholder);
  return logins;
}

std::vector<StrongId> strong_ids(const DirectoryRecord& record) {
  std::vector<StrongId> out;
  if (record.is_membership) return out;
  const auto add = [&out](std::string kind, std::string value) {
    if (!is_placeholder(value)) out.push_back({std::move(kind), std::move(value)});
  };
  const std::string id = fold_text(record.id);
  const std::string kind = product_of(record, id);
  add(kind, kind_of_id(record.product, id) == "name" ? account_in_domain(record) : id);
  for (const std::string& other : record.other_ids)
    if (const std::string folded = fold_text(other); kind_of_id(record.product, folded) == "sid") add(product_of(record, folded), folded);
  if (!out.empty()) return out;
  // What has no id of a product is told apart within its own file: a mailbox may be that of a whole desk. An
  // administrator's accounts bear one name, so the login counts only where there is none.
  const std::string file = name_of_file(record);
  std::string name;
  for (const std::string& word : name_words_of(record)) name += word + ' ';
  if (!name.empty())
    add(file + "\nname", name);
  else if (!record.username.empty())
    add(file + "\nlogin", bare_login(record));
  add(file + "\nemployee", fold_text(record.employee_id));  // namesakes
  return out;
}

}  // namespace mfax::directory
