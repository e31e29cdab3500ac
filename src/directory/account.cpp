// State, rights, groups, factors and logins of one row. Words come from the format file first, then from words.cpp.
// Next: normalize.cpp.
#include "directory/account.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

/// A list without repetitions, in first-seen order. Most hold few: these are compared one by one. Rows are hostile: a cell may
/// hold a million values.
class DistinctList {
 public:
  explicit DistinctList(Arena& arena) : arena_(arena) {}
  void forbid(std::string_view text) { seen_.push_back(text); }
  void add_own(std::string_view text) {
    if (is_new(text)) keep(arena_.text(text));
  }
  void add_common(std::string_view text) {
    if (is_new(text)) keep(arena_.shared_text(text));
  }
  List<Text> list() const { return arena_.list(kept_); }

 private:
  static constexpr std::size_t kFew = 16;
  void keep(Text text) {
    kept_.push_back(text);
    seen_.push_back(text);
  }
  bool is_new(std::string_view text) {
    if (text.empty()) return false;
    if (seen_.size() <= kFew)
      return std::none_of(seen_.begin(), seen_.end(), [text](std::string_view one) { return equals_ignore_case(one, text); });
    if (lower_.empty())
      for (const std::string_view one : seen_) lower_.insert(to_lower_ascii(one));
    return lower_.insert(to_lower_ascii(text)).second;
  }

  Arena& arena_;
  std::vector<Text> kept_;
  std::vector<std::string_view> seen_;
  std::unordered_set<std::string> lower_;
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

void add_login(std::vector<std::string_view>& out, std::string_view login) {
  out.push_back(without_domain(login));
  out.push_back(login);
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

void set_logins(const RowValues& values, DirectoryRow& row, Arena& arena) {
  std::vector<std::string_view> further;
  further.reserve(8);
  std::string_view username, email, primary_address;
  values.each(Field::username, [&](const Source& source, std::string_view text) {
    const std::string_view word = RowValues::worded(source, text);
    if (is_null_text(word, true)) return;
    const bool is_address = word.find("://") != std::string_view::npos;
    const std::string_view login = is_address ? arena.text(owner_in_address(word)).view() : word;
    if (is_address && login.find('@') == std::string_view::npos) return;  // the id of the owner: normalize.cpp takes it
    if (username.empty()) username = without_domain(login);
    add_login(further, login);
  });
  values.each(Field::email, [&](const Source&, std::string_view text) {
    for_each_listed(text, true, [&](std::string_view part) {
      if (is_null_text(part, true)) return;
      if (email.empty()) email = part;
      further.push_back(part);
    });
  });
  values.each(Field::alias, [&](const Source&, std::string_view text) {
    for_each_listed(text, true, [&](std::string_view part) {
      bool is_primary = false;
      const std::string_view address = proxy_address(part, is_primary);
      if (is_null_text(address, true)) return;
      if (is_primary && primary_address.empty()) primary_address = address;
      add_login(further, address);
    });
  });
  if (email.empty()) email = primary_address;
  row.username = arena.text(username);
  row.email = arena.text(email);
  DistinctList aliases(arena);
  aliases.forbid(username);
  aliases.forbid(email);
  for (const std::string_view alias : further) aliases.add_own(alias);
  row.aliases = aliases.list();
}

void set_groups(const RowValues& values, DirectoryRow& row, Arena& arena) {
  if (values.sources().of(Field::groups).empty()) return;
  DistinctList groups(arena);
  values.each(Field::groups, [&](const Source& source, std::string_view text) {
    for_each_listed(text, false, [&](std::string_view part) {
      const std::string_view name = RowValues::worded(source, part);
      if (name != part && is_ignored(name)) return;
      if (name.find('=') == std::string_view::npos)
        groups.add_common(trim_ascii(name));
      else
        groups.add_common(common_name(name));
    });
  });
  row.groups = groups.list();
}

void set_factors(const RowValues& values, DirectoryRow& row, Arena& arena) {
  if (values.sources().of(Field::factor).empty()) return;
  DistinctList factors(arena);
  // A factor and its state in two columns: "active/sms" counts, "pending_activation/push" protects nobody yet.
  for (const ColumnRule* rule : values.joined_rules(Field::factor)) {
    for (const std::string& joined : values.joined(Field::factor, *rule)) {
      const std::string_view factor = std::string_view(joined).substr(joined.rfind('/') + 1);
      const std::string_view word = map_value(*rule, joined).value_or(factor);
      if (!is_ignored(word)) factors.add_common(parse_factor(word));
    }
  }
  values.each(Field::factor, [&](const Source& source, std::string_view text) {
    if (source.rule->join) return;
    for_each_listed(text, true, [&](std::string_view part) {
      const std::string_view word = RowValues::worded(source, part);
      if (!is_ignored(word)) factors.add_common(parse_factor(word));
    });
  });
  row.factors = factors.list();
}

void set_privileged(const RowValues& values, DirectoryRow& row) {
  const auto claim = [&row](bool value) {
    row.says_privileged = true;
    row.privileged = row.privileged || value;
  };
  values.each(Field::privileged, [&](const Source& source, std::string_view text) {
    if (const auto flag = parse_boolean(RowValues::worded(source, text))) claim(*flag);
  });
  values.each(Field::role, [&](const Source& source, std::string_view text) {
    for_each_listed(text, true, [&](std::string_view part) {
      const std::string_view word = RowValues::worded(source, part);
      if (!is_ignored(word) && parse_boolean(word).value_or(true)) claim(true);
    });
  });
  for (const Text group : row.groups)
    if (is_privileged_group(group)) claim(true);
  values.each(Field::person_id, [&](const Source&, std::string_view text) {
    if (is_builtin_administrator(stable_id(text))) claim(true);
  });
}

}  // namespace mfax::directory
