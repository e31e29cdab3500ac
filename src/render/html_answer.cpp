// First screen of the HTML report. In: a report. Out: the answer box, what was exposed, what to check before use.
// Called by html.cpp in this order.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/html_page.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

void severity_bar(Page& page, const Summary& s) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) total += severity_count(s, i);
  if (total == 0) return;
  page.raw("<svg class=\"sevbar\" viewBox=\"0 0 1000 18\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"People by severity:");
  for (std::size_t i = 0; i < std::size(kSeverities); ++i)
    page.raw(fmt::format(" {} {}", kSeverities[i], with_thousands(severity_count(s, i))));
  page.raw("\">");
  double x = 0;
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) {
    const std::uint64_t count = severity_count(s, i);
    if (count == 0) continue;
    const double width = 1000.0 * static_cast<double>(count) / static_cast<double>(total);
    page.raw(fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"0\" width=\"{:.1f}\" height=\"18\"/>", kSeverities[i], x,
                         std::max(width - 2, 3.0)));
    x += width;
  }
  page.raw("</svg>\n<ul class=\"legend\">");
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) {
    page.raw("<li>");
    page.severity_badge(kSeverities[i]);
    page.raw(" <b>").number(severity_count(s, i)).raw("</b></li>");
  }
  page.raw("</ul>\n");
}

void tile(Page& page, std::uint64_t count, std::string_view one, std::string_view many) {
  page.raw("<div class=\"tile\"><b>").number(count).raw("</b><span>").raw(count == 1 ? one : many).raw("</span></div>");
}

void write_deadlines(Page& page, const Report& r) {
  if (r.deadlines.empty()) return;
  page.begin_table("Clock", {"What", "Until (UTC)", "Left when this was made"});
  for (const Deadline& deadline : r.deadlines) {
    page.begin_row().cell(deadline.title.empty() ? spaced(deadline.code) : deadline.title);
    page.raw("<td class=\"nowrap\">").text(minute_of(deadline.at)).raw("</td>");
    const std::string left = time_left(r.generated_at, deadline.at);
    page.raw(deadline.is_past ? "<td class=\"critical\"><b>" : "<td>").text(!left.empty() ? left : deadline.is_past ? "past" : "running");
    page.raw(deadline.is_past ? "</b></td>" : "</td>").end_row();
  }
  page.end_table();
}

void write_next_steps(Page& page, const Report& r) {
  const std::vector<NextStep> steps = next_steps_of(r);
  if (steps.empty()) return;
  page.raw("<h3>What to do next</h3>\n<ol class=\"next\">");
  for (const NextStep& step : steps) {
    page.raw("<li><a href=\"#").raw(step.section).raw("\">").text(step.what).raw("</a> <span class=\"soft\">").text(step.when);
    page.raw("</span></li>");
  }
  page.raw("</ol>\n");
}

void write_answer(Page& page, const Report& r) {
  const Summary& s = r.summary;
  page.begin_section("answer", "Who was exposed");
  if (s.people_certain == 0 && s.people_up_to == 0) {
    page.raw("<p class=\"big\">Nobody <small>in the directories holds a number of these logs</small></p>\n");
  } else {
    page.raw("<p class=\"big\">").number(s.people_certain).raw(s.people_certain == 1 ? " person <small>for certain" : " people <small>for certain");
    if (s.people_up_to > s.people_certain) page.raw(", up to ").number(s.people_up_to).raw(" with shared numbers");
    page.raw("</small></p>\n");
  }
  severity_bar(page, s);
  page.raw("<div class=\"tiles\">");
  tile(page, s.numbers, "number in scope", "numbers in scope");
  tile(page, s.messages, "message", "messages");
  tile(page, r.accounting.numbers.unmatched, "number of nobody we know", "numbers of nobody we know");
  tile(page, r.accounting.numbers.ambiguous, "number with several holders", "numbers with several holders");
  tile(page, r.jurisdictions.eea, "person in the EEA", "people in the EEA");
  tile(page, r.jurisdictions.uk, "person in the United Kingdom", "people in the United Kingdom");
  tile(page, r.jurisdictions.ch, "person in Switzerland", "people in Switzerland");
  page.raw("</div>\n");
  write_next_steps(page, r);
  write_deadlines(page, r);
  page.end_section();
}

