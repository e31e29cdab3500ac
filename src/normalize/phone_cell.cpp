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
    "#div/0!", "#n/a", "#name?", "#null", "#null!", "#num!", "#ref!", "#value!", "()", "(blank)", "(empty)", "(none)",
    "(null)", "(unknown)", "-", "--", "---", "-0", ".", "0", "0.0", "00", "<empty>", "<na>", "<none>", "<null>", "?",
    "[]", "[blank]", "[empty]", "[none]", "[null]", "\\n", "aucun", "aucune", "bilinmiyor", "blank", "brak",
    "desconhecido", "desconocido", "ej angivet", "empty", "entfallt", "geen", "ikke oppgitt", "inconnu", "ingen",
    "ismeretlen", "k.a.", "kein", "keine", "keine angabe", "leeg", "leer", "mangler", "missing", "n / a", "n.a.",
    "n.d.", "n.v.", "n/a", "n/d", "n/v", "na", "nan", "necunoscut", "nenhum", "nenhuma", "nessuna", "nessuno",
    "neznamo", "neznamy", "nicht angegeben", "nicht vorhanden", "nie podano", "nil", "ninguna", "ninguno", "no",
    "no data", "no number", "no phone", "no value", "non communique", "non renseigne", "none", "none given",
    "none provided", "none.", "not available", "not given", "not known", "not provided", "not set", "nul", "null",
    "null value", "okand", "onbekend", "pas de numero", "pas de telephone", "s/d", "s/n", "saknas", "sconosciuto",
    "sin dato", "sin datos", "sin numero", "sin telefono", "tba", "tbc", "tbd", "to be confirmed", "tuntematon",
    "ukendt", "ukjent", "unavailable", "unbekannt", "undefined", "unknown", "vacio", "vazio", "vide", "vuoto", "yok",
    "{}"};
constexpr std::string_view kWithheldWords[] = {
    "afgeschermd", "anoniem", "anonim", "anonimo", "anonimowe", "anonimowy", "anonym", "anonyme", "anonymous",
    "anonymous caller", "ascuns", "blocked", "bloqueado", "cache", "caller id blocked", "concealed", "confidential",
    "dolt", "dolt nummer", "geheim", "geheime", "gizli", "gizli numara", "hemlig", "hemligt", "hemligt nummer",
    "hidden", "masque", "masquee", "nascosto", "no caller id", "not disclosed", "numara gizli", "numero anonimo",
    "numero anonyme", "numero cache", "numero masque", "numero oculto", "numero privado", "numero privato",
    "numero prive", "nummer unterdruckt", "oculta", "oculto", "onderdrukt", "ozel", "ozel numara", "privada",
    "privado", "privat", "privata", "private", "private caller", "private number", "privato", "prive", "rejtett",
    "restricted", "restringido", "restrito", "riservato", "rufnummer unterdruckt", "salainen", "skjult",
    "skjult nummer", "skryte", "skyddad", "skyddat", "soukrome", "soukromy", "suppressed", "titkos", "ukryte",
    "ukryty", "undisclosed", "unknown caller", "unterdruckt", "unterdrueckt", "utajene", "verborgen", "withheld",
    "withheld number", "yksityinen", "zastrzezone", "zastrzezony"};
// Beside one of them: "Number withheld", "CLI hidden", "numer zastrzezony".
constexpr std::string_view kNeutralWords[] = {"by", "caller", "callerid", "cid", "cisla", "cislo", "cli", "clid", "clip", "id", "no", "numara",
                                              "numer", "numero", "number", "nummer", "phone", "rufnummer", "szam", "telefon", "user"};
