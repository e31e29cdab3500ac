// See number_automaton.hpp.
#include "normalize/number_automaton.hpp"

#include <cstdint>

namespace mfax::phone {
namespace {

#include "normalize/number_automaton.inc"  // kRoot, kAnswers, kStates[state][digit]; the eleventh word is the answer that ends there

}  // namespace

const NumberAnswer& number_answer(std::string_view digits) noexcept {
  std::size_t state = kRoot;
  for (const char c : digits) state = kStates[state][static_cast<unsigned char>(c - '0') % 10];
  return kAnswers[kStates[state][10]];
}

}  // namespace mfax::phone