void write_exposed(Page& page, const Report& r) {
  page.begin_section("exposed", "What was exposed and what was not");
  if (!r.incident.summary.empty()) page.raw("<p>").raw("<bdi>").text(r.incident.summary, 1000).raw("</bdi></p>\n");
  page.raw("<div class=\"two\"><div><h3>In the disclosed records</h3><ul class=\"plain\">");
  for (const std::string& element : r.incident.exposed_elements) page.raw("<li>").value(element_text(element)).raw("</li>");
  page.raw(r.incident.exposed_elements.empty() ? "<li>not stated for this incident</li></ul></div>" : "</ul></div>");
  page.raw("<div><h3>Not among them</h3><ul class=\"plain\">");
  for (const std::string& element : r.incident.not_exposed_elements) page.raw("<li class=\"no\">").value(element_text(element)).raw("</li>");
  page.raw(r.incident.not_exposed_elements.empty() ? "<li>not stated for this incident</li></ul></div></div>\n" : "</ul></div></div>\n");
  page.raw("<p class=\"note\">As stated for the incident");
  if (!r.incident.source.empty()) page.raw(" (").value(r.incident.source).raw(")");
  page.raw("; this page cannot show what was taken beyond the files it was made from.</p>\n");
  page.end_section();
}

struct Bucket {
  std::string_view name;
  std::uint64_t count = 0;
};

/// One account: buckets that must add up to the total.
void write_account(Page& page, std::string_view caption, std::string_view total_name, std::uint64_t total,
                   const std::vector<Bucket>& buckets, bool is_balanced) {
  page.begin_table(caption, {"Bucket", "#Count"});
  for (const Bucket& bucket : buckets)
    page.begin_row().row_head(bucket.name).count_cell(bucket.count).end_row();
  page.raw("<tr class=\"total\">").row_head(total_name).count_cell(total).end_row();
  page.end_table();
  page.raw(is_balanced ? "<p class=\"note\">The buckets add up.</p>\n" : "<p class=\"critical\"><b>The buckets do not add up.</b></p>\n");
}

void write_accounting(Page& page, const Accounting& a) {
  page.raw("<h3>Accounting</h3><div class=\"two\"><div>");
  write_account(page, "Rows of the logs", "read", a.rows.read,
                {{"in scope", a.rows.in_scope}, {"counted once already (duplicate)", a.rows.duplicate}, {"out of window", a.rows.out_of_window},
                 {"rejected: no usable number", a.rows.rejected}, {"no exposure by nature", a.rows.not_counted}, {"blank", a.rows.blank}},
                a.rows.is_balanced);
  page.raw("</div><div>");
  write_account(page, "Distinct numbers", "distinct", a.numbers.distinct,
                {{"matched", a.numbers.matched}, {"ambiguous", a.numbers.ambiguous}, {"unmatched", a.numbers.unmatched}, {"ignored", a.numbers.ignored}},
                a.numbers.is_balanced);
  page.raw("</div><div>");
  write_account(page, "Messages", "in scope", a.messages.in_scope,
                {{"attributed", a.messages.attributed}, {"ambiguous", a.messages.ambiguous}, {"unmatched", a.messages.unmatched}, {"ignored", a.messages.ignored}},
                a.messages.is_balanced);
  page.raw("</div><div>");
  write_account(page, "People of the directories", "people", a.people.directory_total,
                {{"certain", a.people.certain}, {"possible in addition", a.people.possible_additional}, {"not exposed", a.people.not_exposed}},
                a.people.is_balanced);
  page.raw("</div></div>\n");
}

