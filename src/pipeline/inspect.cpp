// `mfax inspect`: what was understood of one file, from its head (the whole file when it is small). Nothing here decides
// anything: it runs the same detection and the same workers as analyze and shows what they made of the rows.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "pipeline/directories.hpp"
#include "pipeline/input.hpp"
#include "pipeline/next_command.hpp"
#include "pipeline/rows.hpp"

namespace mfax {
namespace {

constexpr std::size_t kSampleLimit = 3, kSampleRowLimit = 2;
constexpr std::size_t kSmallFileBytes = std::size_t{2} << 20, kSampledBytes = std::size_t{960} << 10;  // of decoded text: one chunk
constexpr std::size_t kCellBytes = 200;
constexpr std::size_t kFormLimit = 40;  // distinct written forms shown; a hostile file has one per row

/// "+ and 11 digits", "10 digits with separators", "letters", "masked" ... : the written form, without the value.
std::string written_form(std::string_view text) {
  text = trim_ascii(text);
  if (text.empty()) return "empty";
  std::size_t digits = 0, letters = 0, masks = 0, separators = 0;
  for (const char c : text) {
    if (is_ascii_digit(c))
      ++digits;
    else if (c == '*' || c == '#')
      ++masks;
    else if (c == 'x' || c == 'X')
      ++masks;
    else if (is_ascii_letter(c))
      ++letters;
    else if (c != '+')
      ++separators;
  }
  if (masks > 1) return "masked or with marks";
  if (letters > 0) return digits >= 7 ? "digits and letters" : "letters";
  return fmt::format("{}{} digits{}", text.front() == '+' ? "+ and " : "", digits, separators > 0 ? " with separators" : "");
}

std::vector<Tally> sorted(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<Tally> list;
  for (const auto& [name, count] : counts) list.push_back({name, count});
  std::stable_sort(list.begin(), list.end(), [](const Tally& a, const Tally& b) { return a.count > b.count; });
  return list;
}

/// Both kinds are tried; the format that knows the product wins over the generic one, then the surer detection.
Input open_as(const InputFile& file, std::string_view role, std::span<const FormatSpec> formats, const AnalyzeOptions& options,
              FormatKind& kind) {
  if (role == "auto" && !options.directory_format.empty()) role = "directory";
  if (role != "auto") {
    kind = role == "log" ? FormatKind::log : FormatKind::directory;
    return open_input(FileId{}, file, kind, formats, options, LookAhead::head_only);
  }
  std::optional<Input> as_log;
  std::string log_error, log_hint;
  try {
    as_log.emplace(open_input(FileId{}, file, FormatKind::log, formats, options, LookAhead::head_only));
  } catch (const FatalError& error) {
    if (error.code() != ExitCode::bad_input || file.is_stream) throw;
    log_error = error.what();
    log_hint = error.hint();
  }
  kind = FormatKind::log;
  const bool sure = as_log && !as_log->detection.plan.format->is_generic;
  if (sure || file.is_stream) return std::move(*as_log);
  try {
    Input as_directory = open_input(FileId{}, file, FormatKind::directory, formats, options, LookAhead::head_only);
    if (!as_log || !as_directory.detection.plan.format->is_generic ||
        as_directory.detection.confidence > as_log->detection.confidence) {
      kind = FormatKind::directory;
      return as_directory;
    }
  } catch (const FatalError& error) {
    if (error.code() != ExitCode::bad_input) throw;
    if (!as_log) throw FatalError(ExitCode::bad_input, log_error, log_hint);
  }
  return std::move(*as_log);
}

class Inspector {
 public:
  Inspector(Inspection& out, const AnalyzeOptions& options) : out_(out), options_(options) {
    options_.normalize.keep_texts = true;
  }

  void run(Input& input) {
    const TablePlan& plan = out_.detection.plan;
    ReadOptions read = options_.read;
    read.head_bytes = kSmallFileBytes;
    ChunkReader reader = take_reader(input, read);
    const std::size_t limit = reader.head_is_whole_file() ? kSmallFileBytes : kSampledBytes;
    reader.start(plan.dialect, 0);
    OrderedMerge merge(0);
    std::size_t seen = 0;
    std::optional<RecordNormalizer> normalizer;
    if (out_.kind == FormatKind::log) normalizer.emplace(plan, options_.normalize);
    DirectoryCounts people(plan, options_.normalize, out_);
    while (seen < limit) {
      const auto chunk = reader.next();
      if (!chunk) break;
      seen += chunk->bytes().size();
      look_at_cells(*chunk, plan);
      if (normalizer) {
        if (out_.samples.empty()) add_samples(*chunk, plan, *normalizer);
        merge.add(process_chunk(*chunk, plan, options_, *normalizer));
      } else {
        people.add(*chunk, options_.read);
      }
    }
    out_.is_whole_file = seen < limit || !reader.next();
    out_.facts = reader.facts();
    if (!out_.is_whole_file && out_.facts.member.empty()) out_.facts.sha256.clear();  // of the part that was read: not the evidence
    out_.number_forms = sorted(forms_);
    if (normalizer) add_log_facts(std::move(merge).finish());
    out_.next_command = next_command(input.source.path, out_, options_);
  }

 private:
  /// People of a directory chunk, counted.
  class DirectoryCounts {
   public:
    DirectoryCounts(const TablePlan& plan, const NormalizeOptions& options, Inspection& out) : plan_(plan), options_(options), out_(out) {}
    void add(const Chunk& chunk, const ReadOptions& read) {
      if (!normalizer_) normalizer_.emplace(plan_, options_);
      if (plan_.dialect.container == Container::csv)
        add_rows(CsvScanner(chunk, plan_.dialect, plan_.columns, read));
      else
        add_rows(JsonScanner(chunk, plan_.dialect, plan_.columns, read));
    }

