// Charts of time. In: messages by day and by hour of the week. Out: inline SVG, each with its table.
// Called by html_charts.cpp. Days are UTC; a day nobody counts in the log is a day with no bar, not a missing one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "render/html_page.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

using Day = std::chrono::sys_days;

constexpr std::array<std::string_view, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// The day of "2024-03-29..." ; empty for anything else.
std::optional<Day> parse_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [text](std::size_t at, std::size_t size) -> int {
    int value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
      if (!is_ascii_digit(text[i])) return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string day_text(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// Monday 0.
unsigned weekday_of(Day day) { return std::chrono::weekday(day).iso_encoding() - 1; }

struct Bar {
  Day first;
  std::uint64_t count = 0;
  bool is_silent = false;
};

struct TimeLineView {
  std::vector<Bar> bars;
  int days_per_bar = 1;
};

/// Every day from the first to the last that matters; several days a bar when there are too many to see.
TimeLineView view_of(const Report& r) {
  constexpr std::int64_t kMaxBars = 186;  // half a year, the longest retention of the providers
  std::vector<std::pair<Day, std::uint64_t>> days;
  for (const Tally& tally : r.distributions.days)
    if (const auto day = parse_day(tally.name)) days.emplace_back(*day, tally.count);
  std::set<Day> silent;
  for (const SilentDay& entry : r.quality.silent_days)
    if (const auto day = parse_day(entry.date)) silent.insert(*day);
  TimeLineView view;
  if (days.empty()) return view;
  Day first = days.front().first, last = days.front().first;
  const auto include = [&first, &last](Day day) {
    first = std::min(first, day);
    last = std::max(last, day);
  };
  for (const auto& [day, count] : days) include(day);
  for (const Day day : silent) include(day);
  if (const auto day = parse_day(r.incident.window_from)) include(*day);
  if (const auto day = parse_day(r.incident.window_to)) include(*day);
  const std::int64_t total = (last - first).count() + 1;
  const std::int64_t step = (total + kMaxBars - 1) / kMaxBars;
  view.days_per_bar = static_cast<int>(step);
  for (std::int64_t i = 0; i < total; i += step) {
    Bar bar;
    bar.first = first + std::chrono::days(i);
    view.bars.push_back(bar);
  }
  const auto bar_of = [&](Day day) -> Bar& { return view.bars[static_cast<std::size_t>((day - first).count() / step)]; };
  for (const auto& [day, count] : days) bar_of(day).count += count;
  if (step == 1)
    for (const Day day : silent) bar_of(day).is_silent = true;
  return view;
}

/// A round number at or above the largest count: 1, 2 or 5 times a power of ten.
double nice_ceiling(std::uint64_t count) {
  double power = 1;
  while (power * 10 <= static_cast<double>(count)) power *= 10;
  for (const double factor : {1.0, 2.0, 5.0, 10.0})
    if (power * factor >= static_cast<double>(count)) return power * factor;
  return power * 10;
}

constexpr double kLeft = 52, kTop = 14, kPlotWidth = 1040, kPlotHeight = 180;

std::string axis_label(double value) {
  constexpr double kLargest = 1e18;  // a saved report may claim any count; a larger one does not fit an integer once rounded up
  if (value > kLargest) return fmt::format("{:.1e}", value);
  const auto whole = static_cast<std::uint64_t>(value);
  return value == static_cast<double>(whole) ? with_thousands(whole) : fmt::format("{:.1f}", value);
}

void write_axes(Page& page, double ceiling) {
  for (int i = 0; i <= 4; ++i) {
    if (ceiling < 4 && i % 4 != 0) continue;  // no fractions of messages
    const double y = kTop + kPlotHeight * (4 - i) / 4;
    page.raw(fmt::format("<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>", kLeft, kLeft + kPlotWidth, y));
    page.raw(fmt::format("<text x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">", kLeft - 8, y + 4));
    page.raw(axis_label(ceiling * i / 4)).raw("</text>");
  }
}

std::string bar_title(const TimeLineView& view, const Bar& bar) {
  std::string text = fmt::format("{} {}", kWeekdays[weekday_of(bar.first)], day_text(bar.first));
  if (view.days_per_bar > 1) text = fmt::format("{} days from {}", view.days_per_bar, day_text(bar.first));
  return fmt::format("{}: {}{}", text, counted(bar.count, "message", "messages"), bar.is_silent ? ", silent day" : "");
}

void write_bars(Page& page, const TimeLineView& view, double ceiling) {
  const double slot = kPlotWidth / static_cast<double>(view.bars.size());
  const double width = std::min(slot * 0.78, 46.0);
  const std::size_t label_every = view.bars.size() <= 10 ? 1 : view.days_per_bar > 1 ? std::max<std::size_t>(1, view.bars.size() / 10) : 7 * ((view.bars.size() + 76) / 77);
  for (std::size_t i = 0; i < view.bars.size(); ++i) {
    const Bar& bar = view.bars[i];
    const double x = kLeft + slot * static_cast<double>(i) + (slot - width) / 2;
    const double height = kPlotHeight * static_cast<double>(bar.count) / ceiling;
    const bool is_weekend = view.days_per_bar == 1 && weekday_of(bar.first) >= 5;
    if (bar.is_silent)
      page.raw(fmt::format("<rect class=\"silent\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\"><title>{}</title></rect>", x, kTop,
                           width, kPlotHeight, bar_title(view, bar)));
    if (bar.count != 0)
      page.raw(fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"1.5\"><title>{}</title></rect>",
                           is_weekend ? "weekend" : "bar", x, kTop + kPlotHeight - std::max(height, 1.5), width,
                           std::max(height, 1.5), bar_title(view, bar)));
    if (i % label_every == 0)
      page.raw(fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>", x + width / 2, kTop + kPlotHeight + 18,
                           day_text(bar.first).substr(5)));
  }
}

/// Level 0 (none) to 7 of a count against the largest.
unsigned level_of(std::uint64_t count, std::uint64_t most) noexcept {
  if (count == 0 || most == 0) return 0;
  return 1 + static_cast<unsigned>(std::min(6.0, 7.0 * static_cast<double>(count - 1) / static_cast<double>(most)));
}

using Hours = std::vector<std::uint64_t>;

std::uint64_t at_hour(const Hours& hours, std::size_t day, std::size_t hour) noexcept {
  return day * 24 + hour < hours.size() ? hours[day * 24 + hour] : 0;
}

void write_hour_table(Page& page, const Hours& hours, std::string_view title) {
  page.raw("<details class=\"data\"><summary>Numbers behind the chart</summary>\n");
  page.begin_table(title, {"Hour", "#Mon", "#Tue", "#Wed", "#Thu", "#Fri", "#Sat", "#Sun"});
  for (std::size_t hour = 0; hour < 24; ++hour) {
    page.begin_row().row_head(fmt::format("{:02}:00", hour));
    for (std::size_t day = 0; day < 7; ++day) page.count_cell(at_hour(hours, day, hour));
    page.end_row();
  }
  page.end_table();
  page.raw("</details>\n");
}

void write_heat_map(Page& page, const Hours& hours, std::string_view title, std::string_view note) {
  std::uint64_t most = 0;
  for (std::size_t i = 0; i < 168; ++i) most = std::max(most, at_hour(hours, i / 24, i % 24));
  if (most == 0) return;
  page.raw(fmt::format("<figure class=\"wide\"><figcaption>{0}</figcaption><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\">", title));
  page.raw(fmt::format("<svg viewBox=\"0 0 1100 216\" role=\"img\" aria-label=\"Heat map of 7 days by 24 hours; the busiest hour has {}. The table below has the numbers.\">",
                       counted(most, "message", "messages")));
  constexpr double kCellWidth = 43, kCellHeight = 26;
  for (std::size_t day = 0; day < 7; ++day) {
    const double y = 4 + kCellHeight * static_cast<double>(day);
    page.raw(fmt::format("<text class=\"lab\" x=\"44\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", y + 17, kWeekdays[day]));
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const std::uint64_t count = at_hour(hours, day, hour);
      page.raw(fmt::format("<rect class=\"q{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" rx=\"3\"><title>{} {:02}:00: {}</title></rect>",
                           level_of(count, most), kLeft + kCellWidth * static_cast<double>(hour), y, kCellWidth - 3, kCellHeight - 3,
                           kWeekdays[day], hour, counted(count, "message", "messages")));
    }
  }
  for (std::size_t hour = 0; hour < 24; hour += 3)
    page.raw(fmt::format("<text x=\"{:.1f}\" y=\"204\" text-anchor=\"middle\">{:02}:00</text>",
                         kLeft + kCellWidth * static_cast<double>(hour) + (kCellWidth - 3) / 2, hour));
  page.raw("</svg></div>\n");
  if (!note.empty()) page.raw("<p class=\"note\">").raw(note).raw("</p>\n");
  write_hour_table(page, hours, title);
  page.raw("</figure>\n");
}

}  // namespace

