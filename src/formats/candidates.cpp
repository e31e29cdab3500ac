// In: a table view and all formats. Out: every format of the kind with its verdict, best first.
// Next: detect.cpp takes the first, or refuses.
#include "formats/candidates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

/// Collects what a format found and lacks.
class Judge {
 public:
  Judge(const FormatSpec& spec, const TableView& view, const UserMap& map) : spec_(spec), view_(view), map_(map) {}

  Candidate judge() {
    check_rows_path();
    for (const std::string& name : spec_.detect.all) has(name) ? seen(name) : lacks(name);
    for (const auto& group : spec_.detect.any) check_group(group);
    for (const std::string& name : spec_.detect.none)
      if (has(name)) fault("has " + name);
    check_prefixes();
    for (const ColumnRule& rule : spec_.columns)
      if (rule.required && map_.fields.count(rule.field) == 0 && !has_any(rule.names)) lacks(rule.names.front());
    Candidate candidate;
    candidate.id = spec_.id;
    candidate.fits = faults_.empty();
    candidate.matched_keys = seen_.size();
    candidate.reason = faults_.empty() ? "has " + list_names(seen_, 8) : list_names(faults_, 4);
    if (faults_.empty() && seen_.empty()) candidate.reason = "has its required columns";
    return candidate;
  }

 private:
  bool has(const std::string& name) const { return !view_.find_or_below(name_in_row(spec_, name)).empty(); }
  bool has_any(const std::vector<std::string>& names) const {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return has(name); });
  }
  void seen(const std::string& name) {
    if (std::find(seen_.begin(), seen_.end(), name) == seen_.end()) seen_.push_back(name);
  }
  void fault(std::string what) {
    if (std::find(faults_.begin(), faults_.end(), what) == faults_.end()) faults_.push_back(std::move(what));
  }
  void lacks(const std::string& name) { fault("lacks " + name); }

  void check_group(const std::vector<std::string>& group) {
    const auto found = std::find_if(group.begin(), group.end(), [&](const std::string& name) { return has(name); });
    if (found != group.end())
      seen(*found);
    else
      fault("lacks one of " + fmt::format("{}", fmt::join(group, "/")));
  }
  void check_rows_path() {
    if (!view_.is_json || spec_.rows.empty()) return;
    const std::string& path = view_.dialect.rows_path;
    if (std::find(spec_.rows.begin(), spec_.rows.end(), path) == spec_.rows.end())
      fault(path.empty() ? "expects an envelope" : "expects no rows under " + path);
  }
  void check_prefixes() {
    std::map<std::string, std::vector<std::string>> texts_of;
    for (const auto& [name, text] : spec_.detect.prefix) texts_of[name].push_back(text);
    for (const auto& entry : texts_of) {  // no structured binding: clang 14 cannot capture it
      const std::string& name = entry.first;
      const std::vector<std::size_t> columns = view_.find(name_in_row(spec_, name));
      const bool is_met = std::any_of(columns.begin(), columns.end(), [&](std::size_t column) {
        return begins(view_.columns[column], entry.second);
      });
      if (columns.empty())
        lacks(name);
      else if (is_met)
        seen(name);
      else
        fault(fmt::format("no {} begins with {}", name, entry.second.front()));
    }
  }
  static bool begins(const ColumnView& column, const std::vector<std::string>& texts) {
    return std::any_of(column.values.begin(), column.values.end(), [&](const std::string& value) {
      return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) { return value.starts_with(text); });
    });
  }

  const FormatSpec& spec_;
  const TableView& view_;
  const UserMap& map_;
  std::vector<std::string> seen_, faults_;
};

std::size_t count_bound_fields(const FormatSpec& spec, const TableView& view) {
  std::set<Field> bound;
  for (const ColumnRule& rule : spec.columns)
    for (const std::string& name : rule.names)
      if (!view.find(name_in_row(spec, name)).empty()) bound.insert(rule.field);
  return bound.size();
}

Fit consider_generic(const FormatSpec& spec, const TableView& view, const UserMap& map) {
  Fit fit;
  fit.spec = &spec;
  fit.view = &view;
  fit.meaning = spec.kind == FormatKind::log ? log_meaning(spec, view, map.fields, map.taken)
                                             : people_meaning(spec, view, map.fields, map.taken);
  std::set<Field> bound = map.fields;
  for (const ColumnChoice& choice : fit.meaning.choices) bound.insert(choice.field);
  fit.bound_fields = bound.size();
  fit.candidate.id = spec.id;
  fit.candidate.fits = fit.meaning.fits;
  fit.candidate.reason = fit.meaning.reason;
  return fit;
}

/// The records of any format may travel within those of a log shipper.
std::optional<Fit> consider_shipped(const FormatSpec& spec, const TableView& outer, const UserMap& map,
                                    EmbeddedViews& embedded) {
  if (!outer.is_json || spec.kind != FormatKind::log || !spec.rows.empty()) return std::nullopt;
  for (const std::string_view path : kShipperPaths) {
    const TableView* view = embedded.at(outer, std::string(path));
    if (!view) continue;
    Fit fit;
    fit.spec = &spec;
    fit.view = view;
    fit.candidate = Judge(spec, *view, map).judge();
    if (!fit.candidate.fits) continue;
    fit.is_shipped = true;
    fit.candidate.reason += fmt::format(" within {}", path);
    fit.bound_fields = count_bound_fields(spec, *view);
    return fit;
  }
  return std::nullopt;
}