void write_tallies(Page& page, std::string_view caption, std::string_view name, const std::vector<Tally>& tallies) {
  if (tallies.empty()) return;
  page.begin_table(caption, {name, "#Rows"});
  for (std::size_t i = 0; i < std::min(tallies.size(), kTableRows); ++i)
    page.begin_row().cell(code_text(tallies[i].name)).count_cell(tallies[i].count).end_row();
  page.end_table();
  page.cut_note(tallies.size(), kTableRows, "report.json");
}

void write_rejects(Page& page, const Quality& q) {
  if (q.rejects.empty()) return;
  page.raw("<details class=\"data\"><summary>Rejected rows</summary>\n");
  page.begin_table("Rejected rows", {"Row", "Field", "Reason", "Excerpt"});
  const std::size_t shown = std::min<std::size_t>(q.rejects.size(), 200);
  for (std::size_t i = 0; i < shown; ++i) {
    const RejectedRow& row = q.rejects[i];
    std::string codes;
    for (const std::string& code : row.codes) codes += (codes.empty() ? "" : ", ") + code_text(code);
    page.begin_row().row_head(row.row).cell(row.field).cell(codes).raw("<td class=\"mono\"><bdi>").text(row.excerpt, 80).raw("</bdi></td>").end_row();
  }
  page.end_table();
  page.cut_note(std::max<std::uint64_t>(q.rejects_total, q.rejects.size()), shown, "rejects.csv");
  page.raw("</details>\n");
}

void write_assumed(Page& page, const Report& r) {
  const bool has_note = std::any_of(r.inputs.begin(), r.inputs.end(), [](const InputFacts& input) { return !input.notes.empty(); });
  page.raw("<h3>Assumed</h3>");
  if (r.run.assumptions.empty() && !has_note) {
    page.raw("<p>Nothing.</p>\n");
    return;
  }
  page.raw("<ul class=\"plain\">");
  for (const std::string& assumption : r.run.assumptions) page.raw("<li>").value(assumption).raw("</li>");
  for (const InputFacts& input : r.inputs)
    for (const std::string& note : input.notes) page.raw("<li>").value(input_name(input.path, input.member)).raw(": ").value(note).raw("</li>");
  page.raw("</ul>\n");
}

}  // namespace

void html_answer(Page& page, const Report& r) {
  write_answer(page, r);
  write_exposed(page, r);
}

void html_checks(Page& page, const Report& r) {
  page.begin_section("checks", "Check before you use this");
  const std::vector<Check> checks = checks_of(r);
  if (!checks.empty()) page.raw("<ul class=\"check\">");
  for (const Check& check : checks) {
    page.raw("<li>").value(check.text);
    if (!check.table.empty()) page.raw(" <code>").raw(check.table).raw("</code>");
    page.raw("</li>");
  }
  if (!checks.empty()) page.raw("</ul>\n");
  write_assumed(page, r);
  write_accounting(page, r.accounting);
  write_tallies(page, "Rejected rows by reason", "Reason", r.quality.rejected_by_reason);
  write_rejects(page, r.quality);
  if (!r.quality.codes.empty()) {
    page.raw("<details class=\"data\"><summary>Everything noticed while reading</summary>\n");
    write_tallies(page, "Codes over all inputs", "Code", r.quality.codes);
    page.raw("</details>\n");
  }
  if (!r.quality.merge_conflicts.empty()) {
    page.raw("<details class=\"data\"><summary>Conflicts between directory rows</summary><ul class=\"plain\">");
    for (std::size_t i = 0; i < std::min(r.quality.merge_conflicts.size(), kTableRows); ++i)
      page.raw("<li>").value(r.quality.merge_conflicts[i]).raw("</li>");
    page.raw("</ul>");
    page.cut_note(r.quality.merge_conflicts.size(), kTableRows, "report.json");
    page.raw("</details>\n");
  }
  page.end_section();
}

}  // namespace mfax
