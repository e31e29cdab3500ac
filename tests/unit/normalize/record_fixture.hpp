// In: a list of columns (field, rule) and rows of texts. Out: the records that RecordNormalizer makes of them.
// Next: record_test.cpp, record_identity_test.cpp.
#pragma once

#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mfax/normalize.hpp"

namespace mfax::test {

class RecordFixture {
 public:
  explicit RecordFixture(std::initializer_list<Field> fields) {
    for (const Field field : fields) column(field);
    options.now = *parse_rfc3339_utc("2024-06-01T00:00:00Z");
    options.default_region = "US";
    options.keep_texts = true;
    plan.time.zone = "UTC";
    plan.time.zone_by = DecidedBy::format;
    plan.time.unit = EpochUnit::automatic;
    plan.format = &format;
  }
  ColumnRule& column(Field field) {
    rules_.emplace_back();
    rules_.back().field = field;
    Slot slot;
    slot.field = field;
    slot.rule = &rules_.back();
    plan.slots.push_back(slot);
    return rules_.back();
  }
  ColumnRule& rule(std::size_t slot) { return rules_[slot]; }
  void constant(Field field, std::string value) {
    rules_.emplace_back();
    rules_.back().field = field;
    rules_.back().constant = std::move(value);
    plan.constants.push_back(&rules_.back());
  }
  /// nullptr = absent.
  std::vector<MessageRecord> records(std::initializer_list<const char*> cells) {
    std::vector<Cell> row_cells;
    for (const char* text : cells) row_cells.push_back(text == nullptr ? Cell{} : Cell{text, CellKind::text});
    RawRow row;
    row.cells = row_cells;
    return records(row);
  }
  std::vector<MessageRecord> records(const RawRow& row) {
    if (!normalizer) normalizer = std::make_unique<RecordNormalizer>(plan, options);
    std::vector<MessageRecord> out(3);
    normalizer->to_records(row, names, out);
    return out;
  }
  MessageRecord record(std::initializer_list<const char*> cells) { return records(cells).at(0); }
  std::string name(NameId id) const { return std::string(names.name(id)); }

  FormatSpec format;
  TablePlan plan;
  NormalizeOptions options;
  StringTable names;
  std::unique_ptr<RecordNormalizer> normalizer;

 private:
  std::deque<ColumnRule> rules_;
};

}  // namespace mfax::test
