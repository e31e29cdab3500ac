// What every row costs, step by step: build with -DMFAX_BUILD_BENCH=ON and run mfax_bench. Figures are kept in docs/benchmarks.
#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

#include "base/sha256.hpp"
#include "match/number_table.hpp"
#include "mfax/match.hpp"
#include "mfax/normalize.hpp"
#include "mfax/read.hpp"
#include "normalize/number_automaton.hpp"

using namespace mfax;

namespace {

constexpr std::size_t kRows = 10'000;

std::string csv_rows() {
  std::string text = "id,sent,phone,carrier,country,state,channel,type\n";
  for (std::size_t i = 0; i < kRows; ++i)
    text += "M00000" + std::to_string(i) + ",2024-03-01T10:11:12Z,+1202555" + std::to_string(1000 + i % 9000) +
            ",Verizon Wireless,US,CA,sms,passcode\n";
  return text;
}

/// 1000 texts, so that neither the branch predictor nor a memo learns them by heart.
template <class Make>
std::vector<std::string> texts(Make make) {
  std::vector<std::string> out;
  std::mt19937 random(1);
  for (int i = 0; i < 1000; ++i) out.push_back(make(static_cast<std::uint32_t>(random())));
  return out;
}

std::vector<Sighting> sightings(std::uint64_t numbers) {
  std::vector<Sighting> out(kRows);
  std::mt19937_64 random(2);
  for (Sighting& seen : out) {
    seen.digits = 12000000000 + random() % numbers;
    seen.identity = random() | 1;
    seen.sent_at = Timestamp{std::chrono::hours{473'352}};
    seen.has_time = seen.has_id = true;
  }
  return out;
}

}  // namespace

TEST_CASE("10,000 rows of CSV", "[bench]") {
  const std::string text = csv_rows();
  Dialect dialect;
  dialect.header = {"id", "sent", "phone", "carrier", "country", "state", "channel", "type"};
  ColumnPlan plan;
  plan.slot_count = 7;
  plan.csv_columns = {0, 1, 2, 3, 4, 5, 6, -1};
  const ReadOptions options;
  const Chunk chunk = chunk_of_text(text, dialect, options);
  BENCHMARK("scan " + std::to_string(text.size() >> 10) + " KiB") {
    CsvScanner scanner(chunk, dialect, plan, options);
    std::size_t bytes = 0;
    while (const auto row = scanner.next()) bytes += row->cells[2].text.size();
    return bytes;
  };
  BENCHMARK("find the last row's end") { return find_last_row_end(text, 0, dialect, options, false); };
  BENCHMARK("SHA-256") { return sha256_hex(text); };
}

TEST_CASE("1,000 values", "[bench]") {
  NumberContext context;
  context.region = "US";
  const auto parse = [&context](NumberParser& parser, const std::vector<std::string>& values) {
    std::vector<ParsedNumber> out;
    std::uint64_t sum = 0;
    for (const std::string& value : values) {
      parser.parse_all({value, CellKind::text}, context, out);
      sum += out.front().key.digits;
    }
    return sum;
  };
  const auto clean = texts([](std::uint32_t i) { return "+1202555" + std::to_string(1000 + i % 9000); });
  const auto national = texts([](std::uint32_t i) { return "(202) 555-" + std::to_string(1000 + i % 9000); });
  const auto abroad = texts([](std::uint32_t i) { return "+44 7400 " + std::to_string(100'000 + i % 900'000); });
  NumberParser remembering;
  BENCHMARK("+12025550123") { return parse(remembering, clean); };
  BENCHMARK("(202) 555-0123, read before") { return parse(remembering, national); };
  BENCHMARK("(202) 555-0123, new") {
    NumberParser fresh;
    return parse(fresh, national);
  };
  BENCHMARK("+44 7400 123456, new") {
    NumberParser fresh;
    return parse(fresh, abroad);
  };
  BENCHMARK("the numbering plan's answer") {
    unsigned valid = 0;
    for (const std::string& value : abroad) {
      std::string digits = value.substr(1, 2) + value.substr(4, 4) + value.substr(9);
      valid += phone::number_answer(digits).is_valid ? 1U : 0U;
    }
    return valid;
  };
  TimeDecision decision;
  decision.order = DateOrder::year_month_day;
  TimeParser times(decision, Timestamp{std::chrono::hours{490'000}});
  const auto sent = texts([](std::uint32_t i) { return "2024-03-0" + std::to_string(1 + i % 9) + "T10:11:" + std::to_string(10 + i % 50) + "Z"; });
  BENCHMARK("2024-03-01T10:11:12Z") {
    std::int64_t sum = 0;
    for (const std::string& value : sent) sum += times.parse(value).at.time_since_epoch().count();
    return sum;
  };
}

TEST_CASE("10,000 messages in the merge", "[bench]") {
  for (const std::uint64_t count : {std::uint64_t{10'000}, std::uint64_t{2'000'000}}) {
    const auto seen = sightings(count);
    NumberTable table;
    const std::uint32_t traits = table.traits_number({});
    std::mt19937_64 random(3);
    for (std::uint64_t i = 0; i < count; ++i) {  // the table as it is late in a long log
      if (i % kRows == 0) table.begin_chunk(FileId{}, static_cast<std::uint32_t>(i / kRows));
      Sighting other;
      other.digits = 12000000000 + random() % count;
      table.add(other, traits);
    }
    BENCHMARK("probe, " + std::to_string(count) + " numbers") {
      std::size_t found = 0;
      for (std::size_t i = 0; i < seen.size(); ++i) {
        if (i + 16 < seen.size()) table.prefetch(seen[i + 16].digits);
        found += table.has(seen[i].digits) ? 1U : 0U;
      }
      return found;
    };
  }
  const auto seen = sightings(1'000'000);
  BENCHMARK("duplicates") {
    Duplicates duplicates(false);
    std::size_t found = 0;
    for (const Sighting& one : seen) found += duplicates.is_duplicate(one, RowPos{}) ? 1U : 0U;
    return found;
  };
  BENCHMARK("fold a chunk, and the contacts of its numbers") {
    ChunkResult result;
    result.sightings = seen;
    for (Sighting& one : result.sightings) one.traits = result.traits.number_of({});
    OrderedMerge merge(10);
    merge.add(std::move(result));
    return std::move(merge).finish().contacts.size();
  };
}
