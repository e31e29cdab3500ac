// In: MFAX_SEED, or nothing. Out: the seed of a random test, the same on each run unless MFAX_SEED says otherwise. Print it
// with INFO, so that a failure can be repeated.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

namespace mfax::test {

inline std::uint64_t seed() {
  const char* chosen = std::getenv("MFAX_SEED");
  return chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : 20240401u;
}

/// std::uniform_int_distribution differs between standard libraries; this does not.
inline std::size_t below(std::mt19937_64& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

}  // namespace mfax::test
