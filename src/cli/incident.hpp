// --incident: a built-in name or a JSON file -> facts and window.
#pragma once

#include <string>

#include "mfax/match.hpp"
#include "mfax/report.hpp"

namespace mfax::cli {

struct Incident {
  IncidentFacts facts;
  Window window;
};
/// Throws FatalError(usage) for an unknown name, an unreadable file, an unknown key or an impossible window; of a file with
/// line and column.
Incident load_incident(const std::string& name_or_file);

}  // namespace mfax::cli
