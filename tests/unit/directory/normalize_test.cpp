// Rows of directory exports -> records: texts, logins, numbers, places, times, and rows that are no people.
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

std::string number_text(const DirectoryRecord& record, std::size_t i) {
  return i < record.numbers.size() ? to_e164(record.numbers[i].key) : "(none)";
}

std::string last_login_of(const std::string& text, const ColumnRule& like = {}) {
  PersonTable table;
  table.column(Field::username, "login");
  ColumnRule& rule = table.column(Field::last_login_at, "last");
  rule.zone = like.zone;
  rule.date_order = like.date_order;
  rule.epoch_unit = like.epoch_unit;
  return table.read({"ada", text})->last_login_at;
}

}  // namespace

TEST_CASE("texts of a row fill the fields of the record") {
  PersonTable table;
  table.set_product("ad");
  table.column(Field::person_id, "ObjectGUID");
  table.column(Field::employee_id, "EmployeeID");
  table.column(Field::title, "Title");
  table.column(Field::manager, "Manager");
  table.column(Field::first_name, "GivenName");
  table.column(Field::last_name, "Surname");
  const auto record = table.read({"{6F9619FF-8B86-D011-B42D-00CF4FC964FF}", "=\"004102\"", " Engineer ",
                                  "CN=Sample\\, Grace,OU=Staff,DC=example,DC=org", "Ada", "Example"});
  REQUIRE(record);
  CHECK(record->product == "ad");
  CHECK(record->id == "6F9619FF-8B86-D011-B42D-00CF4FC964FF");
  CHECK(record->employee_id == "004102");
  CHECK(record->title == "Engineer");
  CHECK(record->manager == "Sample, Grace");
  CHECK(record->display_name == "Ada Example");
  CHECK(record->row.line == 5);
}

TEST_CASE("the display name wins over first and last name, and one of the two alone is enough") {
  PersonTable table;
  table.column(Field::display_name, "displayName");
  table.column(Field::first_name, "givenName");
  table.column(Field::last_name, "sn");
  CHECK(table.read({"Ada E.", "Ada", "Example"})->display_name == "Ada E.");
  CHECK(table.read({"", "Ada", ""})->display_name == "Ada");
  CHECK(table.read({"", "", "Example"})->display_name == "Example");
}

TEST_CASE("a person may be called Null but nobody logs in as null") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::display_name, "name");
  const auto record = table.read({"null", "Null"});
  REQUIRE(record);
  CHECK(record->username.empty());
  CHECK(record->display_name == "Null");
}

