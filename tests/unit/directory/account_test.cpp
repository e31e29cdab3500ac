// Rows of directory exports -> records: account status, groups, privilege and factors.
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "unit/directory/person_table.hpp"

namespace {

using namespace mfax;
using mfax::test::kNext;
using mfax::test::PersonTable;
using mfax::test::Words;

AccountStatus status_of(Field field, const std::string& name, const std::string& text) {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(field, name);
  const auto record = table.read({"ada", text});
  return record ? record->status : AccountStatus::deleted;
}

std::vector<std::string> factors_of(const std::string& text) {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::factor, "factors");
  return table.read({"ada", text})->factors;
}

bool is_privileged_by_group(const std::string& groups) {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::groups, "memberOf");
  return table.read({"ada", groups})->privileged.value_or(false);
}

}  // namespace

TEST_CASE("status words of many products mean one of ours") {
  using S = AccountStatus;
  const std::vector<std::pair<std::string, S>> words = {{"ACTIVE", S::active},         {"True", S::active},
                                                        {"Enabled", S::active},        {"PASSWORD_EXPIRED", S::active},
                                                        {"disabled", S::disabled},     {"Suspended", S::disabled},
                                                        {"inactive", S::disabled},     {"FALSE", S::disabled},
                                                        {"locked out", S::locked},     {"LOCKED_OUT", S::locked},
                                                        {"bypass", S::bypass},         {"STAGED", S::pending},
                                                        {"DEPROVISIONED", S::deleted}, {"pending deletion", S::deleted},
                                                        {"Terminated", S::deleted},    {"zzz", S::unknown}};
  for (const auto& [word, status] : words) {
    INFO(word);
    CHECK(status_of(Field::status, "status", word) == status);
  }
}

TEST_CASE("flags and control bits tell the status") {
  using S = AccountStatus;
  CHECK(status_of(Field::enabled, "Enabled", "True") == S::active);
  CHECK(status_of(Field::enabled, "Enabled", "nein") == S::disabled);
  CHECK(status_of(Field::enabled, "userAccountControl", "512") == S::active);
  CHECK(status_of(Field::enabled, "userAccountControl", "66048") == S::active);
  CHECK(status_of(Field::enabled, "userAccountControl", "514") == S::disabled);
  CHECK(status_of(Field::enabled, "userAccountControl", "66082") == S::disabled);
  CHECK(status_of(Field::locked, "LockedOut", "true") == S::locked);
  CHECK(status_of(Field::locked, "lockoutTime", "0") == S::unknown);
  CHECK(status_of(Field::locked, "lockoutTime", "133540347060000000") == S::locked);
}

TEST_CASE("the gravest of several status columns counts, after the format's own words") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::status, "status");
  table.column(Field::enabled, "blocked").values = Words{{"true", "false"}, {"false", "true"}};
  table.column(Field::locked, "locked");
  CHECK(table.read({"ada", "bypass", "false", ""})->status == AccountStatus::bypass);
  CHECK(table.read({"ada", "bypass", "true", ""})->status == AccountStatus::disabled);
  CHECK(table.read({"ada", "active", "false", "yes"})->status == AccountStatus::locked);
  CHECK(table.read({"ada", "", "", ""})->status == AccountStatus::unknown);
}

TEST_CASE("well-known groups make a person privileged") {
  CHECK(is_privileged_by_group("CN=Domain Admins,CN=Users,DC=example,DC=org"));
  CHECK(is_privileged_by_group("CN=Staff,OU=G,DC=example,DC=org;cn=Enterprise Admins,CN=Users,DC=example,DC=org"));
  CHECK(is_privileged_by_group("CN=Staff,DC=example,DC=org,CN=DnsAdmins,CN=Users,DC=example,DC=org"));
  CHECK(is_privileged_by_group("Domain Admins (from AD sync \"Example Corp\")"));
  CHECK(is_privileged_by_group("Staff" + kNext + "Company Global Administrator"));
  CHECK_FALSE(is_privileged_by_group("CN=Domain Users,CN=Users,DC=example,DC=org"));
  CHECK_FALSE(is_privileged_by_group("CN=Not Domain Admins,CN=Users,DC=example,DC=org"));
  CHECK_FALSE(is_privileged_by_group(""));
}

