// Every command and option of the program as data. In: nothing. Out: the tables that options.cpp (parsing), help.cpp
// (help, --print-config) and the tests read. A new option is one row here and one line where its value is used.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mfax::cli {

/// `none`: the program itself, without a command.
enum class Command : std::uint8_t { none, analyze, inspect, normalize, explain, report, verify, redact, formats, schema };

struct CommandRow {
  Command command{};
  std::string_view name;
  std::string_view operands;   ///< as in the usage line: "FILE..."; "" = takes none
  bool takes_many = false;     ///< operands: several
  bool is_required = false;    ///< operands: at least one
  std::string_view summary;    ///< one line
  std::string_view example;    ///< shown first in the help
};
std::span<const CommandRow> command_table() noexcept;
const CommandRow& command_row(Command) noexcept;
const CommandRow* find_command(std::string_view name) noexcept;

/// How many words an option takes. `each`: one a time, may be repeated; `list`: all words up to the next option.
enum class Takes : std::uint8_t { nothing, one, each, list };

struct OptionRow {
  std::string_view group;
  std::string_view name;          ///< long name without dashes; also the config key
  char short_name = '\0';
  Takes takes = Takes::one;
  std::string_view value;         ///< placeholder: "FILE"; with is_choice every word that is allowed: "text|json"
  bool is_choice = false;
  std::string_view default_text;  ///< "" = none
  unsigned commands = 0;          ///< bits: bit()
  bool is_hidden = false;
  std::string_view help;
};
constexpr unsigned bit(Command command) noexcept { return 1u << static_cast<unsigned>(command); }

/// In the order of the help.
std::span<const OptionRow> option_table() noexcept;
const OptionRow* find_option(std::string_view long_name, Command) noexcept;
/// Bits of every command that has it; 0 = nobody knows it.
unsigned commands_of(std::string_view long_name) noexcept;
constexpr bool applies(const OptionRow& row, Command command) noexcept { return (row.commands & bit(command)) != 0; }

}  // namespace mfax::cli
