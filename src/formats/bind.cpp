// In: a format that fits a file, and --map. Out: the table plan: which column or path feeds which slot, constants, and
// what nothing was bound to. Next: decide_columns (normalize) settles times and number forms; the scanners obey the
// plan.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/candidates.hpp"

namespace mfax {
namespace {

class TableBinder {
 public:
  TableBinder(const Fit& fit, const UserMap& map, Detection& detection)
      : fit_(fit),
        spec_(*fit.spec),
        view_(*fit.view),
        map_(map),
        detection_(detection),
        plan_(detection.plan),
        is_used_(fit.view->columns.size(), false) {}

  void bind() {
    plan_.format = &spec_;
    plan_.dialect = view_.dialect;
    plan_.dialect.each = spec_.each;
    if (!view_.is_json) plan_.columns.csv_columns.assign(view_.columns.size(), -1);
    bind_user_map();
    if (spec_.is_generic)
      bind_meaning();
    else
      for (const ColumnRule& rule : spec_.columns) bind_rule(rule);
    if (spec_.kind == FormatKind::directory && !spec_.is_generic && map_.fields.count(Field::phone) == 0)
      bind_further_phones();
    if (spec_.kind == FormatKind::log && !spec_.is_generic && map_.fields.count(Field::to_number) == 0)
      note_unread_numbers(fit_, is_used_, detection_);
    plan_.columns.slot_count = plan_.slots.size();
    add_constants();
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      if (is_used_[i]) continue;
      detection_.unused.push_back(view_.columns[i].name);
      const auto against = fit_.meaning.against.find(i);
      detection_.unused_why.push_back(against == fit_.meaning.against.end() ? std::string() : against->second);
    }
  }

 private:
  /// A slot for a column of the view. Returns its index.
  std::int32_t add_slot(Field field, const ColumnRule* rule, std::size_t column, std::int32_t parent) {
    is_used_[column] = true;
    const auto slot = push_slot(field, rule, view_.columns[column].name, parent);
    if (rule->field == field)
      plan_.slots.back().why = column_evidence(*rule, view_.columns[column], view_.is_json, map_.taken.count(column) != 0);
    if (view_.is_json)
      plan_.columns.json_paths.push_back(path_of_values(path_from_record(view_.columns[column].name)));
    else
      plan_.columns.csv_columns[column] = slot;
    return slot;
  }
  std::int32_t push_slot(Field field, const ColumnRule* rule, const std::string& name, std::int32_t parent) {
    Slot slot;
    slot.field = field;
    slot.rule = rule;
    slot.parent = parent;
    slot.column = name;
    plan_.slots.push_back(std::move(slot));
    return static_cast<std::int32_t>(plan_.slots.size()) - 1;
  }
  /// "recipients.items[].status" -> "@.status" when `each` walks that array.
  std::string path_from_record(const std::string& path) const {
    const std::string array = spec_.each + "[]";
    if (spec_.each.empty() || !path.starts_with(array)) return path;
    return '@' + path.substr(array.size());
  }
  /// Directories write one value as a text and several as a list, at will: "mobile[]" reads both.
  std::string path_of_values(const std::string& path) const {
    const bool is_whole = path.ends_with("[]") || path == "@" || path.ends_with('!');
    return spec_.kind == FormatKind::log || is_whole ? path : path + "[]";
  }
  std::vector<std::size_t> find_columns(const std::string& name) const {
    std::vector<std::size_t> columns = view_.find(name_in_row(spec_, name));
    const bool may_be_list = view_.is_json && spec_.kind == FormatKind::directory && !name.ends_with("[]");
    return columns.empty() && may_be_list ? view_.find(name_in_row(spec_, name) + "[]") : columns;
  }
  /// CSV: one column feeds one slot.
  bool is_free(std::size_t column) const { return view_.is_json || plan_.columns.csv_columns[column] < 0; }

  const ColumnRule* rule_for(Field field) const {
    for (const ColumnRule& rule : spec_.columns)
      if (rule.field == field) return &rule;
    return nullptr;
  }
  std::ptrdiff_t count_mapped(Field field) const {
    return std::count_if(map_.columns.begin(), map_.columns.end(), [field](const auto& entry) { return entry.first == field; });
  }
  void bind_user_map() {
    for (const auto& [field, column] : map_.columns) {
      auto rule = std::make_unique<ColumnRule>();
      if (const ColumnRule* known = rule_for(field)) *rule = *known;  // keeps the format's values and zone
      rule->field = field;
      rule->names = {view_.columns[column].name};
      // Two columns of recipients are two recipients of the row, not two spellings of one.
      rule->join = field == Field::to_number && count_mapped(field) > 1;
      rule->extension_names.clear();
      rule->kind_names.clear();
      if (is_free(column)) add_slot(field, rule.get(), column, -1);
      plan_.own_rules.push_back(std::move(rule));
    }
  }

