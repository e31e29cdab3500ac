// In: bytes of cells. Out: what was once made of the same bytes. Bounded, so hostile files cannot grow it.
// Also names that remember their place in the current StringTable.
// Next: record.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mfax/types.hpp"
#include "normalize/byte_words.hpp"

namespace mfax {

/// Several cells as one key: each preceded by its length, so that no two lists of cells look alike.
class MemoKey {
 public:
  void clear() noexcept { size_ = 0; }
  void add(std::string_view cell, unsigned kind = 0) {
    const auto bytes = static_cast<std::uint32_t>(cell.size());
    const std::size_t end = size_ + 1 + sizeof bytes + bytes;
    if (end > bytes_.size()) bytes_.resize(2 * end);
    bytes_[size_] = static_cast<char>(kind);
    std::memcpy(bytes_.data() + size_ + 1, &bytes, sizeof bytes);  // lives in this process only: any byte order will do
    std::copy(cell.begin(), cell.end(), bytes_.data() + size_ + 1 + sizeof bytes);
    size_ = end;
  }
  std::string_view bytes() const noexcept { return {bytes_.data(), size_}; }

 private:
  std::string bytes_;
  std::size_t size_ = 0;
};

/// Sixteen bytes a step: keys are some dozens of bytes, looked up once a row. Not
/// for hostile collisions: a memo is bounded.
inline std::uint64_t hash_bytes(std::string_view text) noexcept {
  __extension__ using Product = unsigned __int128;
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL, kOther = 0xD6E8FEB86659FD93ULL;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    const Product product = static_cast<Product>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  std::uint64_t hash = text.size() * kMix;
  const char* at = text.data();
  std::size_t rest = text.size();
  for (; rest > 16; rest -= 16, at += 16)
    hash = mix(load_word<std::uint64_t>(at) ^ hash, load_word<std::uint64_t>(at + 8) ^ kOther);
  const std::size_t half = rest < 8 ? rest : 8;
  return mix(mix(load_short(at, half) ^ hash, load_short(at + rest - half, half) ^ kMix), kOther);
}

template <class Value>
class TextMemo {
 public:
  /// The remembered value or `make()`, which must not ask this memo; valid until the next call.
  template <class Make>
  Value& get(std::string_view key, Make&& make) {
    if (key.size() > kMaxKey) return scratch_ = make();
    const std::uint64_t hash = hash_bytes(key);
    if (Entry* const known = find(key, hash)) return known->value;
    Value made = make();
    if (entries_.size() >= kMaxEntries) clear();
    if (2 * entries_.size() >= slots_.size()) grow();
    Entry& entry = entries_.emplace_back(Entry{hash, std::string(key), std::move(made)});
    slots_[free_slot(hash)] = {hash, &entry};
    return entry.value;
  }

 private:
  static constexpr std::size_t kMaxEntries = 65'536;
  static constexpr std::size_t kMaxKey = 512;  // longer keys are not worth their memory
  struct Entry {
    std::uint64_t hash = 0;
    std::string key;
    Value value;
  };
  struct Slot {
    std::uint64_t hash = 0;
    Entry* entry = nullptr;  ///< null = free
  };

  Entry* find(std::string_view key, std::uint64_t hash) noexcept {
    if (slots_.empty()) return nullptr;
    for (std::size_t at = hash & (slots_.size() - 1); slots_[at].entry != nullptr; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].hash == hash && slots_[at].entry->key == key) return slots_[at].entry;
    return nullptr;
  }
  std::size_t free_slot(std::uint64_t hash) const noexcept {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].entry != nullptr) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    slots_.assign(slots_.empty() ? 16 : 2 * slots_.size(), Slot{});
    for (Entry& entry : entries_) slots_[free_slot(entry.hash)] = {entry.hash, &entry};
  }
  void clear() {
    entries_.clear();
    slots_.clear();
  }

  std::deque<Entry> entries_;  // a deque: values stay where they are
  std::vector<Slot> slots_;    // open addressing, at most half full
  Value scratch_{};
};

/// A text and where it stands in the table last asked. Tables come and go, one a chunk.
class KeptName {
 public:
  KeptName() = default;
  explicit KeptName(std::string text) : text_(std::move(text)) {}
  const std::string& text() const noexcept { return text_; }
  NameId in(StringTable& table) {
    if (text_.empty()) return NameId{};
    if (table.serial() == table_ && table_ != 0) return last_;
    table_ = table.serial();
    return last_ = table.intern(text_);
  }

 private:
  std::string text_;
  std::uint64_t table_ = 0;  ///< its serial
  NameId last_{};
};

}  // namespace mfax
