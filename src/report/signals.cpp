// The policy applied to one person. Severity is decided by words first, the score only ranks within it.
#include "report/signals.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mfax/normalize.hpp"

namespace mfax {
namespace {

class SignalList {
 public:
  SignalList(ExposedPerson& person, const Policy& policy, Detail detail) : person_(person), policy_(policy), detail_(detail) {}
  /// `describe()` is the detail's text; made only when somebody will read it.
  template <class Describe>
  void add(std::string_view code, const Describe& describe, Evidence evidence = {}) {
    const SignalRule* rule = policy_.find(code);
    if (rule == nullptr || !rule->is_enabled) return;
    Signal signal;
    signal.code = code;
    signal.weight = rule->weight;
    if (detail_ == Detail::full) signal.detail = describe(evidence);
    signal.message_count = evidence.count;
    signal.row_refs = std::move(evidence.row_refs);
    signal.has_more_rows = evidence.has_more_rows;
    person_.score += signal.weight;
    person_.signals.push_back(std::move(signal));
  }
  /// Only when there are messages.
  template <class Describe>
  void add_found(std::string_view code, const Describe& describe, Evidence evidence) {
    if (evidence.count != 0) add(code, describe, std::move(evidence));
  }
  /// Of what the directory says.
  void add_words(std::string_view code, std::string_view words, Evidence evidence) {
    add(code, [words](const Evidence&) { return std::string(words); }, std::move(evidence));
  }
  bool has(std::string_view code) const {
    return std::any_of(person_.signals.begin(), person_.signals.end(), [&](const Signal& s) { return s.code == code; });
  }

