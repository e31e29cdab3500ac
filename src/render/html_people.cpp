// People of the HTML report. In: a report. Out: who first, work lists, and one folded entry per person.
// Called by html.cpp. Lists stop at kTableRows and name the CSV that has everybody.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "mfax/normalize.hpp"
#include "render/html_page.hpp"
#include "render/words.hpp"

namespace mfax {
namespace {

constexpr std::size_t kFirst = 25;

bool has_signal(const ExposedPerson& person, std::initializer_list<std::string_view> codes) {
  return std::any_of(person.signals.begin(), person.signals.end(), [&](const Signal& signal) {
    return std::find(codes.begin(), codes.end(), signal.code) != codes.end();
  });
}

std::string signal_title(const Report& r, const Signal& signal) {
  for (const SignalInfo& info : r.signals)
    if (info.code == signal.code && !info.title.empty()) return info.title;
  return spaced(signal.code);
}

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, ", ")); }

std::string joined(const std::vector<Tally>& tallies) {
  std::string text;
  for (const Tally& tally : tallies) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", spaced(tally.name), with_thousands(tally.count));
  return text;
}

std::string why_text(const ExposedPerson& person) {
  std::string text;
  for (const Signal& signal : person.signals)
    if (is_telling(signal)) text += (text.empty() ? "" : ", ") + spaced(signal.code);
  return text;
}

void write_person_cell(Page& page, const ExposedPerson& person) {
  page.raw("<th scope=\"row\"><bdi>").text(label_of(person), 60).raw("</bdi>");
  if (!person.display_name.empty() && person.display_name != label_of(person))
    page.raw("<br><span class=\"soft\"><bdi>").text(person.display_name, 60).raw("</bdi></span>");
  page.raw("</th>");
}

/// The first people of `total` in one table.
void write_people_table(Page& page, std::string_view caption, const std::vector<ExposedPerson>& people, std::size_t total) {
  page.begin_table(caption, {"Person", "Severity", "Certainty", "Numbers", "#Messages", "Last message (UTC)", "Why"});
  for (const ExposedPerson& person : people) {
    page.begin_row();
    write_person_cell(page, person);
    page.raw("<td>");
    page.severity_badge(person.severity);
    page.raw("</td>").cell(person.certainty).raw("<td class=\"nowrap\"><bdi>").text(numbers_of(person), 60).raw("</bdi></td>");
    page.count_cell(person.message_count).raw("<td class=\"nowrap\">").text(minute_of(person.last_sent_at)).raw("</td>");
    page.cell(why_text(person)).end_row();
  }
  page.end_table();
  page.cut_note(total, people.size(), "people.csv");
}

/// People who have something in common: how many, and the first of them.
struct WorkList {
  std::string_view title;
  bool (*belongs)(const ExposedPerson&);
  std::vector<ExposedPerson> first = {};
  std::size_t total = 0;
};

bool has_no_address(const ExposedPerson& p) { return p.email.empty(); }
bool has_no_address_signal(const ExposedPerson& p) { return has_signal(p, {"no_address"}); }

/// One walk through the people fills all lists.
std::vector<WorkList> work_lists_of(const Report& r) {
  std::vector<WorkList> lists{
      {"Privileged accounts", [](const ExposedPerson& p) { return p.is_privileged || has_signal(p, {"privileged", "admin_context"}); }},
      {"To be told first (--vip)", [](const ExposedPerson& p) { return p.is_vip; }},
      {"Telephone is the only factor", [](const ExposedPerson& p) { return has_signal(p, {"phone_only_factor"}); }},
      {"Former or disabled accounts",
       [](const ExposedPerson& p) {
         return p.account_status == "disabled" || p.account_status == "deleted" || has_signal(p, {"disabled_account", "former"});
       }},
      {"Carrier changed within the log", [](const ExposedPerson& p) { return has_signal(p, {"carrier_changed_in_window"}); }},
      {"Bursts of messages: look at the sign-ins", [](const ExposedPerson& p) { return has_signal(p, {"burst"}); }},
      {"May sign in without a second factor", [](const ExposedPerson& p) { return has_signal(p, {"bypass_status"}); }},
      // A redacted copy has no addresses at all: there only the signal tells.
      {"No e-mail address known", r.privacy.is_redacted ? &has_no_address_signal : &has_no_address},
      {"Possible only: confirm who holds the number", [](const ExposedPerson& p) { return p.certainty != "certain"; }},
  };
  for (const ExposedPerson& person : r.people) {
    for (WorkList& list : lists) {
      if (!list.belongs(person)) continue;
      ++list.total;
      if (list.first.size() < kTableRows) list.first.push_back(person);
    }
  }
  return lists;
}

