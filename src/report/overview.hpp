// The parts of a report that look at all people or all messages at once: summary, countries, distributions, silent days,
// quality, deadlines.
#pragma once

#include "report/exposure.hpp"
#include "report/people_sums.hpp"

namespace mfax {

/// Needs report.inputs and accounting to be complete.
void add_overview(Report&, const MergedLogs&, const Directory&, const ReportOptions&, const ShownNames&, const PeopleSums&);

}  // namespace mfax
