// Words -> the option structures of the library. Every check that needs no data happens here.
#pragma once

#include "cli/options.hpp"
#include "mfax/pipeline.hpp"

namespace mfax::cli {

/// For analyze, inspect and normalize: whatever of it the command has. Input paths are not expanded yet. Throws
/// FatalError(usage).
AnalyzeOptions to_analyze_options(const Words&, const Surroundings&);

/// --mask and --key-file; a key is required by hmac and must have 16 bytes.
MaskMode to_mask(const Words&);
std::string load_key(const Words&);

/// --log, --directory or the operands as file names: folders and globs resolved, sorted. Throws FatalError(bad_input).
std::vector<std::string> expand_inputs(const std::vector<std::string>& words, std::string_view what);
/// One "-" at most, no file twice. Throws FatalError(usage).
void check_distinct(const std::vector<std::string>& logs, const std::vector<std::string>& directories);
/// Every file that the command line names for reading, as it stands on the disk now.
std::vector<std::string> named_inputs(const Words&);

}  // namespace mfax::cli
