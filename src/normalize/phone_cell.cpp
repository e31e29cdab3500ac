// In: the clean text of one cell. Out: guards off, empty and withheld words named, spreadsheet forms undone or refused.
// Next: phone_mask.cpp looks for masks, phone_parts.cpp takes the rest apart.
#include "normalize/phone_cell.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace mfax::phone {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool are_digits(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of(kDigits) == std::string_view::npos;
}

// Accents are gone by now (phone_text.cpp). Languages: English, German, French, Spanish, Portuguese, Italian, Dutch, the
// Scandinavian ones, Polish, Turkish.
constexpr std::string_view kNullWords[] = {
    "-", "--", "---", ".", "?", "0", "#n/a", "#name?", "#null!", "#num!", "#ref!", "#value!", "#div/0!", "(blank)",
    "(none)", "(null)", "()", "<none>", "<null>", "[]", "[null]", "\\n", "{}", "aucun", "aucune", "blank", "brak", "desconhecido",
    "desconocido", "empty", "geen", "inconnu", "ingen", "k.a.", "kein", "keine", "keine angabe", "leeg", "leer", "missing", "n.a.",
    "n/a", "n/d", "na", "nan", "nenhum", "nessuno", "nil", "ninguno", "no", "no number", "no phone", "none", "non renseigne",
    "not available", "not provided", "not set", "null", "okand", "onbekend", "sconosciuto", "tbd", "ukendt", "ukjent", "unavailable",
    "unbekannt", "undefined", "unknown", "vacio", "vazio", "vide", "vuoto"};
constexpr std::string_view kWithheldWords[] = {
    "afgeschermd", "anoniem", "anonim", "anonimo", "anonym", "anonyme", "anonymous", "anonymous caller", "blocked",
    "caller id blocked", "confidential", "dolt nummer", "geheim", "gizli", "gizli numara", "hemligt", "hemligt nummer", "hidden",
    "masque", "no caller id", "numero anonimo", "numero anonyme", "numero cache", "numero masque", "numero oculto",
    "numero privado", "numero privato", "numero prive", "nummer unterdruckt", "oculto", "prive", "privado", "private",
    "private caller", "private number", "privato", "restricted", "restringido", "restrito", "rufnummer unterdruckt", "skjult",
    "skjult nummer", "suppressed", "unknown caller", "unterdruckt", "unterdrueckt", "verborgen", "withheld", "withheld number"};
// As written, before cleaning, which keeps no letters of other scripts.
constexpr std::string_view kForeignNull[] = {
    "\u043D\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043D\u043E", "\u043D\u0435\u0442", "\u4E0D\u660E", "\u672A\u77E5", "\u65E0", "\u7121"};
constexpr std::string_view kForeignWithheld[] = {
    "\u0430\u043D\u043E\u043D\u0438\u043C\u043D\u043E", "\u0441\u043A\u0440\u044B\u0442", "\u0441\u043A\u0440\u044B\u0442\u043E",
    "\u043D\u043E\u043C\u0435\u0440 \u0441\u043A\u0440\u044B\u0442", "\u975E\u901A\u77E5", "\u533F\u540D",
    "\u9690\u85CF\u53F7\u7801", "\uBE44\uACF5\uAC1C", "\uBC1C\uC2E0\uBC88\uD638\uD45C\uC2DC\uC81C\uD55C",
    "zastrze\u017Cony"};
constexpr std::string_view kMaskWords[] = {"[masked]", "[redacted]", "<redacted>", "(redacted)", "masked", "redacted"};

template <std::size_t N>
bool is_listed(std::string_view text, const std::string_view (&list)[N]) noexcept {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view word) { return equals_ignore_case(text, word); });
}

/// "1.4155552671E+10": digits before the point, after it, and the exponent.
struct Scientific {
  std::string_view whole, fraction;
  std::size_t exponent = 0;
  bool is_negative = false;
};

