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
/// The name after "DBA", "d/b/a" and the name before it.
struct DoingBusinessAs {
  std::string_view company, brand;
};
std::optional<DoingBusinessAs> split_dba(std::string_view text) noexcept;
/// "", "{}", "unknown", "n/a" ...: a cell that says there is no carrier.
bool is_null(std::string_view text);
/// The five named HTML entities and numeric ones of ASCII, where an exporter left them.
std::string without_entities(std::string_view text);

/// MCC and MNC as written, digits only.
struct Code {
  std::string mcc, mnc;
};
/// 310260, 310-260, 310/260, "310 260", 310:260, 310.260.
std::optional<Code> parse_code(std::string_view text);

}  // namespace mfax::carrier_text
