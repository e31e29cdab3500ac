// records -> contacts. A worker folds the records of one chunk into a ChunkResult; OrderedMerge folds those in file
// order, recognizes duplicates, and ends with everything the report needs. No locks: a result has one owner at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "mfax/diagnostic.hpp"
#include "mfax/normalize.hpp"
#include "mfax/types.hpp"

namespace mfax {

/// Every record (a row with several recipients is several) ends in exactly one bucket. product.md 7.
struct RowCounts {
  std::uint64_t read = 0, blank = 0, rejected = 0, duplicate = 0, out_of_window = 0, not_counted = 0, in_scope = 0;
  std::uint64_t undated = 0;  ///< part of in_scope
  std::uint64_t unreadable_times = 0;  ///< no bucket: records with a number whose written time gave no instant
  bool is_balanced() const noexcept {
    return read == blank + rejected + duplicate + out_of_window + not_counted + in_scope && undated <= in_scope;
  }
  RowCounts& operator+=(const RowCounts&) noexcept;
  friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

inline constexpr std::size_t kRowRefLimit = 10;      ///< evidence rows kept per number; message_count tells the rest
inline constexpr std::size_t kNameRowLimit = 3;      ///< evidence rows kept per name of a number
inline constexpr std::size_t kMomentLimit = 512;     ///< times kept per number: 8 kB; what is said of them says how many they were

/// One message of a number: when, and where its row began.
struct Moment {
  std::int32_t minute = 0;       ///< since 1970-01-01T00:00Z; of an undated message nothing
  std::uint32_t chunk = 0;       ///< of the run: MergedLogs::row_ref() knows its file
  std::uint32_t line_in_chunk = 0, nth_on_line = 0;  ///< as RowPos
};

struct NameCount {
  NameId name{};
  std::uint32_t count = 0;  ///< ContactBuilder ends the run before a number has more messages than fit
  std::array<std::uint16_t, kNameRowLimit> rows{};  ///< the first min(count, kNameRowLimit) messages with it: see Contact::row()
};

/// All that the logs say about one number. But for a few names and days its size does not grow with the log. The lists lie
/// in MergedLogs::storage: a contact is copied freely and frees nothing.
struct Contact {
  std::uint64_t messages = 0, undated = 0;
  Timestamp first = Timestamp::max(), last = Timestamp::min();  ///< max/min when no message has a time
  std::array<std::uint64_t, kConfidenceCount> by_confidence{};
  std::array<std::uint64_t, kChannelCount> by_channel{};
  std::span<const Moment> rows;                                   ///< the first kRowRefLimit messages, in file order
  std::span<const NameCount> carriers, countries, states, types;  ///< first-seen order
  std::span<const std::int32_t> days;                             ///< UTC days since 1970 with a message, sorted, distinct
  std::span<const Moment> moments;                                ///< the first kMomentLimit dated messages, in file order
  NumberStatus status = NumberStatus::possible;

  /// The nth message with the name, which is evidence for a signal. `rows` are the first of all messages that are kept.
  const Moment& row(const NameCount& name, std::size_t nth) const noexcept { return rows.data()[name.rows[nth]]; }
};

struct Window { Timestamp from = Timestamp::min(), to = Timestamp::max(); };  ///< both inclusive

/// Counts per day and hour-of-week of in-scope messages, for the timeline.
struct TimeLine {
  std::map<std::int32_t, std::uint64_t> by_day;          ///< UTC day -> messages
  std::array<std::uint64_t, 168> by_hour_of_week{};      ///< UTC, Monday 00 first
};

/// Counts messages that are neither rejected nor duplicates nor outside the window. Neighbours in a log are mostly of one day.
class ScopeCounter {
 public:
  ScopeCounter(RowCounts& rows, TimeLine& time_line) : rows_(rows), time_line_(time_line) {}
  void add(bool has_time, Timestamp sent_at);

