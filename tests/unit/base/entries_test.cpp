// Lists that are held and lists that are made read alike.
#include <catch2/catch.hpp>

#include <string>

#include "mfax/entries.hpp"

namespace mfax {
namespace {

Entries<std::string> squares(std::size_t size) {
  return {size, [](bool is_brief) {
            return [is_brief](std::size_t at, std::string& out) { out = std::to_string(at * at) + (is_brief ? "" : " with evidence"); };
          }};
}

std::vector<std::string> all(const Entries<std::string>& list) { return {list.begin(), list.end()}; }

}  // namespace

TEST_CASE("a made list reads like a held one") {
  const Entries<std::string> list = squares(4);
  const std::vector<std::string> expected{"0 with evidence", "1 with evidence", "4 with evidence", "9 with evidence"};
  CHECK(list.size() == 4);
  CHECK(all(list) == expected);
  CHECK(list == Entries<std::string>(expected));
  CHECK_FALSE(list == squares(5));
  CHECK(list.entry(3) == "9 with evidence");
  CHECK_THROWS_AS(list.entry(4), std::out_of_range);
  std::string brief;
  for (const std::string& text : list.range(1, 3, true)) brief += text + ' ';
  CHECK(brief == "1 4 ");
  CHECK(squares(0).empty());
}

TEST_CASE("an entry is made once while a reader stands on it") {
  int made = 0;
  const Entries<int> list(3, [&made](bool) { return [&made](std::size_t at, int& out) { ++made, out = static_cast<int>(at); }; });
  auto reader = list.begin();
  CHECK((*reader == 0 && *reader == 0 && made == 1));
  ++reader;
  ++reader;
  CHECK((*reader == 2 && made == 2));
}

TEST_CASE("changing a made list holds it first, and constant access needs a held one") {
  Entries<std::string> list = squares(2);
  const Entries<std::string>& same = list;
  CHECK_THROWS_AS(same[0], std::logic_error);
  CHECK_THROWS_AS(same.at(0), std::logic_error);
  list.push_back("x");
  CHECK(list.is_held());
  CHECK(all(list) == std::vector<std::string>{"0 with evidence", "1 with evidence", "x"});
  CHECK(same.front() == "0 with evidence");
  list[0] = "y";
  CHECK((same[0] == "y" && same.back() == "x"));
  list.clear();
  CHECK(list.empty());
}

}  // namespace mfax
