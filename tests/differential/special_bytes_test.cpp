// The fast ways to find delimiters, line ends and quotes against the plain one.
#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

#include "read/special_bytes.hpp"

using namespace mfax;

namespace {

using Places = std::vector<std::uint32_t>;

Places places(FindSpecials find, const std::string& padded, std::size_t size, const SpecialSet& wanted) {
  Places out(size + 64);
  out.resize(find(padded.data(), size, wanted, 1000, out.data()));
  return out;
}

std::string random_text(std::mt19937& random, std::size_t size) {
  const std::string letters = random() % 2 == 0 ? "a,b\n\r\"" : "abcdefghijklmnopqrstuvwxyz0123456789,";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += letters[random() % letters.size()];
  return text;
}

}  // namespace

TEST_CASE("special bytes are found alike in every way", "[read][differential]") {
  std::mt19937 random(11);
  const SpecialSet wanted{',', '\n', '\r', '"'};
  for (int round = 0; round < 2'000; ++round) {
    const std::size_t size = random() % 300;
    const std::string padded = random_text(random, size) + std::string(64, round % 2 == 0 ? ',' : '\0');
    const Places plain = places(&find_specials_plain, padded, size, wanted);
    CHECK(places(&find_specials_blocks, padded, size, wanted) == plain);
    if (const FindSpecials fast = find_specials_avx2()) CHECK(places(fast, padded, size, wanted) == plain);
  }
}

TEST_CASE("special bytes are told one after the other, across pieces and back", "[read][differential]") {
  std::mt19937 random(12);
  const SpecialSet wanted{',', '\n', '\r', '"'};
  for (int round = 0; round < 200; ++round) {
    const std::size_t size = random() % 20'000;
    const std::string padded = random_text(random, size) + std::string(64, ',');
    const std::string_view text = std::string_view(padded).substr(0, size);
    SpecialBytes specials(text, wanted);
    std::size_t from = 0;
    for (int step = 0; step < 1'000 && from <= size; ++step, from += 1 + random() % 50) {
      if (random() % 50 == 0) specials.go_back(from = random() % (from + 1));
      REQUIRE(specials.at_or_after(from) == std::min(text.find_first_of(",\n\r\"", from), size));
    }
  }
}
