// Opening inputs: what can be read only once is read once.
#include "pipeline/input.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "pipeline/chunks.hpp"
#include "support/temp_folder.hpp"

using namespace mfax;

TEST_CASE("no row of a pipe is lost between detection and reading", "[threads]") {
  const test::TempFolder folder;
  const std::string path = folder.write("log.csv", "");
  REQUIRE(::unlink(path.c_str()) == 0);
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  constexpr std::size_t kRows = 20000;
  std::jthread writer([&path] {
    std::ofstream out(path);
    out << "Recipient,Sent (UTC)\n";
    for (std::size_t i = 0; i < kRows; ++i) out << "+12025550143,2024-03-05 10:00:00\n";
  });

  AnalyzeOptions options;
  options.read.head_bytes = 4096;
  const std::vector<FormatSpec> formats = load_formats({});
  const std::vector<std::string> paths{path};
  std::vector<Input> inputs = open_inputs(paths, FormatKind::log, 0, formats, options);
  Progress progress;
  JobSource source(inputs, options.read, progress);
  std::size_t lines = 0;
  while (const std::optional<Job> job = source.next()) {
    const std::string_view bytes = job->chunk.bytes();
    lines += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  }
  CHECK(lines == kRows);
}