  void bind_meaning() {
    std::vector<std::int32_t> slot_of;
    for (const ColumnChoice& choice : fit_.meaning.choices) {
      const std::int32_t parent = choice.parent < 0 ? -1 : slot_of[static_cast<std::size_t>(choice.parent)];
      slot_of.push_back(add_slot(choice.field, choice.rule, choice.column, parent));
      // A later column of the same name stands in where the first is empty: normalization.md 6.
      const ColumnView& chosen = view_.columns[choice.column];
      for (std::size_t i = 0; i < view_.columns.size(); ++i)
        if (i != choice.column && view_.columns[i].is_repeated && view_.columns[i].forms == chosen.forms &&
            is_free(i) && !view_.is_json)
          add_slot(choice.field, choice.rule, i, parent);
    }
    if (fit_.meaning.excel_time) detection_.excel_time_column = view_.columns[*fit_.meaning.excel_time].name;
    detection_.unread_phone_columns = fit_.meaning.unread_phone_columns;
    detection_.notes.insert(detection_.notes.end(), fit_.meaning.notes.begin(), fit_.meaning.notes.end());
  }

  void bind_rule(const ColumnRule& rule) {
    if (map_.fields.count(rule.field) != 0) return;
    for (std::size_t n = 0; n < rule.names.size(); ++n) bind_name(rule, n);
  }

  void bind_name(const ColumnRule& rule, std::size_t n) {
    const std::string& name = rule.names[n];
    std::vector<std::size_t> columns = find_columns(name);
    if (view_.is_json && columns.size() > 1 && !has_wildcard(name)) columns.resize(1);
    for (const std::size_t column : columns) {
      if (is_bound_to(rule.field, column)) continue;
      if (has_wildcard(name) && is_of_others(rule.field, column)) continue;
      if (!is_free(column)) {
        if (may_share(rule.field)) share_slot(rule, column);
        continue;
      }
      const std::int32_t slot = add_slot(rule.field, &rule, column, -1);
      bind_company(rule, n, name, column, slot);
    }
    if (!view_.is_json || !columns.empty() || has_wildcard(name) || reads_path(rule.field, name)) return;
    const std::int32_t slot = push_slot(rule.field, &rule, name, -1);  // optional keys may come later in the file
    plan_.columns.json_paths.push_back(path_of_values(name));
    bind_unseen(rule.extension_names, Field::phone_extension, rule, n, slot);
    bind_unseen(rule.kind_names, Field::phone_kind, rule, n, slot);
  }
  /// Fields of a few words, which a column may tell besides its own: "whatsapp:+44..." the channel, "inbound" which rows
  /// count. A login name is often the address, too.
  static bool may_share(Field field) {
    return field == Field::row_class || field == Field::username || field == Field::factor || field == Field::channel ||
           field == Field::message_type || field == Field::direction;
  }
  void share_slot(const ColumnRule& rule, std::size_t column) {
    const std::int32_t slot = push_slot(rule.field, &rule, view_.columns[column].name, -1);
    plan_.slots[static_cast<std::size_t>(slot)].same_as = plan_.columns.csv_columns[column];
  }
  /// "mobile" is bound and reads lists, too: "mobile[]" would give every value twice.
  bool reads_path(Field field, const std::string& name) const {
    for (std::size_t i = 0; i < plan_.slots.size(); ++i)
      if (plan_.slots[i].field == field && spec_.kind == FormatKind::directory &&
          plan_.columns.json_paths[i] == path_of_values(name))
        return true;
    return false;
  }
  bool is_read_as_phone(const std::string& path) const {
    return view_.is_json && (reads_path(Field::phone, path) || reads_path(Field::factor_phone, path));
  }
  bool is_of_others(Field field, std::size_t column) const {
    return field == Field::phone && spec_.kind == FormatKind::directory &&
           is_about_others(view_.columns[column], view_.is_json);
  }
  /// Numbers of people in columns that the format does not know: a custom attribute, a column somebody added.
  void bind_further_phones() {
    for (std::size_t i = 0; i < view_.columns.size(); ++i) {
      const ColumnView& column = view_.columns[i];
      if (is_used_[i] || !is_free(i) || is_read_as_phone(column.name)) continue;
      if (is_phone_of_others(column, view_.is_json)) detection_.notes.push_back(note_on_phone_of_others(column));
      if (!is_further_phone(column, view_.is_json)) continue;
      auto rule = std::make_unique<ColumnRule>();
      rule->field = Field::phone;
      rule->names = {column.name};
      rule->kind = NumberKind::other;
      add_slot(Field::phone, rule.get(), i, -1);
      plan_.own_rules.push_back(std::move(rule));
      detection_.notes.push_back(
          fmt::format("column \"{}\" is taken as a phone number by its values", printable_name(column.name)));
    }
  }
  bool is_bound_to(Field field, std::size_t column) const {
    const std::int32_t own = view_.is_json ? -1 : plan_.columns.csv_columns[column];  // two CSV columns may have one name
    return std::any_of(plan_.slots.begin(), plan_.slots.end(), [&](const Slot& slot) {
      if (slot.field != field || slot.column != view_.columns[column].name) return false;
      return view_.is_json || (own >= 0 && (slot.same_as == own || &slot - plan_.slots.data() == own));
    });
  }

