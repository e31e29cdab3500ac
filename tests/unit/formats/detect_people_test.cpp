// Directory exports: columns that no format knows, lists where a text is usual, and records that name nobody.
#include <catch2/catch.hpp>

#include "detect_support.hpp"

namespace mfax {
using namespace test;

TEST_CASE("a column with numbers that the format does not know is read, and said so") {
  const Detection found = detect_people(
      "SamAccountName,Name,Enabled,mobile,extensionAttribute5,employeeNumber,SID\n"
      "ada,Ada Example,True,,+1 202 555 0143,2025550144,S-1-5-21-1-2-3-1104\n");
  CHECK(found.plan.format->id == "ad-getaduser-csv");
  CHECK(columns_of(found, Field::phone) == std::vector<std::string>{"mobile", "extensionAttribute5"});
  CHECK(has_note(found, "column \"extensionAttribute5\" is taken as a phone number by its values"));
}

TEST_CASE("numbers of managers and emergency contacts are not read in known formats either, and said so") {
  const Detection csv =
      detect_people("SamAccountName,Name,Enabled,mobile,Manager Mobile\nada,Ada Example,True,,+1 202 555 0143\n");
  CHECK(columns_of(csv, Field::phone) == std::vector<std::string>{"mobile"});
  CHECK(has_note(csv, "column \"Manager Mobile\" holds numbers of other people"));
  const Detection json = detect_people(
      R"([{"id": "00u1", "status": "ACTIVE", "profile": {"login": "ada@example.org", "email": "ada@example.org",
        "emergencyContactPhone": "+1 202 555 0143", "deskPhone": "+1 202 555 0144"}}])");
  CHECK(json.plan.format->id == "okta-users-json");
  const auto phones = columns_of(json, Field::phone);
  CHECK(std::find(phones.begin(), phones.end(), "profile.deskPhone") != phones.end());
  CHECK(std::find(phones.begin(), phones.end(), "profile.emergencyContactPhone") == phones.end());
  CHECK(has_note(json, "emergencyContactPhone"));
}

TEST_CASE("the phone of an employee is a phone, the number of an employee is none") {
  const Detection found = detect_people(
      "Employee Name,Employee Email,Employee Number,Employee Mobile\nAda Example,ada@example.org,20255501,+1 202 555 0143\n");
  CHECK(columns_of(found, Field::phone) == std::vector<std::string>{"Employee Mobile"});
}

TEST_CASE("a list of texts in place of a text is read once") {
  const Detection found = detect_people(
      R"([{"sAMAccountName": "ada", "cn": "Ada", "objectClass": "user", "telephoneNumber": ["+1 202 555 0143"]},
          {"sAMAccountName": "bob", "cn": "Bob", "objectClass": "user", "telephoneNumber": "+1 202 555 0144"}])");
  const auto phones = columns_of(found, Field::phone);
  CHECK(std::count_if(phones.begin(), phones.end(),
                      [](const std::string& name) { return name.starts_with("telephoneNumber"); }) == 1);
}

TEST_CASE("records that name nobody are refused instead of being made one person") {
  const auto failure = failure_of([] {
    detect_people(
        R"({"value": [{"phoneNumber": "+1 2025550143", "phoneType": "mobile", "smsSignInState": "ready",
            "id": "3179e48a-750b-4051-897c-87b9720928f7"}]})");
  });
  CHECK(failure.code == ExitCode::bad_input);
  CHECK(failure.what.find("nothing in the records says whose they are") != std::string::npos);
  CHECK(failure.what.find("2025550143") == std::string::npos);
  CHECK(failure_of([] {
          detect_people(R"({"data": {"otp_devices": [{"id": 1, "auth_factor_name": "OneLogin SMS",
            "phone_number": "+12025550143", "active": true}]}})");
        }).code == ExitCode::bad_input);
}

TEST_CASE("what proves who somebody is is no phone, whatever it looks like") {
  for (const std::string name : {"Password", "Password [Required]", "user_password", "Initial password [passwordProfile] Required", "PIN", "Kennwort"}) {
    const Detection csv = detect_people("SamAccountName,Name,Enabled,mobile," + name + "\nada,Ada Example,True,,+1 202 555 0143\n");
    CHECK(columns_of(csv, Field::phone) == std::vector<std::string>{"mobile"});
    CHECK_FALSE(has_note(csv, name));
    const Detection plain = detect_people("login,mobile," + name + "\nada,+1 202 555 0144,+1 202 555 0143\n");
    const auto read = columns_of(plain, Field::phone);
    CHECK(std::find(read.begin(), read.end(), name) == read.end());
  }
  const Detection json = detect_people(
      R"([{"id": "00u1", "status": "ACTIVE", "profile": {"login": "ada@example.org"},
        "credentials": {"recovery_question": {"question": "x", "answer": "+1 202 555 0143"}}}])");
  const auto phones = columns_of(json, Field::phone);
  CHECK(std::none_of(phones.begin(), phones.end(), [](const std::string& path) { return path.starts_with("credentials"); }));
}

TEST_CASE("a column that is a count elsewhere is read when it holds numbers") {
  CHECK(columns_of(detect_people("UPN,phones\nada@example.org,+12025550143; +12025550144\n"), Field::phone) == std::vector<std::string>{"phones"});
  CHECK(columns_of(detect_people("primaryEmail,phones,phones.0.value\nada@example.org,1,+12025550143\n"), Field::phone) ==
        std::vector<std::string>{"phones.0.value"});
}

TEST_CASE("the owner of phone methods may stand in the context of the answer") {
  const Detection found = detect_people(
      R"({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users('ada%40example.org')/authentication/phoneMethods",
          "value": [{"phoneNumber": "+1 2025550143", "phoneType": "mobile", "smsSignInState": "ready", "id": "3179e48a"}]})");
  CHECK(found.plan.format->id == "graph-phone-methods-page-json");
  CHECK(found.plan.dialect.rows_path.empty());
}

}  // namespace mfax
