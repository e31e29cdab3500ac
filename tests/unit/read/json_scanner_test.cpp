// Cells of JSON records by dotted path, arrays, embedded JSON, and the sample that detection looks at.
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Dialect values() {
  Dialect dialect;
  dialect.container = Container::json_values;
  return dialect;
}

Rows read(std::string_view text, std::vector<std::string> paths, const Dialect& dialect = values()) {
  return cells_of(read_every_way(text, dialect, json_plan(std::move(paths))));
}

TEST_CASE("paths lead into objects and arrays, missing values are absent") {
  const std::string text = R"({"a":{"b":"x"},"l":[{"p":"1"},{},{"p":"3"}],"s":["u","v"],"n":null,"e":[]})";
  CHECK(read(text, {"a.b", "l[].p", "s[]", "n", "a", "zz", "e[]", "l", "a.b.c", "l[].q"}) ==
        Rows{{"x",
              "1\x1f\x1f"
              "3",
              "u\x1fv", "-", "-", "-", "-", "-", "-", "-"}});
}

TEST_CASE("parallel paths stay aligned") {
  CHECK(read(R"({"l":[{"t":[{"n":"a"},{"n":"b"}]},{},{"t":[]},{"t":null}]})", {"l[].t[].n"}) ==
        Rows{{"a\x1f"
              "b\x1f\x1f\x1f"}});
}

TEST_CASE("records joined on one line are records of their own, and the broken rest is one reject") {
  Dialect lines;
  lines.container = Container::json_lines;
  const auto rows = read_every_way("{\"a\":1}\n{\"a\":2}{\"a\":3} {\"a\":4}\n{\"a\":5}{\"a\"\n{\"a\":6}\n", lines, json_plan({"a"}));
  CHECK(cells_of(rows).size() == 7);
  CHECK(cells_of(rows)[2] == std::vector<std::string>{"3"});
  CHECK(rows.rows[2].nth == 1);
  CHECK(rows.rows[5].fault == DiagCode::J_BAD_RECORD);
  CHECK(cells_of(rows)[6] == std::vector<std::string>{"6"});
}

TEST_CASE("numbers keep their digits") {
  CHECK(
      read(
          R"({"a":14155550123,"b":18446744073709551615,"c":-5,"d":14155550123.0,"e":1.5,"f":1.4155550123e10,"g":true,"h":1e300})",
          {"a", "b", "c", "d", "e", "f", "g", "h"}) ==
      Rows{{"14155550123", "18446744073709551615", "-5", "14155550123", "1.5", "14155550123", "true", "1e+300"}});
}

TEST_CASE("kinds of cells are told") {
  const TempFile file(R"({"a":"x","b":1,"c":false,"d":[1,2],"e":[1,"x"]})");
  ChunkReader reader(FileId{}, file.path(), {});
  const Dialect dialect = values();
  reader.start(dialect, 0);
  const auto chunk = reader.next();
  REQUIRE(chunk);
  const ColumnPlan plan = json_plan({"a", "b", "c", "d[]", "e[]", "f"});
  const ReadOptions options;
  JsonScanner scanner(*chunk, dialect, plan, options);
  const auto row = scanner.next();
  REQUIRE(row);
  std::vector<CellKind> kinds;
  for (const Cell& cell : row->cells) kinds.push_back(cell.kind);
  CHECK(kinds == std::vector<CellKind>{CellKind::text, CellKind::number, CellKind::boolean, CellKind::number,
                                       CellKind::text, CellKind::absent});
}

TEST_CASE("a key matches exactly first, else in any case") {
  CHECK(read(R"([{"To":"a"},{"TO":"b","To":"c"},{"to":"d","To":"e"}])", {"To"}) == Rows{{"a"}, {"c"}, {"e"}});
  CHECK(read(R"([{"to":"a"},{"To":"b","to":"c"}])", {"To", "to"}) == Rows{{"a", "a"}, {"b", "c"}});
  CHECK(read(R"({"a":{"B":1}})", {"a.b"}) == Rows{{"1"}});
}

TEST_CASE("the first of duplicate keys wins and is noted") {
  const SeenFile seen =
      read_every_way(R"([{"a":1,"a":2,"b":1,"b":2},{"a":1,"b":1,"b":1}])", values(), json_plan({"a"}));
  CHECK(cells_of(seen) == Rows{{"1"}, {"1"}});
  CHECK(seen.rows[0].notes.has(DiagCode::J_DUPLICATE_KEY));
  CHECK_FALSE(seen.rows[1].notes.has(DiagCode::J_DUPLICATE_KEY));
}

TEST_CASE("a literal dot, and escapes inside keys and strings") {
  CHECK(read(R"({"a.b":1,"a":{"b":2},"\u0063":"\u00e9\n\"x\""})", {"a\\.b", "a.b", "c"}) ==
        Rows{{"1", "2", "\xC3\xA9\n\"x\""}});
}

TEST_CASE("every element of the each array is a row of the same place") {
  Dialect dialect = values();
  dialect.each = "to";
  const std::string text = R"([{"id":1,"to":[{"n":"a"},{"n":"b"}]},{"id":2,"to":[]},{"id":3},{"id":4,"to":{"n":"d"}}])";
  const SeenFile seen = read_every_way(text, dialect, json_plan({"id", "@.n"}));
  CHECK(cells_of(seen) == Rows{{"1", "a"}, {"1", "b"}, {"2", "-"}, {"3", "-"}, {"4", "d"}});
  CHECK(seen.rows[0].byte == seen.rows[1].byte);
  CHECK(seen.rows[0].nth == seen.rows[1].nth);
  CHECK(seen.rows[2].nth == 1);
  dialect.each = "r.items[]";
  CHECK(read(R"({"r":{"items":["x","y"]}})", {"@", "r"}, dialect) == Rows{{"x", "-"}, {"y", "-"}});
}

