// Bar charts of the HTML report. In: distributions of a report. Out: inline SVG, each with its table.
// Called by html.cpp; the charts of time are in html_timeline.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "render/escape.hpp"
#include "render/html_page.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

constexpr std::size_t kBars = 10;

using Naming = std::string (*)(std::string_view);

std::string as_is(std::string_view name) { return std::string(name); }

std::string country_label(std::string_view code) {
  const std::string_view name = is_country(code) ? country_name(code) : std::string_view();
  return name.empty() ? std::string(code) : fmt::format("{} ({})", name, code);
}

std::string carrier_label(std::string_view id) {
  return id.starts_with("raw:") ? std::string(id.substr(4)) : std::string(id);
}

struct Chart {
  std::string_view title, unit, one, many;
  Naming name = &as_is;
  std::string_view file = "report.json";
};

void write_bar(Page& page, const Chart& chart, const Tally& tally, std::uint64_t most, std::size_t row) {
  constexpr double kLabel = 190, kTrack = 250;
  const double y = 26.0 * static_cast<double>(row);
  const double width = most == 0 ? 0 : kTrack * static_cast<double>(tally.count) / static_cast<double>(most);
  const std::string name = chart.name(tally.name);
  page.raw(fmt::format("<text class=\"lab\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">", kLabel - 8, y + 16)).text(name, 26).raw("</text>");
  page.raw(fmt::format("<rect class=\"track\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"16\" rx=\"2\"/>", kLabel, y + 4, kTrack));
  if (tally.count != 0)
    page.raw(fmt::format("<rect class=\"bar\" x=\"{}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"16\" rx=\"2\"><title>", kLabel, y + 4, std::max(width, 2.0)))
        .text(name).raw(": ").raw(counted(tally.count, chart.one, chart.many)).raw("</title></rect>");
  page.raw(fmt::format("<text x=\"{}\" y=\"{:.1f}\">{}</text>", kLabel + kTrack + 8, y + 16, with_thousands(tally.count)));
}

void write_chart(Page& page, const Chart& chart, const std::vector<Tally>& tallies) {
  if (tallies.empty()) return;
  std::uint64_t most = 0;
  for (const Tally& tally : tallies) most = std::max(most, tally.count);
  const std::size_t bars = std::min(kBars, tallies.size());
  page.raw("<figure><figcaption>").raw(chart.title).raw("</figcaption>");
  page.raw(fmt::format("<svg viewBox=\"0 0 500 {}\" role=\"img\" aria-label=\"{}, {} of {} shown. The table below has the numbers.\">", 26 * bars + 2,
                       chart.title, bars, tallies.size()));
  for (std::size_t i = 0; i < bars; ++i) write_bar(page, chart, tallies[i], most, i);
  page.raw("</svg>\n");
  page.raw("<details class=\"data\"><summary>Numbers behind the chart (").number(tallies.size()).raw(")</summary>\n");
  const std::string column = fmt::format("#{}", chart.unit);
  page.begin_table(chart.title, {"Name", column});
  for (std::size_t i = 0; i < std::min(tallies.size(), kTableRows); ++i)
    page.begin_row().row_head(chart.name(tallies[i].name)).count_cell(tallies[i].count).end_row();
  page.end_table();
  page.cut_note(tallies.size(), kTableRows, chart.file);
  page.raw("</details></figure>\n");
}

Chart messages_by(std::string_view title, Naming name = &as_is) {
  Chart chart;
  chart.title = title;
  chart.unit = "Messages";
  chart.one = "message";
  chart.many = "messages";
  chart.name = name;
  return chart;
}

Chart people_by(std::string_view title, Naming name = &as_is) {
  Chart chart;
  chart.title = title;
  chart.unit = "People";
  chart.one = "person";
  chart.many = "people";
  chart.name = name;
  return chart;
}

void write_regions(Page& page, const std::vector<RegionCount>& regions) {
  if (regions.empty()) return;
  page.raw("<figure class=\"wide\"><figcaption>People by group of countries</figcaption>\n");
  page.begin_table("The three bases do not agree for everybody; the last column counts a person once", {"Group", "#By residence", "#By number", "#By the log", "#On any basis"});
  for (const RegionCount& region : regions) {
    page.begin_row().row_head(region.region).count_cell(region.residence).count_cell(region.number);
    page.count_cell(region.log).count_cell(region.any).end_row();
  }
  page.end_table();
  page.raw("</figure>\n");
}

}  // namespace

void html_charts(Page& page, const Report& r) {
  const Distributions& d = r.distributions;
  const Jurisdictions& j = r.jurisdictions;
  page.begin_section("charts", "Charts");
  page.raw("<div class=\"charts\">\n");
  html_timeline(page, r);
  html_hour_of_week(page, r);
  write_chart(page, messages_by("Messages by carrier", &carrier_label), d.carriers);
  write_chart(page, messages_by("Messages by type", &spaced), d.message_types);
  write_regions(page, j.regions);
  write_chart(page, people_by("People by country of residence (directory)", &country_label), j.residence);
  write_chart(page, people_by("People by country of the number", &country_label), j.number);
  write_chart(page, people_by("People by country in the log", &country_label), j.log);
  write_chart(page, people_by("People by US state"), j.us_states);
  write_chart(page, messages_by("Messages by country in the log", &country_label), d.countries);
  write_chart(page, messages_by("Messages by state in the log"), d.states);
  write_chart(page, messages_by("Messages by channel"), d.channels);
  write_chart(page, people_by("People by messages received"), d.messages_per_person);
  write_chart(page, people_by("People by time zone"), d.time_zones);
  write_chart(page, messages_by("Carrier names that no alias knows"), d.unmapped_carriers);
  page.raw("</div>\n");
  page.end_section();
}

}  // namespace mfax
