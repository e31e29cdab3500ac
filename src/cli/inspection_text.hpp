// An Inspection -> text for people, or JSON.
#pragma once

#include <string>

#include "cli/json_text.hpp"
#include "mfax/pipeline.hpp"

namespace mfax::cli {

std::string inspection_text(const std::string& path, const Inspection&);
void append_inspection(JsonText&, const std::string& path, const Inspection&);

}  // namespace mfax::cli
