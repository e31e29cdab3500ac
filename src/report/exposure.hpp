// Contacts of the logs x holders in the directory -> who is exposed by what. The join's verdict per number, before any text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/report.hpp"

namespace mfax {

enum class Outcome : std::uint8_t { matched, ambiguous, unmatched, ignored, generic };

/// One contact with its verdict. `index` is the contact's place in MergedLogs::contacts.
struct Verdict {
  std::size_t index = 0;
  Outcome outcome = Outcome::unmatched;
  Confidence best = Confidence::exact;      ///< of the log side: the best form in which the number was written
  std::vector<Holder> holders;              ///< accepted: at least --min-confidence; confidence is of both sides
  std::vector<Holder> candidates;           ///< below --min-confidence
};

/// One number of one exposed person.
struct PersonHit {
  std::size_t verdict = 0;
  Holder holder;
};

struct Exposure {
  std::vector<Verdict> verdicts;            ///< parallel to MergedLogs::contacts
  std::vector<std::vector<PersonHit>> by_person;  ///< matched and ambiguous numbers, by number
  bool is_certain(std::size_t person) const;
};

Exposure build_exposure(const MergedLogs&, const Directory&, const ReportOptions&);

/// Throws std::logic_error when a sum does not balance.
Accounting build_accounting(const MergedLogs&, const Directory&, const Exposure&);

std::string number_id(std::size_t contact_index);
std::string person_id(PersonId);

/// Names of the logs as the report shows them. Carriers and types no table knows are free text, and a shifted column puts
/// telephone numbers there: those are masked like every other number, and names that then look alike are one.
class ShownNames {
 public:
  ShownNames(const StringTable&, MaskMode);
  std::string_view name(NameId) const noexcept;
  std::size_t size() const noexcept { return names_.size(); }
  /// Equal names added up, sorted: count falling, then name.
  void put_in_order(std::vector<Tally>&) const;

 private:
  const StringTable& names_;
  std::map<NameId, std::string> masked_;  ///< the few that hold a number
};

/// Names of a contact with counts, count falling, then name.
std::vector<Tally> tallies(std::span<const NameCount>, const ShownNames&);
std::vector<Tally> channel_tallies(const Contact&);
void sort_tallies(std::vector<Tally>&);
/// Entries of one name become one; sorted.
void merge_tallies(std::vector<Tally>&);
std::string first_text(const Contact&);
std::string last_text(const Contact&);

}  // namespace mfax
