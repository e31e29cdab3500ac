// Counts, codes and times of a report -> words for people. Shared by the text, Markdown and HTML renderers so that all
// say the same thing. Nothing here escapes: values pass through and the renderer escapes the whole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/report.hpp"

namespace mfax {

/// "12,480"
std::string with_thousands(std::uint64_t);
/// "1 number", "12,480 numbers"
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);
/// "move_off_sms" -> "move off sms"
std::string spaced(std::string_view code);

/// Codes the report uses -> a sentence or name; unknown ones spaced().
std::string action_text(std::string_view code);
std::string element_text(std::string_view code);
/// "rejected_rows:17" -> "17 rejected rows", "input_changed:in2" -> "input in2 changed while it was read"
std::string reason_text(std::string_view reason);
std::string mask_text(std::string_view mask);
/// A diagnostic: "digits lost in scientific notation (P_SCI_LOSSY)".
std::string code_text(std::string_view code);

/// "2024-03-29T20:44:03Z" -> "2024-03-29" and "2024-03-29 20:44"; anything else unchanged.
std::string day_of(std::string_view time);
std::string minute_of(std::string_view time);
/// "2024-03-01 .. 2024-03-31"; one date when both are of one day; "from ...", "until ..." or "" when a bound is missing.
std::string period_text(std::string_view from, std::string_view to);
/// From `now` to a deadline: "45 hours left", "134 days left", "past for 3 hours"; whole units, rounded down. "" when one is no time.
std::string time_left(std::string_view now, std::string_view deadline);

/// What people call this person: username, else name, else address, else an id.
const std::string& label_of(const ExposedPerson&);
/// "+1 ***-***-0143, +44 *** 0123"
std::string numbers_of(const ExposedPerson&);
/// Not one that nearly everybody has and that weighs nothing (recent): it would drown the others in a list.
bool is_telling(const Signal&) noexcept;
/// 0 critical .. 3 low; anything else counts as low.
std::size_t severity_index(std::string_view severity) noexcept;
inline constexpr std::string_view kSeverities[] = {"critical", "high", "medium", "low"};
std::uint64_t severity_count(const Summary&, std::size_t index) noexcept;

/// What has to be looked at before anybody relies on the result, most important first.
struct Check {
  std::string text;
  std::string_view table;  ///< file of the run folder with the rows, "" = none
};
std::vector<Check> checks_of(const Report&);

struct NextStep {
  std::string when;          ///< a deadline with what is left of it, or words
  std::string what;
  std::string_view section;  ///< of the HTML page, with the details
};
/// Most urgent first.
std::vector<NextStep> next_steps_of(const Report&);

}  // namespace mfax
