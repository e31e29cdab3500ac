// Chunk results -> one result, strictly in file order: names get global ids, positions become lines, duplicates are
// recognized. Everything that depends on order happens here, on one thread. Next: report/build.cpp.
#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/line_places.hpp"
#include "match/contact.hpp"
#include "mfax/match.hpp"

namespace mfax {

struct OrderedMerge::Inner {
  MergedLogs merged;
  std::map<std::uint64_t, ChunkResult> waiting;  // by sequence
  std::uint64_t next_sequence = 0;
  std::size_t reject_limit = 0;
  std::unordered_map<std::uint64_t, Contact> contacts;
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

    fold_contacts(result, names, facts);
    for (MessageRecord& record : result.undecided) fold_undecided(record, names, rows, time_line, facts);
    for (Reject& reject : result.rejects) fold_reject(reject);
    for (const LeftOut& row : result.left_out) fold_left_out(row);
    for (const auto& [reason, count] : result.rejected_by_reason) merged.rejected_by_reason[reason] += count;

    facts.rows += rows;
    facts.codes.add(result.codes);
    merged.rows += rows;
    merged.codes.add(result.codes);
    merged.library_calls += result.library_calls;
    for (const auto& [day, count] : time_line.by_day) merged.time_line.by_day[day] += count;
    for (std::size_t hour = 0; hour < time_line.by_hour_of_week.size(); ++hour)
      merged.time_line.by_hour_of_week[hour] += time_line.by_hour_of_week[hour];
    places.end_chunk(result.file, result.lines, result.rows_on_last_line);
  }

  /// The order among a chunk's contacts does not matter: each number is independent of the others.
  void fold_contacts(const ChunkResult& result, const std::vector<NameId>& names, LogFacts& facts) {
    for (const auto& [digits, contact] : result.contacts) {
      merge_contact(contacts[digits], contact, names);
      facts.first = std::min(facts.first, contact.first);
      facts.last = std::max(facts.last, contact.last);
    }
  }

  void fold_undecided(MessageRecord& record, const std::vector<NameId>& names, RowCounts& rows, TimeLine& time_line,
                       LogFacts& facts) {
    if (record.identity != 0 && duplicates.is_duplicate(record)) {
      ++rows.duplicate;
      LeftOut row;
      row.pos = record.pos;
      row.reason = LeftOut::Reason::duplicate;
      row.number = record.number;
      row.sent_at = record.sent_at;
      row.has_time = record.has_time;
      fold_left_out(row);
      return;
    }
    for (NameId* name : {&record.message_type, &record.carrier, &record.country, &record.state})
      *name = names[static_cast<std::size_t>(*name)];
    count_in_scope(record, rows, time_line);
    add_to_contact(contacts[record.number.digits], record, true);
    if (!record.has_time) return;
    facts.first = std::min(facts.first, record.sent_at);
    facts.last = std::max(facts.last, record.sent_at);
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

MergedLogs OrderedMerge::finish() && {
  if (!inner_->waiting.empty()) throw std::logic_error("a chunk is missing in the merge");
  MergedLogs merged = std::move(inner_->merged);
  merged.contacts.reserve(inner_->contacts.size());
  for (auto& [digits, contact] : inner_->contacts) merged.contacts.emplace_back(PhoneKey{digits}, std::move(contact));
  std::sort(merged.contacts.begin(), merged.contacts.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  // Worker results come in the order of the chunk, waiting records after them: one order for all chunk sizes.
  std::stable_sort(merged.left_out.begin(), merged.left_out.end(),
                   [](const PlacedLeftOut& a, const PlacedLeftOut& b) { return a.row < b.row; });
  merged.place = [places = std::move(inner_->places)](const RowPos& row) { return places.place(row); };
  return merged;
}

}  // namespace mfax