TEST_CASE("the octets of csvde are the GUID that PowerShell prints") {
  PersonTable table;
  table.column(Field::person_id, "objectGUID");
  CHECK(table.read({"X'ff19966f868b11d0b42d00cf4fc964ff'"})->id == "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
  CHECK(table.read({"X'0105000000000005'"})->id == "X'0105000000000005'");
}

TEST_CASE("the owner of an Okta factor is read from its link") {
  PersonTable table;
  table.column(Field::person_id, "_links.user.href");
  CHECK(table.read({"https://example.org/api/v1/users/00u1/factors/sms1"})->id == "00u1");
  CHECK(table.read({"/users/00u1"})->id == "/users/00u1");
}

TEST_CASE("further logins and addresses become aliases, without repetitions") {
  PersonTable table;
  table.column(Field::username, "sam");
  table.column(Field::username, "upn");
  table.column(Field::email, "mail");
  table.column(Field::alias, "proxyAddresses");
  const auto record = table.read({"EXAMPLE\\ada", "ada@corp.example.org", "Ada@Example.org",
                                  "SMTP:ada@example.org;smtp:ada.example@example.org;X500:/o=Example/cn=ada"});
  REQUIRE(record);
  CHECK(record->username == "ada");
  CHECK(record->email == "Ada@Example.org");
  CHECK(record->aliases == std::vector<std::string>{"EXAMPLE\\ada", "ada@corp.example.org", "ada.example@example.org"});
}

TEST_CASE("the primary proxy address is the e-mail where no column has one") {
  PersonTable table;
  table.column(Field::username, "sam");
  table.column(Field::alias, "proxyAddresses");
  const auto record = table.read({"ada", "smtp:old@example.org" + kNext + "SMTP:ada@example.org"});
  REQUIRE(record);
  CHECK(record->email == "ada@example.org");
  CHECK(record->aliases == std::vector<std::string>{"old@example.org"});
}

TEST_CASE("every phone column gives numbers with its kind, use and name") {
  PersonTable table;
  table.column(Field::username, "login");
  ColumnRule& mfa = table.column(Field::phone, "authenticationPhoneNumber");
  mfa.use = NumberUse::mfa;
  ColumnRule& fax = table.column(Field::phone, "fax");
  fax.kind = NumberKind::fax;
  table.column(Field::factor_phone, "profile.phoneNumber");
  const auto record = table.read({"ada", "+12025550143", "+12025550144", "+12025550145"});
  REQUIRE(record);
  REQUIRE(record->numbers.size() == 3);
  CHECK(number_text(*record, 0) == "+12025550143");
  CHECK(record->numbers[0].use == NumberUse::mfa);
  CHECK(record->numbers[0].field == "authenticationPhoneNumber");
  CHECK(record->numbers[1].kind == NumberKind::fax);
  CHECK(record->numbers[1].use == NumberUse::contact);
  CHECK(number_text(*record, 2) == "+12025550145");
  CHECK(record->numbers[2].use == NumberUse::mfa);
}

TEST_CASE("values of parallel arrays stay together, also when one is missing") {
  PersonTable table;
  table.column(Field::username, "login");
  ColumnRule& phone = table.column(Field::phone, "phones[].number");
  phone.values = Words{{"landline", "other"}, {"secret", "ignore"}};
  table.parallel(Field::phone_extension, "phones[].extension");
  table.parallel(Field::phone_kind, "phones[].type");
  const auto record = table.read({"ada", "+12025550143" + kNext + kNext + "+442079460018" + kNext + "+12025550199",
                                  kNext + "99" + kNext + "x3243" + kNext,
                                  "Mobile" + kNext + "Mobile" + kNext + "Landline" + kNext + "Secret"});
  REQUIRE(record);
  REQUIRE(record->numbers.size() == 2);
  CHECK(number_text(*record, 0) == "+12025550143");
  CHECK(record->numbers[0].kind == NumberKind::mobile);
  CHECK(record->numbers[0].extension.empty());
  CHECK(number_text(*record, 1) == "+442079460018");
  CHECK(record->numbers[1].kind == NumberKind::other);
  CHECK(record->numbers[1].extension == "3243");
}

TEST_CASE("an extension in the number beats the extension column") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "workPhone");
  table.parallel(Field::phone_extension, "workExt");
  CHECK(table.read({"ada", "+12025550143 x12", "34"})->numbers.at(0).extension == "12");
  CHECK(table.read({"ada", "+12025550143", "34"})->numbers.at(0).extension == "34");
}

TEST_CASE("a cell with several numbers gives every one") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "otherMobile");
  for (const char* joiner : {";", "|", "\n", "; ", ", "}) {
    INFO(joiner);
    const auto record = table.read({"ada", std::string("+12025550143") + joiner + "+442079460018"});
    REQUIRE(record);
    CHECK(number_text(*record, 0) == "+12025550143");
    CHECK(number_text(*record, 1) == "+442079460018");
    CHECK(record->codes.has(DiagCode::P_MULTI));
  }
  const auto uri = table.read({"ada", "tel:+1-202-555-0143;ext=12"});
  REQUIRE(uri->numbers.size() == 1);
  CHECK(uri->numbers[0].extension == "12");
}

TEST_CASE("one number in two columns of a row is kept once per use") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "mobile");
  table.column(Field::phone, "MobilePhone");
  table.column(Field::factor_phone, "recoveryPhone");
  const auto record = table.read({"ada", "+12025550143", "+1 (202) 555-0143", "+12025550143"});
  REQUIRE(record);
  REQUIRE(record->numbers.size() == 2);
  CHECK(record->numbers[0].use == NumberUse::contact);
  CHECK(record->numbers[1].use == NumberUse::mfa);
}

TEST_CASE("a national number is read in the person's own country, else in the default region") {
  PersonTable table;
  table.set_region("US");
  table.column(Field::username, "login");
  table.column(Field::country, "Country");
  table.column(Field::phone, "Mobile");
  CHECK(number_text(*table.read({"ada", "GB", "020 7946 0018"}), 0) == "+442079460018");
  CHECK(number_text(*table.read({"ada", "United Kingdom", "020 7946 0018"}), 0) == "+442079460018");
  CHECK(number_text(*table.read({"ada", "", "(202) 555-0143"}), 0) == "+12025550143");
  const auto lost = table.read({"ada", "Atlantis", "(202) 555-0143"});
  CHECK(lost->country.empty());
  CHECK(lost->codes.has(DiagCode::L_UNKNOWN));
  CHECK(number_text(*lost, 0) == "+12025550143");
}

