// The tables behind words.hpp. Spellings: the exports of Duo, Active Directory, Entra, Okta, Google, OneLogin,
// JumpCloud, PingOne, HR systems; folded once, so that case, accents and separators do not matter. Next: normalize.cpp.
#include "directory/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

template <class Value>
using WordEntry = std::pair<std::string_view, Value>;

template <class Value, std::size_t size>
std::optional<Value> find_word(const std::array<WordEntry<Value>, size>& table, std::string_view word) {
  for (const auto& [name, value] : table)
    if (name == word) return value;
  return std::nullopt;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [text](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

constexpr std::array<WordEntry<bool>, 28> kBooleans{{
    {"true", true},    {"1", true},         {"yes", true},    {"y", true},    {"t", true},    {"on", true},
    {"ja", true},      {"oui", true},       {"si", true},     {"sim", true},  {"wahr", true}, {"vrai", true},
    {"vero", true},    {"verdadero", true}, {"false", false}, {"0", false},   {"no", false},  {"n", false},
    {"f", false},      {"off", false},      {"nein", false},  {"non", false}, {"nao", false}, {"nej", false},
    {"falsch", false}, {"faux", false},     {"falso", false}, {"nee", false},
}};

constexpr std::array<WordEntry<AccountStatus>, 54> kStatuses{{
    {"active", AccountStatus::active},
    {"activated", AccountStatus::active},
    {"enabled", AccountStatus::active},
    {"enable", AccountStatus::active},
    {"ok", AccountStatus::active},
    {"employed", AccountStatus::active},
    {"current", AccountStatus::active},
    {"passwordexpired", AccountStatus::active},
    {"recovery", AccountStatus::active},
    {"aktiv", AccountStatus::active},
    {"actif", AccountStatus::active},
    {"activo", AccountStatus::active},
    {"allowed", AccountStatus::active},
    {"onleave", AccountStatus::active},
    {"leaveofabsence", AccountStatus::active},
    {"disabled", AccountStatus::disabled},
    {"disable", AccountStatus::disabled},
    {"suspended", AccountStatus::disabled},
    {"inactive", AccountStatus::disabled},
    {"deactivated", AccountStatus::disabled},
    {"blocked", AccountStatus::disabled},
    {"archived", AccountStatus::disabled},
    {"denied", AccountStatus::disabled},
    {"expired", AccountStatus::disabled},
    {"inaktiv", AccountStatus::disabled},
    {"gesperrt", AccountStatus::disabled},
    {"inactif", AccountStatus::disabled},
    {"inactivo", AccountStatus::disabled},
    {"unlicensed", AccountStatus::disabled},
    {"locked", AccountStatus::locked},
    {"lockedout", AccountStatus::locked},
    {"bypass", AccountStatus::bypass},
    {"bypassed", AccountStatus::bypass},
    {"exempt", AccountStatus::bypass},
    {"pending", AccountStatus::pending},
    {"staged", AccountStatus::pending},
    {"provisioned", AccountStatus::pending},
    {"unactivated", AccountStatus::pending},
    {"pendingactivation", AccountStatus::pending},
    {"pendingacceptance", AccountStatus::pending},
    {"invited", AccountStatus::pending},
    {"new", AccountStatus::pending},
    {"notyetenrolled", AccountStatus::pending},
    {"verificationrequired", AccountStatus::pending},
    {"deleted", AccountStatus::deleted},
    {"terminated", AccountStatus::deleted},
    {"deprovisioned", AccountStatus::deleted},
    {"pendingdeletion", AccountStatus::deleted},
    {"removed", AccountStatus::deleted},
    {"left", AccountStatus::deleted},
    {"leaver", AccountStatus::deleted},
    {"former", AccountStatus::deleted},
    {"formeremployee", AccountStatus::deleted},
    {"unknown", AccountStatus::unknown},
}};

constexpr std::array<WordEntry<std::string_view>, 66> kFactors{{
    {"push", "push"},
    {"pushnotification", "push"},
    {"duopush", "push"},
    {"oktaverifypush", "push"},
    {"microsoftauthenticatorpush", "push"},
    {"microsoftauthenticatorpasswordless", "push"},
    {"phoneappnotification", "push"},
    {"signednonce", "push"},
    {"oktaverify", "push"},
    {"oktaverifyfastpass", "push"},
    {"sms", "sms"},
    {"smsauthentication", "sms"},
    {"textmessage", "sms"},
    {"onewaysms", "sms"},
    {"mobilephone", "sms"},
    {"mobilesms", "sms"},
    {"voice", "voice"},
    {"call", "voice"},
    {"phone", "voice"},
    {"phonecall", "voice"},
    {"voicecall", "voice"},
    {"voicecallauthentication", "voice"},
    {"twowayvoicemobile", "voice"},
    {"twowayvoiceoffice", "voice"},
    {"twowayvoicealternatemobile", "voice"},
    {"alternatemobilephone", "voice"},
    {"officephone", "voice"},
    {"totp", "totp"},
    {"mobileotp", "totp"},
    {"phoneappotp", "totp"},
    {"tokensoftwaretotp", "totp"},
    {"softwareonetimepasscode", "totp"},
    {"googleauthenticator", "totp"},
    {"oktaverifytotp", "totp"},
    {"tokenhotp", "hardware_token"},
    {"tokenhardware", "hardware_token"},
    {"token", "hardware_token"},
    {"hardwaretoken", "hardware_token"},
    {"hardwareonetimepasscode", "hardware_token"},
    {"yubikey", "hardware_token"},
    {"yubikeytoken", "hardware_token"},
    {"yk", "hardware_token"},
    {"d1", "hardware_token"},
    {"h6", "hardware_token"},
    {"h8", "hardware_token"},
    {"t6", "hardware_token"},
    {"t8", "hardware_token"},
    {"webauthn", "webauthn"},
    {"securitykeyorbiometric", "webauthn"},
    {"fido2", "webauthn"},
    {"fido2webauthn", "webauthn"},
    {"fido2securitykey", "webauthn"},
    {"passkey", "webauthn"},
    {"macossecureenclavekey", "webauthn"},
    {"platform", "webauthn"},
    {"windowshelloforbusiness", "webauthn"},
    {"windowshello", "webauthn"},
    {"u2f", "u2f"},
    {"email", "email"},
    {"emailauthentication", "email"},
    {"question", "question"},
    {"securityquestion", "question"},
    {"desktop", "desktop"},
    {"web", "web"},
    {"temporaryaccesspass", "temporary_pass"},
    {"certificate", "certificate"},
}};

constexpr std::array<std::string_view, 12> kPrivilegedGroups{
    "domain admins",     "enterprise admins", "schema admins",         "administrators",
    "account operators", "server operators",  "backup operators",      "print operators",
    "dnsadmins",         "key admins",        "enterprise key admins", "company administrator"};

/// Lower-case letters and digits, other runs as one '_': the printed form of a factor nobody told us about.
std::string slug(std::string_view text) {
  std::string out;
  for (const char raw : fold_text(text)) {
    const bool keep = is_ascii_digit(raw) || is_ascii_letter(raw) || static_cast<unsigned char>(raw) >= 0x80;
    if (keep)
      out += raw;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

}  // namespace

std::optional<bool> parse_boolean(std::string_view text) { return find_word(kBooleans, fold_name(text)); }

std::optional<AccountStatus> parse_account_status(std::string_view text) {
  const std::string word = fold_name(text);
  if (const auto status = find_word(kStatuses, word)) return status;
  if (const auto enabled = find_word(kBooleans, word))
    return *enabled ? AccountStatus::active : AccountStatus::disabled;
  return std::nullopt;
}

AccountStatus graver(AccountStatus left, AccountStatus right) noexcept {
  const auto rank = [](AccountStatus status) {
    switch (status) {
      case AccountStatus::unknown:
        return 0;
      case AccountStatus::active:
        return 1;
      case AccountStatus::pending:
        return 2;
      case AccountStatus::bypass:
        return 3;
      case AccountStatus::locked:
        return 4;
      case AccountStatus::disabled:
        return 5;
      case AccountStatus::deleted:
        return 6;
    }
    return 0;
  };
  return rank(left) >= rank(right) ? left : right;
}

NumberKind parse_number_kind(std::string_view text) {
  const std::string word = fold_name(text);
  if (word.empty() || word == "unknown" || word == "null" || word == "none") return NumberKind::unknown;
  // The order matters: a work_fax is a fax, a work_mobile a mobile.
  if (contains_any(word, {"fax", "facsimile"})) return NumberKind::fax;
  if (contains_any(word, {"pager"})) return NumberKind::pager;
  if (contains_any(word, {"mobil", "cell", "smartphone", "iphone", "android", "handy", "portable", "sms"}))
    return NumberKind::mobile;
  if (contains_any(word, {"home", "private", "privat", "domicile"})) return NumberKind::home;
  if (contains_any(word, {"work", "office", "business", "main", "company", "desk", "arbeit", "travail"}))
    return NumberKind::work;
  return NumberKind::other;
}

std::string parse_factor(std::string_view text) {
  const std::string word = fold_name(text);
  if (word.empty() || word == "none" || word == "null" || word == "false" || word == "0" || word == "auto") return {};
  if (const auto factor = find_word(kFactors, word)) return std::string(*factor);
  if (word.starts_with("passkey")) return "webauthn";
  if (contains_any(word, {"certificate"})) return "certificate";
  return slug(text);
}

bool is_privileged_group(std::string_view name) {
  std::string folded = fold_text(name);
  // Duo appends the source to a synchronized group: Domain Admins (from AD sync "Example").
  if (const auto suffix = folded.find(" (from "); suffix != std::string::npos) folded.resize(suffix);
  if (folded.find("global administrator") != std::string::npos) return true;
  return std::find(kPrivilegedGroups.begin(), kPrivilegedGroups.end(), folded) != kPrivilegedGroups.end();
}

bool is_lost_value(std::string_view text) noexcept {
  return text.starts_with("Microsoft.ActiveDirectory.Management.") ||
         text.starts_with("Microsoft.Online.Administration.") || text.starts_with("System.String[]") ||
         text.starts_with("System.Object[]") || text.starts_with("System.Collections.");
}

bool is_null_text(std::string_view text, bool also_words) {
  if (text.empty()) return true;
  // The marks begin with one of these signs, and what folding takes away is none of them: most texts need no folding.
  const char first = to_lower_ascii(text.front());
  if ((is_ascii_digit(first) && first != '0') || (is_ascii_letter(first) && first != 'n' && first != 'u')) return false;
  const std::string folded = fold_text(text);
  for (const std::string_view mark : {"-", "--", "n/a", "#n/a", "#value!", "#ref!", "(null)", "\\n", "[redacted]"})
    if (folded == mark) return true;
  if (!also_words) return false;
  for (const std::string_view word : {"null", "none", "nil", "unknown", "undefined", "nan", "0"})
    if (folded == word) return true;
  return false;
}

}  // namespace mfax::directory