TEST_CASE("groups lose their path and their repetitions") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::groups, "groups");
  CHECK(table.read({"ada", "CN=A\\,B,OU=G,DC=example,DC=org;Staff|staff"})->groups ==
        std::vector<std::string>{"A,B", "Staff"});
  CHECK(table.read({"ada", "a@example.org b@example.org"})->groups ==
        std::vector<std::string>{"a@example.org", "b@example.org"});
  CHECK(table.read({"ada", "VPN users"})->groups == std::vector<std::string>{"VPN users"});
}

TEST_CASE("privilege by flag, by role, by constant and by the SID of the built-in administrator") {
  PersonTable flags;
  flags.column(Field::username, "login");
  flags.column(Field::privileged, "isAdmin");
  flags.column(Field::privileged, "isDelegatedAdmin");
  CHECK(flags.read({"ada", "False", "True"})->privileged == true);
  CHECK(flags.read({"ada", "False", ""})->privileged == false);
  CHECK_FALSE(flags.read({"ada", "", ""})->privileged.has_value());

  PersonTable roles;
  roles.column(Field::username, "login");
  ColumnRule& rule = roles.column(Field::role, "roles");
  CHECK(roles.read({"ada", "APP_ADMIN"})->privileged == true);
  CHECK_FALSE(roles.read({"ada", ""})->privileged.has_value());
  rule.values = Words{{"admin", "admin"}, {"*", "ignore"}};
  CHECK(roles.read({"ada", "itil,admin"})->privileged == true);
  CHECK_FALSE(roles.read({"ada", "itil, snc_internal"})->privileged.has_value());

  PersonTable admins;
  admins.column(Field::username, "login");
  admins.constant(Field::privileged, "true");
  CHECK(admins.read({"ada"})->privileged == true);

  PersonTable sids;
  sids.column(Field::person_id, "SID");
  CHECK(sids.read({"S-1-5-21-1-2-3-500"})->privileged == true);
  CHECK_FALSE(sids.read({"S-1-5-21-1-2-3-1500"})->privileged.has_value());
}

TEST_CASE("factors are stable words, and an unknown one is kept") {
  CHECK(factors_of("sms" + kNext + "call" + kNext + "SMS") == std::vector<std::string>{"sms", "voice"});
  CHECK(factors_of("token:software:totp") == std::vector<std::string>{"totp"});
  CHECK(factors_of("microsoftAuthenticatorPush" + kNext + "fido2SecurityKey" + kNext + "passKeyDeviceBound") ==
        std::vector<std::string>{"push", "webauthn"});
  CHECK(factors_of("mobilePhone,officePhone") == std::vector<std::string>{"sms", "voice"});
  CHECK(factors_of("none").empty());
  CHECK(factors_of("Smart Card (PIV)") == std::vector<std::string>{"smart_card_piv"});
}

TEST_CASE("Duo: push counts only where Duo Mobile is activated") {
  PersonTable table;
  table.column(Field::username, "username");
  table.column(Field::factor, "phones[].activated").values = Words{{"true", "push"}, {"*", "ignore"}};
  table.column(Field::factor, "phones[].capabilities[]").values =
      Words{{"sms", "sms"}, {"phone", "voice"}, {"*", "ignore"}};
  const std::string capabilities = "auto" + kNext + "push" + kNext + "sms" + kNext + "phone" + kNext + "mobile_otp";
  CHECK(table.read({"ada", "true", capabilities})->factors == std::vector<std::string>{"push", "sms", "voice"});
  CHECK(table.read({"ada", "false", capabilities})->factors == std::vector<std::string>{"sms", "voice"});
}