bool parse_scientific(std::string_view text, Scientific& out) noexcept {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos) return false;
  std::string_view mantissa = text.substr(0, e), exponent = text.substr(e + 1);
  mantissa = trim(mantissa);
  if (!mantissa.empty() && mantissa.front() == '+') mantissa.remove_prefix(1);
  const std::size_t point = mantissa.find_first_of(".,");
  out.whole = mantissa.substr(0, point);
  out.fraction = point == std::string_view::npos ? std::string_view() : mantissa.substr(point + 1);
  if (!are_digits(out.whole) || (!out.fraction.empty() && !are_digits(out.fraction))) return false;
  while (!exponent.empty() && exponent.front() == ' ') exponent.remove_prefix(1);  // a '+' that was read as a blank
  if (!exponent.empty() && (exponent.front() == '+' || exponent.front() == '-')) {
    out.is_negative = exponent.front() == '-';
    exponent.remove_prefix(1);
  }
  if (!are_digits(exponent) || exponent.size() > 3) return false;
  for (const char c : exponent) out.exponent = out.exponent * 10 + static_cast<std::size_t>(c - '0');
  return true;
}

bool expand_scientific(const Scientific& number, std::string& text, CodeSet& codes) {
  const bool is_exact = !number.is_negative && number.whole.front() != '0' && number.fraction.size() >= number.exponent &&
                        number.fraction.find_first_not_of('0', number.exponent) == std::string_view::npos;
  if (!is_exact) {
    codes.add(!number.is_negative && number.fraction.size() < number.exponent ? DiagCode::P_SCI_LOSSY : DiagCode::P_DAMAGED);
    return false;
  }
  std::string digits(number.whole);
  digits.append(number.fraction.substr(0, number.exponent));
  text = std::move(digits);
  codes.add(DiagCode::P_SCI_EXACT);
  return true;
}

/// "4.155552671": what a spreadsheet leaves of 4.155552671E9. With a plus one digit before a dot is a calling code.
bool is_bare_mantissa(std::string_view text) noexcept {
  constexpr std::size_t kLeastFraction = 6;
  return text.size() > kLeastFraction + 1 && is_ascii_digit(text[0]) && text[1] == '.' && are_digits(text.substr(2));
}

/// "(415) 555-2671.0": one dot, at the end, in a number that is written with other signs.
bool has_formatted_whole(std::string_view whole) noexcept {
  const auto digits = std::count_if(whole.begin(), whole.end(), is_ascii_digit);
  return digits >= 7 && is_ascii_digit(whole.back()) && whole.find_first_not_of("+0123456789 ()-") == std::string_view::npos;
}

/// "14155552671.0", ",00": false for a fraction that is not zero, or longer than a spreadsheet shows.
bool drop_fraction(std::string& text, CodeSet& codes) {
  const std::size_t point = text.find_last_of(".,");
  if (point == std::string::npos || !are_digits(std::string_view(text).substr(point + 1))) return true;
  std::string_view whole(text.data(), point);
  const std::string_view fraction = std::string_view(text).substr(point + 1);
  const bool is_negative = whole.starts_with("-");
  if (is_negative || whole.starts_with("+")) whole.remove_prefix(1);
  const bool is_short_zero = fraction == "0" || fraction == "00";
  if (!are_digits(whole) && text[point] == '.' && is_short_zero && has_formatted_whole(whole)) {
    text.resize(point);
    codes.add(DiagCode::P_FLOAT_SUFFIX);
    return true;
  }
  if (!are_digits(whole) || whole.size() < 7) return true;
  if (is_negative && text[point] == '.') {
    codes.add(DiagCode::P_DAMAGED);
    return false;
  }
  const bool is_zero = fraction.find_first_not_of('0') == std::string_view::npos;
  if (is_zero && fraction.size() <= 2) {
    text.resize(point);
    codes.add(DiagCode::P_FLOAT_SUFFIX);
    return true;
  }
  // "4155552671,123" is an extension; a point before one or two digits, or before zeros only, is arithmetic.
  const bool is_arithmetic = text[point] == '.' && (is_zero || fraction.size() <= 2);
  if (is_arithmetic) codes.add(DiagCode::P_DAMAGED);
  return !is_arithmetic;
}

