// How a message becomes part of a contact, and how the merge holds a million numbers until then.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "mfax/match.hpp"

namespace mfax {

/// One counted message of a number.
struct Seen {
  Timestamp sent_at{};
  bool has_time = false;
  RowPos pos;
};

/// Folds one message, in file order.
void add_to_contact(Contact&, const Seen&, const MessageTraits&);

/// Numbers and their messages while the logs are read. A number with few messages, as nearly all have, is a short list of 32
/// bytes a message; beyond kMomentLimit, where a contact no longer grows, the list is folded into one. That a number's
/// messages are folded together, at the end, is what makes it fast: each comes from another place of the file.
class NumberTable {
 public:
  struct Message {
    Timestamp sent_at{};
    std::uint32_t chunk = 0;  ///< of the run
    std::uint32_t line_in_chunk = 0, nth_on_line = 0;
    std::uint32_t traits = 0;  ///< twice their number, plus one when there is a time
    std::uint32_t next = 0;    ///< of the same number, 0 = none
  };

  NumberTable();
  void prefetch(std::uint64_t digits) const noexcept;
  bool has(std::uint64_t digits) const noexcept;
  /// Chunks are numbered in the order they begin.
  void begin_chunk(FileId file, std::uint32_t chunk) { chunks_.push_back({file, chunk}); }
  /// A message of the chunk that began last.
  void add(const Sighting&, std::uint32_t traits);
  std::uint32_t traits_number(const MessageTraits& traits) { return traits_.number_of(traits); }

  std::size_t size() const noexcept { return numbers_.size(); }
  /// Sorted by number; ends the table's life.
  std::vector<std::pair<PhoneKey, Contact>> contacts(unsigned threads = 1) &&;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  static constexpr std::size_t kBlock = std::size_t{1} << 16;
  struct Number {
    std::uint64_t digits = 0;
    std::uint32_t first = 0, last = 0;  ///< messages, from 1
    std::uint32_t count = 0;
    std::uint32_t folded = kNone;  ///< in folded_, when it has too many messages for a list
  };
  struct Place {
    FileId file{};
    std::uint32_t chunk = 0;
  };

  std::size_t slot_of(std::uint64_t digits) const noexcept;
  Number& number_of(std::uint64_t digits);
  void grow();
  std::uint32_t new_message();
  Message& message(std::uint32_t index) noexcept { return blocks_[index / kBlock][index % kBlock]; }
  void fold(const Message&, Contact&) const;
  void fold_list(Number&, Contact&);

  std::vector<std::uint64_t> slots_;  ///< 32 bits of the hash, 32 bits of the number's index + 1; 0 = free
  std::vector<Number> numbers_;       ///< in the order they were first seen
  std::vector<std::unique_ptr<Message[]>> blocks_;
  std::uint32_t used_ = 1, free_ = 0;  ///< message 0 is nobody's
  std::vector<Contact> folded_;
  std::vector<Place> chunks_;
  TraitsTable traits_;
};

}  // namespace mfax