Fit consider_format(const FormatSpec& spec, const TableView& outer, const UserMap& map, EmbeddedViews& embedded) {
  const TableView* view = spec.embedded_json.empty() ? &outer : embedded.at(outer, spec.embedded_json);
  if (spec.is_generic) return consider_generic(spec, outer, map);
  Fit fit;
  fit.spec = &spec;
  fit.view = view ? view : &outer;
  if (!view) {
    fit.candidate.id = spec.id;
    fit.candidate.reason = "no record within " + spec.embedded_json;
    return fit;
  }
  fit.candidate = Judge(spec, *view, map).judge();
  fit.bound_fields = count_bound_fields(spec, *view);
  if (!fit.candidate.fits && spec.embedded_json.empty())
    if (std::optional<Fit> shipped = consider_shipped(spec, outer, map, embedded)) return std::move(*shipped);
  return fit;
}

bool is_better(const Fit& a, const Fit& b) {
  if (a.candidate.fits != b.candidate.fits) return a.candidate.fits;
  if (a.spec->is_generic != b.spec->is_generic) return b.spec->is_generic;
  if (a.is_shipped != b.is_shipped) return b.is_shipped;
  if (a.candidate.matched_keys != b.candidate.matched_keys) return a.candidate.matched_keys > b.candidate.matched_keys;
  if (a.bound_fields != b.bound_fields) return a.bound_fields > b.bound_fields;
  return a.spec->id < b.spec->id;
}

[[noreturn]] void refuse_map(const std::string& what, const std::string& name, const std::vector<std::string>& known,
                             std::string_view of_what) {
  const std::vector<std::string> near = nearest_names(name, known);
  const std::string hint =
      near.empty() ? fmt::format("{}: {}", of_what, list_names(known, 30)) : "nearest: " + list_names(near, 3);
  throw FatalError(ExitCode::usage, what, hint);
}

std::size_t find_mapped_column(const TableView& view, const std::string& field, const std::string& column) {
  if (const auto position = column_position(column); position && !view.is_json && *position <= view.columns.size())
    return *position - 1;
  for (std::size_t i = 0; i < view.columns.size(); ++i)
    if (view.columns[i].name == column) return i;
  const std::vector<std::size_t> found = view.find(column);
  if (!found.empty()) return found.front();
  refuse_map(fmt::format("--map {}={}: the file has no column \"{}\"", field, column, printable_name(column)), column,
             view.names(), view.is_json ? "paths seen" : "columns seen");
}

}  // namespace

UserMap read_user_map(const DetectOptions& options, FormatKind kind, const TableView& view) {
  UserMap map;
  for (const auto& [name, column] : options.map) {
    const std::optional<Field> field = parse_field(name);
    const auto is_usable = [kind](const FieldInfo& info) {
      return info.field != Field::none && (kind == FormatKind::log ? info.in_logs : info.in_directories);
    };
    if (!field || !is_usable(field_info(*field))) {
      std::vector<std::string> known;
      for (std::size_t i = 1; i < static_cast<std::size_t>(Field::count_); ++i)
        if (const FieldInfo& info = field_info(static_cast<Field>(i)); is_usable(info)) known.emplace_back(info.name);
      refuse_map(
          fmt::format("--map {}={}: \"{}\" is no field of a {}", name, column, printable_name(name), to_text(kind)),
          name, known, "fields");
    }
    const std::size_t found = find_mapped_column(view, name, column);
    map.columns.emplace_back(*field, found);
    map.fields.insert(*field);
    map.taken.insert(found);
  }
  return map;
}

const TableView* EmbeddedViews::at(const TableView& outer, const std::string& path) {
  for (const auto& [known_path, view] : views)
    if (known_path == path) return view ? &*view : nullptr;
  const bool may_hold = outer.is_json && !outer.find_or_below(path).empty();
  views.emplace_back(path, may_hold ? view_embedded(outer, path, head, head_is_whole_file) : std::nullopt);
  return views.back().second ? &*views.back().second : nullptr;
}

std::vector<Fit> consider_formats(std::span<const FormatSpec> specs, FormatKind kind, const TableView& view,
                                  const UserMap& map, EmbeddedViews& embedded) {
  std::vector<Fit> fits;
  for (const FormatSpec& spec : specs)
    if (spec.kind == kind && (spec.container != Container::csv) == view.is_json)
      fits.push_back(consider_format(spec, view, map, embedded));
  std::sort(fits.begin(), fits.end(), is_better);
  if (fits.empty() || !fits.front().candidate.fits || fits.front().spec->is_generic || fits.front().is_shipped)
    return fits;
  for (Fit& fit : fits) {  // a format that speaks of the shipper knows better
    if (!fit.is_shipped) continue;
    fit.candidate.fits = false;
    fit.candidate.reason += fmt::format("; {} describes that", fits.front().spec->id);
  }
  std::sort(fits.begin(), fits.end(), is_better);
  return fits;
}

std::string name_in_row(const FormatSpec& spec, const std::string& name) {
  if (spec.each.empty() || name.empty() || name.front() != '@') return name;
  if (name == "@") return spec.each + "[]";
  return name.starts_with("@.") ? spec.each + "[]." + name.substr(2) : name;
}

}  // namespace mfax
