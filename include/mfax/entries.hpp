// A list of a report. It holds its entries, or knows how to make them: a report of a million people would be gigabytes of
// text, of which a table needs one person at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <utility>
#include <vector>

namespace mfax {

/// Reading is safe on several threads, each with its own iterator; changing is for one owner.
template <class T>
class Entries {
 public:
  /// Sets the entry to the value of the given place, whatever it held before; reuses its memory.
  using Make = std::function<void(std::size_t, T&)>;
  /// One Make for every reader: it may keep scratch memory. What it refers to must be kept alive by itself. `is_brief`: without
  /// rows of evidence and explanations, which cost more than everything else.
  using MakerOfReader = std::function<Make(bool is_brief)>;

  Entries() = default;
  Entries(std::vector<T> entries) : held_(std::move(entries)) {}
  Entries(std::initializer_list<T> entries) : held_(entries) {}
  Entries(std::size_t count, MakerOfReader maker) : maker_(std::move(maker)), size_(count) {}

  std::size_t size() const noexcept { return maker_ ? size_ : held_.size(); }
  bool empty() const noexcept { return size() == 0; }
  bool is_held() const noexcept { return !maker_; }

  /// Walks entries in order. What it refers to is good until it moves on.
  class Reader {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    Reader(const Entries& list, std::size_t index, bool is_brief = false) : list_(&list), at_(index), is_brief_(is_brief) {}
    reference operator*() const {
      if (!list_->maker_) return list_->held_[at_];
      if (!make_) make_ = list_->maker_(is_brief_);
      if (made_ != at_) make_(at_, entry_);
      made_ = at_;
      return entry_;
    }
    pointer operator->() const { return &**this; }
    Reader& operator++() {
      ++at_;
      return *this;
    }
    void operator++(int) { ++at_; }
    friend bool operator==(const Reader& a, const Reader& b) noexcept { return a.at_ == b.at_; }

   private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    const Entries* list_;
    std::size_t at_;
    bool is_brief_;
    mutable std::size_t made_ = kNone;
    mutable Make make_;
    mutable T entry_;
  };
  struct Range {
    Reader first, last;
    Reader begin() const { return first; }
    Reader end() const { return last; }
  };

  Reader begin() const { return Reader(*this, 0); }
  Reader end() const { return Reader(*this, size()); }
  /// Entries [from, to), for one of several readers. A brief one may find entries without evidence.
  Range range(std::size_t from, std::size_t to, bool is_brief = false) const { return {Reader(*this, from, is_brief), Reader(*this, to)}; }
  /// A copy of one. Throws std::out_of_range.
  T entry(std::size_t index) const {
    if (index >= size()) throw std::out_of_range("no such entry of the report");
    return *Reader(*this, index);
  }

  /// All of them, in memory from now on.
  std::vector<T>& held() {
    if (maker_) {
      std::vector<T> all(begin(), end());
      held_ = std::move(all);
      maker_ = nullptr;
    }
    return held_;
  }
  /// For lists that are held: throws std::logic_error for one that is made.
  const std::vector<T>& held() const {
    if (maker_) throw std::logic_error("the entries of this report are not held in memory");
    return held_;
  }
  const T& operator[](std::size_t index) const { return held()[index]; }
  const T& at(std::size_t index) const { return held().at(index); }
  const T& front() const { return held().front(); }
  const T& back() const { return held().back(); }
  T& operator[](std::size_t index) { return held()[index]; }
  T& front() { return held().front(); }
  T& back() { return held().back(); }
  void push_back(T entry) { held().push_back(std::move(entry)); }
  void clear() { *this = Entries(); }

  friend bool operator==(const Entries& a, const Entries& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  std::vector<T> held_;
  MakerOfReader maker_;
  std::size_t size_ = 0;
};

}  // namespace mfax