   private:
    template <class Scanner>
    void add_rows(Scanner scanner) {
      while (const auto row = scanner.next()) {
        ++out_.rows.read;
        CodeSet codes = row->notes;
        if (row->blank || row->repeated_header) {
          ++out_.rows.blank;
        } else if (row->fault != DiagCode::none) {
          ++out_.rows.rejected;
          codes.add(row->fault);
        } else if (const auto record = normalizer_->to_record(*row, codes); record && !record->is_membership) {
          ++out_.rows.in_scope;
          ++out_.people;
          bool has_number = false;
          for (const DirectoryNumber& number : record->numbers) {
            out_.codes.add(number.codes);
            has_number = has_number || number.key;
          }
          if (has_number) ++out_.people_with_number;
          if (out_.samples.size() < kSampleLimit) add_sample(*record);
        } else {
          ++out_.rows.not_counted;
        }
        out_.codes.add(codes);
      }
    }
    void add_sample(const DirectoryRecord& record) {
      std::string text = record.username.empty() ? record.id : record.username;
      text = text.substr(0, 2) + "***";
      for (const DirectoryNumber& number : record.numbers)
        text += fmt::format("  {} ({})", number.key ? mask_number(number.key, MaskMode::last4) : std::string(to_text(number.status)), number.field);
      out_.samples.push_back(std::move(text));
    }
    const TablePlan& plan_;
    const NormalizeOptions& options_;
    Inspection& out_;
    std::optional<DirectoryNormalizer> normalizer_;
  };

  void look_at_cells(const Chunk& chunk, const TablePlan& plan) {
    std::vector<std::size_t> slots;
    for (std::size_t i = 0; i < plan.slots.size(); ++i) {
      const Field field = plan.slots[i].field;
      if (field == Field::to_number || field == Field::phone || field == Field::factor_phone) slots.push_back(i);
    }
    const auto count = [&](auto&& scanner) {
      while (const auto row = scanner.next()) {
        if (row->fault != DiagCode::none || row->blank || row->repeated_header) continue;
        bool has_number = false;
        for (const std::size_t slot : slots)
          for (const std::string_view part : split(row->cells[slot].text, kValueSeparator)) {
            std::string form = written_form(part);
            has_number = has_number || form.find("digits") != std::string::npos;
            if (forms_.size() >= kFormLimit && !forms_.contains(form)) form = "other";
            ++forms_[std::move(form)];
          }
        if (has_number && out_.sample_cells.size() < kSampleRowLimit) keep_cells(*row);
      }
    };
    if (plan.dialect.container == Container::csv)
      count(CsvScanner(chunk, plan.dialect, plan.columns, options_.read));
    else
      count(JsonScanner(chunk, plan.dialect, plan.columns, options_.read));
  }
  void keep_cells(const RawRow& row) {
    std::vector<std::string> cells;
    for (const Cell& cell : row.cells) cells.emplace_back(split(cell.text, kValueSeparator).front().substr(0, kCellBytes));
    out_.sample_cells.push_back(std::move(cells));
  }

  void add_samples(const Chunk& chunk, const TablePlan& plan, RecordNormalizer& normalizer) {
    StringTable names;
    for_each_record(chunk, plan, options_.read, normalizer, names, [&](const MessageRecord& record, const RecordNormalizer::Fault&) {
      if (out_.samples.size() >= kSampleLimit || !record.number) return;
      std::string text = mask_number(record.number, MaskMode::last4);
      text += "  " + (record.has_time ? to_rfc3339(record.sent_at) : std::string("no time"));
      for (const std::string_view part : {names.name(record.carrier_name), names.name(record.country), names.name(record.state),
                                          to_text(record.channel), names.name(record.message_type)})
        if (!part.empty()) text += fmt::format("  {}", part);
      out_.samples.push_back(std::move(text));
    });
  }

  void add_log_facts(const MergedLogs& merged) {
    out_.rows = merged.rows;
    out_.codes = merged.codes;
    std::map<std::string, std::uint64_t> carriers, countries, states, channels, types;
    const auto add = [&merged](std::map<std::string, std::uint64_t>& counts, std::span<const NameCount> names) {
      for (const NameCount& entry : names) counts[std::string(merged.names.name(entry.name))] += entry.count;
    };
    for (const auto& [key, contact] : merged.contacts) {
      add(carriers, contact.carriers);
      add(countries, contact.countries);
      add(states, contact.states);
      add(types, contact.types);
      for (std::size_t i = 0; i < kChannelCount; ++i)
        if (contact.by_channel[i] > 0) channels[std::string(to_text(static_cast<Channel>(i)))] += contact.by_channel[i];
    }
    out_.carriers = sorted(carriers);
    out_.countries = sorted(countries);
    out_.states = sorted(states);
    out_.channels = sorted(channels);
    out_.message_types = sorted(types);
    for (const LogFacts& file : merged.files) {
      if (file.first > file.last) continue;
      out_.first_at = to_rfc3339(file.first);
      out_.last_at = to_rfc3339(file.last);
    }
  }

  Inspection& out_;
  AnalyzeOptions options_;
  std::map<std::string, std::uint64_t> forms_;
};

}  // namespace

Inspection inspect_file(const InputFile& file, std::string_view role, const AnalyzeOptions& options, std::span<const FormatSpec> formats) {
  Inspection out;
  Input input = open_as(file, role, formats, options, out.kind);
  out.detection = std::move(input.detection);
  Inspector(out, options).run(input);
  return out;
}

}  // namespace mfax
