// A saved event stream (--format ndjson) -> is it whole and unchanged. Its last line carries the number of the lines before it and
// their SHA-256 (product.md 7). Used by `mfax verify`.
#pragma once

#include <stop_token>
#include <string>

namespace mfax::cli {

/// Begins like a stream of `mfax analyze --format ndjson`.
bool is_event_stream(const std::string& path);
/// "" when the last line agrees with the lines before it, else what is wrong.
std::string event_stream_fault(const std::string& path, const std::stop_token&);

}  // namespace mfax::cli
