// Samples of a format definition as records of text: what check_samples compares and derive_format writes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "mfax/pipeline.hpp"

namespace mfax {

/// Keys of docs/format-files.md ("number", "numbers.0.kind") -> text.
using SampleRecord = std::map<std::string, std::string>;

/// `spec` must be one of `formats`. Throws FatalError when the sample is not recognized as it.
std::vector<SampleRecord> sample_records(const FormatSpec& spec, const FormatSample&, std::span<const FormatSpec> formats);

}  // namespace mfax
