// Opening: path -> reader -> detection -> decided plan. One function for logs and directories. Next: analyze.cpp.
#include "pipeline/input.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace mfax {
namespace {

/// The whole file's dates when its head could not tell day from month: a log sorted by time shows only days up to 12 in its
/// first rows. A second read of the time column only; a stream cannot be read twice and stays undecided.
void decide_date_order_from_whole_file(Input& input, const ReadOptions& read) {
  TablePlan& plan = input.detection.plan;
  ColumnPlan times = plan.columns;
  std::vector<std::size_t> time_slots;
  for (std::size_t slot = 0; slot < plan.slots.size(); ++slot)
    if (plan.slots[slot].field == Field::sent_at) time_slots.push_back(slot);

  ChunkReader reader(input.file, input.source, read);
  reader.start(plan.dialect, 0);
  TimeEvidence evidence;
  std::string last;
  const auto look_at = [&](auto&& scanner) {
    while (const auto row = scanner.next()) {
      if (row->fault != DiagCode::none || row->blank || row->repeated_header) continue;
      for (const std::size_t slot : time_slots) {
        const Cell& cell = row->cells[slot];
        if (cell.kind == CellKind::absent || cell.text == last) continue;
        last = cell.text;
        evidence.add(cell.text, 0);
      }
    }
  };
  while (auto chunk = reader.next()) {
    if (plan.dialect.container == Container::csv)
      look_at(CsvScanner(*chunk, plan.dialect, times, read));
    else
      look_at(JsonScanner(*chunk, plan.dialect, times, read));
    if (evidence.order() == DateOrder::contradictory) break;
  }
  plan.time.order = evidence.order();
  plan.time.order_by = DecidedBy::evidence;
  plan.time.evidence = evidence.reason();
}

}  // namespace

Input open_input(FileId file, const InputFile& source, FormatKind kind, std::span<const FormatSpec> formats,
                 const AnalyzeOptions& options, LookAhead look_ahead) {
  Input input;
  input.file = file;
  input.source = source;
  input.path = source.name();
  ChunkReader reader(file, source, options.read);
  DetectOptions detect = options.detect;
  detect.format_id = kind == FormatKind::log ? options.log_format : options.directory_format;
  detect.map.clear();
  for (const auto& [field, column] : options.map) {
    const auto known = parse_field(field);
    const bool applies = !known || (kind == FormatKind::log ? field_info(*known).in_logs : field_info(*known).in_directories);
    if (applies) detect.map.emplace_back(field, column);
  }
  input.detection = detect_format(file, input.path, reader.head(), reader.head_is_whole_file(), kind, formats, detect);
  if (reader.text_kind() != TextKind::table_or_json)
    input.detection.notes.insert(input.detection.notes.begin(), fmt::format("{}, read as one JSON object a record", to_text(reader.text_kind())));
  decide_columns(input.detection, reader.head(), reader.head_is_whole_file(), detect, options.read);
  if (input.detection.plan.time.order == DateOrder::undecided && !reader.head_is_whole_file() && !source.is_stream &&
      kind == FormatKind::log) {
    if (look_ahead == LookAhead::whole_file)
      decide_date_order_from_whole_file(input, options.read);
    else
      input.detection.notes.push_back("that is so in the beginning of the file; analyze and normalize look at all of it");
  }
  if (source.is_stream) input.reader.emplace(std::move(reader));
  return input;
}

ChunkReader take_reader(Input& input, const ReadOptions& read) {
  if (!input.reader) return ChunkReader(input.file, input.source, read);
  ChunkReader reader = std::move(*input.reader);
  input.reader.reset();
  return reader;
}

std::vector<Input> open_inputs(std::span<const std::string> paths, FormatKind kind, std::size_t first, std::span<const FormatSpec> formats,
                               const AnalyzeOptions& options) {
  std::vector<Input> inputs;
  for (const std::string& path : paths)
    for (const InputFile& file : files_at(path, options.read))
      inputs.push_back(open_input(static_cast<FileId>(first + inputs.size()), file, kind, formats, options));
  return inputs;
}

bool have_one_format_twice(std::span<const Input> logs) {
  std::set<std::string_view> seen;
  return std::any_of(logs.begin(), logs.end(),
                     [&seen](const Input& log) { return !seen.insert(log.detection.plan.format->id).second; });
}

bool may_repeat(const TablePlan& plan, const NormalizeOptions& options) {
  return options.identify_without_id || std::any_of(plan.slots.begin(), plan.slots.end(), [](const Slot& slot) {
           return slot.field == Field::message_id;
         });
}

}  // namespace mfax
