// One row of a directory export -> one canonical record (product.md 6). Comes in: RawRow and the file's TablePlan; goes
// out: DirectoryRecord without views into the row; called by pipeline/, then merged by build.cpp.
#include <memory>
#include <utility>

#include "directory/account.hpp"
#include "directory/last_login.hpp"
#include "directory/numbers.hpp"
#include "directory/row_values.hpp"
#include "mfax/directory.hpp"

namespace mfax {

using namespace directory;  // the folder's own vocabulary, in this file only

struct DirectoryNormalizer::Inner {
  Inner(const TablePlan& table_plan, const NormalizeOptions& normalize_options)
      : plan(table_plan), options(normalize_options), sources(table_plan) {
    for (const Source& source : sources.of(Field::last_login_at))
      last_logins.emplace_back(*source.rule, table_plan.time, normalize_options.now);
  }

  void set_texts(const RowValues&, DirectoryRecord&);
  void set_place(const RowValues&, DirectoryRecord&);

  const TablePlan& plan;
  const NormalizeOptions options;
  const Sources sources;
  std::vector<LastLogin> last_logins;  // parallel to sources.of(Field::last_login_at)
  NumberReader numbers;
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

std::string display_name(const RowValues& values) {
  std::string name = values.first(Field::display_name);
  if (!name.empty()) return name;
  name = values.first(Field::first_name);
  const std::string last = values.first(Field::last_name);
  if (!name.empty() && !last.empty()) name += ' ';
  return name + last;
}

/// Totals, separators, empty objects, and phones without an owner: a number that names nobody must stay unmatched.
bool is_nameless(const DirectoryRecord& record) noexcept {
  return record.id.empty() && record.employee_id.empty() && record.username.empty() && record.email.empty() &&
         record.display_name.empty() && record.aliases.empty();
}

}  // namespace

void DirectoryNormalizer::Inner::set_texts(const RowValues& values, DirectoryRecord& record) {
  record.id = stable_id(values.first(Field::person_id, true));
  values.each(Field::person_id, [&](const Source&, std::string_view text) {
    std::string id = stable_id(text);
    if (is_null_text(id, true) || id == record.id) return;
    if (record.id.empty())
      record.id = std::move(id);
    else
      record.other_ids.push_back(std::move(id));
  });
  record.employee_id = values.first(Field::employee_id, true);
  record.display_name = display_name(values);
  record.title = values.first(Field::title);
  record.department = values.first(Field::department);
  record.manager = common_name(values.first(Field::manager));
  record.company = values.first(Field::company);
  record.office = values.first(Field::office);
  record.locale = values.first(Field::locale);
  values.each(Field::last_login_at, [&](const Source& source, std::string_view text) {
    const auto column = static_cast<std::size_t>(&source - sources.of(Field::last_login_at).data());
    if (record.last_login_at.empty()) record.last_login_at = last_logins[column].to_text(text);
  });
}

void DirectoryNormalizer::Inner::set_place(const RowValues& values, DirectoryRecord& record) {
  CodeSet unknown;
  values.each(Field::country, [&](const Source& source, std::string_view text) {
    if (!record.country.empty() || is_null_text(text, false)) return;
    const Country country = parse_country(RowValues::worded(source, text), PhoneKey{});
    record.country = country.alpha2;
    (record.country.empty() ? unknown : record.codes).add(country.codes);
  });
  if (record.country.empty()) record.codes.add(unknown);
  const std::string text = values.first(Field::state);
  if (text.empty()) return;
  Subdivision state = parse_state(text, record.country);
  record.state = std::move(state.code);
  record.codes.add(state.codes);
}

DirectoryNormalizer::DirectoryNormalizer(const TablePlan& plan, const NormalizeOptions& options)
    : inner_(std::make_unique<Inner>(plan, options)) {}
DirectoryNormalizer::~DirectoryNormalizer() = default;

std::optional<DirectoryRecord> DirectoryNormalizer::to_record(const RawRow& row, CodeSet& codes) {
  codes = row.notes;
  if (row.fault != DiagCode::none) {
    codes.add(row.fault);
    return std::nullopt;
  }
  if (row.repeated_header) codes.add(DiagCode::V_REPEATED_HEADER);
  if (row.blank || row.repeated_header) return std::nullopt;

  DirectoryRecord record;
  record.row = row_ref(row.pos);
  record.codes = row.notes;
  if (inner_->plan.format != nullptr) record.product = inner_->plan.format->product;
  const RowValues values(inner_->sources, row, record.codes);
  if (is_no_person(values)) {
    codes.add(DiagCode::R_NOT_A_PERSON);
    return std::nullopt;
  }
  record.is_membership = is_membership(values);
  inner_->set_texts(values, record);
  inner_->set_place(values, record);
  record.status = account_status(values);
  set_logins(values, record);
  set_groups(values, record);
  set_factors(values, record);
  set_privileged(values, record);
  const std::string_view region =
      record.country.empty() ? std::string_view(inner_->options.default_region) : record.country;
  if (!record.is_membership) inner_->numbers.add_numbers(values, inner_->plan.number, region, record);
  codes.add(record.codes);  // of the row; the numbers bring their own, so that each is counted once
  for (const DirectoryNumber& number : record.numbers) record.codes.add(number.codes);
  if (!is_nameless(record)) return record;
  codes.add(DiagCode::R_NOT_A_PERSON);
  return std::nullopt;
}

}  // namespace mfax