TEST_CASE("a string that holds JSON is followed by an exclamation mark") {
  CHECK(read(R"({"t":"{\"d\":[{\"n\":5}]}","u":{"d":6},"v":"no"})", {"t!.d[].n", "u!.d", "v!.d"}) ==
        Rows{{"5", "6", "-"}});
}

TEST_CASE("embedded JSON is the row") {
  Dialect dialect = values();
  dialect.embedded_json = "message";
  const SeenFile seen =
      read_every_way(R"([{"message":"{\"a\":1}"},{"message":{"a":2}},{"message":"START"},{"x":1},{"message":"{bad"}])",
                     dialect, json_plan({"a"}));
  REQUIRE(seen.rows.size() == 5);
  CHECK(seen.rows[0].cells.front() == "1");
  CHECK(seen.rows[1].cells.front() == "2");
  CHECK(seen.rows[2].fault == DiagCode::J_NOT_A_ROW);
  CHECK(seen.rows[3].fault == DiagCode::J_NOT_A_ROW);
  CHECK(seen.rows[4].fault == DiagCode::J_BAD_RECORD);
}

JsonSample sample(std::string_view text, bool whole = true) { return sample_json(text, whole, 10); }

TEST_CASE("the sample finds lines, arrays and bare objects") {
  CHECK(sample("{\"a\":1}\n{\"a\":2}\n").container == Container::json_lines);
  CHECK(sample("{\"a\":1}\n{\"a\":2\n{\"a\":3}\n").container == Container::json_lines);
  CHECK(sample("{\"a\":1}\n{\"a\":2", false).container == Container::json_lines);
  CHECK(sample("[{\"a\":1},\n{\"a\":2}]").container == Container::json_values);
  CHECK(sample("[{\"a\":1},\n{\"a\":2}]").records.size() == 2);
  const JsonSample pretty = sample("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n");
  CHECK((pretty.container == Container::json_values && pretty.rows_path.empty() && pretty.records.size() == 2));
  CHECK(sample("{\"a\":1}").records.size() == 1);
}

TEST_CASE("the sample finds the rows in an envelope") {
  const auto path = [](std::string_view text) { return sample(text).rows_path; };
  CHECK(path(R"({"stat":"OK","response":{"items":[{"a":1}],"metadata":{}}})") == "response.items");
  CHECK(path(R"({"stat":"OK","response":[{"a":1}]})") == "response");
  CHECK(path(R"({"stat":"OK","response":{"a":1,"phones":[{"n":1},{"n":2},{"n":3}]}})") == "response");
  CHECK(path(R"({"data":{"data":[{"a":1}]}})") == "data.data");
  CHECK(path(R"({"data":[{"a":1}],"meta":{}})") == "data");
  CHECK(path(R"({"meta":{"p":[1]},"stuff":{"rows":[{"name":"one"},{"name":"two"},{"name":"three"}]}})") ==
        "stuff.rows");
  CHECK(path(R"({"_embedded":{"users":[{"a":1}]}})") == "_embedded.users");
  CHECK(path("{\"id\":1,\"messages\":[{\"x\":1}],\"text\":\"a long enough text\"}\n"
             "{\"id\":2,\"messages\":[{\"x\":1}],\"text\":\"a long enough text\"}\n") == "");
  const JsonSample pages = sample(R"({"stat":"FAIL"} {"response":{"items":[]}} {"response":{"items":[{"a":1}]}})");
  CHECK((pages.rows_path == "response.items" && pages.records.size() == 1 && pages.is_json));
  const JsonSample empty = sample(R"({"response":{"items":[]}})");
  CHECK((empty.rows_path == "response.items" && empty.records.empty() && empty.is_json));
}

TEST_CASE("the sample works on the head of one huge line") {
  std::string text = R"({"meta":{"n":1},"response":{"items":[)";
  for (int i = 0; i < 50; ++i) text += R"({"phone":"+12025550143","n":)" + std::to_string(i) + "},";
  for (const std::size_t cut : {text.size(), text.size() - 1, text.size() - 12, text.size() - 30}) {
    const JsonSample found = sample(std::string_view(text).substr(0, cut), false);
    CHECK(found.rows_path == "response.items");
    CHECK(found.records.size() == 10);
  }
}

TEST_CASE("sampled records are flat lists of path and text") {
  const JsonSample found =
      sample(R"({"a":{"b":1.0,"c.d":"x"},"l":[{"p":1},{"p":2}],"s":["u"],"n":null,"e":[],"t":true})");
  REQUIRE(found.records.size() == 1);
  const std::vector<std::pair<std::string, std::string>> wanted{{"a.b", "1"},   {"a.c\\.d", "x"}, {"l[].p", "1"},
                                                                {"l[].p", "2"}, {"s[]", "u"},     {"n", ""},
                                                                {"e[]", ""},    {"t", "true"}};
  CHECK(found.records[0].values == wanted);
}

TEST_CASE("text that only begins like JSON is no JSON") {
  for (const char* text : {"[+] Duo logs\nphone,time\n", "{name},{phone}\n1,2\n", "a,b\n", "", "   ", "[1] x", "{"})
    CHECK_FALSE(sample(text).is_json);
  CHECK(sample("[]").is_json);
  CHECK(sample("\xEF\xBB\xBF {\"a\":1}").is_json);
}

}  // namespace
}  // namespace mfax::test
