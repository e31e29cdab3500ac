// In: one RawRow and the plan of its file. Out: its MessageRecords, at least one, free of views into the row.
// Number, time, then the parts that repeat (record_parts.hpp); product.md 6 gives the meaning of every field.
// Next: match/.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/flattened_lists.hpp"
#include "normalize/record_identity.hpp"
#include "normalize/record_parts.hpp"
#include "normalize/record_words.hpp"
#include "normalize/row_view.hpp"
#include "normalize/row_zone.hpp"
#include "normalize/time_text.hpp"

namespace mfax {
namespace {

/// The file's decision, with what the slot's own rule declares; an option is never overridden.
TimeDecision decision_of(const TimeDecision& of_file, const ColumnRule& rule) {
  TimeDecision decision = of_file;
  if (!rule.zone.empty() && decision.zone != rule.zone) {
    decision.zone = rule.zone;
    decision.zone_by = DecidedBy::format;
    decision.american_abbreviations = false;
  }
  if (rule.date_order != DateOrder::automatic && decision.order_by != DecidedBy::option) {
    decision.order = rule.date_order;
    decision.order_by = DecidedBy::format;
  }
  if (rule.epoch_unit != EpochUnit::automatic) {
    decision.unit = rule.epoch_unit;
    decision.unit_by = DecidedBy::format;
  }
  return decision;
}

/// Nothing there that could be a number, not even a masked or a damaged one.
bool is_no_number(const ParsedNumber& number) {
  return number.status == NumberStatus::null || number.status == NumberStatus::not_phone;
}

/// Epoch numbers and texts with an offset say when they were; a zone beside them is somebody's, but not theirs.
bool has_own_zone(std::string_view text) {
  std::string buffer;
  const time_text::TimeText time = time_text::read(time_text::cleaned(text, buffer));
  return time.shape != time_text::Shape::civil || time.offset != time_text::Offset::none;
}

}  // namespace

struct RecordNormalizer::Inner {
  Inner(const TablePlan& the_plan, const NormalizeOptions& the_options)
      : plan(&the_plan), options(the_options), slots(the_plan), flattened(the_plan, slots), parts(slots, options.carrier_aliases.get()) {
    for (const std::uint32_t slot : slots.of(Field::sent_at)) add_time_parser(*plan->slots[slot].rule);
    if (const ColumnRule* constant = slots.constant(Field::sent_at); constant != nullptr && times.empty())
      add_time_parser(*constant);
    if (times.empty()) times.emplace_back(plan->time, options.now);  // a time-of-day column alone
    has_row_zones = reads_row_zones(*plan);
  }
  Inner(const Inner&) = delete;
  Inner& operator=(const Inner&) = delete;

  void add_time_parser(const ColumnRule& rule) { times.emplace_back(decision_of(plan->time, rule), options.now); }

  void normalize(const RawRow&, StringTable&, std::vector<MessageRecord>& out);
  void normalize_elements(const RawRow&, const FieldValue& number, StringTable&, std::vector<MessageRecord>& out);
  void normalize_members(const RawRow&, StringTable&, std::vector<MessageRecord>& out);
  void normalize_one(const RowView&, const RawRow&, StringTable&, std::vector<MessageRecord>& out);
  FieldValue number_cell(const RowView&, bool inbound) const;
  void parse_numbers(const RowView&, bool inbound, std::string_view hint);
  void parse_every_column(const RowView&, const NumberContext&);
  ParsedTime time_of(const RowView&);
  ParsedTime parse_time(std::size_t parser, std::string_view date, const FieldValue& clock, std::string_view zone);
  void set_identity(const MessageKind&, const MessageRoute&, MessageRecord&);
  void read_message_id(const RowView&);

  const TablePlan* plan;
  NormalizeOptions options;
  FieldSlots slots;
  FlattenedLists flattened;
  RecordParts parts;
  NumberParser numbers;
  std::vector<TimeParser> times;  ///< one per sent_at slot
  std::vector<ParsedNumber> parsed, parsed_column;
  std::string zoned;  ///< a time with the zone of its row
  bool has_row_zones = false;
  std::vector<Cell> element;  ///< cells of one member of parallel arrays
  std::string_view message_id;  ///< in the row's cell, or in joined_id
  std::string joined_id;
  bool has_message_id = false;
  Fault fault;
};

void RecordNormalizer::Inner::normalize(const RawRow& row, StringTable& table, std::vector<MessageRecord>& out) {
  if (row.fault != DiagCode::none) {
    MessageRecord record;
    record.pos = row.pos;
    record.codes = row.notes;
    record.codes.add(row.fault);
    fault = {Field::none, row.raw};
    out.push_back(record);
    return;
  }
  const RowView view(slots, row.cells, row.may_hold_lists);
  const FieldValue to = row.may_hold_lists ? view.first_raw(Field::to_number) : FieldValue{};
  if (is_array(to.text))
    normalize_elements(row, to, table, out);
  else if (flattened.member_count() > 1 && parts.kind(view).direction != Direction::inbound)
    normalize_members(row, table, out);
  else
    normalize_one(view, row, table, out);
}

/// "to[].number" beside "to[].carrier": every member is a message of its own, with the parallel members of the other
/// cells.
void RecordNormalizer::Inner::normalize_elements(const RawRow& row, const FieldValue& number, StringTable& table,
                                                 std::vector<MessageRecord>& out) {
  const auto members = array_parts(number.text);
  // Okta's targets are the user and the phone: an e-mail address beside a number is no recipient of a message.
  const bool has_other = std::any_of(members.begin(), members.end(), [](std::string_view member) {
    return !record_words::is_null(member) && !record_words::is_mail_address(member);
  });
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (record_words::is_null(members[i]) && (i + 1 < members.size() || !out.empty())) continue;
    if (has_other && record_words::is_mail_address(members[i])) continue;
    element.assign(row.cells.begin(), row.cells.end());
    for (Cell& cell : element) {
      if (!is_array(cell.text)) continue;
      const auto cells = array_parts(cell.text);
      if (cells.size() == members.size()) cell.text = cells[i];
    }
    normalize_one(RowView(slots, element), row, table, out);
  }
  if (out.size() < 2) return;
  for (MessageRecord& record : out) record.codes.add(DiagCode::P_MULTI);
}

