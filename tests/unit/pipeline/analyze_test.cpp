// How a run ends that cannot give a report: one error, the same for every number of threads.
#include <catch2/catch.hpp>

#include <string>

#include "mfax/pipeline.hpp"
#include "support/temp_folder.hpp"

using namespace mfax;

namespace {

AnalyzeOptions options_of(const test::TempFolder& folder, const std::string& people) {
  AnalyzeOptions options;
  options.logs = {folder.write("log.csv", "message id,sent at (UTC),phone number,carrier\nM1,2024-03-01T10:00:00Z,+12025550101,AT&T\n"
                                          "M2,2024-03-01T11:00:00Z,+12025550102,AT&T\n")};
  options.directories = {folder.write("people.csv", people)};
  options.detect.default_region = options.normalize.default_region = "US";
  options.report.now = options.normalize.now = *parse_rfc3339_utc("2024-04-16T12:00:00Z");
  options.read.chunk_bytes = 64;
  return options;
}

void check_ends(const AnalyzeOptions& options, ExitCode code, const std::string& what) {
  Progress progress;
  try {
    static_cast<void>(analyze(options, progress, {}));
    FAIL("a report, though none can be given");
  } catch (const FatalError& error) {
    CHECK(error.code() == code);
    CHECK_THAT(error.what(), Catch::Contains(what));
  }
}

}  // namespace

TEST_CASE("more memory than --max-memory allows ends the run before it is taken") {
  const test::TempFolder folder;
  AnalyzeOptions options = options_of(folder, "username,mobile phone\nanna,+12025550101\n");
  for (const unsigned threads : {1U, 3U}) {
    options.threads = threads;
    options.max_memory = 1;
    check_ends(options, ExitCode::bad_input, "--max-memory");
    options.max_memory = std::uint64_t{1} << 40;
    Progress progress;
    CHECK(analyze(options, progress, {}).accounting.numbers.distinct == 2);
  }
}

TEST_CASE("a directory without a usable number ends the run while the logs are read") {
  const test::TempFolder folder;
  AnalyzeOptions options = options_of(folder, "username,mobile phone\nanna,+1202555XXXX\n");
  for (const unsigned threads : {1U, 3U}) {
    options.threads = threads;
    check_ends(options, ExitCode::bad_input, "has a usable number");
  }
}