 private:
  ExposedPerson& person_;
  const Policy& policy_;
  Detail detail_;
};

bool is_phone_factor(std::string_view factor) { return factor == "sms" || factor == "voice" || factor == "phone"; }

/// Weak factors beside the phone (mail, security question) do not make it safe (directory-formats: Okta, Entra).
template <class Factors>
bool has_only_phone_factors(const Factors& factors) {
  return std::any_of(factors.begin(), factors.end(), is_phone_factor) &&
         std::all_of(factors.begin(), factors.end(),
                     [](std::string_view f) { return is_phone_factor(f) || f == "email" || f == "question"; });
}

std::string messages_text(std::uint64_t count, std::string_view kind) {
  return fmt::format("{} {}message{}", count, kind, count == 1 ? "" : "s");
}

/// Names no alias knows may be spellings of one operator: no evidence of a change.
bool is_known_carrier(std::string_view name) { return !name.starts_with("raw:"); }

void add_carrier_changed(SignalList& list, std::span<const PersonHit> hits, const SignalContext& in) {
  std::vector<PersonHit> changed;
  std::vector<std::string> names;
  for (const PersonHit& hit : hits) {
    std::vector<std::string> known;
    for (const NameCount& carrier : in.logs.contacts[hit.number].second.carriers)
      if (is_known_carrier(in.logs.names.name(carrier.name))) known.emplace_back(in.logs.names.name(carrier.name));
    if (known.size() < 2) continue;
    changed.push_back(hit);
    if (known.size() > names.size()) names = std::move(known);
  }
  if (changed.empty()) return;
  list.add("carrier_changed_in_window",
           [&names](const Evidence&) { return fmt::format("{} carriers for one number: {}", names.size(), fmt::join(names, ", ")); },
           evidence_of_names(&Contact::carriers, is_known_carrier, changed, in.logs, in.detail));
}

void add_places(SignalList& list, const ExposedPerson& out, std::span<const PersonHit> hits, const SignalContext& in) {
  if (out.log_countries.size() > 1)
    list.add("multi_region",
             [&out](const Evidence&) { return fmt::format("countries in the log: {}", fmt::join(out.log_countries, ", ")); },
             evidence_of_names(&Contact::countries, [](std::string_view name) { return !name.empty(); }, hits, in.logs, in.detail));
  if (out.number_countries.empty()) return;
  const auto is_elsewhere = [&out](std::string_view country) {
    return !country.empty() &&
           std::find(out.number_countries.begin(), out.number_countries.end(), country) == out.number_countries.end();
  };
  list.add_found("geo_disagrees",
                 [](const Evidence& found) { return fmt::format("{} to another country than the number's", messages_text(found.count, "")); },
                 evidence_of_names(&Contact::countries, is_elsewhere, hits, in.logs, in.detail));
}

/// A number with very many messages keeps the times of the first only (kMomentLimit); the time of its last one is always known.
bool has_later_message(std::span<const PersonHit> hits, std::int64_t minute, const SignalContext& in) {
  return std::any_of(hits.begin(), hits.end(), [&](const PersonHit& hit) {
    const Contact& seen = in.logs.contacts[hit.number].second;
    return seen.moments.size() >= kMomentLimit && seen.messages - seen.undated > seen.moments.size() &&
           std::chrono::floor<std::chrono::minutes>(seen.last).time_since_epoch().count() > minute;
  });
}

void add_recent(SignalList& list, std::span<const PersonHit> hits, std::span<const Moment> moments, const SignalContext& in) {
  if (!in.end_minute) return;
  constexpr std::int64_t kMinutesPerDay = 1440;
  const std::int64_t from = *in.end_minute - in.policy.thresholds.recent_days * kMinutesPerDay;
  const auto first = std::find_if(moments.begin(), moments.end(), [from](const Moment& moment) { return moment.minute > from; });
  const bool is_cut = has_later_message(hits, from, in);
  if (first == moments.end() && !is_cut) return;
  Evidence evidence = evidence_of_moments({first, moments.end()}, in.logs, in.detail);
  evidence.count = std::max<std::uint64_t>(evidence.count, 1);
  evidence.has_more_rows = evidence.has_more_rows || is_cut;
  const auto describe = [&](const Evidence& found) {
    return fmt::format("{}{} in the last {} days", is_cut ? "at least " : "", messages_text(found.count, ""), in.policy.thresholds.recent_days);
  };
  list.add("recent", describe, std::move(evidence));
}

bool is_no_mobile(LineType type) noexcept {
  return type == LineType::fixed_line || type == LineType::voip || type == LineType::toll_free || type == LineType::premium ||
         type == LineType::shared_cost || type == LineType::uan;
}

LineType line_type(const PersonHit& hit, const SignalContext& in) { return number_facts(in.logs.contacts[hit.number].first).type; }

void add_non_mobile(SignalList& list, std::span<const PersonHit> hits, const SignalContext& in) {
  std::vector<PersonHit> found;
  for (const PersonHit& hit : hits)
    if (is_no_mobile(line_type(hit, in))) found.push_back(hit);
  if (found.empty()) return;
  list.add_words("non_mobile", to_text(line_type(found.front(), in)), evidence_of_numbers(found, in.logs, in.detail));
}

/// What the shared numbers would add if their messages were the person's.
void add_shared_number(SignalList& list, std::span<const PersonHit> hits, const SignalContext& in) {
  std::vector<PersonHit> shared;
  for (const PersonHit& hit : hits)
    if (in.exposure.verdicts[hit.number].holder_count > 1) shared.push_back(hit);
  if (shared.empty()) return;
  const auto describe = [&](const Evidence& all) {
    std::string text = fmt::format("{} to numbers that others hold, too", messages_text(all.count, ""));
    const auto is_admin = [](std::string_view type) { return type == "admin_login"; };
    if (const Evidence admin = evidence_of_names(&Contact::types, is_admin, shared, in.logs, Detail::brief); admin.count > 0)
      text += fmt::format(", {} of them for administrator log-ins", admin.count);
    return text;
  };
  list.add("shared_number", describe, evidence_of_numbers(shared, in.logs, in.detail));
}

/// What the directory says of the account is in its rows; no messages are counted.
Evidence directory_evidence(const Person& person, Detail detail) {
  if (detail != Detail::full) return {};
  Evidence evidence = evidence_of(0, {person.rows.begin(), person.rows.end()});
  evidence.has_more_rows = person.rows.size() > evidence.row_refs.size();
  return evidence;
}

void add_account_signals(SignalList& list, const ExposedPerson& out, const Person& person, Detail detail) {
  const auto rows = [&person, detail] { return directory_evidence(person, detail); };  // for most people nothing is to be shown
  if (out.is_vip) list.add_words("vip", "on the --vip list", rows());
  if (has_only_phone_factors(person.factors)) list.add_words("phone_only_factor", fmt::format("{}", fmt::join(person.factors, ", ")), rows());
  if (std::find(person.factors.begin(), person.factors.end(), "voice") != person.factors.end())
    list.add_words("voice_factor", "voice is among the factors", rows());
  if (person.status == AccountStatus::bypass) list.add_words("bypass_status", "account status is bypass", rows());
  if (person.status == AccountStatus::disabled) list.add_words("disabled_account", "account status is disabled", rows());
  if (person.status == AccountStatus::deleted) list.add_words("former", "account status is deleted", rows());
  if (out.email.empty()) list.add_words("no_address", "notify by another way", rows());
}

void add_message_signals(SignalList& list, const ExposedPerson& out, std::span<const PersonHit> hits, std::span<const Moment> moments,
                         LocalClock& clock, const SignalContext& in) {
  const auto add_of_type = [&](std::string_view code, std::string_view wanted, std::string_view kind) {
    list.add_found(code, [kind](const Evidence& found) { return messages_text(found.count, kind); },
                   evidence_of_names(&Contact::types, [wanted](std::string_view type) { return type == wanted; }, hits, in.logs, in.detail));
  };
  add_of_type("admin_context", "admin_login", "administrator log-in ");
  add_of_type("enrollment_in_window", "enrollment", "enrollment ");
  add_carrier_changed(list, hits, in);
  const auto own_words = [](const Evidence& found) { return found.detail; };
  list.add_found("burst", own_words, find_burst(moments, in.policy.thresholds, clock, out.time_zone, in.logs, in.detail));
  list.add_found("habit_exposed", own_words, find_habit(moments, in.policy.thresholds, clock, out.time_zone, in.logs, in.detail));
  add_recent(list, hits, moments, in);
  if (out.message_count >= static_cast<std::uint64_t>(in.policy.thresholds.high_volume_messages))
    list.add("high_volume", [&out](const Evidence&) { return messages_text(out.message_count, ""); },
             evidence_of_numbers(hits, in.logs, in.detail));
  add_places(list, out, hits, in);
  add_non_mobile(list, hits, in);
}

bool reaches(const LevelRule& level, const ExposedPerson& person, const SignalList& signals) {
  const auto has_all = [&signals](const std::vector<std::string>& group) {
    return std::all_of(group.begin(), group.end(), [&signals](const std::string& code) { return signals.has(code); });
  };
  return std::any_of(level.any_of.begin(), level.any_of.end(), has_all) || (level.min_score && person.score >= *level.min_score) ||
         (level.min_messages && person.message_count >= static_cast<std::uint64_t>(*level.min_messages));
}

Severity severity_of(const ExposedPerson& person, const SignalList& signals, const Policy& policy) {
  static constexpr Severity kLevels[] = {Severity::critical, Severity::high, Severity::medium};
  for (std::size_t i = 0; i < std::size(kLevels); ++i)
    if (reaches(policy.levels[i], person, signals)) return kLevels[i];
  return Severity::low;
}

std::string work_list_of(const ExposedPerson& person, Severity severity) {
  if (person.certainty == "possible") return "confirm_owner";
  if (person.account_status == "disabled" || person.account_status == "deleted") return "former";
  if (severity >= Severity::high) return "call_first";
  return person.email.empty() ? "no_address" : "notify";
}

void set_actions(ExposedPerson& person, const SignalList& signals) {
  std::vector<std::string>& actions = person.recommended_actions;
  actions.assign({"warn_of_smishing"});
  if (person.certainty == "possible") actions.push_back("confirm_owner");
  if (signals.has("phone_only_factor") || signals.has("admin_context") || signals.has("privileged"))
    actions.push_back("move_off_sms");
  const auto is_nanp = [](const std::string& country) { return country == "US" || country == "CA"; };
  if (std::any_of(person.number_countries.begin(), person.number_countries.end(), is_nanp))
    actions.push_back("carrier_port_lock");
  if (signals.has("carrier_changed_in_window")) actions.push_back("check_number_port");
  if (signals.has("burst")) actions.push_back("review_sign_ins");
  if (signals.has("bypass_status")) actions.push_back("end_bypass");
}

/// Stable, and without the memory of std::stable_sort: there are a handful, for every person.
void sort_by_weight(std::vector<Signal>& signals) {
  const auto weighs_more = [](const Signal& a, const Signal& b) { return a.weight > b.weight; };
  for (auto next = signals.begin(); next != signals.end(); ++next)
    std::rotate(std::upper_bound(signals.begin(), next, *next, weighs_more), next, next + 1);
}

}  // namespace

PrivilegedGroups::PrivilegedGroups(const Policy& policy) {
  for (const std::string& pattern : policy.privileged_groups) patterns_.emplace_back(pattern, std::regex::ECMAScript | std::regex::icase);
}

bool PrivilegedGroups::has(std::string_view group) {
  constexpr std::size_t kLongest = 256;  // std::regex recurses
  const std::string_view text = group.substr(0, kLongest);
  const auto [at, is_new] = known_.try_emplace(std::string(text), false);
  if (is_new)
    at->second = std::any_of(patterns_.begin(), patterns_.end(),
                             [&](const std::regex& pattern) { return std::regex_search(text.begin(), text.end(), pattern); });
  return at->second;
}

void counted_hits(const ExposedPerson& out, std::span<const PersonHit> hits, const Exposure& exposure, std::vector<PersonHit>& counted) {
  counted.clear();
  for (const PersonHit& hit : hits)
    if (out.certainty != "certain" || exposure.verdicts[hit.number].outcome == Outcome::matched) counted.push_back(hit);
}

void add_signals(ExposedPerson& out, const Person& person, std::span<const PersonHit> all, std::span<const PersonHit> counted,
                 std::span<const Moment> moments, LocalClock& clock, const SignalContext& in) {
  out.signals.clear();
  out.score = 0;
  SignalList list(out, in.policy, in.detail);
  add_message_signals(list, out, counted, moments, clock, in);
  add_shared_number(list, all, in);
  const bool in_privileged_group = std::any_of(person.groups.begin(), person.groups.end(),
                                               [&](const std::string_view group) { return in.privileged_groups.has(group); });
  out.is_privileged = person.privileged || in_privileged_group;
  if (out.is_privileged)
    list.add_words("privileged", in_privileged_group ? "member of a privileged group" : "the directory says so",
                   directory_evidence(person, in.detail));
  add_account_signals(list, out, person, in.detail);
  sort_by_weight(out.signals);
  const Severity severity = severity_of(out, list, in.policy);
  out.severity = to_text(severity);
  out.work_list = work_list_of(out, severity);
  set_actions(out, list);
}

}  // namespace mfax
