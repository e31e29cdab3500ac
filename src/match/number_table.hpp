// How the merge holds the messages of a million numbers until the last row is read.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "match/contact.hpp"
#include "mfax/match.hpp"

namespace mfax {

/// Numbers and their messages while the logs are read. By a hash of the number they fall into shards; a shard is a table of
/// its numbers and a list of its messages in file order, which only grows at its end. That a number's messages are folded
/// together, at the end, is what makes it fast: each comes from another place of the file. A number has at most some
/// kMomentLimit messages in the list: beyond, where a contact hardly grows, they are folded on the way.
class NumberTable {
 public:
  /// `fold_at`: messages of a shard at which numbers with many of them are first looked for.
  explicit NumberTable(std::size_t fold_at = std::size_t{1} << 14);
  void prefetch(std::uint64_t digits) const noexcept;
  bool has(std::uint64_t digits) const noexcept;
  /// Chunks are numbered in the order they begin.
  void begin_chunk(FileId file, std::uint32_t chunk) { chunks_.push_back({file, chunk}); }
  /// A message of the chunk that began last.
  void add(const Sighting&, std::uint32_t traits);
  std::uint32_t traits_number(const MessageTraits& traits) { return traits_.number_of(traits); }

  std::size_t size() const noexcept { return size_; }
  /// Contacts sorted by number, their storage and the chunks of their rows; ends the table's life.
  void move_contacts(MergedLogs&, unsigned threads = 1) &&;

 private:
  static constexpr unsigned kShardBits = 8;
  static constexpr std::size_t kShards = std::size_t{1} << kShardBits;

  struct Message {
    Timestamp sent_at{};
    std::uint32_t number = 0;  ///< in its shard
    std::uint32_t chunk = 0;   ///< of the run
    std::uint32_t line_in_chunk = 0, nth_on_line = 0;
    std::uint32_t traits = 0;  ///< twice their number, plus one when there is a time
  };
  struct Number {
    std::uint64_t digits = 0;  ///< 0 = free
    std::uint32_t index = 0;   ///< in the order the shard's numbers were first seen
    std::uint32_t count = 0;   ///< messages in the list, or kFolded + the place in `folded`
  };
  static constexpr std::uint32_t kFolded = std::uint32_t{1} << 31;

  /// Grows at its end without ever being copied.
  class MessageList {
   public:
    void push_back(const Message& message) {
      if (next_ == end_) add_block();
      *next_++ = message;
    }
    void prefetch() const noexcept { __builtin_prefetch(next_, 1); }
    std::size_t size() const noexcept { return capacity_ - static_cast<std::size_t>(end_ - next_); }
    template <class Fn>
    void for_each(Fn&& fn) const {
      for (const Block& block : blocks_) {
        const Message* const end = block.messages.get() + block.size == end_ ? next_ : block.messages.get() + block.size;
        for (const Message* at = block.messages.get(); at != end; ++at) fn(*at);
      }
    }

   private:
    struct Block {
      std::unique_ptr<Message[]> messages;
      std::size_t size = 0;
    };
    void add_block();
    Message* next_ = nullptr;  ///< in the last block, and its end
    Message* end_ = nullptr;
    std::size_t capacity_ = 0;
    std::vector<Block> blocks_;
  };

  struct Shard {
    std::vector<Number> slots = std::vector<Number>(16);  ///< open addressing, at most three quarters full
    std::uint32_t numbers = 0;
    MessageList messages;
    std::size_t fold_at = 0;  ///< list size at which numbers with many messages are looked for
    std::deque<ContactBuilder> folded;
    std::size_t place_of(std::uint64_t digits, std::uint64_t hash) const noexcept;
    void grow();
  };
  class Folding;

  void fold(const Message&, ContactBuilder&) const;
  void fold_long_lists(Shard&) const;
  void fold_shard(Shard&, std::span<const std::uint32_t> places, MergedLogs&, Folding&) const;

  std::vector<Shard> shards_;
  std::size_t size_ = 0;
  std::vector<MergedLogs::ChunkPlace> chunks_;
  TraitsTable traits_;
};

}  // namespace mfax
