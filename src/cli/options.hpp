// Words of the command line, of MFAX_* variables and of a config file -> one set of option words with their origin.
// What the words mean is decided by analyze_options.cpp and the commands; CLI11 stays in options.cpp.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/option_table.hpp"
#include "mfax/types.hpp"

namespace mfax::cli {

/// What the process finds around itself; a test brings its own.
struct Surroundings {
  std::function<std::optional<std::string>(const std::string& name)> variable;
  Timestamp now{};
  bool is_stdout_terminal = false, is_stderr_terminal = false;
  unsigned width = 100;
};

/// Rising: a later one wins.
enum class Source : std::uint8_t { by_default, config_file, environment, command_line };
std::string_view to_text(Source) noexcept;

struct Given {
  std::vector<std::string> values;
  Source source = Source::by_default;
};

/// The words of one run. Asking for an option that the command does not have is a bug (std::logic_error).
class Words {
 public:
  Command command = Command::none;
  std::vector<std::string> operands;
  std::vector<std::string> arguments;  ///< as typed, without the program's name

  bool has(std::string_view option) const;                       ///< given anywhere
  bool flag(std::string_view option) const;
  std::string one(std::string_view option) const;                ///< the default when not given
  std::vector<std::string> many(std::string_view option) const;
  Source source(std::string_view option) const;
  std::string misplaced() const;  ///< an option given before the command that the command does not have; "" = none
  void set(std::string_view option, std::vector<std::string> values, Source);

 private:
  const OptionRow& row(std::string_view option) const;
  std::map<std::string, Given, std::less<>> given_;
};

/// Throws FatalError(usage): unknown command or option (with a suggestion), missing or surplus values, a word that is
/// not one of the allowed ones, an unreadable config file. Reads no data.
Words parse_words(std::vector<std::string> arguments, const Surroundings&);

/// The command line for the report: quoted for a shell, without the value of --key-file.
std::string command_text(const Words&);

}  // namespace mfax::cli