TEST_CASE("what bare digits prove says nothing about numbers typed with separators") {
  PersonTable table;
  table.set_region("US");
  table.column(Field::username, "login");
  table.column(Field::phone, "phone");
  table.plan().number.form = NumberForm::international;  // by 14085550143 and the like
  table.plan().number.by = DecidedBy::evidence;
  CHECK(number_text(*table.read({"ada", "555-415-1337"}), 0) == "+15554151337");
  CHECK(number_text(*table.read({"ada", "(202) 555-0143 x12"}), 0) == "+12025550143");
  CHECK(number_text(*table.read({"ada", "44 20 7946 0018"}), 0) == "+442079460018");
  CHECK(number_text(*table.read({"ada", "442079460018"}), 0) == "+442079460018");
  CHECK(number_text(*table.read({"ada", "14085550143"}), 0) == "+14085550143");
  table.plan().number.by = DecidedBy::format;
  CHECK(number_text(*table.read({"ada", "44 20 7946 0018"}), 0) == "+442079460018");
}

TEST_CASE("every id of an account is kept, the first is its id") {
  PersonTable table;
  table.set_product("ad");
  table.column(Field::person_id, "ObjectGUID");
  table.column(Field::person_id, "SID");
  table.column(Field::person_id, "DistinguishedName");
  const auto record = table.read({"6f9619ff-8b86-d011-b42d-00cf4fc964ff", "S-1-5-21-1-2-3-1104", "CN=Ada,DC=example"});
  CHECK(record->id == "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
  CHECK(record->other_ids == std::vector<std::string>{"S-1-5-21-1-2-3-1104", "CN=Ada,DC=example"});
  const auto nameless = table.read({"", "S-1-5-21-1-2-3-1104", "-"});
  CHECK(nameless->id == "S-1-5-21-1-2-3-1104");
  CHECK(nameless->other_ids.empty());
}

TEST_CASE("a membership has its groups and no number") {
  PersonTable table;
  table.column(Field::person_id, "_dn");
  table.column(Field::groups, "_group");
  table.column(Field::phone, "phone");
  table.column(Field::row_class, "_entry").values = Words{{"member", "membership"}};
  const auto record = table.read({"uid=ada,dc=example", "Domain Admins", "+1 202 555 0143", "member"});
  REQUIRE(record);
  CHECK(record->is_membership);
  CHECK(record->privileged.value_or(false));
  CHECK(record->numbers.empty());
  CHECK_FALSE(table.read({"uid=ada,dc=example", "Staff", "+1 202 555 0143", "person"})->is_membership);
}

TEST_CASE("numbers without a key are kept, empty ones are not") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "Mobile");
  const auto damaged = table.read({"ada", "4.47701E+11"});
  REQUIRE(damaged->numbers.size() == 1);
  CHECK_FALSE(damaged->numbers[0].key);
  CHECK(damaged->numbers[0].status == NumberStatus::damaged);
  CHECK(damaged->codes.has(DiagCode::D_NO_NUMBER));
  CHECK(damaged->codes.has(DiagCode::P_SCI_LOSSY));
  for (const char* nothing : {"", "n/a", "-"}) {
    INFO(nothing);
    const auto record = table.read({"ada", nothing});
    REQUIRE(record);
    CHECK(record->numbers.empty());
    CHECK(record->codes.has(DiagCode::D_NO_NUMBER));
  }
}

TEST_CASE("codes of a number stay with the number, so that nothing is counted twice") {
  PersonTable table;
  table.set_region("US");
  table.column(Field::username, "login");
  table.column(Field::phone, "Mobile");
  const auto record = table.read({"ada", "(202) 555-0143"});
  REQUIRE(record->numbers.size() == 1);
  CHECK(record->numbers[0].codes.has(DiagCode::P_REGION_ASSUMED));
  CHECK(record->codes.has(DiagCode::P_REGION_ASSUMED));
  CHECK_FALSE(table.codes.has(DiagCode::P_REGION_ASSUMED));
}

TEST_CASE("a collection printed as a type name is a lost value and never a number or a group") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "otherMobile");
  table.column(Field::groups, "MemberOf");
  const auto record =
      table.read({"ada", "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection", "System.String[]"});
  REQUIRE(record);
  CHECK(record->numbers.empty());
  CHECK(record->groups.empty());
  CHECK(record->codes.has(DiagCode::D_LOST_VALUE));
}

TEST_CASE("exact words win over prefixes, longer prefixes over shorter, the rest comes last") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::department, "d").values =
      Words{{"*", "rest"}, {"id*", "short"}, {"iden*", "long"}, {"identity", "exact"}};
  CHECK(table.read({"ada", "Identity"})->department == "exact");
  CHECK(table.read({"ada", "IDENTITIES"})->department == "long");
  CHECK(table.read({"ada", "id"})->department == "short");
  CHECK(table.read({"ada", "x"})->department == "rest");
}

TEST_CASE("a constant beside a column fills only the rows that have no value") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::company, "company").constant = "Example Corp";
  CHECK(table.read({"ada", "Other"})->company == "Other");
  CHECK(table.read({"ada", ""})->company == "Example Corp");
}

