// Report -> the summary that fits one screen (product.md 3). In: a report, width and colour. Out: at most 24 lines in a
// normal run, every value safe for a terminal. Called through renderers.cpp; the default output of analyze.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/documents.hpp"
#include "render/escape.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

constexpr std::size_t kLabelWidth = 16, kWide = 100;
constexpr std::size_t kInputLines = 4, kCheckLines = 5, kListLines = 2;

enum class Style { plain, bold, dim, red, yellow, red_bar, yellow_bar, blue_bar, grey_bar };

/// Bytes of the colour sequence at `at`: ESC [ ... m; 0 when there is none.
std::size_t sequence_size(std::string_view text, std::size_t at) noexcept {
  if (text[at] != '\x1b') return 0;
  const std::size_t end = text.find('m', at);
  return end == std::string_view::npos ? 1 : end - at + 1;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t sequence = sequence_size(text, at); sequence != 0) {
      at += sequence;
      continue;
    }
    at += decode_utf8(text, at).size;
    ++width;
  }
  return width;
}

/// Lines of at most `room` columns, broken at blanks that no colour spans.
std::vector<std::string_view> wrapped(std::string_view text, std::size_t room) {
  std::vector<std::string_view> lines;
  std::size_t start = 0, blank = 0, width = 0;
  bool is_styled = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t sequence = sequence_size(text, at); sequence != 0) {
      is_styled = text.substr(at, sequence) != "\x1b[0m";
      at += sequence;
      continue;
    }
    if (text[at] == ' ' && !is_styled) blank = at;
    at += decode_utf8(text, at).size;
    if (++width <= room || blank <= start) continue;
    lines.push_back(text.substr(start, text.find_last_not_of(' ', blank) + 1 - start));
    start = at = std::min(text.find_first_not_of(' ', blank), text.size());
    width = 0;
    is_styled = false;
  }
  if (start < text.size() || lines.empty()) lines.push_back(text.substr(start));
  return lines;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

/// A value for one cell of a line.
std::string brief(std::string_view value, std::size_t limit = 40) { return visible(value, limit); }

class Screen {
 public:
  Screen(const RenderOptions& options, const Sink& sink) : options_(options), sink_(sink) {}

  std::string styled(Style style, std::string_view text) const {
    if (!options_.color || style == Style::plain) return std::string(text);
    const std::string_view code = style == Style::bold  ? "1"
                                  : style == Style::dim ? "2"
                                  : style == Style::red ? "1;31"
                                  : style == Style::red_bar    ? "41"
                                  : style == Style::yellow_bar ? "43"
                                  : style == Style::blue_bar   ? "44"
                                  : style == Style::grey_bar   ? "100"
                                                               : "33";
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
  }

  /// `text` is escaped already. A repeated label is printed once.
  void line(std::string_view label, std::string_view text, Style label_style = Style::bold) {
    for (const std::string_view part : wrapped(text, room())) {
      const bool is_repeated = label == last_label_;
      last_label_ = label;
      const std::string column = padded(std::string(is_repeated ? std::string_view() : label), kLabelWidth);
      sink_(fmt::format("{}{}\n", is_repeated ? column : styled(label_style, column), part));
    }
  }

  bool has_color() const noexcept { return options_.color; }

  /// Columns beside the labels on a narrow screen. A pipe and a wide screen get every line whole.
  std::size_t room() const noexcept {
    constexpr std::size_t kUnlimited = 10000;
    return options_.width >= kWide ? kUnlimited : list_room();
  }

  /// Items on as few lines as the width allows, at most `limit`; the rest is counted. `tail` ends the last line.
  void list(std::string_view label, const std::vector<std::string>& items, std::string_view separator, std::size_t limit, std::string_view tail = {}) {
    std::string text;
    std::size_t lines = 1;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool fits = text.empty() || display_width(text) + separator.size() + display_width(items[i]) <= list_room();
      if (!fits && lines == limit) {
        text += fmt::format("{}and {} more", separator, items.size() - i);
        break;
      }
      if (!fits) {
        line(label, text);
        text.clear();
        ++lines;
      }
      if (!text.empty()) text += separator;
      text += items[i];
    }
    if (!text.empty()) line(label, text.append(tail));
  }

 private:
  std::size_t list_room() const noexcept { return std::max<std::size_t>(options_.width, kLabelWidth + 20) - kLabelWidth; }

  const RenderOptions& options_;
  const Sink& sink_;
  std::string last_label_;
};

