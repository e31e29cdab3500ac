// Text <-> NameId.
#include <atomic>

#include "mfax/types.hpp"

namespace mfax {

StringTable::Serial::Serial() noexcept {
  static std::atomic<std::uint64_t> tables{0};
  value = tables.fetch_add(1, std::memory_order_relaxed) + 1;
}

StringTable::StringTable() { intern(""); }

NameId StringTable::intern(std::string_view text) {
  if (const auto found = index_.find(text); found != index_.end()) return found->second;
  const auto id = static_cast<NameId>(names_.size());
  index_.emplace(names_.emplace_back(text), id);
  return id;
}

std::string_view StringTable::name(NameId id) const& noexcept {
  const auto index = static_cast<std::size_t>(id);
  return index < names_.size() ? std::string_view{names_[index]} : std::string_view{};
}

}  // namespace mfax
