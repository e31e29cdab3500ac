// In: the head of a file and all formats. Out: what the file is and why, or a FatalError that says what to do.
// Next: decide_columns (normalize) completes the plan, the pipeline reads the file with it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "formats/candidates.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

FormatKind other_than(FormatKind kind) { return kind == FormatKind::log ? FormatKind::directory : FormatKind::log; }

/// '{' or '[' first, and not the "[+]" prompts of the Duo scripts.
bool begins_like_json(std::string_view head) {
  const std::string_view text = trim_ascii(head);
  if (text.starts_with('{')) return true;
  if (!text.starts_with('[')) return false;
  const std::size_t second = text.find_first_not_of(" \t\r\n", 1);
  return second == std::string_view::npos ||
         std::string_view("[{]\"-0123456789tfn").find(text[second]) != std::string_view::npos;
}

TableView read_json_head(std::string_view path, std::string_view head, bool head_is_whole_file) {
  if (std::optional<TableView> view = view_json_table(head, head_is_whole_file)) return std::move(*view);
  throw FatalError(ExitCode::bad_input, fmt::format("{}: begins like JSON but holds no record that can be read", path),
                   "is the file complete? Each record must be a JSON object");
}

void check_asked_format(FormatKind kind, std::span<const FormatSpec> formats, const std::string& id) {
  if (id.empty() || find_format(formats, kind, id)) return;
  std::vector<std::string> known;
  for (const FormatSpec& spec : formats)
    if (spec.kind == kind) known.push_back(spec.id);
  const std::vector<std::string> near = nearest_names(id, known);
  throw FatalError(ExitCode::usage, fmt::format("there is no {} format \"{}\"", to_text(kind), id),
                   near.empty() ? "`mfax formats` lists them" : "nearest: " + list_names(near, 3));
}

const Fit& find_asked_format(std::string_view path, const std::vector<Fit>& fits, const std::string& id,
                             const TableView& view) {
  const auto found = std::find_if(fits.begin(), fits.end(), [&](const Fit& fit) { return fit.spec->id == id; });
  if (found != fits.end()) return *found;
  throw FatalError(ExitCode::bad_input,
                   fmt::format("{}: format {} is for {}, the file is {}", path, id,
                               view.is_json ? "delimited text" : "JSON", view.is_json ? "JSON" : "delimited text"),
                   "leave the format out to have it detected");
}

/// The user's word counts, as long as there is something to read.
const Fit& obey_option(std::string_view path, const Fit& asked, const UserMap& map, Detection& detection) {
  if (asked.candidate.fits) return asked;
  const std::vector<ColumnRule>& rules = asked.spec->columns;
  const bool is_empty = asked.view->is_json && asked.view->columns.empty();  // a page without records lacks nothing
  const auto is_missing = [&](const ColumnRule& rule) {
    return !is_empty && rule.required && map.fields.count(rule.field) == 0 &&
           std::none_of(rule.names.begin(), rule.names.end(), [&](const std::string& name) {
             return !asked.view->find_or_below(name_in_row(*asked.spec, name)).empty();
           });
  };
  const auto missing = std::find_if(rules.begin(), rules.end(), is_missing);
  if (missing != rules.end() || asked.spec->is_generic)
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: format {} does not fit: {}; seen: {}", path, asked.spec->id,
                                 asked.candidate.reason, list_names(asked.view->names(), 30)),
                     missing != rules.end()
                         ? fmt::format("say which column it is: --map {}=COLUMN", field_info(missing->field).name)
                         : "say which columns to read: --map field=column");
  detection.notes.push_back(fmt::format("format {} is used because the option says so, although the file {}",
                                        asked.spec->id, asked.candidate.reason));
  return asked;
}

