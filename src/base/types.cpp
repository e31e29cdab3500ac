// Words of the shared enumerations and the table of fields: one table each, read in both directions.
#include "mfax/types.hpp"

#include <array>
#include <charconv>
#include <span>

#include <fmt/format.h>

#include "base/text.hpp"

namespace mfax {
namespace {

template <class Enum>
struct Words;
template <>
struct Words<Channel> {
  static constexpr std::array<std::string_view, kChannelCount> kAll{"unknown", "sms", "voice", "whatsapp", "email", "other"};
};
template <>
struct Words<Direction> {
  static constexpr std::array<std::string_view, 3> kAll{"unknown", "outbound", "inbound"};
};
template <>
struct Words<NumberStatus> {
  static constexpr std::array<std::string_view, 11> kAll{"ok",       "possible",  "impossible",   "masked",     "damaged",  "null",
                                                         "withheld", "not_phone", "alpha_sender", "short_code", "undecided"};
};
template <>
struct Words<Confidence> {
  static constexpr std::array<std::string_view, kConfidenceCount> kAll{"exact", "derived", "equivalent", "likely"};
};
template <>
struct Words<NumberUse> {
  static constexpr std::array<std::string_view, 2> kAll{"contact", "mfa"};
};
template <>
struct Words<NumberKind> {
  static constexpr std::array<std::string_view, 7> kAll{"unknown", "mobile", "work", "home", "other", "fax", "pager"};
};
template <>
struct Words<AccountStatus> {
  static constexpr std::array<std::string_view, 7> kAll{"unknown", "active", "disabled", "locked", "bypass", "pending", "deleted"};
};
template <>
struct Words<Severity> {
  static constexpr std::array<std::string_view, 4> kAll{"low", "medium", "high", "critical"};
};

template <class Enum>
std::string_view word_of(Enum value) noexcept {
  const auto index = static_cast<std::size_t>(value);
  return index < Words<Enum>::kAll.size() ? Words<Enum>::kAll[index] : std::string_view{};
}

constexpr std::size_t kFieldCount = static_cast<std::size_t>(Field::count_);
constexpr std::array<FieldInfo, kFieldCount> kFields{{
    {Field::none, "", false, false, false, ""},
    {Field::to_number, "to_number", true, false, false, "number the message was sent to"},
    {Field::from_number, "from_number", true, false, false, "number that sent it; the user's own when the direction is inbound"},
    {Field::sent_at, "sent_at", true, false, false, "date and time of sending (or the date alone, beside sent_time)"},
    {Field::sent_time, "sent_time", true, false, false, "time of day, when the date has a column of its own"},
    {Field::carrier, "carrier", true, false, false, "carrier name of the recipient"},
    {Field::from_carrier, "from_carrier", true, false, false, "carrier name of the sender, used for inbound rows"},
    {Field::mccmnc, "mccmnc", true, false, false, "network code, MCC and MNC in one"},
    {Field::mcc, "mcc", true, false, false, "mobile country code (ITU-T E.212)"},
    {Field::mnc, "mnc", true, false, false, "mobile network code (ITU-T E.212)"},
    {Field::country, "country", true, true, false, "country of the recipient (log) or of the person (directory)"},
    {Field::from_country, "from_country", true, false, false, "country of the sender, used for inbound rows"},
    {Field::state, "state", true, true, false, "state or province, only within a known country"},
    {Field::channel, "channel", true, false, false, "sms, voice, whatsapp, email ..."},
    {Field::message_type, "message_type", true, false, false, "what the message was for: passcode, enrollment, admin_login ..."},
    {Field::direction, "direction", true, false, false, "outbound or inbound"},
    {Field::message_id, "message_id", true, false, false, "id of the message at the provider"},
    {Field::row_class, "row_class", true, true, false, "kind of the row: tells rows that are no message to, or no record of, a person"},
    {Field::person_id, "person_id", false, true, false, "stable id within the product"},
    {Field::employee_id, "employee_id", false, true, false, "employee number, comparable between products"},
    {Field::username, "username", false, true, true, "login name; further ones become aliases"},
    {Field::alias, "alias", false, true, true, "another login name or address"},
    {Field::email, "email", false, true, true, "e-mail address; further ones become aliases"},
    {Field::display_name, "display_name", false, true, false, "full name"},
    {Field::first_name, "first_name", false, true, false, "given name"},
    {Field::last_name, "last_name", false, true, false, "family name"},
    {Field::phone, "phone", false, true, true, "a telephone number"},
    {Field::phone_extension, "phone_extension", false, true, true, "extension of the phone column it belongs to"},
    {Field::phone_kind, "phone_kind", false, true, true, "kind of the phone column it belongs to: mobile, work, fax ..."},
    {Field::status, "status", false, true, false, "account status in words"},
    {Field::enabled, "enabled", false, true, false, "true when the account may sign in"},
    {Field::locked, "locked", false, true, false, "true when the account is locked out"},
    {Field::groups, "groups", false, true, true, "group names"},
    {Field::role, "role", false, true, true, "administrative roles; any role makes the person privileged"},
    {Field::privileged, "privileged", false, true, true, "true when the person is an administrator"},
    {Field::factor, "factor", false, true, true, "authentication factors in use"},
    {Field::factor_phone, "factor_phone", false, true, true, "number of an SMS or voice factor"},
    {Field::title, "title", false, true, false, "job title"},
    {Field::department, "department", false, true, false, "department"},
    {Field::manager, "manager", false, true, false, "manager"},
    {Field::company, "company", false, true, false, "company"},
    {Field::office, "office", false, true, false, "office"},
    {Field::locale, "locale", false, true, false, "language or locale"},
    {Field::timezone, "timezone", true, true, false, "time zone: of the row's time (log), of the person (directory)"},
    {Field::last_login_at, "last_login_at", false, true, false, "last sign-in"},
    {Field::created_at, "created_at", false, true, false, "creation of the account"},
}};

constexpr bool fields_are_in_order() {
  for (std::size_t i = 0; i < kFieldCount; ++i)
    if (kFields[i].field != static_cast<Field>(i)) return false;
  return true;
}
static_assert(fields_are_in_order(), "kFields is indexed by Field");

}  // namespace

std::string_view to_text(Channel v) noexcept { return word_of(v); }
std::string_view to_text(Direction v) noexcept { return word_of(v); }
std::string_view to_text(NumberStatus v) noexcept { return word_of(v); }
std::string_view to_text(Confidence v) noexcept { return word_of(v); }
std::string_view to_text(NumberUse v) noexcept { return word_of(v); }
std::string_view to_text(NumberKind v) noexcept { return word_of(v); }
std::string_view to_text(AccountStatus v) noexcept { return word_of(v); }
std::string_view to_text(Severity v) noexcept { return word_of(v); }

template <class Enum>
std::optional<Enum> parse_enum(std::string_view text) noexcept {
  const auto& words = Words<Enum>::kAll;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == text) return static_cast<Enum>(i);
  return std::nullopt;
}
template std::optional<Channel> parse_enum<Channel>(std::string_view) noexcept;
template std::optional<Direction> parse_enum<Direction>(std::string_view) noexcept;
template std::optional<NumberStatus> parse_enum<NumberStatus>(std::string_view) noexcept;
template std::optional<Confidence> parse_enum<Confidence>(std::string_view) noexcept;
template std::optional<NumberUse> parse_enum<NumberUse>(std::string_view) noexcept;
template std::optional<NumberKind> parse_enum<NumberKind>(std::string_view) noexcept;
template std::optional<AccountStatus> parse_enum<AccountStatus>(std::string_view) noexcept;
template std::optional<Severity> parse_enum<Severity>(std::string_view) noexcept;

const FieldInfo& field_info(Field field) noexcept {
  const auto index = static_cast<std::size_t>(field);
  return kFields[index < kFieldCount ? index : 0];
}

std::optional<Field> parse_field(std::string_view name) noexcept {
  for (const FieldInfo& info : kFields)
    if (info.field != Field::none && info.name == name) return info.field;
  return std::nullopt;
}

// Both are printed by the million: std::to_chars takes a fifth of a format string's time.
std::string to_e164(PhoneKey key) {
  if (!key) return {};
  char text[24] = {'+'};
  return std::string(text, std::to_chars(text + 1, text + sizeof text, key.digits).ptr);
}

std::string to_text(const RowRef& ref) {
  const auto append = [](std::string& out, std::uint64_t value) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  };
  std::string text = "in";
  append(text, std::uint64_t{static_cast<std::uint32_t>(ref.file)} + 1);
  text += ':';
  append(text, ref.line);
  if (ref.nth_on_line == 0) return text;
  text += '.';
  append(text, std::uint64_t{ref.nth_on_line} + 1);
  return text;
}

}  // namespace mfax
