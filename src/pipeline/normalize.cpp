// `mfax normalize`: canonical records as lines, in input order. Workers parse, the caller recognizes duplicates and writes.
#include <fmt/format.h>

#include <algorithm>

#include "base/line_places.hpp"
#include "pipeline/chunks.hpp"
#include "pipeline/directories.hpp"
#include "pipeline/outcome.hpp"
#include "pipeline/rows.hpp"

namespace mfax {
namespace {

/// One record with what its line needs beyond it.
struct Item {
  MessageRecord record;
  Field fault_field{};
  std::string fault_text;  ///< only for records without a key
};

struct NormalizedChunk {
  FileId file{};
  std::uint32_t lines_before = 0;
  ChunkTail tail;
  std::vector<Item> items;
  StringTable names;
};

class NormalizeWorker {
 public:
  explicit NormalizeWorker(const AnalyzeOptions& options) : options_(options) {}

  NormalizedChunk operator()(const Job& job) {
    if (input_ != job.input) {
      input_ = job.input;
      normalizer_.emplace(input_->detection.plan, options_.normalize);
    }
    NormalizedChunk out;
    out.file = job.chunk.file();
    out.lines_before = job.chunk.lines_before();
    out.tail = for_each_record(job.chunk, input_->detection.plan, options_.read, *normalizer_, out.names,
                               [&out](const MessageRecord& record, const RecordNormalizer::Fault& fault) {
                                 Item item;
                                 item.record = record;
                                 if (!record.number && record.counts) {
                                   item.fault_field = fault.field;
                                   item.fault_text = std::string(fault.cell.substr(0, kExcerptBytes));
                                 }
                                 out.items.push_back(std::move(item));
                               });
    return out;
  }

 private:
  static constexpr std::size_t kExcerptBytes = 64;
  const AnalyzeOptions& options_;
  const Input* input_ = nullptr;
  std::optional<RecordNormalizer> normalizer_;
};

/// Lines out, in order; counts what they were.
class NormalizedWriter {
 public:
  NormalizedWriter(const AnalyzeOptions& options, const Sink& sink) : options_(options), sink_(sink) {}

  void add(NormalizedChunk&& chunk) {
    places_.begin_chunk(chunk.file, chunk.lines_before);
    counts_ += chunk.tail.rows;
    for (const Item& item : chunk.items) write(item, chunk.names);
    places_.end_chunk(chunk.file, chunk.tail.lines, chunk.tail.rows_on_last_line);
  }
  const RowCounts& counts() const noexcept { return counts_; }

 private:
  void count_time(const MessageRecord& record) {
    if (record.counts && record.number && !record.has_time && has_unreadable_time(record.codes)) ++counts_.unreadable_times;
  }

  void write(const Item& item, const StringTable& names) {
    const MessageRecord& record = item.record;
    const RowRef row = places_.place(record.pos);
    count_time(record);
    std::string line;
    if (record.counts && !record.number) {
      ++counts_.rejected;
      line = render_reject_json(row, item.fault_field, record.codes, item.fault_text, options_.report.mask,
                                options_.trail ? std::optional(record.number_trims) : std::nullopt);
    } else {
      NormalizedMessage message;
      message.record = &record;
      message.names = &names;
      message.row = to_text(row);
      message.line = row.line;
      message.with_trail = options_.trail;
      if (!record.counts) {
        ++counts_.not_counted;
      } else if (record.identity != 0 && is_duplicate(record)) {
        ++counts_.duplicate;
        message.duplicate_of = to_text(places_.place(duplicates_.original()));
      } else {
        ++counts_.in_scope;
        if (!record.has_time) ++counts_.undated;
      }
      line = render_message_json(message, options_.report.mask, options_.report.hmac_key);
    }
    line += '\n';
    sink_(line);
  }

  bool is_duplicate(const MessageRecord& record) {
    Sighting seen;
    seen.digits = record.number.digits;
    seen.identity = record.identity;
    seen.has_id = record.has_id;
    return duplicates_.is_duplicate(seen, record.pos);
  }

  const AnalyzeOptions& options_;
  const Sink& sink_;
  LinePlaces places_;
  Duplicates duplicates_{true};
  RowCounts counts_;
};

}  // namespace

NormalizedLogs normalize_logs(const AnalyzeOptions& given, Progress& progress, std::stop_token stop, const Sink& sink) {
  AnalyzeOptions options = given;
  options.normalize.keep_texts = true;
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  std::vector<Input> logs = open_inputs(options.logs, FormatKind::log, 0, formats, options);
  options.normalize.identify_without_id = have_one_format_twice(logs);
  JobSource source(logs, options.read, progress);
  NormalizedWriter writer(options, sink);
  for_each_chunk(
      source, options.threads, stop, [&options] { return NormalizeWorker(options); },
      [&writer](NormalizedChunk&& chunk) { writer.add(std::move(chunk)); });
  if (!writer.counts().is_balanced()) throw std::logic_error("the accounting of normalized rows does not balance");
  return {writer.counts(), unread_phone_columns(logs)};
}

NormalizedPeople normalize_directories(const AnalyzeOptions& options, Progress& progress, std::stop_token stop, const Sink& sink) {
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  NormalizedPeople counts;
  for (Input& input : open_inputs(options.directories, FormatKind::directory, options.logs.size(), formats, options)) {
    const LoadedDirectory loaded = read_directory(input, options, progress, stop, [&](DirectoryChunk&& chunk) {
      constexpr std::size_t kExcerptBytes = 64;
      auto damaged = chunk.damaged.begin();
      for (std::size_t i = 0; i <= chunk.people.rows.size(); ++i) {
        for (; damaged != chunk.damaged.end() && damaged->before == i; ++damaged)
          sink(render_reject_json(damaged->row, Field::none, damaged->codes, std::string_view(damaged->raw).substr(0, kExcerptBytes), options.report.mask) + '\n');
        if (i < chunk.people.rows.size())
          sink(render_person_json(to_record(chunk.people.rows[i]), options.report.mask, options.report.hmac_key) + '\n');
      }
    });
    counts.rows += loaded.facts.rows;
    counts.people += loaded.facts.people;
    counts.rejected += loaded.facts.rejected;
  }
  return counts;
}

}  // namespace mfax
