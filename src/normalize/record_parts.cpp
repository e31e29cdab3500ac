// In: channel, direction, type, carrier, country and state cells. Out: canonical values (record_parts.hpp).
// The log's own columns decide; the number only settles shared calling codes and gates carrier and state rules.
// Next: record.cpp.
#include "normalize/record_parts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "normalize/country_family.hpp"
#include "normalize/phone_plan.hpp"
#include "normalize/record_words.hpp"

namespace mfax {
namespace {

using record_words::ChannelWord;
using record_words::snake_case;

/// A cell through its rule's table: the mapped value, or the text itself.
struct Word {
  std::string text;  ///< snake case
  bool is_mapped = false;
};

Word word_of(const FieldValue& value) {
  Word word;
  if (!value) return word;
  if (value.rule != nullptr && !value.rule->values.empty()) {
    if (const std::string* mapped = record_words::mapped_value(*value.rule, fold_text(value.text))) {
      word.text = *mapped;
      word.is_mapped = true;
      return word;
    }
  }
  word.text = snake_case(value.text);
  return word;
}

void exclude(MessageKind& kind, DiagCode why) {
  kind.counts = false;
  kind.codes.add(why);
}

/// Channel and type columns are often the same one under either name: a channel word is a channel wherever it stands,
/// and other words of a channel column are types.
void set_channel_and_type(MessageKind& kind, const Word& channel, const Word& type, std::string_view raw_channel,
                          std::string_view raw_type) {
  auto meaning = record_words::channel_word(channel.text);
  // "push" is none of our channels, and yet it says that nothing went to the number.
  if (channel.is_mapped && channel.text == "other")
    if (const auto raw = record_words::channel_word(snake_case(raw_channel)); raw && !raw->reaches_phone) meaning = raw;
  std::string type_text = type.text;
  if (!meaning && channel.is_mapped) {
    if (const auto named = parse_enum<Channel>(channel.text)) meaning = ChannelWord{*named, true};
  } else if (!meaning && !channel.text.empty() && type_text.empty()) {
    type_text = channel.text;
  }
  if (const auto in_type = record_words::channel_word(type_text)) {
    if (!meaning) meaning = in_type;
    if (meaning->channel == in_type->channel) type_text.clear();
  }
  // "VOICE-OTP", "OTP (sms)": a class of messages that says which way they went.
  if (!meaning) meaning = record_words::channel_among_words(channel.text);
  if (!meaning) meaning = record_words::channel_among_words(snake_case(raw_type));
  if (meaning) {
    kind.channel = meaning->channel;
    if (!meaning->reaches_phone) exclude(kind, DiagCode::R_NOT_PHONE_CHANNEL);
  }
  kind.type = KeptName(std::move(type_text));
}

/// "310.0": a data frame's column with gaps.
std::string_view without_point_zero(std::string_view digits) noexcept {
  digits = trim_ascii(digits);
  return digits.ends_with(".0") ? digits.substr(0, digits.size() - 2) : digits;
}

std::string network_code(const RowView& row) {
  if (const FieldValue joined = row.first(Field::mccmnc)) return std::string(joined.text);
  const FieldValue mcc = row.first(Field::mcc), mnc = row.first(Field::mnc);
  if (!mcc || !mnc) return {};
  return std::string(without_point_zero(mcc.text)) + '/' + std::string(without_point_zero(mnc.text));
}

/// An unknown state passes through as it is written, unless it cannot be a name: a column that is wrongly taken for one
/// must not carry numbers of people into lists of places.
std::string state_text(std::string_view text) {
  constexpr std::size_t kMostBytes = 64;
  constexpr std::ptrdiff_t kMostDigits = 4;
  text = trim_ascii(text);
  if (text.size() > kMostBytes || std::count_if(text.begin(), text.end(), is_ascii_digit) > kMostDigits) return {};
  return std::string(text);
}

/// Where country column and number disagree the number's rules are tried first (docs/normalization.md 4.5); nothing is
/// lost where only the column's country knows the state.
Subdivision state_of(std::string_view text, std::string_view column_country, std::string_view region, bool is_conflict) {
  const std::string_view column = column_country.empty() ? region : column_country;
  if (!is_conflict) return parse_state(text, column);
  Subdivision state = parse_state(text, region);
  return state.code.empty() ? parse_state(text, column) : state;
}

/// "+44", "1": any region of a shared calling code reads a national number alike, so its main one will do.
std::string_view region_of_dialling_code(std::string_view text) noexcept {
  text = trim_ascii(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  const bool is_code = !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), is_ascii_digit);
  const phone::Plan* plan = is_code ? phone::plan_of_digits(text) : nullptr;
  if (plan == nullptr || std::to_string(plan->code_value) != text || plan->main_region == "001") return {};
  return plan->main_region;
}

}  // namespace

