// In: any bytes as a format file. Loads it, and when it loads detects its own samples with it. Nothing but FatalError
// may come out, and what is loaded must be usable.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mfax/error.hpp"
#include "mfax/format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  FormatSpec spec;
  try {
    spec = load_format(text, "fuzz.json");
  } catch (const FatalError& error) {
    if (error.code() != ExitCode::usage) std::abort();
    return 0;
  }
  if (spec.id.empty() || spec.columns.empty()) std::abort();
  for (const FormatSample& sample : spec.samples) {
    std::string padded = sample.input;
    padded.append(64, '\0');
    try {
      const Detection found =
          detect_format(FileId{0}, "sample", std::string_view(padded).substr(0, sample.input.size()), true, spec.kind,
                        {&spec, 1}, {});
      if (found.plan.format == nullptr || found.plan.slots.size() != found.plan.columns.slot_count) std::abort();
    } catch (const FatalError& error) {
      if (error.code() != ExitCode::bad_input) std::abort();
    }
  }
  return 0;
}
