// Contacts of the logs x holders in the directory -> who is exposed by what. The join's verdict per number, before any text.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/report.hpp"

namespace mfax {

enum class Outcome : std::uint8_t { matched, ambiguous, unmatched, ignored, generic };

/// On the contact of the same index in MergedLogs::contacts.
struct Verdict {
  Outcome outcome = Outcome::unmatched;
  Confidence best = Confidence::exact;      ///< of the log side: the best form in which the number was written
  std::uint32_t holder_count = 0;           ///< accepted ones: at least --min-confidence
};

/// One number of one exposed person. Confidence is of both sides.
struct PersonHit {
  std::uint32_t number = 0;                 ///< index in MergedLogs::contacts
  Holder holder;
};

/// Who is exposed by which numbers: 8 bytes a number and 20 a hit, because there may be millions of both.
class Exposure {
 public:
  std::vector<Verdict> verdicts;            ///< parallel to MergedLogs::contacts

  /// Matched and ambiguous numbers of a person of the directory, by number.
  std::span<const PersonHit> hits_of(std::size_t person) const noexcept {
    return {hits_.data() + first_hit_[person], first_hit_[person + 1] - first_hit_[person]};
  }
  bool is_exposed(std::size_t person) const noexcept { return first_hit_[person] != first_hit_[person + 1]; }
  bool is_certain(std::size_t person) const noexcept;
  std::size_t people_count() const noexcept { return first_hit_.size() - 1; }

  /// The holder's entry in the directory and the log's side reach --min-confidence.
  bool is_accepted(std::size_t number, const Holder& holder) const noexcept {
    return std::max(holder.confidence, verdicts[number].best) <= min_confidence_;
  }
  /// Everybody whose entry in the directory reaches --min-confidence, best first; below it, when the number is unmatched.
  std::vector<Holder> holders_of(std::size_t number, const MergedLogs&, const Directory&) const;
  std::vector<Holder> candidates_of(std::size_t number, const MergedLogs&, const Directory&) const;

 private:
  friend Exposure build_exposure(const MergedLogs&, const Directory&, const ReportOptions&);
  Confidence min_confidence_ = Confidence::equivalent;
  std::vector<std::uint32_t> first_hit_{0};  ///< by person, and the end
  std::vector<PersonHit> hits_;
};

/// Uses options.threads. Throws std::length_error beyond 2^32 numbers or hits.
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
void set_tallies(std::vector<Tally>&, std::span<const NameCount>, const ShownNames&);
void set_channel_tallies(std::vector<Tally>&, const Contact&);
void sort_tallies(std::vector<Tally>&);
/// Entries of one name become one; sorted.
void merge_tallies(std::vector<Tally>&);
std::string first_text(const Contact&);
std::string last_text(const Contact&);

}  // namespace mfax
