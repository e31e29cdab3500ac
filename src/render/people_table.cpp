// people.csv: one row a person, columns by name. In: a report and the columns asked for. Out: CSV through CsvWriter. A new column
// is one row of kColumns; the order of the standard set is part of the contract, append only.
#include <fmt/format.h>

#include <algorithm>

#include "render/csv.hpp"

namespace mfax {
namespace {

enum Sets : unsigned { kFull = 1, kStandard = 2, kMinimal = 4, kEvidence = 8 };

struct Column {
  std::string_view name;
  unsigned sets;
  void (*write)(CsvWriter&, const ExposedPerson&);
};

template <auto kField>
void text(CsvWriter& csv, const ExposedPerson& p) {
  csv.cell(p.*kField);
}
template <auto kField>
void count(CsvWriter& csv, const ExposedPerson& p) {
  csv.number(p.*kField);
}
template <auto kField>
void list(CsvWriter& csv, const ExposedPerson& p) {
  csv.list(p.*kField);
}
template <auto kField>
void tallies(CsvWriter& csv, const ExposedPerson& p) {
  csv.tallies(p.*kField);
}
template <auto kField>
void flag(CsvWriter& csv, const ExposedPerson& p) {
  csv.cell(p.*kField ? "true" : "false");
}

void score(CsvWriter& csv, const ExposedPerson& p) { csv.signed_number(p.score); }
void number_count(CsvWriter& csv, const ExposedPerson& p) { csv.number(p.numbers.size()); }

void signals(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> codes;
  for (const Signal& signal : p.signals) codes.push_back(signal.code);
  csv.list(codes);
}

void signal_details(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> details;
  for (const Signal& signal : p.signals) details.push_back(fmt::format("{}: {}", signal.code, signal.detail));
  csv.list(details);
}

void numbers(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> list;
  for (const PersonNumber& number : p.numbers) list.push_back(csv.phone_text(number.masked));
  csv.list(list);
}

template <std::string PersonNumber::*kField>
void of_numbers(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> list;
  for (const PersonNumber& number : p.numbers) list.push_back(number.*kField);
  csv.list(list);
}

/// First rows of evidence over all numbers; the report has them by number.
void row_refs(CsvWriter& csv, const ExposedPerson& p) {
  std::vector<std::string> refs;
  for (const PersonNumber& number : p.numbers) refs.insert(refs.end(), number.row_refs.begin(), number.row_refs.end());
  csv.list(refs);
}

using P = ExposedPerson;
constexpr unsigned kAll = kFull | kStandard | kMinimal, kMost = kFull | kStandard;
constexpr Column kColumns[] = {
    {"person_id", kAll, &text<&P::person_id>},
    {"directory_id", kMost, &text<&P::directory_id>},
    {"employee_id", kMost, &text<&P::employee_id>},
    {"username", kAll, &text<&P::username>},
    {"display_name", kMost, &text<&P::display_name>},
    {"email", kAll, &text<&P::email>},
    {"account_status", kMost, &text<&P::account_status>},
    {"title", kMost, &text<&P::title>},
    {"department", kMost, &text<&P::department>},
    {"manager", kMost, &text<&P::manager>},
    {"residence_country", kMost, &text<&P::residence_country>},
    {"residence_state", kMost, &text<&P::residence_state>},
    {"locale", kMost, &text<&P::locale>},
    {"is_privileged", kMost, &flag<&P::is_privileged>},
    {"certainty", kAll, &text<&P::certainty>},
    {"confidence", kMost, &text<&P::confidence>},
    {"severity", kAll, &text<&P::severity>},
    {"score", kMost, &score},
    {"signals", kMost, &signals},
    {"numbers", kAll, &numbers},
    {"number_count", kMost, &number_count},
    {"message_count", kAll, &count<&P::message_count>},
    {"active_day_count", kMost, &count<&P::active_day_count>},
    {"undated_count", kMost, &count<&P::undated_count>},
    {"first_sent_at", kMost, &text<&P::first_sent_at>},
    {"last_sent_at", kMost, &text<&P::last_sent_at>},
    {"carriers", kMost, &list<&P::carriers>},
    {"log_countries", kMost, &list<&P::log_countries>},
    {"log_states", kMost, &list<&P::log_states>},
    {"number_countries", kMost, &list<&P::number_countries>},
    {"channels", kMost, &tallies<&P::channels>},
    {"message_types", kMost, &tallies<&P::message_types>},
    {"exposed_elements", kMost, &list<&P::exposed_elements>},
    {"work_list", kAll, &text<&P::work_list>},
    {"recommended_actions", kMost, &list<&P::recommended_actions>},
    {"row_refs", kMost | kEvidence, &row_refs},
    {"directory_rows", kMost | kEvidence, &list<&P::directory_rows>},
    {"is_vip", kMost, &flag<&P::is_vip>},
    {"time_zone", kMost, &text<&P::time_zone>},
    {"number_ids", kFull, &of_numbers<&PersonNumber::number_id>},
    {"number_confidences", kFull, &of_numbers<&PersonNumber::confidence>},
    {"number_methods", kFull, &of_numbers<&PersonNumber::method>},
    {"number_uses", kFull, &of_numbers<&PersonNumber::use>},
    {"number_kinds", kFull, &of_numbers<&PersonNumber::kind>},
    {"directory_fields", kFull, &of_numbers<&PersonNumber::directory_field>},
    {"signal_details", kFull | kEvidence, &signal_details},
};

}  // namespace

std::vector<std::string> people_columns(std::string_view set) {
  const unsigned bit = set == "minimal" ? unsigned{kMinimal} : set == "standard" ? unsigned{kStandard} : set == "full" ? unsigned{kFull} : 0;
  std::vector<std::string> names;
  for (const Column& column : kColumns)
    if (column.sets & bit) names.emplace_back(column.name);
  return names;
}

void write_people_table(const Report& report, const RenderOptions& options, const Sink& sink) {
  std::vector<const Column*> columns;
  for (const std::string& name : options.columns.empty() ? people_columns("standard") : options.columns)
    if (const auto* at = std::find_if(std::begin(kColumns), std::end(kColumns), [&](const Column& c) { return c.name == name; });
        at != std::end(kColumns))
      columns.push_back(at);
  const bool is_brief = std::none_of(columns.begin(), columns.end(), [](const Column* column) { return (column->sets & kEvidence) != 0; });
  CsvWriter csv(options.csv, sink);
  for (const Column* column : columns) csv.cell(column->name);
  csv.end_row();
  csv.finish();
  write_rows(report.people, options, sink, [&columns](CsvWriter& rows, const ExposedPerson& person) {
    for (const Column* column : columns) column->write(rows, person);
    rows.end_row();
  }, is_brief);
}

}  // namespace mfax