 private:
  RowCounts& rows_;
  TimeLine& time_line_;
  std::int64_t day_ = 0;
  std::uint64_t* of_day_ = nullptr;  ///< the day's count
};

/// A readable row that is not counted, kept so that it can be explained.
struct LeftOut {
  RowPos pos;
  enum class Reason : std::uint8_t { duplicate, out_of_window, not_counted } reason{};
  CodeSet codes;
  PhoneKey number;                    ///< may be absent
  Timestamp sent_at{};
  bool has_time = false;
};

/// What a record says beside number, time and place. A chunk has few distinct ones.
struct MessageTraits {
  NameId carrier{}, country{}, state{}, type{};
  Channel channel{};
  Confidence confidence{};
  NumberStatus status{};
  friend bool operator==(const MessageTraits&, const MessageTraits&) = default;
};
std::uint64_t hash_of(const MessageTraits&) noexcept;

/// Distinct traits, numbered in the order they were first seen.
class TraitsTable {
 public:
  std::uint32_t number_of(const MessageTraits&);
  const MessageTraits& operator[](std::size_t number) const noexcept { return traits_[number]; }
  std::size_t size() const noexcept { return traits_.size(); }

 private:
  std::vector<MessageTraits> traits_;
  std::vector<std::uint32_t> slots_;  ///< open addressing, number + 1, 0 = free, at most half full
};

/// A record in scope, or one that may prove a duplicate: all that the merge needs of it.
struct Sighting {
  std::uint64_t digits = 0;    ///< PhoneKey
  std::uint64_t identity = 0;  ///< 0 = cannot be recognized again
  Timestamp sent_at{};
  std::uint32_t line_in_chunk = 0, nth_on_line = 0;
  std::uint32_t traits = 0;    ///< in ChunkResult::traits
  bool has_time = false, has_id = false;
};

struct ChunkResult {
  std::uint64_t sequence = 0;
  FileId file{};
  std::uint32_t chunk = 0;                               ///< as RowPos::chunk
  std::uint32_t lines_before = 0, lines = 0, rows_on_last_line = 0;  ///< as Chunk and scanner tell
  bool may_repeat = false;                               ///< only the merge, in file order, can tell which sightings are duplicates
  RowCounts rows;                                        ///< `read` counts every record, the other buckets no sighting that may repeat
  std::vector<Sighting> sightings;                       ///< in row order
  TraitsTable traits;
  std::vector<Reject> rejects;
  std::vector<LeftOut> left_out;
  std::map<DiagCode, std::uint64_t> rejected_by_reason;  ///< the first rejecting code of each reject; complete
  CodeCounts codes;
  TimeLine time_line;
  StringTable names;
};

class Matcher {
 public:
  /// `may_repeat`: records of this file can be recognized again, so all of them wait for the merge, in file order.
  Matcher(const Window&, bool may_repeat, ChunkResult&);
  void add(const MessageRecord&, const RecordNormalizer::Fault&);
 private:
  bool is_outside(const MessageRecord&) const noexcept;
  void add_sighting(const MessageRecord&);
  const Window& window_;
  ChunkResult& result_;
  ScopeCounter in_scope_;
};

/// Which messages have been seen before. product.md 7: the same message delivered twice by overlapping exports, and further
/// parts or events of one message, count once; two equal rows without an id in one file are two messages. Asked in file
/// order. Grows by some 15 bytes a distinct message with an id.
class Duplicates {
 public:
  /// `keep_places`: original() is wanted; costs some 80 bytes a message more.
  explicit Duplicates(bool keep_places);
  /// With an id: every further occurrence. Without: the k-th occurrence in this file, when an earlier file had k or more.
  /// With an id and without places two messages may be taken for one, about once in 10^8 logs of ten million messages;
  /// whoever asks must count a number's first message all the same, so that no number is lost.
  bool is_duplicate(const Sighting& message, const RowPos& pos) { return is_duplicate(message, pos, trace_of(message)); }
  /// Where a message with an id is looked for.
  struct Trace {
    std::uint64_t shard = 0, mark = 0;
  };
  /// Brings what the coming question needs near the processor.
  Trace prefetch(const Sighting&) const noexcept;
  bool is_duplicate(const Sighting&, const RowPos&, const Trace&);
  /// The row that the last is_duplicate() == true repeated.
  const RowPos& original() const noexcept { return original_; }

