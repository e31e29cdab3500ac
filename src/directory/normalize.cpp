// One row of a directory export -> one canonical record (product.md 6). Comes in: RawRow and the file's TablePlan; goes
// out: DirectoryRow without views into the row; called by pipeline/, then merged by build.cpp.
#include <memory>
#include <utility>

#include "directory/account.hpp"
#include "directory/last_login.hpp"
#include "directory/merge_keys.hpp"
#include "directory/numbers.hpp"
#include "directory/row_values.hpp"
#include "mfax/directory.hpp"

namespace mfax {

using namespace directory;  // the folder's own vocabulary, in this file only

namespace {

/// A directory names some countries, a million times.
class Countries {
 public:
  Country of(std::string_view text) {
    Entry& entry = entries_[std::hash<std::string_view>{}(text) % entries_.size()];
    if (!entry.is_filled || entry.text != text) entry = {true, std::string(text), parse_country(text, PhoneKey{})};
    return entry.country;
  }

 private:
  struct Entry {
    bool is_filled = false;
    std::string text;
    Country country;
  };
  std::vector<Entry> entries_{64};
};

}  // namespace

struct DirectoryNormalizer::Inner {
  Inner(const TablePlan& table_plan, const NormalizeOptions& normalize_options)
      : plan(table_plan), options(normalize_options), sources(table_plan) {
    for (const Source& source : sources.of(Field::last_login_at))
      last_logins.emplace_back(*source.rule, table_plan.time, normalize_options.now);
  }

  void set_texts(const RowValues&, DirectoryRow&, Arena&);
  void set_display_name(const RowValues&, DirectoryRow&, Arena&);
  std::string_view set_place(const RowValues&, DirectoryRow&, Arena&);
  bool fill(const RawRow&, CodeSet& codes, DirectoryRow&, Arena&);

