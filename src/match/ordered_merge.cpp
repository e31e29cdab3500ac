// Chunk results -> one result, strictly in file order: names get global ids, positions become lines, duplicates are
// recognized. Everything that depends on order happens here, on one thread. Next: report/build.cpp.
#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "base/line_places.hpp"
#include "match/number_table.hpp"
#include "mfax/match.hpp"

namespace mfax {

struct OrderedMerge::Inner {
  MergedLogs merged;
  std::map<std::uint64_t, ChunkResult> waiting;  // by sequence
  std::uint64_t next_sequence = 0;
  std::size_t reject_limit = 0;
  NumberTable numbers;
  Duplicates duplicates{false};
  LinePlaces places;

  LogFacts& facts_of(FileId file) {
    const auto index = static_cast<std::size_t>(file);
    while (merged.files.size() <= index) {
      LogFacts facts;
      facts.file = static_cast<FileId>(merged.files.size());
      merged.files.push_back(facts);
    }
    return merged.files[index];
  }

  std::vector<NameId> translate(const StringTable& names) {
    std::vector<NameId> ids(names.size());
    for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = merged.names.intern(names.name(static_cast<NameId>(i)));
    return ids;
  }

  void fold(ChunkResult& result) {
    LogFacts& facts = facts_of(result.file);
    places.begin_chunk(result.file, result.lines_before);
    const std::vector<NameId> names = translate(result.names);
    RowCounts rows = result.rows;
    TimeLine time_line = std::move(result.time_line);

    fold_sightings(result, translate(result.traits, names), rows, time_line, facts);
    for (Reject& reject : result.rejects) fold_reject(reject);
    for (const LeftOut& row : result.left_out) fold_left_out(row);
    for (const auto& [reason, count] : result.rejected_by_reason) merged.rejected_by_reason[reason] += count;

    facts.rows += rows;
    facts.codes.add(result.codes);
    merged.rows += rows;
    merged.codes.add(result.codes);
    for (const auto& [day, count] : time_line.by_day) merged.time_line.by_day[day] += count;
    for (std::size_t hour = 0; hour < time_line.by_hour_of_week.size(); ++hour)
      merged.time_line.by_hour_of_week[hour] += time_line.by_hour_of_week[hour];
    places.end_chunk(result.file, result.lines, result.rows_on_last_line);
  }

  /// A chunk's numbers of traits -> the run's.
  std::vector<std::uint32_t> translate(const TraitsTable& traits, const std::vector<NameId>& names) {
    std::vector<std::uint32_t> numbers_of(traits.size());
    for (std::size_t i = 0; i < traits.size(); ++i) {
      MessageTraits own = traits[i];
      for (NameId* name : {&own.carrier, &own.country, &own.state, &own.type}) *name = names[static_cast<std::size_t>(*name)];
      numbers_of[i] = numbers.traits_number(own);
    }
    return numbers_of;
  }

  void fold_sightings(const ChunkResult& result, const std::vector<std::uint32_t>& traits, RowCounts& rows, TimeLine& time_line,
                      LogFacts& facts) {
    constexpr std::size_t kAhead = 16;  // a million numbers are too many for the processor's caches
    numbers.begin_chunk(result.file, result.chunk);
    ScopeCounter in_scope(rows, time_line);
    std::array<Duplicates::Trace, kAhead> traces;
    const auto look_at = [&](std::size_t i) {
      if (i >= result.sightings.size()) return;
      numbers.prefetch(result.sightings[i].digits);
      if (result.may_repeat) traces[i % kAhead] = duplicates.prefetch(result.sightings[i]);
    };
    for (std::size_t i = 0; i < kAhead; ++i) look_at(i);
    for (std::size_t i = 0; i < result.sightings.size(); ++i) {
      const Sighting& seen = result.sightings[i];
      const Duplicates::Trace trace = traces[i % kAhead];
      look_at(i + kAhead);
      if (seen.identity != 0 && is_duplicate(seen, result, trace)) {
        ++rows.duplicate;
        continue;
      }
      if (result.may_repeat) in_scope.add(seen.has_time, seen.sent_at);
      numbers.add(seen, traits[seen.traits]);
      if (!seen.has_time) continue;
      facts.first = std::min(facts.first, seen.sent_at);
      facts.last = std::max(facts.last, seen.sent_at);
    }
  }

  /// A number's first message is no duplicate, whatever its identity resembles: no number may be lost.
  bool is_duplicate(const Sighting& seen, const ChunkResult& result, const Duplicates::Trace& trace) {
    RowPos pos;
    pos.file = result.file;
    pos.chunk = result.chunk;
    pos.line_in_chunk = seen.line_in_chunk;
    pos.nth_on_line = seen.nth_on_line;
    if (!duplicates.is_duplicate(seen, pos, trace) || !numbers.has(seen.digits)) return false;
    LeftOut row;
    row.pos = pos;
    row.reason = LeftOut::Reason::duplicate;
    row.number = PhoneKey{seen.digits};
    row.sent_at = seen.sent_at;
    row.has_time = seen.has_time;
    fold_left_out(row);
    return true;
  }

  void fold_left_out(const LeftOut& row) {
    if (merged.left_out.size() < reject_limit) merged.left_out.push_back({places.place(row.pos), row});
  }

  void fold_reject(Reject& reject) {
    if (merged.rejects.size() >= reject_limit) return;
    PlacedReject placed;
    placed.row = places.place(reject.pos);
    placed.byte = reject.pos.byte;
    placed.field = reject.field;
    placed.codes = reject.codes;
    placed.excerpt = std::move(reject.excerpt);
    merged.rejects.push_back(std::move(placed));
  }
};

OrderedMerge::OrderedMerge(std::size_t reject_limit) : inner_(std::make_unique<Inner>()) {
  inner_->reject_limit = reject_limit;
}
OrderedMerge::~OrderedMerge() = default;

void OrderedMerge::add(ChunkResult&& result) {
  const std::uint64_t sequence = result.sequence;
  inner_->waiting.emplace(sequence, std::move(result));
  for (auto at = inner_->waiting.begin(); at != inner_->waiting.end() && at->first == inner_->next_sequence;
       at = inner_->waiting.erase(at)) {
    inner_->fold(at->second);
    ++inner_->next_sequence;
  }
}

std::size_t OrderedMerge::number_count() const noexcept { return inner_->numbers.size(); }

MergedLogs OrderedMerge::finish(unsigned threads) && {
  if (!inner_->waiting.empty()) throw std::logic_error("a chunk is missing in the merge");
  MergedLogs merged = std::move(inner_->merged);
  inner_->duplicates = Duplicates{false};  // 15 bytes a message with an id: not beside the contacts
  std::move(inner_->numbers).move_contacts(merged, threads);
  // Worker results come in the order of the chunk, waiting records after them: one order for all chunk sizes.
  std::stable_sort(merged.left_out.begin(), merged.left_out.end(),
                   [](const PlacedLeftOut& a, const PlacedLeftOut& b) { return a.row < b.row; });
  merged.place = [places = std::move(inner_->places)](const RowPos& row) { return places.place(row); };
  return merged;
}

}  // namespace mfax
