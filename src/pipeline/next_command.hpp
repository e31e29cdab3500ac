// What to type after `mfax inspect`.
#pragma once

#include <string>

#include "mfax/pipeline.hpp"

namespace mfax {

/// The options of this run again, and CC, ZONE or a choice for each that is still needed.
std::string next_command(const std::string& path, const Inspection&, const AnalyzeOptions&);

}  // namespace mfax
