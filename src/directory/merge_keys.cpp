// Keys and strong ids behind merge_keys.hpp. Next: groups.cpp.
#include "directory/merge_keys.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "directory/texts.hpp"

namespace mfax::directory {
namespace {

/// Words that stand for "nothing" in id columns; they must never join people.
bool is_placeholder(std::string_view folded) {
  static constexpr std::array<std::string_view, 14> kWords{"",     "-",   "0",       "n/a",  "na",   "none", "null",
                                                           "unknown", "nil", "(null)", "test", "tbd", "#n/a", "undefined"};
  constexpr std::size_t kLongest = 9;
  return folded.size() <= kLongest && std::find(kWords.begin(), kWords.end(), folded) != kWords.end();
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

std::string name_of_file(const DirectoryRow& record) {
  return fmt::format("in{}", static_cast<std::uint32_t>(record.row.file) + 1);
}

/// Ids of a file without a known product are comparable only within that file.
std::string product_of(const DirectoryRow& record, std::string_view folded_id) {
  if (record.product.empty()) return name_of_file(record);
  return fmt::format("{}\n{}", record.product, kind_of_id(record.product, folded_id));
}

/// A distinguished name is the same person in whatever tool's export it stands. Empty: no key.
void set_id_key(const DirectoryRow& record, std::string_view id, std::string& key) {
  key.clear();
  append_fold_text(key, id);
  if (is_placeholder(key)) return key.clear();
  if (kind_of_id(record.product, key) == "name") {
    key = "name\n";
    return append_fold_text(key, fold_dn(id));
  }
  key.insert(0, product_of(record, key) + '\n');
}

/// A distinguished name changes when an account is moved; its domain and login name do not.
std::string account_in_domain(const DirectoryRow& record) {
  const std::string name = fold_text(fold_dn(record.id));
  if (record.username.empty()) return name;
  const std::size_t domain = name.find(",dc=");
  return (domain == std::string::npos ? std::string() : name.substr(domain)) + '\n' + bare_login(record);
}

std::string_view without_netbios_name(std::string_view text) noexcept {
  const std::size_t domain = text.find('\\');  // DOMAIN\user
  return domain == std::string_view::npos ? text : text.substr(domain + 1);
}

std::string login_of(std::string_view text) { return fold_text(without_netbios_name(text)); }

/// Calls fn() with every key in `key`. A key may come twice.
template <class Fn>
void for_each_key(const DirectoryRow& record, Pass pass, std::string& key, Fn&& fn) {
  const auto add_folded = [&](std::string_view text) {
    key.clear();
    append_fold_text(key, text);
    if (!is_placeholder(key)) fn();
  };
  const auto add_name = [&](std::string_view text) {
    const bool is_address = text.find('@') != std::string_view::npos;
    if (is_address == (pass != Pass::login)) add_folded(is_address ? text : without_netbios_name(text));
  };
  const auto add_id = [&](std::string_view text) {
    set_id_key(record, text, key);
    if (!is_placeholder(key)) fn();
  };
  if (record.is_membership && pass != Pass::product_id) return;  // Groups::join_members
  switch (pass) {
    case Pass::product_id:
      if (!record.id.empty()) add_id(record.id);
      if (is_ldap(record.product))  // elsewhere a second id may be anything, of an HR system or empty for all
        for (const Text id : record.other_ids) add_id(id);
      break;
    case Pass::employee_id: add_folded(record.employee_id); break;
    case Pass::address:
      add_name(record.username);
      add_name(record.email);
      break;
    case Pass::alias_address:
      for (const Text alias : record.aliases) add_name(alias);
      break;
    case Pass::login:
      add_name(record.username);
      add_name(record.email);
      for (const Text alias : record.aliases) add_name(alias);
      break;
  }
}

}  // namespace

std::vector<std::string> keys_of(const DirectoryRow& record, Pass pass) {
  std::vector<std::string> keys;
  std::string key;
  for_each_key(record, pass, key, [&] {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  });
  return keys;
}

void KeyHasher::add_keys(DirectoryRows& rows) {
  JoinKey out;
  out.row = static_cast<std::uint32_t>(rows.rows.size() - 1);
  for (const Pass pass : kPasses) {
    out.pass = static_cast<std::uint8_t>(pass);
    for_each_key(rows.rows.back(), pass, key_, [&] {
      out.hash = std::hash<std::string_view>{}(key_);
      rows.keys.push_back(out);
    });
  }
}

std::string bare_login(const DirectoryRow& record) {
  const std::string login = login_of(!record.username.empty() ? record.username : record.email);
  return login.substr(0, login.find('@'));
}

std::string netbios_domain_of(const DirectoryRow& record) {
  const auto domain_of = [](std::string_view name) {
    const std::size_t end = name.find('\\');
    return end == std::string_view::npos ? std::string() : fold_text(name.substr(0, end));
  };
  std::string domain = domain_of(record.username);
  for (const Text alias : record.aliases)
    if (domain.empty()) domain = domain_of(alias);
  return domain;
}

std::set<std::string> name_words_of(const DirectoryRow& record) {
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

std::set<std::string> telling_name_of(const DirectoryRow& record) {
  const std::string name = fold_text(record.display_name);
  const bool is_plain = std::all_of(name.begin(), name.end(), [](char c) { return c != '?' && static_cast<unsigned char>(c) < 0x80; });
  if (!is_plain || name == login_of(record.username)) return {};
  std::set<std::string> words = name_words_of(record);
  return words.size() < 2 ? std::set<std::string>{} : words;
}

std::set<std::string> foreign_name_of(const DirectoryRow& record) {
  const std::string name = fold_text(record.display_name);
  const bool is_foreign = std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return is_foreign && name.find('?') == std::string::npos ? name_words_of(record) : std::set<std::string>{};
}

std::vector<std::string> logins_of(const DirectoryRow& record) {
  std::vector<std::string> logins{login_of(record.username)};
  for (const Text alias : record.aliases) logins.push_back(login_of(alias));
  std::erase_if(logins, is_placeholder);
  return logins;
}

std::vector<StrongId> strong_ids(const DirectoryRow& record) {
  std::vector<StrongId> out;
  if (record.is_membership) return out;
  const auto add = [&out](std::string kind, std::string value) {
    if (!is_placeholder(value)) out.push_back({std::move(kind), std::move(value)});
  };
  const std::string id = fold_text(record.id);
  const std::string kind = product_of(record, id);
  add(kind, kind_of_id(record.product, id) == "name" ? account_in_domain(record) : id);
  for (const Text other : record.other_ids)
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
  if (const std::size_t at = record.username.view().find('@'); name.empty() && at != std::string_view::npos)
    add(file + "\nmail domain", fold_text(record.username.view().substr(at)));  // ada@example.org is not ada@example.com
  add(file + "\nemployee", fold_text(record.employee_id));  // namesakes
  return out;
}

}  // namespace mfax::directory
