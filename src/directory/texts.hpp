// Cells of names and lists -> clean texts: spreadsheet guards, lists in one cell, distinguished names, logins, proxy
// addresses. Comes in: one cell; goes out: owned texts; called by normalize.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mfax/read.hpp"

namespace mfax::directory {

/// Trimmed, and without one layer of spreadsheet guard: ="004102", '004102.
std::string_view clean_text(std::string_view cell) noexcept;

/// Values of an array cell (kValueSeparator), places kept: "" for an element without the member.
std::vector<std::string_view> split_elements(std::string_view cell);
/// Calls fn(k, element) for each of them. Nearly all cells hold one.
template <class Fn>
void for_each_element(std::string_view cell, Fn&& fn) {
  for (std::size_t k = 0;; ++k) {
    const std::size_t end = cell.find(kValueSeparator);
    fn(k, cell.substr(0, end));
    if (end == std::string_view::npos) return;
    cell.remove_prefix(end + 1);
  }
}

/// Several telephone numbers in one cell: at line ends, '|', and at ';' where the next part begins like a number, so
/// that the parameters of tel:+1...;ext=12 stay. Commas and slashes are left to the number parser, which tries each
/// part.
std::vector<std::string_view> split_numbers(std::string_view element);

/// No sign at which split_list might cut, and no blank at either end.
bool is_one_value(std::string_view element) noexcept;

/// Group and other lists: line ends, '|', ';' (not "\;", csvde's escape); distinguished names joined by commas;
/// addresses joined by blanks; proxy addresses joined by '+'. With `at_commas` also commas.
std::vector<std::string_view> split_list(std::string_view element, bool at_commas);
/// Calls fn(part) for each of them. Without one of these signs and without two addresses there is one.
template <class Fn>
void for_each_listed(std::string_view element, bool at_commas, Fn&& fn) {
  if (is_one_value(element)) {
    if (!element.empty()) fn(element);
    return;
  }
  for (const std::string_view part : split_list(element, at_commas)) fn(part);
}

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
