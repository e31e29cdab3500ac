// State, rights, groups, factors and logins of one row. Words come from the format file first, then from words.cpp.
// Next: normalize.cpp.
#include "directory/account.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

/// A list without repetitions, in first-seen order. Rows are hostile: a cell may hold a million values.
class DistinctList {
 public:
  explicit DistinctList(std::vector<std::string>& out) : out_(out) {}
  void forbid(std::string_view text) { seen_.insert(to_lower_ascii(text)); }
  void add(std::string_view text) {
    if (!text.empty() && seen_.insert(to_lower_ascii(text)).second) out_.emplace_back(text);
  }

 private:
  std::vector<std::string>& out_;
  std::unordered_set<std::string> seen_;
};

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit);
}

/// Bit 2 of userAccountControl (MS-ADTS 2.2.16, ADS_UF_ACCOUNT_DISABLE); Exchange writes "AccountDisabled, NormalAccount".
AccountStatus status_by_control_bits(std::string_view text) {
  if (const std::string words = fold_name(text); words.find("account") != std::string::npos)
    return words.find("accountdisable") == std::string::npos ? AccountStatus::active : AccountStatus::disabled;
  if (!all_digits(text) || text.size() > 10) return AccountStatus::unknown;
  std::uint64_t bits = 0;
  for (const char c : text) bits = bits * 10 + static_cast<std::uint64_t>(c - '0');
  return (bits & 2) == 0 ? AccountStatus::active : AccountStatus::disabled;
}

/// lockoutTime is a FILETIME: anything but zero is a lock, until it runs out.
bool is_locked(std::string_view text) {
  if (const auto flag = parse_boolean(text)) return *flag;
  if (all_digits(text)) return text.find_first_not_of('0') != std::string_view::npos;
  return parse_account_status(text) == AccountStatus::locked;
}

void add_login(std::vector<std::string>& out, std::string_view login) {
  out.emplace_back(without_domain(login));
  out.emplace_back(login);
}

}  // namespace

bool is_no_person(const RowValues& values) {
  bool skip = false;
  values.each(Field::row_class, [&](const Source& source, std::string_view text) {
    const auto says_skip = [&](std::string_view part) { return RowValues::worded(source, part) == "not_counted"; };
    skip = skip || says_skip(text);
    for (const std::string_view part : split_list(text, false)) skip = skip || says_skip(part);
  });
  return skip;
}

bool is_membership(const RowValues& values) {
  bool is_one = false;
  values.each(Field::row_class, [&](const Source& source, std::string_view text) {
    is_one = is_one || RowValues::worded(source, text) == "membership";
  });
  return is_one;
}

AccountStatus account_status(const RowValues& values) {
  AccountStatus out = AccountStatus::unknown;
  const auto by_word = [&out](const Source& source, std::string_view text) {
    out = graver(out, parse_account_status(RowValues::worded(source, text)).value_or(AccountStatus::unknown));
  };
  values.each(Field::status, by_word);
  values.each(Field::enabled, [&](const Source& source, std::string_view text) {
    if (fold_name(source.column) == "useraccountcontrol")
      out = graver(out, status_by_control_bits(text));
    else
      by_word(source, text);
  });
  values.each(Field::locked, [&](const Source& source, std::string_view text) {
    if (is_locked(RowValues::worded(source, text))) out = graver(out, AccountStatus::locked);
  });
  return out;
}

void set_logins(const RowValues& values, DirectoryRecord& record) {
  std::vector<std::string> further;
  std::string primary_address;
  values.each(Field::username, [&](const Source& source, std::string_view text) {
    const std::string_view word = RowValues::worded(source, text);
    if (is_null_text(word, true)) return;
    const bool is_address = word.find("://") != std::string_view::npos;
    const std::string login = is_address ? owner_in_address(word) : std::string(word);
    if (is_address && login.find('@') == std::string::npos) return;  // the id of the owner: normalize.cpp takes it
    if (record.username.empty()) record.username = without_domain(login);
    add_login(further, login);
  });
  values.each(Field::email, [&](const Source&, std::string_view text) {
    for (const std::string_view part : split_list(text, true)) {
      if (is_null_text(part, true)) continue;
      if (record.email.empty()) record.email = part;
      further.emplace_back(part);
    }
  });
  values.each(Field::alias, [&](const Source&, std::string_view text) {
    for (const std::string_view part : split_list(text, true)) {
      bool is_primary = false;
      const std::string_view address = proxy_address(part, is_primary);
      if (is_null_text(address, true)) continue;
      if (is_primary && primary_address.empty()) primary_address = address;
      add_login(further, address);
    }
  });
  if (record.email.empty()) record.email = primary_address;
  DistinctList aliases(record.aliases);
  aliases.forbid(record.username);
  aliases.forbid(record.email);
  for (const std::string& alias : further) aliases.add(alias);
}

void set_groups(const RowValues& values, DirectoryRecord& record) {
  DistinctList groups(record.groups);
  values.each(Field::groups, [&](const Source& source, std::string_view text) {
    for (const std::string_view part : split_list(text, false)) {
      const std::string_view name = RowValues::worded(source, part);
      if (name == part || !is_ignored(name)) groups.add(common_name(name));
    }
  });
}

void set_factors(const RowValues& values, DirectoryRecord& record) {
  DistinctList factors(record.factors);
  // A factor and its state in two columns: "active/sms" counts, "pending_activation/push" protects nobody yet.
  for (const ColumnRule* rule : values.joined_rules(Field::factor)) {
    for (const std::string& joined : values.joined(Field::factor, *rule)) {
      const std::string_view factor = std::string_view(joined).substr(joined.rfind('/') + 1);
      const std::string_view word = map_value(*rule, joined).value_or(factor);
      if (!is_ignored(word)) factors.add(parse_factor(word));
    }
  }
  values.each(Field::factor, [&](const Source& source, std::string_view text) {
    if (source.rule->join) return;
    for (const std::string_view part : split_list(text, true)) {
      const std::string_view word = RowValues::worded(source, part);
      if (!is_ignored(word)) factors.add(parse_factor(word));
    }
  });
}

void set_privileged(const RowValues& values, DirectoryRecord& record) {
  const auto claim = [&record](bool value) { record.privileged = record.privileged.value_or(false) || value; };
  values.each(Field::privileged, [&](const Source& source, std::string_view text) {
    if (const auto flag = parse_boolean(RowValues::worded(source, text))) claim(*flag);
  });
  values.each(Field::role, [&](const Source& source, std::string_view text) {
    for (const std::string_view part : split_list(text, true)) {
      const std::string_view word = RowValues::worded(source, part);
      if (!is_ignored(word) && parse_boolean(word).value_or(true)) claim(true);
    }
  });
  for (const std::string& group : record.groups)
    if (is_privileged_group(group)) claim(true);
  values.each(Field::person_id, [&](const Source&, std::string_view text) {
    if (is_builtin_administrator(stable_id(text))) claim(true);
  });
}

}  // namespace mfax::directory
