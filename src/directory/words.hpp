// What directories write in a cell -> our words: account states, booleans, kinds of numbers, factors, privileged
// groups. Comes in: one trimmed cell; goes out: a value or "not known"; called by normalize.cpp. Tables, no state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mfax/types.hpp"

namespace mfax::directory {

/// "True", "1", "yes", "ja", "oui" ...; empty for anything that is no boolean.
std::optional<bool> parse_boolean(std::string_view text);

/// "ACTIVE", "locked out", "DEPROVISIONED" ...; a boolean counts as active or disabled. Empty when the word is unknown.
std::optional<AccountStatus> parse_account_status(std::string_view text);

/// The state that decides when columns disagree: deleted, disabled, locked, bypass, pending, active, unknown.
AccountStatus graver(AccountStatus, AccountStatus) noexcept;

/// "Mobile", "work_fax", "alternateMobile", "platform iphone" ...; unknown for "" and "Unknown".
NumberKind parse_number_kind(std::string_view text);

/// Stable word of a factor: push, sms, voice, totp, hardware_token, webauthn, u2f, email, question, desktop ...
/// "" when the text means "no factor"; an unknown one is kept as a slug, because it is a factor beside the telephone.
std::string parse_factor(std::string_view text);

/// Well-known privileged groups by name (Domain Admins ... ) and Entra's Global Administrator.
bool is_privileged_group(std::string_view name);

/// A .NET type name in place of a collection: the values are lost at the source.
bool is_lost_value(std::string_view text) noexcept;

/// "-", "N/A", "(null)", "#N/A", "\N": nothing is known. With `also_words` "null", "none", "nil", "unknown" too, which
/// are legitimate names of people but never logins.
bool is_null_text(std::string_view text, bool also_words);

}  // namespace mfax::directory