/// "14,155,552,671", "14'155'552'671", with or without ".00".
void join_thousands(std::string& text, CodeSet& codes) {
  std::string_view rest(text);
  const bool has_plus = !rest.empty() && rest.front() == '+';
  if (has_plus) rest.remove_prefix(1);
  const std::size_t first = rest.find_first_of(",'");
  if (first == std::string_view::npos || first == 0 || first > 3) return;
  const char mark = rest[first];
  std::string joined(has_plus ? "+" : "");
  const std::size_t point = rest.find('.');
  if (point != std::string_view::npos && rest.find_first_not_of('0', point + 1) != std::string_view::npos) return;
  std::size_t groups = 0;
  for (const std::string_view group : split(rest.substr(0, point), mark)) {
    if (!are_digits(group) || (groups > 0 && group.size() != 3)) return;
    joined.append(group);
    ++groups;
  }
  if (groups < 3) return;
  text = std::move(joined);
  codes.add(DiagCode::P_THOUSANDS);
}

bool is_iso_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != text[7] || (text[4] != '-' && text[4] != '/' && text[4] != '.')) return false;
  const std::string_view year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
  if (!are_digits(year) || !are_digits(month) || !are_digits(day)) return false;
  return (year.starts_with("19") || year.starts_with("20")) && month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

/// Four groups of at most 255; four groups of two digits are a Scandinavian number.
bool is_ipv4(std::string_view text) noexcept {
  const auto groups = split(text, '.');
  if (groups.size() != 4) return false;
  bool all_pairs = true;
  for (const std::string_view group : groups) {
    if (!are_digits(group) || group.size() > 3 || (group.size() == 3 && group > "255")) return false;
    all_pairs = all_pairs && group.size() == 2;
  }
  return !all_pairs;
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  constexpr std::string_view kBlank = " \n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string_view strip_guards(std::string_view text, CodeSet& codes) noexcept {
  constexpr int kMaxLayers = 4;  // ="""...""" is two
  for (int layer = 0; layer < kMaxLayers; ++layer) {
    std::string_view inner = text;
    if (inner.size() >= 2 && inner.front() == '=') inner.remove_prefix(1);
    if (inner.size() >= 2 && inner.front() == '"' && inner.back() == '"') inner = inner.substr(1, inner.size() - 2);
    if (inner.size() >= 2 && (inner.front() == '\'' || inner.front() == '`')) {
      const bool is_pair = inner.back() == inner.front();
      inner = inner.substr(1, inner.size() - (is_pair ? 2 : 1));
    }
    inner = trim(inner);
    if (inner == text) break;
    text = inner;
    codes.add(DiagCode::P_GUARD);
  }
  return text;
}

NumberStatus word_status(std::string_view text) noexcept {
  if (text.empty() || is_listed(text, kNullWords)) return NumberStatus::null;
  if (is_listed(text, kWithheldWords)) return NumberStatus::withheld;
  if (is_listed(text, kMaskWords)) return NumberStatus::masked;
  return NumberStatus::ok;
}

NumberStatus foreign_word_status(std::string_view raw) noexcept {
  if (is_listed(raw, kForeignNull)) return NumberStatus::null;
  return is_listed(raw, kForeignWithheld) ? NumberStatus::withheld : NumberStatus::ok;
}

bool says_withheld(std::string_view text) noexcept {
  constexpr std::string_view kSigns = "<>()[]\"':@";
  constexpr std::string_view kSchemes[] = {"sip", "sips", "tel"};
  constexpr std::size_t kLongestPort = 5;
  bool is_said = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(kSigns, begin), text.size());
    const std::string_view piece = trim(text.substr(begin, end - begin));
    begin = end + 1;
    const bool is_word = is_listed(piece, kWithheldWords);
    const bool is_host = piece.find('.') != std::string_view::npos || (are_digits(piece) && piece.size() <= kLongestPort);
    if (!piece.empty() && !is_word && !is_host && !is_listed(piece, kSchemes)) return false;
    is_said = is_said || is_word;
  }
  return is_said;
}

bool undo_spreadsheet(std::string& text, CodeSet& codes) {
  Scientific number;
  if (parse_scientific(text, number)) return expand_scientific(number, text, codes);
  if (is_bare_mantissa(text)) {
    codes.add(DiagCode::P_DAMAGED);
    return false;
  }
  join_thousands(text, codes);
  return drop_fraction(text, codes);
}

bool is_date_or_address(std::string_view text) noexcept { return is_iso_date(text) || is_ipv4(text); }

}  // namespace mfax::phone
