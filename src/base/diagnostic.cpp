// The table of every code. It is the documentation: docs/diagnostics.md and `mfax explain CODE` are made from it.
#include "mfax/diagnostic.hpp"

namespace mfax {
namespace {

using enum DiagCode;

constexpr DiagInfo kInfos[] = {
    {none, "", false, "", ""},
    {P_JSON_NUMBER, "P_JSON_NUMBER", false, "the number was a JSON number, not a string", "Nothing to do: its digits were kept."},
    {P_TRIMMED, "P_TRIMMED", false, "text around the number was dropped", "Look at the raw value if the match surprises you."},
    {P_UNICODE_DIGITS, "P_UNICODE_DIGITS", false, "digits or signs of another script were read", "Nothing to do."},
    {P_URI, "P_URI", false, "an address form (tel:, sms:, sip:, whatsapp:) was unpacked", "Nothing to do."},
    {P_GUARD, "P_GUARD", false, "a spreadsheet guard (apostrophe, =\"...\") was removed", "Nothing to do."},
    {P_FLOAT_SUFFIX, "P_FLOAT_SUFFIX", false, "a trailing .0 left by a spreadsheet was dropped", "Export the column as text to be sure."},
    {P_SCI_EXACT, "P_SCI_EXACT", false, "scientific notation with all digits was expanded", "Export the column as text to be sure."},
    {P_SCI_LOSSY, "P_SCI_LOSSY", true, "scientific notation has lost digits", "The number cannot be restored: ask for the original file, not one saved by a spreadsheet."},
    {P_THOUSANDS, "P_THOUSANDS", false, "groups of thousands were joined", "Export the column as text to be sure."},
    {P_MASKED, "P_MASKED", true, "the number is masked", "Ask the source for unmasked numbers; a masked number is never completed."},
    {P_SERVICE_CODE, "P_SERVICE_CODE", false, "a dialling service code (*67, #31#) was dropped", "Nothing to do."},
    {P_NULL, "P_NULL", true, "there is no number", "Nothing to do if the provider left it empty; else check the column with `mfax inspect`."},
    {P_WITHHELD, "P_WITHHELD", true, "the number was withheld (anonymous, restricted, blocked)", "Nothing to do."},
    {P_PLACEHOLDER, "P_PLACEHOLDER", false, "the number is reserved or looks invented; it is matched like any other", "Check the person's record."},
    {P_NOT_PHONE, "P_NOT_PHONE", true, "not a telephone number", "Check the column with `mfax inspect`; choose another with --map to_number=COLUMN."},
    {P_ALPHA_SENDER, "P_ALPHA_SENDER", true, "a sender name made of letters", "If this column holds recipients, choose another with --map to_number=COLUMN."},
    {P_VANITY, "P_VANITY", false, "letters of a vanity number were converted by the keypad", "Nothing to do."},
    {P_SHORT_CODE, "P_SHORT_CODE", true, "a short code, not a subscriber's number", "Nothing to do."},
    {P_MULTI, "P_MULTI", false, "the cell holds several numbers; each was taken", "Nothing to do."},
    {P_EXT, "P_EXT", false, "an extension was split off", "Nothing to do."},
    {P_REGION_ASSUMED, "P_REGION_ASSUMED", false, "no country code: read as a national number of the region", "Check --default-region, or give a column with the country."},
    {P_INTL_NO_PLUS, "P_INTL_NO_PLUS", false, "international digits without '+', by the column's convention", "If the column holds national numbers: --number-form national."},
    {P_IDD, "P_IDD", false, "an international prefix (00, 011) was read as '+'", "Nothing to do."},
    {P_TRUNK, "P_TRUNK", false, "a trunk digit after the country code was dropped", "Nothing to do."},
    {P_LEGACY_PLAN, "P_LEGACY_PLAN", false, "matched by an older form of the same number", "Confirm with the person if it matters."},
    {P_NEW_PLAN, "P_NEW_PLAN", false, "matched by a newer form of the same number", "Confirm with the person if it matters."},
    {P_POSSIBLE, "P_POSSIBLE", false, "right length, but not a range the numbering data know", "Nothing to do: validity never decides a match."},
    {P_IMPOSSIBLE, "P_IMPOSSIBLE", true, "wrong length for its country", "A typing error or lost digits; with a country code it is kept as a weak key (--min-confidence likely)."},
    {P_COLUMN_UNDECIDED, "P_COLUMN_UNDECIDED", true, "digits that could be national or international", "Say which: --number-form international or --number-form national."},
    {P_NEEDS_REGION, "P_NEEDS_REGION", true, "a national number without a region", "Give --default-region CC, or --map country=COLUMN."},
    {P_DAMAGED, "P_DAMAGED", true, "damaged by a spreadsheet or a conversion", "Ask for the original file."},
    {C_CODE, "C_CODE", false, "carrier found by its network code (MCC/MNC)", "A code names the network's owner; a brand on that network may differ."},
    {C_DECORATION, "C_DECORATION", false, "routing decoration of a carrier name was dropped", "Nothing to do."},
    {C_ALIAS, "C_ALIAS", false, "carrier found by an alias", "Nothing to do."},
    {C_UNMAPPED, "C_UNMAPPED", false, "carrier name unknown to the table; passed through", "Nothing to do: it is listed with its count."},
    {C_NO_COUNTRY, "C_NO_COUNTRY", false, "a carrier brand of several countries without a country", "Nothing to do."},
    {C_CODE_CONFLICT, "C_CODE_CONFLICT", false, "carrier name and network code disagree", "Nothing to do: the name counts."},
    {C_TYPE_CONFLICT, "C_TYPE_CONFLICT", false, "sources disagree about the line type", "Nothing to do."},
    {L_ALIAS, "L_ALIAS", false, "place found by an alias", "Nothing to do."},
    {L_AMBIGUOUS, "L_AMBIGUOUS", false, "place text has several readings", "Nothing to do: it was left open."},
    {L_UNKNOWN, "L_UNKNOWN", false, "country unknown", "Nothing to do: the number's own country is used."},
    {L_UNKNOWN_STATE, "L_UNKNOWN_STATE", false, "state unknown in its country", "Nothing to do."},
    {L_RELATED, "L_RELATED", false, "country of the log and of the number differ lawfully", "Nothing to do."},
    {L_CONFLICT, "L_CONFLICT", false, "country of the log and of the number disagree", "Many of these mean a wrong column mapping or a wrong --default-region."},
    {T_NAIVE, "T_NAIVE", false, "time without a zone", "Give --assume-tz ZONE (for example --assume-tz UTC). The row still counts, undated."},
    {T_ZONE_AMBIGUOUS, "T_ZONE_AMBIGUOUS", false, "zone abbreviation with several meanings", "Give --assume-tz ZONE. The row still counts, undated."},
    {T_NONEXISTENT, "T_NONEXISTENT", false, "local time skipped by a clock change", "Check the zone. The row still counts, undated."},
    {T_FOLD, "T_FOLD", false, "local time that occurred twice; the earlier instant was taken", "Nothing to do."},
    {T_DAYMONTH_UNDECIDED, "T_DAYMONTH_UNDECIDED", false, "day and month cannot be told apart in this column", "Say which comes first: --date-order mdy or --date-order dmy. The rows still count, undated."},
    {T_ORDER_CONFLICT, "T_ORDER_CONFLICT", false, "a date that exists in the other order of day and month only",
     "Dates of this column may be misread: say which comes first with --date-order, and give files of different order apart. The row still counts, undated."},
    {T_LEAP_SECOND, "T_LEAP_SECOND", false, "leap second taken as the following second", "Nothing to do."},
    {T_24H, "T_24H", false, "24:00 read as the next midnight", "Nothing to do."},
    {T_WEEKDAY, "T_WEEKDAY", false, "weekday does not fit the date; the date counts", "Nothing to do."},
    {T_ODD_OFFSET, "T_ODD_OFFSET", false, "offset beyond 14 hours", "Check the source."},
    {T_SENTINEL, "T_SENTINEL", false, "a stand-in for \"no time\"", "The row still counts, undated."},
    {T_IMPLAUSIBLE, "T_IMPLAUSIBLE", false, "before 2000 or in the future; kept", "Check the unit or the source."},
    {T_PRECISION, "T_PRECISION", false, "seconds are missing", "Nothing to do."},
    {T_INVALID, "T_INVALID", false, "not a time", "Check the column with `mfax inspect`. The row still counts, undated."},
    {T_MISSING, "T_MISSING", false, "there is no time", "The row still counts, undated."},
    {T_ZONE_ASSUMED, "T_ZONE_ASSUMED", false, "zone taken from the option, the format or the header", "Check the zone printed under Assumed."},
    {E_CP1252, "E_CP1252", false, "file read as windows-1252", "If names look wrong: --encoding."},
    {E_UTF16, "E_UTF16", false, "file read as UTF-16", "Nothing to do."},
    {E_BAD_BYTE, "E_BAD_BYTE", false, "byte that is no UTF-8, replaced", "If names look wrong: --encoding."},
    {E_NUL, "E_NUL", false, "NUL byte in a row", "The file is damaged or not text: ask for it again."},
    {V_QUOTE, "V_QUOTE", false, "text after a closing quote was kept", "Nothing to do."},
    {V_UNCLOSED_QUOTE, "V_UNCLOSED_QUOTE", false, "a quote that never closes was taken as data", "Look at the row: a quote is missing."},
    {V_SHORT, "V_SHORT", false, "fewer cells than the header", "The missing cells were taken as empty."},
    {V_LONG, "V_LONG", false, "more cells than the header", "The extra cells were dropped: a delimiter may stand in an unquoted cell."},
    {V_REPEATED_HEADER, "V_REPEATED_HEADER", false, "the header again; not counted as a row", "Nothing to do."},
    {V_TOTAL_ROW, "V_TOTAL_ROW", false, "a total or trailer line; not counted as a message", "Nothing to do."},
    {V_ROW_TOO_LONG, "V_ROW_TOO_LONG", true, "row longer than the limit", "The file is damaged or not what it seems."},
    {V_DUPLICATE_COLUMN, "V_DUPLICATE_COLUMN", false, "two columns of one name; the first with a value counts", "Nothing to do."},
    {J_BAD_RECORD, "J_BAD_RECORD", true, "broken JSON record", "Look at the row; if it is the last one the file was cut off: get it again."},
    {J_DUPLICATE_KEY, "J_DUPLICATE_KEY", false, "a key occurs twice in a record; the first counts", "Nothing to do."},
    {J_TOO_BIG, "J_TOO_BIG", true, "JSON record larger than the limit", "The file is damaged or not what it seems."},
    {J_NOT_A_ROW, "J_NOT_A_ROW", true, "JSON value that is no record", "Check the file with `mfax inspect`."},
    {R_INBOUND_UNKNOWN, "R_INBOUND_UNKNOWN", false, "inbound row without the user's number", "If the number is in another column: --map from_number=COLUMN."},
    {R_NOT_PHONE_CHANNEL, "R_NOT_PHONE_CHANNEL", false, "a channel that uses no telephone number", "Nothing to do."},
    {R_OWN_NUMBER, "R_OWN_NUMBER", false, "the number is the organization's own sender", "Nothing to do."},
    {R_NOT_A_MESSAGE, "R_NOT_A_MESSAGE", false, "the row tells of no text or call to a person", "Nothing to do."},
    {R_NOT_A_PERSON, "R_NOT_A_PERSON", false, "the directory entry is no person", "Nothing to do."},
    {D_NO_NUMBER, "D_NO_NUMBER", false, "the person has no usable number", "Add a directory that has the numbers."},
    {D_CONFLICT, "D_CONFLICT", false, "directories disagree about a person", "The directory named first on the command line counts."},
    {D_SHARED_LOGIN, "D_SHARED_LOGIN", false, "one login name with two ids", "They are kept as two people."},
    {D_LOST_VALUE, "D_LOST_VALUE", false, "a list was printed as a type name; its values are lost", "Join the values in the export command."},
};
static_assert(sizeof(kInfos) / sizeof(kInfos[0]) == kDiagCodeCount);

constexpr bool infos_are_in_order() {
  for (std::size_t i = 0; i < kDiagCodeCount; ++i)
    if (kInfos[i].code != static_cast<DiagCode>(i)) return false;
  return true;
}
static_assert(infos_are_in_order(), "kInfos is indexed by DiagCode");

}  // namespace

std::span<const DiagInfo> diag_infos() noexcept { return kInfos; }

const DiagInfo& diag_info(DiagCode code) noexcept {
  const auto index = static_cast<std::size_t>(code);
  return kInfos[index < kDiagCodeCount ? index : 0];
}

std::optional<DiagCode> parse_diag_code(std::string_view id) noexcept {
  for (const DiagInfo& info : kInfos)
    if (info.code != none && info.id == id) return info.code;
  return std::nullopt;
}

bool has_unreadable_time(const CodeSet& codes) noexcept {
  for (const DiagCode code : {T_NAIVE, T_ZONE_AMBIGUOUS, T_NONEXISTENT, T_DAYMONTH_UNDECIDED, T_ORDER_CONFLICT, T_INVALID})
    if (codes.has(code)) return true;
  return false;
}

DiagCode rejecting_code(const CodeSet& codes) noexcept {
  DiagCode reason = none;
  codes.for_each([&reason](DiagCode code) {
    if (reason == none && diag_info(code).rejects) reason = code;
  });
  return reason;
}

}  // namespace mfax
