// argv, MFAX_* variables, config file -> Words. In: words. Out: which option got which words from where, or a usage error.
// The only file that knows CLI11; the options themselves are rows of option_table.cpp. Next: commands.cpp.
#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>
#include <fstream>

#include "base/text.hpp"
#include "cli/suggest.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

constexpr std::string_view kHelpHint = "mfax --help shows the commands";

[[noreturn]] void usage_error(const std::string& what, std::string hint = {}) {
  throw FatalError(ExitCode::usage, what, std::move(hint));
}

std::string help_hint(Command command) {
  if (command == Command::none) return std::string(kHelpHint);
  return fmt::format("mfax {} --help shows its options", command_row(command).name);
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandRow& row : command_table()) names.emplace_back(row.name);
  return names;
}

std::vector<std::string> dashed_names(Command command) {
  std::vector<std::string> names;
  for (const OptionRow& row : option_table())
    if (applies(row, command) && !row.is_hidden) names.push_back("--" + std::string(row.name));
  return names;
}

std::string commands_text(unsigned commands) {
  std::string text;
  for (const CommandRow& row : command_table())
    if ((commands & bit(row.command)) != 0) text += (text.empty() ? "" : ", ") + std::string(row.name);
  return text;
}

std::string variable_name(std::string_view option) {
  std::string name = "MFAX_";
  for (const char c : option) name += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return name;
}

/// One CLI11 app with the options of one command; the words are taken out afterwards, nothing is bound.
void declare_options(CLI::App& app, Command command) {
  app.set_help_flag();
  app.allow_extras();
  for (const OptionRow& row : option_table()) {
    if (!applies(row, command)) continue;
    const std::string names =
        (row.short_name != '\0' ? fmt::format("-{},--{}", row.short_name, row.name) : "--" + std::string(row.name));
    if (row.takes == Takes::nothing) {
      app.add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
      continue;
    }
    CLI::Option* option = app.add_option(names);
    if (row.takes == Takes::one) continue;
    option->expected(1, CLI::detail::expected_max_vector_size)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(row.takes == Takes::list);
  }
}

/// The first word CLI11 could not place.
[[noreturn]] void refuse(const std::string& word, Command command) {
  if (word.size() < 2 || word.front() != '-') {
    if (command == Command::none) {
      std::string hint = did_you_mean(word, command_names());
      usage_error(fmt::format("no command '{}'", word), hint.empty() ? std::string(kHelpHint) : std::move(hint));
    }
    usage_error(fmt::format("{} does not take '{}'", command_row(command).name, word), help_hint(command));
  }
  const std::string name = word.substr(0, word.find('='));
  if (name.starts_with("--")) {
    if (const unsigned commands = commands_of(name.substr(2)); commands != 0 && command == Command::none)
      usage_error(fmt::format("{} comes after the command", name), fmt::format("it is an option of: {}", commands_text(commands)));
    else if (commands != 0)
      usage_error(fmt::format("{} is no option of {}", name, command_row(command).name),
                  fmt::format("it is an option of: {}", commands_text(commands)));
  }
  std::string hint = did_you_mean(name, dashed_names(command));
  usage_error(fmt::format("no option {}", name), hint.empty() ? help_hint(command) : std::move(hint));
}

/// CLI11 lets `--log --directory x` take "--directory" as a file name; nobody means that.
void check_swallowed(const OptionRow& row, const std::vector<std::string>& values, Command command) {
  for (const std::string& value : values)
    if (value.starts_with("--") && find_option(std::string_view(value).substr(2), command) != nullptr)
      usage_error(fmt::format("--{} needs a value, and {} follows", row.name, value), help_hint(command));
}

void take_words(const CLI::App& app, Command command, Words& words) {
  for (const OptionRow& row : option_table()) {
    if (!applies(row, command)) continue;
    const CLI::Option* option = app.get_option("--" + std::string(row.name));
    if (option->count() == 0) continue;
    check_swallowed(row, option->results(), command);
    words.set(row.name, option->results(), Source::command_line);
  }
}

