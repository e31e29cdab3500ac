// Law: whatever the bytes, cutting a file in chunks changes no row, no place and no line count; and every byte of a CSV
// file belongs to exactly one row. Random bytes from alphabets that hurt, with tiny limits.
#include <random>

#include "read/line_records.hpp"
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

std::string random_bytes(std::mt19937& random, std::string_view alphabet, std::size_t longest) {
  std::string text(random() % (longest + 1), ' ');
  for (char& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

std::string random_json(std::mt19937& random) {
  static const std::vector<std::string> pieces{"{\"i\":1}",
                                               "{\"i\":2,\"x\":[1,{\"y\":\"]}\"}]}",
                                               "[",
                                               "]",
                                               "{",
                                               "}",
                                               ",",
                                               "\n",
                                               "\r\n",
                                               " ",
                                               "\"",
                                               "\\",
                                               "{\"items\":[",
                                               "]}",
                                               "\"items\":",
                                               ":",
                                               "null",
                                               "1",
                                               "x",
                                               "{\n  \"i\": 3\n}\n",
                                               "{\"i\":\"\\\"\\\\\"}",
                                               "\r",
                                               "\x1E"};
  std::string text;
  for (std::size_t i = random() % 14; i > 0; --i) text += pieces[random() % pieces.size()];
  return text;
}

void compare_cuts(const std::string& text, const Dialect& dialect, const ColumnPlan& plan, ReadOptions options,
                  std::mt19937& random, std::size_t& rows) {
  if (sniff_text_kind(text) != TextKind::table_or_json) return;  // becomes another text: line_records_test.cpp
  const TempFile file(text);
  const SeenFile whole = read_file(file.path(), dialect, plan, options);
  rows += whole.rows.size();
  std::uint64_t lines = 0;
  for (std::size_t i = 0; i < whole.facts.decoded_bytes && i < text.size(); ++i)
    lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
  INFO("text [" << text << "] max row " << options.max_row_bytes << " quote bytes " << options.open_quote_bytes);
  REQUIRE(whole.lines == lines);
  for (const std::size_t size : {std::size_t{1}, std::size_t{2}, 3 + random() % 8, 11 + random() % 30}) {
    options.chunk_bytes = size;
    options.head_bytes = 1 + random() % 9;
    const SeenFile cut = read_file(file.path(), dialect, plan, options);
    INFO("chunk size " << size);
    REQUIRE(cut.rows.size() == whole.rows.size());
    REQUIRE((cut.rows == whole.rows));
    REQUIRE(cut.lines == whole.lines);
  }
}

TEST_CASE("cutting a CSV file anywhere changes nothing") {
  std::mt19937 random(42);
  std::size_t rows = 0;
  for (int round = 0; round < 3000; ++round) {
    Dialect dialect;
    dialect.backslash_escape = round % 5 == 0;
    dialect.header = {"a", ""};
    ReadOptions options;
    options.open_quote_bytes = random() % 20;
    options.open_quote_lines = random() % 5;
    options.max_row_bytes = random() % 3 == 0 ? 1 + random() % 12 : 1000;
    const std::string text = random_bytes(random, round % 5 == 0 ? "\",;\n\r a\\" : "\",,\n\r a", 60);
    dialect.skip_bytes = random() % 3 == 0 ? random() % 6 : 0;
    compare_cuts(text, dialect, all_columns(2), options, random, rows);
  }
  CHECK(rows > 10000);
}

TEST_CASE("cutting a JSON file anywhere changes nothing") {
  std::mt19937 random(43);
  std::size_t rows = 0;
  for (int round = 0; round < 4000; ++round) {
    Dialect dialect;
    dialect.container = round % 3 == 0 ? Container::json_lines : Container::json_values;
    if (round % 3 == 1) dialect.rows_path = random() % 2 == 0 ? "items" : "items.items";
    ReadOptions options;
    options.max_row_bytes = random() % 3 == 0 ? 1 + random() % 20 : 1000;
    compare_cuts(random_json(random), dialect, json_plan({"i", "x[].y"}), options, random, rows);
  }
  CHECK(rows > 5000);
}

TEST_CASE("every byte of a CSV file belongs to exactly one row") {
  std::mt19937 random(44);
  for (int round = 0; round < 2000; ++round) {
    ReadOptions options;
    options.chunk_bytes = 1 + random() % 20;
    const std::string text = random_bytes(random, "\",\n\r a", 60);
    const SeenFile seen = read_bytes(text, {}, all_columns(2), options);
    std::string again;
    for (std::size_t i = 0; i < seen.rows.size(); ++i) {
      REQUIRE(seen.rows[i].byte == again.size());
      again += seen.rows[i].raw;
      const std::size_t next = i + 1 < seen.rows.size() ? seen.rows[i + 1].byte : text.size();
      const std::string end = text.substr(again.size(), next - again.size());
      REQUIRE((end == "\n" || end == "\r\n" || end == "\r" || (end.empty() && next == text.size())));
      again += end;
    }
    REQUIRE(again == text);
  }
}

TEST_CASE("the scanner's cells are those of the slow splitter") {
  std::mt19937 random(45);
  for (int round = 0; round < 4000; ++round) {
    Dialect dialect;
    dialect.backslash_escape = round % 4 == 0;
    const std::string text = random_bytes(random, "\",,\n a\\", 60);
    const SeenFile seen = read_bytes(text, dialect, all_columns(70));
    for (const SeenRow& row : seen.rows) {
      if (row.notes.has(DiagCode::V_UNCLOSED_QUOTE)) continue;  // decided by what follows the row
      auto wanted = split_csv_row(row.raw, dialect);
      wanted.resize(70, "-");
      REQUIRE(row.cells == wanted);
    }
  }
}

}  // namespace
}  // namespace mfax::test
