// A directory file of one row without a file: columns are added one by one, then rows of texts are read.
// For the tests of DirectoryNormalizer.
#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mfax/directory.hpp"

namespace mfax::test {

using Words = std::vector<std::pair<std::string, std::string>>;

inline const std::string kNext(1, kValueSeparator);

/// A plan built column by column, and the rows read with it.
class PersonTable {
 public:
  ColumnRule& column(Field field, const std::string& name) {
    auto rule = std::make_unique<ColumnRule>();
    rule->field = field;
    rule->names.push_back(name);
    return add_slot(std::move(rule), field, name, -1);
  }
  /// A column that runs parallel to the phone column added last.
  void parallel(Field field, const std::string& name) {
    std::int32_t phone = -1;
    for (std::size_t i = 0; i < plan_.slots.size(); ++i)
      if (plan_.slots[i].field == Field::phone) phone = static_cast<std::int32_t>(i);
    Slot slot;
    slot.field = field;
    slot.rule = plan_.slots[static_cast<std::size_t>(phone)].rule;
    slot.parent = phone;
    slot.column = name;
    plan_.slots.push_back(slot);
  }
  ColumnRule& constant(Field field, const std::string& text) {
    auto rule = std::make_unique<ColumnRule>();
    rule->field = field;
    rule->constant = text;
    plan_.constants.push_back(rule.get());
    plan_.own_rules.push_back(std::move(rule));
    return *plan_.own_rules.back();
  }
  TablePlan& plan() { return plan_; }
  void set_product(const std::string& product) {
    format_.product = product;
    plan_.format = &format_;
  }
  void set_region(const std::string& region) { options_.default_region = region; }

  std::optional<DirectoryRecord> read(std::initializer_list<std::string> texts) {
    std::vector<Cell> cells;
    owned_.emplace_back(texts);
    for (const std::string& text : owned_.back()) {
      Cell cell;
      cell.text = text;
      cell.kind = text.empty() ? CellKind::absent : CellKind::text;
      cells.push_back(cell);
    }
    RawRow row;
    row.cells = cells;
    row.pos.line_in_chunk = 4;
    return read(row);
  }
  std::optional<DirectoryRecord> read(const RawRow& row) {
    DirectoryNormalizer normalizer(plan_, options_);
    codes = CodeSet();
    return normalizer.to_record(row, codes);
  }

  CodeSet codes;

 private:
  ColumnRule& add_slot(std::unique_ptr<ColumnRule> rule, Field field, const std::string& name, std::int32_t parent) {
    Slot slot;
    slot.field = field;
    slot.rule = rule.get();
    slot.parent = parent;
    slot.column = name;
    plan_.slots.push_back(slot);
    plan_.own_rules.push_back(std::move(rule));
    return *plan_.own_rules.back();
  }

  TablePlan plan_;
  FormatSpec format_;
  NormalizeOptions options_;
  std::deque<std::vector<std::string>> owned_;
};

}  // namespace mfax::test
