// The compact tables of the merge against the plain ones that say the same: contacts, traits, duplicates.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <span>
#include <vector>

#include "match/number_table.hpp"

using namespace mfax;

namespace {

/// A contact as one would write it down: every list its own, every row spelled out.
struct PlainName {
  NameId name{};
  std::uint64_t count = 0;
  std::vector<RowPos> rows;
};
struct PlainContact {
  std::uint64_t messages = 0, undated = 0;
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  std::array<std::uint64_t, kConfidenceCount> by_confidence{};
  std::array<std::uint64_t, kChannelCount> by_channel{};
  std::vector<RowPos> rows;
  std::array<std::vector<PlainName>, 4> names;  ///< carriers, countries, states, types
  std::set<std::int32_t> days;
  std::vector<std::pair<std::int64_t, RowPos>> moments;
  NumberStatus status{};

  void add(bool has_time, Timestamp at, const RowPos& pos, const MessageTraits& traits) {
    ++messages;
    if (has_time) {
      first = std::min(first, at);
      last = std::max(last, at);
      days.insert(utc_day(at));
      if (moments.size() < kMomentLimit) moments.push_back({std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count(), pos});
    } else {
      ++undated;
    }
    if (rows.size() < kRowRefLimit) rows.push_back(pos);
    ++by_confidence[static_cast<std::size_t>(traits.confidence)];
    ++by_channel[static_cast<std::size_t>(traits.channel)];
    status = traits.status;
    const std::array<NameId, 4> said{traits.carrier, traits.country, traits.state, traits.type};
    for (std::size_t i = 0; i < said.size(); ++i) add_name(names[i], said[i], pos);
  }

 private:
  static void add_name(std::vector<PlainName>& list, NameId name, const RowPos& pos) {
    if (name == NameId{}) return;
    auto entry = std::find_if(list.begin(), list.end(), [name](const PlainName& known) { return known.name == name; });
    if (entry == list.end()) {
      if (list.size() == 64) return;
      entry = list.insert(list.end(), {name, 0, {}});
    }
    ++entry->count;
    if (entry->rows.size() < kNameRowLimit) entry->rows.push_back(pos);
  }
};

RowPos pos_of(const MergedLogs& logs, const Moment& row) {
  RowPos pos;
  pos.file = logs.chunks[row.chunk].file;
  pos.chunk = logs.chunks[row.chunk].chunk;
  pos.line_in_chunk = row.line_in_chunk;
  pos.nth_on_line = row.nth_on_line;
  return pos;
}

void check_equal(const MergedLogs& logs, const Contact& a, const PlainContact& b) {
  CHECK(a.messages == b.messages);
  CHECK(a.undated == b.undated);
  CHECK(a.first == b.first);
  CHECK(a.last == b.last);
  CHECK(a.by_confidence == b.by_confidence);
  CHECK(a.by_channel == b.by_channel);
  CHECK(std::equal(a.days.begin(), a.days.end(), b.days.begin(), b.days.end()));
  CHECK(a.status == b.status);
  REQUIRE(a.rows.size() == b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) CHECK(pos_of(logs, a.rows[i]) == b.rows[i]);
  REQUIRE(a.moments.size() == b.moments.size());
  for (std::size_t i = 0; i < a.moments.size(); ++i) {
    CHECK(a.moments[i].minute == b.moments[i].first);
    CHECK(pos_of(logs, a.moments[i]) == b.moments[i].second);
  }
  const std::array<std::span<const NameCount>, 4> lists{a.carriers, a.countries, a.states, a.types};
  for (std::size_t list = 0; list < lists.size(); ++list) {
    REQUIRE(lists[list].size() == b.names[list].size());
    for (std::size_t i = 0; i < lists[list].size(); ++i) {
      const NameCount& name = lists[list][i];
      const PlainName& plain = b.names[list][i];
      CHECK(name.name == plain.name);
      CHECK(name.count == plain.count);
      for (std::size_t row = 0; row < plain.rows.size(); ++row) CHECK(pos_of(logs, a.row(name, row)) == plain.rows[row]);
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

/// Three numbers with thousands of messages, thousands with a few; some undated, or not one in a thousand numbers.
void check_table(std::size_t fold_at, unsigned threads, bool has_undated) {
  std::mt19937 random(5);
  NumberTable table(fold_at);
  std::map<std::uint64_t, PlainContact> plain;
  for (std::uint32_t chunk = 0; chunk < 40; ++chunk) {
    table.begin_chunk(static_cast<FileId>(chunk / 30), chunk % 30);
    for (std::uint32_t line = 0; line < 500; ++line) {
      Sighting seen;
      seen.digits = 12025550100 + (random() % 4 == 0 ? random() % 3000 : random() % 3);
      seen.sent_at = Timestamp{std::chrono::minutes{28'000'000 + static_cast<int>(random() % 90'000)}};
      seen.has_time = !has_undated || random() % 10 != 0;
      seen.line_in_chunk = line;
      seen.nth_on_line = random() % 2;
      const MessageTraits traits = random_traits(random);
      table.add(seen, table.traits_number(traits));
      RowPos pos;
      pos.file = static_cast<FileId>(chunk / 30);
      pos.chunk = chunk % 30;
      pos.line_in_chunk = line;
      pos.nth_on_line = seen.nth_on_line;
      plain[seen.digits].add(seen.has_time, seen.sent_at, pos, traits);
    }
  }
  CHECK(table.has(12025550100));
  CHECK_FALSE(table.has(12025559999));
  REQUIRE(table.size() == plain.size());
  MergedLogs logs;
  std::move(table).move_contacts(logs, threads);
  REQUIRE(logs.contacts.size() == plain.size());
  auto expected = plain.begin();
  for (const auto& [key, contact] : logs.contacts) {
    REQUIRE(key.digits == expected->first);
    check_equal(logs, contact, expected->second);
    ++expected;
  }
}

}  // namespace

TEST_CASE("the number table gives the contacts that writing every message down gives", "[match][differential]") {
  for (const std::size_t fold_at : {std::size_t{1}, std::size_t{700}, std::size_t{1} << 14})  // long lists folded on the way or at the end
    for (const bool has_undated : {false, true}) check_table(fold_at, fold_at == 700 ? 3 : 1, has_undated);
}

TEST_CASE("invented days do not grow a contact without bound", "[match]") {
  ContactBuilder builder;
  for (int i = 0; i < 200'000; ++i) {
    Seen seen;
    seen.has_time = true;
    seen.sent_at = Timestamp{std::chrono::days{(i * 7919) % 200'003}};  // in no order, each once
    builder.add(seen, {});
  }
  CHECK(builder.view().messages == 200'000);
  CHECK(builder.view().days.size() == 11'000);
  CHECK(std::is_sorted(builder.view().days.begin(), builder.view().days.end()));
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
