// In: the cells of a row that describe a message, apart from number and time. Out: their canonical values, remembered
// by the bytes they were made of. Next: record.cpp, which puts them into records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mfax/normalize.hpp"
#include "normalize/row_view.hpp"
#include "normalize/text_memo.hpp"

namespace mfax {

/// What sort of message the row is: made of direction, channel, type and row_class.
struct MessageKind {
  Direction direction = Direction::unknown;
  Channel channel = Channel::unknown;
  bool counts = true;
  bool needs_number = false;  ///< counts only when a number is read
  KeptName type;
  CodeSet codes;
};

/// Where and through whom it went: made of the log's carrier, country and state columns and the region of the number.
struct MessageRoute {
  KeptName carrier, carrier_name, carrier_raw, country, state;
  std::string country_raw, state_raw;
  CodeSet codes;
};

/// All of that for rows with the same bytes in their cells: a log has few such, apart from numbers, times and ids.
struct RowParts {
  MessageKind kind;
  std::string_view hint;  ///< country as read without the number, for the region of a national number; "" unknown
  struct Routed {
    std::uint64_t region = 0;  ///< of the number, and its calling code
    MessageRoute route;
  };
  std::vector<Routed> routes;
};

class RecordParts {
 public:
  explicit RecordParts(const FieldSlots& slots, const CarrierRules* own_carriers = nullptr);
  /// Valid until the next call.
  MessageKind& kind(const RowView&);
  RowParts& of(const RowView&);
  /// Valid until the next call. `parts` are the row's own.
  MessageRoute& route(RowParts& parts, const RowView&, PhoneKey number);

 private:
  std::string_view region_hint(const RowView&, bool inbound);
  MessageRoute& route(const RowView&, bool inbound, PhoneKey number);
  MessageKind make_kind(const RowView&) const;
  FieldValue telling_value(const RowView&, Field) const;
  MessageRoute make_route(const RowView&, bool inbound, PhoneKey number);
  const Carrier& carrier(std::string_view name, std::string_view code, std::string_view country);

  const FieldSlots* slots_;
  const CarrierRules* own_carriers_;
  /// The bytes of all telling cells as they stand in the file, delimiters between them; empty where they do not stand side
  /// by side in one row of unquoted cells.
  std::string_view joined_cells(const RowView&) const noexcept;

  std::vector<std::uint32_t> cells_;  ///< slots of every cell that tells of kind, hint or route
  bool are_neighbours_ = false;       ///< columns of a CSV file without another one between, in the order of cells_
  MemoKey row_key_, key_, carrier_key_;
  TextMemo<RowParts> rows_;
  TextMemo<RowParts> neighbour_rows_;  ///< by joined_cells()
  TextMemo<MessageKind> kinds_;
  TextMemo<MessageRoute> routes_;
  TextMemo<Carrier> carriers_;
  TextMemo<std::string_view> hints_;
};

}  // namespace mfax