void show_status(Screen& screen, const Report& r) {
  if (r.status.state != "incomplete") return;
  std::string reasons;
  for (const std::string& reason : r.status.reasons)
    reasons += (reasons.empty() ? "" : ", ") + brief(reason_text(reason), 60);
  screen.line("INCOMPLETE:", reasons.empty() ? "see status.reasons in the report" : brief(reasons, 160), Style::red);
}

void show_incident(Screen& screen, const Report& r) {
  std::string text = brief(r.incident.id.empty() ? r.incident.title : r.incident.id);
  if (text.empty()) text = "not named (--incident)";
  const std::string window = period_text(r.incident.window_from, r.incident.window_to);
  const std::string observed = period_text(r.incident.observed_from, r.incident.observed_to);
  if (!window.empty())
    text += fmt::format("      window {} (UTC)", brief(window));
  else if (!observed.empty())
    text += fmt::format("      messages of {} (UTC)", brief(observed));
  screen.line("Incident", text);
}

void show_inputs(Screen& screen, const Report& r) {
  const bool is_cut = r.inputs.size() > kInputLines;
  const std::size_t shown = is_cut ? kInputLines - 1 : r.inputs.size();
  std::size_t widest = 0;
  for (std::size_t i = 0; i < shown; ++i) widest = std::max(widest, display_width(brief(input_name(r.inputs[i].path, r.inputs[i].member))));
  for (std::size_t i = 0; i < shown; ++i) {
    const InputFacts& input = r.inputs[i];
    const bool is_log = input.role == "log";
    const std::string amount = is_log ? counted(input.row_count, "row", "rows") : counted(input.people_count, "person", "people");
    std::string text = fmt::format("{}  {:<16}sha256 {}", padded(brief(input_name(input.path, input.member)), widest), amount,
                                   brief(std::string_view(input.sha256).substr(0, 12)));
    constexpr std::size_t kLeastTitle = 16;
    if (const std::size_t used = display_width(text) + 2; used + kLeastTitle < screen.room())
      text += "  " + brief(input.format_title.empty() ? input.format : input.format_title, std::min<std::size_t>(40, screen.room() - used - 1));
    screen.line("Inputs", text);
  }
  if (is_cut) screen.line("Inputs", "and " + counted(r.inputs.size() - shown, "more file", "more files"));
}

void show_rows(Screen& screen, const RowAccounting& rows) {
  std::vector<std::string> parts{fmt::format("{} read = {} in scope", with_thousands(rows.read), with_thousands(rows.in_scope))};
  const auto add = [&parts](std::uint64_t count, std::string_view name) {
    if (count != 0) parts.push_back(fmt::format("+ {} {}", with_thousands(count), name));
  };
  add(rows.duplicate, "duplicate");
  add(rows.out_of_window, "out of window");
  add(rows.rejected, "rejected");
  add(rows.not_counted, "not counted");
  add(rows.blank, "blank");
  screen.line("Rows", fmt::format("{}", fmt::join(parts, " ")));
}

std::string nobody_text(std::uint64_t numbers) {
  if (numbers == 0) return "nobody: no message of the logs counts";
  if (numbers == 1) return "nobody in the directories holds the 1 number of the logs";
  return fmt::format("nobody in the directories holds one of the {} numbers", with_thousands(numbers));
}

/// The severities as lengths. Coloured blanks need colour and nothing else; without it the counts above say the same.
void show_severity_bar(Screen& screen, const Summary& s) {
  constexpr Style kBars[] = {Style::red_bar, Style::yellow_bar, Style::blue_bar, Style::grey_bar};
  constexpr std::uint64_t kCells = 48;
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) total += std::min<std::uint64_t>(severity_count(s, i), std::uint64_t{1} << 50);
  if (!screen.has_color() || total == 0) return;
  std::string bar;
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) {
    const std::uint64_t count = std::min<std::uint64_t>(severity_count(s, i), std::uint64_t{1} << 50);
    if (count != 0) bar += screen.styled(kBars[i], std::string(std::max<std::uint64_t>(1, count * kCells / total), ' '));
  }
  screen.line("People exposed", bar);
}

