// In: two countries of one message. Out: whether one subscriber may lawfully have both (country_family.hpp).
// A list, not a rule: Kazakhstan shares +7 with Russia and Canada +1 with the United States, and both are conflicts.
// Next: record_parts.cpp, carrier.cpp.
#include "normalize/country_family.hpp"

#include <array>

namespace mfax {

bool are_related_countries(std::string_view a, std::string_view b) noexcept {
  struct Family {
    std::string_view parent, members;
  };
  constexpr auto kFamilies = std::to_array<Family>({
      {"GB", "GG JE IM"},
      {"FR", "GP RE MQ GF YT PM MF BL NC PF WF TF"},
      {"US", "PR GU VI AS MP UM"},
      {"FI", "AX"},
      {"NO", "SJ"},
      {"AU", "CX CC NF"},
      {"NL", "CW BQ SX AW"},
      {"DK", "FO GL"},
      {"IT", "VA SM"},
      {"MA", "EH"},
      {"NZ", "CK NU TK"},
      {"GP", "BL MF"},
      {"RE", "YT"},
      {"CW", "BQ"},
      {"SH", "AC TA"},
      {"XK", "RS MC SI"},
  });
  for (const Family& family : kFamilies) {
    if (a == family.parent && !b.empty() && family.members.find(b) != std::string_view::npos) return true;
    if (b == family.parent && !a.empty() && family.members.find(a) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace mfax