/// "to.0.phone_number" beside "to.0.carrier": the same, where a table was made of the lists.
void RecordNormalizer::Inner::normalize_members(const RawRow& row, StringTable& table, std::vector<MessageRecord>& out) {
  for (std::size_t member = 0; member < flattened.member_count(); ++member) {
    element.assign(row.cells.begin(), row.cells.end());
    for (std::size_t slot = 0; slot < element.size(); ++slot)
      if (flattened.is_of_another(slot, member)) element[slot] = Cell{};
    const RowView view(slots, element);
    const bool is_last = member + 1 == flattened.member_count();
    if (record_words::is_null(view.first_raw(Field::to_number).text) && (!is_last || !out.empty())) continue;
    normalize_one(view, row, table, out);
  }
  if (out.size() < 2) return;
  for (MessageRecord& record : out) record.codes.add(DiagCode::P_MULTI);
}

FieldValue RecordNormalizer::Inner::number_cell(const RowView& row, bool inbound) const {
  if (inbound) return row.first_raw(Field::from_number);
  return row.first_raw(Field::to_number);
}

void RecordNormalizer::Inner::parse_numbers(const RowView& row, bool inbound, std::string_view hint) {
  const FieldValue cell = number_cell(row, inbound);
  NumberContext context;
  context.region = hint.empty() ? std::string_view(options.default_region) : hint;
  context.form = plan->number.form;
  context.is_recipient = !inbound;
  if (!inbound && cell.rule != nullptr && cell.rule->join)
    parse_every_column(row, context);
  else
    numbers.parse_all(Cell{cell.text, cell.kind}, context, parsed);
  if (parsed.empty()) parsed.emplace_back();
  fault = {inbound ? Field::from_number : Field::to_number, cell.text};
}

/// Columns that are all recipients: a record for each number, once where they repeat it. What a filled cell holds is a record
/// too when it gives no key, so that it is counted; blanks beside a number are nothing.
void RecordNormalizer::Inner::parse_every_column(const RowView& row, const NumberContext& context) {
  parsed.clear();
  for (const std::uint32_t slot : slots.of(Field::to_number)) {
    const Cell cell = row.cell(slot);
    if (cell.kind == CellKind::absent || record_words::is_null(cell.text)) continue;
    numbers.parse_all(cell, context, parsed_column);
    for (const ParsedNumber& number : parsed_column) {
      const bool is_known = number.key && std::any_of(parsed.begin(), parsed.end(), [&](const ParsedNumber& other) {
                              return other.key == number.key;
                            });
      if (!is_known) parsed.push_back(number);
    }
  }
  if (parsed.size() < 2) return;
  for (ParsedNumber& number : parsed) number.codes.add(DiagCode::P_MULTI);
}

void RecordNormalizer::Inner::normalize_one(const RowView& view, const RawRow& row, StringTable& table,
                                            std::vector<MessageRecord>& out) {
  RowParts& row_parts = parts.of(view);
  MessageKind& kind = row_parts.kind;
  const bool inbound = kind.direction == Direction::inbound;
  parse_numbers(view, inbound, row_parts.hint);
  const ParsedTime time = time_of(view);
  read_message_id(view);
  for (const ParsedNumber& number : parsed) {
    MessageRoute& route = parts.route(row_parts, view, number.key);
    MessageRecord& record = out.emplace_back();
    record.number = number.key;
    record.number_status = number.status;
    record.number_trims = number.trims;
    record.confidence = number.confidence;
    record.direction = kind.direction;
    record.channel = kind.channel;
    record.counts = kind.counts;
    const bool is_software = kind.channel == Channel::voice && record_words::is_line_address(fault.cell);
    if (is_no_number(number) && (kind.needs_number || is_software)) {
      record.counts = false;
      record.codes.add(DiagCode::R_NOT_PHONE_CHANNEL);
    }
    record.has_time = time.has_instant;
    record.sent_at = time.at;
    record.message_type = kind.type.in(table);
    record.extension = number.extension.empty() ? NameId{} : table.intern(number.extension);
    record.carrier = route.carrier.in(table);
    record.carrier_name = route.carrier_name.in(table);
    record.country = route.country.in(table);
    record.state = route.state.in(table);
    record.pos = row.pos;
    for (const CodeSet* const codes : std::array<const CodeSet*, 5>{&row.notes, &kind.codes, &number.codes, &time.codes, &route.codes})
      record.codes.add(*codes);
    if (options.keep_texts) {
      record.carrier_raw = route.carrier_raw.in(table);
      if (has_message_id) record.message_id = table.intern(message_id);
    }
    set_identity(kind, route, record);
  }
}

