// Buckets, contacts, duplicates, and that chunk borders and arrival order cannot be seen.
#include <catch2/catch.hpp>

#include "mfax/match.hpp"

using namespace mfax;
using std::chrono::hours;

namespace {

MessageRecord message(std::uint64_t digits, std::uint32_t line, int hour, std::uint64_t identity = 0, bool has_id = false, unsigned file = 0) {
  MessageRecord record;
  record.number = PhoneKey{digits};
  record.number_status = NumberStatus::ok;
  record.has_time = true;
  record.sent_at = Timestamp{hours{473352 + hour}};  // 2024-01-01
  record.identity = identity;
  record.has_id = has_id;
  record.pos.file = static_cast<FileId>(file);
  record.pos.line_in_chunk = line;
  return record;
}

ChunkResult chunk_of(std::uint64_t sequence, unsigned file, const std::vector<MessageRecord>& records, bool may_repeat) {
  ChunkResult result;
  result.sequence = sequence;
  result.file = static_cast<FileId>(file);
  result.lines = static_cast<std::uint32_t>(records.size());
  const Window window;
  Matcher matcher(window, may_repeat, result);
  for (const MessageRecord& record : records) {
    ++result.rows.read;
    matcher.add(record, {});
  }
  return result;
}

}  // namespace

TEST_CASE("results that arrive out of order are folded in order") {
  OrderedMerge merge(10);
  auto later = message(12025550101, 0, 5);
  later.pos.chunk = 1;
  merge.add(chunk_of(1, 0, {later}, false));
  merge.add(chunk_of(0, 0, {message(12025550101, 0, 1), message(12025550102, 1, 2)}, false));
  const MergedLogs merged = std::move(merge).finish();
  REQUIRE(merged.contacts.size() == 2);
  CHECK(merged.contacts[0].second.messages == 2);
  CHECK(merged.rows.in_scope == 3);
  CHECK(merged.rows.is_balanced());
  REQUIRE(merged.contacts[0].second.rows.size() == 2);
  CHECK(to_text(merged.row_ref(merged.contacts[0].second.rows[1])) == "in1:3");
}

TEST_CASE("a missing chunk is a bug, not a smaller report") {
  OrderedMerge merge(10);
  merge.add(chunk_of(1, 0, {message(12025550101, 0, 5)}, false));
  CHECK_THROWS_AS(std::move(merge).finish(), std::logic_error);
}

TEST_CASE("the same id, number and time counts once, two equal rows without an id are two messages") {
  OrderedMerge merge(10);
  merge.add(chunk_of(0, 0, {message(12025550101, 0, 1, 77, true), message(12025550101, 1, 1, 77, true), message(12025550102, 2, 1), message(12025550102, 3, 1)}, true));
  const MergedLogs merged = std::move(merge).finish();
  CHECK(merged.rows.duplicate == 1);
  CHECK(merged.contacts[0].second.messages == 1);
  CHECK(merged.contacts[1].second.messages == 2);
  CHECK(merged.rows.is_balanced());
}

TEST_CASE("rows without an id in overlapping exports count as often as the export that has most of them") {
  OrderedMerge merge(10);
  const auto row = [](unsigned file, std::uint32_t line) { return message(12025550101, line, 1, 99, false, file); };
  merge.add(chunk_of(0, 0, {row(0, 0), row(0, 1)}, true));
  merge.add(chunk_of(1, 1, {row(1, 0), row(1, 1), row(1, 2)}, true));
  const MergedLogs merged = std::move(merge).finish();
  CHECK(merged.contacts[0].second.messages == 3);
  CHECK(merged.rows.duplicate == 2);
  CHECK(merged.rows.is_balanced());
}

