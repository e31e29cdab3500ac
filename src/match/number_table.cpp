// Sightings in file order -> the messages of every number -> contacts. One thread. Next: ordered_merge.cpp.
#include <algorithm>
#include <utility>

#include "base/parallel.hpp"
#include "match/contact.hpp"

namespace mfax {
namespace {

std::uint64_t hash_of_digits(std::uint64_t digits) noexcept {
  std::uint64_t h = digits * 0x9E3779B97F4A7C15ULL;
  return (h ^ (h >> 32)) * 0xD6E8FEB86659FD93ULL;
}

constexpr std::uint64_t kTag = 0xFFFFFFFF00000000ULL;

}  // namespace

NumberTable::NumberTable() : slots_(1024) {}

void NumberTable::prefetch(std::uint64_t digits) const noexcept {
  __builtin_prefetch(&slots_[hash_of_digits(digits) & (slots_.size() - 1)]);
}

/// The number's slot, or the free one where it belongs.
std::size_t NumberTable::slot_of(std::uint64_t digits) const noexcept {
  const std::uint64_t hash = hash_of_digits(digits);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if (((slots_[slot] ^ hash) & kTag) == 0 && numbers_[(slots_[slot] & ~kTag) - 1].digits == digits) break;
  return slot;
}

bool NumberTable::has(std::uint64_t digits) const noexcept { return slots_[slot_of(digits)] != 0; }

void NumberTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const std::uint64_t hash = hash_of_digits(numbers_[i].digits);
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = (hash & kTag) | (i + 1);
  }
}

NumberTable::Number& NumberTable::number_of(std::uint64_t digits) {
  std::size_t slot = slot_of(digits);
  if (slots_[slot] == 0) {
    if (numbers_.size() * 2 >= slots_.size()) {
      grow();
      slot = slot_of(digits);
    }
    numbers_.emplace_back().digits = digits;
    slots_[slot] = (hash_of_digits(digits) & kTag) | numbers_.size();
  }
  return numbers_[(slots_[slot] & ~kTag) - 1];
}

std::uint32_t NumberTable::new_message() {
  if (free_ != 0) return std::exchange(free_, message(free_).next);
  if (used_ / kBlock >= blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<Message[]>(kBlock));
  return used_++;
}

void NumberTable::fold(const Message& message, Contact& contact) const {
  const Place& chunk = chunks_[message.chunk];
  Seen seen;
  seen.sent_at = message.sent_at;
  seen.has_time = (message.traits & 1U) != 0;
  seen.pos.file = chunk.file;
  seen.pos.chunk = chunk.chunk;
  seen.pos.line_in_chunk = message.line_in_chunk;
  seen.pos.nth_on_line = message.nth_on_line;
  add_to_contact(contact, seen, traits_[message.traits / 2]);
}

void NumberTable::fold_list(Number& number, Contact& contact) {
  contact.rows.reserve(std::min<std::size_t>(number.count, kRowRefLimit));
  contact.moments.reserve(number.count);
  for (std::uint32_t at = number.first; at != 0; at = message(at).next) fold(message(at), contact);
}

void NumberTable::add(const Sighting& sighting, std::uint32_t traits) {
  Number& number = number_of(sighting.digits);
  Message seen;
  seen.sent_at = sighting.sent_at;
  seen.chunk = static_cast<std::uint32_t>(chunks_.size() - 1);
  seen.line_in_chunk = sighting.line_in_chunk;
  seen.nth_on_line = sighting.nth_on_line;
  seen.traits = traits * 2 + (sighting.has_time ? 1U : 0U);
  if (number.folded != kNone) return fold(seen, folded_[number.folded]);
  const std::uint32_t index = new_message();
  message(index) = seen;
  if (number.count++ == 0)
    number.first = index;
  else
    message(number.last).next = index;
  number.last = index;
  if (number.count < kMomentLimit) return;
  number.folded = static_cast<std::uint32_t>(folded_.size());
  fold_list(number, folded_.emplace_back());
  message(number.last).next = std::exchange(free_, number.first);
}

std::vector<std::pair<PhoneKey, Contact>> NumberTable::contacts(unsigned threads) && {
  slots_ = {};
  std::sort(numbers_.begin(), numbers_.end(), [](const Number& a, const Number& b) { return a.digits < b.digits; });
  std::vector<std::pair<PhoneKey, Contact>> sorted(numbers_.size());
  for_parts(numbers_.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      sorted[i].first = PhoneKey{numbers_[i].digits};
      if (numbers_[i].folded != kNone)
        sorted[i].second = std::move(folded_[numbers_[i].folded]);
      else
        fold_list(numbers_[i], sorted[i].second);
    }
  });
  return sorted;
}

}  // namespace mfax
