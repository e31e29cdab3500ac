// The page. In: the sample report. Out: structure, exact pieces, the policy that forbids everything else.
#include <catch2/catch.hpp>

#include <limits>

#include "render/html_page.hpp"
#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

std::size_t count_of(std::string_view text, std::string_view piece) {
  std::size_t count = 0;
  for (std::size_t at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + piece.size())) ++count;
  return count;
}

TEST_CASE("the page runs nothing and loads nothing") {
  const std::string page = rendered("html", sample_report());
  CHECK_THAT(page, StartsWith("<!DOCTYPE html>\n<html lang=\"en\">") && EndsWith("</html>\n"));
  CHECK_THAT(page, Contains("default-src 'none'; style-src '" + csp_hash(html_style()) + "'; base-uri 'none'; form-action 'none'"));
  for (const char* forbidden : {"<script", "<iframe", "<img", "<link", "<object", "<form", " style=", " onload=", " onclick=", "http://", "https://",
                                "javascript:", "\"data:", "@import", "url("}) {
    INFO(forbidden);
    CHECK(count_of(page, forbidden) == 0);
  }
  CHECK(count_of(page, "<style>") == 1);
  CHECK(count_of(page, "</style>") == 1);
}

TEST_CASE("the policy's digest is the one of the style sheet") {
  // FIPS 180-4 digest of the empty text, in base64 (RFC 4648).
  CHECK(csp_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  CHECK(csp_hash("a") != csp_hash("b"));
}

TEST_CASE("the page has its sections in order and every link of the navigation leads somewhere") {
  const std::string page = rendered("html", sample_report());
  std::size_t last = 0;
  for (const char* id : {"answer", "exposed", "checks", "first", "charts", "lists", "people", "steps", "method"}) {
    INFO(id);
    const std::size_t at = page.find(fmt::format("<section id=\"{}\"", id));
    REQUIRE(at != std::string::npos);
    CHECK(at > last);
    last = at;
    CHECK(count_of(page, fmt::format("href=\"#{}\"", id)) >= 1);
  }
}

TEST_CASE("the first screen answers how many, how bad and by when") {
  const std::string page = rendered("html", sample_report());
  CHECK_THAT(page, Contains("<p class=\"big\">1,322 people <small>for certain, up to 1,353 with shared numbers</small></p>"));
  CHECK_THAT(page, Contains("<b>47</b><span>numbers of nobody we know</span>"));
  CHECK_THAT(page, Contains("<b>Incomplete.</b>") && Contains("<bdi>17 rejected rows</bdi>."));
  CHECK_THAT(page, Contains("2024-04-18 08:00"));
  Report complete = sample_report(1);
  complete.status = {0, "complete", {}};
  CHECK_THAT(rendered("html", complete), Contains("<b>Complete.</b>") && !Contains("<b>Incomplete.</b>"));
}

TEST_CASE("accounting that does not balance is shouted at the reader") {
  Report r = sample_report(1);
  CHECK(count_of(rendered("html", r), "The buckets add up.") == 4);
  r.accounting.rows.is_balanced = false;
  const std::string page = rendered("html", r);
  CHECK(count_of(page, "The buckets add up.") == 3);
  CHECK_THAT(page, Contains("<b>The buckets do not add up.</b>") && Contains("do not use this report"));
}

TEST_CASE("tags are balanced") {
  const std::string page = rendered("html", sample_report());
  for (const char* tag : {"section", "table", "tbody", "thead", "tr", "td", "details", "summary", "figure", "svg", "ul", "ol", "li", "dl", "dt",
                          "dd", "bdi", "div", "p", "h2", "h3", "small", "span", "b", "nav", "header", "main", "footer", "body", "text", "title"}) {
    INFO(tag);
    CHECK(count_of(page, fmt::format("<{}>", tag)) + count_of(page, fmt::format("<{} ", tag)) ==
          count_of(page, fmt::format("</{}>", tag)));
  }
}

TEST_CASE("long lists stop at the cap and name the file that has everybody") {
  const std::string page = rendered("html", sample_report(kTableRows + 1));
  CHECK(count_of(page, "<details class=\"person\">") == kTableRows);
  CHECK_THAT(page, Contains("1 more is not shown here; all of them are in people.csv."));
  CHECK_THAT(rendered("html", sample_report(kTableRows + 5)), Contains("5 more are not shown here; all of them are in people.csv."));
}

TEST_CASE("an empty report is a whole page too") {
  const std::string page = rendered("html", Report{});
  CHECK_THAT(page, EndsWith("</html>\n") && Contains("Nobody <small>") && Contains("<h3>Assumed</h3><p>Nothing.</p>"));
  CHECK(count_of(page, "<section") == count_of(page, "</section>"));
}

TEST_CASE("days that are no dates do not draw a chart of centuries") {
  Report r = sample_report(1);
  r.distributions.days = {{"0001-01-01", 3}, {"9999-12-31", 4}, {"2024-02-30", 5}, {"x", 6}};
  const std::string page = rendered("html", r);
  CHECK(page.size() < 400'000);
  CHECK_THAT(page, Contains("days from 0001-01-01"));
}

TEST_CASE("counts as large as an integer can be do not break the charts") {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  Report r = sample_report(1);
  r.distributions.days = {{"2024-03-01", kMost}, {"2024-03-02", 1}};
  r.distributions.hour_of_week.assign(168, kMost);
  r.distributions.carriers = {{"us:att", kMost}, {"us:verizon", 0}};
  r.summary.critical = kMost;
  const std::string page = rendered("html", r);
  CHECK_THAT(page, Contains(">2.0e+19</text>") && Contains("18,446,744,073,709,551,615"));
  CHECK_THAT(page, !Contains("=\"nan") && !Contains("=\"inf") && !Contains("=\"-"));
}

}  // namespace
}  // namespace mfax::test
