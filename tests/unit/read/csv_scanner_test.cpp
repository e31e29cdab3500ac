// CSV rows: quotes, line ends, ragged rows and their places, each read every way.
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Dialect csv() { return {}; }

TEST_CASE("cells are split at delimiters and rows at line ends") {
  check_csv("a,b,c\n1,,3\n,,", csv(), all_columns(3), {{"a", "b", "c"}, {"1", "", "3"}, {"", "", ""}});
  Dialect semicolon;
  semicolon.delimiter = ';';
  check_csv("a;b,c\n1;2", semicolon, all_columns(2), {{"a", "b,c"}, {"1", "2"}});
}

TEST_CASE("quoted cells may hold delimiters, doubled quotes and line ends") {
  check_csv("\"a,b\",c\n\"say \"\"hi\"\"\",2\n\"two\nlines\",3\n\"\",\"\"\"\"", csv(), all_columns(2),
            {{"a,b", "c"}, {"say \"hi\"", "2"}, {"two\nlines", "3"}, {"", "\""}});
}

TEST_CASE("a quote inside an unquoted cell is data") {
  check_csv("5\" pipe,b\na,b \"c\" d\n \"x\",y", csv(), all_columns(2),
            {{"5\" pipe", "b"}, {"a", "b \"c\" d"}, {" \"x\"", "y"}});
}

TEST_CASE("text after a closing quote is kept and noted") {
  const SeenFile seen = read_every_way("\"a\"b,c\n\"d\" ,e\n", csv(), all_columns(2));
  CHECK(cells_of(seen) == Rows{{"ab", "c"}, {"d ", "e"}});
  CHECK(seen.rows[0].notes.has(DiagCode::V_QUOTE));
  CHECK_FALSE(seen.rows[1].notes.has(DiagCode::V_QUOTE));
}

TEST_CASE("a quote that never closes is data up to the end of its line") {
  const SeenFile seen = read_every_way("a,\"b,c\nd,e\nf,g", csv(), all_columns(3));
  CHECK(cells_of(seen) == Rows{{"a", "\"b", "c"}, {"d", "e", "-"}, {"f", "g", "-"}});
  CHECK(seen.rows[0].notes.has(DiagCode::V_UNCLOSED_QUOTE));
  CHECK_FALSE(seen.rows[1].notes.has(DiagCode::V_UNCLOSED_QUOTE));
}

TEST_CASE("a quote that stays open for too many lines or bytes is data") {
  ReadOptions options;
  options.open_quote_lines = 2;
  const SeenFile lines = read_every_way("\"a\nb\nc\",1\n\"d\ne\nf\ng\",2\n", csv(), all_columns(2), options);
  CHECK(cells_of(lines) == Rows{{"a\nb\nc", "1"}, {"\"d", "-"}, {"e", "-"}, {"f", "-"}, {"g\"", "2"}});
  options = {};
  options.open_quote_bytes = 5;
  const SeenFile bytes = read_every_way("\"12345\",1\n\"123456\",2\n", csv(), all_columns(2), options);
  CHECK(cells_of(bytes) == Rows{{"12345", "1"}, {"\"123456\"", "2"}});
  CHECK(bytes.rows[1].notes.has(DiagCode::V_UNCLOSED_QUOTE));
}

TEST_CASE("LF, CRLF and CR alone end rows, also mixed") {
  const SeenFile seen = read_every_way("a\r\nb\rc\nd\r\r\ne", csv(), all_columns(1));
  CHECK(cells_of(seen) == Rows{{"a"}, {"b"}, {"c"}, {"d"}, {""}, {"e"}});
  std::vector<std::uint64_t> lines;
  for (const SeenRow& row : seen.rows) lines.push_back(row.line);
  CHECK(lines == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6});
  CHECK(seen.rows[4].blank);
}

TEST_CASE("places are exact behind quoted line ends and skipped lines") {
  Dialect dialect;
  const std::string preamble = "Report\r\n\"x\ny\"\r\n";
  dialect.skip_bytes = preamble.size();
  dialect.skip_lines = 3;
  const SeenFile seen = read_every_way(preamble + "\"p\r\nq\",1\rr,2\n", dialect, all_columns(2));
  REQUIRE(seen.rows.size() == 2);
  CHECK(seen.rows[0].line == 4);
  CHECK(seen.rows[0].byte == preamble.size());
  CHECK(seen.rows[1].line == 6);
  CHECK(seen.rows[1].byte == preamble.size() + 9);
  CHECK(seen.lines == 6);
}

TEST_CASE("a file of nothing but its header still counts its line") {
  Dialect dialect;
  dialect.skip_bytes = 4;
  const SeenFile seen = read_every_way("a,b\n", dialect, all_columns(2));
  CHECK(seen.rows.empty());
  CHECK(seen.lines == 1);
  CHECK(read_every_way("", csv(), all_columns(1)).rows.empty());
}

