// In: a table row "text, expected". Out: the comparison of a parsed time with it, in one spelling for all time tests.
// "2024-03-04T14:02:11Z" = that instant; "2024-03-04T14:02:11Z T_FOLD" = with that code; "- T_NAIVE" = no instant.
// Next: time_test.cpp, time_zone_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "mfax/normalize.hpp"

namespace mfax::test {

inline Timestamp test_now() { return *parse_rfc3339_utc("2024-06-01T00:00:00Z"); }

inline std::string written(const ParsedTime& time) {
  std::string text = time.has_instant ? to_rfc3339(time.at) : "-";
  time.codes.for_each([&text](DiagCode code) {
    if (code == DiagCode::T_PRECISION) return;  // every date without seconds has it; tested on its own
    text += ' ';
    text += diag_info(code).id;
  });
  return text;
}

struct TimeCase {
  std::string text, expected;
};

inline TimeDecision decision(std::string zone = {}, DateOrder order = DateOrder::automatic,
                             EpochUnit unit = EpochUnit::automatic) {
  TimeDecision made;
  made.zone = std::move(zone);
  made.zone_by = DecidedBy::format;
  made.order = order;
  made.unit = unit;
  return made;
}

}  // namespace mfax::test
