// Every text of a report hostile at once, through every renderer and every table (product.md 11 and 13). In: payloads of a
// breached party. Out: the same structure as with a harmless text; the payload is shown, never obeyed.
#include <catch2/catch.hpp>

#include <algorithm>
#include <concepts>

#include "mfax/report_fields.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;

/// Puts one text into every text field of a report, those of lists and tallies too.
class Everywhere {
 public:
  explicit Everywhere(std::string text) : text_(std::move(text)) {}
  template <class T>
  void operator()(std::string_view, T& value) {
    put(value);
  }
  void time(std::string_view, std::string& value) { value = text_; }
  void counts(std::string_view, std::vector<Tally>& tallies) { put(tallies); }
  void names(std::string_view, std::vector<Tally>& tallies) { put(tallies); }
  template <class Fn>
  void group(std::string_view, Fn&& fn) {
    fn(*this);
  }

 private:
  void put(std::string& value) { value = text_; }
  template <class T>
  void put(std::vector<T>& values) {
    for (T& value : values) put(value);
  }
  template <class T>
  void put(Entries<T>& values) {
    put(values.held());
  }
  template <class T>
  void put(T& value) {
    if constexpr (!std::integral<T>) visit_fields(value, *this);
  }
  std::string text_;
};

Report filled_with(const std::string& text) {
  Report report = sample_report(3);
  report.inputs[0].notes = {"x"};
  report.inputs[0].is_changed = true;
  visit_fields(report, Everywhere(text));
  report.status.state = "incomplete";
  return report;
}

struct Payload {
  const char* name;
  std::string text;
};

