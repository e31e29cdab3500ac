// See other_people.hpp. Called by build.cpp.
#include "report/other_people.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace mfax {
namespace {

enum Mark : std::uint8_t { is_candidate = 1, holds_generic = 2, holds_ignored = 4, outside_window = 8 };

std::string reason_of(const Person& person, std::uint8_t marks) {
  if (person.numbers.empty()) return "no_number";
  if (std::none_of(person.numbers.begin(), person.numbers.end(), [](const DirectoryNumber& n) { return static_cast<bool>(n.key); }))
    return "no_usable_number";
  if (marks & is_candidate) return "below_min_confidence";
  if (marks & holds_generic) return "generic_number";
  if (marks & holds_ignored) return "ignored_number";
  if (marks & outside_window) return "outside_window";
  return "not_in_log";
}

}  // namespace

VipList::VipList(const std::vector<std::string>& names, const Directory& directory) : is_vip_(directory.people().size()) {
  std::map<std::string, bool> found;
  for (const std::string& name : names) found.emplace(fold_text(name), false);
  if (found.empty()) return;
  for (std::size_t p = 0; p < directory.people().size(); ++p) {
    const Person& person = directory.people()[p];
    const auto look_for = [&](std::string_view name) {
      if (name.empty()) return;
      if (const auto at = found.find(fold_text(name)); at != found.end()) at->second = is_vip_[p] = true;
    };
    for (const Text name : {person.id, person.employee_id, person.username, person.email}) look_for(name);
    for (const Text alias : person.aliases) look_for(alias);
  }
  for (const std::string& name : names)
    if (!found[fold_text(name)] && std::find(not_found_.begin(), not_found_.end(), name) == not_found_.end()) not_found_.push_back(name);
}

std::vector<NotExposed> not_exposed_people(const MergedLogs& logs, const Directory& directory, const Exposure& exposure) {
  std::vector<std::uint8_t> marks(directory.people().size());
  const auto mark = [&](PersonId person, Mark value) { marks[static_cast<std::size_t>(person)] |= value; };
  for (std::size_t i = 0; i < exposure.verdicts.size(); ++i) {
    const Outcome outcome = exposure.verdicts[i].outcome;
    for (const Holder& holder : directory.find(logs.contacts[i].first)) {
      if (outcome == Outcome::ignored)
        mark(holder.person, holds_ignored);
      else if (!exposure.is_accepted(i, holder))
        mark(holder.person, is_candidate);
      else if (outcome == Outcome::generic)
        mark(holder.person, holds_generic);
    }
  }
  for (const PlacedLeftOut& row : logs.left_out)
    if (row.facts.reason == LeftOut::Reason::out_of_window)
      for (const Holder& holder : directory.find(row.facts.number)) mark(holder.person, outside_window);
  std::vector<NotExposed> out;
  for (std::size_t p = 0; p < marks.size() && out.size() < kNotExposedLimit; ++p) {
    if (exposure.is_exposed(p)) continue;
    const Person& person = directory.people()[p];
    out.push_back({person_id(static_cast<PersonId>(p)), person.username, person.email, reason_of(person, marks[p])});
  }
  return out;
}

std::string label_of(const Person& person) {
  for (const Text name : {person.username, person.email, person.display_name})
    if (!name.empty()) return name;
  return person.id;
}

}  // namespace mfax