void show_people(Screen& screen, const Report& r) {
  const Summary& s = r.summary;
  const NumberAccounting& n = r.accounting.numbers;
  if (s.people_up_to == 0 && s.people_certain == 0) {
    screen.line("People exposed", nobody_text(n.distinct));
  } else {
    std::string text = with_thousands(s.people_certain) + " certain";
    if (s.people_up_to > s.people_certain) text += ", up to " + with_thousands(s.people_up_to);
    screen.line("People exposed", fmt::format("{}     {} {}     {} {}", screen.styled(Style::bold, text),
                                              screen.styled(Style::bold, "Numbers"), with_thousands(s.numbers),
                                              screen.styled(Style::bold, "Messages"), with_thousands(s.messages)));
  }
  std::string text;
  const auto add = [&text](std::string_view name, std::uint64_t count) {
    if (count != 0) text += fmt::format("{}{} {}", text.empty() ? "" : "   ", name, with_thousands(count));
  };
  for (std::size_t i = 0; i < std::size(kSeverities); ++i) add(kSeverities[i], severity_count(s, i));
  std::string outcomes;
  std::swap(text, outcomes);
  add("matched", n.matched);
  add("ambiguous", n.ambiguous);
  add("unmatched", n.unmatched);
  add("ignored", n.ignored);
  constexpr std::string_view kGap = "      ";
  if (outcomes.empty() || text.empty() || outcomes.size() + kGap.size() + text.size() <= screen.room()) {
    if (!outcomes.empty() || !text.empty()) screen.line("People exposed", outcomes + std::string(outcomes.empty() || text.empty() ? "" : kGap) + text);
    show_severity_bar(screen, s);
    return;
  }
  screen.line("People exposed", outcomes);
  show_severity_bar(screen, s);
  screen.line("Numbers", text);
}

void show_first(Screen& screen, const Report& r, std::size_t limit) {
  if (r.summary.critical == 0 && r.summary.high == 0) return;
  // --limit asks for a longer or shorter list; by itself it stays at five, or the summary outgrows the screen.
  const std::size_t shown = limit > 10 ? limit : std::min<std::size_t>(limit, 5);
  std::vector<ExposedPerson> first;
  std::size_t widest = 0;
  for (const ExposedPerson& person : r.people) {
    if (first.size() == shown || severity_index(person.severity) > 1) break;  // people are sorted by severity
    first.push_back(person);
    widest = std::max(widest, display_width(brief(label_of(person), 28)));
  }
  for (const ExposedPerson& person : first) {
    const std::size_t severity = severity_index(person.severity);
    std::string numbers = person.numbers.empty() ? std::string() : brief(person.numbers.front().masked, 24);
    if (person.numbers.size() > 1) numbers += fmt::format(" +{}", person.numbers.size() - 1);
    const std::string word = padded(std::string(kSeverities[severity]), 8);
    std::string text = fmt::format("{}  {}  {}  {:>14}", padded(brief(label_of(person), 28), widest),
                                   screen.styled(severity == 0 ? Style::red : Style::yellow, word), padded(numbers, 20),
                                   counted(person.message_count, "message", "messages"));
    const std::string last = person.last_sent_at.empty() ? std::string() : "  last " + brief(day_of(person.last_sent_at));
    if (display_width(text) + display_width(last) <= screen.room()) text += last;
    screen.line("First to call", text);
  }
}

/// The path under which a table of the run folder was written; "" when it was not.
std::string written_path(const RenderOptions& options, std::string_view table) {
  if (table.empty()) return {};
  for (const std::string& path : options.wrote)
    if (file_name_of(path) == table) return path;
  return {};
}

