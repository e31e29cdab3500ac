// What makes an exposed person urgent: signals with weights, thresholds and the rules of the levels. Built in as a data file
// (src/report/policies/builtin.json), replaced in parts by --policy FILE; schema: docs/schema/policy.json.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/types.hpp"

namespace mfax {

struct SignalRule {
  std::string code, title;
  std::int64_t weight = 0;
  bool is_enabled = true;
  friend bool operator==(const SignalRule&, const SignalRule&) = default;
};

/// A person has the level when all signals of one of `any_of` are there, or one of the other bounds is reached.
struct LevelRule {
  std::vector<std::vector<std::string>> any_of;
  std::optional<std::int64_t> min_score;
  std::optional<std::int64_t> min_messages;
  friend bool operator==(const LevelRule&, const LevelRule&) = default;
};

struct Thresholds {
  std::int64_t high_volume_messages = 0;                        ///< high_volume
  std::int64_t burst_messages = 0, burst_minutes = 0;           ///< burst: so many within so many minutes
  std::int64_t habit_messages = 0, habit_days = 0, habit_hours = 0, habit_percent = 0;  ///< habit_exposed
  std::int64_t recent_days = 0;                                 ///< recent: before the end of the window
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};

struct Policy {
  std::string name, title;
  std::vector<SignalRule> signals;       ///< every signal the program knows, in the order of the built-in file
  std::array<LevelRule, 3> levels;       ///< critical, high, medium; nobody else's is low
  Thresholds thresholds;
  std::vector<std::string> privileged_groups;   ///< regular expressions (ECMAScript, case-insensitive)
  friend bool operator==(const Policy&, const Policy&) = default;
  const SignalRule* find(std::string_view code) const noexcept;
};

const Policy& built_in_policy();
/// `json` replaces what it names of the built-in policy. Throws FatalError(usage) "origin:line:column: ...".
Policy load_policy(std::string_view json, const std::string& origin);
/// The whole policy in one canonical form; its SHA-256 is run.policy_sha256 of a report.
std::string policy_text(const Policy&);

}  // namespace mfax
