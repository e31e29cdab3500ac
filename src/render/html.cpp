// Report -> one self-contained HTML page (product.md 9). In: a report. Out: head, header, the parts in order, method.
// Called through renderers.cpp; the parts are in html_*.cpp, every value is escaped by html_page.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/documents.hpp"
#include "render/html_page.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

std::string title_of(const Report& r) {
  const std::string& name = r.incident.title.empty() ? r.incident.id : r.incident.title;
  return name.empty() ? "Exposure report" : "Exposure report: " + name;
}

void write_head(Page& page, const Report& r) {
  // No script, no network, no inline style attribute: CSP 3. The hash allows this one style sheet and no other.
  page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  page.raw(fmt::format("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; "
                       "base-uri 'none'; form-action 'none'\">\n", csp_hash(html_style())));
  page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex, nofollow\">\n<title>");
  page.text(title_of(r)).raw("</title>\n<style>").raw(html_style()).raw("</style>\n</head>\n");
}

void write_navigation(Page& page) {
  page.raw("<nav aria-label=\"Sections\"><ul>");
  constexpr std::string_view kLinks[][2] = {
      {"answer", "Answer"}, {"exposed", "What was exposed"}, {"checks", "Check before use"}, {"first", "Who first"},
      {"charts", "Charts"}, {"lists", "Work lists"}, {"people", "Per person"}, {"steps", "Steps"}, {"method", "Method"}};
  for (const auto& [id, name] : kLinks) page.raw(fmt::format("<li><a href=\"#{}\">{}</a></li>", id, name));
  page.raw("</ul></nav>\n");
}

void write_inputs(Page& page, const Report& r) {
  page.begin_table("Inputs", {"Id", "File", "Read as", "#Rows", "#Rejected", "#People", "Period (UTC)", "SHA-256"});
  for (const InputFacts& input : r.inputs) {
    page.begin_row().row_head(input.id).cell(input.member.empty() ? input.path : fmt::format("{}!{}", input.path, input.member)).cell(input.format_title.empty() ? input.format : input.format_title);
    page.count_cell(input.row_count).count_cell(input.rejected_count);
    if (input.role == "directory")
      page.count_cell(input.people_count);
    else
      page.raw("<td></td>");
    page.cell(period_text(input.period_from, input.period_to));
    page.raw("<td class=\"mono hash\">").text(input.sha256).raw(input.is_changed ? " <b>changed while read</b></td>" : "</td>").end_row();
  }
  page.end_table();
}

void write_header(Page& page, const Report& r) {
  page.raw("<header><p class=\"kicker\">").text(r.tool.name).raw(" ").text(r.tool.version).raw(" &middot; report ");
  page.text(r.report_id).raw(" &middot; ").text(minute_of(r.generated_at)).raw(" UTC</p>\n<h1>").text(title_of(r)).raw("</h1>\n");
  const std::string window = period_text(r.incident.window_from, r.incident.window_to);
  const std::string observed = period_text(r.incident.observed_from, r.incident.observed_to);
  page.raw("<p>");
  if (!r.incident.provider.empty()) page.raw("Provider ").value(r.incident.provider).raw(" &middot; ");
  page.raw("window ").text(window.empty() ? "not given" : window).raw(" &middot; messages in the logs ");
  page.text(observed.empty() ? "without times" : observed).raw(" (UTC)</p>\n");
  page.raw("<details class=\"data\"><summary>Made from ").raw(counted(r.inputs.size(), "input", "inputs")).raw(" by this command</summary>\n");
  if (!r.run.command.empty()) page.raw("<p class=\"mono hash\"><bdi>").text(r.run.command, 4000).raw("</bdi></p>\n");
  write_inputs(page, r);
  page.raw("</details>\n");
  write_navigation(page);
  page.raw("</header>\n");
}

void write_status(Page& page, const Report& r) {
  if (r.status.state != "incomplete") {
    page.raw("<p class=\"banner good\" role=\"status\"><b>Complete.</b> Every row of the logs is accounted for within the limits set.</p>\n");
    return;
  }
  page.raw("<div class=\"banner bad\" role=\"alert\"><b>Incomplete.</b> Do not take the numbers below for the whole: ");
  for (std::size_t i = 0; i < r.status.reasons.size(); ++i)
    page.raw(i == 0 ? "" : ", ").value(reason_text(r.status.reasons[i]));
  page.raw(r.status.reasons.empty() ? "see the accounting.</div>\n" : ".</div>\n");
}

