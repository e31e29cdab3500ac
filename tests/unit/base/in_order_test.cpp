// Pieces made on several threads arrive as one thread would have made them; an error ends the work.
#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>

#include "base/in_order.hpp"

namespace mfax {
namespace {

std::string made(std::size_t size, std::size_t piece, unsigned threads) {
  std::string out;
  make_in_order(
      size, piece, threads,
      [](std::size_t from, std::size_t to, std::string& text) {
        for (std::size_t i = from; i < to; ++i) text += std::to_string(i) + ' ';
      },
      [&out](std::string_view text) { out += text; });
  return out;
}

}  // namespace

TEST_CASE("pieces come in order whatever the threads", "[threads]") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{64}, std::size_t{1000}}) {
    const std::string expected = made(size, size + 1, 1);
    for (const unsigned threads : {1U, 2U, 3U, 8U})
      for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{64}, std::size_t{5000}}) {
        INFO(size << " by " << piece << " on " << threads);
        CHECK(made(size, piece, threads) == expected);
      }
  }
}

TEST_CASE("an error of a maker or of the taker ends the work and is thrown again", "[threads]") {
  for (const unsigned threads : {1U, 4U}) {
    std::size_t taken = 0;
    const auto fail_at = [](std::size_t bad) {
      return [bad](std::size_t from, std::size_t, std::string& text) {
        if (from == bad) throw std::runtime_error("piece");
        text = "x";
      };
    };
    CHECK_THROWS_WITH(make_in_order(100, 1, threads, fail_at(30), [&](std::string_view) { ++taken; }), "piece");
    CHECK(taken == 30);
    std::atomic<std::size_t> begun{0};
    const auto count = [&begun](std::size_t, std::size_t, std::string&) { ++begun; };
    CHECK_THROWS_WITH(make_in_order(100000, 1, threads, count, [](std::string_view) { throw std::runtime_error("disk full"); }), "disk full");
    CHECK(begun < 100);  // nobody goes on for nothing
  }
}

}  // namespace mfax
