// The CSV files of a run folder. In: a report. Out: people, numbers, unmatched, ambiguous, shared and rejected rows.
// Called by the run-folder writer through tables(); column order is part of the contract, append only.
#include <array>
#include <initializer_list>

#include "render/csv.hpp"

namespace mfax {
namespace {

void write_header(CsvWriter& csv, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) csv.cell(name);
  csv.end_row();
}

/// numbers.csv, ambiguous.csv and unmatched.csv have the same columns, so that they can be put together again.
void begin_numbers(CsvWriter& csv) {
  write_header(csv, {"number_id", "number", "outcome", "reason", "status", "region", "state", "type", "message_count",
                     "undated_count", "active_day_count", "first_sent_at", "last_sent_at", "holder_count", "holders",
                     "carriers", "countries", "states", "channels", "message_types", "row_refs"});
}

void write_number(CsvWriter& csv, const LogNumber& n) {
  std::vector<std::string> holders;
  for (const NumberHolder& holder : n.holders) holders.push_back(holder.person_id + "=" + holder.confidence);
  csv.cell(n.number_id).phone(n.masked).cell(n.outcome).cell(n.reason).cell(n.status).cell(n.region).cell(n.state);
  csv.cell(n.type).number(n.message_count).number(n.undated_count).number(n.active_day_count).cell(n.first_sent_at);
  csv.cell(n.last_sent_at).number(n.holders.size()).list(holders).tallies(n.carriers).tallies(n.countries);
  csv.tallies(n.states).tallies(n.channels).tallies(n.message_types).list(n.row_refs);
  csv.end_row();
}

/// Every number of the logs, whatever became of it: the four lists of the report one after another.
void write_numbers(const Report& report, const RenderOptions& options, const Sink& sink) {
  CsvWriter csv(options.csv, sink);
  begin_numbers(csv);
  csv.finish();
  for (const auto* list : {&report.numbers, &report.ambiguous, &report.unmatched, &report.ignored}) write_rows(*list, options, sink, &write_number);
}

template <Entries<LogNumber> Report::*kList>
void write_number_list(const Report& report, const RenderOptions& options, const Sink& sink) {
  CsvWriter csv(options.csv, sink);
  begin_numbers(csv);
  csv.finish();
  write_rows(report.*kList, options, sink, &write_number);
}

void write_shared(const Report& report, const RenderOptions& options, const Sink& sink) {
  CsvWriter csv(options.csv, sink);
  write_header(csv, {"number_id", "number", "kind", "holder_count", "message_count", "person_ids", "holders"});
  csv.finish();
  write_rows(report.shared, options, sink, [](CsvWriter& rows, const SharedNumber& n) {
    rows.cell(n.number_id).phone(n.masked).cell(n.kind).number(n.holder_count).number(n.message_count);
    std::vector<std::string> ids, labels;
    for (const SharedHolder& holder : n.holders) ids.push_back(holder.person_id), labels.push_back(holder.label);
    rows.list(ids).list(labels).end_row();
  });
}

void write_rejects(const Report& report, const RenderOptions& options, const Sink& sink) {
  CsvWriter csv(options.csv, sink);
  write_header(csv, {"row", "byte", "field", "codes", "excerpt"});
  for (const RejectedRow& row : report.quality.rejects)
    csv.cell(row.row).number(row.byte).cell(row.field).list(row.codes).cell(row.excerpt).end_row();
  csv.finish();
}

constexpr std::array kTables = {
    Table{"people.csv", &write_people_table},
    Table{"numbers.csv", &write_numbers},
    Table{"unmatched.csv", &write_number_list<&Report::unmatched>},
    Table{"ambiguous.csv", &write_number_list<&Report::ambiguous>},
    Table{"shared.csv", &write_shared},
    Table{"rejects.csv", &write_rejects},
};

}  // namespace

std::span<const Table> tables() noexcept { return kTables; }

}  // namespace mfax
