// The library in a few calls: analyze, normalize, inspect. No stdout, no clock, no environment.
#pragma once

#include <atomic>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "mfax/directory.hpp"
#include "mfax/match.hpp"
#include "mfax/render.hpp"
#include "mfax/report.hpp"

namespace mfax {

struct AnalyzeOptions {
  std::vector<std::string> logs, directories;          ///< files, folders, "-" (once)
  std::string log_format, directory_format;            ///< ids; "" = detect
  std::vector<std::string> format_files;
  std::vector<std::pair<std::string, std::string>> map;
  DetectOptions detect;                                ///< without format_id and map, which are set per role
  NormalizeOptions normalize;
  ReadOptions read;
  ReportOptions report;
  bool trail = false;                                  ///< normalize: name the rules that fired on each number
  std::string ignore_file;
  unsigned threads = 0;                                ///< 0 = one per core; 1 = no threads at all
  std::uint64_t max_memory = 0;                        ///< bytes, 0 = no limit: beyond it FatalError while the logs are read
  std::size_t reject_limit = 100000;
  std::uint64_t max_bad_rows = 0;                      ///< --max-bad-rows N; above: exit 4
  double max_bad_ratio = -1;                           ///< --max-bad-rows P%; < 0 = not set
  std::optional<std::uint64_t> max_unmatched;
  double max_unmatched_ratio = -1;
  bool strict = false;
  std::vector<std::string> fail_on;
};

struct Progress {
  std::atomic<std::uint64_t> bytes_total{0}, bytes_read{0}, rows_read{0};
};

/// The threads a run uses: as asked for, or one per core for 0.
unsigned worker_count(unsigned threads);

Report analyze(const AnalyzeOptions&, Progress&, std::stop_token);

/// Streams canonical records of logs (or directories, when `logs` is empty) to the sink in input order. Returns the counts.
struct NormalizedLogs {
  RowCounts rows;
  std::vector<std::string> unread_phone_columns;  ///< one sentence each: a log column with numbers that was not read
};
NormalizedLogs normalize_logs(const AnalyzeOptions&, Progress&, std::stop_token, const Sink&);
struct NormalizedPeople { std::uint64_t rows = 0, people = 0, rejected = 0; };
NormalizedPeople normalize_directories(const AnalyzeOptions&, Progress&, std::stop_token, const Sink&);

/// What `mfax inspect` prints about one file.
struct Inspection {
  Detection detection;
  FormatKind kind{};
  FileFacts facts;                       ///< sha256 is empty unless the file was read to its end
  bool is_whole_file = false;            ///< counts below are of the whole file, not of its head
  RowCounts rows;
  CodeCounts codes;
  std::string first_at, last_at;
  std::vector<Tally> number_forms;       ///< "+ and 11 digits", "10 digits, no plus", "masked" ... with counts
  std::vector<Tally> carriers, countries, states, channels, message_types;
  std::uint64_t people = 0, people_with_number = 0;
  std::vector<std::string> samples;      ///< masked
  std::vector<std::vector<std::string>> sample_cells;  ///< up to two rows as written, one cell a slot: for derive_format, never shown
  std::string next_command;
};
/// `role`: "log", "directory" or "auto". `formats` must outlive the result: Detection points into them.
Inspection inspect_file(const InputFile&, std::string_view role, const AnalyzeOptions&, std::span<const FormatSpec> formats);

/// A definition made of what inspection decided, to edit and to use with --format-file. Its samples hold fictional values only
/// and pass check_samples(). Throws FatalError(bad_input) for a file whose columns have no names.
FormatSpec derive_format(const std::string& path, const Inspection&, const AnalyzeOptions&, std::span<const FormatSpec> formats);

/// Runs a definition's samples: each must be recognized as this format (also beside `formats`, which may hold it under the same id)
/// and give exactly the expected records. One sentence per fault.
std::vector<std::string> check_samples(const FormatSpec&, std::span<const FormatSpec> formats);

/// Chunk -> result (src/pipeline/worker.cpp).
ChunkResult process_chunk(const Chunk&, const TablePlan&, const AnalyzeOptions&, RecordNormalizer&);

}  // namespace mfax
