// One record -> one bucket; what is in scope, or may prove a duplicate, becomes a sighting for the merge. Next: ordered_merge.cpp.
#include "mfax/match.hpp"

namespace mfax {
namespace {

constexpr std::size_t kExcerptLimit = 64;

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

void ScopeCounter::add(bool has_time, Timestamp sent_at) {
  ++rows_.in_scope;
  if (!has_time) {
    ++rows_.undated;
    return;
  }
  const std::int64_t hours = std::chrono::floor<std::chrono::hours>(sent_at).time_since_epoch().count();
  const std::int64_t day = hours / 24 - (hours % 24 < 0 ? 1 : 0);
  if (of_day_ == nullptr || day != day_) {
    day_ = day;
    of_day_ = &time_line_.by_day[static_cast<std::int32_t>(day)];
  }
  ++*of_day_;
  ++time_line_.by_hour_of_week[static_cast<std::size_t>(((day + 3) % 7 + 7) % 7 * 24 + (hours - day * 24))];  // 1970-01-01 was a Thursday
}

Matcher::Matcher(const Window& window, bool may_repeat, ChunkResult& result)
    : window_(window), result_(result), in_scope_(result.rows, result.time_line) {
  result_.may_repeat = may_repeat;
}

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
  } else {
    if (!result_.may_repeat) in_scope_.add(record.has_time, record.sent_at);
    add_sighting(record);
  }
}

void Matcher::add_sighting(const MessageRecord& record) {
  Sighting seen;
  seen.digits = record.number.digits;
  seen.identity = result_.may_repeat ? record.identity : 0;
  seen.sent_at = record.sent_at;
  seen.line_in_chunk = record.pos.line_in_chunk;
  seen.nth_on_line = record.pos.nth_on_line;
  seen.traits = result_.traits.number_of({record.carrier, record.country, record.state, record.message_type, record.channel,
                                          record.confidence, record.number_status});
  seen.has_time = record.has_time;
  seen.has_id = record.has_id;
  result_.chunk = record.pos.chunk;
  result_.sightings.push_back(seen);
}

}  // namespace mfax
