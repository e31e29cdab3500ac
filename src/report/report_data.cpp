// See report_data.hpp. Next: person_entry.cpp and number_entry.cpp make entries of it, build.cpp the report.
#include "report/report_data.hpp"

#include <algorithm>

namespace mfax {
namespace {

std::optional<std::int32_t> last_minute(const MergedLogs& logs, const Window& window) {
  Timestamp last = window.to;
  if (last == Timestamp::max()) {
    last = Timestamp::min();
    for (const auto& [key, contact] : logs.contacts) last = std::max(last, contact.last);
  }
  if (last == Timestamp::min()) return std::nullopt;
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(last).time_since_epoch().count());
}

}  // namespace

ReportData::ReportData(std::shared_ptr<const MergedLogs> merged, std::shared_ptr<const Directory> people, const ReportOptions& given)
    : logs(std::move(merged)), directory(std::move(people)), options(given), exposure(build_exposure(*logs, *directory, options)),
      names(logs->names, options.mask), vip(options.vip, *directory), end_minute(last_minute(*logs, options.window)) {}

void set_row_refs(std::vector<std::string>& refs, const Contact& contact, const MergedLogs& logs) {
  refs.resize(contact.rows.size());
  for (std::size_t i = 0; i < refs.size(); ++i) refs[i] = to_text(logs.row_ref(contact.rows[i]));
}

}  // namespace mfax