RecordParts::RecordParts(const FieldSlots& slots, const CarrierRules* own_carriers) : slots_(&slots), own_carriers_(own_carriers) {
  for (const Field field : {Field::direction, Field::channel, Field::message_type, Field::row_class, Field::carrier, Field::from_carrier,
                            Field::mccmnc, Field::mcc, Field::mnc, Field::country, Field::from_country, Field::state})
    for (const std::uint32_t slot : slots.of(field)) cells_.push_back(slots.source(slot));
  std::sort(cells_.begin(), cells_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(slots.csv_column(a), a) < std::pair(slots.csv_column(b), b);
  });
  cells_.erase(std::unique(cells_.begin(), cells_.end()), cells_.end());
  are_neighbours_ = !cells_.empty() && slots.csv_column(cells_.front()) >= 0 &&
                    slots.csv_column(cells_.back()) - slots.csv_column(cells_.front()) + 1 == static_cast<std::int32_t>(cells_.size());
}

/// Cells that lie one byte apart are unquoted, for quotes stand between a quoted cell and its neighbours: so the byte between
/// is the delimiter, no cell holds one, and the bytes tell the cells.
std::string_view RecordParts::joined_cells(const RowView& row) const noexcept {
  if (!are_neighbours_ || cells_.size() < 2) return {};
  const std::string_view first = row.cell(cells_.front()).text;
  const char* end = first.data() + first.size();
  for (std::size_t i = 1; i < cells_.size(); ++i) {
    const Cell cell = row.cell(cells_[i]);
    if (cell.kind != CellKind::text || cell.text.data() != end + 1) return {};
    end = cell.text.data() + cell.text.size();
  }
  return {first.data(), static_cast<std::size_t>(end - first.data())};
}

RowParts& RecordParts::of(const RowView& row) {
  const auto make = [&] {
    RowParts parts;
    parts.kind = kind(row);
    parts.hint = region_hint(row, parts.kind.direction == Direction::inbound);
    return parts;
  };
  if (const std::string_view joined = joined_cells(row); !joined.empty()) return neighbour_rows_.get(joined, make);
  row_key_.clear();
  for (const std::uint32_t slot : cells_) {
    const Cell cell = row.cell(slot);
    row_key_.add(cell.text, static_cast<unsigned>(cell.kind));
  }
  return rows_.get(row_key_.bytes(), make);
}

MessageRoute& RecordParts::route(RowParts& parts, const RowView& row, PhoneKey number) {
  constexpr std::size_t kRegionsARow = 64;
  const std::string_view region = number_region(number);
  std::uint64_t key = number ? calling_code(number) : 0;
  for (const char c : region) key = key << 8 | static_cast<unsigned char>(c);
  for (RowParts::Routed& known : parts.routes)
    if (known.region == key) return known.route;
  if (parts.routes.size() >= kRegionsARow) parts.routes.clear();
  return parts.routes.emplace_back(RowParts::Routed{key, route(row, parts.kind.direction == Direction::inbound, number)}).route;
}

MessageKind& RecordParts::kind(const RowView& row) {
  key_.clear();
  for (const Field field : {Field::direction, Field::channel, Field::message_type, Field::row_class})
    if (slots_->knows(field)) key_.add(telling_value(row, field).text);
  return kinds_.get(key_.bytes(), [&] { return make_kind(row); });
}

/// A sign-in has several steps, and several columns may tell of them: for `row_class` any one that counts decides, for the
/// other fields the first one of a list that the format's table knows by name.
FieldValue RecordParts::telling_value(const RowView& row, Field field) const {
  const auto columns = slots_->of(field);
  const bool is_class = field == Field::row_class;
  for (const std::uint32_t slot : columns) {
    const Cell found = row.cell(slot);
    const ColumnRule* rule = slots_->slot(slot).rule;
    if (found.kind == CellKind::absent || rule == nullptr || rule->values.empty()) continue;
    if (!is_array(found.text) && (!is_class || columns.size() < 2)) break;
    for (const std::string_view member : array_parts(found.text)) {
      const std::string* mapped = record_words::mapped_value(*rule, fold_text(member));
      const bool decides = mapped != nullptr && (is_class ? *mapped == "counted" : *mapped != "other");
      if (decides) return {trim_ascii(member), found.kind, rule};
    }
    if (!is_class) break;
  }
  return row.first(field);
}

