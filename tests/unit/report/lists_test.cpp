// The lists of a report are made when they are read: on any number of threads, brief or full, they say the same.
#include <catch2/catch.hpp>

#include <algorithm>
#include <deque>
#include <random>
#include <set>

#include "mfax/report.hpp"

namespace mfax {
namespace {

class RandomLogs {
 public:
  explicit RandomLogs(unsigned seed) : random_(seed) {}

  void build(std::size_t numbers, std::size_t people) {
    for (std::size_t i = 0; i < numbers; ++i) add_number(12025550000 + i * 7);
    for (std::size_t i = 0; i < people; ++i) add_person(i, numbers);
  }
  MergedLogs logs;
  std::vector<DirectoryRecord> records;

 private:
  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

  template <class T>
  std::span<const T> keep(std::vector<T> list, std::deque<std::vector<T>>& lists) {
    return lists.emplace_back(std::move(list));
  }

  std::span<const NameCount> names_of(std::span<const std::string_view> names, std::size_t messages) {
    std::vector<NameCount> list;
    for (int i = 0; i < 2; ++i) {
      NameCount entry;
      entry.name = logs.names.intern(names[pick(names.size())]);
      entry.count = static_cast<std::uint32_t>(messages);
      for (std::uint16_t& row : entry.rows) row = static_cast<std::uint16_t>(pick(messages));
      if (list.empty() || list.front().name != entry.name) list.push_back(entry);
    }
    return keep(std::move(list), names_);
  }

  void add_number(std::uint64_t digits) {
    static constexpr std::string_view kCarriers[] = {"us:att", "us:verizon", "raw:Acme 12025550111", "de:o2"};
    static constexpr std::string_view kCountries[] = {"US", "DE", "CA"}, kStates[] = {"US-TX", "US-NY", ""};
    static constexpr std::string_view kTypes[] = {"passcode", "admin_login", "enrollment"};
    Contact contact;
    const std::size_t messages = 1 + pick(40);
    contact.messages = messages;
    contact.undated = pick(3) == 0 ? pick(messages + 1) : 0;
    contact.by_confidence[pick(2)] = contact.by_channel[1 + pick(2)] = messages;
    std::vector<Moment> kept;
    std::set<std::int32_t> days;
    for (std::size_t i = 0; i < messages; ++i) {
      Moment moment;
      moment.minute = 28485000 + static_cast<std::int32_t>(pick(44640) / (1 + pick(20)));  // March 2024, some in bursts
      moment.line_in_chunk = static_cast<std::uint32_t>(pick(5000));
      kept.push_back(moment);
      if (i >= messages - contact.undated) continue;
      const Timestamp at{std::chrono::minutes{moment.minute}};
      contact.first = std::min(contact.first, at);
      contact.last = std::max(contact.last, at);
      days.insert(utc_day(at));
    }
    const std::span<const Moment> all = keep(std::move(kept), moments_);
    contact.moments = all.first(messages - contact.undated);
    contact.rows = all.first(std::min(messages, kRowRefLimit));
    contact.days = keep(std::vector<std::int32_t>(days.begin(), days.end()), days_);
    contact.carriers = names_of(kCarriers, messages);
    contact.countries = names_of(kCountries, messages);
    contact.states = names_of(kStates, messages);
    contact.types = names_of(kTypes, messages);
    logs.contacts.emplace_back(PhoneKey{digits}, contact);
    logs.rows.read += messages;
    logs.rows.in_scope += messages;
    logs.rows.undated += contact.undated;
  }

