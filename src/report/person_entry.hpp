// An exposed person -> the entry in the report: account, numbers, sums over them, signals, severity. One maker a thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "report/report_data.hpp"
#include "report/signals.hpp"

namespace mfax {

class PersonMaker {
 public:
  PersonMaker(std::shared_ptr<const ReportData>, Detail);
  /// `person`: index in the directory, of somebody exposed. Sets every member of the entry.
  void make(std::size_t person, ExposedPerson&);
  /// Of the person made last: messages by time, and the clock on which bursts were looked for.
  std::span<const Moment> moments() const noexcept { return moments_; }
  LocalClock& clock() const noexcept { return *clock_; }

 private:
  LocalClock& clock_of(const std::string& zone);
  void set_numbers(ExposedPerson&, const Person&, std::span<const PersonHit>) const;
  void set_sums(ExposedPerson&, std::span<const PersonHit>);

  std::shared_ptr<const ReportData> data_;
  Detail detail_;
  PrivilegedGroups privileged_groups_;
  std::map<std::string, LocalClock, std::less<>> clocks_;
  LocalClock* clock_ = nullptr;
  std::vector<PersonHit> counted_;
  std::vector<Moment> moments_;
  std::vector<std::int32_t> days_;
};

}  // namespace mfax
