// The law of report.hpp: load_report(render_json(r)) == r for any report; and every renderer bears any report.
// In: seeded random reports. A failure prints the seed; MFAX_SEED repeats it.
#include <catch2/catch.hpp>

#include "property/random_report.hpp"
#include "support/seed.hpp"
#include "unit/render/rendered.hpp"

namespace mfax::test {
namespace {

constexpr std::uint64_t kReports = 300;

TEST_CASE("a report that is written and read is the same report") {
  for (std::uint64_t i = 0; i < kReports; ++i) {
    INFO("MFAX_SEED=" << seed() << ", report " << i);
    const Report report = random_report(seed() + i);
    const std::string json = rendered("json", report);
    const bool is_same = load_report(json, "test") == report;
    REQUIRE(is_same);
  }
}

TEST_CASE("random reports differ, so that the law says something") {
  CHECK_FALSE(random_report(seed()) == random_report(seed() + 1));
  CHECK(random_report(seed()) == random_report(seed()));
}

TEST_CASE("writing is a function of the report: same report, same bytes, in pieces of any size") {
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Report report = random_report(seed() + i);
    for (const Renderer& renderer : renderers()) CHECK(rendered(renderer.name, report) == rendered(renderer.name, report));
  }
}

TEST_CASE("every renderer and table bears any report, and people's documents stay clean") {
  for (std::uint64_t i = 0; i < kReports; ++i) {
    INFO("MFAX_SEED=" << seed() << ", report " << i);
    const Report report = random_report(seed() + i);
    for (const char* format : {"text", "markdown", "html", "json", "ndjson"}) {
      INFO(format);
      CHECK(unsafe_place(rendered(format, report)) == "");
    }
    for (const Table& table : tables()) {
      INFO(table.file);
      const Rows rows = read_csv(rendered_table(table.file, report));
      for (const auto& row : rows) CHECK(row.size() == rows[0].size());
    }
  }
}

}  // namespace
}  // namespace mfax::test
