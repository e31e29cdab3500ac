// The hand-over between reader, workers and caller: order, errors, stop.
#include <catch2/catch.hpp>

#include <numeric>

#include "pipeline/chunks.hpp"
#include "support/temp_folder.hpp"

using namespace mfax;

namespace {

/// A log of `rows` lines in a folder of its own: ctest runs several of these tests at once, each in its process.
class LogFile {
 public:
  explicit LogFile(int rows) {
    std::string text;
    for (int i = 0; i < rows; ++i) text += std::to_string(i) + ",x\n";
    path_ = folder_.write("log.csv", text);
  }
  Input input() const {
    Input input;
    input.source.path = path_;
    input.path = path_;
    return input;
  }

 private:
  test::TempFolder folder_;
  std::string path_;
};

ReadOptions small_chunks() {
  ReadOptions options;
  options.chunk_bytes = 64;
  return options;
}

}  // namespace

TEST_CASE("results reach the caller in file order for any number of threads", "[threads]") {
  const LogFile file(2000);
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::vector<Input> inputs;
    inputs.push_back(file.input());
    inputs.push_back(file.input());
    inputs[1].file = static_cast<FileId>(1);
    const ReadOptions read = small_chunks();
    Progress progress;
    JobSource source(inputs, read, progress);
    std::vector<std::uint64_t> order;
    std::string text;
    for_each_chunk(
        source, threads, {}, [] { return [](const Job& job) { return std::pair(job.chunk.sequence(), std::string(job.chunk.bytes())); }; },
        [&](std::pair<std::uint64_t, std::string>&& result) {
          order.push_back(result.first);
          text += result.second;
        });
    std::vector<std::uint64_t> expected(order.size());
    std::iota(expected.begin(), expected.end(), std::uint64_t{0});
    CHECK(order == expected);
    CHECK(order.size() > 100);
    CHECK(std::count(text.begin(), text.end(), '\n') == 4000);
    REQUIRE(source.facts().size() == 2);
    CHECK(source.facts()[0].sha256 == source.facts()[1].sha256);
  }
}

TEST_CASE("the earliest error of the file wins, whichever thread met it", "[threads]") {
  const LogFile file(2000);
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::vector<Input> inputs;
    inputs.push_back(file.input());
    const ReadOptions read = small_chunks();
    Progress progress;
    JobSource source(inputs, read, progress);
    std::uint64_t merged = 0;
    const auto make_worker = [] {
      return [](const Job& job) {
        if (job.chunk.sequence() >= 7) throw FatalError(ExitCode::bad_input, "chunk " + std::to_string(job.chunk.sequence()));
        return 1;
      };
    };
    CHECK_THROWS_WITH(for_each_chunk(source, threads, {}, make_worker, [&](int) { ++merged; }), "chunk 7");
    CHECK(merged == 7);
  }
}

TEST_CASE("a stop ends the run with its own exit code", "[threads]") {
  const LogFile file(500);
  for (const unsigned threads : {1U, 3U}) {
    std::vector<Input> inputs;
    inputs.push_back(file.input());
    const ReadOptions read = small_chunks();
    Progress progress;
    JobSource source(inputs, read, progress);
    std::stop_source stop;
    int merged = 0;
    try {
      for_each_chunk(
          source, threads, stop.get_token(), [] { return [](const Job&) { return 1; }; },
          [&](int) {
            if (++merged == 3) stop.request_stop();
          });
      FAIL("the run went on");
    } catch (const FatalError& error) {
      CHECK(error.code() == ExitCode::interrupted);
    }
    CHECK(merged == 3);
  }
}
