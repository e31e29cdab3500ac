// In: names and values. Checks the comparisons detection rests on.
#include "formats/names.hpp"

#include <catch2/catch.hpp>

#include "formats/value_shapes.hpp"

namespace mfax {

using Words = std::vector<std::string>;

TEST_CASE("a header is read whole, without its notes and by its square brackets") {
  CHECK(csv_name_forms("Sent At (UTC)") == Words{"sentatutc", "sentat"});
  CHECK(csv_name_forms("User name [userPrincipalName] Required") ==
        Words{"usernameuserprincipalnamerequired", "usernamerequired", "userprincipalname"});
  CHECK(csv_name_forms(" ").empty());
  CHECK_FALSE(csv_name_forms("a (b").empty());
}

TEST_CASE("names are split into words at punctuation and humps") {
  CHECK(name_words("RecipientPhoneNumber") == Words{"recipient", "phone", "number"});
  CHECK(name_words("SMSType") == Words{"sms", "type"});
  CHECK(name_words("dest_msisdn") == Words{"dest", "msisdn"});
  CHECK(name_words("Dest. State/Province") == Words{"dest", "state", "province"});
  CHECK(has_phrase(name_words("Customer Phone No"), Words{"phone", "no"}));
  CHECK_FALSE(has_phrase(name_words("Customer Phone"), Words{"phone", "no"}));
  CHECK_FALSE(has_phrase(name_words("Telephones"), Words{"phone"}));
}

TEST_CASE("patterns match digits and anything") {
  CHECK(matches_pattern("phone#", "phone12"));
  CHECK(matches_pattern("phone#", "phone"));
  CHECK_FALSE(matches_pattern("phone#", "phonex"));
  CHECK(matches_pattern("phones#value", "phones0value"));
  CHECK(matches_pattern("*phone*", "myphonenumber"));
  CHECK_FALSE(matches_pattern("*phone", "phones"));
  CHECK(matches_pattern(fold_pattern("aliases.alias#", true), fold_path("aliases.Alias3")));
  CHECK_FALSE(matches_pattern(std::string(50, '*') + "x", std::string(2000, 'a')));
}

TEST_CASE("paths are folded by segment and keep their marks") {
  CHECK(fold_path("Phones[].Phone_Number") == "phones[].phonenumber");
  CHECK(fold_path("a\\.b.c!.d") == "ab.c!.d");
  CHECK(fold_path("@.To") == "@.to");
}

TEST_CASE("what looks like a phone") {
  for (const char* text :
       {"+12025550143", "12025550143", "(202) 555-0143", "202.555.0143", "+1XXX5550143", "***-***-0143",
        "(202) ###-##43", "1.2025550143E+10", "'+12025550143", "=\"+12025550143\"", "tel:+1-202-555-0143",
        "whatsapp:+12025550143", "+44 20 7946 0123 ext 12", "12025550143.0", "+1 202 555 0143; +1 202 555 0144"}) {
    INFO(text);
    CHECK(looks_like_phone(text));
  }
  for (const char* text :
       {"2024-03-04", "2024-03-04 14:02:11", "04.03.2024", "192.168.100.100", "0.00750", "-0.0075", "310260",
        "SM1234567", "ada@example.org", "14:02", "delivered", "", "1234567890123456789", "client:ada"}) {
    INFO(text);
    CHECK_FALSE(looks_like_phone(text));
  }
}

TEST_CASE("what looks like a time, and which part of it") {
  CHECK(time_shape("2024-03-04T14:02:11Z") == TimeShape::date_time);
  CHECK(time_shape("Mon, 04 Mar 2024 17:44:50 +0000") == TimeShape::date_time);
  CHECK(time_shape("3/4/24 9:05 AM") == TimeShape::date_time);
  CHECK(time_shape("04.03.2024") == TimeShape::date);
  CHECK(time_shape("20240304") == TimeShape::date);
  CHECK(time_shape("14:02:11") == TimeShape::time_of_day);
  CHECK(time_shape("1709560931") == TimeShape::epoch);
  CHECK(time_shape("1709560931123") == TimeShape::epoch);
  CHECK(time_shape("+12025550143") == TimeShape::none);
  CHECK(time_shape("marching") == TimeShape::none);
}

TEST_CASE("states, statuses, codes and nothing at all are told apart") {
  CHECK(looks_like_state("ca"));
  CHECK(looks_like_state("New York"));
  CHECK(looks_like_state("CA-ON"));
  CHECK_FALSE(looks_like_state("delivered"));
  CHECK(looks_like_network_code("310-260"));
  CHECK_FALSE(looks_like_network_code("Verizon"));
  CHECK(looks_like_country("+44"));
  CHECK_FALSE(looks_like_country("sent"));
  CHECK(is_missing(" N/A "));
  const Words values = {"", "x", "null", "y"};
  CHECK(share_of(
            values, [](const std::string& value) { return value == "x"; }, 1) == Approx(0.5));
  CHECK(share_of(
            Words{"", "-"}, [](const std::string&) { return false; }, 1) == Approx(1));
}

TEST_CASE("near names are found, control characters are not printed") {
  CHECK(nearest_names("to_numbr", Words{"carrier", "to_number"}) == Words{"to_number"});
  CHECK(nearest_names("zzz", Words{"carrier", "to_number"}).empty());
  CHECK(printable_name("a\x1b[31mb\n") == "a?[31mb?");
  CHECK(printable_name(std::string(200, 'x')).size() == 63);
  CHECK(column_position("#12") == std::optional<std::size_t>(12));
  CHECK_FALSE(column_position("#0"));
  CHECK_FALSE(column_position("#1x"));
  CHECK(list_names(Words{"a", "b", "c"}, 2) == "a, b and 1 more");
}

}  // namespace mfax
