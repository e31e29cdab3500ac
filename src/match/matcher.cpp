// One record -> one bucket, and one contact grew by one. What may be a duplicate waits for the merge (ordered_merge.cpp).
#include "mfax/match.hpp"

#include <algorithm>

#include "match/contact.hpp"

namespace mfax {
namespace {

constexpr std::size_t kExcerptLimit = 64;
/// Distinct names kept per number: a hostile file must not grow a contact without bound. Real numbers see one to three.
/// Applied in file order by the merge only (a chunk is bounded anyway), so chunk borders cannot change what is kept.
constexpr std::size_t kNamesPerContact = 64;

void count_name(std::vector<NameCount>& counts, const NameCount& seen, std::size_t limit) {
  if (seen.name == NameId{}) return;
  for (NameCount& entry : counts) {
    if (entry.name != seen.name) continue;
    for (std::uint64_t i = 0; entry.count + i < kNameRowLimit && i < std::min<std::uint64_t>(seen.count, kNameRowLimit); ++i)
      entry.rows[entry.count + i] = seen.rows[i];
    entry.count += seen.count;
    return;
  }
  if (counts.size() < limit) counts.push_back(seen);
}

Moment moment_of(const MessageRecord& record) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(record.sent_at).time_since_epoch().count();
  return {static_cast<std::int32_t>(minutes), record.pos.file, record.pos.chunk, record.pos.line_in_chunk, record.pos.nth_on_line};
}

NameCount one(NameId name, const RowPos& row) {
  NameCount seen;
  seen.name = name;
  seen.count = 1;
  seen.rows[0] = row;
  return seen;
}

LeftOut left_out(LeftOut::Reason reason, const MessageRecord& record) {
  LeftOut out;
  out.pos = record.pos;
  out.reason = reason;
  out.codes = record.codes;
  out.number = record.number;
  out.sent_at = record.sent_at;
  out.has_time = record.has_time;
  return out;
}

void add_day(std::vector<std::int32_t>& days, std::int32_t day) {
  if (!days.empty() && days.back() == day) return;
  const auto at = std::lower_bound(days.begin(), days.end(), day);
  if (at == days.end() || *at != day) days.insert(at, day);
}

}  // namespace

std::int32_t utc_day(Timestamp at) noexcept {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(at).time_since_epoch().count());
}

std::size_t hour_of_week(Timestamp at) noexcept {
  const auto hours = std::chrono::floor<std::chrono::hours>(at).time_since_epoch().count();
  const auto shifted = hours + 72;  // 1970-01-01 was a Thursday; hour 0 is Monday 00:00
  return static_cast<std::size_t>(((shifted % 168) + 168) % 168);
}

RowCounts& RowCounts::operator+=(const RowCounts& other) noexcept {
  read += other.read;
  blank += other.blank;
  rejected += other.rejected;
  duplicate += other.duplicate;
  out_of_window += other.out_of_window;
  not_counted += other.not_counted;
  in_scope += other.in_scope;
  undated += other.undated;
  unreadable_times += other.unreadable_times;
  return *this;
}

void add_to_contact(Contact& contact, const MessageRecord& record, bool is_merge) {
  ++contact.messages;
  if (record.has_time) {
    contact.first = std::min(contact.first, record.sent_at);
    contact.last = std::max(contact.last, record.sent_at);
    add_day(contact.days, utc_day(record.sent_at));
    if (contact.moments.size() < kMomentLimit) contact.moments.push_back(moment_of(record));
  } else {
    ++contact.undated;
  }
  if (contact.rows.size() < kRowRefLimit) contact.rows.push_back(record.pos);
  ++contact.by_confidence[static_cast<std::size_t>(record.confidence)];
  ++contact.by_channel[static_cast<std::size_t>(record.channel)];
  contact.status = record.number_status;
  const std::size_t limit = is_merge ? kNamesPerContact : static_cast<std::size_t>(-1);
  count_name(contact.carriers, one(record.carrier, record.pos), limit);
  count_name(contact.countries, one(record.country, record.pos), limit);
  count_name(contact.states, one(record.state, record.pos), limit);
  count_name(contact.types, one(record.message_type, record.pos), limit);
}

void count_in_scope(const MessageRecord& record, RowCounts& rows, TimeLine& time_line) {
  ++rows.in_scope;
  if (!record.has_time) {
    ++rows.undated;
    return;
  }
  ++time_line.by_day[utc_day(record.sent_at)];
  ++time_line.by_hour_of_week[hour_of_week(record.sent_at)];
}

Matcher::Matcher(const Window& window, bool may_repeat, ChunkResult& result)
    : window_(window), may_repeat_(may_repeat), result_(result) {}

/// A time before 2000 or in the future is not when the message was sent: it puts no row out of scope (docs/decisions/0009).
bool Matcher::is_outside(const MessageRecord& record) const noexcept {
  if (!record.has_time || record.codes.has(DiagCode::T_IMPLAUSIBLE)) return false;
  return record.sent_at < window_.from || record.sent_at > window_.to;
}

void Matcher::add(const MessageRecord& record, const RecordNormalizer::Fault& fault) {
  result_.codes.add(record.codes);
  if (record.counts && record.number && !record.has_time && has_unreadable_time(record.codes)) ++result_.rows.unreadable_times;
  if (!record.counts) {
    ++result_.rows.not_counted;
    result_.left_out.push_back(left_out(LeftOut::Reason::not_counted, record));
  } else if (!record.number) {
    ++result_.rows.rejected;
    ++result_.rejected_by_reason[rejecting_code(record.codes)];
    Reject reject;
    reject.pos = record.pos;
    reject.field = fault.field;
    reject.codes = record.codes;
    reject.excerpt = std::string(fault.cell.substr(0, kExcerptLimit));
    result_.rejects.push_back(std::move(reject));
  } else if (is_outside(record)) {
    ++result_.rows.out_of_window;
    result_.left_out.push_back(left_out(LeftOut::Reason::out_of_window, record));
  } else if (may_repeat_) {
    result_.undecided.push_back(record);
  } else {
    count_in_scope(record, result_.rows, result_.time_line);
    add_to_contact(result_.contacts[record.number.digits], record, false);
  }
}

void merge_contact(Contact& into, const Contact& from, std::span<const NameId> names) {
  into.messages += from.messages;
  into.undated += from.undated;
  into.first = std::min(into.first, from.first);
  into.last = std::max(into.last, from.last);
  for (const RowPos& row : from.rows)
    if (into.rows.size() < kRowRefLimit) into.rows.push_back(row);
  for (std::size_t i = 0; i < kConfidenceCount; ++i) into.by_confidence[i] += from.by_confidence[i];
  for (std::size_t i = 0; i < kChannelCount; ++i) into.by_channel[i] += from.by_channel[i];
  const auto merge_names = [&names](std::vector<NameCount>& to, const std::vector<NameCount>& counts) {
    for (const NameCount& entry : counts)
      count_name(to, {names[static_cast<std::size_t>(entry.name)], entry.count, entry.rows}, kNamesPerContact);
  };
  merge_names(into.carriers, from.carriers);
  merge_names(into.countries, from.countries);
  merge_names(into.states, from.states);
  merge_names(into.types, from.types);
  for (const std::int32_t day : from.days) add_day(into.days, day);
  for (const Moment& moment : from.moments)
    if (into.moments.size() < kMomentLimit) into.moments.push_back(moment);
  into.status = from.status;
}

}  // namespace mfax