void show_checks(Screen& screen, const Report& r, const RenderOptions& options) {
  const std::vector<Check> checks = checks_of(r);
  const bool is_cut = checks.size() > kCheckLines;
  const std::size_t shown = is_cut ? kCheckLines - 1 : checks.size();
  std::size_t widest = 0;
  for (std::size_t i = 0; i < shown; ++i)
    if (!written_path(options, checks[i].table).empty()) widest = std::max(widest, display_width(brief(checks[i].text, 100)));
  for (std::size_t i = 0; i < shown; ++i) {
    std::string text = brief(checks[i].text, 100);
    if (const std::string path = brief(written_path(options, checks[i].table), 60); !path.empty()) {
      const bool fits = widest + 5 + display_width(path) <= screen.room();
      text = fmt::format("{}  -> {}", fits ? padded(std::move(text), widest) : text, path);
    }
    screen.line("Check this", text, Style::yellow);
  }
  if (is_cut) screen.line("Check this", fmt::format("and {} more, see \"quality\" in the report", checks.size() - shown), Style::yellow);
}

/// What was assumed. With one log its name would only repeat the line of the inputs.
void show_assumed(Screen& screen, const Report& r) {
  std::string own_name;
  if (std::count_if(r.inputs.begin(), r.inputs.end(), [](const InputFacts& input) { return input.role == "log"; }) == 1)
    for (const InputFacts& input : r.inputs)
      if (input.role == "log") own_name = fmt::format("{}: ", input_name(input.path, input.member));
  std::vector<std::string> assumed;
  for (const std::string& assumption : r.run.assumptions) {
    const bool is_own = !own_name.empty() && assumption.starts_with(own_name);
    assumed.push_back(brief(std::string_view(assumption).substr(is_own ? own_name.size() : 0), 160));
  }
  screen.list("Assumed", assumed, "; ", kListLines);
}

/// The first that runs, and before it those that were missed: a missed one must not vanish.
void show_deadline(Screen& screen, const Report& r) {
  for (const Deadline& deadline : r.deadlines) {
    if (deadline.at.empty()) continue;
    const std::string left = time_left(r.generated_at, deadline.at);
    screen.line("Clock", fmt::format("{} UTC{}  {}", brief(minute_of(deadline.at)), left.empty() ? left : " (" + left + ")",
                                     brief(deadline.title.empty() ? spaced(deadline.code) : deadline.title, 160)),
                deadline.is_past ? Style::red : Style::bold);
    if (!deadline.is_past) return;
  }
}

/// Text that can be pasted into a shell as it is, and that a screen can hold.
bool is_shell_safe(std::string_view text) noexcept {
  constexpr std::size_t kLongest = 1024;
  return !text.empty() && text.size() <= kLongest && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("@._+-/:,").find(c) != std::string_view::npos;
  });
}

void show_next(Screen& screen, const Report& r, const RenderOptions& options) {
  std::vector<std::string> wrote;
  for (const std::string& path : options.wrote) wrote.push_back(brief(path, 60));
  if (!wrote.empty()) {
    screen.list("Wrote", wrote, "  ", kListLines, fmt::format("   ({})", brief(mask_text(r.privacy.mask.empty() ? r.run.mask : r.privacy.mask))));
  }
  if (options.report_path.empty()) {
    screen.line("Next", "run again with -o DIR for the people, the evidence and the HTML report");
    return;
  }
  const std::string path = is_shell_safe(options.report_path) ? options.report_path : "REPORT.json";
  std::string who = "NUMBER";
  if (!r.people.empty()) {
    const ExposedPerson person = r.people.entry(0);
    who = is_shell_safe(label_of(person)) && label_of(person).size() <= 60 ? label_of(person)
          : is_shell_safe(person.person_id)                                ? person.person_id
                                                                           : "PERSON";
  }
  screen.line("Next", fmt::format("mfax explain {} --report {}", who, path));
}

}  // namespace

void render_text(const Report& r, const RenderOptions& options, const Sink& sink) {
  Screen screen(options, sink);
  show_status(screen, r);
  show_incident(screen, r);
  show_inputs(screen, r);
  show_rows(screen, r.accounting.rows);
  show_people(screen, r);
  show_first(screen, r, options.limit);
  show_checks(screen, r, options);
  show_assumed(screen, r);
  show_deadline(screen, r);
  show_next(screen, r, options);
}

}  // namespace mfax
