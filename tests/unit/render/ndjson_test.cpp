// The stream of events. In: the sample report. Out: lines in order, the last one with count and digest of the others.
#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("events come in their order, numbered from 1") {
  const Report r = sample_report(2);
  const std::vector<std::string> lines = lines_of(rendered("ndjson", r));
  std::vector<std::string> expected = {"run_started", "input_opened", "input_opened", "input_opened", "person", "person"};
  expected.insert(expected.end(), r.numbers.size() + 3, "number");
  expected.insert(expected.end(), {"reject", "quality", "summary", "run_finished"});
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i)
    CHECK_THAT(lines[i], StartsWith(fmt::format("{{\"type\":\"{}\",\"seq\":{},", expected[i], i + 1)));
}

TEST_CASE("the last event counts and hashes every line before it") {
  // Many people: the text leaves in pieces, the digest must not notice.
  for (const unsigned people : {0u, 1u, 900u}) {
    const std::string text = rendered("ndjson", sample_report(people));
    const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
    const std::string before = text.substr(0, last);
    CHECK_THAT(text.substr(last), Contains(fmt::format("\"line_count\":{},", lines_of(before).size())));
    CHECK_THAT(text.substr(last), Contains(fmt::format("\"sha256\":\"{}\"", sha256_hex(before))));
    CHECK(text.back() == '\n');
  }
}

TEST_CASE("a line that is lost or changed no longer fits the digest") {
  std::string text = rendered("ndjson", sample_report(3));
  const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
  const std::string trailer = text.substr(last);
  std::string lost = text.substr(0, last);
  lost.erase(lost.find('\n') + 1, lost.find('\n', lost.find('\n') + 1) - lost.find('\n'));
  CHECK_THAT(trailer, !Contains(sha256_hex(lost)));
  std::string changed = text.substr(0, last);
  changed.replace(changed.find("user1"), 5, "user9");
  CHECK_THAT(trailer, !Contains(sha256_hex(changed)));
}

TEST_CASE("the quality event does not repeat the rejected rows, but has their total") {
  for (const std::string& line : lines_of(rendered("ndjson", sample_report(1))))
    if (line.starts_with("{\"type\":\"quality\"")) CHECK_THAT(line, Contains("\"rejects_total\":17,\"rejects\":[],"));
}

TEST_CASE("the run ends with its status") {
  CHECK_THAT(lines_of(rendered("ndjson", sample_report(1))).back(),
             Contains("\"status\":{\"exit_code\":4,\"state\":\"incomplete\",\"reasons\":[\"rejected_rows:17\"]}"));
}

}  // namespace
}  // namespace mfax::test