const Fit& choose_format(std::string_view path, FormatKind kind, std::span<const FormatSpec> formats,
                         const TableView& view, const UserMap& map, const std::vector<Fit>& fits,
                         EmbeddedViews& embedded, const DetectOptions& options, Detection& detection) {
  if (!options.format_id.empty())
    return obey_option(path, find_asked_format(path, fits, options.format_id, view), map, detection);
  const bool has_fit = !fits.empty() && fits.front().candidate.fits;
  if (!has_fit || fits.front().spec->is_generic) {
    // By meaning nearly every table of people is also a log: a format of the other kind that is sure goes first.
    const std::vector<Fit> others = options.map.empty()
                                        ? consider_formats(formats, other_than(kind), view, UserMap{}, embedded)
                                        : std::vector<Fit>{};
    const bool is_other = !others.empty() && others.front().candidate.fits && !others.front().spec->is_generic;
    if (is_other) refuse_other_kind(path, kind, others.front());
    if (!has_fit) refuse_file(path, kind, view, fits, others);
  }
  const Fit& best = fits.front();
  if (fits.size() > 1 && fits[1].candidate.fits && fits[1].spec->is_generic == best.spec->is_generic &&
      fits[1].is_shipped == best.is_shipped &&
      fits[1].candidate.matched_keys == best.candidate.matched_keys && fits[1].bound_fields == best.bound_fields)
    refuse_tie(path, kind, best, fits[1]);
  return best;
}

/// --map speaks of the records the asked format reads, which may lie within others.
const TableView& view_for_map(std::span<const FormatSpec> formats, FormatKind kind, const TableView& view,
                              EmbeddedViews& embedded, const DetectOptions& options) {
  const FormatSpec* asked = find_format(formats, kind, options.format_id);
  const TableView* inner = asked && !asked->embedded_json.empty() ? embedded.at(view, asked->embedded_json) : nullptr;
  return inner ? *inner : view;
}

/// Phone methods of Entra, devices of OneLogin: the owner is in the address of the request, and in the records only if
/// somebody put it there. Without him every record would be a person of its own, or worse, one of all.
bool names_somebody(const Fit& fit) {
  constexpr std::array<Field, 7> kOwner = {Field::person_id,    Field::employee_id, Field::username, Field::email,
                                           Field::display_name, Field::first_name,  Field::alias};
  const FormatSpec& spec = *fit.spec;
  if (spec.kind == FormatKind::log || fit.view->columns.empty()) return true;
  if (!spec.each.empty()) return true;  // records without owners may come first
  return std::any_of(spec.columns.begin(), spec.columns.end(), [&](const ColumnRule& rule) {
    return std::find(kOwner.begin(), kOwner.end(), rule.field) != kOwner.end() &&
           std::any_of(rule.names.begin(), rule.names.end(),
                       [&](const std::string& name) { return !fit.view->find_or_below(name).empty(); });
  });
}

bool has_specific_fit(const std::vector<Fit>& fits) {
  return !fits.empty() && fits.front().candidate.fits && !fits.front().spec->is_generic && names_somebody(fits.front());
}

void refuse_if_nobody_is_named(std::string_view path, const Fit& fit, const UserMap& map) {
  if (fit.spec->is_generic || !map.fields.empty() || names_somebody(fit)) return;
  throw FatalError(ExitCode::bad_input,
                   fmt::format("{}: {}: nothing in the records says whose they are", path, fit.spec->title),
                   fmt::format("add the owner to every record while saving; `mfax formats {}` says how", fit.spec->id));
}

/// A single record that has lists of objects of its own ("events", "phones") looks like an envelope. When no format knows
/// the rows, a format that knows the whole document, or what an answer or each of several answers wraps, is right.
std::optional<TableView> find_known_document(std::string_view head, bool head_is_whole_file, FormatKind kind,
                                             std::span<const FormatSpec> formats, const TableView& first) {
  constexpr std::array<std::string_view, 5> kPlaces = {"", "data", "response", "result", "data.payload"};
  // A list of whole answers, as `jq -s` makes of pages: log-formats 17.1.
  constexpr std::array<std::string_view, 18> kPlacesInPages = {
      "response.items", "response.authlogs", "items",    "authlogs",         "messages", "calls",
      "attempts",       "call_summaries",    "records",  "_embedded.calls",  "objects",  "verification_requests",
      "sessions",       "delivery_reports",  "results",  "data.data",        "value",    "events"};
  std::vector<std::string_view> places(kPlaces.begin(), kPlaces.end());
  if (trim_ascii(head).starts_with('[')) places.insert(places.end(), kPlacesInPages.begin(), kPlacesInPages.end());
  for (const std::string_view place : places) {
    if (place == first.dialect.rows_path) continue;
    std::optional<TableView> view = view_json_rows_at(head, head_is_whole_file, std::string(place));
    if (!view) continue;
    EmbeddedViews embedded{head, head_is_whole_file, {}};
    if (has_specific_fit(consider_formats(formats, kind, *view, UserMap{}, embedded))) return view;
  }
  return std::nullopt;
}