TEST_CASE("a row outside the window is counted apart, an undated one stays in scope") {
  ChunkResult result;
  Window window;
  window.from = Timestamp{hours{473352}};
  window.to = Timestamp{hours{473353}};
  Matcher matcher(window, false, result);
  auto undated = message(12025550103, 2, 0);
  undated.has_time = false;
  auto masked = message(0, 3, 0);
  masked.number_status = NumberStatus::masked;
  masked.codes.add(DiagCode::P_MASKED);
  auto mail = message(0, 4, 0);
  mail.counts = false;
  result.rows.read = 5;
  matcher.add(message(12025550101, 0, 0), {});
  matcher.add(message(12025550102, 1, 5), {});
  matcher.add(undated, {});
  matcher.add(masked, {Field::to_number, "+1202555XXXX"});
  matcher.add(mail, {});
  CHECK(result.rows.in_scope == 2);
  CHECK(result.rows.undated == 1);
  CHECK(result.rows.out_of_window == 1);
  CHECK(result.rows.rejected == 1);
  CHECK(result.rows.not_counted == 1);
  CHECK(result.rows.is_balanced());
  CHECK(result.rejected_by_reason.at(DiagCode::P_MASKED) == 1);
  CHECK(result.rejects[0].excerpt == "+1202555XXXX");
}

TEST_CASE("a time that cannot be true puts no row out of the window") {
  ChunkResult result;
  Window window;
  window.from = Timestamp{hours{473352}};
  window.to = Timestamp{hours{473353}};
  Matcher matcher(window, false, result);
  auto future = message(12025550101, 0, 500'000);
  future.codes.add(DiagCode::T_IMPLAUSIBLE);  // docs/decisions/0009
  matcher.add(future, {});
  matcher.add(message(12025550102, 1, 5), {});
  CHECK(result.rows.in_scope == 1);
  CHECK(result.rows.out_of_window == 1);
  REQUIRE(result.sightings.size() == 1);
  CHECK(result.sightings[0].digits == 12025550101);
}

TEST_CASE("a rejected row with an unreadable time is bad once") {
  ChunkResult result;
  const Window always;
  Matcher matcher(always, false, result);
  auto masked = message(0, 0, 0);
  masked.number_status = NumberStatus::masked;
  masked.has_time = false;
  masked.codes.add(DiagCode::P_MASKED);
  masked.codes.add(DiagCode::T_INVALID);
  auto naive = message(12025550101, 1, 0);
  naive.has_time = false;
  naive.codes.add(DiagCode::T_NAIVE);
  auto missing = message(12025550102, 2, 0);
  missing.has_time = false;
  missing.codes.add(DiagCode::T_MISSING);
  for (const auto& record : {masked, naive, missing}) matcher.add(record, {});
  CHECK(result.rows.rejected == 1);
  CHECK(result.rows.unreadable_times == 1);
  CHECK(result.rows.undated == 2);
}

TEST_CASE("first, last and days of a number are its own, not the log's") {
  OrderedMerge merge(10);
  merge.add(chunk_of(0, 0, {message(12025550101, 0, 30), message(12025550102, 1, 500), message(12025550101, 2, 2), message(12025550101, 3, 31)}, false));
  const MergedLogs merged = std::move(merge).finish();
  const Contact& contact = merged.contacts[0].second;
  CHECK(to_rfc3339(contact.first) == "2024-01-01T02:00:00Z");
  CHECK(to_rfc3339(contact.last) == "2024-01-02T07:00:00Z");
  CHECK(contact.days.size() == 2);
}

TEST_CASE("a number keeps the first ten rows as evidence and all of its messages as count") {
  OrderedMerge merge(10);
  std::vector<MessageRecord> records;
  for (std::uint32_t i = 0; i < 25; ++i) records.push_back(message(12025550101, i, 1));
  merge.add(chunk_of(0, 0, records, false));
  const MergedLogs merged = std::move(merge).finish();
  CHECK(merged.contacts[0].second.messages == 25);
  CHECK(merged.contacts[0].second.rows.size() == kRowRefLimit);
  CHECK(to_text(merged.row_ref(merged.contacts[0].second.rows[9])) == "in1:10");
}
