// Small files as a whole: reports, keys, manifests, incident and format definitions. Logs never come through here.
#pragma once

#include <string>

#include "mfax/error.hpp"

namespace mfax::cli {

/// All bytes of a file ("-" is stdin). Throws FatalError(code) when it cannot be read or is larger than `limit_bytes`.
std::string read_small_file(const std::string& path, std::size_t limit_bytes, ExitCode code);
/// "No such file or directory"
std::string error_text(int error_number);

}  // namespace mfax::cli
