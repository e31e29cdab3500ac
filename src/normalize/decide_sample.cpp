// In: the head of a file and the plan of its columns. Out: distinct times and numbers (decide_sample.hpp).
// CSV goes through CsvScanner over a chunk cut at the last whole row; JSON through the sampler that detection uses.
// Next: decide.cpp.
#include "normalize/decide_sample.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "normalize/record_words.hpp"
#include "normalize/row_view.hpp"
#include "normalize/time_zone.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMaxRows = 20'000;
constexpr std::size_t kMaxDistinct = 10'000;
constexpr std::size_t kMaxText = 128;
constexpr std::size_t kPadding = 64;  // what simdjson reads past the end

class Collector {
 public:
  explicit Collector(const TablePlan& plan) : plan_(&plan) {
    for (std::size_t i = 0; i < plan.slots.size(); ++i)
      if (plan.slots[i].field == Field::sent_time) clock_slot_ = static_cast<std::int64_t>(i);
  }
  void add_row(std::span<const Cell> cells, std::uint64_t line) {
    ++sample_.rows;
    for (std::size_t i = 0; i < cells.size() && i < plan_->slots.size(); ++i) {
      if (cells[i].kind == CellKind::absent) continue;
      const Field field = plan_->slots[i].field;
      if (field == Field::timezone) add_zone(trim_ascii(cells[i].text));
      if (!is_time_field(field) && !is_number_field(field)) continue;
      for (const std::string_view member : array_parts(cells[i].text)) {
        const std::string_view text = trim_ascii(member);
        if (text.size() > kMaxText || record_words::is_null(text)) continue;
        if (is_time_field(field))
          add_time(i, with_clock(field, text, cells), line);
        else
          add_number(text);
      }
    }
  }
  HeadSample take() && {
    sample_.has_american_zones = has_american_ && !has_ambiguous_;
    return std::move(sample_);
  }

 private:
  std::string with_clock(Field field, std::string_view date, std::span<const Cell> cells) const {
    std::string text(date);
    if (field != Field::sent_at || clock_slot_ < 0 || date.find(':') != std::string_view::npos) return text;
    const auto slot = static_cast<std::size_t>(clock_slot_);
    if (slot >= cells.size() || cells[slot].text.size() > kMaxText || record_words::is_null(cells[slot].text))
      return text;
    return text + ' ' + std::string(trim_ascii(cells[slot].text));
  }
  void add_time(std::size_t slot, std::string text, std::uint64_t line) {
    const std::string key = std::to_string(slot) + ':' + text;
    if (const auto found = time_index_.find(key); found != time_index_.end()) {
      ++sample_.times[found->second].count;
      return;
    }
    if (sample_.times.size() >= kMaxRows) return;
    time_index_.emplace(key, sample_.times.size());
    SampledTime time;
    time.slot = slot;
    time.text = std::move(text);
    time.line = line;
    sample_.times.push_back(std::move(time));
  }
  void add_zone(std::string_view text) {
    const AbbreviationKind kind = find_abbreviation(text).kind;
    has_american_ = has_american_ || kind == AbbreviationKind::american;
    has_ambiguous_ = has_ambiguous_ || kind == AbbreviationKind::ambiguous;
  }
  void add_number(std::string_view text) {
    if (text.front() == '+' && text.size() > 1 && is_ascii_digit(text[1])) sample_.some_with_plus = true;
    if (!std::all_of(text.begin(), text.end(), is_ascii_digit) || sample_.digits_only.size() >= kMaxDistinct) return;
    if (std::string number(text); numbers_.insert(number).second) sample_.digits_only.push_back(std::move(number));
  }

  const TablePlan* plan_;
  std::int64_t clock_slot_ = -1;
  bool has_american_ = false, has_ambiguous_ = false;
  HeadSample sample_;
  std::unordered_map<std::string, std::size_t> time_index_;
  std::unordered_set<std::string> numbers_;
};

