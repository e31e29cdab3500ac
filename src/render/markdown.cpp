// Report -> a summary for a ticket (CommonMark with tables). In: a report. Out: text in which no value is markup.
// Called through renderers.cpp (--format markdown).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "render/documents.hpp"
#include "render/escape.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

constexpr std::size_t kPeople = 20;  // a ticket is read, not searched: the rest is in people.csv

/// Cells are escaped by the caller.
class Ticket {
 public:
  explicit Ticket(const Sink& sink) : sink_(sink) {}
  void heading(std::string_view text) { sink_(fmt::format("\n## {}\n\n", text)); }
  void line(std::string_view text) { sink_(fmt::format("{}\n", text)); }
  void bullet(std::string_view text) { sink_(fmt::format("- {}\n", text)); }
  void row(const std::vector<std::string>& cells) { sink_(fmt::format("| {} |\n", fmt::join(cells, " | "))); }
  void header(const std::vector<std::string>& cells) {
    row(cells);
    row(std::vector<std::string>(cells.size(), "---"));
  }

 private:
  const Sink& sink_;
};

std::string safe(std::string_view value) { return markdown_safe(value, 120); }

void show_answer(Ticket& ticket, const Report& r) {
  const Summary& s = r.summary;
  if (r.status.state == "incomplete") {
    std::string reasons;
    for (const std::string& reason : r.status.reasons) reasons += (reasons.empty() ? "" : ", ") + safe(reason_text(reason));
    ticket.line(fmt::format("**INCOMPLETE**: {}\n", reasons));
  }
  if (s.people_certain == 0 && s.people_up_to == 0)
    ticket.line("**Nobody in the directories holds a number of these logs.**\n");
  else
    ticket.line(fmt::format("**{} exposed for certain{}**, {}, {}.\n", counted(s.people_certain, "person", "people"),
                            s.people_up_to > s.people_certain ? ", up to " + with_thousands(s.people_up_to) : std::string(),
                            counted(s.numbers, "number", "numbers"), counted(s.messages, "message", "messages")));
  ticket.header({"Severity", "People"});
  for (std::size_t i = 0; i < std::size(kSeverities); ++i)
    ticket.row({std::string(kSeverities[i]), with_thousands(severity_count(s, i))});
  ticket.line("");
  const NumberAccounting& n = r.accounting.numbers;
  ticket.bullet(fmt::format("Numbers: {} matched, {} ambiguous, {} unmatched, {} ignored", with_thousands(n.matched),
                            with_thousands(n.ambiguous), with_thousands(n.unmatched), with_thousands(n.ignored)));
  const Jurisdictions& j = r.jurisdictions;
  ticket.bullet(fmt::format("People by country: EEA {}, United Kingdom {}, Switzerland {}", with_thousands(j.eea),
                            with_thousands(j.uk), with_thousands(j.ch)));
  const std::string window = period_text(r.incident.window_from, r.incident.window_to);
  if (!window.empty()) ticket.bullet(fmt::format("Window: {} (UTC)", safe(window)));
  for (const Deadline& deadline : r.deadlines) {
    const std::string left = time_left(r.generated_at, deadline.at);
    ticket.bullet(fmt::format("{}: {} UTC{}", safe(deadline.title.empty() ? spaced(deadline.code) : deadline.title),
                              safe(minute_of(deadline.at)), left.empty() ? left : fmt::format(" ({})", left)));
  }
}

void show_next_steps(Ticket& ticket, const Report& r) {
  const std::vector<NextStep> steps = next_steps_of(r);
  if (!steps.empty()) ticket.heading("What to do next");
  for (const NextStep& step : steps) ticket.bullet(fmt::format("[ ] {} ({})", markdown_safe(step.what, 600), safe(step.when)));
}

