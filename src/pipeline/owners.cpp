// See owners.hpp.
#include "pipeline/owners.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mfax {
namespace {

std::vector<std::string> owners_in(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == ';' || c == '\n' || c == '|'; }, ',');
  std::vector<std::string> out;
  for (const std::string_view part : split(text, ',')) {
    const std::string owner(trim_ascii(part));
    if (!owner.empty() && std::find(out.begin(), out.end(), owner) == out.end()) out.push_back(owner);
  }
  return out;
}

}  // namespace

bool has_owner_lists(const TablePlan& plan) {
  return std::any_of(plan.slots.begin(), plan.slots.end(),
                     [](const Slot& slot) { return slot.field == Field::username && slot.rule->each_value; });
}

std::vector<DirectoryRecord> records_of_owners(DirectoryRecord record, const TablePlan& plan) {
  std::vector<DirectoryRecord> out;
  const std::vector<std::string> owners = has_owner_lists(plan) ? owners_in(record.username) : std::vector<std::string>();
  if (owners.size() < 2) {
    out.push_back(std::move(record));
    return out;
  }
  std::erase_if(record.aliases, [](const std::string& alias) { return owners_in(alias).size() > 1; });  // one name of two people would merge them
  for (const std::string& owner : owners) {
    out.push_back(record);
    out.back().username = owner.substr(owner.rfind('\\') + 1);  // EXAMPLE\ada
  }
  return out;
}

}  // namespace mfax
