// In: any bytes as a saved report. Out: nothing but FatalError(bad_input); what is read can be written by every renderer, and
// written as JSON and read again it is the same report.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mfax/error.hpp"
#include "mfax/render.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Report report;
  try {
    report = load_report(text, "fuzz.json");
  } catch (const FatalError& error) {
    if (error.code() != ExitCode::bad_input || error.hint().empty()) std::abort();
    return 0;
  }
  std::string json;
  RenderOptions options;
  for (const Renderer& renderer : renderers()) {
    std::string out;
    renderer.render(report, options, [&out](std::string_view piece) { out += piece; });
    if (renderer.name == "json") json = std::move(out);
  }
  for (const Table& table : tables()) table.render(report, options, [](std::string_view) {});
  if (!(load_report(json, "again.json") == report)) std::abort();
  return 0;
}
