// Report -> where -o says: stdout, one file, or a run folder with documents, tables and manifest.json.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "mfax/render.hpp"

namespace mfax::cli {

struct Destination {
  enum class Kind : std::uint8_t { standard_output, file, folder };
  Kind kind = Kind::standard_output;
  std::string path;                        ///< file or folder; a folder ends with '/'
  std::vector<const Renderer*> documents;  ///< one unless it is a folder
  bool may_replace = false;
  bool is_screen() const noexcept { return kind == Kind::standard_output && documents.front()->name == "text"; }
};

/// From -o, --format and --force. Throws FatalError(usage) for impossible combinations and FatalError(bad_output) when
/// something exists, cannot be written or is one of the `inputs`: before any data are read.
Destination plan_destination(const Words&, std::span<const std::string> inputs = {});

/// Files that the destination will get, in the order in which they are written; empty for stdout.
std::vector<std::string> planned_files(const Destination&);

/// Writes everything, or nothing. Returns what was written, for the "Wrote" line.
std::vector<std::string> write_report(const Report&, const RenderOptions&, const Destination&, const std::stop_token&);

}  // namespace mfax::cli
