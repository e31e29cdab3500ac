// In: pairs of rows. Out: equal identities exactly where two rows are the same message (product.md 7).
// Next: decide_test.cpp.
#include <catch2/catch.hpp>

#include "unit/normalize/record_fixture.hpp"

namespace mfax::test {
namespace {

RecordFixture with_ids() {
  return RecordFixture{Field::to_number, Field::sent_at, Field::message_id, Field::message_id};
}

}  // namespace

TEST_CASE("the same row has the same identity in another spelling and another normalizer", "[record][identity]") {
  RecordFixture a = with_ids(), b = with_ids();
  const MessageRecord first = a.record({"+14155550123", "2024-03-04T14:02:11Z", "SM1", ""});
  const MessageRecord second = b.record({"(415) 555-0123", "Mon, 04 Mar 2024 14:02:11 +0000", "SM1", ""});
  CHECK(first.identity != 0);
  CHECK(first.identity == second.identity);
  CHECK(first.has_id);
}

TEST_CASE("an id alone does not make rows equal, unless the format says so", "[record][identity]") {
  for (const bool id_alone : {false, true}) {
    RecordFixture f = with_ids();
    f.format.id_alone_identifies = id_alone;
    const MessageRecord first = f.record({"+14155550123", "2024-03-04T14:02:11Z", "SM1", ""});
    const MessageRecord later = f.record({"+14155550123", "2024-03-04T14:02:12Z", "SM1", ""});
    const MessageRecord other = f.record({"+14155550124", "2024-03-04T14:02:11Z", "SM1", ""});
    const MessageRecord other_id = f.record({"+14155550123", "2024-03-04T14:02:11Z", "SM2", ""});
    CHECK((first.identity == later.identity) == id_alone);
    CHECK(first.identity != other.identity);
    CHECK(first.identity != other_id.identity);
  }
}

TEST_CASE("joined columns make one id together", "[record][identity]") {
  RecordFixture f{Field::to_number};
  ColumnRule& rule = f.column(Field::message_id);
  rule.join = true;
  Slot slot = f.plan.slots.back();
  f.plan.slots.push_back(slot);
  const MessageRecord r = f.record({"+14155550123", "T1", "X1"});
  CHECK(f.name(r.message_id) == "T1/X1");
  CHECK(r.identity != f.record({"+14155550123", "T1", "X2"}).identity);
  CHECK(f.name(f.record({"+14155550123", nullptr, "X1"}).message_id) == "X1");
  CHECK(f.name(f.record({"+14155550123", "T1", ""}).message_id) == "T1");
}

TEST_CASE("rows without an id are recognized only when asked for, and only with a time", "[record][identity]") {
  RecordFixture plain = with_ids(), asked = with_ids();
  asked.options.identify_without_id = true;
  CHECK(plain.record({"+14155550123", "2024-03-04T14:02:11Z", "", ""}).identity == 0);
  const MessageRecord r = asked.record({"+14155550123", "2024-03-04T14:02:11Z", "", ""});
  CHECK(r.identity != 0);
  CHECK_FALSE(r.has_id);
  CHECK(asked.record({"+14155550123", "", "", ""}).identity == 0);
  CHECK(asked.record({"masked ***", "2024-03-04T14:02:11Z", "", ""}).identity == 0);
}

TEST_CASE("without an id the carrier, country and state as written tell rows apart", "[record][identity]") {
  RecordFixture f{Field::to_number, Field::sent_at, Field::carrier, Field::country, Field::state};
  f.options.identify_without_id = true;
  const auto id = [&f](const char* carrier, const char* country, const char* state) {
    return f.record({"+14155550123", "2024-03-04T14:02:11Z", carrier, country, state}).identity;
  };
  CHECK(id("Verizon", "US", "CA") == id("Verizon", "US", "CA"));
  CHECK(id("Verizon", "US", "CA") != id("Verizon Wireless", "US", "CA"));
  CHECK(id("Verizon", "US", "CA") != id("Verizon", "USA", "CA"));
  CHECK(id("Verizon", "US", "CA") != id("Verizon", "US", "California"));
}

}  // namespace mfax::test
