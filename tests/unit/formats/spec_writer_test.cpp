// Definitions written as text and read back are the same definitions: every built-in one, and names that need escapes.
#include <catch2/catch.hpp>

#include "mfax/error.hpp"
#include "mfax/format.hpp"

namespace mfax {
namespace {

void check_same(const FormatSpec& a, const FormatSpec& b) {
  CHECK(a.id == b.id);
  CHECK(a.kind == b.kind);
  CHECK((a.product + '|' + a.title + '|' + a.origin + '|' + a.note) == (b.product + '|' + b.title + '|' + b.origin + '|' + b.note));
  CHECK(a.is_generic == b.is_generic);
  CHECK(a.rows == b.rows);
  CHECK((a.each + '|' + a.embedded_json) == (b.each + '|' + b.embedded_json));
  CHECK(a.number_form == b.number_form);
  CHECK(a.id_alone_identifies == b.id_alone_identifies);
  CHECK(a.detect.all == b.detect.all);
  CHECK(a.detect.any == b.detect.any);
  CHECK(a.detect.none == b.detect.none);
  CHECK(a.detect.prefix == b.detect.prefix);
  REQUIRE(a.columns.size() == b.columns.size());
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    const ColumnRule &x = a.columns[i], &y = b.columns[i];
    CHECK(x.field == y.field);
    CHECK(x.names == y.names);
    CHECK(std::tuple(x.required, x.join, x.constant, x.zone, x.date_order, x.epoch_unit, x.kind, x.use) ==
          std::tuple(y.required, y.join, y.constant, y.zone, y.date_order, y.epoch_unit, y.kind, y.use));
    CHECK(x.values == y.values);
    CHECK(x.extension_names == y.extension_names);
    CHECK(x.kind_names == y.kind_names);
  }
  REQUIRE(a.samples.size() == b.samples.size());
  for (std::size_t i = 0; i < a.samples.size(); ++i) {
    CHECK(a.samples[i].input == b.samples[i].input);
    CHECK(a.samples[i].expect == b.samples[i].expect);
    CHECK(a.samples[i].default_region == b.samples[i].default_region);
  }
}

}  // namespace

TEST_CASE("format_text of every built-in format reads back to the same format") {
  for (const FormatSpec& spec : load_formats({})) {
    INFO(spec.id);
    const std::string text = format_text(spec);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= 32 && c < 127); }));
    check_same(spec, load_format(text, spec.id));
  }
}

TEST_CASE("format_text escapes what JSON and ASCII need") {
  FormatSpec spec = load_format(R"({"id": "x", "kind": "log", "title": "t", "origin": "o", "container": "csv",
    "columns": {"to_number": {"names": ["a\"b\\c\u0001\u00e9\ud83d\ude00"], "required": true}}})", "x");
  const std::string text = format_text(spec);
  CHECK(text.find("\\u0001\\u00e9\\ud83d\\ude00") != std::string::npos);
  check_same(spec, load_format(text, "x"));
}

}  // namespace mfax
