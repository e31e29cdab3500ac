// Texts and lists of eight bytes each that live as long as their arena. A directory of a million people is some fourteen million
// texts, most of them empty or equal to thousands of others: as std::string they took 1 KB a person, and as long to give back.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/core.h>

namespace mfax {

/// Characters in an arena, behind their number. Valid as long as the arena.
class Text {
 public:
  constexpr Text() noexcept = default;
  std::string_view view() const noexcept {
    if (at_ == nullptr) return {};
    std::uint32_t size = 0;
    std::memcpy(&size, at_, sizeof size);
    return {at_ + sizeof size, size};
  }
  operator std::string_view() const noexcept { return view(); }  // NOLINT(google-explicit-constructor): it is a text
  operator std::string() const { return std::string(view()); }   // NOLINT(google-explicit-constructor)
  bool empty() const noexcept { return at_ == nullptr; }
  std::size_t size() const noexcept { return view().size(); }
  friend bool operator==(Text a, Text b) noexcept { return a.at_ == b.at_ || a.view() == b.view(); }
  friend bool operator==(Text a, std::string_view b) noexcept { return a.view() == b; }

 private:
  friend class Arena;
  explicit Text(const char* at) noexcept : at_(at) {}
  const char* at_ = nullptr;  ///< not aligned: a std::uint32_t, then the characters; null = ""
};

/// Elements in an arena, behind their number. Valid as long as the arena.
template <class T>
class List {
 public:
  constexpr List() noexcept = default;
  std::size_t size() const noexcept {
    if (at_ == nullptr) return 0;
    std::uint64_t size = 0;
    std::memcpy(&size, at_, sizeof size);
    return size;
  }
  bool empty() const noexcept { return at_ == nullptr; }
  const T* data() const noexcept { return elements(); }
  T* data() noexcept { return elements(); }
  const T* begin() const noexcept { return elements(); }
  const T* end() const noexcept { return elements() + size(); }
  const T& operator[](std::size_t i) const noexcept { return elements()[i]; }
  const T& front() const noexcept { return elements()[0]; }
  const T& back() const noexcept { return elements()[size() - 1]; }
  std::span<T> elements_to_change() noexcept { return {elements(), size()}; }

  template <class U>
    requires std::is_convertible_v<const T&, U>
  operator std::vector<U>() const {  // NOLINT(google-explicit-constructor): copies, as from a vector
    std::vector<U> copy;
    copy.reserve(size());
    for (const T& element : *this) copy.push_back(element);
    return copy;
  }
  template <class U>
  friend bool operator==(const List& a, const std::vector<U>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  friend class Arena;
  static constexpr std::size_t kHead = sizeof(std::uint64_t);
  explicit List(char* at) noexcept : at_(at) {}
  T* elements() const noexcept { return at_ == nullptr ? nullptr : std::launder(reinterpret_cast<T*>(at_ + kHead)); }
  char* at_ = nullptr;  ///< a std::uint64_t, then the elements; null = empty
};

/// Memory that is given back at once. Nothing that it hands out moves, also when the arena is moved. Not thread-safe.
class Arena {
 public:
  Text text(std::string_view text) {
    if (text.empty()) return Text();
    const auto size = static_cast<std::uint32_t>(text.size());
    char* const at = take(sizeof size + text.size(), 1);
    std::memcpy(at, &size, sizeof size);
    std::memcpy(at + sizeof size, text.data(), text.size());
    return Text(at);
  }
  /// One of few that many rows have: given out again while it is remembered.
  Text shared_text(std::string_view text);

  template <class T>
  List<T> list(std::span<const T> elements) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= alignof(std::uint64_t) && sizeof(T) > 0);
    if (elements.empty()) return List<T>();
    const std::uint64_t size = elements.size();
    char* const at = take(List<T>::kHead + elements.size_bytes(), alignof(std::uint64_t));
    std::memcpy(at, &size, sizeof size);
    std::uninitialized_copy(elements.begin(), elements.end(), reinterpret_cast<T*>(at + List<T>::kHead));
    return List<T>(at);
  }
  template <class T>
  List<T> list(const std::vector<T>& elements) { return list(std::span<const T>(elements)); }

 private:
  char* take(std::size_t bytes, std::size_t alignment) {
    const auto gap = static_cast<std::size_t>(-reinterpret_cast<std::uintptr_t>(next_)) & (alignment - 1);
    if (bytes + gap > left_) return take_from_new_block(bytes);
    char* const at = next_ + gap;
    next_ = at + bytes;
    left_ -= bytes + gap;
    return at;
  }
  char* take_from_new_block(std::size_t bytes);

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<Text> remembered_;  ///< one entry for each of some hundred hashes; the later text takes the place of the earlier
};

}  // namespace mfax

template <>
struct fmt::formatter<mfax::Text> : fmt::formatter<fmt::string_view> {
  template <class Context>
  auto format(mfax::Text text, Context& context) const {
    return fmt::formatter<fmt::string_view>::format(fmt::string_view(text.view().data(), text.view().size()), context);
  }
};
