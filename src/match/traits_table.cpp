// What many records have in common, told apart once. Next: matcher.cpp gives every record the number of its traits.
#include "mfax/match.hpp"

namespace mfax {

std::uint64_t hash_of(const MessageTraits& traits) noexcept {
  const auto pair = [](NameId high, NameId low) { return std::uint64_t{static_cast<std::uint32_t>(high)} << 32 | static_cast<std::uint32_t>(low); };
  const auto small = static_cast<std::uint64_t>(traits.channel) << 16 | static_cast<std::uint64_t>(traits.confidence) << 8 | static_cast<std::uint64_t>(traits.status);
  std::uint64_t h = (pair(traits.carrier, traits.country) + small) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ (h >> 32) ^ pair(traits.state, traits.type)) * 0xD6E8FEB86659FD93ULL;
  return h ^ (h >> 32);
}

std::uint32_t TraitsTable::number_of(const MessageTraits& traits) {
  if (traits_.size() * 2 >= slots_.size()) {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
    for (std::size_t i = 0; i < traits_.size(); ++i) {
      std::size_t slot = hash_of(traits_[i]) & (slots_.size() - 1);
      while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = static_cast<std::uint32_t>(i + 1);
    }
  }
  std::size_t slot = hash_of(traits) & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if (traits_[slots_[slot] - 1] == traits) return slots_[slot] - 1;
  traits_.push_back(traits);
  slots_[slot] = static_cast<std::uint32_t>(traits_.size());
  return static_cast<std::uint32_t>(traits_.size() - 1);
}

}  // namespace mfax
