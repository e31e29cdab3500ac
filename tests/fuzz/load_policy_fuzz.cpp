// In: any bytes as a policy. Loads it, and what loads must come back the same from its own text. Nothing but FatalError may come out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mfax/error.hpp"
#include "mfax/policy.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Policy policy;
  try {
    policy = load_policy(text, "fuzz.json");
  } catch (const FatalError& error) {
    if (error.code() != ExitCode::usage) std::abort();
    return 0;
  }
  if (policy.signals.size() != built_in_policy().signals.size()) std::abort();
  if (load_policy(policy_text(policy), "again.json") != policy) std::abort();
  return 0;
}
