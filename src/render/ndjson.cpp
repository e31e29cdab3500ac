// Report -> a stream of events, one JSON object a line (product.md 7, docs/schema/event.json). In: a report. Out: lines
// from run_started to run_finished; the last one hashes all before it, so that a broken pipe is visible.
#include "base/sha256.hpp"
#include "render/documents.hpp"
#include "render/report_json.hpp"

namespace mfax {
namespace {

class EventStream {
 public:
  EventStream(const Sink& sink, unsigned threads) : sink_(sink), threads_(threads) {}

  /// `fill` adds the members after "type" and "seq".
  template <class Fn>
  void event(std::string_view type, Fn&& fill) {
    const std::size_t start = out_.size();
    append(out_, type, ++seq_, fill);
    hash_.add(std::string_view(out_).substr(start));
    if (out_.size() >= kPieceBytes) flush();
  }

  /// One event an entry, made on several threads.
  template <class T>
  void events(std::string_view type, const Entries<T>& list) {
    constexpr std::size_t kOfPiece = 1024;
    flush();
    make_in_order(
        list.size(), kOfPiece, threads_,
        [&](std::size_t from, std::size_t to, std::string& text) {
          std::uint64_t seq = seq_ + from;
          for (const T& entry : list.range(from, to)) append(text, type, ++seq, [&](FieldWriter& fields) { fields(type, entry); });
        },
        [this](std::string_view text) {
          hash_.add(text);
          sink_(text);
        });
    seq_ += list.size();
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
  template <class Fn>
  static void append(std::string& out, std::string_view type, std::uint64_t seq, Fn&& fill) {
    JsonWriter json(out);
    json.begin_object();
    json.key("type");
    json.text(type);
    json.key("seq");
    json.integer(seq);
    FieldWriter fields(json);
    fill(fields);
    json.end();
    out += '\n';
  }

  void flush() {
    if (out_.empty()) return;
    sink_(out_);
    out_.clear();
  }

  const Sink& sink_;
  unsigned threads_;
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

void render_ndjson(const Report& report, const RenderOptions& options, const Sink& sink) {
  EventStream stream(sink, options.threads);
  start(stream, report);
  for (const InputFacts& input : report.inputs)
    stream.event("input_opened", [&input](FieldWriter& fields) { fields("input", input); });
  stream.events("person", report.people);
  for (const auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored}) stream.events("number", *list);
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