void write_work_list(Page& page, const WorkList& list) {
  page.raw("<details class=\"list\"><summary>").raw(list.title).raw(": <b>").number(list.total).raw("</b></summary>\n");
  if (list.total != 0) write_people_table(page, list.title, list.first, list.total);
  page.raw("</details>\n");
}

void write_number_list(Page& page, std::string_view title, const Entries<LogNumber>& numbers, std::string_view file) {
  page.raw("<details class=\"list\"><summary>").raw(title).raw(": <b>").number(numbers.size()).raw("</b></summary>\n");
  if (!numbers.empty()) {
    page.begin_table(title, {"Number", "Country", "Kind", "#Messages", "First (UTC)", "Last (UTC)", "Holders", "Reason", "Rows"});
    for (const LogNumber& n : numbers.range(0, std::min(numbers.size(), kTableRows))) {
      std::string holders;
      for (const NumberHolder& holder : n.holders) holders += (holders.empty() ? "" : ", ") + holder.person_id + " " + holder.confidence;
      page.begin_row().raw("<th scope=\"row\" class=\"nowrap\"><bdi>").text(n.masked, 60).raw("</bdi></th>").cell(n.region).cell(spaced(n.type));
      page.count_cell(n.message_count).cell(minute_of(n.first_sent_at)).cell(minute_of(n.last_sent_at)).cell(holders, 120);
      page.cell(spaced(n.reason)).raw("<td class=\"mono\">").text(joined(n.row_refs), 120).raw(n.has_more_rows ? " ...</td>" : "</td>").end_row();
    }
    page.end_table();
    page.cut_note(numbers.size(), kTableRows, file);
  }
  page.raw("</details>\n");
}

void write_shared(Page& page, const Report& r) {
  page.raw("<details class=\"list\"><summary>Numbers held by several people: <b>").number(r.shared.size()).raw("</b></summary>\n");
  if (!r.shared.empty()) {
    page.begin_table("Numbers held by several people", {"Number", "Kind", "#Holders", "#Messages", "People"});
    for (const SharedNumber& n : r.shared.range(0, std::min(r.shared.size(), kTableRows))) {
      page.begin_row().row_head(n.masked).cell(n.kind).count_cell(n.holder_count).count_cell(n.message_count);
      std::string holders;
      for (const SharedHolder& holder : n.holders) holders += fmt::format("{}{} ({})", holders.empty() ? "" : ", ", holder.label, holder.person_id);
      if (n.holder_count > n.holders.size()) holders += fmt::format(" and {} more", n.holder_count - n.holders.size());
      page.cell(holders, 2000).end_row();
    }
    page.end_table();
    page.cut_note(r.shared.size(), kTableRows, "shared.csv");
  }
  page.raw("</details>\n");
}

void write_fact(Page& page, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  page.raw("<dt>").raw(name).raw("</dt><dd><bdi>").text(value).raw("</bdi></dd>");
}