TEST_CASE("only wanted columns are kept, each in its slot") {
  ColumnPlan plan;
  plan.slot_count = 2;
  plan.csv_columns = {-1, 1, -1, 0};
  check_csv("a,b,c,d,e\n1,2", csv(), plan, {{"d", "b"}, {"-", "2"}});
}

TEST_CASE("short and long rows are noted against the header's width") {
  Dialect dialect;
  dialect.header = {"a", "b"};
  const SeenFile seen = read_every_way("1,2\n1\n1,2,3\n1,2,, \n1,2,\"\"\n\n , \n", dialect, all_columns(2));
  REQUIRE(seen.rows.size() == 7);
  CHECK(seen.rows[0].notes.empty());
  CHECK(seen.rows[1].notes.has(DiagCode::V_SHORT));
  CHECK(seen.rows[2].notes.has(DiagCode::V_LONG));
  CHECK(seen.rows[3].notes.empty());
  CHECK(seen.rows[4].notes.empty());
  CHECK((seen.rows[5].blank && seen.rows[5].notes.empty()));
  CHECK(seen.rows[6].blank);
  CHECK_FALSE(seen.rows[0].blank);
}

TEST_CASE("a header that is repeated is recognized whatever its case and quotes") {
  Dialect dialect;
  dialect.header = {"To", "Sent At"};
  const SeenFile seen = read_every_way("1,2\n to ,\"SENT AT\"\nTo,Sent\nTo\n", dialect, all_columns(2));
  REQUIRE(seen.rows.size() == 4);
  CHECK(seen.rows[1].repeated_header);
  for (const std::size_t other : {0U, 2U, 3U}) CHECK_FALSE(seen.rows[other].repeated_header);
}

TEST_CASE("a row that is too long is one row, and the next one is read") {
  ReadOptions options;
  options.max_row_bytes = 30;
  const std::string text =
      "a,b\n" + std::string(31, 'x') + "\nc,\"" + std::string(2000, '\n') + "\"y\nd,e\n" + std::string(30, 'z') + "\n";
  options.open_quote_lines = 3000;
  const SeenFile seen = read_every_way(text, csv(), all_columns(2), options);
  REQUIRE(seen.rows.size() == 5);
  CHECK(seen.rows[1].fault == DiagCode::V_ROW_TOO_LONG);
  CHECK(seen.rows[1].raw == std::string(30, 'x'));
  CHECK(seen.rows[2].fault == DiagCode::V_ROW_TOO_LONG);
  CHECK(seen.rows[3].cells == std::vector<std::string>{"d", "e"});
  CHECK(seen.rows[3].line == 2004);
  CHECK(seen.rows[4].fault == DiagCode::none);
  CHECK(seen.lines == 2005);
}

TEST_CASE("a huge line is held only in part") {
  ReadOptions options;
  options.max_row_bytes = 10000;
  options.open_quote_bytes = 5000;
  options.chunk_bytes = 64;
  options.head_bytes = 64;
  const std::string text = "a\n" + std::string(3000000, 'x') + "\nb\n";
  const SeenFile seen = read_bytes(text, csv(), all_columns(1), options);
  REQUIRE(seen.rows.size() == 3);
  CHECK(seen.rows[1].fault == DiagCode::V_ROW_TOO_LONG);
  CHECK(seen.rows[2].cells.front() == "b");
  CHECK(seen.rows[2].line == 3);
  CHECK(seen.largest_chunk < 40000);
}

TEST_CASE("a backslash escapes a quote only when the dialect says so") {
  Dialect dialect;
  dialect.backslash_escape = true;
  check_csv("\"a\\\"b\",c\n\"d\\\\\",e", dialect, all_columns(2), {{"a\"b", "c"}, {"d\\", "e"}});
  check_csv("\"d\\\",e", csv(), all_columns(2), {{"d\\", "e"}});
}

TEST_CASE("NUL bytes are data") {
  using namespace std::string_literals;
  CHECK(cells_of(read_every_way("a\0b,c\n\"d\0\",e\n"s, csv(), all_columns(2))) == Rows{{"a\0b"s, "c"}, {"d\0"s, "e"}});
}

TEST_CASE("split_csv_row gives the cells of one row") {
  CHECK(split_csv_row("a,\"b,\"\"c\",,d\r\n", csv()) == std::vector<std::string>{"a", "b,\"c", "", "d"});
  CHECK(split_csv_row("", csv()) == std::vector<std::string>{""});
  CHECK(split_csv_row("\"open,b", csv()) == std::vector<std::string>{"\"open", "b"});
  CHECK(split_csv_row("\"a\"b,c", csv()) == std::vector<std::string>{"ab", "c"});
}

}  // namespace
}  // namespace mfax::test
