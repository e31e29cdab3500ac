// The two forms of a directory row: by itself with texts of its own, and compact for the merge. Next: build.cpp.
#include "directory/merge_keys.hpp"
#include "mfax/directory.hpp"

namespace mfax {
namespace {

/// Calls fn(member of one, member of the other) for every text that both forms have.
template <class A, class B, class Fn>
void for_each_text(A& a, B& b, Fn&& fn) {
  fn(a.product, b.product);
  fn(a.id, b.id);
  fn(a.employee_id, b.employee_id);
  fn(a.username, b.username);
  fn(a.email, b.email);
  fn(a.display_name, b.display_name);
  fn(a.title, b.title);
  fn(a.department, b.department);
  fn(a.manager, b.manager);
  fn(a.company, b.company);
  fn(a.office, b.office);
  fn(a.country, b.country);
  fn(a.state, b.state);
  fn(a.locale, b.locale);
  fn(a.last_login_at, b.last_login_at);
}

List<Text> kept(const std::vector<std::string>& texts, Arena& arena) {
  std::vector<Text> out;
  for (const std::string& text : texts) out.push_back(arena.text(text));
  return arena.list(out);
}

}  // namespace

void add_record(const DirectoryRecord& record, DirectoryRows& rows) {
  Arena& arena = rows.arena;
  DirectoryRow& row = rows.rows.emplace_back();
  for_each_text(row, record, [&arena](Text& to, const std::string& from) { to = arena.text(from); });
  row.other_ids = kept(record.other_ids, arena);
  row.aliases = kept(record.aliases, arena);
  row.groups = kept(record.groups, arena);
  row.factors = kept(record.factors, arena);
  std::vector<DirectoryNumber> numbers = record.numbers;
  for (DirectoryNumber& number : numbers) {
    number.extension = arena.shared_text(number.extension);
    number.field = arena.shared_text(number.field);
  }
  row.numbers = arena.list(numbers);
  row.status = record.status;
  row.says_privileged = record.privileged.has_value();
  row.privileged = record.privileged.value_or(false);
  row.codes = record.codes;
  row.row = record.row;
  row.is_membership = record.is_membership;
  directory::KeyHasher().add_keys(rows);
}

DirectoryRecord to_record(const DirectoryRow& row, std::shared_ptr<const Arena> arena) {
  DirectoryRecord record;
  for_each_text(record, row, [](std::string& to, Text from) { to = from.view(); });
  record.other_ids = row.other_ids;
  record.aliases = row.aliases;
  record.groups = row.groups;
  record.factors = row.factors;
  record.numbers = row.numbers;
  record.status = row.status;
  if (row.says_privileged) record.privileged = row.privileged;
  record.codes = row.codes;
  record.row = row.row;
  record.is_membership = row.is_membership;
  record.texts_of_numbers = std::move(arena);
  return record;
}

}  // namespace mfax
