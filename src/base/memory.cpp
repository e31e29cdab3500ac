// See memory.hpp: the second word of /proc/self/statm, in pages (proc(5)).
#include "base/memory.hpp"

#include <unistd.h>

#include <fstream>

namespace mfax {

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t size = 0, resident = 0;
  if (!(statm >> size >> resident)) return 0;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace mfax
