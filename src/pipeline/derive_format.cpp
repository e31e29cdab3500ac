// `mfax inspect --write-format`: what was decided about one file -> a definition with its columns, its zone, date order, unit and
// number form, and a sample of fictional values that passes check_samples(). Next: cli writes it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "mfax/error.hpp"
#include "pipeline/fictional.hpp"
#include "pipeline/json_document.hpp"
#include "pipeline/sample_records.hpp"

namespace mfax {
namespace {

constexpr std::size_t kMostKeys = 24;

/// A name as a format file spells it: '#' and '*' would stand for digits and for anything.
std::string plain_name(std::string name) {
  std::erase_if(name, [](char c) { return c == '#' || c == '*'; });
  return name;
}

std::string id_of(const std::string& path, std::span<const FormatSpec> formats) {
  std::string id;
  for (const char c : to_lower_ascii(std::filesystem::path(path).stem().string())) {
    if ((c >= 'a' && c <= 'z') || is_ascii_digit(c))
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  if (id.empty()) id = "export";
  const bool is_taken = std::any_of(formats.begin(), formats.end(), [&](const FormatSpec& format) { return format.id == id; });
  return is_taken ? id + "-own" : id;
}

class Deriver {
 public:
  Deriver(const std::string& path, const Inspection& inspection, const AnalyzeOptions& options, std::span<const FormatSpec> formats)
      : path_(path), found_(inspection), plan_(inspection.detection.plan), options_(options), formats_(formats) {}

  FormatSpec derive() {
    check_names();
    if (plan_.format->is_generic || !options_.map.empty())
      describe();
    else
      spec_ = *plan_.format;
    declare_decisions();
    spec_.samples.clear();
    FormatSample sample = make_sample();
    sample.expect = expected(sample);
    spec_.samples.push_back(std::move(sample));
    return std::move(spec_);
  }

 private:
  bool is_csv() const { return plan_.dialect.container == Container::csv; }

  void check_names() const {
    if (is_csv() && plan_.dialect.header.empty())
      throw FatalError(ExitCode::bad_input, fmt::format("{}: a definition names columns, and this file has no header", path_),
                       "put a line with names above the data; or go on with --map to_number=#1");
  }

  void describe() {
    spec_.id = id_of(path_, formats_);
    spec_.kind = found_.kind;
    spec_.product = plan_.format->is_generic ? std::string() : plan_.format->product;
    spec_.title = fmt::format("{} as in {}", found_.kind == FormatKind::log ? "Message log" : "Directory",
                              std::filesystem::path(path_).filename().string());
    spec_.origin = "https://example.com/where-this-export-is-described";
    spec_.note = "Derived by mfax inspect --write-format: check what the columns mean, and title and origin.";
    spec_.container = is_csv() ? Container::csv : Container::json_values;
    spec_.each = plan_.dialect.each;
    spec_.embedded_json = plan_.dialect.embedded_json;
    if (!is_csv() && !plan_.dialect.rows_path.empty()) spec_.rows = {plan_.dialect.rows_path};
    spec_.id_alone_identifies = plan_.format->id_alone_identifies;
    add_rules();
    add_keys();
    for (const ColumnRule* constant : plan_.constants) spec_.columns.push_back(*constant);
  }

  std::string name_of(const Slot& slot, std::size_t index) const {
    if (is_csv()) return plain_name(slot.column);
    return index < plan_.columns.json_paths.size() ? plan_.columns.json_paths[index] : slot.column;
  }

  void add_rules() {
    std::vector<std::ptrdiff_t> rule_of(plan_.slots.size(), -1);
    std::vector<const ColumnRule*> made_of;
    for (std::size_t i = 0; i < plan_.slots.size(); ++i) {
      const Slot& slot = plan_.slots[i];
      const std::string name = name_of(slot, i);
      if (slot.parent >= 0) {
        ColumnRule& phone = spec_.columns[static_cast<std::size_t>(rule_of[static_cast<std::size_t>(slot.parent)])];
        (slot.field == Field::phone_kind ? phone.kind_names : phone.extension_names).push_back(name);
        continue;
      }
      const auto known = std::find_if(spec_.columns.begin(), spec_.columns.end(), [&](const ColumnRule& rule) {
        const ColumnRule* source = made_of[static_cast<std::size_t>(&rule - spec_.columns.data())];
        return rule.field == slot.field && (source == slot.rule || (rule.join && slot.rule->join));
      });
      if (known != spec_.columns.end()) {
        if (std::find(known->names.begin(), known->names.end(), name) == known->names.end()) known->names.push_back(name);
        rule_of[i] = known - spec_.columns.begin();
        continue;
      }
      ColumnRule rule = *slot.rule;
      rule.field = slot.field;
      rule.names = {name};
      rule.extension_names.clear();
      rule.kind_names.clear();
      rule.required = slot.field == Field::to_number;
      spec_.columns.push_back(std::move(rule));
      made_of.push_back(slot.rule);
      rule_of[i] = static_cast<std::ptrdiff_t>(spec_.columns.size()) - 1;
    }
    // Two columns of one name are two recipients, too.
    for (std::size_t k = 0; k < spec_.columns.size(); ++k)
      spec_.columns[k].join = spec_.columns[k].join && std::count(rule_of.begin(), rule_of.end(), static_cast<std::ptrdiff_t>(k)) > 1;
    add_excel_time();
    std::stable_sort(spec_.columns.begin(), spec_.columns.end(), [](const ColumnRule& a, const ColumnRule& b) { return a.field < b.field; });
  }

  void add_excel_time() {
    const std::string& column = found_.detection.excel_time_column;
    if (column.empty()) return;
    ColumnRule rule;
    rule.field = Field::sent_at;
    rule.names = {is_csv() ? plain_name(column) : column};
    rule.epoch_unit = EpochUnit::excel_serial;
    spec_.columns.push_back(std::move(rule));
  }

  void add_keys() {
    std::vector<std::string>& all = spec_.detect.all;
    const auto add = [&](const std::string& name) {
      const bool is_new = std::find(all.begin(), all.end(), name) == all.end();
      if (is_new && !fold_name(name).empty() && all.size() < kMostKeys) all.push_back(name);
    };
    const std::vector<std::string>& seen = found_.detection.header;
    for (const Slot& slot : plan_.slots)
      if (std::find(seen.begin(), seen.end(), slot.column) != seen.end()) add(is_csv() ? plain_name(slot.column) : slot.column);
    if (!is_csv()) return;  // members of JSON records may be optional
    for (const std::string& name : seen) add(plain_name(name));
  }

  void declare_decisions() {
    const NumberForm form = plan_.number.form;
    if (form != NumberForm::automatic && form != NumberForm::undecided) spec_.number_form = form;
    const TimeDecision& time = plan_.time;
    const bool has_row_zones = std::any_of(plan_.slots.begin(), plan_.slots.end(), [&](const Slot& slot) {
      return slot.field == Field::timezone && found_.kind == FormatKind::log;
    });
    const bool is_order = time.order == DateOrder::day_month_year || time.order == DateOrder::month_day_year;
    const bool is_unit = time.unit != EpochUnit::none && time.unit != EpochUnit::automatic;
    for (ColumnRule& rule : spec_.columns) {
      if (rule.field != Field::sent_at) continue;
      if (rule.zone.empty() && !(has_row_zones && time.zone_by == DecidedBy::option)) rule.zone = time.zone;
      if (rule.date_order == DateOrder::automatic && is_order) rule.date_order = time.order;
      if (rule.epoch_unit == EpochUnit::automatic && is_unit) rule.epoch_unit = time.unit;
    }
  }

  std::string region() const { return options_.normalize.default_region; }

  FormatSample make_sample() const {
    FormatSample sample;
    sample.default_region = region();
    std::vector<std::vector<std::string>> rows = found_.sample_cells;
    if (rows.empty()) rows.emplace_back(plan_.slots.size(), "x");  // no row with a number: its form does not matter
    FictionalRow row;
    row.region = region();
    std::vector<std::vector<std::string>> invented;
    for (row.row = 0; row.row < rows.size(); ++row.row) {
      invented.emplace_back();
      for (std::size_t i = 0; i < plan_.slots.size(); ++i)
        invented.back().push_back(fictional_value(plan_.slots[i], i < rows[row.row].size() ? rows[row.row][i] : std::string(), plan_, row));
    }
    sample.input = is_csv() ? csv_text(invented) : json_text(invented);
    return sample;
  }

  /// The value that a prefix of `detect` asks of an otherwise unread column.
  std::string wanted_value(const std::string& column) const {
    for (const auto& [name, text] : spec_.detect.prefix)
      if (fold_name(name) == fold_name(column)) return text;
    return {};
  }
  static std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n;\t|") == std::string::npos && trim_ascii(text).size() == text.size()) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
  }
  std::string csv_text(const std::vector<std::vector<std::string>>& rows) const {
    std::string out;
    const auto add_line = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(cells[i]);
      out += '\n';
    };
    const std::vector<std::string>& header = plan_.dialect.header;
    add_line(header);
    for (const auto& row : rows) {
      std::vector<std::string> cells(header.size());
      for (std::size_t column = 0; column < header.size(); ++column) {
        const bool is_read = column < plan_.columns.csv_columns.size() && plan_.columns.csv_columns[column] >= 0;
        cells[column] = is_read ? row[static_cast<std::size_t>(plan_.columns.csv_columns[column])] : wanted_value(header[column]);
        if (cells[column].empty() && column == found_excel_column()) cells[column] = "45376.08485";
      }
      add_line(cells);
    }
    return out;
  }
  std::size_t found_excel_column() const {
    const std::vector<std::string>& header = plan_.dialect.header;
    const std::string& wanted = found_.detection.excel_time_column;
    if (wanted.empty()) return header.size();
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), wanted) - header.begin());
  }

  /// A path within the element of `each` or the embedded record -> a path from the document's row.
  std::string path_in_row(const std::string& path) const {
    const Dialect& dialect = plan_.dialect;
    std::string out = path;
    if (path == "@") out = dialect.each + "[]";
    if (path.starts_with("@.")) out = dialect.each + "[]." + path.substr(2);
    return dialect.embedded_json.empty() ? out : dialect.embedded_json + '.' + out;
  }
  std::string json_text(const std::vector<std::vector<std::string>>& rows) const {
    std::vector<std::string> records;
    for (const auto& row : rows) {
      JsonDocument record;
      for (const auto& [name, text] : spec_.detect.prefix) record.set(path_in_row(name), text);
      for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].empty()) record.set(path_in_row(plan_.columns.json_paths[i]), row[i]);
      if (!found_.detection.excel_time_column.empty()) record.set(path_in_row(found_.detection.excel_time_column), "45376.08485");
      for (const std::string& name : spec_.detect.all) record.set(path_in_row(name), "x");
      for (const auto& group : spec_.detect.any) record.set(path_in_row(group.front()), "x");
      records.push_back(record.text());
    }
    const std::string& place = plan_.dialect.rows_path;
    if (place.empty()) return records.size() == 1 ? records.front() + '\n' : fmt::format("{}\n", fmt::join(records, "\n"));
    std::string open, close;
    for (const std::string_view key : split(place, '.')) {
      open += fmt::format("{{\"{}\": ", key);
      close += '}';
    }
    return fmt::format("{}[{}]{}\n", open, fmt::join(records, ", "), close);
  }

  /// What a sample of the definition gives now is what it must give; keys that say nothing are left out.
  std::vector<SampleRecord> expected(const FormatSample& sample) const {
    std::vector<FormatSpec> all(formats_.begin(), formats_.end());
    std::erase_if(all, [&](const FormatSpec& other) { return other.kind == spec_.kind && other.id == spec_.id; });
    all.push_back(spec_);
    std::vector<SampleRecord> records = sample_records(all.back(), sample, all);
    for (SampleRecord& record : records)
      std::erase_if(record, [](const auto& entry) {
        constexpr std::string_view kDerived[] = {"number_status", "confidence", "carrier", "carrier_name", "counts"};
        const std::string_view key = entry.first;
        const bool is_derived = std::find(std::begin(kDerived), std::end(kDerived), key) != std::end(kDerived);
        return is_derived || key.ends_with(".number_status") || key.ends_with(".field") || entry.second.empty() || entry.second == "unknown";
      });
    return records;
  }

  const std::string& path_;
  const Inspection& found_;
  const TablePlan& plan_;
  const AnalyzeOptions& options_;
  std::span<const FormatSpec> formats_;
  FormatSpec spec_;
};

}  // namespace

FormatSpec derive_format(const std::string& path, const Inspection& inspection, const AnalyzeOptions& options,
                         std::span<const FormatSpec> formats) {
  return Deriver(path, inspection, options, formats).derive();
}

}  // namespace mfax