// As written, in small letters, before cleaning, which keeps no letters of other scripts.
constexpr std::string_view kForeignNull[] = {
    "\u043D\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043D\u043E",
    "\u043D\u0435\u0438\u0437\u0432\u0435\u0441\u0442\u043D\u044B\u0439", "\u043D\u0435\u0442",
    "\u043D\u0435\u0442 \u043D\u043E\u043C\u0435\u0440\u0430", "\u043D\u0435 \u0443\u043A\u0430\u0437\u0430\u043D",
    "\u043D\u0435 \u0443\u043A\u0430\u0437\u0430\u043D\u043E", "\u043D\u0435\u0432\u0456\u0434\u043E\u043C\u043E",
    "\u4E0D\u660E", "\u672A\u77E5", "\u65E0", "\u7121", "\u672A\u586B", "\u7A7A", "\u306A\u3057", "\u7121\u3057",
    "\uC5C6\uC74C", "\uBBF8\uC0C1", "\u063A\u064A\u0631 \u0645\u0639\u0631\u0648\u0641",
    "\u05DC\u05D0 \u05D9\u05D3\u05D5\u05E2", "\u03AC\u03B3\u03BD\u03C9\u03C3\u03C4\u03BF",
    "\u03AC\u03B3\u03BD\u03C9\u03C3\u03C4\u03BF\u03C2", "\u0E44\u0E21\u0E48\u0E21\u0E35"};
constexpr std::string_view kForeignWithheld[] = {
    "\u0430\u043D\u043E\u043D\u0438\u043C\u043D\u043E", "\u0430\u043D\u043E\u043D\u0438\u043C\u043D\u044B\u0439",
    "\u0430\u043D\u043E\u043D\u0438\u043C", "\u0430\u043D\u043E\u043D\u0456\u043C",
    "\u0430\u043D\u043E\u043D\u0456\u043C\u043D\u043E", "\u0441\u043A\u0440\u044B\u0442",
    "\u0441\u043A\u0440\u044B\u0442\u043E", "\u0441\u043A\u0440\u044B\u0442\u044B\u0439",
    "\u0441\u043A\u0440\u044B\u0442\u044B\u0439 \u043D\u043E\u043C\u0435\u0440",
    "\u043D\u043E\u043C\u0435\u0440 \u0441\u043A\u0440\u044B\u0442",
    "\u043F\u0440\u0438\u0445\u043E\u0432\u0430\u043D\u043E",
    "\u043F\u0440\u0438\u0445\u043E\u0432\u0430\u043D\u0438\u0439", "\u0447\u0430\u0441\u0442\u043D\u044B\u0439",
    "\u0447\u0430\u0441\u0442\u043D\u044B\u0439 \u043D\u043E\u043C\u0435\u0440",
    "\u0437\u0430\u0441\u0435\u043A\u0440\u0435\u0447\u0435\u043D", "\u975E\u901A\u77E5", "\u975E\u901A\u77E5\u8A2D\u5B9A",
    "\u533F\u540D", "\u9690\u85CF\u53F7\u7801", "\u672A\u663E\u793A", "\u9690\u85CF", "\u96B1\u85CF",
    "\u96B1\u85CF\u865F\u78BC", "\u4E0D\u663E\u793A", "\u672A\u986F\u793A", "\uBE44\uACF5\uAC1C",
    "\uBC1C\uC2E0\uBC88\uD638\uD45C\uC2DC\uC81C\uD55C", "\uBC1C\uC2E0\uBC88\uD638 \uD45C\uC2DC\uC81C\uD55C",
    "\uBC1C\uC2E0\uBC88\uD638 \uD45C\uC2DC \uC81C\uD55C", "\uBC1C\uC2E0\uC790 \uD45C\uC2DC \uC81C\uD55C",
    "\uBC1C\uC2E0\uC790\uD45C\uC2DC\uC81C\uD55C", "\u062E\u0627\u0635", "\u0631\u0642\u0645 \u062E\u0627\u0635",
    "\u0645\u062D\u062C\u0648\u0628", "\u0631\u0642\u0645 \u0645\u062D\u062C\u0648\u0628", "\u0645\u062C\u0647\u0648\u0644",
    "\u062E\u0635\u0648\u0635\u06CC", "\u0646\u0627\u0634\u0646\u0627\u0633", "\u05D7\u05E1\u05D5\u05D9",
    "\u05DE\u05E1\u05E4\u05E8 \u05D7\u05E1\u05D5\u05D9", "\u05D7\u05E1\u05D5\u05DD",
    "\u03B1\u03C0\u03CC\u03BA\u03C1\u03C5\u03C8\u03B7", "\u03BC\u03B5 \u03B1\u03C0\u03CC\u03BA\u03C1\u03C5\u03C8\u03B7",
    "\u03B1\u03BD\u03CE\u03BD\u03C5\u03BC\u03BF\u03C2", "\u03B1\u03BD\u03CE\u03BD\u03C5\u03BC\u03B7",
    "\u0E44\u0E21\u0E48\u0E41\u0E2A\u0E14\u0E07\u0E2B\u0E21\u0E32\u0E22\u0E40\u0E25\u0E02",
    "\u0E40\u0E1A\u0E2D\u0E23\u0E4C\u0E2A\u0E48\u0E27\u0E19\u0E15\u0E31\u0E27"};
