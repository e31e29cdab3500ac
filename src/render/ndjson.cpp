// Report -> a stream of events, one JSON object a line (product.md 7, docs/schema/event.json). In: a report. Out: lines
// from run_started to run_finished; the last one hashes all before it, so that a broken pipe is visible.
#include "base/sha256.hpp"
#include "render/documents.hpp"
#include "render/report_json.hpp"

namespace mfax {
namespace {

class EventStream {
 public:
  explicit EventStream(const Sink& sink) : sink_(sink) {}

  /// `fill` adds the members after "type" and "seq".
  template <class Fn>
  void event(std::string_view type, Fn&& fill) {
    const std::size_t start = out_.size();
    JsonWriter json(out_);
    json.begin_object();
    json.key("type");
    json.text(type);
    json.key("seq");
    json.integer(++seq_);
    FieldWriter fields(json);
    fill(fields);
    json.end();
    out_ += '\n';
    hash_.add(std::string_view(out_).substr(start));
    if (out_.size() >= kPieceBytes) flush();
  }

  /// The line count and hash cover every line before the one that carries them.
  void finish(const Status& status) {
    const std::string digest = hash_.finish();
    const std::uint64_t lines = seq_;
    hash_ = Sha256();
    event("run_finished", [&](FieldWriter& fields) {
      fields("status", status);
      fields("line_count", lines);
      fields("sha256", digest);
    });
    flush();
  }

 private:
  void flush() {
    sink_(out_);
    out_.clear();
  }

  const Sink& sink_;
  std::string out_;
  Sha256 hash_;
  std::uint64_t seq_ = 0;
};

void start(EventStream& stream, const Report& r) {
  stream.event("run_started", [&r](FieldWriter& fields) {
    fields("schema_version", r.schema_version);
    fields("report_id", r.report_id);
    fields.time("generated_at", r.generated_at);
    fields("tool", r.tool);
    fields("run", r.run);
    fields("incident", r.incident);
    fields("privacy", r.privacy);
  });
}

void summarize(EventStream& stream, const Report& r) {
  stream.event("summary", [&r](FieldWriter& fields) {
    fields("accounting", r.accounting);
    fields("summary", r.summary);
    fields("jurisdictions", r.jurisdictions);
    fields("distributions", r.distributions);
    fields("shared", r.shared);
    fields("signals", r.signals);
    fields("deadlines", r.deadlines);
    fields.group("integrity", [&r](FieldWriter& inner) { inner("inputs_sha256", r.integrity_inputs_sha256); });
  });
}

}  // namespace

void render_ndjson(const Report& report, const RenderOptions&, const Sink& sink) {
  EventStream stream(sink);
  start(stream, report);
  for (const InputFacts& input : report.inputs)
    stream.event("input_opened", [&input](FieldWriter& fields) { fields("input", input); });
  for (const ExposedPerson& person : report.people)
    stream.event("person", [&person](FieldWriter& fields) { fields("person", person); });
  for (const auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored})
    for (const LogNumber& number : *list)
      stream.event("number", [&number](FieldWriter& fields) { fields("number", number); });
  for (const RejectedRow& row : report.quality.rejects)
    stream.event("reject", [&row](FieldWriter& fields) { fields("reject", row); });
  for (const NotExposed& person : report.not_exposed)
    stream.event("not_exposed", [&person](FieldWriter& fields) { fields("not_exposed", person); });
  Quality rest = report.quality;
  rest.rejects.clear();  // they went out one by one; their list would only repeat them
  stream.event("quality", [&rest](FieldWriter& fields) { fields("quality", rest); });
  summarize(stream, report);
  stream.finish(report.status);
}

}  // namespace mfax
