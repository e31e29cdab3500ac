// The built-in policy. Severity is decided by words first, the score only ranks within it.
#include "report/signals.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mfax/normalize.hpp"

namespace mfax {
namespace {

constexpr std::uint64_t kHighVolume = 100;   // messages: three a day over a month; below it counts are ordinary use
constexpr std::uint64_t kMediumVolume = 20;  // one on every working day

constexpr std::array kRules{
    SignalRule{"admin_context", "administrator log-ins were among the messages", 40},
    SignalRule{"privileged", "the account has administrative rights", 30},
    SignalRule{"phone_only_factor", "text messages or calls are the only second factor", 20},
    SignalRule{"carrier_changed", "the carrier of a number changed within the log", 15},
    SignalRule{"bypass_status", "the account may sign in without a second factor", 10},
    SignalRule{"voice_factor", "one-time codes are also spoken in calls", 5},
    SignalRule{"high_volume", "100 messages or more", 10},
    SignalRule{"multi_region", "the log names more than one country for the person", 5},
    SignalRule{"geo_disagrees", "the log's country is not the number's country", 5},
    SignalRule{"enrollment", "a device was enrolled during the log", 5},
    SignalRule{"shared_number", "a number is held by more than one person", 0},
    SignalRule{"disabled_account", "the account is disabled or deleted", 0},
    SignalRule{"no_address", "no e-mail address is known", 0},
};

const SignalRule& rule_of(std::string_view code) {
  return *std::find_if(kRules.begin(), kRules.end(), [&](const SignalRule& rule) { return rule.code == code; });
}

class SignalList {
 public:
  explicit SignalList(ExposedPerson& person) : person_(person) {}
  void add(std::string_view code, std::string detail, std::uint64_t messages = 0, std::vector<std::string> rows = {}) {
    Signal signal;
    signal.code = code;
    signal.weight = rule_of(code).weight;
    signal.detail = std::move(detail);
    signal.message_count = messages;
    signal.row_refs = std::move(rows);
    person_.score += signal.weight;
    person_.signals.push_back(std::move(signal));
  }
  bool has(std::string_view code) const {
    return std::any_of(person_.signals.begin(), person_.signals.end(), [&](const Signal& s) { return s.code == code; });
  }

