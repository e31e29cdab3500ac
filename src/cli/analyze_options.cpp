// Words -> AnalyzeOptions. In: option words and surroundings. Out: the library's options, all checked before a byte of
// data is read (product.md 13: a malformed bound must never become an empty report). Next: the commands.
#include "cli/analyze_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <regex>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "cli/files.hpp"
#include "cli/incident.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"
#include "mfax/read.hpp"

namespace mfax::cli {
namespace {

constexpr std::array<std::string_view, 7> kConditions = {"exposed",   "critical",  "high",       "medium",
                                                         "unmatched", "ambiguous", "silent-days"};
constexpr std::size_t kLeastKeyBytes = 16, kMostKeyBytes = 65536;

Timestamp to_now(const Words& words, const Surroundings& around) {
  if (words.has("now")) return to_time("now", words.one("now"));
  const std::optional<std::string> epoch = around.variable ? around.variable("SOURCE_DATE_EPOCH") : std::nullopt;
  if (!epoch || epoch->empty()) return around.now;
  std::int64_t seconds = 0;
  const auto result = std::from_chars(epoch->data(), epoch->data() + epoch->size(), seconds);
  constexpr std::int64_t kLast = 253402300799;  // 9999-12-31T23:59:59Z
  if (result.ec != std::errc() || result.ptr != epoch->data() + epoch->size() || seconds < 0 || seconds > kLast)
    throw FatalError(ExitCode::usage, fmt::format("SOURCE_DATE_EPOCH '{}' is no number of seconds", *epoch));
  return Timestamp(std::chrono::seconds(seconds));
}

void add_detection(const Words& words, AnalyzeOptions& options) {
  options.log_format = words.one("log-format");
  options.directory_format = words.one("directory-format");
  options.format_files = words.many("format-file");
  for (const std::string& word : words.many("map")) options.map.push_back(to_mapping(word));
  if (words.has("delimiter")) options.detect.delimiter = to_delimiter(words.one("delimiter"));
  if (words.has("default-region")) options.detect.default_region = to_region(words.one("default-region"));
  options.detect.assume_tz = words.one("assume-tz");
  if (!options.detect.assume_tz.empty() && !is_known_zone(options.detect.assume_tz))
    throw FatalError(ExitCode::usage, fmt::format("--assume-tz: no time zone '{}'", options.detect.assume_tz),
                     "UTC, an offset (+05:30) or an IANA name (America/New_York)");
  if (const std::string order = words.one("date-order"); !order.empty())
    options.detect.date_order = order == "mdy"   ? DateOrder::month_day_year
                                : order == "dmy" ? DateOrder::day_month_year
                                                 : DateOrder::year_month_day;
  if (const std::string form = words.one("number-form"); !form.empty())
    options.detect.number_form = form == "plus"            ? NumberForm::plus
                                 : form == "international" ? NumberForm::international
                                                           : NumberForm::national;
  if (const std::string word = words.one("encoding"); !word.empty())
    for (const Encoding encoding : {Encoding::utf8, Encoding::utf16le, Encoding::utf16be, Encoding::windows1252})
      if (to_text(encoding) == word) options.read.encoding = encoding;
  options.read.max_ratio = to_ratio("max-ratio", words.one("max-ratio"));
  options.read.chunk_bytes = to_count("chunk-bytes", words.one("chunk-bytes"), 1, std::uint64_t{1} << 30);
}

void check_formats(const AnalyzeOptions& options) {
  const std::vector<FormatSpec> formats = load_formats(options.format_files);
  const std::pair<FormatKind, const std::string*> asked[] = {{FormatKind::log, &options.log_format},
                                                             {FormatKind::directory, &options.directory_format}};
  for (const auto& [kind, id] : asked) {
    if (id->empty() || find_format(formats, kind, *id) != nullptr) continue;
    std::vector<std::string> ids;
    for (const FormatSpec& format : formats)
      if (format.kind == kind) ids.push_back(format.id);
    std::string hint = did_you_mean(*id, ids);
    throw FatalError(ExitCode::usage, fmt::format("--{}-format: no {} format '{}'", to_text(kind), to_text(kind), *id),
                     hint.empty() ? "mfax formats lists them" : std::move(hint));
  }
}

void add_scope(const Words& words, AnalyzeOptions& options) {
  ReportOptions& report = options.report;
  if (words.has("incident")) {
    Incident incident = load_incident(words.one("incident"));
    report.incident = std::move(incident.facts);
    report.window = incident.window;
  }
  if (words.has("window")) report.window = to_window("window", words.one("window"));
  if (report.window.from != Timestamp::min()) report.incident.window_from = to_rfc3339(report.window.from);
  if (report.window.to != Timestamp::max()) report.incident.window_to = to_rfc3339(report.window.to);
  if (words.has("aware-at")) report.aware_at = to_time("aware-at", words.one("aware-at"));
  if (report.aware_at && *report.aware_at > report.now)
    throw FatalError(ExitCode::usage, fmt::format("--aware-at: '{}' is in the future", words.one("aware-at")));
}

void add_match(const Words& words, AnalyzeOptions& options) {
  ReportOptions& report = options.report;
  report.min_confidence = parse_enum<Confidence>(words.one("min-confidence")).value_or(Confidence::equivalent);
  report.generic_threshold = to_count("generic-threshold", words.one("generic-threshold"), 1, 1000000);
  options.ignore_file = words.one("ignore");
  for (const std::string& pattern : words.many("privileged-group")) {
    try {
      const std::regex checked(pattern, std::regex::ECMAScript | std::regex::icase);
    } catch (const std::regex_error& error) {
      throw FatalError(ExitCode::usage, fmt::format("--privileged-group: '{}': {}", pattern, error.what()),
                       "a regular expression as in JavaScript: ^Domain Admins$");
    }
    report.policy.privileged_groups.push_back(pattern);
  }
}

/// Logins, addresses or ids, one a line; '#' begins a comment.
std::vector<std::string> load_names(const std::string& path) {
  constexpr std::size_t kLimit = std::size_t{16} << 20;
  const std::string text = decoded_text(read_small_file(path, kLimit, ExitCode::usage));  // Excel saves "Unicode text" as UTF-16
  std::vector<std::string> names;
  for (std::string_view line : split(text, '\n')) {
    line = without_byte_order_mark(line);
    line = trim_ascii(line.substr(0, line.find('#')));
    if (!line.empty()) names.emplace_back(line);
  }
  if (names.empty()) throw FatalError(ExitCode::usage, fmt::format("--vip {}: no names", path), "one login, address or id a line");
  return names;
}

void add_priority(const Words& words, AnalyzeOptions& options) {
  constexpr std::size_t kPolicyLimit = std::size_t{1} << 20;
  if (words.has("policy"))
    options.report.policy = load_policy(read_small_file(words.one("policy"), kPolicyLimit, ExitCode::usage), words.one("policy"));
  if (words.has("vip")) options.report.vip = load_names(words.one("vip"));
}

void add_control(const Words& words, AnalyzeOptions& options) {
  options.strict = words.flag("strict");
  const Limit bad = to_limit("max-bad-rows", words.one("max-bad-rows"));
  options.max_bad_rows = bad.count;
  options.max_bad_ratio = bad.ratio;
  if (words.has("max-unmatched")) {
    const Limit unmatched = to_limit("max-unmatched", words.one("max-unmatched"));
    if (unmatched.ratio < 0) options.max_unmatched = unmatched.count;
    options.max_unmatched_ratio = unmatched.ratio;
  }
  for (const std::string& list : words.many("fail-on")) {
    for (const std::string_view condition : split(list, ',')) {
      const std::string_view word = trim_ascii(condition);
      if (std::find(kConditions.begin(), kConditions.end(), word) == kConditions.end()) {
        std::string hint = did_you_mean(word, {kConditions.begin(), kConditions.end()});
        throw FatalError(ExitCode::usage, fmt::format("--fail-on: no condition '{}'", word),
                         hint.empty() ? fmt::format("one of: {}", fmt::join(kConditions, ", ")) : std::move(hint));
      }
      options.fail_on.emplace_back(word);
    }
  }
}

/// What decides the result, in a fixed order: the same digest for the same meaning, wherever an option came from.
std::string options_digest(const Words& words) {
  static constexpr std::string_view kNoMatter[] = {"log", "directory", "output", "format", "force", "limit", "threads", "max-memory", "key-file",
                                                   "chunk-bytes", "dry-run", "print-policy", "columns", "now", "config"};
  std::string text;
  for (const OptionRow& row : option_table()) {
    const bool matters = applies(row, words.command) && row.group != "Global" &&
                         std::find(std::begin(kNoMatter), std::end(kNoMatter), row.name) == std::end(kNoMatter);
    if (!matters) continue;
    text += fmt::format("{}={}\n", row.name, words.has(row.name) ? fmt::format("{}", fmt::join(words.many(row.name), "\x1f"))
                                                                 : std::string(row.default_text));
  }
  return sha256_hex(text);
}

void add_run_facts(const Words& words, AnalyzeOptions& options) {
  RunFacts& run = options.report.run;
  run.command = command_text(words);
  run.default_region = options.detect.default_region;
  run.assume_tz = options.detect.assume_tz;
  run.min_confidence = to_text(options.report.min_confidence);
  run.mask = words.one("mask");
  run.generic_threshold = options.report.generic_threshold;
  run.options_sha256 = options_digest(words);
}

}  // namespace

MaskMode to_mask(const Words& words) {
  const std::string word = words.one("mask");
  if (word == "hmac" && !words.has("key-file"))
    throw FatalError(ExitCode::usage, "--mask hmac needs --key-file", "head -c 32 /dev/urandom > case.key, and keep it with the case");
  return word == "full" ? MaskMode::full : word == "none" ? MaskMode::none : word == "hmac" ? MaskMode::hmac : MaskMode::last4;
}

std::string load_key(const Words& words) {
  if (!words.has("key-file")) return {};
  const std::string path = words.one("key-file");
  std::string key = read_small_file(path, kMostKeyBytes, ExitCode::usage);
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();  // an editor's or a shell's line end
  if (key.size() < kLeastKeyBytes)
    throw FatalError(ExitCode::usage, fmt::format("--key-file {}: {} bytes, at least {} are needed", path, key.size(), kLeastKeyBytes),
                     "head -c 32 /dev/urandom > case.key");
  return key;
}

AnalyzeOptions to_analyze_options(const Words& words, const Surroundings& around) {
  AnalyzeOptions options;
  add_detection(words, options);
  check_formats(options);
  options.report.now = to_now(words, around);
  options.normalize.now = options.report.now;
  options.normalize.default_region = options.detect.default_region;
  if (words.command != Command::inspect && words.has("carrier-aliases"))
    options.normalize.carrier_aliases = load_carrier_aliases(words.one("carrier-aliases"));
  if (words.command != Command::inspect) {
    options.threads = static_cast<unsigned>(to_count("threads", words.one("threads"), 0, 1024));
    options.report.mask = to_mask(words);
    options.report.hmac_key = load_key(words);
  }
  if (words.command == Command::analyze) {
    options.max_memory = to_bytes("max-memory", words.one("max-memory"));
    add_scope(words, options);
    add_priority(words, options);
    add_match(words, options);
    add_control(words, options);
    add_run_facts(words, options);
  }
  return options;
}

}  // namespace mfax::cli
