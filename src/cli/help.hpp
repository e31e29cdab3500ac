// Texts of the program about itself.
#pragma once

#include <string>

#include "cli/options.hpp"

namespace mfax::cli {

/// One screen: at most 24 lines of 80 columns, an example first.
std::string program_help();
/// Usage, example and the options by group.
std::string command_help(Command);
std::string version_text(bool as_json);
/// Every option, its value and where it came from.
std::string config_text(const Words&);

}  // namespace mfax::cli
