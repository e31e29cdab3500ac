// Report -> the documented JSON (product.md 7, docs/schema/report.json). In: a report. Out: text in pieces of 64 KiB.
// Called through the table in renderers.cpp; load_report reads it back.
#include "render/documents.hpp"
#include "render/report_json.hpp"

namespace mfax {

void render_json(const Report& report, const RenderOptions& options, const Sink& sink) {
  std::string out;
  JsonWriter json(out, &sink);
  FieldWriter(json, options.threads).write(report);
  out += '\n';
  json.flush();
}

}  // namespace mfax
