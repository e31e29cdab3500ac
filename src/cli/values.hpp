// One word of an option -> one value, or a usage error that names the option, the word and what would be right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "mfax/match.hpp"
#include "mfax/types.hpp"

namespace mfax::cli {

std::uint64_t to_count(std::string_view option, std::string_view word, std::uint64_t least, std::uint64_t most);
/// "512M", "2G", "4096": bytes; K, M and G are powers of 1024.
std::uint64_t to_bytes(std::string_view option, std::string_view word);
double to_ratio(std::string_view option, std::string_view word);
/// "17" or "2.5%".
struct Limit {
  std::uint64_t count = 0;
  double ratio = -1;  ///< < 0 = a count was given
};
Limit to_limit(std::string_view option, std::string_view word);
char to_delimiter(std::string_view word);
std::string to_region(std::string_view word);
/// "2024-03-01..2024-03-31"; one side may be empty.
Window to_window(std::string_view option, std::string_view word);
Timestamp to_time(std::string_view option, std::string_view word);
std::pair<std::string, std::string> to_mapping(std::string_view word);

}  // namespace mfax::cli
