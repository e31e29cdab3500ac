// The compact tables of the merge against the plain ones that say the same: contacts, traits, duplicates.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "match/contact.hpp"

using namespace mfax;

namespace {

void check_equal(const Contact& a, const Contact& b) {
  CHECK(a.messages == b.messages);
  CHECK(a.undated == b.undated);
  CHECK(a.first == b.first);
  CHECK(a.last == b.last);
  CHECK(a.rows == b.rows);
  CHECK(a.by_confidence == b.by_confidence);
  CHECK(a.by_channel == b.by_channel);
  CHECK(a.days == b.days);
  CHECK(a.status == b.status);
  REQUIRE(a.moments.size() == b.moments.size());
  for (std::size_t i = 0; i < a.moments.size(); ++i) {
    CHECK(a.moments[i].minute == b.moments[i].minute);
    CHECK(a.moments[i].line_in_chunk == b.moments[i].line_in_chunk);
    CHECK(a.moments[i].chunk == b.moments[i].chunk);
  }
  for (const auto list : {&Contact::carriers, &Contact::countries, &Contact::states, &Contact::types}) {
    REQUIRE((a.*list).size() == (b.*list).size());
    for (std::size_t i = 0; i < (a.*list).size(); ++i) {
      CHECK((a.*list)[i].name == (b.*list)[i].name);
      CHECK((a.*list)[i].count == (b.*list)[i].count);
      CHECK((a.*list)[i].rows == (b.*list)[i].rows);
    }
  }
}

MessageTraits random_traits(std::mt19937& random) {
  MessageTraits traits;
  traits.carrier = static_cast<NameId>(random() % 90);  // more than a contact keeps
  traits.country = static_cast<NameId>(random() % 3);
  traits.state = static_cast<NameId>(random() % 4);
  traits.type = static_cast<NameId>(random() % 2);
  traits.channel = static_cast<Channel>(random() % kChannelCount);
  traits.confidence = static_cast<Confidence>(random() % kConfidenceCount);
  traits.status = random() % 2 == 0 ? NumberStatus::ok : NumberStatus::possible;
  return traits;
}

}  // namespace

TEST_CASE("the number table gives the contacts that folding message by message gives", "[match][differential]") {
  std::mt19937 random(5);
  NumberTable table;
  std::map<std::uint64_t, Contact> plain;
  for (std::uint32_t chunk = 0; chunk < 40; ++chunk) {
    table.begin_chunk(static_cast<FileId>(chunk / 30), chunk % 30);
    for (std::uint32_t line = 0; line < 500; ++line) {
      Sighting seen;
      seen.digits = 12025550100 + (random() % 4 == 0 ? random() % 3000 : random() % 3);  // three numbers with thousands of messages
      seen.sent_at = Timestamp{std::chrono::minutes{28'000'000 + static_cast<int>(random() % 90'000)}};
      seen.has_time = random() % 10 != 0;
      seen.line_in_chunk = line;
      seen.nth_on_line = random() % 2;
      const MessageTraits traits = random_traits(random);
      table.add(seen, table.traits_number(traits));
      RowPos pos;
      pos.file = static_cast<FileId>(chunk / 30);
      pos.chunk = chunk % 30;
      pos.line_in_chunk = line;
      pos.nth_on_line = seen.nth_on_line;
      add_to_contact(plain[seen.digits], {seen.sent_at, seen.has_time, pos}, traits);
    }
  }
  CHECK(table.has(12025550100));
  CHECK_FALSE(table.has(12025559999));
  REQUIRE(table.size() == plain.size());
  const auto contacts = std::move(table).contacts();
  auto expected = plain.begin();
  for (const auto& [key, contact] : contacts) {
    REQUIRE(key.digits == expected->first);
    check_equal(contact, expected->second);
    ++expected;
  }
}

TEST_CASE("traits are numbered once, in the order they are seen", "[match][differential]") {
  std::mt19937 random(6);
  TraitsTable table;
  std::vector<MessageTraits> plain;
  for (int i = 0; i < 5'000; ++i) {
    const MessageTraits traits = random_traits(random);
    auto at = std::find(plain.begin(), plain.end(), traits);
    if (at == plain.end()) at = plain.insert(plain.end(), traits);
    REQUIRE(table.number_of(traits) == static_cast<std::size_t>(at - plain.begin()));
  }
  CHECK(table.size() == plain.size());
}

TEST_CASE("duplicates by marks are those of a plain set of ids", "[match][differential]") {
  std::mt19937 random(7);
  Duplicates marks(false), with_places(true);
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> plain;
  for (std::uint32_t line = 0; line < 200'000; ++line) {
    Sighting seen;
    seen.digits = 12025550100 + random() % 50;
    seen.identity = 1 + random() % 4'000;
    seen.has_id = true;
    RowPos pos;
    pos.line_in_chunk = line;
    const auto [at, is_new] = plain.try_emplace({seen.digits, seen.identity}, line);
    marks.prefetch(seen);
    REQUIRE(marks.is_duplicate(seen, pos) == !is_new);
    REQUIRE(with_places.is_duplicate(seen, pos) == !is_new);
    CHECK(with_places.original().line_in_chunk == at->second);
  }
}

TEST_CASE("days and hours of the week are counted as the calendar says", "[match][differential]") {
  std::mt19937 random(8);
  RowCounts rows;
  TimeLine counted, plain;
  ScopeCounter counter(rows, counted);
  for (int i = 0; i < 20'000; ++i) {
    const Timestamp at{std::chrono::minutes{static_cast<int>(random() % 60'000'000) - 20'000'000}};  // before 1970, too
    counter.add(true, at);
    ++plain.by_day[utc_day(at)];
    ++plain.by_hour_of_week[hour_of_week(at)];
  }
  CHECK(rows.in_scope == 20'000);
  CHECK(counted.by_day == plain.by_day);
  CHECK(counted.by_hour_of_week == plain.by_hour_of_week);
}
