// JSON rows: lines, arrays in envelopes, concatenated documents, damage; each read every way.
#include "read/json_rows.hpp"

#include <random>

#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

Dialect lines() {
  Dialect dialect;
  dialect.container = Container::json_lines;
  return dialect;
}
Dialect values(std::string path = {}) {
  Dialect dialect;
  dialect.container = Container::json_values;
  dialect.rows_path = std::move(path);
  return dialect;
}

/// "1 2 !J_BAD_RECORD": the `i` of each row, or its fault.
std::string summary(const SeenFile& seen) {
  std::string text;
  for (const SeenRow& row : seen.rows) {
    if (!text.empty()) text += ' ';
    if (row.fault == DiagCode::none) text += row.cells.at(0);
    if (row.fault == DiagCode::J_BAD_RECORD) text += "!bad";
    if (row.fault == DiagCode::J_TOO_BIG) text += "!big";
    if (row.fault == DiagCode::J_NOT_A_ROW) text += "!not";
  }
  return text;
}

std::string read(std::string_view text, const Dialect& dialect, const ReadOptions& options = {}) {
  return summary(read_every_way(text, dialect, json_plan({"i"}), options));
}

TEST_CASE("one object a line, blank lines skipped") {
  CHECK(read("{\"i\":1}\n\n  \r\n{\"i\":2}\r\n {\"i\":3} ", lines()) == "1 2 3");
  CHECK(read("{\"i\":1}\n{\"i\":2\n{\"i\":3}\nnonsense\n7\n", lines()) == "1 !bad 3 !bad !not");
}

TEST_CASE("an array written with one object a line can be read as lines") {
  CHECK(read("[\n{\"i\":1},\n{\"i\":2}\n]\n", lines()) == "1 2");
  CHECK(read("[{\"i\":1},\n{\"i\":2}]\n", lines()) == "1 2");
}

TEST_CASE("elements of a top-level array are rows") {
  CHECK(read("[{\"i\":1},{\"i\":2},\n {\"i\":3}]", values()) == "1 2 3");
  CHECK(read("[]", values()) == "");
  CHECK(read("[1, \"x\", null, [2], {\"i\":5}]", values()) == "!not !not !not !not 5");
}

TEST_CASE("top-level objects one after another are rows, pretty-printed or not") {
  CHECK(read("{\"i\":1}{\"i\":2} {\n \"i\": 3,\n \"o\": {\"x\": [1, {}]}\n}\n,{\"i\":4}", values()) == "1 2 3 4");
  CHECK(read("\x1E{\"i\":1}\n\x1E{\"i\":2}\n", values()) == "1 2");
}

TEST_CASE("rows are found in an envelope, with metadata before and after") {
  const Dialect dialect = values("response.items");
  CHECK(read("{\"stat\":\"OK\",\"response\":{\"n\":[{\"i\":9}],\"items\":[{\"i\":1},{\"i\":2}],\"m\":{\"items\":[{}]}},"
             "\"t\":1}",
             dialect) == "1 2");
  CHECK(read("{\"response\":{\"items\":[{\"i\":1}]}}\n{\"response\":{\"items\":[]}}\n{\"response\":{\"items\":[{\"i\":"
             "3}]}}",
             dialect) == "1 3");
  CHECK(read("[{\"response\":{\"items\":[{\"i\":1}]}},{\"response\":{\"items\":[{\"i\":2}]}}]", dialect) == "1 2");
}

TEST_CASE("braces, quotes and keys inside strings mean nothing") {
  CHECK(read(R"([{"s":"}]{[\"\\","i":1},{"s":"\\\\\\\"","i":2}])", values()) == "1 2");
  CHECK(read(R"({"a":"\"items\":[","items":[{"i":1,"s":"]}"}]})", values("items")) == "1");
}

TEST_CASE("a document without the rows' path is one thing that is no row") {
  const Dialect dialect = values("response.items");
  CHECK(read("{\"stat\":\"FAIL\",\"code\":40002}{\"response\":{\"items\":[{\"i\":1}]}}", dialect) == "!not 1");
  CHECK(read("{\"response\":null}", dialect) == "");
  CHECK(read("{\"response\":{\"items\":null}}", dialect) == "");
  CHECK(read("{\"response\":{\"items\":[]}}", dialect) == "");
  CHECK(read("{\"response\":{\"items\":\"x\"}}", dialect) == "!not");
  CHECK(read("{\"response\":{\"items\":{\"i\":4}}}", dialect) == "4");
}

TEST_CASE("a literal dot in the rows' path is written with a backslash") {
  CHECK(read("{\"a.b\":[{\"i\":1}]}", values("a\\.b")) == "1");
  CHECK(read("{\"a.b\":[{\"i\":1}]}", values("a.b")) == "!not");
}

