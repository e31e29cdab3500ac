// In: rows of cells under small plans. Out: the records of product.md 6, field by field.
// Next: record_identity_test.cpp.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "mfax/normalize.hpp"
#include "unit/normalize/record_fixture.hpp"

namespace mfax::test {

TEST_CASE("a row becomes a record with canonical values", "[record]") {
  RecordFixture f{Field::to_number, Field::sent_at, Field::carrier,      Field::country,
                  Field::state,     Field::channel, Field::message_type, Field::message_id};
  const MessageRecord r = f.record({"+14155550123", "2024-03-04T14:02:11Z", "Verizon Wireless:6006 - SVR/2", "USA",
                                    "Calif.", "SMS", "Passcode", "SM1"});
  CHECK(to_e164(r.number) == "+14155550123");
  CHECK(r.counts);
  REQUIRE(r.has_time);
  CHECK(to_rfc3339(r.sent_at) == "2024-03-04T14:02:11Z");
  CHECK(f.name(r.carrier) == "us:verizon");
  CHECK(f.name(r.carrier_name) == "Verizon");
  CHECK(f.name(r.carrier_raw) == "Verizon Wireless:6006 - SVR/2");
  CHECK(f.name(r.country) == "US");
  CHECK(f.name(r.state) == "US-CA");
  CHECK(r.channel == Channel::sms);
  CHECK(r.direction == Direction::unknown);
  CHECK(f.name(r.message_type) == "passcode");
  CHECK(f.name(r.message_id) == "SM1");
  CHECK(r.has_id);
  CHECK(r.codes.has(DiagCode::C_DECORATION));
}

TEST_CASE("names go to the table of the chunk, also when the table is a new one", "[record]") {
  RecordFixture f{Field::to_number, Field::carrier};
  for (int chunk = 0; chunk < 3; ++chunk) {
    f.names = StringTable{};
    for (int i = 0; i < chunk; ++i) f.names.intern("other " + std::to_string(i));
    const MessageRecord r = f.record({"+14155550123", "Verizon"});
    CHECK(f.name(r.carrier) == "us:verizon");
    CHECK(f.name(r.carrier_raw) == "Verizon");
  }
}

TEST_CASE("ids and raw carriers are kept only when asked for", "[record]") {
  RecordFixture f{Field::to_number, Field::carrier, Field::message_id};
  f.options.keep_texts = false;
  const MessageRecord r = f.record({"+14155550123", "Verizon Wireless", "SM1"});
  CHECK(f.name(r.message_id).empty());
  CHECK(f.name(r.carrier_raw).empty());
  CHECK(f.name(r.carrier) == "us:verizon");
  CHECK(r.has_id);
}

TEST_CASE("the first column of a field that says something wins", "[record]") {
  RecordFixture f{Field::to_number, Field::to_number, Field::sent_at, Field::sent_at};
  CHECK(to_e164(f.record({nullptr, "+14155550123", "", "2024-03-04T14:02:11Z"}).number) == "+14155550123");
  CHECK(to_e164(f.record({"null", "+14155550123", "", ""}).number) == "+14155550123");
  CHECK(to_e164(f.record({"+14155550199", "+14155550123", "", ""}).number) == "+14155550199");
  const MessageRecord r = f.record({"+14155550123", nullptr, "33:11.0", "2024-03-04T14:02:11Z"});
  REQUIRE(r.has_time);
  CHECK(to_rfc3339(r.sent_at) == "2024-03-04T14:02:11Z");
  CHECK_FALSE(r.codes.has(DiagCode::T_INVALID));
}

TEST_CASE("a row without a usable time keeps its number and says why", "[record]") {
  RecordFixture f{Field::to_number, Field::sent_at};
  const MessageRecord blank = f.record({"+14155550123", ""}), broken = f.record({"+14155550123", "33:11.0"});
  CHECK_FALSE(blank.has_time);
  CHECK(blank.codes.has(DiagCode::T_MISSING));
  CHECK(to_e164(blank.number) == "+14155550123");
  CHECK_FALSE(broken.has_time);
  CHECK(broken.codes.has(DiagCode::T_INVALID));
  CHECK_FALSE(broken.codes.has(DiagCode::T_MISSING));
  RecordFixture without{Field::to_number};
  CHECK(without.record({"+14155550123"}).codes.has(DiagCode::T_MISSING));
}

TEST_CASE("a date column and a time column are one time", "[record]") {
  RecordFixture f{Field::to_number, Field::sent_at, Field::sent_time};
  f.plan.time.order = DateOrder::month_day_year;
  const MessageRecord r = f.record({"+14155550123", "3/4/2024", "2:02:11 PM"});
  REQUIRE(r.has_time);
  CHECK(to_rfc3339(r.sent_at) == "2024-03-04T14:02:11Z");
}

TEST_CASE("a column's own zone, order and unit apply to it alone", "[record]") {
  RecordFixture f{Field::to_number, Field::sent_at, Field::sent_at};
  f.plan.time.zone = "America/New_York";
  f.rule(1).zone = "UTC";
  f.rule(1).date_order = DateOrder::day_month_year;
  const MessageRecord first = f.record({"+14155550123", "04/03/2024 14:02:11", ""}),
                      second = f.record({"+14155550123", "", "2024-03-04 14:02:11"});
  CHECK(to_rfc3339(first.sent_at) == "2024-03-04T14:02:11Z");
  CHECK(to_rfc3339(second.sent_at) == "2024-03-04T19:02:11Z");
}

TEST_CASE("inbound rows are about their sender and take nothing from the recipient's columns", "[record]") {
  RecordFixture f{Field::direction,    Field::to_number, Field::from_number,  Field::carrier,
                  Field::from_carrier, Field::country,   Field::from_country, Field::state};
  const MessageRecord in = f.record({"inbound", "+14155550199", "+442079460123", "Verizon", "O2", "US", "GB", "CA"});
  CHECK(in.direction == Direction::inbound);
  CHECK(to_e164(in.number) == "+442079460123");
  CHECK(f.name(in.carrier) == "gb:o2");
  CHECK(f.name(in.country) == "GB");
  CHECK(f.name(in.state).empty());
  const MessageRecord out =
      f.record({"outbound-api", "+14155550199", "+442079460123", "Verizon", "O2", "US", "GB", "CA"});
  CHECK(out.direction == Direction::outbound);
  CHECK(to_e164(out.number) == "+14155550199");
  CHECK(f.name(out.carrier) == "us:verizon");
  CHECK(f.name(out.state) == "US-CA");
}

TEST_CASE("an inbound row without a sender column is no exposure and says so", "[record]") {
  RecordFixture f{Field::direction, Field::to_number};
  const MessageRecord r = f.record({"mo", "+14155550199"});
  CHECK_FALSE(r.counts);
  CHECK(r.codes.has(DiagCode::R_INBOUND_UNKNOWN));
  CHECK_FALSE(r.number);
  CHECK(f.record({"mt", "+14155550199"}).counts);
}

TEST_CASE("directions are understood in every documented spelling", "[record]") {
  RecordFixture f{Field::direction, Field::to_number, Field::from_number};
  for (const char* word : {"inbound", "INBOUND", "in", "IN", "mo", "MO", "received", "Inbound-API"}) {
    INFO(word);
    CHECK(f.record({word, "+14155550199", "+14155550123"}).direction == Direction::inbound);
  }
  for (const char* word :
       {"outbound", "outbound-api", "outbound-reply", "outbound-dial", "OUTBOUND", "out", "OUT", "mt"}) {
    INFO(word);
    CHECK(f.record({word, "+14155550199", "+14155550123"}).direction == Direction::outbound);
  }
  for (const char* word : {"", "sideways", "internal"}) {
    INFO(word);
    CHECK(f.record({word, "+14155550199", "+14155550123"}).direction == Direction::unknown);
  }
}

TEST_CASE("value tables map exact texts, prefixes and the rest", "[record]") {
  RecordFixture f{Field::to_number, Field::channel, Field::row_class};
  f.rule(1).values = {{"type a", "voice"}, {"_sms.*", "sms"}, {"*", "whatsapp"}};
  f.rule(2).values = {{"own", "own_number"}, {"heartbeat*", "not_counted"}};
  CHECK(f.record({"+14155550123", "TYPE A", ""}).channel == Channel::voice);
  CHECK(f.record({"+14155550123", "_SMS.SUCCESS", ""}).channel == Channel::sms);
  CHECK(f.record({"+14155550123", "anything", ""}).channel == Channel::whatsapp);
  CHECK(f.record({"+14155550123", "", ""}).counts);
  const std::pair<const char*, DiagCode> kReasons[] = {{"own", DiagCode::R_OWN_NUMBER}, {"Heartbeat 7", DiagCode::R_NOT_A_MESSAGE}};
  for (const auto& [row_class, reason] : kReasons) {
    INFO(row_class);
    const MessageRecord r = f.record({"+14155550123", "_SMS.SUCCESS", row_class});
    CHECK_FALSE(r.counts);
    CHECK(r.codes.has(reason));
    CHECK(r.codes.has(DiagCode::R_OWN_NUMBER) == (reason == DiagCode::R_OWN_NUMBER));
  }
}

TEST_CASE("channel words are channels, traffic classes are not", "[record]") {
  RecordFixture f{Field::to_number, Field::channel};
  for (const char* word : {"sms", "SMS", "text", "Text Message", "mms"}) {
    INFO(word);
    CHECK(f.record({"+14155550123", word}).channel == Channel::sms);
  }
  for (const char* word : {"voice", "CALL", "phone", "tts", "Phone call"}) {
    INFO(word);
    CHECK(f.record({"+14155550123", word}).channel == Channel::voice);
  }
  for (const char* word : {"Promotional", "Transactional", "OTP"}) {
    INFO(word);
    CHECK(f.record({"+14155550123", word}).channel == Channel::unknown);
    CHECK(f.record({"+14155550123", word}).counts);
  }
  CHECK(f.name(f.record({"+14155550123", "OTP"}).message_type) == "otp");
}

TEST_CASE("e-mail and push rows are no exposure of a number", "[record]") {
  RecordFixture f{Field::to_number, Field::channel};
  for (const char* word : {"email", "E-Mail", "push", "totp"}) {
    INFO(word);
    const MessageRecord r = f.record({"ada@example.org", word});
    CHECK_FALSE(r.counts);
    CHECK(r.codes.has(DiagCode::R_NOT_PHONE_CHANNEL));
    CHECK_FALSE(r.number);
  }
  CHECK(f.record({"+14155550123", "whatsapp"}).counts);
  CHECK(f.record({"+14155550123", "viber"}).counts);
  f.rule(1).values = {{"push", "other"}, {"viber", "other"}};  // as the generic formats have it
  CHECK_FALSE(f.record({"+14155550123", "Push"}).counts);
  CHECK(f.record({"+14155550123", "viber"}).counts);
}

TEST_CASE("calls to software exposed no number, calls through an address with a number did", "[record]") {
  RecordFixture f{Field::direction, Field::to_number, Field::from_number};
  f.constant(Field::channel, "voice");
  for (const char* address : {"client:ada", "sip:ada@example.com", "SIPS:ada@example.com", "wss://example.com/x"}) {
    INFO(address);
    CHECK_FALSE(f.record({"outbound-dial", address, "+14155550199"}).counts);
    CHECK_FALSE(f.record({"inbound", "+14155550199", address}).counts);
    CHECK(f.record({"outbound-dial", "+14155550123", address}).counts);
  }
  const MessageRecord gateway = f.record({"outbound-dial", "sip:+14155550123@example.com", "+14155550199"});
  CHECK(gateway.counts);
  CHECK(to_e164(gateway.number) == "+14155550123");
  for (const char* damaged : {"", "ada", "+1415555****", "tel:"}) {
    INFO(damaged);
    CHECK(f.record({"outbound", damaged, "+14155550199"}).counts);  // a reject, not nothing
  }
  RecordFixture texts{Field::to_number};
  CHECK(texts.record({"client:ada"}).counts);  // nobody sends a text message to software
}

TEST_CASE("an e-mail address in a list beside a number is no recipient, alone it is one that cannot be read", "[record]") {
  RecordFixture f{Field::to_number};
  const auto both = f.records({"ada@example.org\x1f+14155550123"});
  REQUIRE(both.size() == 1);
  CHECK(to_e164(both[0].number) == "+14155550123");
  CHECK(f.record({"ada@example.org\x1f""bo@example.org"}).number_status == NumberStatus::not_phone);
}

TEST_CASE("a row that counts with a number only is no exposure without one", "[record]") {
  RecordFixture f{Field::to_number, Field::row_class};
  f.rule(1).values = {{"app", "counted_with_number"}};
  CHECK(f.record({"+14155550123", "app"}).counts);
  CHECK(f.record({"+1415555****", "app"}).counts);
  CHECK_FALSE(f.record({nullptr, "app"}).counts);
  CHECK(f.record({nullptr, "phone"}).counts);
}

TEST_CASE("one counted step makes a row count, whatever stands before it or in other columns", "[record]") {
  RecordFixture f{Field::to_number, Field::row_class, Field::row_class, Field::channel};
  for (const std::size_t slot : {std::size_t{1}, std::size_t{2}})
    f.rule(slot).values = {{"text message", "counted"}, {"*", "not_counted"}};
  f.rule(3).values = {{"text message", "sms"}, {"*", "other"}};
  const MessageRecord r = f.record({"+14155550123", "Password\x1fText message", "App", "Password\x1fText message"});
  CHECK(r.counts);
  CHECK(r.channel == Channel::sms);
  CHECK(f.record({"+14155550123", "Password", "Text message", "Password"}).counts);
  CHECK_FALSE(f.record({"+14155550123", "Password\x1f""App", "App", "Password"}).counts);
}

TEST_CASE("a type column with channel words sets the channel", "[record]") {
  RecordFixture f{Field::to_number, Field::message_type};
  const MessageRecord phone = f.record({"+14155550123", "phone"}),
                      login = f.record({"+14155550123", "Administrator Login"});
  CHECK(phone.channel == Channel::voice);
  CHECK(f.name(phone.message_type).empty());
  CHECK(login.channel == Channel::unknown);
  CHECK(f.name(login.message_type) == "admin_login");
  CHECK(f.name(f.record({"+14155550123", "authentication"}).message_type) == "authentication");
}

TEST_CASE("constants fill fields that have no column", "[record]") {
  RecordFixture f{Field::to_number};
  f.constant(Field::channel, "sms");
  f.constant(Field::direction, "outbound");
  const MessageRecord r = f.record({"+14155550123"});
  CHECK(r.channel == Channel::sms);
  CHECK(r.direction == Direction::outbound);
}

TEST_CASE("the row's country is the region of a national number, else the default region", "[record]") {
  RecordFixture f{Field::to_number, Field::country};
  CHECK(to_e164(f.record({"020 7946 0123", "GB"}).number) == "+442079460123");
  CHECK(to_e164(f.record({"020 7946 0123", "United Kingdom"}).number) == "+442079460123");
  CHECK(to_e164(f.record({"(415) 555-0123", ""}).number) == "+14155550123");
  CHECK(to_e164(f.record({"(415) 555-0123", "Atlantis"}).number) == "+14155550123");
}

TEST_CASE("country column and number are compared, territories are lawful", "[record]") {
  RecordFixture f{Field::to_number, Field::country};
  CHECK_FALSE(f.record({"+14155550123", "US"}).codes.has(DiagCode::L_CONFLICT));
  const MessageRecord conflict = f.record({"+14155550123", "DE"});
  CHECK(conflict.codes.has(DiagCode::L_CONFLICT));
  CHECK(f.name(conflict.country) == "DE");
  const MessageRecord related = f.record({"+17875550123", "US"});
  CHECK(related.codes.has(DiagCode::L_RELATED));
  CHECK_FALSE(related.codes.has(DiagCode::L_CONFLICT));
  CHECK(f.record({"+14165550123", "US"}).codes.has(DiagCode::L_CONFLICT));
}

TEST_CASE("country and state are never made from the number", "[record]") {
  RecordFixture f{Field::to_number, Field::country, Field::state};
  const MessageRecord none = f.record({"+14155550123", "", ""});
  CHECK(f.name(none.country).empty());
  CHECK(f.name(none.state).empty());
  CHECK(f.name(f.record({"+14155550123", "", "CA"}).state) == "US-CA");
}

TEST_CASE("unknown states pass through as they are written, but nothing that looks like a number", "[record]") {
  RecordFixture f{Field::to_number, Field::country, Field::state};
  const MessageRecord unknown = f.record({"+14155550123", "US", " Londn "});
  CHECK(f.name(unknown.state) == "Londn");
  CHECK(unknown.codes.has(DiagCode::L_UNKNOWN_STATE));
  CHECK(f.name(f.record({"+14155550123", "US", "AE"}).state) == "AE");
  const MessageRecord number = f.record({"+14155550123", "US", "415-555-0199"});
  CHECK(f.name(number.state).empty());
  CHECK(number.codes.has(DiagCode::L_UNKNOWN_STATE));
  CHECK(f.name(f.record({"+14155550123", "US", ""}).state).empty());
}

TEST_CASE("where country and number disagree the number's states come first, and nothing is lost", "[record]") {
  RecordFixture f{Field::to_number, Field::country, Field::state};
  const MessageRecord by_number = f.record({"+14165550123", "US", "ON"});
  CHECK(f.name(by_number.country) == "US");
  CHECK(f.name(by_number.state) == "CA-ON");
  CHECK(by_number.codes.has(DiagCode::L_CONFLICT));
  const MessageRecord by_column = f.record({"+447700900123", "US", "CA"});
  CHECK(f.name(by_column.country) == "US");
  CHECK(f.name(by_column.state) == "US-CA");
  CHECK(by_column.codes.has(DiagCode::L_CONFLICT));
  const MessageRecord own_country = f.record({"+14155550123", "US", "CA-ON"});
  CHECK(f.name(own_country.state) == "CA-ON");
  CHECK(own_country.codes.has(DiagCode::L_UNKNOWN_STATE));
  CHECK(own_country.codes.has(DiagCode::L_CONFLICT));
  const MessageRecord island = f.record({"+17875550123", "PR", "PR"});
  CHECK(f.name(island.state) == "US-PR");
  CHECK_FALSE(island.codes.has(DiagCode::L_CONFLICT));
}

TEST_CASE("network codes fill in for a carrier's name", "[record]") {
  RecordFixture f{Field::to_number, Field::mcc, Field::mnc};
  CHECK(f.name(f.record({"+14155550123", "310", "4"}).carrier) == "us:verizon");
  CHECK(f.name(f.record({"+14155550123", "310", ""}).carrier).empty());
}

TEST_CASE("several numbers in one cell are several records", "[record]") {
  RecordFixture f{Field::to_number, Field::channel};
  const auto records = f.records({"+14155550123; +14155550124", "sms"});
  REQUIRE(records.size() == 2);
  CHECK(to_e164(records[0].number) == "+14155550123");
  CHECK(to_e164(records[1].number) == "+14155550124");
  CHECK(records[1].codes.has(DiagCode::P_MULTI));
  CHECK(records[1].channel == Channel::sms);
}

TEST_CASE("parallel arrays stay aligned, member by member", "[record]") {
  RecordFixture f{Field::to_number, Field::carrier, Field::sent_at};
  const auto records = f.records({"+14155550123\x1f+442079460123", "Verizon\x1fO2", "2024-03-04T14:02:11Z"});
  REQUIRE(records.size() == 2);
  CHECK(f.name(records[0].carrier) == "us:verizon");
  CHECK(f.name(records[1].carrier) == "gb:o2");
  CHECK(records[1].has_time);
  CHECK(f.records({"\x1f\x1f", "", ""}).size() == 1);
  CHECK(f.records({"\x1f+14155550123", "Verizon\x1fSprint", ""}).size() == 1);
  CHECK(f.name(f.record({"\x1f+14155550123", "Verizon\x1fSprint", ""}).carrier) == "us:sprint");
}

TEST_CASE("the fault of a rejected row is its field and cell", "[record]") {
  RecordFixture f{Field::to_number, Field::direction, Field::from_number};
  const MessageRecord r = f.record({"+1415555XXXX", "", ""});
  CHECK_FALSE(r.number);
  CHECK(r.number_status == NumberStatus::masked);
  CHECK(f.normalizer->last_fault().field == Field::to_number);
  CHECK(f.normalizer->last_fault().cell == "+1415555XXXX");
}

TEST_CASE("a damaged row is one record with the damage as its code", "[record]") {
  RecordFixture f{Field::to_number};
  RawRow row;
  row.fault = DiagCode::J_BAD_RECORD;
  row.raw = "{broken";
  const auto records = f.records(row);
  REQUIRE(records.size() == 1);
  CHECK_FALSE(records[0].number);
  CHECK(records[0].counts);
  CHECK(records[0].codes.has(DiagCode::J_BAD_RECORD));
  CHECK(f.normalizer->last_fault().cell == "{broken");
}

TEST_CASE("a row with fewer cells than slots gives a record without a number", "[record]") {
  RecordFixture f{Field::to_number, Field::sent_at, Field::carrier};
  const auto records = f.records(std::initializer_list<const char*>{});
  REQUIRE(records.size() == 1);
  CHECK(records[0].number_status == NumberStatus::null);
}

}  // namespace mfax::test