void html_timeline(Page& page, const Report& r) {
  const TimeLineView view = view_of(r);
  if (view.bars.empty()) return;
  std::uint64_t most = 1, total = 0;
  for (const Bar& bar : view.bars) {
    most = std::max(most, bar.count);
    total += bar.count;
  }
  const double ceiling = nice_ceiling(most);
  page.raw("<figure class=\"wide\"><figcaption>Messages a day (UTC)</figcaption><div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Messages a day\">");
  page.raw(fmt::format("<svg viewBox=\"0 0 1100 222\" role=\"img\" aria-label=\"{} from {} to {}, at most {} in a bar, {} silent. The table below has the numbers.\">",
                       counted(total, "message", "messages"), day_text(view.bars.front().first), day_text(view.bars.back().first),
                       with_thousands(most), counted(r.quality.silent_days.size(), "day", "days")));
  write_axes(page, ceiling);
  write_bars(page, view, ceiling);
  page.raw("</svg></div>\n<p class=\"note\">Paler bars are Saturdays and Sundays; a dashed frame is a day without messages although that weekday is usually busy.</p>\n");
  page.raw("<details class=\"data\"><summary>Numbers behind the chart</summary>\n");
  page.begin_table("Messages a day (UTC)", {"Day", "#Messages", "Note"});
  for (const Bar& bar : view.bars) {
    const bool is_weekend = weekday_of(bar.first) >= 5;
    page.begin_row().row_head(day_text(bar.first) + " " + std::string(kWeekdays[weekday_of(bar.first)])).count_cell(bar.count);
    page.cell(bar.is_silent ? "silent" : view.days_per_bar > 1 ? "several days" : is_weekend ? "weekend" : "").end_row();
  }
  page.end_table();
  page.raw("</details></figure>\n");
}

void html_hour_of_week(Page& page, const Report& r) {
  write_heat_map(page, r.distributions.hour_of_week, "Messages by hour of the week (UTC)", "");
  write_heat_map(page, r.distributions.hour_of_week_local, "Messages by hour of the week on the people's own clocks",
                 "Messages of the people who are certain, each in the time zone of the residence, else of the number; people whose zone is not "
                 "known are left out. Daylight saving is taken into account.");
}

}  // namespace mfax