  /// Columns that belong to one phone column: its extension and what kind it is.
  void bind_company(const ColumnRule& rule, std::size_t n, const std::string& name, std::size_t phone,
                    std::int32_t slot) {
    bind_companion(rule.extension_names, Field::phone_extension, rule, n, name, phone, slot);
    bind_companion(rule.kind_names, Field::phone_kind, rule, n, name, phone, slot);
  }
  void bind_companion(const std::vector<std::string>& names, Field field, const ColumnRule& rule, std::size_t n,
                      const std::string& phone_name, std::size_t phone, std::int32_t parent) {
    if (names.empty()) return;
    const std::string digits = family_number(phone_name, view_.columns[phone]);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names.size() == rule.names.size() && names.size() > 1 && i != n) continue;  // lists of one length go in pairs
      std::string name = names[i];
      if (const std::size_t mark = name.find('#'); mark != std::string::npos) name.replace(mark, 1, digits);
      for (const std::size_t column : view_.find(name_in_row(spec_, name))) {
        if (column == phone || !is_free(column)) continue;
        add_slot(field, &rule, column, parent);
        return;
      }
      if (!view_.is_json || has_wildcard(name)) continue;
      bind_unseen({name}, field, rule, 0, parent);
      return;
    }
  }
  /// The digits that '#' of `pattern` stands for in the column's name: "phone#", "Phone 2" -> "2".
  std::string family_number(const std::string& pattern, const ColumnView& column) const {
    const std::string folded = fold_pattern(pattern, view_.is_json);
    const std::size_t mark = folded.find('#');
    if (mark == std::string::npos) return {};
    for (const std::string& form : column.forms) {
      if (!matches_pattern(folded, form) || form.size() < mark) continue;
      std::size_t end = mark;
      while (end < form.size() && is_ascii_digit(form[end])) ++end;
      return form.substr(mark, end - mark);
    }
    return {};
  }
  void bind_unseen(const std::vector<std::string>& names, Field field, const ColumnRule& rule, std::size_t n,
                   std::int32_t parent) {
    if (names.empty()) return;
    const std::string& name = names[names.size() == rule.names.size() && n < names.size() ? n : 0];
    if (has_wildcard(name)) return;
    push_slot(field, &rule, name, parent);
    plan_.columns.json_paths.push_back(path_of_values(name));
  }

  void add_constants() {
    for (const ColumnRule& rule : spec_.columns) {
      const bool has_slot = std::any_of(plan_.slots.begin(), plan_.slots.end(),
                                        [&](const Slot& slot) { return slot.field == rule.field; });
      if (!rule.constant.empty() && !has_slot) plan_.constants.push_back(&rule);
    }
  }

  const Fit& fit_;
  const FormatSpec& spec_;
  const TableView& view_;
  const UserMap& map_;
  Detection& detection_;
  TablePlan& plan_;
  std::vector<bool> is_used_;
};

}  // namespace

void bind_columns(const Fit& fit, const UserMap& map, Detection& detection) { TableBinder(fit, map, detection).bind(); }

}  // namespace mfax
