// In: random logs and directories. Out: the laws of product.md 2: every row ends in one bucket, and neither the number of
// threads nor the size of the chunks can be seen in the report. MFAX_SEED repeats a failure.
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "mfax/pipeline.hpp"
#include "mfax/render.hpp"
#include "support/random_log.hpp"
#include "support/seed.hpp"
#include "support/temp_folder.hpp"

namespace mfax {
namespace {

struct Way {
  unsigned threads;
  std::size_t chunk_bytes;
};
constexpr Way kWays[] = {{2, 1024}, {4, 1024}, {1, 64}, {2, 64}, {4, 64}, {1, 1 << 20}, {4, 1 << 20}};

AnalyzeOptions make_options(const test::TempFolder& folder, const std::vector<std::string>& logs, const std::string& people) {
  AnalyzeOptions options;
  for (std::size_t i = 0; i < logs.size(); ++i) options.logs.push_back(folder.write(fmt::format("log{}", i), logs[i]));
  options.directories = {folder.write("people.csv", people)};
  options.detect.default_region = "US";
  options.detect.assume_tz = "UTC";
  options.normalize.default_region = "US";
  options.normalize.now = *parse_rfc3339_utc("2024-04-16T12:00:00Z");
  options.report.now = options.normalize.now;
  options.report.window = {*parse_bound("2024-03-02", false), *parse_bound("2024-03-30", true)};
  return options;
}

std::string to_json(const Report& report) {
  std::string out;
  find_renderer("json")->render(report, {}, [&out](std::string_view piece) { out += piece; });
  return out;
}

Report run(AnalyzeOptions options, const Way& way) {
  options.threads = way.threads;
  options.read.chunk_bytes = way.chunk_bytes;
  Progress progress;
  return analyze(options, progress, {});
}

template <class Range, class Fn>
std::uint64_t sum_of(const Range& range, Fn&& value) {
  return std::accumulate(range.begin(), range.end(), std::uint64_t{0},
                         [&](std::uint64_t sum, const auto& item) { return sum + value(item); });
}

void check_balance(const Report& report) {
  const auto& rows = report.accounting.rows;
  CHECK(rows.read == rows.blank + rows.rejected + rows.duplicate + rows.out_of_window + rows.not_counted + rows.in_scope);
  const auto& messages = report.accounting.messages;
  CHECK(messages.in_scope == rows.in_scope);
  CHECK(messages.in_scope == messages.attributed + messages.ambiguous + messages.unmatched + messages.ignored);
  const auto& numbers = report.accounting.numbers;
  CHECK(numbers.distinct == numbers.matched + numbers.ambiguous + numbers.unmatched + numbers.ignored);
  const auto& people = report.accounting.people;
  CHECK(people.directory_total == people.certain + people.possible_additional + people.not_exposed);
  CHECK(sum_of(report.quality.rejected_by_reason, [](const Tally& tally) { return tally.count; }) == rows.rejected);
}

void check_lists_against_sums(const Report& report) {
  const auto messages_of = [](const LogNumber& number) { return number.message_count; };
  CHECK(report.numbers.size() == report.accounting.numbers.matched);
  CHECK(report.not_exposed.size() == report.accounting.people.not_exposed);
  const auto left_out = [&report](std::string_view reason) {
    return static_cast<std::uint64_t>(std::count_if(report.quality.left_out.begin(), report.quality.left_out.end(),
                                                    [reason](const LeftOutRow& row) { return row.reason == reason; }));
  };
  CHECK(left_out("duplicate") == report.accounting.rows.duplicate);
  CHECK(left_out("out_of_window") == report.accounting.rows.out_of_window);
  CHECK(left_out("not_counted") == report.accounting.rows.not_counted);
  CHECK(sum_of(report.numbers, messages_of) == report.accounting.messages.attributed);
  CHECK(sum_of(report.ambiguous, messages_of) == report.accounting.messages.ambiguous);
  CHECK(sum_of(report.unmatched, messages_of) == report.accounting.messages.unmatched);
  CHECK(sum_of(report.ignored, messages_of) == report.accounting.messages.ignored);
  // A number with one holder is one person's: what is attributed is the sum over the people, of such numbers.
  CHECK(sum_of(report.people, [](const ExposedPerson& person) {
          return sum_of(person.numbers, [](const PersonNumber& number) {
            return number.holder_count == 1 ? number.message_count : 0;
          });
        }) == report.accounting.messages.attributed);
}

void check_laws(const AnalyzeOptions& options) {
  const Report first = run(options, {1, 1024});
  check_balance(first);
  check_lists_against_sums(first);
  const std::string json = to_json(first);
  for (const Way& way : kWays) {
    INFO("threads " << way.threads << ", chunks of " << way.chunk_bytes << " bytes");
    const Report other = run(options, way);
    CHECK(to_json(other) == json);
    CHECK(other == first);
  }
}

}  // namespace

TEST_CASE("the report of a clean log does not depend on threads or chunks, and balances", "[threads][property]") {
  const auto seed = test::seed();
  INFO("MFAX_SEED=" << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 4; ++round) {
    const test::TempFolder folder;
    check_laws(make_options(folder, {test::random_csv_log(random, 50 + test::below(random, 400), false)},
                            test::random_directory(random, 60)));
  }
}

TEST_CASE("the report of a messy log does not depend on threads or chunks, and balances", "[threads][property]") {
  const auto seed = test::seed() + 1;
  INFO("MFAX_SEED=" << test::seed());
  std::mt19937_64 random(seed);
  for (int round = 0; round < 6; ++round) {
    INFO("round " << round);
    const test::TempFolder folder;
    const std::size_t rows = 30 + test::below(random, 300);
    const std::string log =
        round % 2 == 0 ? test::random_csv_log(random, rows, true) : test::random_json_log(random, rows, true);
    check_laws(make_options(folder, {log}, test::random_directory(random, 60)));
  }
}

TEST_CASE("overlapping logs are counted once, whatever the threads and chunks", "[threads][property]") {
  const auto seed = test::seed() + 2;
  INFO("MFAX_SEED=" << test::seed());
  std::mt19937_64 random(seed);
  const test::TempFolder folder;
  const std::string log = test::random_csv_log(random, 200, false);
  const std::string people = test::random_directory(random, 60);
  const AnalyzeOptions both = make_options(folder, {log, log}, people);
  check_laws(both);
  const Report twice = run(both, {1, 1024});
  AnalyzeOptions one = both;
  one.logs.resize(1);
  const Report once = run(one, {1, 1024});
  CHECK(twice.accounting.rows.in_scope == once.accounting.rows.in_scope);
  CHECK(twice.accounting.rows.read == 2 * once.accounting.rows.read);
  CHECK(twice.accounting.messages == once.accounting.messages);
}

TEST_CASE("rows of any bytes end in one bucket each, whatever the threads and chunks", "[threads][property]") {
  const auto seed = test::seed() + 3;
  INFO("MFAX_SEED=" << test::seed());
  std::mt19937_64 random(seed);
  for (int round = 0; round < 5; ++round) {
    INFO("round " << round);
    const test::TempFolder folder;
    AnalyzeOptions options = make_options(folder, {test::random_bytes_log(random, 4000 + test::below(random, 8000))},
                                          test::random_directory(random, 20));
    options.read.encoding = Encoding::utf8;
    options.map = {{"to_number", "phone number"}, {"sent_at", "sent at"}};
    check_laws(options);
  }
}

}  // namespace mfax
