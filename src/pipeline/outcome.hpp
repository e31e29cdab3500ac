// What a report says about its inputs and about its own completeness.
#pragma once

#include "pipeline/directories.hpp"
#include "pipeline/input.hpp"

namespace mfax {

InputFacts log_facts(const Input&, const FileFacts&, const LogFacts&);
InputFacts directory_facts(const Input&, const LoadedDirectory&);

/// What was inferred rather than read, each with its row count (product.md 2.3).
std::vector<std::string> assumptions(std::span<const Input> logs, std::span<const Input> directories, const MergedLogs&,
                                     std::span<const LoadedDirectory>, std::span<const InputFacts>, const AnalyzeOptions&);

/// "log.csv: column "Phone 2" holds ...": columns of numbers that nobody read, over all logs.
std::vector<std::string> unread_phone_columns(std::span<const Input> logs);

/// product.md 5: complete, incomplete (4) or a --fail-on condition (5), with every reason.
Status completeness(const Report&, std::span<const Input> logs, const MergedLogs&, const AnalyzeOptions&);

}  // namespace mfax