ParsedTime RecordNormalizer::Inner::parse_time(std::size_t parser, std::string_view date, const FieldValue& clock,
                                               std::string_view zone) {
  if (zone.empty()) return clock ? times[parser].parse(date, clock.text) : times[parser].parse(date);
  if (!clock) return times[parser].parse(zoned.assign(date).append(" ").append(zone));
  return times[parser].parse(date, zoned.assign(clock.text).append(" ").append(zone));
}

/// Columns in order; the first that gives an instant. Without any the first that said something names the fault.
ParsedTime RecordNormalizer::Inner::time_of(const RowView& row) {
  ParsedTime failed;
  bool has_failed = false;
  const FieldValue clock = row.first(Field::sent_time);
  const std::string_view row_zone = has_row_zones ? row.first(Field::timezone).text : std::string_view();
  const auto columns = slots.of(Field::sent_at);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::string_view text = row.cell(columns[i]).text;
    if (row.may_hold_lists() && is_array(text)) {  // "attempt_details[].time" beside one number: its first attempt
      for (const std::string_view member : array_parts(text)) {
        text = member;
        if (!record_words::is_null(member)) break;
      }
    }
    if (record_words::is_null(text)) continue;
    text = trim_ascii(text);
    const bool wants_zone = !row_zone.empty() && !has_own_zone(text);
    ParsedTime time = parse_time(i, text, clock, wants_zone ? row_zone : std::string_view());
    if (time.has_instant) return time;
    if (!has_failed) failed = time;
    has_failed = true;
  }
  if (!has_failed) {
    if (const ColumnRule* constant = slots.constant(Field::sent_at)) return parse_time(0, constant->constant, clock, {});
    if (clock && columns.empty()) return times[0].parse(clock.text);  // the format put the whole time there
    failed.codes.add(DiagCode::T_MISSING);
  }
  failed.at = {};
  return failed;
}

void RecordNormalizer::Inner::read_message_id(const RowView& row) {
  message_id = {};
  has_message_id = false;
  const FieldValue first = row.first(Field::message_id);
  if (!first) return;
  has_message_id = true;
  message_id = first.text;
  if (first.rule == nullptr || !first.rule->join) return;
  joined_id.clear();
  for (const std::uint32_t slot : slots.of(Field::message_id)) {
    const std::string_view part = trim_ascii(row.cell(slot).text);
    if (slots.slot(slot).rule != first.rule || part.empty()) continue;
    if (!joined_id.empty()) joined_id += '/';
    joined_id += part;
  }
  message_id = joined_id;
}

void RecordNormalizer::Inner::set_identity(const MessageKind& kind, const MessageRoute& route, MessageRecord& record) {
  if (!record.number) return;
  record.has_id = has_message_id;
  if (!has_message_id && !(options.identify_without_id && record.has_time)) return;
  Identity identity;
  identity.add(record.number.digits);
  const bool id_alone = has_message_id && plan->format != nullptr && plan->format->id_alone_identifies;
  if (!id_alone)
    identity.add(record.has_time ? static_cast<std::uint64_t>(record.sent_at.time_since_epoch().count()) : 0);
  identity.add(static_cast<std::uint64_t>(record.channel));
  identity.add(kind.type.text());
  if (has_message_id) {
    identity.add(message_id);
  } else {
    identity.add(route.carrier_raw.text());
    identity.add(route.country_raw);
    identity.add(route.state_raw);
  }
  record.identity = identity.finish();
}

RecordNormalizer::RecordNormalizer(const TablePlan& plan, const NormalizeOptions& options)
    : inner_(std::make_unique<Inner>(plan, options)) {}
RecordNormalizer::~RecordNormalizer() = default;
RecordNormalizer::RecordNormalizer(RecordNormalizer&&) noexcept = default;
RecordNormalizer& RecordNormalizer::operator=(RecordNormalizer&&) noexcept = default;

void RecordNormalizer::to_records(const RawRow& row, StringTable& table, std::vector<MessageRecord>& out) {
  out.clear();
  inner_->fault = {};
  inner_->normalize(row, table, out);
}

RecordNormalizer::Fault RecordNormalizer::last_fault() const noexcept { return inner_->fault; }

}  // namespace mfax
