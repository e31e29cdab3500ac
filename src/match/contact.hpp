// How a number's messages become a contact. Next: number_table.hpp, which holds the messages of a million numbers until then.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "mfax/match.hpp"

namespace mfax {

/// Where the lists of contacts end up: a few large blocks that are freed at once. A million contacts of seven lists each were
/// 13 % of the run's time as vectors.
class ContactBlocks {
 public:
  template <class T>
  std::span<const T> keep(std::span<const T> list) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= kAlign);
    if (list.empty()) return {};
    const std::size_t size = (list.size_bytes() + kAlign - 1) / kAlign * kAlign;
    if (size > left_) add_block(size);
    std::byte* const at = blocks_.back().get() + (block_size_ - left_);
    left_ -= size;
    std::memcpy(at, list.data(), list.size_bytes());
    return {reinterpret_cast<const T*>(at), list.size()};
  }
  std::vector<std::unique_ptr<std::byte[]>> release() && { return std::move(blocks_); }

 private:
  static constexpr std::size_t kAlign = 8, kBlock = std::size_t{1} << 20;
  void add_block(std::size_t least) {
    block_size_ = left_ = least > kBlock ? least : kBlock;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size_));
  }
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_size_ = 0, left_ = 0;
};

/// One counted message of a number.
struct Seen {
  Timestamp sent_at{};
  bool has_time = false;
  Moment row;  ///< its minute need not be set
};

/// The messages of one number, in file order -> its contact. Used again and again, so that nothing is allocated.
class ContactBuilder {
 public:
  void clear();
  /// Throws FatalError(bad_input) when a number has 2^32 messages.
  void add(Seen, const MessageTraits&);
  /// Its lists are the builder's own: valid until the next call.
  Contact view() const;
  /// Its lists are the arena's.
  Contact kept_in(ContactBlocks&) const;

 private:
  void add_name(std::vector<NameCount>&, NameId, const Moment&);
  std::uint16_t place_of(const Moment&);
  std::span<const Moment> moments() const;

  Contact counts_;                ///< without lists
  std::vector<Moment> kept_;      ///< the first kMomentLimit messages, then those that names need as evidence
  std::vector<Moment> dated_;     ///< as Contact::moments, once there is an undated message; before, kept_ says the same
  std::size_t place_ = kNoPlace;  ///< of the message being added in kept_
  std::vector<NameCount> carriers_, countries_, states_, types_;
  std::vector<std::int32_t> days_;
  static constexpr std::size_t kNoPlace = ~std::size_t{0};
};

}  // namespace mfax