/// {"m1": {...}, "m2": {...}}: one object whose members are the records. Reading it as one record would lose all but one.
void refuse_keyed_records(std::string_view path, const TableView& view) {
  if (!view.is_json || view.columns.size() < 4) return;
  std::map<std::string, std::set<std::string>> members;
  std::size_t prefix = 0;  // path of an envelope round the object: "users."
  for (;; ) {
    const std::string& first = view.columns.front().name;
    const std::size_t dot = first.find('.', prefix);
    if (dot == std::string::npos) return;
    const std::string common = first.substr(0, dot + 1);
    if (!std::all_of(view.columns.begin(), view.columns.end(),
                     [&](const ColumnView& column) { return column.name.starts_with(common); }))
      break;
    prefix = common.size();
  }
  for (const ColumnView& column : view.columns) {
    const std::size_t dot = column.name.find('.', prefix);
    if (dot == std::string::npos || column.values.size() != 1) return;
    members[column.name.substr(prefix, dot - prefix)].insert(column.name.substr(dot + 1));
  }
  const std::set<std::string>& keys = members.begin()->second;
  if (members.size() < 2 || keys.size() < 2) return;
  for (const auto& entry : members)
    if (entry.second != keys) return;
  throw FatalError(ExitCode::bad_input,
                   fmt::format("{}: one object whose {} members look like the records: {}", path, members.size(),
                               list_names(view.names(), 6)),
                   "make them a list, for instance: jq '[.[]]' FILE > LIST.json");
}

double confidence_in(const Fit& fit, bool is_asked) {
  if (is_asked) return fit.candidate.fits ? 1.0 : 0.5;
  if (!fit.spec->is_generic) return 1.0;
  return std::min(0.9, 0.4 + 0.1 * static_cast<double>(fit.bound_fields));
}

}  // namespace

Detection detect_format(FileId file, std::string_view path, std::string_view head, bool head_is_whole_file,
                        FormatKind kind, std::span<const FormatSpec> formats, const DetectOptions& options) {
  check_asked_format(kind, formats, options.format_id);
  // 1. Container: JSON or delimited text.
  refuse_if_not_text(path, head);
  const bool is_json = begins_like_json(head);
  // 2. Dialect, and 3. header; for JSON where the rows are, and which paths they have.
  TableView view = is_json
                       ? read_json_head(path, head, head_is_whole_file)
                       : view_text_table(path, head, head_is_whole_file, known_names(formats, kind, options), options);
  // 4. Candidates: every format of this kind and container, with the reason for or against it.
  if (is_json && options.map.empty() && options.format_id.empty()) {
    EmbeddedViews trial{head, head_is_whole_file, {}};
    if (!has_specific_fit(consider_formats(formats, kind, view, UserMap{}, trial)))
      if (auto known = find_known_document(head, head_is_whole_file, kind, formats, view)) view = std::move(*known);
  }
  Detection detection;
  EmbeddedViews embedded{head, head_is_whole_file, {}};
  const TableView& mapped_view = view_for_map(formats, kind, view, embedded, options);
  const UserMap map = read_user_map(options, kind, mapped_view);
  const std::vector<Fit> fits = consider_formats(formats, kind, view, map, embedded);
  for (const Fit& fit : fits) detection.considered.push_back(fit.candidate);
  detection.notes = view.notes;
  // 5. The best: specific over generic, most matched keys, most bound fields; never a guess between equals.
  if (options.map.empty() && options.format_id.empty() && !has_specific_fit(fits)) refuse_keyed_records(path, view);
  const Fit& best = choose_format(path, kind, formats, view, map, fits, embedded, options, detection);
  refuse_if_nobody_is_named(path, best, map);
  detection.plan.file = file;
  detection.header = best.view->names();
  detection.confidence = confidence_in(best, !options.format_id.empty());
  bind_columns(best, best.view == &mapped_view ? map : read_user_map(options, kind, *best.view), detection);
  return detection;
}

}  // namespace mfax
