// Directory files -> records, in file order.
#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "pipeline/input.hpp"

namespace mfax {

struct LoadedDirectory {
  DirectoryFileFacts facts;
  FileFacts file;
};

/// Rows that are damaged: place, code and text.
using RowFaultFn = std::function<void(const RowRef&, const CodeSet&, std::string_view raw)>;

/// Calls `sink` with every record of the file in row order, places set; `on_fault` with every damaged row.
LoadedDirectory read_directory(Input&, const AnalyzeOptions&, Progress&, const std::stop_token&,
                               const std::function<void(DirectoryRecord&&)>& sink, const RowFaultFn& on_fault);

}  // namespace mfax
