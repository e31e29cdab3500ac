// Counts, codes and times of a report -> words. In: values of a report, raw. Out: text, raw.
// Called by text.cpp, markdown.cpp and the html files, which escape what they get.
#include "render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "mfax/diagnostic.hpp"

namespace mfax {
namespace {

using Words = std::pair<std::string_view, std::string_view>;

constexpr Words kActions[] = {
    {"warn_of_smishing", "Warn of text messages, calls and mails that quote these details; ask for reports of attempts"},
    {"confirm_owner", "Find out who holds the number before anybody is told"},
    {"move_off_sms", "Move to a factor that does not use the telephone network (security key, passkey, app)"},
    {"carrier_port_lock", "Ask the carrier for a port-out lock and an account PIN"},
    {"review_sign_ins", "Look at the sign-ins of the account around the burst of messages"},
    {"check_number_port", "Check with the carrier whether the number was ported or the SIM was changed"},
    {"end_bypass", "End the bypass status of the account"},
};

constexpr Words kElements[] = {
    {"phone_number", "telephone number"},      {"carrier", "carrier"},
    {"country", "country of the number"},      {"state", "state of the number"},
    {"sent_at", "date and time of messages"},  {"message_type", "type of message"},
    {"message_content", "content of messages"}, {"name", "names"},
    {"email", "e-mail addresses"},             {"password", "passwords"},
};

template <std::size_t kSize>
std::string look_up(const Words (&table)[kSize], std::string_view code) {
  for (const auto& [key, words] : table)
    if (key == code) return std::string(words);
  return spaced(code);
}

bool looks_like_time(std::string_view text) noexcept {
  return text.size() >= 17 && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text.back() == 'Z';
}

/// Codes that leave a row without a number -> one word or two for the count (docs/normalization.md 9).
constexpr Words kRejects[] = {
    {"P_MASKED", "masked"},           {"P_NULL", "empty"},
    {"P_SCI_LOSSY", "damaged"},       {"P_DAMAGED", "damaged"},
    {"P_WITHHELD", "withheld"},       {"P_NOT_PHONE", "not a phone"},
    {"P_ALPHA_SENDER", "not a phone"}, {"P_SHORT_CODE", "short code"},
    {"P_IMPOSSIBLE", "of wrong length"}, {"P_NEEDS_REGION", "without a region"},
    {"P_COLUMN_UNDECIDED", "national or international"}, {"V_ROW_TOO_LONG", "too long"},
    {"J_TOO_BIG", "too long"},        {"J_BAD_RECORD", "broken JSON"},
    {"J_NOT_A_ROW", "no record"},
};

/// " (7 masked, 6 empty, 5 damaged)"
std::string rejects_by_kind(const Quality& quality) {
  std::vector<Tally> kinds;
  for (const Tally& reason : quality.rejected_by_reason) {
    const auto known = std::find_if(std::begin(kRejects), std::end(kRejects), [&](const Words& row) { return row.first == reason.name; });
    const std::string_view name = known == std::end(kRejects) ? std::string_view("other") : known->second;
    const auto at = std::find_if(kinds.begin(), kinds.end(), [&](const Tally& kind) { return kind.name == name; });
    if (at == kinds.end())
      kinds.push_back(Tally{std::string(name), reason.count});
    else
      at->count += reason.count;
  }
  std::stable_sort(kinds.begin(), kinds.end(), [](const Tally& a, const Tally& b) { return a.count > b.count; });
  std::string text;
  for (const Tally& kind : kinds) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", with_thousands(kind.count), kind.name);
  return text.empty() ? text : " (" + text + ")";
}

/// Reasons that are no count of things (pipeline/outcome.cpp).
std::string named_reason(std::string_view reason, std::size_t colon) {
  const std::string_view name = reason.substr(0, colon), subject = reason.substr(colon + 1);
  if (name == "input_changed") return fmt::format("input {} changed while it was read", subject);
  if (name == "fail_on") return fmt::format("--fail-on {} is met", subject);
  return spaced(reason);
}

void add_row_checks(std::vector<Check>& checks, const Report& r) {
  for (const InputFacts& input : r.inputs)
    if (input.is_changed) checks.push_back({fmt::format("{} changed while it was read", input_name(input.path, input.member)), ""});
  if (!r.accounting.is_balanced()) checks.push_back({"the accounting does not balance: do not use this report", ""});
  if (const RowAccounting& rows = r.accounting.rows; rows.in_scope == 0 && rows.out_of_window != 0)
    checks.push_back({"every message is outside the window: is --window right? mfax inspect LOG shows the days it covers", ""});
  const std::uint64_t rejected = std::max(r.accounting.rows.rejected, r.quality.rejects_total);
  if (rejected != 0)
    checks.push_back({counted(rejected, "row", "rows") + " rejected" + rejects_by_kind(r.quality), "rejects.csv"});
  if (r.accounting.numbers.unmatched != 0)
    checks.push_back({counted(r.accounting.numbers.unmatched, "number", "numbers") + " matched nobody", "unmatched.csv"});
}

/// One line however many there are: the dates are in the report.
void add_silent_days(std::vector<Check>& checks, const Quality& quality) {
  if (quality.silent_days.empty()) return;
  const SilentDay& day = quality.silent_days.front();
  std::string text = fmt::format("no messages on {} (a {}; other {}s have about {})", day.date, day.weekday, day.weekday,
                                 with_thousands(day.usual_count));
  if (quality.silent_days.size() > 1)
    text += " and " + counted(quality.silent_days.size() - 1, "more day", "more days");
  checks.push_back({std::move(text), ""});
}

}  // namespace

std::string with_thousands(std::uint64_t value) {
  std::string text = std::to_string(value);
  for (std::size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_thousands(count), count == 1 ? one : many);
}

std::string spaced(std::string_view code) {
  std::string text(code);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string action_text(std::string_view code) { return look_up(kActions, code); }
std::string element_text(std::string_view code) { return look_up(kElements, code); }

std::string reason_text(std::string_view reason) {
  const std::size_t colon = reason.rfind(':');
  if (colon == std::string_view::npos) return spaced(reason);
  const std::string_view last = reason.substr(colon + 1);
  std::string_view name = reason.substr(0, colon);
  const bool is_count = !last.empty() && last.size() < 19 && std::all_of(last.begin(), last.end(), is_ascii_digit);
  if (!is_count) return named_reason(reason, colon);
  // "rejected_directory_rows:in3:4": the input stands between the name and the count.
  std::string where;
  if (const std::size_t before = name.find(':'); before != std::string_view::npos) {
    where = fmt::format(" ({})", name.substr(before + 1));
    name = name.substr(0, before);
  }
  const std::uint64_t count = std::stoull(std::string(last));
  const std::string many = spaced(name);
  const std::string_view one = many.ends_with('s') ? std::string_view(many).substr(0, many.size() - 1) : std::string_view(many);
  return counted(count, one, many) + where;
}

std::string mask_text(std::string_view mask) {
  if (mask == "last4") return "numbers masked: last 4";
  if (mask == "full") return "numbers masked";
  if (mask == "none") return "numbers not masked";
  if (mask == "hmac") return "numbers as keyed pseudonyms";
  if (mask == "removed") return "numbers removed";
  return fmt::format("numbers: {}", mask);
}

std::string code_text(std::string_view code) {
  const std::optional<DiagCode> known = parse_diag_code(code);
  return known ? fmt::format("{} ({})", diag_info(*known).title, code) : std::string(code);
}

std::string day_of(std::string_view time) { return std::string(looks_like_time(time) ? time.substr(0, 10) : time); }

std::string minute_of(std::string_view time) {
  if (!looks_like_time(time)) return std::string(time);
  return fmt::format("{} {}", time.substr(0, 10), time.substr(11, 5));
}

std::string period_text(std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return {};
  if (from.empty()) return "until " + day_of(to);
  if (to.empty()) return "from " + day_of(from);
  if (day_of(from) == day_of(to)) return day_of(from);
  return fmt::format("{} .. {}", day_of(from), day_of(to));
}

std::string time_left(std::string_view now, std::string_view deadline) {
  const auto from = parse_rfc3339_utc(now), to = parse_rfc3339_utc(deadline);
  if (!from || !to) return {};
  const bool is_past = *to < *from;
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(is_past ? *from - *to : *to - *from).count();
  constexpr std::int64_t kFewHours = 96;  // a 72-hour clock is read in hours
  const bool in_hours = hours < kFewHours;
  const std::string amount = counted(static_cast<std::uint64_t>(in_hours ? hours : hours / 24), in_hours ? "hour" : "day", in_hours ? "hours" : "days");
  return is_past ? "past for " + amount : amount + " left";
}

const std::string& label_of(const ExposedPerson& p) {
  for (const std::string* name : {&p.username, &p.display_name, &p.email, &p.directory_id, &p.employee_id})
    if (!name->empty()) return *name;
  return p.person_id;
}

std::string numbers_of(const ExposedPerson& person) {
  std::string text;
  for (const PersonNumber& number : person.numbers) {
    if (!text.empty()) text += ", ";
    text += number.masked;
  }
  return text;
}

bool is_telling(const Signal& signal) noexcept { return signal.weight != 0 || signal.code != "recent"; }

std::size_t severity_index(std::string_view severity) noexcept {
  for (std::size_t i = 0; i < std::size(kSeverities); ++i)
    if (kSeverities[i] == severity) return i;
  return std::size(kSeverities) - 1;
}

std::uint64_t severity_count(const Summary& summary, std::size_t index) noexcept {
  const std::array counts = {summary.critical, summary.high, summary.medium, summary.low};
  return index < counts.size() ? counts[index] : 0;
}

std::vector<Check> checks_of(const Report& r) {
  std::vector<Check> checks;
  if (!r.quality.vip_not_found.empty())
    checks.push_back({counted(r.quality.vip_not_found.size(), "name", "names") + " of the --vip list not found in the directories", ""});
  add_row_checks(checks, r);
  add_silent_days(checks, r.quality);
  if (r.accounting.numbers.ambiguous != 0)
    checks.push_back({counted(r.accounting.numbers.ambiguous, "number has", "numbers have") + " more than one possible holder", "ambiguous.csv"});
  if (r.accounting.rows.undated != 0)
    checks.push_back({counted(r.accounting.rows.undated, "message has", "messages have") + " no usable time; counted as exposed", ""});
  if (r.quality.people_without_number != 0)
    checks.push_back({counted(r.quality.people_without_number, "person", "people") + " in the directories without a number: cannot be matched", ""});
  if (r.quality.directory_numbers_unusable != 0)
    checks.push_back({counted(r.quality.directory_numbers_unusable, "directory number", "directory numbers") + " cannot be read", ""});
  if (!r.quality.merge_conflicts.empty())
    checks.push_back({counted(r.quality.merge_conflicts.size(), "conflict", "conflicts") + " between directory rows", ""});
  if (!r.shared.empty())
    checks.push_back({counted(r.shared.size(), "number", "numbers") + " in the directories held by several people", "shared.csv"});
  return checks;
}

}  // namespace mfax
