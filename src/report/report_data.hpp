// All that the entries of one report are made of. Immutable once built; readers on several threads share it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/exposure.hpp"
#include "report/other_people.hpp"

namespace mfax {

struct ReportData {
  ReportData(std::shared_ptr<const MergedLogs>, std::shared_ptr<const Directory>, const ReportOptions&);

  const Contact& contact(std::size_t number) const noexcept { return logs->contacts[number].second; }
  PhoneKey key(std::size_t number) const noexcept { return logs->contacts[number].first; }
  std::string masked(std::size_t number) const { return mask_number(key(number), options.mask, options.hmac_key); }

  std::shared_ptr<const MergedLogs> logs;
  std::shared_ptr<const Directory> directory;
  ReportOptions options;
  Exposure exposure;
  ShownNames names;
  VipList vip;
  std::optional<std::int32_t> end_minute;  ///< of the window, else of the logs; since 1970-01-01T00:00Z
};

/// The first rows of a number, kRowRefLimit at most.
void set_row_refs(std::vector<std::string>& refs, const Contact&, const MergedLogs&);

}  // namespace mfax
