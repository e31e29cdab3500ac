// In: bytes of cells. Out: what was once made of the same bytes. Bounded, so hostile files cannot grow it.
// Also names that remember their place in the current StringTable.
// Next: record.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "mfax/types.hpp"

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

/// Eight bytes a step: keys are some dozens of bytes, looked up once a row. Not for hostile collisions: a memo is bounded.
inline std::size_t hash_bytes(std::string_view text) noexcept {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = text.size() * kMix;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kMix;
    hash ^= hash >> 32;
  };
  std::uint64_t word = 0;
  for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    mix(word);
  }
  word = 0;
  if (!text.empty()) std::memcpy(&word, text.data(), text.size());
  mix(word);
  return static_cast<std::size_t>(hash);
}

template <class Value>
class TextMemo {
 public:
  /// The remembered value or `make()`; valid until the next call.
  template <class Make>
  Value& get(std::string_view key, Make&& make) {
    if (key.size() > kMaxKey) return scratch_ = make();
    if (const auto found = values_.find(key); found != values_.end()) return found->second;
    if (values_.size() >= kMaxEntries) values_.clear();
    return values_.emplace(std::string(key), make()).first->second;
  }

 private:
  static constexpr std::size_t kMaxEntries = 65'536;
  static constexpr std::size_t kMaxKey = 512;  // longer keys are not worth their memory
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return hash_bytes(text); }
  };
  std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
  Value scratch_{};
};

/// A text and where it stood in the table last asked. Tables come and go (one a chunk), so the place is checked, not
/// trusted.
class KeptName {
 public:
  KeptName() = default;
  explicit KeptName(std::string text) : text_(std::move(text)) {}
  const std::string& text() const noexcept { return text_; }
  NameId in(StringTable& table) {
    if (text_.empty()) return NameId{};
    if (static_cast<std::size_t>(last_) < table.size() && table.name(last_) == text_) return last_;
    return last_ = table.intern(text_);
  }

 private:
  std::string text_;
  NameId last_{};
};

}  // namespace mfax
