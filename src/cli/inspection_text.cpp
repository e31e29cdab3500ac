// What was understood of one file -> text and JSON. In: an Inspection, whose texts come from a hostile file. Out: lines safe
// for a terminal, or members of a JSON document. Called by command_inspect.cpp.
#include "cli/inspection_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mfax::cli {
namespace {

constexpr std::size_t kListLimit = 8, kCandidateLimit = 4, kLabelWidth = 12;

class Lines {
 public:
  void add(std::string_view label, std::string_view text) {
    if (text.empty()) return;
    const std::string_view shown = label == last_ ? std::string_view() : label;
    last_ = std::string(label);
    out_ += fmt::format("  {:<{}}{}\n", shown, kLabelWidth, terminal_safe(text));
  }
  void heading(std::string_view text) { out_ += terminal_safe(text) + '\n'; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_, last_;
};

std::string tally_text(const std::vector<Tally>& tallies) {
  std::string text;
  for (std::size_t i = 0; i < tallies.size() && i < kListLimit; ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", tallies[i].name.empty() ? "(none)" : tallies[i].name, tallies[i].count);
  if (tallies.size() > kListLimit) text += fmt::format(" and {} more", tallies.size() - kListLimit);
  return text;
}

std::string dialect_text(const Dialect& dialect) {
  if (dialect.container != Container::csv) {
    std::string text = dialect.container == Container::json_lines ? "JSON, one value a line" : "JSON";
    if (!dialect.rows_path.empty()) text += fmt::format(", rows at {}", dialect.rows_path);
    if (!dialect.each.empty()) text += fmt::format(", one record for each of {}", dialect.each);
    if (!dialect.embedded_json.empty()) text += fmt::format(", the record is the JSON in {}", dialect.embedded_json);
    return text;
  }
  const std::string delimiter = dialect.delimiter == '\t' ? "tab" : fmt::format("'{}'", dialect.delimiter);
  std::string text = fmt::format("delimited text, {} between cells, data from line {}", delimiter, dialect.skip_lines + 1);
  if (dialect.backslash_escape) text += ", backslash escapes quotes";
  return text;
}

std::string time_text(const TablePlan& plan) {
  const TimeDecision& time = plan.time;
  const auto row_zone = std::find_if(plan.slots.begin(), plan.slots.end(), [](const Slot& slot) { return slot.field == Field::timezone; });
  std::string text = row_zone != plan.slots.end() && time.zone_by != DecidedBy::header && time.zone_by != DecidedBy::format
                         ? fmt::format("zone of each row in {}", row_zone->column)
                     : time.zone.empty() ? "zone: in the texts, else unknown" : fmt::format("zone {} (by {})", time.zone, to_text(time.zone_by));
  text += fmt::format("; date order {} (by {})", to_text(time.order), to_text(time.order_by));
  if (time.unit != EpochUnit::none) text += fmt::format("; bare numbers are {} (by {})", to_text(time.unit), to_text(time.unit_by));
  if (!time.evidence.empty()) text += fmt::format("; {}", time.evidence);
  return text;
}

std::string number_text(const NumberDecision& number) {
  std::string text = fmt::format("digits without plus: {} (by {})", to_text(number.form), to_text(number.by));
  if (!number.evidence.empty()) text += fmt::format("; {}", number.evidence);
  return text;
}

std::string rows_text(const Inspection& found) {
  const RowCounts& rows = found.rows;
  std::string text = fmt::format(fmt::runtime(found.is_whole_file ? "{} read" : "first {} rows"), rows.read);
  const auto add = [&text](std::uint64_t count, std::string_view name) {
    if (count > 0) text += fmt::format(", {} {}", count, name);
  };
  add(rows.in_scope, found.kind == FormatKind::log ? "messages" : "people");
  add(rows.undated, "of them without a time");
  add(rows.duplicate, "duplicates");
  add(rows.not_counted, "not counted");
  add(rows.rejected, "rejected");
  add(rows.blank, "blank");
  if (found.kind == FormatKind::directory) add(found.people_with_number, "people with a usable number");
  return text + (found.is_whole_file ? "" : "; a sample: analyze reads the whole file");
}

std::vector<Tally> code_tallies(const CodeCounts& codes) {
  std::vector<Tally> list;
  for (const DiagInfo& info : diag_infos())
    if (info.code != DiagCode::none && codes.of(info.code) > 0) list.push_back({std::string(info.id), codes.of(info.code)});
  return list;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// What a column is, where it comes from, and why. A long source gets its reason on the next line: 120 columns are enough.
void append_columns(Lines& lines, const TablePlan& plan) {
  constexpr std::size_t kWidestSource = 34;
  std::size_t widest = 0;
  for (const Slot& slot : plan.slots) {
    const std::size_t width = width_of(terminal_safe(slot.column));
    if (width <= kWidestSource) widest = std::max(widest, width);
  }
  for (const Slot& slot : plan.slots) {
    std::string line = fmt::format("{:<16} <- {}", field_info(slot.field).name, slot.column);
    const std::size_t width = width_of(terminal_safe(slot.column));
    if (!slot.why.empty() && width > widest) {
      lines.add("columns", line);
      line = std::string(20 + widest, ' ');
    } else if (!slot.why.empty()) {
      line.append(widest - width, ' ');
    }
    lines.add("columns", slot.why.empty() ? line : line + "  " + slot.why);
  }
  for (const ColumnRule* rule : plan.constants)
    lines.add("columns", fmt::format("{:<16} =  {}", field_info(rule->field).name, rule->constant));
}

/// Columns that speak for themselves in one line; each that was weighed and left with the reason on a line of its own.
void append_unused(Lines& lines, const Detection& detection) {
  std::vector<std::string> plain;
  for (std::size_t i = 0; i < detection.unused.size(); ++i) {
    const bool has_reason = i < detection.unused_why.size() && !detection.unused_why[i].empty();
    if (has_reason)
      lines.add("not used", fmt::format("{}: {}", detection.unused[i], detection.unused_why[i]));
    else
      plain.push_back(detection.unused[i]);
  }
  lines.add("not used", fmt::format("{}", fmt::join(plain, ", ")));
}

void append_tallies(JsonText& json, std::string_view key, const std::vector<Tally>& tallies) {
  json.key(key).begin_array();
  for (const Tally& tally : tallies) json.begin_object().key("name").text(tally.name).key("count").integer(tally.count).end();
  json.end();
}

void append_plan(JsonText& json, const Detection& detection) {
  const TablePlan& plan = detection.plan;
  json.key("columns").begin_array();
  for (const Slot& slot : plan.slots)
    json.begin_object().key("field").text(field_info(slot.field).name).key("column").text(slot.column).key("evidence").text_or_null(slot.why).end();
  json.end().key("unused_columns").texts(detection.unused);
  json.key("unused_column_reasons").begin_array();
  for (const std::string& why : detection.unused_why) json.text_or_null(why);
  json.end();
  json.key("time").begin_object().key("zone").text_or_null(plan.time.zone).key("zone_by").text(to_text(plan.time.zone_by));
  json.key("date_order").text(to_text(plan.time.order)).key("date_order_by").text(to_text(plan.time.order_by));
  json.key("epoch_unit").text(to_text(plan.time.unit)).key("evidence").text_or_null(plan.time.evidence).end();
  json.key("number_form").begin_object().key("form").text(to_text(plan.number.form)).key("by").text(to_text(plan.number.by));
  json.key("evidence").text_or_null(plan.number.evidence).end();
}

void append_counts(JsonText& json, const Inspection& found) {
  const RowCounts& rows = found.rows;
  json.key("is_whole_file").boolean(found.is_whole_file).key("rows").begin_object().key("read").integer(rows.read);
  json.key("blank").integer(rows.blank).key("rejected").integer(rows.rejected).key("duplicate").integer(rows.duplicate);
  json.key("not_counted").integer(rows.not_counted).key("in_scope").integer(rows.in_scope).key("undated").integer(rows.undated).end();
  json.key("people_count").integer(found.people).key("people_with_number_count").integer(found.people_with_number);
  json.key("first_at").text_or_null(found.first_at).key("last_at").text_or_null(found.last_at);
  append_tallies(json, "codes", code_tallies(found.codes));
  append_tallies(json, "number_forms", found.number_forms);
  append_tallies(json, "carriers", found.carriers);
  append_tallies(json, "countries", found.countries);
  append_tallies(json, "states", found.states);
  append_tallies(json, "channels", found.channels);
  append_tallies(json, "message_types", found.message_types);
}

}  // namespace

std::string inspection_text(const std::string& path, const Inspection& found) {
  const Detection& detection = found.detection;
  const FormatSpec& format = *detection.plan.format;
  Lines lines;
  lines.heading(path == "-" ? "standard input" : path);
  lines.add("format", fmt::format("{}: {} ({}, confidence {:.2f})", format.id, format.title, to_text(found.kind), detection.confidence));
  for (std::size_t i = 0; i < detection.considered.size() && i < kCandidateLimit; ++i) {
    const Candidate& candidate = detection.considered[i];
    lines.add("considered", fmt::format("{} {}: {}", candidate.fits ? "+" : "-", candidate.id, candidate.reason));
  }
  lines.add("note", format.note);
  lines.add("file", fmt::format("{} bytes, {}, compression {}{}", found.facts.bytes, to_text(found.facts.encoding),
                                to_text(found.facts.compression),
                                found.facts.sha256.empty() ? "" : fmt::format(", sha256 {}", found.facts.sha256)));
  lines.add("layout", dialect_text(detection.plan.dialect));
  append_columns(lines, detection.plan);
  append_unused(lines, detection);
  if (found.kind == FormatKind::log) lines.add("times", time_text(detection.plan));
  lines.add("numbers", number_text(detection.plan.number));
  lines.add("written as", tally_text(found.number_forms));
  lines.add("rows", rows_text(found));
  if (!found.first_at.empty()) lines.add("period", fmt::format("{} .. {}", found.first_at, found.last_at));
  for (const Tally& code : code_tallies(found.codes))
    lines.add("codes", fmt::format("{:<22} {:>8}  {}", code.name, code.count, diag_info(*parse_diag_code(code.name)).title));
  lines.add("carriers", tally_text(found.carriers));
  lines.add("countries", tally_text(found.countries));
  lines.add("states", tally_text(found.states));
  lines.add("channels", tally_text(found.channels));
  lines.add("types", tally_text(found.message_types));
  for (const std::string& sample : found.samples) lines.add("samples", sample);
  for (const std::string& note : detection.notes) lines.add("notes", note);
  lines.add("next", found.next_command);
  return lines.take();
}

void append_inspection(JsonText& json, const std::string& path, const Inspection& found) {
  const Detection& detection = found.detection;
  const FormatSpec& format = *detection.plan.format;
  json.begin_object().key("path").text(path).key("kind").text(to_text(found.kind)).key("format").text(format.id);
  json.key("format_title").text(format.title).key("confidence").raw(fmt::format("{:.3f}", detection.confidence));
  json.key("considered").begin_array();
  for (const Candidate& candidate : detection.considered)
    json.begin_object().key("id").text(candidate.id).key("fits").boolean(candidate.fits).key("matched_key_count")
        .integer(candidate.matched_keys).key("reason").text(candidate.reason).end();
  json.end().key("bytes").integer(found.facts.bytes).key("sha256").text_or_null(found.facts.sha256);
  json.key("encoding").text(to_text(found.facts.encoding)).key("compression").text(to_text(found.facts.compression));
  json.key("layout").text(dialect_text(detection.plan.dialect));
  append_plan(json, detection);
  append_counts(json, found);
  json.key("samples").texts(found.samples).key("notes").texts(detection.notes).key("next_command").text(found.next_command).end();
}

}  // namespace mfax::cli
