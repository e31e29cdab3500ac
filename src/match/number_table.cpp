// Sightings in file order -> the messages of every number -> contacts. Next: ordered_merge.cpp.
#include "match/number_table.hpp"

#include <algorithm>
#include <utility>

#include "base/parallel.hpp"

namespace mfax {
namespace {

std::uint64_t hash_of_digits(std::uint64_t digits) noexcept {
  std::uint64_t h = digits * 0x9E3779B97F4A7C15ULL;
  h = (h ^ (h >> 32)) * 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32);
}

}  // namespace

NumberTable::NumberTable(std::size_t fold_at) : shards_(kShards) {
  for (Shard& shard : shards_) shard.fold_at = fold_at;
}

void NumberTable::MessageList::add_block() {
  constexpr std::size_t kFirst = 64, kMost = 4096;  // small for a log of some rows; 128 KiB at most, half of it idle
  const std::size_t size = blocks_.empty() ? kFirst : std::min(kMost, 2 * blocks_.back().size);
  blocks_.push_back({std::make_unique_for_overwrite<Message[]>(size), size});
  next_ = blocks_.back().messages.get();
  end_ = next_ + size;
  capacity_ += size;
}

/// The number's slot, or the free one where it belongs. The shard is told by the hash's upper bits, the slot by its lower.
std::size_t NumberTable::Shard::place_of(std::uint64_t digits, std::uint64_t hash) const noexcept {
  std::size_t slot = hash & (slots.size() - 1);
  while (slots[slot].digits != digits && slots[slot].digits != 0) slot = (slot + 1) & (slots.size() - 1);
  return slot;
}

void NumberTable::Shard::grow() {
  std::vector<Number> old(2 * slots.size());
  old.swap(slots);
  for (const Number& number : old)
    if (number.digits != 0) slots[place_of(number.digits, hash_of_digits(number.digits))] = number;
}

void NumberTable::prefetch(std::uint64_t digits) const noexcept {
  const std::uint64_t hash = hash_of_digits(digits);
  const Shard& shard = shards_[hash >> (64 - kShardBits)];
  __builtin_prefetch(shard.slots.data() + (hash & (shard.slots.size() - 1)));
  shard.messages.prefetch();
}

bool NumberTable::has(std::uint64_t digits) const noexcept {
  const std::uint64_t hash = hash_of_digits(digits);
  const Shard& shard = shards_[hash >> (64 - kShardBits)];
  return shard.slots[shard.place_of(digits, hash)].digits != 0;
}

void NumberTable::add(const Sighting& sighting, std::uint32_t traits) {
  const std::uint64_t hash = hash_of_digits(sighting.digits);
  Shard& shard = shards_[hash >> (64 - kShardBits)];
  if (shard.numbers * 4 >= shard.slots.size() * 3) shard.grow();
  Number& number = shard.slots[shard.place_of(sighting.digits, hash)];
  if (number.digits == 0) {
    number.digits = sighting.digits;
    number.index = shard.numbers++;
    ++size_;
  }
  Message seen;
  seen.sent_at = sighting.sent_at;
  seen.number = number.index;
  seen.chunk = static_cast<std::uint32_t>(chunks_.size() - 1);
  seen.line_in_chunk = sighting.line_in_chunk;
  seen.nth_on_line = sighting.nth_on_line;
  seen.traits = traits * 2 + (sighting.has_time ? 1U : 0U);
  if (number.count >= kFolded) return fold(seen, shard.folded[number.count - kFolded]);
  ++number.count;
  shard.messages.push_back(seen);
  if (shard.messages.size() >= shard.fold_at) fold_long_lists(shard);
}

void NumberTable::fold(const Message& message, ContactBuilder& contact) const {
  Seen seen;
  seen.sent_at = message.sent_at;
  seen.has_time = (message.traits & 1U) != 0;
  seen.row.chunk = message.chunk;
  seen.row.line_in_chunk = message.line_in_chunk;
  seen.row.nth_on_line = message.nth_on_line;
  contact.add(seen, traits_[message.traits / 2]);
}

