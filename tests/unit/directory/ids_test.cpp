// One spelling of an id, and the owner of a record who is named in an address only.
#include <catch2/catch.hpp>

#include "directory/texts.hpp"

using namespace mfax::directory;

TEST_CASE("the owner is taken from an address of Okta, PingOne and Graph") {
  CHECK(owner_in_address("https://example.okta.com/api/v1/users/00u1/factors/sms1") == "00u1");
  CHECK(owner_in_address("https://example.okta.com/api/v1/users/ada%40example.org?x=1") == "ada@example.org");
  CHECK(owner_in_address("https://api.pingone.com/v1/environments/e1/users/p1/devices/d1") == "p1");
  CHECK(owner_in_address("https://graph.microsoft.com/v1.0/$metadata#users('ada%40example.org')/authentication/x") ==
        "ada@example.org");
  CHECK(owner_in_address("https://graph.microsoft.com/v1.0/$metadata#users").empty());
  CHECK(owner_in_address("https://example.okta.com/api/v1/groups/00g1/users").empty());
  CHECK(owner_in_address("/users/00u1").empty());
  CHECK(owner_in_address("https://example.org/users/100%").starts_with("100%"));
}

TEST_CASE("a login name in an address is no id") {
  CHECK(stable_id("https://example.okta.com/api/v1/users/ada%40example.org/factors/x").empty());
  CHECK(stable_id("https://example.okta.com/api/v1/users/00u1/factors/x") == "00u1");
  CHECK(stable_id("ada@example.org") == "ada@example.org");
}

TEST_CASE("octets of csvde are the GUID or the SID as PowerShell prints them") {
  CHECK(stable_id("X'ff19966f868b11d0b42d00cf4fc964ff'") == "6f9619ff-8b86-d011-b42d-00cf4fc964ff");
  CHECK(stable_id("X'010500000000000515000000010000000200000003000000f4010000'") == "S-1-5-21-1-2-3-500");
  CHECK(stable_id("X'0105000000000005150000000100000002000000'") == "X'0105000000000005150000000100000002000000'");
  CHECK(stable_id("X''") == "X''");
  CHECK(stable_id("X'zz'") == "X'zz'");
}
