// The option table -> help, version and --print-config. In: rows of option_table.cpp. Out: plain text.
// Called by commands.cpp; docs/cli.md is made from it.
#include "cli/help.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/json_text.hpp"
#include "mfax/normalize.hpp"

namespace mfax::cli {
namespace {

constexpr std::size_t kIndent = 26, kWidth = 100;

std::string left_column(const OptionRow& row) {
  std::string text = row.short_name != '\0' ? fmt::format("-{}, --{}", row.short_name, row.name) : fmt::format("--{}", row.name);
  if (!row.value.empty()) text += fmt::format(" {}", row.value);
  return text;
}

/// `text` from column kIndent on, broken at blanks.
void append_wrapped(std::string& out, std::string_view text) {
  while (text.size() > kWidth - kIndent) {
    std::size_t end = text.rfind(' ', kWidth - kIndent);
    if (end == std::string_view::npos || end == 0) break;
    out += text.substr(0, end);
    out += '\n';
    out.append(kIndent, ' ');
    text.remove_prefix(end + 1);
  }
  out += text;
  out += '\n';
}

void append_option(std::string& out, const OptionRow& row) {
  std::string line = "  " + left_column(row);
  if (line.size() + 2 > kIndent)
    line += '\n' + std::string(kIndent, ' ');
  else
    line.append(kIndent - line.size(), ' ');
  out += line;
  const std::string standard = row.default_text.empty() ? std::string() : fmt::format(" [{}]", row.default_text);
  append_wrapped(out, std::string(row.help) + standard);
}

std::string json_version() {
  const ToolFacts tool = tool_facts();
  JsonText json;
  json.begin_object().key("name").text(tool.name).key("version").text(tool.version);
  json.key("numbering_data").text(tool.numbering_data).key("tz_data").text(tool.tz_data);
  json.key("report_schema_version").text(Report().schema_version).end();
  return std::move(json).finish();
}

}  // namespace

std::string program_help() {
  std::string out =
      "Who was exposed when a provider of SMS and voice codes lost its message logs.\n"
      "\n"
      "  mfax analyze --log provider.csv --directory users.json --default-region US -o case/\n"
      "\n"
      "Commands\n";
  for (const CommandRow& row : command_table()) out += fmt::format("  {:<10} {}\n", row.name, row.summary);
  out +=
      "\n"
      "Everyday options of analyze\n"
      "  --log FILE...  --directory FILE...   what to read; files, folders, globs, '-'\n"
      "  --default-region CC                  country of numbers without country code\n"
      "  --incident duo-2024-04               or --window FROM..TO: what is in scope\n"
      "  -o DIR                               report.json, report.html, CSV tables, manifest\n"
      "\n"
      "mfax COMMAND --help shows all options. Results go to stdout, messages to stderr;\n"
      "numbers are masked. Exit: 0 done, 2 usage, 3 input, 4 done but incomplete, 5 --fail-on.\n";
  return out;
}

std::string command_help(Command command) {
  const CommandRow& about = command_row(command);
  std::string operands(about.operands);
  if (!operands.empty() && !about.is_required) operands = "[" + operands + "]";
  std::string out = fmt::format("mfax {}{}{} [options]\n{}\n\n  {}\n", about.name, operands.empty() ? "" : " ", operands,
                                about.summary, about.example);
  std::string_view group;
  for (const OptionRow& row : option_table()) {
    if (!applies(row, command) || row.is_hidden) continue;
    if (row.group != group) out += fmt::format("\n{}\n", row.group);
    group = row.group;
    append_option(out, row);
  }
  return out;
}

std::string version_text(bool as_json) {
  if (as_json) return json_version();
  const ToolFacts tool = tool_facts();
  return fmt::format("mfax {}\nnumbering data {}\ntime zone data {}\n", tool.version, tool.numbering_data, tool.tz_data);
}

std::string config_text(const Words& words) {
  std::string out;
  for (const OptionRow& row : option_table()) {
    if (!applies(row, words.command) || row.name == "help" || row.name == "version" || row.name == "print-config") continue;
    std::string value = words.has(row.name) ? fmt::format("{}", fmt::join(words.many(row.name), ", ")) : words.one(row.name);
    if (row.takes == Takes::nothing) value = words.flag(row.name) ? "true" : "false";
    out += fmt::format("{:<20} {:<32} {}\n", row.name, value.empty() ? "-" : terminal_safe(value), to_text(words.source(row.name)));
  }
  return out;
}

}  // namespace mfax::cli