void write_evidence(Page& page, const Report& r, const ExposedPerson& person) {
  if (!person.numbers.empty()) {
    page.begin_table("Numbers that matched", {"Number", "Confidence", "Method", "Directory field", "Use", "#Holders", "#Messages", "Log rows", "Directory row"});
    for (const PersonNumber& n : person.numbers) {
      page.begin_row().raw("<th scope=\"row\" class=\"nowrap\"><bdi>").text(n.masked, 60).raw("</bdi></th>");
      page.cell(n.confidence).cell(spaced(n.method)).cell(n.directory_field).cell(n.use).count_cell(n.holder_count);
      page.count_cell(n.message_count).raw("<td class=\"mono\">").text(joined(n.row_refs), 120).raw(n.has_more_rows ? " ...</td>" : "</td>");
      page.raw("<td class=\"mono\">").text(n.directory_row).raw("</td>").end_row();
    }
    page.end_table();
  }
  if (person.signals.empty()) return;
  page.raw("<ul class=\"plain\">");
  for (const Signal& signal : person.signals) {
    page.raw("<li>").value(signal_title(r, signal));
    if (!signal.detail.empty()) page.raw(": ").value(signal.detail);
    if (!signal.row_refs.empty()) page.raw(" <span class=\"mono soft\">").text(joined(signal.row_refs), 120).raw(signal.has_more_rows ? " ...</span>" : "</span>");
    page.raw("</li>");
  }
  page.raw("</ul>\n");
}

void write_person(Page& page, const Report& r, const ExposedPerson& person) {
  page.raw("<details class=\"person\"><summary><span class=\"who\"><bdi>").text(label_of(person), 80).raw("</bdi></span> ");
  page.severity_badge(person.severity);
  page.raw(" <span class=\"soft\">").text(person.certainty).raw(", ").raw(counted(person.message_count, "message", "messages")).raw("</span></summary>\n<dl class=\"facts\">");
  write_fact(page, "Name", person.display_name);
  write_fact(page, "E-mail", person.email);
  write_fact(page, "Ids", joined({person.person_id, person.directory_id, person.employee_id}));
  write_fact(page, "Account", person.account_status);
  write_fact(page, "Title", person.title);
  write_fact(page, "Department", person.department);
  write_fact(page, "Manager", person.manager);
  write_fact(page, "Residence", person.residence_state.empty() ? person.residence_country : person.residence_state);
  write_fact(page, "Time zone", person.time_zone);
  write_fact(page, "Messages (UTC)", fmt::format("{} on {}{}{}", with_thousands(person.message_count), counted(person.active_day_count, "day", "days"),
                                                person.first_sent_at.empty() ? "" : ", ", period_text(person.first_sent_at, person.last_sent_at)));
  write_fact(page, "Types", joined(person.message_types));
  write_fact(page, "Channels", joined(person.channels));
  write_fact(page, "Carriers", joined(person.carriers));
  write_fact(page, "Countries in the log", joined(person.log_countries));
  write_fact(page, "Work list", spaced(person.work_list));
  std::string steps;
  for (const std::string& action : person.recommended_actions) steps += (steps.empty() ? "" : ". ") + action_text(action);
  write_fact(page, "Steps", steps);
  page.raw("</dl>\n");
  write_evidence(page, r, person);
  page.raw("</details>\n");
}

}  // namespace

void html_first(Page& page, const Report& r) {
  page.begin_section("first", "Who first");
  std::vector<ExposedPerson> first;
  for (const ExposedPerson& person : r.people.range(0, std::min(r.people.size(), kFirst))) first.push_back(person);
  if (first.empty())
    page.raw("<p>Nobody to call.</p>\n");
  else
    write_people_table(page, "Most severe first", first, r.people.size());
  page.end_section();
}

void html_work_lists(Page& page, const Report& r) {
  page.begin_section("lists", "Work lists");
  for (const WorkList& list : work_lists_of(r)) write_work_list(page, list);
  write_shared(page, r);
  write_number_list(page, "Numbers with several possible holders", r.ambiguous, "ambiguous.csv");
  write_number_list(page, "Numbers that matched nobody", r.unmatched, "unmatched.csv");
  write_number_list(page, "Numbers left out", r.ignored, "numbers.csv");
  page.end_section();
}

void html_people(Page& page, const Report& r) {
  page.begin_section("people", "Per person");
  if (r.people.empty()) page.raw("<p>Nobody.</p>\n");
  const std::size_t shown = std::min(r.people.size(), kTableRows);
  for (const ExposedPerson& person : r.people.range(0, shown)) write_person(page, r, person);
  page.cut_note(r.people.size(), shown, "people.csv");
  page.end_section();
}

}  // namespace mfax