bool is_true(const std::string& word) {
  const std::string folded = to_lower_ascii(word);
  return folded == "true" || folded == "1" || folded == "yes" || folded == "on";
}
bool is_false(const std::string& word) {
  const std::string folded = to_lower_ascii(word);
  return folded == "false" || folded == "0" || folded == "no" || folded == "off" || folded.empty();
}

/// Words that did not come through CLI11, and the choices of those that did.
void check_words(const OptionRow& row, const std::vector<std::string>& values, const std::string& origin) {
  if (row.takes == Takes::nothing) {
    if (!values.empty() && !is_true(values.back()) && !is_false(values.back()))
      usage_error(fmt::format("{}: '{}' is neither true nor false", origin, values.back()));
    return;
  }
  if (row.takes == Takes::one && values.size() != 1)
    usage_error(fmt::format("{} takes one value, given {}", origin, values.size()));
  for (const std::string& value : values) {
    if (value.empty()) usage_error(fmt::format("{} has an empty value", origin));
    if (!row.is_choice) continue;
    const std::vector<std::string_view> allowed = split(row.value, '|');
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) continue;
    const std::vector<std::string> candidates(allowed.begin(), allowed.end());
    std::string hint = did_you_mean(value, candidates);
    usage_error(fmt::format("{}: '{}' is none of {}", origin, value, fmt::join(allowed, ", ")), std::move(hint));
  }
}

bool is_from_outside(const OptionRow& row) {
  return row.name != "help" && row.name != "version" && row.name != "print-config";
}

void add_variables(Words& words, const Surroundings& around) {
  for (const OptionRow& row : option_table()) {
    if (!applies(row, words.command) || !is_from_outside(row)) continue;
    const std::string name = variable_name(row.name);
    const std::optional<std::string> value = around.variable ? around.variable(name) : std::nullopt;
    if (!value || value->empty()) continue;
    check_words(row, {*value}, "environment variable " + name);
    if (!words.has(row.name)) words.set(row.name, {*value}, Source::environment);
  }
}

/// Keys of the top level hold for every command that has them, keys of [analyze] for that command.
void add_config(Words& words) {
  if (!words.has("config")) return;
  const std::string path = words.one("config");
  std::ifstream file(path);
  if (!file) usage_error(fmt::format("cannot read the config file {}", path));
  std::map<std::string, std::vector<std::string>> general, special;
  for (const CLI::ConfigItem& item : CLI::ConfigTOML().from_config(file)) {
    if (item.name == "++" || item.name == "--") continue;  // CLI11's marks for the begin and end of a section
    const std::string origin = fmt::format("{}: {}", path, item.fullname());
    if (item.parents.size() > 1 || (item.parents.size() == 1 && find_command(item.parents.front()) == nullptr))
      usage_error(fmt::format("{}: no such section", origin), "sections are named like commands: [analyze]");
    const Command command = item.parents.empty() ? words.command : find_command(item.parents.front())->command;
    const OptionRow* row = find_option(item.name, command);
    if (commands_of(item.name) == 0 || (row == nullptr && !item.parents.empty())) {
      std::string hint = did_you_mean("--" + item.name, dashed_names(command));
      usage_error(fmt::format("{}: no such option", origin), std::move(hint));
    }
    if (row == nullptr || command != words.command) continue;
    if (!is_from_outside(*row) || row->name == "config") usage_error(fmt::format("{}: not in a config file", origin));
    check_words(*row, item.inputs, origin);
    (item.parents.empty() ? general : special)[item.name] = item.inputs;
  }
  for (auto* items : {&special, &general})
    for (auto& [name, values] : *items)
      if (!words.has(name)) words.set(name, std::move(values), Source::config_file);
}

void check_operands(const Words& words) {
  if (words.command == Command::none) return;
  const CommandRow& row = command_row(words.command);
  if (words.operands.empty() && row.is_required)
    usage_error(fmt::format("{} needs {}", row.name, row.operands), fmt::format("for example: {}", row.example));
  if (!row.takes_many && words.operands.size() > 1) refuse(words.operands[1], words.command);
}