void collect_csv(const TablePlan& plan, std::string_view head, bool whole, const ReadOptions& options,
                 Collector& collector) {
  const std::string_view body = head.substr(std::min<std::size_t>(plan.dialect.skip_bytes, head.size()));
  const std::size_t size = whole ? body.size() : find_last_row_end(body, 0, plan.dialect, options, false);
  if (size == 0 || size > body.size()) return;
  std::vector<char> buffer(size + kPadding, ' ');
  std::memcpy(buffer.data(), body.data(), size);
  const Chunk chunk(std::move(buffer), size, plan.file, 0, 0, plan.dialect.skip_bytes);
  CsvScanner scanner(chunk, plan.dialect, plan.columns, options);
  for (std::size_t rows = 0; rows < kMaxRows; ++rows) {
    const auto row = scanner.next();
    if (!row) return;
    if (row->fault != DiagCode::none || row->blank || row->repeated_header) continue;
    collector.add_row(row->cells, plan.dialect.skip_lines + row->pos.line_in_chunk + 1);
  }
}

/// The path under which the sampler lists the values of a slot: "@.b" within the `each` array "a" is "a[].b".
std::string sampled_path(const TablePlan& plan, std::size_t slot) {
  std::string path = slot < plan.columns.json_paths.size() ? plan.columns.json_paths[slot] : plan.slots[slot].column;
  if (path.starts_with("@.")) path = plan.dialect.each + "[]." + path.substr(2);
  return path;
}

void collect_record(const JsonRecordSample& record,
                    const std::unordered_map<std::string, std::vector<std::size_t>>& slots_of, std::size_t slot_count,
                    std::uint64_t line, Collector& collector) {
  std::vector<std::string> joined(slot_count);
  std::vector<Cell> cells(slot_count);
  for (const auto& [path, value] : record.values) {
    const auto found = slots_of.find(path);
    if (found == slots_of.end()) continue;
    for (const std::size_t slot : found->second) {
      if (cells[slot].kind == CellKind::text) joined[slot] += kValueSeparator;
      joined[slot] += value;
      cells[slot].kind = CellKind::text;
    }
  }
  for (std::size_t i = 0; i < slot_count; ++i) cells[i].text = joined[i];
  collector.add_row(cells, line);
}

void collect_json(const TablePlan& plan, std::string_view head, bool whole, Collector& collector) {
  std::unordered_map<std::string, std::vector<std::size_t>> slots_of;
  for (std::size_t i = 0; i < plan.slots.size(); ++i) {
    const std::string path = sampled_path(plan, i);
    slots_of[path].push_back(i);
    if (path.ends_with("[]")) slots_of[path.substr(0, path.size() - 2)].push_back(i);  // it reads a lone value, too
  }
  const JsonSample sample = sample_json_at(head, whole, kMaxRows, plan.dialect.rows_path);
  const bool is_lines = plan.dialect.container == Container::json_lines;
  std::string embedded;
  for (std::size_t i = 0; i < sample.records.size(); ++i) {
    const std::uint64_t line = is_lines ? i + 1 : 0;
    if (plan.dialect.embedded_json.empty()) {
      collect_record(sample.records[i], slots_of, plan.slots.size(), line, collector);
      continue;
    }
    for (const auto& [path, value] : sample.records[i].values) {
      if (path != plan.dialect.embedded_json) continue;
      embedded.assign(value).append(kPadding, ' ');
      for (const JsonRecordSample& record : sample_json({embedded.data(), value.size()}, true, 1).records)
        collect_record(record, slots_of, plan.slots.size(), line, collector);
    }
  }
}

}  // namespace

bool is_time_field(Field field) noexcept {
  return field == Field::sent_at || field == Field::last_login_at || field == Field::created_at;
}

bool is_number_field(Field field) noexcept {
  return field == Field::to_number || field == Field::from_number || field == Field::phone ||
         field == Field::factor_phone;
}

HeadSample sample_head(const TablePlan& plan, std::string_view head, bool head_is_whole_file,
                       const ReadOptions& options) {
  Collector collector(plan);
  if (plan.dialect.container == Container::csv)
    collect_csv(plan, head, head_is_whole_file, options, collector);
  else
    collect_json(plan, head, head_is_whole_file, collector);
  return std::move(collector).take();
}

}  // namespace mfax