TEST_CASE("rows know their line, their place on it and their byte") {
  const std::string text = "[{\"i\":1},{\"i\":2},\r\n{\"i\":3,\n\"x\":0},{\"i\":4}]\n";
  const SeenFile seen = read_every_way(text, values(), json_plan({"i"}));
  REQUIRE(seen.rows.size() == 4);
  const auto place = [&](std::size_t i) { return std::pair(seen.rows[i].line, seen.rows[i].nth); };
  CHECK(place(0) == std::pair<std::uint64_t, std::uint64_t>(1, 0));
  CHECK(place(1) == std::pair<std::uint64_t, std::uint64_t>(1, 1));
  CHECK(place(2) == std::pair<std::uint64_t, std::uint64_t>(2, 0));
  CHECK(place(3) == std::pair<std::uint64_t, std::uint64_t>(3, 0));
  CHECK(seen.rows[3].byte == text.find("{\"i\":4"));
  CHECK(seen.lines == 3);
}

TEST_CASE("a file that is cut off loses only the record at its end, and says so") {
  CHECK(read("[{\"i\":1},{\"i\":2,\"x\":\"abc", values()) == "1 !bad");
  CHECK(read("[{\"i\":1},{\"i\":2}", values()) == "1 2 !bad");
  CHECK(read("{\"items\":[{\"i\":1},", values("items")) == "1 !bad");
  CHECK(read("{\"items\":[{\"i\":1}]", values("items")) == "1 !bad");
  CHECK(read("{\"i\":1}\n{\"i\":", lines()) == "1 !bad");
}

TEST_CASE("after a broken record the next line that begins one is read") {
  CHECK(read("{\"i\":1}\n{\"i\":\"2}\n{\"i\":3}\n{\"i\":4}\n", values()) == "1 !bad 3 4");
  CHECK(read("{\"i\":1}\n{\"i\":2\n{\"i\":3}\n", values()) == "1 !bad 3");
  CHECK(read("[\n  {\"i\":1},\n  {\"i\":[2},\n  {\"i\":3}\n]\n", values()) == "1 !bad 3");
  CHECK(read("{\"items\":[\n {\"i\":1,\n  \"o\":\n  {\"s\":\"x},\n  \"n\":\n  {\"k\":1}\n },\n {\"i\":3}\n]}",
             values("items")) == "!bad 3");
  CHECK(read("{\"i\":1}\ngarbage } ] text\n{\"i\":3}\n", values()) == "1 !bad 3");
}

TEST_CASE("a record that is too big is one row, and the next one is read") {
  ReadOptions options;
  options.max_row_bytes = 40;
  const std::string big = "{\"i\":2,\"x\":\"" + std::string(300, 'x') + "\"}";
  CHECK(read("[{\"i\":1}," + big + ",{\"i\":3}]", values(), options) == "1 !big 3");
  CHECK(read("{\"i\":1}\n" + big + "\n{\"i\":3}\n", values(), options) == "1 !big 3");
  CHECK(read("{\"i\":1}\n" + big + "\n{\"i\":3}\n", lines(), options) == "1 !big 3");
  CHECK(read("{\"items\":[{\"i\":1}," + big + "],\"x\":[1]}{\"items\":[{\"i\":3}]}", values("items"), options) ==
        "1 !big 3");
  const std::string exact = "{\"i\":2,\"x\":\"" + std::string(26, 'x') + "\"}";
  REQUIRE(exact.size() == 40);
  CHECK(read("[" + exact + "]", values(), options) == "2");
  CHECK(read(exact + "\n", lines(), options) == "2");
}

TEST_CASE("a huge record is held only in part") {
  ReadOptions options;
  options.max_row_bytes = 10000;
  options.chunk_bytes = 64;
  options.head_bytes = 64;
  const std::string text = "[{\"i\":1},{\"x\":\"" + std::string(3000000, 'x') + "\"},{\"i\":3}]";
  const SeenFile seen = read_bytes(text, values(), json_plan({"i"}), options);
  CHECK(summary(seen) == "1 !big 3");
  CHECK(seen.largest_chunk < 40000);
  CHECK(seen.rows[2].byte == text.rfind("{\"i\""));
}

TEST_CASE("a record may be 64 levels deep and no deeper") {
  const auto nested = [](std::size_t depth) {
    return "{\"i\":1,\"a\":" + std::string(depth - 1, '[') + "0" + std::string(depth - 1, ']') + "}";
  };
  CHECK(read("[" + nested(64) + "]", values()) == "1");
  CHECK(read("[" + nested(65) + ",{\"i\":2}]", values()) == "!bad 2");
  CHECK(read(nested(64) + "\n" + nested(65) + "\n", lines()) == "1 !bad");
  CHECK(read("[" + nested(100000) + ",{\"i\":2}]", values()) == "!bad 2");
}

TEST_CASE("a long key is skipped, not held") {
  const std::string text = "{\"" + std::string(5000, 'k') + "\":1,\"items\":[{\"i\":1}]}";
  CHECK(read(text, values("items")) == "1");
}

}  // namespace
}  // namespace mfax::test