 private:
  struct Key {
    std::uint64_t digits = 0, identity = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key&) const noexcept;
  };
  /// Of a row without an id: how often in `file` so far, and the most in any one file.
  struct Occurrences {
    FileId file{};
    std::uint32_t in_file = 0, counted = 0;
  };
  /// A part of the ids: marks in the order of their values, 0 = free. Each grows by itself, so none is ever held twice.
  struct Shard {
    std::vector<std::uint64_t> marks;
    std::size_t used = 0;
    bool add(std::uint64_t mark);  ///< false when it was there
    void put(std::uint64_t mark) noexcept;
  };
  static Trace trace_of(const Sighting&) noexcept;
  bool repeats_without_id(const Key&, FileId);

  bool keep_places_;
  std::vector<Shard> ids_;  ///< by one hash of the key, which the mark, another one, does not repeat
  std::unordered_map<Key, Occurrences, Hash> without_id_;
  std::unordered_map<Key, RowPos, Hash> places_;
  RowPos original_;
};

struct LogFacts {
  FileId file{};
  RowCounts rows;
  CodeCounts codes;
  Timestamp first = Timestamp::max(), last = Timestamp::min();
};

/// A reject with its final place.
struct PlacedReject { RowRef row; std::uint64_t byte = 0; Field field{}; CodeSet codes; std::string excerpt; };
struct PlacedLeftOut { RowRef row; LeftOut facts; };

/// Days since 1970-01-01, UTC.
std::int32_t utc_day(Timestamp) noexcept;
/// 0 = Monday 00:00-00:59 ... 167, of the clock the timestamp is of.
std::size_t hour_of_week(Timestamp) noexcept;

/// What the logs said, complete.
struct MergedLogs {
  RowCounts rows;
  std::vector<LogFacts> files;                                  ///< by FileId
  std::vector<std::pair<PhoneKey, Contact>> contacts;           ///< sorted by key
  std::vector<std::unique_ptr<std::byte[]>> storage;            ///< what the lists of the contacts lie in
  struct ChunkPlace {
    FileId file{};
    std::uint32_t chunk = 0;                                    ///< as RowPos::chunk
  };
  std::vector<ChunkPlace> chunks;                               ///< by Moment::chunk
  std::function<RowRef(const RowPos&)> place;                   ///< final place of a row of a contact; see row_ref()
  std::vector<PlacedLeftOut> left_out;                          ///< in file order; at most reject_limit, `rows` has the counts
  std::vector<PlacedReject> rejects;                            ///< in file order; at most reject_limit, the counts are complete
  std::map<DiagCode, std::uint64_t> rejected_by_reason;         ///< complete
  CodeCounts codes;
  TimeLine time_line;
  StringTable names;

  RowRef row_ref(const RowPos& pos) const {
    return place ? place(pos) : RowRef{pos.file, pos.nth_on_line, std::uint64_t{pos.line_in_chunk} + 1};
  }
  RowRef row_ref(const Moment& moment) const {
    RowPos pos;
    if (moment.chunk < chunks.size()) {
      pos.file = chunks[moment.chunk].file;
      pos.chunk = chunks[moment.chunk].chunk;
    }
    pos.line_in_chunk = moment.line_in_chunk;
    pos.nth_on_line = moment.nth_on_line;
    return row_ref(pos);
  }
};

/// Accepts results in any order, folds them strictly by sequence. One thread.
class OrderedMerge {
 public:
  explicit OrderedMerge(std::size_t reject_limit);
  ~OrderedMerge();
  void add(ChunkResult&&);
  std::size_t number_count() const noexcept;  ///< distinct numbers so far
  MergedLogs finish(unsigned threads = 1) &&;
 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace mfax
