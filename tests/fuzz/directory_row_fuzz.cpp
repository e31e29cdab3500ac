// In: any bytes; each line is a cell, one for every field of a directory, with parallel columns for the phone. Out:
// nothing but the laws of a record: it names somebody, lists have no repetitions, a number without a key says why,
// places are codes.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/directory.hpp"

namespace {

using namespace mfax;

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

/// Every field that a directory knows has one column; the phone also has an extension and a kind beside it.
TablePlan make_plan() {
  TablePlan plan;
  std::int32_t phone = -1;
  for (std::size_t i = 1; i < static_cast<std::size_t>(Field::count_); ++i) {
    const auto field = static_cast<Field>(i);
    if (!field_info(field).in_directories) continue;
    auto rule = std::make_unique<ColumnRule>();
    rule->field = field;
    rule->values = {{"x*", "true"}, {"skip", "not_counted"}, {"no", "ignore"}};
    Slot slot;
    slot.field = field;
    slot.rule = rule.get();
    slot.column = std::string(field_info(field).name);
    if (field == Field::phone) phone = static_cast<std::int32_t>(plan.slots.size());
    if (field == Field::phone_extension || field == Field::phone_kind) {
      slot.parent = phone;
      slot.rule = plan.slots[static_cast<std::size_t>(phone)].rule;
    }
    plan.slots.push_back(slot);
    plan.own_rules.push_back(std::move(rule));
  }
  return plan;
}

void check_distinct(const std::vector<std::string>& list) {
  std::set<std::string_view> seen;
  for (const std::string& text : list) require(!text.empty() && seen.insert(text).second);
}

void check_record(const DirectoryRecord& record, const CodeSet& codes) {
  require(!(record.id.empty() && record.employee_id.empty() && record.username.empty() && record.email.empty() &&
            record.display_name.empty() && record.aliases.empty()));
  check_distinct(record.aliases);
  check_distinct(record.groups);
  check_distinct(record.factors);
  require(record.country.empty() || is_country(record.country));
  require(record.last_login_at.empty() || parse_rfc3339_utc(record.last_login_at).has_value());
  bool has_key = false;
  for (const DirectoryNumber& number : record.numbers) {
    require(number.status != NumberStatus::null);
    require(static_cast<bool>(number.key) || !number.codes.empty());
    has_key = has_key || static_cast<bool>(number.key);
  }
  require(has_key != codes.has(DiagCode::D_NO_NUMBER));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const TablePlan plan = make_plan();
  NormalizeOptions options;
  options.default_region = size % 2 == 0 ? "US" : "";
  DirectoryNormalizer normalizer(plan, options);
  std::vector<Cell> cells;
  for (const std::string_view line : lines_of({reinterpret_cast<const char*>(data), size})) {
    Cell cell;
    cell.text = line;
    cell.kind = line.empty() ? CellKind::absent : CellKind::text;
    cells.push_back(cell);
  }
  RawRow row;
  row.cells = cells;
  CodeSet codes;
  if (const auto record = normalizer.to_record(row, codes)) check_record(*record, codes);
  return 0;
}
