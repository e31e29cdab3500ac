// In: a carrier's name as routing databases write it. Out: the same without decoration, and the key that names are
// compared by. docs/normalization.md 3.2, steps 1, 3, 4 and 5. Next: carrier.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mfax::carrier_text {

/// "Verizon Wireless:6006 - SVR/2" -> "Verizon Wireless": routing marks are taken from the right until nothing changes.
std::string_view without_decoration(std::string_view text) noexcept;
/// Lower case, accents dropped, '&' and '+' kept, other punctuation to blanks, dotted letters joined ("L.P." -> "lp").
std::string key(std::string_view text);
/// Legal forms dropped from the end of a key ("t mobile usa inc" -> "t mobile usa").
std::string_view without_legal_form(std::string_view key) noexcept;
/// "X DBA Y": Y is in use, X is the company; "Y formerly X" the other way round.
struct TwoNames {
  std::string_view in_use, other;
};
std::optional<TwoNames> split_names(std::string_view text) noexcept;
/// "", "{}", "unknown", "n/a" ...: a cell that says there is no carrier.
bool is_null(std::string_view text);
/// The five named HTML entities and numeric ones of ASCII, where an exporter left them.
std::string without_entities(std::string_view text);

/// MCC and MNC, digits only, as written.
struct Code {
  std::string mcc, mnc;
};
/// A code and nothing else: 310260, 310-260, 310/260, "310 260", "mcc=310;mnc=260", 310260.0.
std::optional<Code> parse_code(std::string_view text);
/// "310410 AT&T Mobility", "AT&T (310-410)": the name, and the code beside it.
struct NameAndCode {
  std::string_view name;
  Code code;
};
std::optional<NameAndCode> split_code(std::string_view text);

}  // namespace mfax::carrier_text