  const TablePlan& plan;
  const NormalizeOptions options;
  const Sources sources;
  std::vector<LastLogin> last_logins;  // parallel to sources.of(Field::last_login_at)
  NumberReader numbers;
  Countries countries;
  KeyHasher hasher;
  std::string joined, second;  // put together from several cells, before they are copied
};

namespace {

/// The line is the one within the chunk: only the caller knows how many came before (RowPos).
RowRef row_ref(const RowPos& pos) noexcept {
  RowRef out;
  out.file = pos.file;
  out.nth_on_line = pos.nth_on_line;
  out.line = std::uint64_t{pos.line_in_chunk} + 1;
  return out;
}

/// Totals, separators, empty objects, and phones without an owner: a number that names nobody must stay unmatched.
bool is_nameless(const DirectoryRow& row) noexcept {
  return row.id.empty() && row.employee_id.empty() && row.username.empty() && row.email.empty() && row.display_name.empty() &&
         row.aliases.empty();
}

}  // namespace

void DirectoryNormalizer::Inner::set_display_name(const RowValues& values, DirectoryRow& row, Arena& arena) {
  row.display_name = arena.text(values.first(Field::display_name, joined));
  if (!row.display_name.empty()) return;
  second = values.first(Field::first_name, joined);
  const std::string_view last = values.first(Field::last_name, joined);
  if (!second.empty() && !last.empty()) second += ' ';
  row.display_name = arena.text(second.append(last));
}

void DirectoryNormalizer::Inner::set_texts(const RowValues& values, DirectoryRow& row, Arena& arena) {
  row.id = arena.text(stable_id(values.first(Field::person_id, joined, true)));
  std::vector<Text> other_ids;
  values.each(Field::person_id, [&](const Source&, std::string_view text) {
    const std::string id = stable_id(text);
    if (is_null_text(id, true) || row.id == id) return;
    if (row.id.empty())
      row.id = arena.text(id);
    else
      other_ids.push_back(arena.text(id));
  });
  row.other_ids = arena.list(other_ids);
  row.employee_id = arena.text(values.first(Field::employee_id, joined, true));
  set_display_name(values, row, arena);
  const auto shared = [&](Field field) { return arena.shared_text(values.first(field, joined)); };
  row.title = shared(Field::title);
  row.department = shared(Field::department);
  row.manager = arena.shared_text(common_name(values.first(Field::manager, joined)));
  row.company = shared(Field::company);
  row.office = shared(Field::office);
  row.locale = shared(Field::locale);
  values.each(Field::last_login_at, [&](const Source& source, std::string_view text) {
    const auto column = static_cast<std::size_t>(&source - sources.of(Field::last_login_at).data());
    if (row.last_login_at.empty()) row.last_login_at = arena.text(last_logins[column].to_text(text));
  });
}

/// Returns the region of numbers without country code: the person's country, or what the user said.
std::string_view DirectoryNormalizer::Inner::set_place(const RowValues& values, DirectoryRow& row, Arena& arena) {
  CodeSet unknown;
  std::string_view country;
  values.each(Field::country, [&](const Source& source, std::string_view text) {
    if (!country.empty() || is_null_text(text, false)) return;
    const Country parsed = countries.of(RowValues::worded(source, text));
    country = parsed.alpha2;
    (country.empty() ? unknown : row.codes).add(parsed.codes);
  });
  if (country.empty()) row.codes.add(unknown);
  row.country = arena.shared_text(country);
  if (const std::string_view text = values.first(Field::state, joined); !text.empty()) {
    const Subdivision state = parse_state(text, country);
    row.state = arena.shared_text(state.code);
    row.codes.add(state.codes);
  }
  return country.empty() ? std::string_view(options.default_region) : country;
}

bool DirectoryNormalizer::Inner::fill(const RawRow& raw, CodeSet& codes, DirectoryRow& row, Arena& arena) {
  row.row = row_ref(raw.pos);
  row.codes = raw.notes;
  if (plan.format != nullptr) row.product = arena.shared_text(plan.format->product);
  const RowValues values(sources, raw, row.codes);
  if (is_no_person(values)) {
    codes.add(DiagCode::R_NOT_A_PERSON);
    return false;
  }
  row.is_membership = is_membership(values);
  set_texts(values, row, arena);
  const std::string_view region = set_place(values, row, arena);
  row.status = account_status(values);
  set_logins(values, row, arena);
  set_groups(values, row, arena);
  set_factors(values, row, arena);
  set_privileged(values, row);
  if (!row.is_membership) numbers.add_numbers(values, plan.number, region, row, arena);
  codes.add(row.codes);  // of the row; the numbers bring their own, so that each is counted once
  for (const DirectoryNumber& number : row.numbers) row.codes.add(number.codes);
  if (!is_nameless(row)) return true;
  codes.add(DiagCode::R_NOT_A_PERSON);
  return false;
}

DirectoryNormalizer::DirectoryNormalizer(const TablePlan& plan, const NormalizeOptions& options)
    : inner_(std::make_unique<Inner>(plan, options)) {}
DirectoryNormalizer::~DirectoryNormalizer() = default;

bool DirectoryNormalizer::add_row(const RawRow& raw, CodeSet& codes, DirectoryRows& out) {
  codes = raw.notes;
  if (raw.fault != DiagCode::none) {
    codes.add(raw.fault);
    return false;
  }
  if (raw.repeated_header) codes.add(DiagCode::V_REPEATED_HEADER);
  if (raw.blank || raw.repeated_header) return false;
  if (!inner_->fill(raw, codes, out.rows.emplace_back(), out.arena)) {
    out.rows.pop_back();
    return false;
  }
  inner_->hasher.add_keys(out);
  return true;
}

std::optional<DirectoryRecord> DirectoryNormalizer::to_record(const RawRow& raw, CodeSet& codes) {
  const auto alone = std::make_shared<DirectoryRows>();
  if (!add_row(raw, codes, *alone)) return std::nullopt;
  return mfax::to_record(alone->rows.front(), std::shared_ptr<const Arena>(alone, &alone->arena));
}

}  // namespace mfax
