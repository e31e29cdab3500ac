// Words of LineType, as printed in reports.
#include <array>

#include "mfax/normalize.hpp"

namespace mfax {

std::string_view to_text(LineType type) noexcept {
  static constexpr std::array<std::string_view, 11> kWords{"unknown",   "mobile",  "fixed_line",  "fixed_line_or_mobile", "voip", "toll_free",
                                                           "premium", "shared_cost", "uan",   "pager",                "personal"};
  const auto index = static_cast<std::size_t>(type);
  return index < kWords.size() ? kWords[index] : kWords[0];
}

}  // namespace mfax
