// Samples of a format definition -> what they fail at. A sample goes the way of every file: detection, decisions, the
// scanner, the normalizer. Used by `mfax formats --check`, by the tests for every built-in format, and by derive_format.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/text.hpp"
#include "mfax/error.hpp"
#include "pipeline/owners.hpp"
#include "pipeline/rows.hpp"
#include "pipeline/sample_records.hpp"

namespace mfax {
namespace {

constexpr std::size_t kPadding = 64;  // simdjson reads past the end

SampleRecord fields_of(const MessageRecord& record, const StringTable& names) {
  SampleRecord out;
  out["number"] = record.number ? mask_number(record.number, MaskMode::none) : std::string();
  out["number_status"] = to_text(record.number_status);
  out["confidence"] = to_text(record.confidence);
  out["direction"] = to_text(record.direction);
  out["channel"] = to_text(record.channel);
  out["sent_at"] = record.has_time ? to_rfc3339(record.sent_at) : std::string();
  out["counts"] = record.counts ? "true" : "false";
  const std::pair<const char*, NameId> texts[] = {
      {"message_type", record.message_type}, {"extension", record.extension},       {"carrier", record.carrier},
      {"carrier_name", record.carrier_name}, {"carrier_raw", record.carrier_raw},   {"country", record.country},
      {"state", record.state},               {"message_id", record.message_id}};
  for (const auto& [key, id] : texts) out[key] = names.name(id);
  return out;
}

SampleRecord fields_of(const DirectoryRecord& r) {
  SampleRecord out{
      {"id", r.id},           {"employee_id", r.employee_id}, {"username", r.username}, {"email", r.email},
      {"display_name", r.display_name}, {"title", r.title},   {"department", r.department}, {"manager", r.manager},
      {"company", r.company}, {"office", r.office},           {"country", r.country},   {"state", r.state},
      {"locale", r.locale},   {"last_login_at", r.last_login_at}, {"status", std::string(to_text(r.status))},
      {"privileged", r.privileged ? (*r.privileged ? "true" : "false") : ""}};
  const auto add_list = [&out](std::string_view name, const std::vector<std::string>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) out[fmt::format("{}.{}", name, i)] = list[i];
  };
  add_list("groups", r.groups);
  add_list("aliases", r.aliases);
  add_list("other_ids", r.other_ids);
  add_list("factors", r.factors);
  for (std::size_t i = 0; i < r.numbers.size(); ++i) {
    const DirectoryNumber& number = r.numbers[i];
    const auto key = [i](std::string_view name) { return fmt::format("numbers.{}.{}", i, name); };
    out[key("number")] = number.key ? mask_number(number.key, MaskMode::none) : std::string();
    out[key("number_status")] = to_text(number.status);
    out[key("kind")] = to_text(number.kind);
    out[key("use")] = to_text(number.use);
    out[key("extension")] = number.extension;
    out[key("field")] = number.field;
  }
  return out;
}

template <class EachRow>
void for_each_row(const Chunk& chunk, const TablePlan& plan, EachRow&& each_row) {
  const auto walk = [&](auto&& scanner) {
    while (const auto row = scanner.next()) each_row(*row);
  };
  if (plan.dialect.container == Container::csv)
    walk(CsvScanner(chunk, plan.dialect, plan.columns, {}));
  else
    walk(JsonScanner(chunk, plan.dialect, plan.columns, {}));
}

Detection detect_sample(const FormatSpec& spec, const FormatSample& sample, const std::string& text,
                        std::span<const FormatSpec> formats) {
  std::string padded = text;
  padded.append(kPadding, '\0');
  const std::string_view head = std::string_view(padded).substr(0, text.size());
  DetectOptions options;
  options.default_region = sample.default_region;
  Detection found = detect_format(FileId{}, spec.id, head, true, spec.kind, formats, options);
  decide_columns(found, head, true, options, {});
  return found;
}

std::string shown(const std::string& text) { return text.empty() ? "nothing" : '"' + text + '"'; }

/// Fields that the sample names and that differ.
std::string differences(const std::map<std::string, std::string>& expected, const SampleRecord& found) {
  std::string out;
  for (const auto& [key, text] : expected) {
    const auto at = found.find(key);
    const std::string have = at == found.end() ? std::string() : at->second;
    if (have != text) out += fmt::format("{}{} is {}, expected {}", out.empty() ? "" : "; ", key, shown(have), shown(text));
  }
  return out;
}

}  // namespace

std::vector<SampleRecord> sample_records(const FormatSpec& spec, const FormatSample& sample, std::span<const FormatSpec> formats) {
  const std::string text = records_of_text(sample.input, spec.id, {});
  const Detection found = detect_sample(spec, sample, text, formats);
  if (found.plan.format->id != spec.id)
    throw FatalError(ExitCode::bad_input, fmt::format("it is recognized as {}, not as {}", found.plan.format->id, spec.id));
  const Chunk chunk = chunk_of_text(text, found.plan.dialect, {});
  NormalizeOptions options;
  options.default_region = sample.default_region;
  options.keep_texts = true;
  constexpr std::chrono::years kFuture{1000};  // a sample's times are never too late
  options.now = Timestamp{kFuture};
  std::vector<SampleRecord> out;
  if (spec.kind == FormatKind::log) {
    RecordNormalizer normalizer(found.plan, options);
    StringTable names;
    for_each_record(chunk, found.plan, {}, normalizer, names,
                    [&](const MessageRecord& record, const RecordNormalizer::Fault&) { out.push_back(fields_of(record, names)); });
    return out;
  }
  DirectoryNormalizer normalizer(found.plan, options);
  for_each_row(chunk, found.plan, [&](const RawRow& row) {
    if (row.blank || row.repeated_header || row.fault != DiagCode::none) return;
    CodeSet codes;
    if (const auto record = normalizer.to_record(row, codes))
      for (const DirectoryRecord& owner : records_of_owners(*record, found.plan)) out.push_back(fields_of(owner));
  });
  return out;
}

std::vector<std::string> check_samples(const FormatSpec& spec, std::span<const FormatSpec> formats) {
  std::vector<FormatSpec> all(formats.begin(), formats.end());
  std::erase_if(all, [&](const FormatSpec& other) { return other.kind == spec.kind && other.id == spec.id; });
  all.push_back(spec);
  std::vector<std::string> faults;
  for (std::size_t s = 0; s < spec.samples.size(); ++s) {
    const FormatSample& sample = spec.samples[s];
    const auto fault = [&](const std::string& what) { faults.push_back(fmt::format("sample {}: {}", s + 1, what)); };
    try {
      const std::vector<SampleRecord> found = sample_records(all.back(), sample, all);
      if (found.size() != sample.expect.size())
        fault(fmt::format("{} records, expected {}", found.size(), sample.expect.size()));
      for (std::size_t i = 0; i < std::min(found.size(), sample.expect.size()); ++i)
        if (const std::string text = differences(sample.expect[i], found[i]); !text.empty())
          fault(fmt::format("record {}: {}", i + 1, text));
    } catch (const FatalError& error) {
      fault(error.what());
    }
  }
  return faults;
}

}  // namespace mfax
