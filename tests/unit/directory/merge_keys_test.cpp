// Which keys join rows of several exports, and which must not.
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
