// Blocks and remembered texts behind mfax/arena.hpp.
#include "mfax/arena.hpp"

#include <functional>

namespace mfax {

char* Arena::take_from_new_block(std::size_t bytes) {
  constexpr std::size_t kFirst = std::size_t{1} << 12, kLargest = std::size_t{1} << 16;
  const std::size_t usual = std::min(kLargest, kFirst << std::min<std::size_t>(blocks_.size(), 8));
  if (bytes > usual / 4) {  // a block of its own; what is left of the current one stays in use
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    return blocks_.back().get();
  }
  blocks_.push_back(std::make_unique_for_overwrite<char[]>(usual));
  next_ = blocks_.back().get() + bytes;
  left_ = usual - bytes;
  return blocks_.back().get();
}

Text Arena::shared_text(std::string_view text) {
  constexpr std::size_t kRemembered = 512, kLongest = 128;
  if (text.empty() || text.size() > kLongest) return this->text(text);
  if (remembered_.empty()) remembered_.resize(kRemembered);
  Text& known = remembered_[std::hash<std::string_view>{}(text) % kRemembered];
  if (known != text) known = this->text(text);
  return known;
}

}  // namespace mfax
