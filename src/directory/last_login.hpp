// The many spellings of "last sign-in" -> RFC 3339 UTC, or nothing. Comes in: one cell; called by normalize.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/format.hpp"
#include "mfax/normalize.hpp"

namespace mfax::directory {

/// One per column: its rule's zone, date order and epoch unit apply. A local time without a zone and a date whose
/// culture is not known stay empty: an order of day and month is never guessed (docs/normalization.md 5.2.7).
class LastLogin {
 public:
  LastLogin(const ColumnRule&, const TimeDecision& of_file, Timestamp now);
  /// "" for "never" and for everything that gives no instant.
  std::string to_text(std::string_view text);

 private:
  EpochUnit unit_;
  TimeParser parser_;
};

}  // namespace mfax::directory