std::string shell_quoted(const std::string& word) {
  const bool is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("@%_+=:,./-").find(c) != std::string_view::npos;
  });
  if (is_plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string_view to_text(Source source) noexcept {
  static constexpr std::string_view kNames[] = {"default", "config file", "environment", "command line"};
  return kNames[static_cast<std::size_t>(source)];
}

const OptionRow& Words::row(std::string_view option) const {
  const OptionRow* found = find_option(option, command);
  if (found == nullptr) throw std::logic_error(fmt::format("option {} asked of a command without it", option));
  return *found;
}

bool Words::has(std::string_view option) const { return row(option).name == option && given_.contains(option); }

bool Words::flag(std::string_view option) const { return has(option) && is_true(given_.find(option)->second.values.back()); }

std::string Words::one(std::string_view option) const {
  const OptionRow& found = row(option);
  const auto given = given_.find(option);
  return given == given_.end() ? std::string(found.default_text) : given->second.values.back();
}

std::vector<std::string> Words::many(std::string_view option) const {
  return has(option) ? given_.find(option)->second.values : std::vector<std::string>();
}

Source Words::source(std::string_view option) const {
  return has(option) ? given_.find(option)->second.source : Source::by_default;
}

void Words::set(std::string_view option, std::vector<std::string> values, Source source) {
  given_[std::string(option)] = Given{std::move(values), source};
}

std::string Words::misplaced() const {
  for (const auto& [name, given] : given_)
    if (find_option(name, command) == nullptr) return name;
  return {};
}

Words parse_words(std::vector<std::string> arguments, const Surroundings& around) {
  Words words;
  words.arguments = arguments;
  if (arguments.empty()) usage_error("no command given", std::string(kHelpHint));
  if (arguments.front() == "help") {  // `mfax help analyze`
    arguments.erase(arguments.begin());
    arguments.resize(std::min<std::size_t>(arguments.size(), 1));
    arguments.emplace_back("--help");
  }
  CLI::App program;
  declare_options(program, Command::none);
  program.require_subcommand(0, 1);
  for (const CommandRow& row : command_table()) {
    CLI::App* app = program.add_subcommand(std::string(row.name));
    declare_options(*app, row.command);
    if (!row.operands.empty())
      app->add_option("operands")->expected(0, CLI::detail::expected_max_vector_size)
          ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args();
  }
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
  try {
    program.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    usage_error(error.what(), std::string(kHelpHint));
  }
  take_words(program, Command::none, words);
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  if (!program.remaining().empty()) refuse(program.remaining().front(), Command::none);
  if (words.flag("version")) return words;
  if (!chosen.empty()) {
    words.command = find_command(chosen.front()->get_name())->command;
    take_words(*chosen.front(), words.command, words);
    if (!command_row(words.command).operands.empty()) words.operands = chosen.front()->get_option("operands")->results();
  }
  if (words.flag("help")) return words;
  if (const std::string name = words.misplaced(); !name.empty()) refuse("--" + name, words.command);
  if (!chosen.empty() && !chosen.front()->remaining().empty()) refuse(chosen.front()->remaining().front(), words.command);
  for (const OptionRow& row : option_table())
    if (applies(row, words.command) && words.has(row.name)) check_words(row, words.many(row.name), "--" + std::string(row.name));
  add_variables(words, around);
  add_config(words);
  if (words.command == Command::none && !words.flag("print-config"))
    usage_error("no command given", std::string(kHelpHint));
  if (!words.flag("print-config")) check_operands(words);
  return words;
}

std::string command_text(const Words& words) {
  std::string text = "mfax";
  bool is_secret = false, skips_value = false;
  for (const std::string& word : words.arguments) {
    // How the work was cut up changes nothing in the result, so it may not change the report either.
    if (std::exchange(skips_value, word == "--threads" || word == "--chunk-bytes") || skips_value ||
        word.starts_with("--threads=") || word.starts_with("--chunk-bytes="))
      continue;
    std::string shown = is_secret ? std::string("...") : word;
    is_secret = word == "--key-file";
    if (word.starts_with("--key-file=")) shown = "--key-file=...";
    text += ' ' + shell_quoted(shown);
  }
  return text;
}

}  // namespace mfax::cli
