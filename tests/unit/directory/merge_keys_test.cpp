// Which keys join rows of several exports, and which must not.
#include <algorithm>
#include <catch2/catch.hpp>

#include "mfax/directory.hpp"

using namespace mfax;

namespace {

DirectoryRecord row(unsigned file, unsigned line, std::string product, std::string id, std::string username,
                    std::string email = "") {
  DirectoryRecord record;
  record.row = RowRef{static_cast<FileId>(file), 0, line};
  record.product = std::move(product);
  record.id = std::move(id);
  record.username = std::move(username);
  record.email = std::move(email);
  return record;
}

}  // namespace

TEST_CASE("a GUID in one export of a directory and a SID or a name in another do not contradict each other") {
  const Directory directory = build_directory({row(0, 2, "ad", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "ada"),
                                               row(1, 2, "ad", "S-1-5-21-1-2-3-1104", "ada"),
                                               row(2, 2, "ad", "CN=Ada Example,DC=example,DC=org", "ada")});
  CHECK(directory.people().size() == 1);
  CHECK(directory.conflicts().empty());
  CHECK(build_directory({row(0, 2, "ad", "S-1-5-21-1-2-3-1104", "ada"), row(1, 2, "ad", "S-1-5-21-9-9-9-1104", "ada")})
            .people()
            .size() == 2);
}

TEST_CASE("an administrator of Duo who is also its user is one person") {
  auto admin = row(1, 2, "duo", "DEEXAMPLE00000000001", "ada@example.org", "ada@example.org");
  admin.privileged = true;
  const Directory directory =
      build_directory({row(0, 2, "duo", "DUEXAMPLE00000000001", "ada", "ada@example.org"), admin});
  REQUIRE(directory.people().size() == 1);
  CHECK(directory.people()[0].privileged);
  CHECK(directory.conflicts().empty());
}

TEST_CASE("one login name in two domains is two people unless a stronger key joins them") {
  const auto corp = row(0, 2, "", "", "CORP\\jsmith", "john.smith@example.org");
  const auto emea = row(0, 3, "", "", "EMEA\\jsmith", "jane.smith@example.org");
  const Directory two = build_directory({corp, emea, row(1, 2, "", "", "jsmith")});
  CHECK(two.people().size() == 3);  // whose the plain one is cannot be known: it is told by itself
  REQUIRE(two.conflicts().size() == 1);
  CHECK(two.conflicts()[0].kind == "one_login_two_domains");
  CHECK(build_directory({corp, emea, row(1, 2, "", "", "jsmith", "jane.smith@example.org")}).people().size() == 2);
  CHECK(build_directory({corp, row(1, 2, "", "", "corp\\JSmith"), row(2, 2, "", "", "jsmith")}).people().size() == 1);
  const Directory moved = build_directory({corp, row(1, 2, "", "", "NEW\\jsmith", "john.smith@example.org"), row(2, 2, "", "", "jsmith")});
  CHECK(moved.people().size() == 1);
  CHECK(moved.conflicts().empty());
}

TEST_CASE("one name at two mail domains with a common mailbox is two people") {
  const Directory directory = build_directory({row(0, 2, "", "", "jsmith@example.org", "desk@example.net"),
                                               row(0, 3, "", "", "jsmith@example.com", "desk@example.net")});
  CHECK(directory.people().size() == 2);
  CHECK(directory.conflicts().size() == 1);
}

TEST_CASE("somebody's further address does not take the rows of the person whose own it is") {
  auto ada = row(0, 2, "entra", "e-1", "ada@example.org", "ada@example.org");
  ada.aliases = {"grace@example.org"};  // a contact address
  const Directory directory = build_directory(
      {ada, row(0, 3, "entra", "e-2", "grace@example.org"), row(1, 2, "duo", "DU2", "g.sample", "grace@example.org")});
  REQUIRE(directory.people().size() == 2);
  CHECK(directory.people()[0].rows.size() == 1);
  CHECK(directory.people()[1].rows.size() == 2);
}

TEST_CASE("a further address joins when nobody else bears it") {
  auto ada = row(0, 2, "entra", "e-1", "ada@example.org");
  ada.aliases = {"ada@example.net"};
  CHECK(build_directory({ada, row(1, 2, "duo", "DU1", "ada.e", "ada@example.net")}).people().size() == 1);
}

TEST_CASE("an employee number that stands at many accounts joins nobody") {
  std::vector<DirectoryRecord> records;
  for (unsigned i = 0; i < 6; ++i) {
    records.push_back(row(0, i + 2, "ad", "g-" + std::to_string(i), "contractor" + std::to_string(i)));
    records.back().employee_id = "99999";
  }
  const Directory directory = build_directory(records);
  CHECK(directory.people().size() == 6);
  REQUIRE(directory.conflicts().size() == 1);
  CHECK(directory.conflicts()[0].kind == "shared_employee_id");
  CHECK(directory.conflicts()[0].rows.size() == 6);
}

