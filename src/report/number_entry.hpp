// A number of the logs -> its entry in the report: outcome, facts of the numbering plan, sums, holders.
#pragma once

#include "report/report_data.hpp"

namespace mfax {

/// `number`: index of the contact. Sets every member; safe on several threads.
void make_log_number(const ReportData&, std::size_t number, LogNumber&);
/// Of a number with several holders.
void make_shared_number(const ReportData&, std::size_t number, SharedNumber&);

}  // namespace mfax
