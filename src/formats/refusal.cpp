// In: a file for which no format could be chosen, and what was tried. Out: FatalError(bad_input) that says what was
// seen, what is missing and what to do. Next: main prints it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/candidates.hpp"
#include "formats/value_shapes.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

std::string_view option_of(FormatKind kind) { return kind == FormatKind::log ? "--log" : "--directory"; }
std::string_view called(FormatKind kind) { return kind == FormatKind::log ? "message log" : "directory"; }

/// A column to propose for `test`, else the word COLUMN.
template <class Test>
std::string propose(const TableView& view, Test&& test) {
  for (const ColumnView& column : view.columns)
    if (share_of(column.values, test, 0) >= 0.5) return printable_name(column.name);
  return "COLUMN";
}

std::string map_hint(FormatKind kind, const TableView& view) {
  // Ten digits may be a time as well: a column that can be nothing but a phone goes first.
  std::string phone = propose(view, [](const std::string& value) {
    return looks_like_phone(value) && time_shape(value) == TimeShape::none;
  });
  if (phone == "COLUMN") phone = propose(view, [](const std::string& value) {
      return looks_like_phone(value) && !is_epoch_ms(value);
    });
  if (kind == FormatKind::log) {
    const std::string time = propose(view, [](const std::string& value) {
      return time_shape(value) == TimeShape::date_time || time_shape(value) == TimeShape::epoch;
    });
    return fmt::format("say which columns to read: --map 'to_number={}' --map 'sent_at={}'", phone, time);
  }
  const std::string email = propose(view, [](const std::string& value) { return looks_like_email(value); });
  return fmt::format("say which columns to read: --map 'phone={}' --map 'email={}'", phone, email);
}

/// The two formats that came nearest, for users who expected one.
std::string nearest_formats(std::span<const Fit> fits) {
  std::vector<const Fit*> near;
  for (const Fit& fit : fits)
    if (!fit.spec->is_generic && fit.candidate.matched_keys == 0 && fit.bound_fields >= 3) near.push_back(&fit);
  for (const Fit& fit : fits)
    if (fit.candidate.matched_keys > 0) near.insert(near.begin(), &fit);
  std::stable_sort(near.begin(), near.end(),
                   [](const Fit* a, const Fit* b) { return a->bound_fields > b->bound_fields; });
  std::string out;
  for (std::size_t i = 0; i < near.size() && i < 2; ++i)
    out += fmt::format("{}{} ({})", i == 0 ? "; nearest: " : ", ", near[i]->spec->id, near[i]->candidate.reason);
  return out;
}

struct Magic {
  std::string_view bytes, what;
};
// As decoded by the reader: bytes that are no UTF-8 arrive as windows-1252 letters.
constexpr Magic kMagics[] = {
    {"PK\x03\x04", "a zip archive (also .xlsx and .docx are): unpack it, or save the sheet as CSV"},
    {"%PDF-", "a PDF document"},
    {"SQLite format 3", "an SQLite database"},
    {"\xC3\x90\xC3\x8F\x11\xC3\xA0", "an old Office document (.xls, .doc): save the sheet as CSV"},
    {"\xE2\x80\xB0PNG", "a PNG image"},
    {"7z\xC2\xBC\xC2\xAF", "a 7-Zip archive: unpack it"},
    {"Rar!", "a RAR archive: unpack it"},
    {"PAR1", "a Parquet file: export it as CSV or JSON"},
    {"Obj\x01", "an Avro file: export it as JSON"},
    {"BEGIN:VCARD", "vCards: export CSV instead"},
};

/// 1709546400,host="...", eventtype="telephony", type="sms": what the Splunk example script prints.
bool is_key_value_line(std::string_view line) {
  std::size_t pairs = 0;
  for (std::size_t at = line.find("=\""); at != std::string_view::npos; at = line.find("=\"", at + 2))
    if (at > 0 && is_ascii_letter(line[at - 1])) ++pairs;
  return pairs >= 3;
}

/// 2024-03-04T14:02:11Z {"notification": ...}: what Amazon CloudWatch writes to S3.
bool is_stamped_json(std::string_view line) {
  const std::size_t brace = line.find("{\"");
  return brace != std::string_view::npos && brace >= 10 && brace <= 64 && line.ends_with('}') &&
         time_shape(trim_ascii(line.substr(0, brace))) == TimeShape::date_time;
}

[[noreturn]] void refuse(std::string_view path, std::string_view what, std::string hint) {
  throw FatalError(ExitCode::bad_input, fmt::format("{}: {}", path, what), std::move(hint));
}

