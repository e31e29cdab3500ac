// Cells of names and lists -> clean texts: spreadsheet guards, lists in one cell, distinguished names, logins, proxy
// addresses. Comes in: one cell; goes out: owned texts; called by normalize.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mfax::directory {

/// Trimmed, and without one layer of spreadsheet guard: ="004102", '004102.
std::string_view clean_text(std::string_view cell) noexcept;

/// Values of an array cell (kValueSeparator), places kept: "" for an element without the member.
std::vector<std::string_view> split_elements(std::string_view cell);

/// Several telephone numbers in one cell: at line ends, '|', and at ';' where the next part begins like a number, so
/// that the parameters of tel:+1...;ext=12 stay. Commas and slashes are left to the number parser, which tries each
/// part.
std::vector<std::string_view> split_numbers(std::string_view element);

/// Group and other lists: line ends, '|', ';' (not "\;", csvde's escape); distinguished names joined by commas;
/// addresses joined by blanks; proxy addresses joined by '+'. With `at_commas` also commas.
std::vector<std::string_view> split_list(std::string_view element, bool at_commas);

/// "CN=Domain Admins,CN=Users,DC=example,DC=com" -> "Domain Admins" (RFC 4514 escapes undone); other texts unchanged.
std::string common_name(std::string_view text);

/// "EXAMPLE\\ada" -> "ada"; other texts unchanged.
std::string_view without_domain(std::string_view login) noexcept;

/// proxyAddresses: "SMTP:ada@example.org" -> "ada@example.org"; "" for kinds that no login can have (X500:, X400: ...).
std::string_view proxy_address(std::string_view text, bool& is_primary) noexcept;

/// The user of an address: ".../api/v1/users/00u1/factors/sms1" -> "00u1" (Okta names the owner of a factor only in a
/// link); "...$metadata#users('ada%40example.org')/..." -> "ada@example.org" (Graph). "" when the text is no address.
std::string owner_in_address(std::string_view text);

/// One spelling of an id: the owner in an address, unless that is a login name (""); csvde's octets X'...' and braces ->
/// the GUID or SID as PowerShell prints it. Other texts unchanged.
std::string stable_id(std::string_view text);

/// A distinguished name for comparison: blanks behind commas do not matter (RFC 4517 4.2.15 in the simple cases).
std::string fold_dn(std::string_view text);

/// A SID of the built-in administrator: S-1-5-21-...-500.
bool is_builtin_administrator(std::string_view id) noexcept;

}  // namespace mfax::directory
