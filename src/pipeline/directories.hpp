// Directory files -> rows of people, in file order.
#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "pipeline/input.hpp"

namespace mfax {

struct LoadedDirectory {
  DirectoryFileFacts facts;
  FileFacts file;
};

/// A row that could not be read.
struct DamagedRow {
  std::size_t before = 0;  ///< index of the next readable row of its chunk
  RowRef row;
  CodeSet codes;
  std::string raw;
};

struct DirectoryChunk {
  DirectoryRows people;
  std::vector<DamagedRow> damaged;
};

/// Calls `sink` with the rows of the file chunk by chunk, in order, places set.
LoadedDirectory read_directory(Input&, const AnalyzeOptions&, Progress&, const std::stop_token&,
                               const std::function<void(DirectoryChunk&&)>& sink);

}  // namespace mfax