TEST_CASE("country and state become codes, a state is read within the country") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::country, "country");
  table.column(Field::country, "usageLocation");
  table.column(Field::state, "st");
  const auto record = table.read({"ada", "United States", "", "CA"});
  CHECK(record->country == "US");
  CHECK(record->state == "US-CA");
  CHECK(table.read({"ada", "", "GB", ""})->country == "GB");
  CHECK(table.read({"ada", "Atlantis", "GB", ""})->country == "GB");
  CHECK(table.read({"ada", "CA", "", "NL"})->state == "CA-NL");
}

TEST_CASE("last sign-in is RFC 3339 whatever the directory writes") {
  CHECK(last_login_of("2024-03-04T14:05:06.000Z") == "2024-03-04T14:05:06Z");
  CHECK(last_login_of("1709561106") == "2024-03-04T14:05:06Z");
  CHECK(last_login_of("1709561106000") == "2024-03-04T14:05:06Z");
  CHECK(last_login_of("133540347060000000") == "2024-03-04T14:05:06Z");
  CHECK(last_login_of("20240304140506.0Z") == "2024-03-04T14:05:06Z");
  CHECK(last_login_of("/Date(1709561106000)/") == "2024-03-04T14:05:06Z");
  ColumnRule us;
  us.zone = "UTC";
  us.date_order = DateOrder::month_day_year;
  CHECK(last_login_of("3/4/2024 2:05:06 PM", us) == "2024-03-04T14:05:06Z");
}

TEST_CASE("never, local times and dates of unknown culture give no last sign-in") {
  for (const char* text : {"", "0", "9223372036854775807", "9223372036854770000", "Never logged in",
                           "1970-01-01T00:00:00.000Z", "0001-01-01T00:00:00Z", "0000-00-00", "16010101000000.0Z",
                           "4/9/2024 1:37:00 AM", "2024-03-04 14:05:06", "99999999999999999999999"}) {
    INFO(text);
    CHECK(last_login_of(text).empty());
  }
}

TEST_CASE("computers, groups, nameless and empty rows are no people") {
  PersonTable table;
  table.column(Field::username, "sam");
  table.column(Field::row_class, "objectClass").values = Words{{"computer", "not_counted"}, {"*", "counted"}};
  table.column(Field::phone, "mobile");
  CHECK(table.read({"ada", "top" + kNext + "person" + kNext + "user", "+12025550143"}));
  CHECK_FALSE(table.codes.has(DiagCode::R_NOT_A_PERSON));
  CHECK_FALSE(table.read({"pc$", "top" + kNext + "user" + kNext + "computer", ""}));
  CHECK(table.codes.has(DiagCode::R_NOT_A_PERSON));
  CHECK_FALSE(table.read({"pc$", "top;user;computer", ""}));
  CHECK_FALSE(table.read({"", "user", "+12025550143"}));
  CHECK(table.codes.has(DiagCode::R_NOT_A_PERSON));
}

TEST_CASE("blank, damaged and repeated header rows give no record and say why") {
  PersonTable table;
  table.column(Field::username, "login");
  RawRow blank;
  blank.blank = true;
  CHECK_FALSE(table.read(blank));
  CHECK(table.codes.empty());
  RawRow damaged;
  damaged.fault = DiagCode::J_BAD_RECORD;
  CHECK_FALSE(table.read(damaged));
  CHECK(table.codes.has(DiagCode::J_BAD_RECORD));
  RawRow header;
  header.repeated_header = true;
  CHECK_FALSE(table.read(header));
  CHECK(table.codes.has(DiagCode::V_REPEATED_HEADER));
}

TEST_CASE("a row shorter than the plan has empty cells") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::phone, "mobile");
  table.parallel(Field::phone_kind, "type");
  const auto record = table.read({"ada"});
  REQUIRE(record);
  CHECK(record->numbers.empty());
}

TEST_CASE("hostile cells neither crash nor take quadratic time") {
  PersonTable table;
  table.column(Field::username, "login");
  table.column(Field::groups, "groups");
  table.column(Field::alias, "alias");
  std::string many;
  for (int i = 0; i < 200'000; ++i) many += "g" + std::to_string(i) + kNext;
  const auto record = table.read({"ada", many, std::string(1000, '\\') + "a"});
  REQUIRE(record);
  CHECK(record->groups.size() == 200'000);
  for (const std::string& text :
       {std::string("="), std::string("=\""), std::string("'"), std::string("CN="), std::string("CN=\\"),
        std::string(",CN=,CN=DC="), std::string("X'"), std::string("{"), std::string("\\"), std::string("SMTP:")}) {
    INFO(text);
    CHECK(table.read({"x", text, text}));
  }
}