/// Steps people need, most needed first.
void write_steps(Page& page, const Report& r) {
  page.begin_section("steps", "Recommended steps");
  if (r.incident.steps.empty()) {
    page.raw("<ol><li>Notify the exposed people without undue delay, and say what was exposed.</li>"
             "<li>Warn them: text messages, calls and mails may quote their carrier, place and times of sign-in to look genuine.</li>"
             "<li>Have every suspicious message or call reported to the security team, and collect the reports in one place.</li></ol>\n");
  } else {
    page.raw("<ol>");
    for (std::size_t i = 0; i < std::min(r.incident.steps.size(), kTableRows); ++i)
      page.raw("<li><bdi>").text(r.incident.steps[i], 1000).raw("</bdi></li>");
    page.raw("</ol>\n");
  }
  std::vector<Tally> actions = digest_of(r).actions;
  if (actions.size() > 50) actions.resize(50);
  if (!actions.empty()) {
    page.begin_table("For single people", {"Step", "#People"});
    for (const Tally& action : actions) page.begin_row().cell(action_text(action.name)).count_cell(action.count).end_row();
    page.end_table();
  }
  page.end_section();
}

void write_fact(Page& page, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  page.raw("<dt>").raw(name).raw("</dt><dd><bdi>").text(value, 2000).raw("</bdi></dd>\n");
}

void write_method(Page& page, const Report& r) {
  page.begin_section("method", "Method and integrity");
  page.raw("<dl class=\"facts\">\n");
  write_fact(page, "Command", r.run.command);
  write_fact(page, "Numbers without country", r.run.default_region.empty() ? "not read" : "read as " + r.run.default_region);
  write_fact(page, "Times without zone", r.run.assume_tz);
  write_fact(page, "Matches from confidence", r.run.min_confidence);
  write_fact(page, "Generic number above", counted(r.run.generic_threshold, "holder", "holders"));
  write_fact(page, "Policy", r.run.policy);
  if (r.run.vip_count != 0) write_fact(page, "To be told first", counted(r.run.vip_count, "name", "names") + " on the --vip list");
  write_fact(page, "Numbering data", r.tool.numbering_data);
  write_fact(page, "Time zone data", r.tool.tz_data);
  write_fact(page, "Numbers shown", mask_text(r.privacy.mask.empty() ? r.run.mask : r.privacy.mask));
  write_fact(page, "Privacy", r.privacy.note);
  page.raw("</dl>\n");
  if (!r.run.merge_rules.empty()) {
    page.raw("<h3>How directory rows became people</h3><ul class=\"plain\">");
    for (const std::string& rule : r.run.merge_rules) page.raw("<li>").value(rule).raw("</li>");
    page.raw("</ul>\n");
  }
  page.raw("<h3>Digests (SHA-256)</h3><dl class=\"facts mono\">\n");
  write_fact(page, "inputs", r.integrity_inputs_sha256);
  write_fact(page, "options", r.run.options_sha256);
  write_fact(page, "policy", r.run.policy_sha256);
  write_fact(page, "incident", r.incident.profile_sha256);
  write_fact(page, "formats", r.run.formats_sha256);
  page.raw("</dl>\n");
  page.end_section();
}

}  // namespace

void render_html(const Report& r, const RenderOptions&, const Sink& sink) {
  Page page(sink);
  write_head(page, r);
  page.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to the answer</a>\n<div class=\"wrap\">\n");
  write_header(page, r);
  page.raw("<main id=\"main\">\n");
  write_status(page, r);
  html_answer(page, r);
  html_checks(page, r);
  html_first(page, r);
  html_charts(page, r);
  html_work_lists(page, r);
  html_people(page, r);
  write_steps(page, r);
  write_method(page, r);
  page.raw("</main>\n<footer><p>This page loads nothing and runs nothing. It holds personal data: pass it on with care.</p></footer>\n");
  page.raw("</div>\n</body>\n</html>\n");
  page.finish();
}

}  // namespace mfax