/// Numbers with more than kMomentLimit messages get a contact of their own, and their messages leave the list. Looked for when
/// the list has doubled, so that it costs a few nanoseconds a message whatever the log.
void NumberTable::fold_long_lists(Shard& shard) const {
  std::vector<ContactBuilder*> builders(shard.numbers);
  for (Number& number : shard.slots) {
    if (number.digits == 0 || number.count >= kFolded || number.count <= kMomentLimit) continue;
    builders[number.index] = &shard.folded.emplace_back();
    number.count = kFolded + static_cast<std::uint32_t>(shard.folded.size() - 1);
  }
  MessageList rest;
  shard.messages.for_each([&](const Message& message) {
    if (ContactBuilder* const builder = builders[message.number])
      fold(message, *builder);
    else
      rest.push_back(message);
  });
  shard.messages = std::move(rest);
  shard.fold_at = std::max(shard.fold_at, 2 * shard.messages.size());
}

/// What one thread needs to make the contacts of shards, one after the other.
class NumberTable::Folding {
 public:
  /// The messages of number n of the shard, in file order, from begins[n] to begins[n + 1].
  void sort_by_number(const Shard& shard) {
    begins.assign(shard.numbers + 1, 0);
    for (const Number& number : shard.slots)
      if (number.digits != 0 && number.count < kFolded) begins[number.index + 1] = number.count;
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    if (messages.size() < shard.messages.size()) messages.resize(shard.messages.size());
    ends.assign(begins.begin(), begins.end() - 1);
    shard.messages.for_each([this](const Message& message) { messages[ends[message.number]++] = message; });
  }
  std::vector<std::uint32_t> begins, ends;
  std::vector<Message> messages;
  ContactBuilder builder;
  ContactBlocks arena;
};

/// `places`: of the shard's numbers among the contacts.
void NumberTable::fold_shard(Shard& shard, std::span<const std::uint32_t> places, MergedLogs& out, Folding& with) const {
  with.sort_by_number(shard);
  for (const Number& number : shard.slots) {
    if (number.digits == 0) continue;
    auto& [key, contact] = out.contacts[places[number.index]];
    key = PhoneKey{number.digits};
    if (number.count >= kFolded) {
      contact = shard.folded[number.count - kFolded].kept_in(with.arena);
      continue;
    }
    with.builder.clear();
    for (std::uint32_t i = with.begins[number.index]; i < with.ends[number.index]; ++i) fold(with.messages[i], with.builder);
    contact = with.builder.kept_in(with.arena);
  }
  shard = Shard{};  // as contacts grow their messages go
}

void NumberTable::move_contacts(MergedLogs& out, unsigned threads) && {
  struct Entry {
    std::uint64_t digits;
    std::uint32_t number;  ///< of all: its shard's numbers follow those of the shards before
  };
  std::vector<std::uint32_t> firsts;
  std::vector<Entry> entries(size_);
  std::uint32_t first = 0;
  for (const Shard& shard : shards_) {
    firsts.push_back(first);
    for (const Number& number : shard.slots)
      if (number.digits != 0) entries[first + number.index] = {number.digits, first + number.index};
    first += shard.numbers;
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.digits < b.digits; });
  std::vector<std::uint32_t> places(size_);
  for (std::size_t place = 0; place < entries.size(); ++place) places[entries[place].number] = static_cast<std::uint32_t>(place);
  entries = {};

  out.contacts.resize(size_);
  std::vector<std::vector<std::unique_ptr<std::byte[]>>> blocks(kShards);
  for_parts(kShards, threads, [&](std::size_t begin, std::size_t end) {
    Folding folding;
    for (std::size_t i = begin; i < end; ++i) fold_shard(shards_[i], std::span(places).subspan(firsts[i]), out, folding);
    blocks[begin] = std::move(folding.arena).release();
  });
  for (auto& part : blocks)
    for (auto& block : part) out.storage.push_back(std::move(block));
  out.chunks = std::move(chunks_);
}

}  // namespace mfax