MessageKind RecordParts::make_kind(const RowView& row) const {
  MessageKind kind;
  const Word direction = word_of(telling_value(row, Field::direction));
  if (const auto named = parse_enum<Direction>(direction.text))
    kind.direction = *named;
  else if (const auto known = record_words::direction_word(direction.text))
    kind.direction = *known;
  const FieldValue channel = telling_value(row, Field::channel), type = telling_value(row, Field::message_type);
  set_channel_and_type(kind, word_of(channel), word_of(type), channel.text, type.text);
  const Word row_class = word_of(telling_value(row, Field::row_class));
  kind.needs_number = row_class.text == "counted_with_number";
  if (row_class.text == "not_counted") exclude(kind, DiagCode::R_NOT_A_MESSAGE);
  if (row_class.text == "own_number") exclude(kind, DiagCode::R_OWN_NUMBER);
  if (kind.direction == Direction::inbound && !slots_->knows(Field::from_number))
    exclude(kind, DiagCode::R_INBOUND_UNKNOWN);
  return kind;
}

std::string_view RecordParts::region_hint(const RowView& row, bool inbound) {
  const FieldValue country = row.first(inbound ? Field::from_country : Field::country);
  if (!country) return {};
  return hints_.get(country.text, [&] {
    const std::string_view alpha2 = parse_country(country.text, PhoneKey{}).alpha2;
    return alpha2.empty() ? region_of_dialling_code(country.text) : alpha2;
  });
}

MessageRoute& RecordParts::route(const RowView& row, bool inbound, PhoneKey number) {
  key_.clear();
  key_.add(inbound ? "i" : "o");
  key_.add(number_region(number));
  const std::uint32_t code = number ? calling_code(number) : 0;
  const std::array<char, 2> code_bytes{static_cast<char>(code & 0xFF), static_cast<char>(code >> 8 & 0xFF)};
  key_.add({code_bytes.data(), code_bytes.size()});
  if (inbound) {
    for (const Field field : {Field::from_carrier, Field::from_country}) key_.add(row.first(field).text);
  } else {
    for (const Field field : {Field::carrier, Field::mccmnc, Field::mcc, Field::mnc, Field::country, Field::state})
      if (slots_->knows(field)) key_.add(row.first(field).text);
  }
  return routes_.get(key_.bytes(), [&] { return make_route(row, inbound, number); });
}

const Carrier& RecordParts::carrier(std::string_view name, std::string_view code, std::string_view country) {
  carrier_key_.clear();
  for (const std::string_view cell : {name, code, country}) carrier_key_.add(cell);
  return carriers_.get(carrier_key_.bytes(), [&] { return parse_carrier(name, code, country, own_carriers_); });
}

MessageRoute RecordParts::make_route(const RowView& row, bool inbound, PhoneKey number) {
  MessageRoute route;
  const std::string_view region = number_region(number);
  const FieldValue country_cell = row.first(inbound ? Field::from_country : Field::country);
  const Country country = country_cell ? parse_country(country_cell.text, number) : Country{};
  route.country = KeptName(std::string(country.alpha2));
  route.country_raw = std::string(country_cell.text);
  route.codes.add(country.codes);
  if (!country.alpha2.empty() && !region.empty() && country.alpha2 != region)
    route.codes.add(are_related_countries(country.alpha2, region) ? DiagCode::L_RELATED : DiagCode::L_CONFLICT);
  // Where column and number disagree the number decides which country's rules apply (docs/normalization.md 4.5).
  const std::string_view rules_of = region.empty() ? country.alpha2 : region;
  if (const FieldValue state_cell = inbound ? FieldValue{} : row.first(Field::state)) {
    const bool is_conflict = route.codes.has(DiagCode::L_CONFLICT);
    const Subdivision state = state_of(state_cell.text, country.alpha2, region, is_conflict);
    route.state = KeptName(state.code.empty() ? state_text(state_cell.text) : state.code);
    route.state_raw = std::string(state_cell.text);
    route.codes.add(state.codes);
  }
  const FieldValue carrier_cell = row.first(inbound ? Field::from_carrier : Field::carrier);
  const Carrier& found = carrier(carrier_cell.text, inbound ? std::string() : network_code(row), rules_of);
  route.carrier = KeptName(found.id);
  route.carrier_name = KeptName(found.name);
  route.carrier_raw = KeptName(std::string(carrier_cell.text));
  route.codes.add(found.codes);
  return route;
}

}  // namespace mfax