TEST_CASE("several rows of one employee are no shared number") {
  std::vector<DirectoryRecord> records;
  for (unsigned i = 0; i < 9; ++i) {
    records.push_back(row(0, i + 2, "", "", "ada"));
    records.back().employee_id = "0007";
  }
  records.push_back(row(1, 2, "ad", "g-1", "aexample"));
  records.back().employee_id = "0007";
  CHECK(build_directory(records).people().size() == 1);
}

TEST_CASE("a mailbox of a desk does not make one person of those who sit there") {
  auto ada = row(0, 2, "", "", "", "desk@example.org"), grace = row(0, 3, "", "", "", "desk@example.org");
  ada.display_name = "Ada Example";
  grace.display_name = "Grace Sample";
  const Directory named = build_directory({ada, grace, row(1, 2, "duo", "DU1", "grace", "desk@example.org")});
  CHECK(named.people().size() == 3);
  REQUIRE(named.conflicts().size() == 1);
  CHECK(named.conflicts()[0].kind == "two_ids_one_address");
  CHECK(build_directory({row(0, 2, "", "", "ada", "desk@example.org"), row(0, 3, "", "", "grace", "desk@example.org")}).people().size() == 2);
  auto first = row(0, 2, "", "", "", "desk@example.org"), second = row(0, 3, "", "", "", "desk@example.org");
  first.employee_id = "1001";
  second.employee_id = "1002";
  CHECK(build_directory({first, second}).people().size() == 2);
}

TEST_CASE("several rows of one login or one name with one address are one person") {
  CHECK(build_directory({row(0, 2, "", "", "ada", "ada@example.org"), row(0, 3, "", "", "ADA@example.org", "ada@example.org")}).people().size() == 1);
  auto main = row(0, 2, "", "", "ada", "ada@example.org"), admin = row(0, 3, "", "", "adm-ada", "ada@example.org");
  main.display_name = "Ada Example";
  admin.display_name = "Example, Ada";
  CHECK(build_directory({main, admin}).people().size() == 1);
}

TEST_CASE("of two accounts with one address the one with the login of the row takes it") {
  const Directory directory = build_directory({row(0, 2, "ad", "g-2", "adm-ada", "ada@example.org"), row(0, 3, "ad", "g-1", "ada", "ada@example.org"),
                                               row(1, 2, "entra", "e-1", "ada@example.org", "ada@example.org")});
  REQUIRE(directory.people().size() == 2);
  CHECK(directory.people()[0].rows.size() == 1);
  CHECK(directory.people()[1].rows.size() == 2);
}

TEST_CASE("one personnel number with two names is two people") {
  auto hr = row(0, 2, "", "", "", "ada@example.org"), okta = row(1, 2, "okta", "00u1", "bob@example.org");
  hr.employee_id = okta.employee_id = "1001";
  hr.display_name = "Ada Example";
  okta.display_name = "Bob Muster";
  const Directory directory = build_directory({hr, okta});
  CHECK(directory.people().size() == 2);
  REQUIRE(directory.conflicts().size() == 1);
  CHECK(directory.conflicts()[0].kind == "two_names_one_employee_id");
  // A new family name, letters lost on export, another script, a second account, a nickname.
  for (const std::string name : {"Ada Muster", "?da Ex?mple", "\u30a8\u30a4\u30c0", "adm-ada", "Addie"}) {
    okta.display_name = name;
    okta.username = "adm-ada";
    CHECK(build_directory({hr, okta}).people().size() == 1);
  }
}

TEST_CASE("names that share a word are not one person because a number stands at both") {
  const auto people = [](const std::vector<std::string>& names) {
    std::vector<DirectoryRecord> records;
    for (const std::string& name : names) {
      records.push_back(row(0, static_cast<unsigned>(records.size()) + 2, "", "", ""));
      records.back().employee_id = "77";
      records.back().display_name = name;
    }
    const Directory directory = build_directory(records);
    CHECK(directory.conflicts().empty() == (directory.people().size() == 1));
    return directory.people().size();
  };
  std::vector<std::string> names{"Anna Smith", "Bob Jones", "Anna Jones"};
  std::sort(names.begin(), names.end());
  do CHECK(people(names) == 3);
  while (std::next_permutation(names.begin(), names.end()));
  CHECK(people({"Anna Smith (Contractor)", "Bob Jones (Contractor)"}) == 2);
  CHECK(people({"Smith, Anna - ACME Corp", "Jones, Bob - ACME Corp"}) == 2);
  CHECK(people({"Anna Smith", "Smith, Anna (Contractor)"}) == 1);
  CHECK(people({"\u674e \u5b89", "\u738b \u82b3"}) == 2);
  CHECK(people({"John Smith", "John Brown", "Mary Brown", "Mary White", "Peter White", "Ada Lane", "Bo Lane", "Cy Lane"}) == 8);
}

