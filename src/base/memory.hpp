// How much memory the process has.
#pragma once

#include <cstdint>

namespace mfax {

/// Resident bytes; 0 where the system does not tell.
std::uint64_t resident_bytes();

}  // namespace mfax