  void add_person(std::size_t index, std::size_t numbers) {
    static constexpr std::string_view kPlaces[][2] = {{"US", "US-NY"}, {"DE", ""}, {"US", ""}, {"", ""}};
    DirectoryRecord record;
    record.username = "user" + std::to_string(index);
    if (pick(4) != 0) record.email = record.username + "@example.org";
    record.display_name = "Person, \"" + std::to_string(index) + "\"";
    const auto& place = kPlaces[pick(4)];
    record.country = place[0];
    record.state = place[1];
    if (pick(10) == 0) record.groups = {"Domain Admins"};
    if (pick(5) == 0) record.factors = {"sms", "voice"};
    if (pick(9) == 0) record.status = pick(2) == 0 ? AccountStatus::disabled : AccountStatus::bypass;
    record.row.line = index + 2;
    for (std::size_t i = 0; i < pick(4); ++i) {
      DirectoryNumber number;
      number.key = PhoneKey{12025550000 + pick(numbers + 5) * 7};
      number.status = NumberStatus::ok;
      number.confidence = static_cast<Confidence>(pick(4));
      number.field = "phone";
      number.row = record.row;
      record.numbers.push_back(number);
    }
    records.push_back(record);
  }

  std::mt19937 random_;
  std::deque<std::vector<Moment>> moments_;  ///< what the contacts refer to
  std::deque<std::vector<NameCount>> names_;
  std::deque<std::vector<std::int32_t>> days_;
};

ExposedPerson without_evidence(ExposedPerson person) {
  for (Signal& signal : person.signals) signal.row_refs.clear(), signal.detail.clear(), signal.has_more_rows = false;
  for (PersonNumber& number : person.numbers) number.row_refs.clear();
  person.directory_rows.clear();
  return person;
}

}  // namespace

TEST_CASE("lists made on several threads are those held by one", "[threads]") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    RandomLogs random(seed);
    random.build(300, 400);
    const auto logs = std::make_shared<const MergedLogs>(std::move(random.logs));
    const auto directory = std::make_shared<const Directory>(build_directory(random.records));
    ReportOptions options;
    options.policy.privileged_groups = {"admins"};
    options.generic_threshold = 3;
    options.vip = {"user7", "nobody"};
    const Report held = build_report(*logs, *directory, {}, options);
    REQUIRE(held.people.is_held());
    REQUIRE(held.people.size() > 100);
    REQUIRE((!held.ambiguous.empty() && !held.unmatched.empty() && !held.ignored.empty() && !held.shared.empty()));
    for (const unsigned threads : {1U, 2U, 5U}) {
      options.threads = threads;
      const Report made = build_report(logs, directory, {}, options);
      CHECK_FALSE(made.people.is_held());
      CHECK(made == held);
      CHECK(digest_of(made).work_lists == digest_of(held).work_lists);
    }
  }
}

TEST_CASE("brief entries differ from full ones by their evidence only") {
  RandomLogs random(7);
  random.build(300, 400);
  const auto logs = std::make_shared<const MergedLogs>(std::move(random.logs));
  const auto directory = std::make_shared<const Directory>(build_directory(random.records));
  const Report report = build_report(logs, directory, {}, {});
  std::set<std::string> codes;
  std::size_t at = 0;
  for (const ExposedPerson& brief : report.people.range(0, report.people.size(), true)) {
    const ExposedPerson full = report.people.entry(at++);
    CHECK(without_evidence(brief) == without_evidence(full));
    CHECK(std::all_of(brief.signals.begin(), brief.signals.end(), [](const Signal& s) { return s.row_refs.empty() && s.detail.empty(); }));
    for (const Signal& signal : full.signals) codes.insert(signal.code);
  }
  CHECK(codes.size() > 10);
}

TEST_CASE("what all people add up to is what the list adds up to") {
  RandomLogs random(11);
  random.build(200, 300);
  Report report = build_report(random.logs, build_directory(random.records), {}, {});
  const PeopleDigest remembered = digest_of(report);
  report.digest = {};
  const PeopleDigest counted = digest_of(report);
  CHECK(counted.work_lists == remembered.work_lists);
  CHECK(counted.actions == remembered.actions);
  std::uint64_t high = 0;
  for (const ExposedPerson& person : report.people) high += person.severity == "high" ? 1 : 0;
  CHECK(report.summary.high == high);
  for (const SignalInfo& info : report.signals) {
    std::uint64_t people = 0;
    for (const ExposedPerson& person : report.people)
      people += std::any_of(person.signals.begin(), person.signals.end(), [&](const Signal& s) { return s.code == info.code; }) ? 1 : 0;
    CHECK(info.people_count == people);
  }
}

}  // namespace mfax
