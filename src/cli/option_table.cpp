// The tables of commands and options (product.md 3 and 4). In: nothing. Out: rows. Read by options.cpp and help.cpp.
// Order is the order of the help; the commands an option belongs to are the bits of its row.
#include "cli/option_table.hpp"

#include <algorithm>
#include <array>

namespace mfax::cli {
namespace {

constexpr std::array kCommands = {
    CommandRow{Command::analyze, "analyze", "", false, false, "who is exposed: join message logs with the directory",
               "mfax analyze --log provider.csv --directory users.json --default-region US -o case/"},
    CommandRow{Command::inspect, "inspect", "FILE...", true, true, "what is this file: format, columns, zone, period, numbers",
               "mfax inspect provider.csv"},
    CommandRow{Command::normalize, "normalize", "", false, false, "canonical records of logs or directories, one a line",
               "mfax normalize --log provider.csv > messages.ndjson"},
    CommandRow{Command::explain, "explain", "NUMBER|PERSON|ROW|CODE", false, true,
               "why a number or person is (not) in a report; what a code means",
               "mfax explain +12025550143 --report case/report.json"},
    CommandRow{Command::report, "report", "REPORT.json", false, true, "render a saved report again, without the inputs",
               "mfax report case/report.json --format markdown"},
    CommandRow{Command::verify, "verify", "DIR|MANIFEST|EVENTS", false, true, "were inputs or outputs changed since",
               "mfax verify case/"},
    CommandRow{Command::redact, "redact", "REPORT.json", false, true, "a copy of a saved report without personal data, to pass on",
               "mfax redact case/report.json -o shared.json"},
    CommandRow{Command::formats, "formats", "ID", false, false, "which exports are understood; a definition to start from",
               "mfax formats duo-telephony-v2 > my-format.json"},
    CommandRow{Command::schema, "schema", "NAME", false, false, "JSON Schema of what is written and read",
               "mfax schema report > report.schema.json"},
};

constexpr unsigned kAnalyze = bit(Command::analyze), kInspect = bit(Command::inspect), kNormalize = bit(Command::normalize),
                   kExplain = bit(Command::explain), kReport = bit(Command::report), kVerify = bit(Command::verify),
                   kRedact = bit(Command::redact),
                   kFormats = bit(Command::formats), kSchema = bit(Command::schema);
constexpr unsigned kReading = kAnalyze | kInspect | kNormalize;
constexpr unsigned kWriting = kAnalyze | kNormalize | kReport | kRedact;
constexpr unsigned kProgram = bit(Command::none);  // before or without a command
constexpr unsigned kEvery = kProgram | kReading | kExplain | kReport | kVerify | kRedact | kFormats | kSchema;

constexpr OptionRow row(std::string_view group, std::string_view name, Takes takes, std::string_view value, unsigned commands,
                        std::string_view help, std::string_view default_text = {}) {
  OptionRow out;
  out.group = group;
  out.name = name;
  out.takes = takes;
  out.value = value;
  out.commands = commands;
  out.help = help;
  out.default_text = default_text;
  return out;
}
constexpr OptionRow choice(OptionRow out) {
  out.is_choice = true;
  return out;
}
constexpr OptionRow hidden(OptionRow out) {
  out.is_hidden = true;
  return out;
}
constexpr OptionRow short_form(char name, OptionRow out) {
  out.short_name = name;
  return out;
}

constexpr std::array kOptions = {
    row("Input", "log", Takes::list, "FILE...", kAnalyze | kNormalize,
        "message logs: files, folders, quoted globs, '-' (stdin); gzip, zstd, bzip2, xz, zip and tar by content"),
    row("Input", "directory", Takes::list, "FILE...", kAnalyze | kNormalize,
        "directory exports, best first: the first value of a field wins"),
    choice(row("Input", "as", Takes::one, "log|directory|auto", kInspect, "what the file is", "auto")),
    row("Input", "log-format", Takes::one, "ID", kReading, "format of the logs, not detected (mfax formats)"),
    row("Input", "directory-format", Takes::one, "ID", kReading, "format of the directory exports, not detected"),
    row("Input", "format-file", Takes::each, "FILE", kReading, "a format definition of your own; repeatable"),
    row("Input", "map", Takes::each, "FIELD=COLUMN", kReading, "this column is that field: --map to_number=Handset; repeatable"),
    choice(row("Input", "encoding", Takes::one, "utf-8|utf-16le|utf-16be|windows-1252", kReading, "not decided from the bytes")),
    row("Input", "delimiter", Takes::one, "CHAR", kReading, "one character, or: tab, comma, semicolon, pipe"),
    row("Input", "assume-tz", Takes::one, "ZONE", kReading, "zone of times without one: UTC, Europe/Berlin, +05:30"),
    choice(row("Input", "date-order", Takes::one, "mdy|dmy|ymd", kReading, "how 03/04/2024 is meant")),
    choice(row("Input", "number-form", Takes::one, "plus|international|national", kReading, "how digits without plus are meant")),
    row("Input", "default-region", Takes::one, "CC", kReading | kExplain, "country of numbers without country code: US, GB, DE"),
    row("Input", "carrier-aliases", Takes::one, "FILE", kAnalyze | kNormalize,
        "names of operators of your own, tab-separated as docs/normalization.md 3 says"),
    row("Input", "ignore", Takes::one, "FILE", kAnalyze, "numbers that are no person's, one a line"),

    row("Scope", "incident", Takes::one, "NAME|FILE", kAnalyze, "duo-2024-04, or a file of your own (mfax schema incident)"),
    row("Scope", "window", Takes::one, "FROM..TO", kAnalyze, "only messages of this time; dates are UTC and inclusive"),
    row("Scope", "aware-at", Takes::one, "TIME", kAnalyze, "when you learned of the breach: starts the 72 hour clock"),

    choice(row("Match", "min-confidence", Takes::one, "exact|derived|equivalent|likely", kAnalyze,
               "weakest match that names a person", "equivalent")),
    row("Match", "generic-threshold", Takes::one, "N", kAnalyze, "a number with more holders is nobody's", "6"),

    row("Priority", "policy", Takes::one, "FILE", kAnalyze, "weights, levels and thresholds in place of built-in ones (mfax schema policy)"),
    row("Priority", "vip", Takes::one, "FILE", kAnalyze, "people to be told first: logins, addresses or ids, one a line"),
    row("Priority", "print-policy", Takes::nothing, "", kAnalyze, "print the policy as it would be applied, and stop"),
    row("Priority", "privileged-group", Takes::each, "REGEX", kAnalyze, "groups whose members come first; repeatable"),

    short_form('o', row("Output", "output", Takes::one, "DIR|FILE|-", kWriting, "where to; a folder gets report, page and tables")),
    row("Output", "format", Takes::each, "FMT", kWriting, "text, json, html, csv, ndjson, markdown; repeatable for a folder"),
    choice(row("Output", "csv-dialect", Takes::one, "strict|spreadsheet", kWriting, "spreadsheet: safe to open in Excel", "strict")),
    row("Output", "trail", Takes::nothing, "", kNormalize, "which rules made each number what it is, in order"),
    row("Output", "write-format", Takes::one, "FILE", kInspect, "write a format definition made of what was decided, for --format-file"),
    row("Output", "columns", Takes::one, "SET|LIST", kAnalyze | kReport | kRedact,
        "columns of people.csv: minimal, standard, full, or names with commas", "standard"),
    row("Output", "force", Takes::nothing, "", kWriting | kInspect, "replace files that exist"),
    row("Output", "limit", Takes::one, "N", kAnalyze | kReport | kRedact, "rows of a list on the screen", "10"),
    row("Output", "report", Takes::one, "REPORT.json", kExplain, "the saved report to look into"),
    row("Output", "json", Takes::nothing, "", kInspect | kExplain | kFormats | kProgram, "one JSON document instead of text"),
    row("Output", "inputs", Takes::one, "DIR", kVerify, "look for the inputs here, by name"),
    row("Output", "check", Takes::one, "FILE", kFormats, "is this format definition correct"),

    choice(row("Privacy", "mask", Takes::one, "last4|full|none|hmac", kAnalyze, "how numbers are written", "last4")),
    choice(row("Privacy", "mask", Takes::one, "last4|full|none|hmac", kNormalize, "how numbers are written", "none")),
    row("Privacy", "key-file", Takes::one, "FILE", kAnalyze | kNormalize | kExplain, "key of --mask hmac, at least 16 bytes"),

    row("Control", "strict", Takes::nothing, "", kAnalyze, "unusable numbers in a directory make the result incomplete"),
    row("Control", "max-bad-rows", Takes::one, "N|P%", kAnalyze, "rejected rows that are tolerated", "0"),
    row("Control", "max-unmatched", Takes::one, "N|P%", kAnalyze, "numbers without a person that are tolerated"),
    row("Control", "fail-on", Takes::each, "LIST", kAnalyze,
        "exit 5 on: exposed, critical, high, medium, unmatched, ambiguous, silent-days"),
    row("Control", "threads", Takes::one, "N", kAnalyze | kNormalize, "0 = one a core", "0"),
    row("Control", "max-memory", Takes::one, "SIZE", kAnalyze, "stop with an error before more is needed; 4G, 0 = no limit", "0"),
    row("Control", "max-ratio", Takes::one, "N", kReading, "largest inflated : compressed", "1000"),
    hidden(row("Control", "chunk-bytes", Takes::one, "N", kReading, "size of a piece of work; for tests", "1048576")),
    row("Control", "dry-run", Takes::nothing, "", kAnalyze, "say what would be read and written, and stop"),
    row("Control", "now", Takes::one, "TIME", kReading, "time of the run (also SOURCE_DATE_EPOCH)"),

    short_form('q', row("Global", "quiet", Takes::nothing, "", kEvery, "errors only")),
    short_form('v', row("Global", "verbose", Takes::nothing, "", kEvery, "debug lines on stderr")),
    choice(row("Global", "messages", Takes::one, "text|json", kEvery, "how messages on stderr are written", "text")),
    choice(row("Global", "color", Takes::one, "auto|always|never", kEvery, "also NO_COLOR, CLICOLOR_FORCE, TERM=dumb", "auto")),
    choice(row("Global", "progress", Takes::one, "auto|always|never", kEvery, "progress on stderr", "auto")),
    row("Global", "config", Takes::one, "FILE", kEvery, "options from a TOML file: default-region = \"US\""),
    row("Global", "print-config", Takes::nothing, "", kEvery, "each option, its value and where it came from"),
    row("Global", "version", Takes::nothing, "", kProgram, "version of the program and its data"),
    short_form('h', row("Global", "help", Takes::nothing, "", kEvery, "this text")),
};

}  // namespace

std::span<const CommandRow> command_table() noexcept { return kCommands; }
std::span<const OptionRow> option_table() noexcept { return kOptions; }

const CommandRow& command_row(Command command) noexcept { return kCommands[static_cast<std::size_t>(command) - 1]; }

const CommandRow* find_command(std::string_view name) noexcept {
  const auto* found = std::find_if(kCommands.begin(), kCommands.end(), [name](const CommandRow& r) { return r.name == name; });
  return found == kCommands.end() ? nullptr : found;
}

const OptionRow* find_option(std::string_view long_name, Command command) noexcept {
  const auto* found = std::find_if(kOptions.begin(), kOptions.end(), [long_name, command](const OptionRow& r) {
    return r.name == long_name && applies(r, command);
  });
  return found == kOptions.end() ? nullptr : found;
}

unsigned commands_of(std::string_view long_name) noexcept {
  unsigned commands = 0;
  for (const OptionRow& r : kOptions)
    if (r.name == long_name) commands |= r.commands;
  return commands;
}

}  // namespace mfax::cli
