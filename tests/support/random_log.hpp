// In: a random source. Out: text of a log or a directory: clean, messy as real exports are, or not a log at all.
// The numbers are of the range reserved for fiction, xxx-555-0100..0199. Called by the property tests.
#pragma once

#include <random>
#include <string>

namespace mfax::test {

std::string random_number(std::mt19937_64&, bool is_messy);
std::string random_csv_log(std::mt19937_64&, std::size_t rows, bool is_messy);
std::string random_json_log(std::mt19937_64&, std::size_t rows, bool is_messy);
/// A header that is understood, then bytes of all kinds.
std::string random_bytes_log(std::mt19937_64&, std::size_t size);
std::string random_directory(std::mt19937_64&, std::size_t people);

}  // namespace mfax::test
