// One opened and understood input, and the order in which inputs are read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mfax/pipeline.hpp"

namespace mfax {

/// A log or directory file after detection, before its rows are read.
struct Input {
  FileId file{};
  InputFile source;
  std::string path;                   ///< with the member's name, for messages
  Detection detection;
  std::optional<ChunkReader> reader;  ///< kept open only for stdin and pipes, whose bytes come once
};

/// How much of a file may be read before its rows are: all of it, if only that tells day from month, or its head.
enum class LookAhead : std::uint8_t { whole_file, head_only };
/// Opens, detects, and decides number form, zone and date order. Throws FatalError.
Input open_input(FileId, const InputFile&, FormatKind, std::span<const FormatSpec>, const AnalyzeOptions&,
                 LookAhead = LookAhead::whole_file);
/// A reader at the file's beginning.
ChunkReader take_reader(Input&, const ReadOptions&);

/// All files at the paths, archives as their members, numbered from `first`.
std::vector<Input> open_inputs(std::span<const std::string> paths, FormatKind, std::size_t first, std::span<const FormatSpec>,
                               const AnalyzeOptions&);
/// Two logs of one format may overlap: rows without an id must then be recognizable too (product.md 7, `duplicate`).
bool have_one_format_twice(std::span<const Input> logs);

/// True when rows of the file can be recognized again, so that the merge must look for duplicates.
bool may_repeat(const TablePlan&, const NormalizeOptions&);

}  // namespace mfax
