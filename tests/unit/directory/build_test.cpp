// Merging rows into people, and who holds a number.
#include <catch2/catch.hpp>

#include "mfax/directory.hpp"

using namespace mfax;

namespace {

DirectoryRecord person(unsigned file, unsigned line, std::string product, std::string id, std::string username, std::string email = "") {
  DirectoryRecord record;
  record.row = RowRef{static_cast<FileId>(file), 0, line};
  record.product = std::move(product);
  record.id = std::move(id);
  record.username = std::move(username);
  record.email = std::move(email);
  return record;
}

DirectoryNumber number(std::uint64_t digits, NumberUse use = NumberUse::contact) {
  DirectoryNumber out;
  out.key = PhoneKey{digits};
  out.status = NumberStatus::ok;
  out.use = use;
  return out;
}

}  // namespace

TEST_CASE("rows with one e-mail address are one person, whatever its case") {
  const Directory directory = build_directory({person(0, 2, "duo", "DU1", "ada", "Ada@Example.org"), person(1, 2, "ad", "g-1", "alovelace", "ada@example.org")});
  REQUIRE(directory.people().size() == 1);
  CHECK(directory.people()[0].username == "ada");
  CHECK(directory.people()[0].aliases == std::vector<std::string>{"alovelace"});
  CHECK(directory.people()[0].rows.size() == 2);
}

TEST_CASE("a UPN joins an e-mail address and a login joins DOMAIN-qualified one") {
  const Directory directory = build_directory({person(0, 2, "ad", "g-1", "EXAMPLE\\bob", "bob@example.org"), person(1, 2, "entra", "e-1", "BOB@example.org"),
                                               person(2, 2, "", "", "bob")});
  CHECK(directory.people().size() == 1);
}

TEST_CASE("two ids of one product with one login stay two people and are listed") {
  const Directory directory = build_directory({person(0, 2, "duo", "DU1", "sam"), person(0, 3, "duo", "DU2", "sam")});
  CHECK(directory.people().size() == 2);
  REQUIRE(directory.conflicts().size() == 1);
  CHECK(directory.conflicts()[0].kind == "two_ids_one_login");
}

TEST_CASE("an employee id joins second accounts of one product") {
  auto a = person(0, 2, "ad", "g-1", "eve", "eve@example.org"), b = person(0, 3, "ad", "g-2", "adm-eve");
  a.employee_id = b.employee_id = "004711";
  CHECK(build_directory({a, b}).people().size() == 1);
}

TEST_CASE("placeholders never join people") {
  auto a = person(0, 2, "", "", "n/a", "-"), b = person(0, 3, "", "", "N/A", "-");
  a.employee_id = b.employee_id = "0";
  CHECK(build_directory({a, b}).people().size() == 2);
}

TEST_CASE("equal ids of two files without a known product mean nothing") {
  CHECK(build_directory({person(0, 2, "", "1", "x@example.org"), person(1, 2, "", "1", "y@example.org")}).people().size() == 2);
}

TEST_CASE("a phone number never joins two people") {
  auto a = person(0, 2, "", "", "a"), b = person(0, 3, "", "", "b");
  a.numbers.push_back(number(12025550143));
  b.numbers.push_back(number(12025550143));
  const Directory directory = build_directory({a, b});
  REQUIRE(directory.people().size() == 2);
  const auto holders = directory.find(PhoneKey{12025550143});
  REQUIRE(holders.size() == 2);
  CHECK(holders[0].person < holders[1].person);
  CHECK(directory.find(PhoneKey{12025550144}).empty());
  CHECK(directory.find(PhoneKey{}).empty());
}

TEST_CASE("the same number in two directories is listed once, and the MFA field wins") {
  auto a = person(0, 2, "ad", "g", "a"), b = person(1, 2, "duo", "d", "a");
  a.numbers.push_back(number(12025550143));
  b.numbers.push_back(number(12025550143, NumberUse::mfa));
  const Directory directory = build_directory({a, b});
  REQUIRE(directory.people().size() == 1);
  REQUIRE(directory.people()[0].numbers.size() == 1);
  CHECK(directory.people()[0].numbers[0].use == NumberUse::mfa);
  CHECK(directory.find(PhoneKey{12025550143}).size() == 1);
  CHECK(directory.number_count() == 1);
}

TEST_CASE("an older Mexican form finds its owner as equivalent") {
  auto a = person(0, 2, "", "", "a");
  a.numbers.push_back(number(525512345678));
  const Directory directory = build_directory({a});
  const auto holders = directory.find(PhoneKey{5215512345678});
  REQUIRE(holders.size() == 1);
  CHECK(holders[0].confidence == Confidence::equivalent);
  CHECK(holders[0].alias != DiagCode::none);
}

TEST_CASE("an alias that is somebody's own number names only its owner, and the collision is listed") {
  auto a = person(0, 2, "", "", "a"), b = person(0, 3, "", "", "b");
  a.numbers.push_back(number(525512345678));
  b.numbers.push_back(number(5215512345678));
  const Directory directory = build_directory({a, b});
  const auto holders = directory.find(PhoneKey{5215512345678});
  REQUIRE(holders.size() == 1);
  CHECK(directory.person(holders[0].person).username == "b");
  CHECK_FALSE(directory.conflicts().empty());
}

TEST_CASE("the directory named first decides where values differ") {
  auto a = person(0, 2, "duo", "d", "a"), b = person(1, 2, "ad", "g", "a");
  a.status = AccountStatus::active;
  b.status = AccountStatus::disabled;
  a.country = "";
  b.country = "CA";
  b.privileged = true;
  const Directory directory = build_directory({a, b});
  CHECK(directory.people()[0].status == AccountStatus::active);
  CHECK(directory.people()[0].country == "CA");
  CHECK(directory.people()[0].privileged);
  CHECK(directory.conflicts().size() == 1);
}
