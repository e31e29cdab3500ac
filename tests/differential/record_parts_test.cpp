// Cells that stand side by side in the file are remembered as one piece of it; the same cells as texts of their own, one by one.
#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "mfax/read.hpp"
#include "unit/normalize/record_fixture.hpp"

namespace mfax::test {
namespace {

const std::array<std::vector<std::string>, 5> kWords{{{"Verizon Wireless", "T-Mobile USA, Inc.", "", "us", "say \"hi\"", "Verizon,US"},
                                                      {"US", "GB", "", "CA"},
                                                      {"CA", "England", "", "US"},
                                                      {"sms", "voice", "", "passcode"},
                                                      {"passcode", "", "sms", "two\nlines"}}};

/// Quoted where it must be, and now and then where it need not.
std::string written(const std::string& cell, bool quoted) {
  if (!quoted && cell.find_first_of(",\"\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

void check_same(const MessageRecord& a, const RecordFixture& in_a, const MessageRecord& b, const RecordFixture& in_b) {
  CHECK(a.number == b.number);
  CHECK(a.channel == b.channel);
  CHECK(a.counts == b.counts);
  CHECK(a.codes == b.codes);
  CHECK(a.identity == b.identity);
  CHECK(in_a.name(a.carrier) == in_b.name(b.carrier));
  CHECK(in_a.name(a.carrier_raw) == in_b.name(b.carrier_raw));
  CHECK(in_a.name(a.country) == in_b.name(b.country));
  CHECK(in_a.name(a.state) == in_b.name(b.state));
  CHECK(in_a.name(a.message_type) == in_b.name(b.message_type));
}

/// `gap`: a column that nobody wants stands between the telling ones.
void check_rows(bool gap) {
  std::mt19937 random(gap ? 21 : 22);
  RecordFixture together{Field::to_number, Field::carrier, Field::country, Field::state, Field::channel, Field::message_type};
  RecordFixture apart{Field::to_number, Field::carrier, Field::country, Field::state, Field::channel, Field::message_type};
  together.plan.columns.slot_count = 6;
  together.plan.columns.csv_columns = {0, 1, 2, 3, 4, 5};
  if (gap) together.plan.columns.csv_columns.insert(together.plan.columns.csv_columns.begin() + 2, -1);
  std::string text;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 3'000; ++i) {
    std::vector<std::string> row{random() % 3 == 0 ? "+447400123456" : "+14155550123"};
    for (const auto& words : kWords) row.push_back(words[random() % words.size()]);
    for (std::size_t cell = 0; cell < row.size(); ++cell) {
      text += (cell == 0 ? "" : ",") + written(row[cell], random() % 8 == 0);
      if (gap && cell == 1) text += std::array{",x", ",", ",\"y\""}[random() % 3];
    }
    text += '\n';
    rows.push_back(row);
  }
  const ReadOptions options;
  const Chunk chunk = chunk_of_text(text, together.plan.dialect, options);
  CsvScanner scanner(chunk, together.plan.dialect, together.plan.columns, options);
  for (const auto& row : rows) {
    const auto raw = scanner.next();
    REQUIRE(raw);
    std::vector<Cell> cells;
    for (const std::string& cell : row) cells.push_back({cell, CellKind::text});
    RawRow alone;
    alone.cells = cells;
    INFO(raw->raw);
    check_same(together.records(*raw).at(0), together, apart.records(alone).at(0), apart);
  }
}

}  // namespace

TEST_CASE("cells side by side are remembered as what they are one by one", "[record][differential]") {
  check_rows(false);
  check_rows(true);
}

}  // namespace mfax::test