TEST_CASE("namesakes with different employee numbers at one mailbox are two people") {
  auto first = row(0, 2, "", "", "", "desk@example.org"), second = row(0, 3, "", "", "", "desk@example.org");
  first.display_name = second.display_name = "John Smith";
  first.employee_id = "1";
  second.employee_id = "2";
  CHECK(build_directory({first, second}).people().size() == 2);
}

TEST_CASE("an account is found by its SID or its distinguished name when another export has more ids of it") {
  auto full = row(0, 2, "ad", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "ada");
  full.other_ids = {"S-1-5-21-1-2-3-1104", "CN=Ada Example, OU=Users, DC=example,DC=org"};
  CHECK(build_directory({full, row(1, 2, "ad", "S-1-5-21-1-2-3-1104", "")}).people().size() == 1);
  CHECK(build_directory({full, row(1, 2, "ldap", "cn=ada example,ou=users,dc=example,dc=org", "")}).people().size() == 1);
  CHECK(build_directory({full, row(1, 2, "ad", "S-1-5-21-9-9-9-1104", "ada")}).people().size() == 2);
}

TEST_CASE("a moved account is the same, one of another domain is not") {
  const auto before = row(0, 2, "ad", "CN=Ada,OU=Old,DC=example,DC=org", "ada");
  CHECK(build_directory({before, row(1, 2, "ad", "CN=Ada,OU=New,DC=example,DC=org", "ada")}).people().size() == 1);
  CHECK(build_directory({before, row(1, 2, "ad", "CN=Ada,OU=Old,DC=example,DC=net", "ada")}).people().size() == 2);
}

TEST_CASE("a membership gives its groups to the account and is nobody by itself") {
  auto group = row(0, 2, "ldap", "uid=ada,ou=people,dc=example", "");
  group.is_membership = true;
  group.groups = {"Domain Admins"};
  group.privileged = true;
  auto posix = row(0, 9, "ldap", "", "ada");
  posix.is_membership = true;
  posix.groups = {"staff"};
  auto ghost = row(0, 3, "ldap", "cn=pc1,dc=example", "");
  ghost.is_membership = true;
  auto ada = row(0, 5, "ldap", "0e9bfe7e-6a4b-103e-8a3c-000000000001", "ada");
  ada.other_ids = {"uid=Ada, ou=People, dc=example"};
  const Directory directory = build_directory({group, ghost, ada, posix});
  REQUIRE(directory.people().size() == 1);
  const Person& person = directory.people()[0];
  CHECK(person.id == ada.id);
  CHECK(person.groups == std::vector<std::string>{"Domain Admins", "staff"});
  CHECK(person.privileged);
  CHECK(person.rows == std::vector<RowRef>{ada.row, group.row, posix.row});
  REQUIRE(directory.conflicts().size() == 1);
  CHECK(directory.conflicts()[0].kind == "unknown_members");
}

TEST_CASE("a membership by login name belongs to the account of its own file") {
  auto member = row(0, 9, "ldap", "", "ada");
  member.is_membership = true;
  member.groups = {"wheel"};
  const auto ada = row(0, 2, "ldap", "0e9bfe7e-6a4b-103e-8a3c-000000000001", "ada");
  const Directory directory = build_directory({ada, member, row(1, 2, "duo", "DU1", "ada"), row(1, 3, "duo", "DU2", "ada")});
  REQUIRE(directory.people().size() == 3);
  CHECK(directory.people()[0].groups == std::vector<std::string>{"wheel"});
  CHECK(build_directory({member, row(1, 2, "duo", "DU1", "ada"), row(1, 3, "duo", "DU2", "ada")}).people()[0].groups.empty());
  CHECK(build_directory({member, row(1, 2, "duo", "DU1", "ada")}).people()[0].groups.size() == 1);
}

TEST_CASE("a number that stands at everybody costs no more than its holders") {
  std::vector<DirectoryRecord> records;
  for (unsigned i = 0; i < 20000; ++i) {
    records.push_back(row(0, i + 2, "ad", "g-" + std::to_string(i), "u" + std::to_string(i), "desk@example.org"));
    DirectoryNumber number;
    number.key = PhoneKey{12025550143};
    records.back().numbers.push_back(number);
  }
  const Directory directory = build_directory(std::move(records));
  CHECK(directory.people().size() == 20000);
  CHECK(directory.find(PhoneKey{12025550143}).size() == 20000);
  CHECK(directory.conflicts().size() == 1);
}
