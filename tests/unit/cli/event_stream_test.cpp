// The last line of a saved event stream against the lines before it.
#include "cli/event_stream.hpp"

#include <catch2/catch.hpp>

#include "surroundings.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

using namespace mfax::cli;
using Catch::Matchers::Contains;

TEST_CASE("a saved event stream is whole, or it is said what is wrong") {
  const TemporaryFolder folder;
  const std::string good = mfax::test::rendered("ndjson", mfax::test::sample_report(300));
  const auto fault = [&](const std::string& text) { return event_stream_fault(folder.write("events.ndjson", text), {}); };
  CHECK(is_event_stream(folder.write("a.ndjson", good)));
  CHECK_FALSE(is_event_stream(folder.write("b.json", "{\"document_type\":\"manifest\"}")));
  CHECK(fault(good) == "");
  CHECK_THAT(fault(good.substr(0, good.size() - 1)), Contains("was cut"));
  CHECK_THAT(fault(good.substr(0, good.rfind("{\"type\":\"run_finished\""))), Contains("no run_finished"));
  std::string shorter = good;
  const std::size_t line = shorter.find("{\"type\":\"person\"");
  shorter.erase(line, shorter.find('\n', line) + 1 - line);
  CHECK_THAT(fault(shorter), Contains("the last line says"));
  std::string changed = good;
  changed.replace(changed.find("user1"), 5, "user9");
  CHECK_THAT(fault(changed), Contains("digest"));
  CHECK_THAT(fault(""), Contains("was cut"));
  CHECK_THAT(fault("\n"), Contains("no run_finished"));
}
