// In: the cells of a row that describe a message, apart from number and time. Out: their canonical values, remembered
// by the bytes they were made of. Next: record.cpp, which puts them into records.
#pragma once

#include <string>
#include <string_view>

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

class RecordParts {
 public:
  explicit RecordParts(const FieldSlots& slots, const CarrierRules* own_carriers = nullptr)
      : slots_(&slots), own_carriers_(own_carriers) {}
  MessageKind& kind(const RowView&);
  /// `country` as read without the number, for the region of a national number; "" unknown.
  std::string_view region_hint(const RowView&, bool inbound);
  MessageRoute& route(const RowView&, bool inbound, PhoneKey number);

 private:
  MessageKind make_kind(const RowView&) const;
  FieldValue telling_value(const RowView&, Field) const;
  MessageRoute make_route(const RowView&, bool inbound, PhoneKey number);
  const Carrier& carrier(std::string_view name, std::string_view code, std::string_view country);

  const FieldSlots* slots_;
  const CarrierRules* own_carriers_;
  MemoKey key_, carrier_key_;
  TextMemo<MessageKind> kinds_;
  TextMemo<MessageRoute> routes_;
  TextMemo<Carrier> carriers_;
  TextMemo<std::string_view> hints_;
};

}  // namespace mfax