void show_first(Ticket& ticket, const Report& r) {
  if (r.people.empty()) return;
  ticket.heading("Who first");
  ticket.header({"Person", "Severity", "Certainty", "Numbers", "Messages", "Last message (UTC)", "Why"});
  for (std::size_t i = 0; i < std::min(kPeople, r.people.size()); ++i) {
    const ExposedPerson p = r.people.entry(i);
    std::string why;
    for (const Signal& signal : p.signals)
      if (is_telling(signal)) why += (why.empty() ? "" : ", ") + safe(spaced(signal.code));
    ticket.row({safe(label_of(p)), safe(p.severity), safe(p.certainty), safe(numbers_of(p)), with_thousands(p.message_count),
                safe(minute_of(p.last_sent_at)), why});
  }
  if (r.people.size() > kPeople)
    ticket.line(fmt::format("\n{} more: people.csv", with_thousands(r.people.size() - kPeople)));
}

void show_places(Ticket& ticket, const Report& r) {
  if (r.jurisdictions.regions.empty()) return;
  ticket.heading("People by group of countries");
  ticket.header({"Group", "By residence", "By number", "By the log", "On any basis"});
  for (const RegionCount& region : r.jurisdictions.regions)
    ticket.row({safe(region.region), with_thousands(region.residence), with_thousands(region.number), with_thousands(region.log),
                with_thousands(region.any)});
}

void show_work_lists(Ticket& ticket, const Report& r) {
  constexpr std::size_t kWorkLists = 20;  // a saved report may name any
  std::vector<Tally> lists = digest_of(r).work_lists;
  if (lists.size() > kWorkLists) lists.resize(kWorkLists);
  if (lists.empty()) return;
  ticket.heading("Work lists");
  ticket.header({"List", "People"});
  for (const Tally& list : lists) ticket.row({safe(spaced(list.name)), with_thousands(list.count)});
}

void show_steps(Ticket& ticket, const Report& r) {
  if (r.incident.steps.empty()) return;
  ticket.heading("Steps");
  constexpr std::size_t kSteps = 20;
  for (std::size_t i = 0; i < std::min(r.incident.steps.size(), kSteps); ++i) ticket.bullet("[ ] " + markdown_safe(r.incident.steps[i], 600));
}

void show_checks(Ticket& ticket, const Report& r) {
  const std::vector<Check> checks = checks_of(r);
  if (!checks.empty()) ticket.heading("Check before you rely on this");
  for (const Check& check : checks)
    ticket.bullet(safe(check.text) + (check.table.empty() ? std::string() : fmt::format(" ({})", check.table)));
  if (!r.run.assumptions.empty()) ticket.heading("Assumed");
  for (const std::string& assumption : r.run.assumptions) ticket.bullet(markdown_safe(assumption));
}

void show_evidence(Ticket& ticket, const Report& r) {
  ticket.heading("Evidence");
  ticket.header({"Input", "File", "Rows or people", "SHA-256"});
  for (const InputFacts& input : r.inputs)
    ticket.row({safe(input.id), safe(input_name(input.path, input.member)),
                input.role == "log" ? counted(input.row_count, "row", "rows") : counted(input.people_count, "person", "people"),
                safe(input.sha256)});
  ticket.line(fmt::format("\nReport {}, {} {}, {}", safe(r.report_id), safe(r.tool.name), safe(r.tool.version),
                          safe(r.generated_at)));
  ticket.line(fmt::format("\n{}", safe(mask_text(r.privacy.mask.empty() ? r.run.mask : r.privacy.mask))));
}

}  // namespace

void render_markdown(const Report& r, const RenderOptions&, const Sink& sink) {
  Ticket ticket(sink);
  const std::string& name = r.incident.title.empty() ? r.incident.id : r.incident.title;
  ticket.line(fmt::format("# Exposure report{}{}\n", name.empty() ? "" : ": ", safe(name)));
  show_answer(ticket, r);
  show_next_steps(ticket, r);
  show_first(ticket, r);
  show_places(ticket, r);
  show_work_lists(ticket, r);
  show_steps(ticket, r);
  show_checks(ticket, r);
  show_evidence(ticket, r);
}

}  // namespace mfax
