// Facts about one exposed person -> signals, score, severity, work list and advice (product.md 8).
#pragma once

#include <regex>
#include <span>
#include <vector>

#include "report/exposure.hpp"

namespace mfax {

/// One rule of the built-in policy.
struct SignalRule {
  std::string_view code, title;
  std::int64_t weight = 0;
};
std::span<const SignalRule> signal_rules() noexcept;
std::string_view policy_name() noexcept;
/// Text over which the policy's digest is taken.
std::string policy_text();

/// Sets signals, score, severity, work_list and recommended_actions of a person whose other fields are complete.
void add_signals(ExposedPerson&, const Person&, std::span<const PersonHit>, const Exposure&, const MergedLogs&,
                 std::span<const std::regex> privileged_groups);

}  // namespace mfax
