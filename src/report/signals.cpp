// The policy applied to one person. Severity is decided by words first, the score only ranks within it.
#include "report/signals.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mfax/normalize.hpp"

namespace mfax {
namespace {

class SignalList {
 public:
  SignalList(ExposedPerson& person, const Policy& policy) : person_(person), policy_(policy) {}
  void add(std::string_view code, std::string detail, Evidence evidence = {}) {
    const SignalRule* rule = policy_.find(code);
    if (rule == nullptr || !rule->is_enabled) return;
    Signal signal;
    signal.code = code;
    signal.weight = rule->weight;
    signal.detail = std::move(detail);
    signal.message_count = evidence.count;
    signal.row_refs = std::move(evidence.row_refs);
    signal.has_more_rows = evidence.has_more_rows;
    person_.score += signal.weight;
    person_.signals.push_back(std::move(signal));
  }
  /// Only when there are messages.
  void add_found(std::string_view code, Evidence evidence) {
    if (evidence.count == 0) return;
    std::string detail = evidence.detail;
    add(code, std::move(detail), std::move(evidence));
  }
  bool has(std::string_view code) const {
    return std::any_of(person_.signals.begin(), person_.signals.end(), [&](const Signal& s) { return s.code == code; });
  }

 private:
  ExposedPerson& person_;
  const Policy& policy_;
};

bool is_phone_factor(const std::string& factor) { return factor == "sms" || factor == "voice" || factor == "phone"; }

/// Weak factors beside the phone (mail, security question) do not make it safe (directory-formats: Okta, Entra).
bool has_only_phone_factors(const std::vector<std::string>& factors) {
  return std::any_of(factors.begin(), factors.end(), is_phone_factor) &&
         std::all_of(factors.begin(), factors.end(),
                     [](const std::string& f) { return is_phone_factor(f) || f == "email" || f == "question"; });
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
    for (const NameCount& carrier : in.logs.contacts[in.exposure.verdicts[hit.verdict].index].second.carriers)
      if (is_known_carrier(in.logs.names.name(carrier.name))) known.emplace_back(in.logs.names.name(carrier.name));
    if (known.size() < 2) continue;
    changed.push_back(hit);
    if (known.size() > names.size()) names = std::move(known);
  }
  if (changed.empty()) return;
  list.add("carrier_changed_in_window", fmt::format("{} carriers for one number: {}", names.size(), fmt::join(names, ", ")),
           evidence_of_names(&Contact::carriers, is_known_carrier, changed, in.exposure, in.logs));
}

void add_places(SignalList& list, const ExposedPerson& out, std::span<const PersonHit> hits, const SignalContext& in) {
  if (out.log_countries.size() > 1)
    list.add("multi_region", fmt::format("countries in the log: {}", fmt::join(out.log_countries, ", ")),
             evidence_of_names(&Contact::countries, [](std::string_view name) { return !name.empty(); }, hits, in.exposure, in.logs));
  if (out.number_countries.empty()) return;
  const auto is_elsewhere = [&out](std::string_view country) {
    return !country.empty() &&
           std::find(out.number_countries.begin(), out.number_countries.end(), country) == out.number_countries.end();
  };
  Evidence elsewhere = evidence_of_names(&Contact::countries, is_elsewhere, hits, in.exposure, in.logs);
  elsewhere.detail = fmt::format("{} to another country than the number's", messages_text(elsewhere.count, ""));
  list.add_found("geo_disagrees", std::move(elsewhere));
}

/// A number with very many messages keeps the times of the first only (kMomentLimit); the time of its last one is always known.
bool has_later_message(std::span<const PersonHit> hits, std::int64_t minute, const SignalContext& in) {
  return std::any_of(hits.begin(), hits.end(), [&](const PersonHit& hit) {
    const Contact& seen = in.logs.contacts[in.exposure.verdicts[hit.verdict].index].second;
    return seen.moments.size() >= kMomentLimit && seen.messages - seen.undated > seen.moments.size() &&
           std::chrono::floor<std::chrono::minutes>(seen.last).time_since_epoch().count() > minute;
  });
}

void add_recent(SignalList& list, std::span<const PersonHit> hits, std::span<const Moment> moments, const SignalContext& in) {
  if (!in.end_minute) return;
  constexpr std::int64_t kMinutesPerDay = 1440;
  const std::int64_t from = *in.end_minute - in.policy.thresholds.recent_days * kMinutesPerDay;
  std::vector<RowRef> rows;
  for (const Moment& moment : moments)
    if (moment.minute > from) rows.push_back(in.logs.row_ref(moment));
  const bool is_cut = has_later_message(hits, from, in);
  if (rows.empty() && !is_cut) return;
  const std::uint64_t count = std::max<std::uint64_t>(rows.size(), 1);
  Evidence evidence = evidence_of(count, std::move(rows));
  evidence.has_more_rows = evidence.has_more_rows || is_cut;
  list.add("recent", fmt::format("{}{} in the last {} days", is_cut ? "at least " : "", messages_text(count, ""), in.policy.thresholds.recent_days),
           std::move(evidence));
}

bool is_no_mobile(LineType type) noexcept {
  return type == LineType::fixed_line || type == LineType::voip || type == LineType::toll_free || type == LineType::premium ||
         type == LineType::shared_cost || type == LineType::uan;
}

void add_non_mobile(SignalList& list, std::span<const PersonHit> hits, const SignalContext& in) {
  std::vector<PersonHit> found;
  for (const PersonHit& hit : hits)
    if (is_no_mobile(in.facts[in.exposure.verdicts[hit.verdict].index].type)) found.push_back(hit);
  if (found.empty()) return;
  list.add("non_mobile", fmt::format("{}", to_text(in.facts[in.exposure.verdicts[found.front().verdict].index].type)),
           evidence_of_numbers(found, in.exposure, in.logs));
}

/// What the shared numbers would add if their messages were the person's.
void add_shared_number(SignalList& list, std::span<const PersonHit> hits, const SignalContext& in) {
  std::vector<PersonHit> shared;
  for (const PersonHit& hit : hits)
    if (in.exposure.verdicts[hit.verdict].holders.size() > 1) shared.push_back(hit);
  if (shared.empty()) return;
  Evidence evidence = evidence_of_numbers(shared, in.exposure, in.logs);
  std::string detail = fmt::format("{} to numbers that others hold, too", messages_text(evidence.count, ""));
  const auto is_admin = [](std::string_view type) { return type == "admin_login"; };
  if (const Evidence admin = evidence_of_names(&Contact::types, is_admin, shared, in.exposure, in.logs); admin.count > 0)
    detail += fmt::format(", {} of them for administrator log-ins", admin.count);
  list.add("shared_number", std::move(detail), std::move(evidence));
}

/// What the directory says of the account is in its rows; no messages are counted.
Evidence directory_evidence(const Person& person) {
  Evidence evidence = evidence_of(0, person.rows);
  evidence.has_more_rows = person.rows.size() > evidence.row_refs.size();
  return evidence;
}

void add_account_signals(SignalList& list, const ExposedPerson& out, const Person& person) {
  const Evidence rows = directory_evidence(person);
  if (out.is_vip) list.add("vip", "on the --vip list", rows);
  if (has_only_phone_factors(person.factors)) list.add("phone_only_factor", fmt::format("{}", fmt::join(person.factors, ", ")), rows);
  if (std::find(person.factors.begin(), person.factors.end(), "voice") != person.factors.end())
    list.add("voice_factor", "voice is among the factors", rows);
  if (person.status == AccountStatus::bypass) list.add("bypass_status", "account status is bypass", rows);
  if (person.status == AccountStatus::disabled) list.add("disabled_account", "account status is disabled", rows);
  if (person.status == AccountStatus::deleted) list.add("former", "account status is deleted", rows);
  if (out.email.empty()) list.add("no_address", "notify by another way", rows);
}

void add_message_signals(SignalList& list, const ExposedPerson& out, std::span<const PersonHit> hits, std::span<const Moment> moments,
                         const LocalClock& clock, const SignalContext& in) {
  const auto of_type = [&](std::string_view wanted, std::string_view kind) {
    Evidence evidence =
        evidence_of_names(&Contact::types, [wanted](std::string_view type) { return type == wanted; }, hits, in.exposure, in.logs);
    evidence.detail = messages_text(evidence.count, kind);
    return evidence;
  };
  list.add_found("admin_context", of_type("admin_login", "administrator log-in "));
  list.add_found("enrollment_in_window", of_type("enrollment", "enrollment "));
  add_carrier_changed(list, hits, in);
  list.add_found("burst", find_burst(moments, in.policy.thresholds, clock, out.time_zone, in.logs));
  list.add_found("habit_exposed", find_habit(moments, in.policy.thresholds, clock, out.time_zone, in.logs));
  add_recent(list, hits, moments, in);
  if (out.message_count >= static_cast<std::uint64_t>(in.policy.thresholds.high_volume_messages))
    list.add("high_volume", messages_text(out.message_count, ""), evidence_of_numbers(hits, in.exposure, in.logs));
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

std::vector<std::string> actions_for(const ExposedPerson& person, const SignalList& signals) {
  std::vector<std::string> actions{"warn_of_smishing"};
  if (person.certainty == "possible") actions.push_back("confirm_owner");
  if (signals.has("phone_only_factor") || signals.has("admin_context") || signals.has("privileged"))
    actions.push_back("move_off_sms");
  const auto is_nanp = [](const std::string& country) { return country == "US" || country == "CA"; };
  if (std::any_of(person.number_countries.begin(), person.number_countries.end(), is_nanp))
    actions.push_back("carrier_port_lock");
  if (signals.has("carrier_changed_in_window")) actions.push_back("check_number_port");
  if (signals.has("burst")) actions.push_back("review_sign_ins");
  if (signals.has("bypass_status")) actions.push_back("end_bypass");
  return actions;
}

}  // namespace

std::vector<PersonHit> counted_hits(const ExposedPerson& out, std::span<const PersonHit> hits, const Exposure& exposure) {
  std::vector<PersonHit> counted;
  for (const PersonHit& hit : hits)
    if (out.certainty != "certain" || exposure.verdicts[hit.verdict].outcome == Outcome::matched) counted.push_back(hit);
  return counted;
}

void add_signals(ExposedPerson& out, const Person& person, std::span<const PersonHit> hits, std::span<const Moment> moments,
                 const LocalClock& clock, const SignalContext& in) {
  SignalList list(out, in.policy);
  add_message_signals(list, out, counted_hits(out, hits, in.exposure), moments, clock, in);
  add_shared_number(list, hits, in);
  const bool in_privileged_group = std::any_of(person.groups.begin(), person.groups.end(), [&](const std::string& group) {
    return std::any_of(in.privileged_groups.begin(), in.privileged_groups.end(),
                       [&](const std::regex& pattern) { return std::regex_search(group.substr(0, 256), pattern); });
  });
  out.is_privileged = person.privileged || in_privileged_group;
  if (out.is_privileged)
    list.add("privileged", in_privileged_group ? "member of a privileged group" : "the directory says so", directory_evidence(person));
  add_account_signals(list, out, person);
  std::stable_sort(out.signals.begin(), out.signals.end(), [](const Signal& a, const Signal& b) { return a.weight > b.weight; });
  const Severity severity = severity_of(out, list, in.policy);
  out.severity = to_text(severity);
  out.work_list = work_list_of(out, severity);
  out.recommended_actions = actions_for(out, list);
  out.signals.shrink_to_fit();
  out.recommended_actions.shrink_to_fit();
}

}  // namespace mfax
