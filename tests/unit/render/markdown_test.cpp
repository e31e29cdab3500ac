// The summary for a ticket. In: the sample report. Out: exact lines of CommonMark.
#include <catch2/catch.hpp>

#include <algorithm>

#include "render/escape.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

TEST_CASE("the ticket has answer, who first, checks, assumptions and evidence") {
  const std::string text = rendered("markdown", sample_report());
  CHECK_THAT(text, StartsWith("# Exposure report: Cisco Duo telephony supplier, April 2024\n\n**INCOMPLETE**: 17 rejected rows\n"));
  CHECK_THAT(text, Contains("**1,322 people exposed for certain, up to 1,353**, 1,412 numbers, 12,200 messages.\n"));
  CHECK_THAT(text, Contains("| Severity | People |\n| --- | --- |\n| critical | 6 |\n| high | 41 |\n| medium | 212 |\n| low | 1,063 |\n"));
  CHECK_THAT(text, Contains("- Numbers: 1,347 matched, 18 ambiguous, 47 unmatched, 0 ignored\n"));
  CHECK_THAT(text, Contains("\n## Who first\n") && Contains("| user1 | critical | certain | "));
  CHECK_THAT(text, Contains("\n20 more: people.csv\n"));
  CHECK_THAT(text, Contains("\n## Check before you rely on this\n") && Contains("- 47 numbers matched nobody (unmatched.csv)\n"));
  CHECK_THAT(text, Contains("\n## Assumed\n"));
  CHECK_THAT(text, Contains("| in2 | duo-users.json | 3,018 people | aaaa"));
  CHECK_THAT(text, Contains("numbers masked: last 4"));
}

TEST_CASE("a complete run does not say incomplete, one person is a person, nobody is nobody") {
  Report r = sample_report(1);
  r.status = {0, "complete", {}};
  r.summary.people_certain = r.summary.people_up_to = 1;
  CHECK_THAT(rendered("markdown", r), !Contains("INCOMPLETE") && Contains("**1 person exposed for certain**"));
  r.summary.people_certain = r.summary.people_up_to = 0;
  CHECK_THAT(rendered("markdown", r), Contains("**Nobody in the directories holds a number of these logs.**"));
}

TEST_CASE("all rows of a table have the cells of its header") {
  std::size_t columns = 0, rows = 0;
  for (const std::string& line : lines_of(rendered("markdown", sample_report()))) {
    if (!line.starts_with("| ")) {
      columns = 0;
      continue;
    }
    const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
    if (columns == 0) columns = bars;
    CHECK(bars == columns);
    ++rows;
  }
  CHECK(rows > 25);
}

TEST_CASE("nothing in a value is markup") {
  CHECK(markdown_safe("[x](javascript:alert(1))") == "\\[x\\](javascript&#58;alert(1))");
  CHECK(markdown_safe("![x](http://e.example/p.png)") == "!\\[x\\](http&#58;//e.example/p.png)");
  CHECK(markdown_safe("<script>") == "&lt;script&gt;");
  CHECK(markdown_safe("a | b") == "a \\| b");
  CHECK(markdown_safe("`code` *bold* _it_ ~~x~~") == "\\`code\\` \\*bold\\* \\_it\\_ \\~\\~x\\~\\~");
  CHECK(markdown_safe("# h") == "\\# h");
  CHECK(markdown_safe("- item") == "\\- item");
  CHECK(markdown_safe("12. item") == "12\\. item");
  CHECK(markdown_safe("see www.x.example") == "see www&#46;x.example");
  CHECK(markdown_safe("hi @team") == "hi \\@team");
  CHECK(markdown_safe("ada@example.org") == "ada@example.org");
  CHECK(markdown_safe("&lt;") == "&amp;lt;");
  CHECK(markdown_safe("a\nb\r\n\tc") == "a b   c");
  CHECK(markdown_safe("back\\slash $x$") == "back\\\\slash \\$x\\$");
  CHECK(markdown_safe("2024-03-04 14:02") == "2024-03-04 14:02");
}

}  // namespace
}  // namespace mfax::test
