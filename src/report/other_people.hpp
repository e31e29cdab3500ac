// People of the directories beside the exposed ones: who is on the --vip list, and why somebody is not exposed.
#pragma once

#include <string>
#include <vector>

#include "report/exposure.hpp"

namespace mfax {

/// Names of the --vip list, compared without case with ids, logins and addresses.
class VipList {
 public:
  VipList(const std::vector<std::string>& names, const Directory&);
  bool has(std::size_t person) const noexcept { return person < is_vip_.size() && is_vip_[person]; }
  const std::vector<std::string>& not_found() const noexcept { return not_found_; }

 private:
  std::vector<bool> is_vip_;
  std::vector<std::string> not_found_;
};

/// Everybody without a hit, by person_id, with the first reason that holds; at most kNotExposedLimit.
inline constexpr std::size_t kNotExposedLimit = 100000;
std::vector<NotExposed> not_exposed_people(const MergedLogs&, const Directory&, const Exposure&);

/// Login, else e-mail address, else name, else id.
std::string label_of(const Person&);

}  // namespace mfax