 private:
  ExposedPerson& person_;
};

struct TypeEvidence {
  std::uint64_t count = 0;
  std::vector<std::string> rows;
};

/// Messages of the given type over a person's numbers, with the first row of each number.
TypeEvidence evidence_of_type(std::string_view type, std::span<const PersonHit> hits, const Exposure& exposure,
                              const MergedLogs& logs) {
  TypeEvidence evidence;
  for (const PersonHit& hit : hits) {
    const std::size_t index = exposure.verdicts[hit.verdict].index;
    const Contact& contact = logs.contacts[index].second;
    for (std::size_t t = 0; t < contact.types.size(); ++t) {
      if (logs.names.name(contact.types[t].name) != type) continue;
      evidence.count += contact.types[t].count;
      evidence.rows.push_back(to_text(logs.type_rows[index][t]));
    }
  }
  return evidence;
}

bool is_phone_factor(const std::string& factor) { return factor == "sms" || factor == "voice" || factor == "phone"; }

/// Weak factors beside the phone (mail, security question) do not make it safe (directory-formats: Okta, Entra).
bool has_only_phone_factors(const std::vector<std::string>& factors) {
  return std::any_of(factors.begin(), factors.end(), is_phone_factor) &&
         std::all_of(factors.begin(), factors.end(),
                     [](const std::string& f) { return is_phone_factor(f) || f == "email" || f == "question"; });
}

std::size_t carriers_of_one_number(std::span<const PersonHit> hits, const Exposure& exposure, const MergedLogs& logs) {
  std::size_t most = 0;
  for (const PersonHit& hit : hits) {
    std::size_t known = 0;  // names no alias knows may be spellings of one operator: no evidence of a change
    for (const NameCount& carrier : logs.contacts[exposure.verdicts[hit.verdict].index].second.carriers)
      if (!logs.names.name(carrier.name).starts_with("raw:")) ++known;
    most = std::max(most, known);
  }
  return most;
}

/// The numbers whose figures are the person's: of somebody certain only those that nobody else holds, as in message_count.
std::vector<PersonHit> counted_hits(const ExposedPerson& out, std::span<const PersonHit> hits, const Exposure& exposure) {
  std::vector<PersonHit> counted;
  for (const PersonHit& hit : hits)
    if (out.certainty != "certain" || exposure.verdicts[hit.verdict].outcome == Outcome::matched) counted.push_back(hit);
  return counted;
}

/// What the shared numbers would add if their messages were the person's.
void add_shared_number(SignalList& list, std::span<const PersonHit> hits, const Exposure& exposure, const MergedLogs& logs) {
  std::vector<PersonHit> shared;
  std::uint64_t messages = 0;
  std::vector<std::string> rows;
  for (const PersonHit& hit : hits) {
    const Verdict& verdict = exposure.verdicts[hit.verdict];
    if (verdict.holders.size() < 2) continue;
    shared.push_back(hit);
    messages += logs.contacts[verdict.index].second.messages;
    if (!logs.contact_rows[verdict.index].empty()) rows.push_back(to_text(logs.contact_rows[verdict.index].front()));
  }
  if (shared.empty()) return;
  std::string detail = fmt::format("{} messages to numbers that others hold, too", messages);
  if (const TypeEvidence admin = evidence_of_type("admin_login", shared, exposure, logs); admin.count > 0)
    detail += fmt::format(", {} of them for administrator log-ins", admin.count);
  list.add("shared_number", std::move(detail), messages, std::move(rows));
}

void add_account_signals(SignalList& list, const ExposedPerson& out, const Person& person) {
  if (has_only_phone_factors(person.factors)) list.add("phone_only_factor", fmt::format("{}", fmt::join(person.factors, ", ")));
  if (std::find(person.factors.begin(), person.factors.end(), "voice") != person.factors.end())
    list.add("voice_factor", "voice is among the factors");
  if (person.status == AccountStatus::bypass) list.add("bypass_status", "account status is bypass");
  if (person.status == AccountStatus::disabled || person.status == AccountStatus::deleted)
    list.add("disabled_account", fmt::format("account status is {}", to_text(person.status)));
  if (out.email.empty()) list.add("no_address", "notify by another way");
}

void add_message_signals(SignalList& list, const ExposedPerson& out, std::span<const PersonHit> hits,
                         const Exposure& exposure, const MergedLogs& logs) {
  if (TypeEvidence admin = evidence_of_type("admin_login", hits, exposure, logs); admin.count > 0)
    list.add("admin_context", fmt::format("{} administrator log-in messages", admin.count), admin.count, std::move(admin.rows));
  if (TypeEvidence enrolled = evidence_of_type("enrollment", hits, exposure, logs); enrolled.count > 0)
    list.add("enrollment", fmt::format("{} enrollment messages", enrolled.count), enrolled.count, std::move(enrolled.rows));
  if (const std::size_t carriers = carriers_of_one_number(hits, exposure, logs); carriers > 1)
    list.add("carrier_changed", fmt::format("{} carriers for one number", carriers));
  if (out.message_count >= kHighVolume)
    list.add("high_volume", fmt::format("{} messages", out.message_count), out.message_count);
  if (out.log_countries.size() > 1) list.add("multi_region", fmt::format("{} countries in the log", out.log_countries.size()));
  for (const std::string& country : out.log_countries) {
    if (out.number_countries.empty() ||
        std::find(out.number_countries.begin(), out.number_countries.end(), country) != out.number_countries.end())
      continue;
    list.add("geo_disagrees", "the log's country differs from the number's");
    break;
  }
}

Severity severity_of(const ExposedPerson& person, const SignalList& signals) {
  if (signals.has("admin_context") || (signals.has("privileged") && signals.has("phone_only_factor")))
    return Severity::critical;
  if (signals.has("privileged") || signals.has("carrier_changed") || person.score >= 30) return Severity::high;
  if (signals.has("phone_only_factor") || person.score >= 15 || person.message_count >= kMediumVolume) return Severity::medium;
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
  if (signals.has("carrier_changed")) actions.push_back("check_number_port");
  if (signals.has("bypass_status")) actions.push_back("end_bypass");
  return actions;
}

}  // namespace

std::span<const SignalRule> signal_rules() noexcept { return kRules; }
std::string_view policy_name() noexcept { return "builtin-1"; }

std::string policy_text() {
  std::string text = fmt::format("{} high_volume={} medium_volume={}\n", policy_name(), kHighVolume, kMediumVolume);
  for (const SignalRule& rule : kRules) text += fmt::format("{} {}\n", rule.code, rule.weight);
  return text;
}

void add_signals(ExposedPerson& out, const Person& person, std::span<const PersonHit> hits, const Exposure& exposure,
                 const MergedLogs& logs, std::span<const std::regex> privileged_groups) {
  SignalList list(out);
  add_message_signals(list, out, counted_hits(out, hits, exposure), exposure, logs);
  add_shared_number(list, hits, exposure, logs);
  const bool in_privileged_group = std::any_of(person.groups.begin(), person.groups.end(), [&](const std::string& group) {
    return std::any_of(privileged_groups.begin(), privileged_groups.end(),
                       [&](const std::regex& pattern) { return std::regex_search(group.substr(0, 256), pattern); });
  });
  out.is_privileged = person.privileged || in_privileged_group;
  if (out.is_privileged) list.add("privileged", in_privileged_group ? "member of a privileged group" : "the directory says so");
  add_account_signals(list, out, person);
  std::stable_sort(out.signals.begin(), out.signals.end(), [](const Signal& a, const Signal& b) { return a.weight > b.weight; });
  const Severity severity = severity_of(out, list);
  out.severity = to_text(severity);
  out.work_list = work_list_of(out, severity);
  out.recommended_actions = actions_for(out, list);
}

}  // namespace mfax
