// In: bytes of cells. Out: what was once made of the same bytes. Bounded, so hostile files cannot grow it.
// Also names that remember their place in the current StringTable.
// Next: record.cpp.
#pragma once

#include <cstdint>
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
  void clear() noexcept { bytes_.clear(); }
  void add(std::string_view cell) {
    const auto size = static_cast<std::uint32_t>(cell.size());
    for (unsigned shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(size >> shift & 0xFF);
    bytes_ += cell;
  }
  std::string_view bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
};

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
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
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