/// What mfax itself has written says so in its first lines: "document_type": "exposure_report".
struct OwnDocument {
  std::string_view type, what, hint;
};
constexpr OwnDocument kOwnDocuments[] = {
    {"exposure_report", "a report of mfax itself, not an export",
     "`mfax report FILE` renders it, `mfax explain` looks into it; give the provider's log or the directory's export here"},
    {"inspection", "what `mfax inspect --json` has written, not an export", "give the file that was inspected"},
    {"manifest", "the manifest of an mfax run, not an export", "`mfax verify FOLDER` reads it"},
};
void refuse_own_document(std::string_view path, std::string_view start) {
  constexpr std::string_view kKey = "\"document_type\"";
  if (!start.starts_with('{')) return;
  std::string_view rest = start.substr(0, 512);
  const std::size_t key = rest.find(kKey);
  if (key == std::string_view::npos) return;
  rest.remove_prefix(key + kKey.size());
  rest.remove_prefix(std::min(rest.find('"'), rest.size()));
  for (const OwnDocument& own : kOwnDocuments)
    if (rest.size() > own.type.size() + 1 && rest.substr(1).starts_with(own.type) && rest[own.type.size() + 1] == '"')
      refuse(path, fmt::format("this is {}", own.what), std::string(own.hint));
}

}  // namespace

void refuse_if_not_text(std::string_view path, std::string_view head) {
  const std::string text_hint = "mfax reads delimited text (CSV, TSV), JSON and LDIF, also compressed or in zip and tar archives";
  if (trim_ascii(head.substr(0, 4096)).empty() && trim_ascii(head).empty())
    refuse(path, "the file is empty", "export it again, or leave it out");
  for (const Magic& magic : kMagics)
    if (head.starts_with(magic.bytes)) refuse(path, fmt::format("this is {}", magic.what), text_hint);
  const std::string_view start = head.substr(0, 4096);
  const auto controls = std::count_if(start.begin(), start.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 9 || (byte > 13 && byte < 32 && byte != 26 && byte != 27 && byte != 31);
  });
  if (static_cast<std::size_t>(controls) * 50 > start.size())
    refuse(path, fmt::format("binary data: {} control characters in the first {} bytes", controls, start.size()),
           text_hint);
  const std::string_view first = trim_ascii(start);
  refuse_own_document(path, first);
  if (first.starts_with("<"))
    refuse(path, "XML or HTML, not delimited text or JSON", "a saved web page or login form? Export CSV or JSON");
  if (is_key_value_line(first.substr(0, first.find_first_of("\r\n"))))
    refuse(path, "lines of key=\"value\" pairs, not delimited text or JSON", "export JSON lines instead");
  if (is_stamped_json(first.substr(0, first.find_first_of("\r\n"))))
    refuse(path, "lines of a time and then JSON, not delimited text or JSON",
           "keep what begins with the brace: sed 's/^[^{]*//' FILE > FILE.json");
  if (first.find("CEF:0|") < 200) refuse(path, "CEF lines, not delimited text or JSON", "export JSON lines instead");
}

void refuse_tie(std::string_view path, FormatKind kind, const Fit& first, const Fit& second) {
  refuse(path,
         fmt::format("two formats fit equally well: {} ({}) and {} ({})", first.spec->id, first.candidate.reason,
                     second.spec->id, second.candidate.reason),
         fmt::format("say which: {}-format {} or {}-format {}", option_of(kind), first.spec->id, option_of(kind),
                     second.spec->id));
}

void refuse_other_kind(std::string_view path, FormatKind wanted, const Fit& other) {
  const FormatKind kind = wanted == FormatKind::log ? FormatKind::directory : FormatKind::log;
  const std::string why = other.spec->is_generic ? fmt::format("{}; {}", other.spec->id, other.candidate.reason) : other.spec->id;
  refuse(path, fmt::format("this is a {} ({}), not a {}", called(kind), why, called(wanted)),
         fmt::format("give it with {}", option_of(kind)));
}

void refuse_file(std::string_view path, FormatKind kind, const TableView& view, std::span<const Fit> wanted_kind,
                 std::span<const Fit> other_kind) {
  const bool fits_other = !other_kind.empty() && other_kind.front().candidate.fits;
  for (const Fit& fit : wanted_kind) {
    if (fit.meaning.ambiguity.empty()) continue;
    const auto& choices = fit.meaning.choices;
    const bool has_time = std::any_of(choices.begin(), choices.end(),
                                      [](const ColumnChoice& choice) { return choice.field == Field::sent_at; });
    if (fits_other && !has_time) break;  // two phone columns and no time: people
    refuse(path, fit.meaning.ambiguity,
           fit.meaning.ambiguity_hint +
               (fits_other ? fmt::format("; if this is a {}, give it with {}", called(other_kind.front().spec->kind),
                                         option_of(other_kind.front().spec->kind))
                           : std::string()));
  }
  if (fits_other) refuse_other_kind(path, kind, other_kind.front());
  if (view.columns.empty())
    refuse(path, "JSON without records: no object with members was found",
           "an empty page? Leave it out, or name its format with the option to have it counted as empty");
  std::string reason;
  for (const Fit& fit : wanted_kind)
    if (fit.spec->is_generic) reason = fit.candidate.reason;
  refuse(path,
         fmt::format("no {} format fits: {}{}; {} seen: {}", called(kind),
                     reason.empty() ? "none is known for this container" : reason, nearest_formats(wanted_kind),
                     view.is_json ? "paths" : "columns", list_names(view.names(), 30)),
         map_hint(kind, view));
}

}  // namespace mfax