const std::vector<Payload>& payloads() {
  static const std::vector<Payload> kPayloads = {
      {"escape sequence", "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x.example\x1b\\x"},
      {"C1 controls", "\xC2\x9B" "31m\xC2\x9D" "0;x\xC2\x9C"},
      {"bidi", "\xE2\x80\xAE" "gnp.exe\xE2\x80\xAC\xE2\x81\xA7x\xD8\x9C"},
      {"script", "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"},
      {"attribute", "\" onmouseover=\"alert(1)\" x='"},
      {"comment", "--><!-- ]]> <![CDATA["},
      {"markdown link", "[click](javascript:alert(1)) ![i](http://x.example/i.png) <http://x.example> www.x.example"},
      {"markdown table", "a | b | c \\| d ` `` ***"},
      {"markdown block", "# heading\n\n- item\n\n1. one\n\n    code\n\n---"},
      {"formula", "=HYPERLINK(\"http://x.example\";\"x\")"},
      {"formula plus", "+1+cmd|' /C calc'!A0"},
      {"formula minus", "-2+3"},
      {"formula at", "@SUM(1)"},
      {"formula tab", "\t=1+1"},
      {"formula return", "\r\n=1+1"},
      {"line ends", "a\nb\r\nc\rd\xE2\x80\xA8" "e\xE2\x80\xA9" "f\xC2\x85g\vh\f"},
      {"NUL", std::string("a\0b\0", 4)},
      {"invalid UTF-8", "\xff\xfe\xC3(\xE2\x82\xF0\x9F\xED\xA0\x80\xC0\xAF\x80"},
      {"right to left", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7"},
      {"quotes", "\"',;\"\"\\\"'\"\n\""},
      {"right to left with marks", "\xE2\x80\x8F\xD7\xA9\xD7\x9C\xE2\x80\x8E(\xD9\x85\xD8\xB1)\xE2\x81\xA6 a [b]\xE2\x81\xA9"},
      {"invisible", "a\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF" "b\xC2\xAD" "c\xF3\xA0\x81\x81"},
      {"template and shell", "${x} {{7*7}} $(reboot) `reboot` %s%n"},
      {"combining", [] {
         std::string text = "e";
         for (int i = 0; i < 200; ++i) text += "\xCC\x81";
         return text;
       }()},
      {"100 KB", std::string(100'000, 'A')},
      {"100 KB of escapes", [] {
         std::string text;
         while (text.size() < 100'000) text += "\x1b[<&\"|\xff";
         return text;
       }()},
  };
  return kPayloads;
}

/// The tags of a page without the texts between them.
std::string skeleton(std::string_view page) {
  std::string out;
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    REQUIRE(end != std::string_view::npos);
    out += page.substr(at, end + 1 - at);
    out += '\n';
  }
  return out;
}

/// Bars that separate cells: those without a backslash.
std::size_t bars_of(std::string_view line) {
  std::size_t bars = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\')
      ++at;
    else if (line[at] == '|')
      ++bars;
  }
  return bars;
}

TEST_CASE("hostile values do not change the structure of the page") {
  const std::string harmless = skeleton(rendered("html", filled_with("x")));
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    const std::string page = rendered("html", filled_with(payload.text));
    CHECK(unsafe_place(page) == "");
    CHECK(skeleton(page) == harmless);
    CHECK(page.size() < 1'000'000);
  }
}

TEST_CASE("hostile values do not change the structure of the ticket") {
  const std::vector<std::string> harmless = lines_of(rendered("markdown", filled_with("x")));
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    const std::string text = rendered("markdown", filled_with(payload.text));
    CHECK(unsafe_place(text) == "");
    const std::vector<std::string> lines = lines_of(text);
    REQUIRE(lines.size() == harmless.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      INFO(lines[i].substr(0, 200));
      CHECK(bars_of(lines[i]) == bars_of(harmless[i]));
      CHECK(lines[i].find('<') == std::string::npos);
      CHECK((lines[i].find("](") == std::string::npos || lines[i].find("\\](") != std::string::npos));
      CHECK(lines[i].find("http:") == std::string::npos);
      CHECK(lines[i].size() < 20'000);
    }
  }
}

TEST_CASE("hostile values do not reach the terminal, with and without colour") {
  const std::size_t harmless = lines_of(rendered("text", filled_with("x"))).size();
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    RenderOptions options;
    options.wrote = {payload.text, payload.text};
    options.report_path = payload.text;
    const std::string text = rendered("text", filled_with(payload.text), options);
    CHECK(unsafe_place(text) == "");
    CHECK(lines_of(text).size() <= harmless + 4);
    for (const std::string& line : lines_of(text)) CHECK(line.size() < 2000);
    options.color = true;
    std::string coloured = rendered("text", filled_with(payload.text), options);
    for (const char* ours : {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[33m", "\x1b[41m", "\x1b[43m", "\x1b[44m", "\x1b[100m"})
      for (std::size_t at = coloured.find(ours); at != std::string::npos; at = coloured.find(ours)) coloured.erase(at, std::string_view(ours).size());
    CHECK(unsafe_place(coloured) == "");
  }
}

TEST_CASE("hostile values stay in their cells, in every table and both dialects") {
  for (const Payload& payload : payloads())
    for (const CsvDialect dialect : {CsvDialect::strict, CsvDialect::spreadsheet})
      for (const Table& table : tables()) {
        INFO(payload.name << " in " << table.file);
        std::string text = rendered_table(table.file, filled_with(payload.text), with_dialect(dialect));
        if (dialect == CsvDialect::spreadsheet) text.erase(0, 3);
        CHECK(unsafe_place(text, "\n\r\t").find("code point 2") == std::string::npos);
        const Rows rows = read_csv(text);
        REQUIRE(rows.size() == read_csv(rendered_table(table.file, filled_with("x"))).size());
        for (const auto& row : rows) {
          CHECK(row.size() == rows[0].size());
          if (dialect == CsvDialect::strict) continue;
          for (const std::string& cell : row) {
            INFO(cell.substr(0, 80));
            CHECK((cell.empty() || std::string_view("=+-@\t\r\n").find(cell[0]) == std::string_view::npos));
          }
        }
      }
}

TEST_CASE("tables hold no controls but tab and line ends") {
  for (const Payload& payload : payloads())
    for (const Table& table : tables()) {
      INFO(payload.name << " in " << table.file);
      const std::string text = rendered_table(table.file, filled_with(payload.text));
      for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode_utf8(text, at);
        const bool is_control = (c.value < 0x20 && c.value != '\n' && c.value != '\r' && c.value != '\t') || (c.value >= 0x7f && c.value <= 0x9f);
        if (is_control) FAIL("control " << static_cast<std::uint32_t>(c.value) << " at " << at);
        at += c.size;
      }
    }
}

TEST_CASE("hostile values stay strings of JSON and come back") {
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    Report report = filled_with(payload.text);
    report.document_type = "exposure_report";
    report.schema_version = "1.0.0";
    const std::string json = rendered("json", report);
    CHECK(unsafe_place(json) == "");
    const Report back = load_report(json, "test");
    // A value keeps every code point; only bytes that are no UTF-8 are replaced.
    const std::string& name = back.people[0].display_name;
    if (std::string_view(payload.name) == "invalid UTF-8" || std::string_view(payload.name) == "100 KB of escapes")
      CHECK_THAT(name.substr(0, 100), Contains("\xEF\xBF\xBD"));
    else
      CHECK(name == payload.text);
    CHECK(rendered("json", back) == json);
  }
}

TEST_CASE("hostile values do not add lines to the stream of events") {
  const std::size_t harmless = lines_of(rendered("ndjson", filled_with("x"))).size();
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    const std::string text = rendered("ndjson", filled_with(payload.text));
    CHECK(unsafe_place(text) == "");
    const std::vector<std::string> lines = lines_of(text);
    CHECK(lines.size() == harmless);
    for (const std::string& line : lines) CHECK((line.front() == '{' && line.back() == '}'));
  }
}

TEST_CASE("cells of 10 MB pass through every renderer, and what a person reads stays short") {
  const std::string huge = std::string(10'000'000, '<') + "\x1b[31m";
  Report r = sample_report(2);
  r.people[0].display_name = r.people[0].username = huge;
  r.inputs[0].path = r.unmatched[0].reason = r.quality.merge_conflicts[0] = huge;
  for (const char* format : {"html", "markdown", "text"}) {
    INFO(format);
    const std::string text = rendered(format, r);
    CHECK(unsafe_place(text) == "");
    CHECK(text.size() < 300'000);
  }
  for (const char* format : {"json", "ndjson", "csv"}) {
    INFO(format);
    CHECK(rendered(format, r).size() > huge.size());
  }
  CHECK(load_report(rendered("json", r), "test").people[0].username == huge);
}

TEST_CASE("a redacted copy of a hostile report is as safe") {
  for (const Payload& payload : payloads()) {
    INFO(payload.name);
    const Report copy = redact(filled_with(payload.text));
    for (const char* format : {"json", "html", "markdown", "text", "ndjson"}) CHECK(unsafe_place(rendered(format, copy)) == "");
  }
}

TEST_CASE("a hostile name is shown, not dropped") {
  for (const char* format : {"html", "markdown", "text"}) {
    Report r = sample_report(2);
    r.people[0].username = "</script>\x1b[31mEve";
    INFO(format);
    CHECK_THAT(rendered(format, r), Contains("Eve") && Contains("u{1b}"));
  }
}

}  // namespace
}  // namespace mfax::test