constexpr std::string_view kMaskWords[] = {"anonymised", "anonymized", "censored", "hidden", "masked", "obfuscated", "redacted", "scrubbed"};

template <std::size_t N>
bool is_listed(std::string_view text, const std::string_view (&list)[N]) noexcept {
  return std::any_of(std::begin(list), std::end(list), [&](std::string_view word) { return equals_ignore_case(text, word); });
}

/// "Number withheld": one of the words, and others that add nothing.
bool is_withheld_phrase(std::string_view text) noexcept {
  bool is_said = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    const bool is_word = is_listed(word, kWithheldWords);
    if (!word.empty() && !is_word && !is_listed(word, kNeutralWords)) return false;
    is_said = is_said || is_word;
    begin = end + 1;
  }
  return is_said;
}

/// Cyrillic and Greek capitals made small; the other scripts of the lists have none.
std::string small_letters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint cp = decode_utf8(text, at);
    if (cp.size == 0) break;
    const bool is_capital = (cp.value >= 0x391 && cp.value <= 0x3A9) || (cp.value >= 0x410 && cp.value <= 0x42F);
    append_utf8(out, is_capital ? cp.value + 0x20 : cp.value);
    at += cp.size;
  }
  return out;
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
  // "4155552671,123" is an extension; a point in bare digits is arithmetic: nobody groups eight digits and more.
  constexpr std::size_t kLeastWhole = 8;
  const bool is_bare = whole.size() == point && whole.size() >= kLeastWhole && whole.front() != '0';
  const bool is_arithmetic = text[point] == '.' && (is_zero || fraction.size() <= 2 || is_bare);
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

bool is_mask_word(std::string_view text) noexcept { return is_listed(trim(text), kMaskWords); }

NumberStatus word_status(std::string_view text) noexcept {
  if (text.empty() || is_listed(text, kNullWords)) return NumberStatus::null;
  if (is_listed(text, kWithheldWords) || is_withheld_phrase(text)) return NumberStatus::withheld;
  const bool is_bracketed = text.size() > 2 && std::string_view("[<({").find(text.front()) != std::string_view::npos &&
                            std::string_view("]>)}").find(text.back()) != std::string_view::npos;
  return is_mask_word(is_bracketed ? text.substr(1, text.size() - 2) : text) ? NumberStatus::masked : NumberStatus::ok;
}

NumberStatus foreign_word_status(std::string_view raw) {
  constexpr std::size_t kLongestWord = 64;
  if (raw.size() > kLongestWord || raw.empty() || static_cast<unsigned char>(raw.front()) < 0x80) return NumberStatus::ok;
  const std::string word = small_letters(raw);
  if (is_listed(std::string_view(word), kForeignNull)) return NumberStatus::null;
  return is_listed(std::string_view(word), kForeignWithheld) ? NumberStatus::withheld : NumberStatus::ok;
}

NumberStatus word_list_status(std::string_view text) {
  constexpr std::string_view kMarks = ",;|\n";
  NumberStatus status = NumberStatus::null;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(kMarks, begin), text.size());
    const NumberStatus word = word_status(trim(text.substr(begin, end - begin)));
    if (word != NumberStatus::null && word != NumberStatus::withheld) return NumberStatus::ok;
    if (word == NumberStatus::withheld) status = word;
    begin = end + 1;
  }
  return status;
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
