// A JSON chunk and the places of its rows in, rows of cells out: simdjson's DOM a record (docs/normalization.md 7),
// cells by dotted path. normalize/ reads the cells next.
#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "read/json_cell.hpp"
#include "read/json_path.hpp"
#include "read/json_rows.hpp"
#include "read/line_ends.hpp"
#include "read/row_end.hpp"

namespace mfax {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;
using Place = std::optional<Element>;

/// Parsers kept from record to record. A string that holds JSON needs one of its own, valid as long as the record.
class ParserPool {
 public:
  void release_all() noexcept { used_ = 0; }
  /// `text` is followed by 64 readable bytes when `is_padded`.
  Place parse(std::string_view text, bool is_padded) {
    if (used_ == parsers_.size()) {
      parsers_.push_back(std::make_unique<simdjson::dom::parser>());
      if (parsers_.back()->allocate(4096, kMaxJsonDepth + 1) != simdjson::SUCCESS) throw std::bad_alloc();
    }
    Element value;
    const auto error = parsers_[used_]->parse(text.data(), text.size(), !is_padded).get(value);
    if (error == simdjson::MEMALLOC) throw std::bad_alloc();
    if (error != simdjson::SUCCESS) return std::nullopt;
    ++used_;
    return value;
  }

 private:
  std::vector<std::unique_ptr<simdjson::dom::parser>> parsers_;
  std::size_t used_ = 0;
};

/// The exact key first, else the first one that differs only in case.
Place find_member(const Object& object, std::string_view key) {
  Place folded;
  for (const auto field : object) {
    if (field.key == key) return field.value;
    if (!folded && equals_ignore_case(field.key, key)) folded = field.value;
  }
  return folded;
}

struct Slot {
  bool in_each = false;         ///< within the element of `each`, not the record
  std::size_t top = 0;          ///< index of the first key among the wanted top-level keys
  std::vector<JsonStep> steps;  ///< after the top-level key, when not in_each
};

struct TopKey {
  std::string name;
  Place value;
  bool is_exact = false;
};

}  // namespace

struct JsonScanner::State {
  State(const Chunk& from, const Dialect& dialect, const ColumnPlan& plan, const ReadOptions& read_options)
      : chunk(from),
        options(read_options),
        is_lines(dialect.container == Container::json_lines),
        each(parse_json_path(dialect.each)),
        embedded(parse_json_path(dialect.embedded_json)),
        cells(plan.slot_count),
        scratch(plan.slot_count) {
    for (std::size_t i = 0; i < plan.slot_count; ++i)
      slots.push_back(make_slot(i < plan.json_paths.size() ? plan.json_paths[i] : std::string()));
    for (std::size_t i = 0; i < top_keys.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) has_case_twins |= equals_ignore_case(top_keys[i].name, top_keys[j].name);
  }

  Slot make_slot(std::string_view path);
  std::size_t top_index(const std::string& name);
  std::optional<RawRow> next();
  void place_row(const Chunk::Span& span);
  RawRow read_record(const Chunk::Span& span, bool is_part);
  bool split_line(const Chunk::Span& span);
  DiagCode open_record(std::string_view text);
  void find_top_keys(const Object& record);
  int wanted_index(std::size_t nth, std::string_view key);
  void collect(const Element& from, std::span<const JsonStep> steps, std::vector<Place>& into);
  void collect_elements(const Element& record);
  void fill_record_cells();
  void fill_each_cells(const Place& element);
  Cell join(std::size_t slot);

  const Chunk& chunk;
  const ReadOptions& options;
  bool is_lines;
  std::vector<JsonStep> each, embedded;
  std::vector<Slot> slots;
  std::vector<TopKey> top_keys;
  bool has_case_twins = false;
  std::vector<Cell> cells;
  std::vector<std::string> scratch;  // a slot
  ParserPool parsers;

  std::size_t next_span = 0;
  std::vector<Chunk::Span> parts;  // of a line that holds several records
  std::size_t next_part = 0;
  std::vector<Place> elements;  // of `each`, in the open record
  std::size_t next_element = 0;
  std::vector<Place> places;
  RawRow row;
  CodeSet notes;

  /// What each member's key was in the last record and which top key it is: records mostly repeat their order.
  struct Learned {
    std::string key;
    int top = -1;
  };
  std::vector<Learned> learned;

  std::size_t counted_to = 0;
  std::uint32_t lines = 0, rows_on_line = 0;
};

std::size_t JsonScanner::State::top_index(const std::string& name) {
  for (std::size_t i = 0; i < top_keys.size(); ++i)
    if (top_keys[i].name == name) return i;
  top_keys.push_back({name, std::nullopt, false});
  return top_keys.size() - 1;
}

Slot JsonScanner::State::make_slot(std::string_view path) {
  Slot slot;
  slot.in_each = path == "@" || path.starts_with("@.") || path.starts_with("@[]") || path.starts_with("@!");
  slot.steps = parse_json_path(slot.in_each ? path.substr(1) : path);
  if (slot.in_each || slot.steps.empty() || slot.steps.front().kind != JsonStep::Kind::key) {
    slot.in_each = true;  // a path that names no key finds nothing outside of `each`
    return slot;
  }
  slot.top = top_index(slot.steps.front().key);
  slot.steps.erase(slot.steps.begin());
  return slot;
}

std::optional<RawRow> JsonScanner::State::next() {
  if (next_element < elements.size()) {
    fill_each_cells(elements[next_element++]);
    return row;
  }
  if (next_part < parts.size()) return read_record(parts[next_part++], true);
  if (next_span < chunk.spans().size()) return read_record(chunk.spans()[next_span++], false);
  const std::size_t size = chunk.bytes().size();
  const auto rest = static_cast<std::uint32_t>(count_line_ends(chunk.bytes(), counted_to, size));
  counted_to = size;
  lines += rest;
  if (rest > 0) rows_on_line = 0;
  return std::nullopt;
}

void JsonScanner::State::place_row(const Chunk::Span& span) {
  const auto since = static_cast<std::uint32_t>(count_line_ends(chunk.bytes(), counted_to, span.begin));
  counted_to = span.begin;
  lines += since;
  if (since > 0) rows_on_line = 0;
  row = RawRow{};
  row.pos.file = chunk.file();
  row.pos.chunk = chunk.index();
  row.pos.line_in_chunk = lines;
  row.pos.nth_on_line = rows_on_line++;
  row.pos.byte = chunk.byte_offset() + span.begin;
  row.raw = chunk.bytes().substr(span.begin, span.size);
}

/// Two documents joined without a line end: only a line that is no JSON value is asked, so clean files pay nothing.
bool JsonScanner::State::split_line(const Chunk::Span& span) {
  Dialect values;
  values.container = Container::json_values;
  std::vector<JsonRow> rows;
  JsonRowSplitter(values, options).scan(chunk.bytes().substr(span.begin, span.size), 0, true, rows);
  if (rows.size() < 2) return false;
  parts.clear();
  next_part = 0;
  for (const JsonRow& found : rows)
    parts.push_back({span.begin + static_cast<std::uint32_t>(found.begin), static_cast<std::uint32_t>(found.size), found.fault});
  return true;
}

RawRow JsonScanner::State::read_record(const Chunk::Span& span, bool is_part) {
  place_row(span);
  elements.clear();
  next_element = 0;
  notes = {};
  row.fault = span.fault != DiagCode::none ? span.fault : open_record(row.raw);
  if (row.fault == DiagCode::J_BAD_RECORD && is_lines && !is_part && split_line(span)) {
    --rows_on_line;  // the line as a whole was no row
    return read_record(parts[next_part++], true);
  }
  if (row.fault != DiagCode::none) {
    row.raw = shown_of_long_row(row.raw, options);
    elements.clear();
    return row;
  }
  fill_record_cells();
  row.notes = notes;
  row.cells = cells;
  fill_each_cells(elements.empty() ? Place() : elements.front());
  next_element = 1;
  return row;
}

DiagCode JsonScanner::State::open_record(std::string_view text) {
  parsers.release_all();
  Place record = parsers.parse(text, true);
  if (!record) return DiagCode::J_BAD_RECORD;
  if (!embedded.empty()) {
    places.clear();
    collect(*record, embedded, places);
    record = places.empty() ? Place() : places.front();
    if (record && record->is_string()) {
      const std::string_view inner = trim_ascii(record->get_string().value_unsafe());
      if (!inner.starts_with('{')) return DiagCode::J_NOT_A_ROW;
      record = parsers.parse(inner, false);
      if (!record) return DiagCode::J_BAD_RECORD;
    }
  }
  Object object;
  if (!record || record->get(object) != simdjson::SUCCESS) return DiagCode::J_NOT_A_ROW;
  find_top_keys(object);
  if (!each.empty()) collect_elements(*record);
  return DiagCode::none;
}

int JsonScanner::State::wanted_index(std::size_t nth, std::string_view key) {
  if (nth < learned.size() && learned[nth].key == key) return learned[nth].top;
  int index = -1;
  for (std::size_t i = 0; i < top_keys.size(); ++i) {
    if (top_keys[i].name == key) {
      index = static_cast<int>(i);
      break;
    }
    if (index < 0 && equals_ignore_case(top_keys[i].name, key)) index = static_cast<int>(i);
  }
  constexpr std::size_t kLearnedKeys = 256;
  if (nth == learned.size() && nth < kLearnedKeys) learned.emplace_back();
  if (nth < learned.size()) learned[nth] = {std::string(key), index};
  return index;
}

void JsonScanner::State::find_top_keys(const Object& record) {
  for (TopKey& top : top_keys) top.value.reset();
  std::size_t nth = 0;
  for (const auto field : record) {
    const int index = wanted_index(nth++, field.key);
    if (index < 0) continue;
    TopKey& top = top_keys[static_cast<std::size_t>(index)];
    const bool is_exact = field.key == top.name;
    if (top.value && top.is_exact == is_exact) notes.add(DiagCode::J_DUPLICATE_KEY);  // the first wins
    if (top.value && (top.is_exact || !is_exact)) continue;
    top.value = field.value;
    top.is_exact = is_exact;
  }
  if (!has_case_twins) return;
  for (TopKey& top : top_keys)
    if (!top.value) top.value = find_member(record, top.name);
}

/// One place for every value the path leads to; an empty place where a member is missing.
void JsonScanner::State::collect(const Element& from, std::span<const JsonStep> steps, std::vector<Place>& into) {
  if (steps.empty()) {
    into.push_back(from);
    return;
  }
  const std::span<const JsonStep> rest = steps.subspan(1);
  Place next;
  if (steps.front().kind == JsonStep::Kind::each) {
    simdjson::dom::array array;
    if (from.get(array) != simdjson::SUCCESS)
      return from.is_null() ? into.emplace_back(), void() : collect(from, rest, into);
    const std::size_t before = into.size();
    for (const Element element : array) collect(element, rest, into);
    if (into.size() == before) into.emplace_back();
    return;
  }
  Object object;
  const bool is_object = from.get(object) == simdjson::SUCCESS;
  if (steps.front().kind == JsonStep::Kind::key) {
    if (is_object) next = find_member(object, steps.front().key);
  } else if (from.is_string()) {
    next = parsers.parse(from.get_string().value_unsafe(), false);
  } else if (is_object) {
    next = from;
  }
  if (next)
    collect(*next, rest, into);
  else
    into.emplace_back();
}

void JsonScanner::State::collect_elements(const Element& record) {
  places.clear();
  collect(record, each, places);
  for (const Place& place : places) {
    simdjson::dom::array array;
    if (!place || place->is_null()) continue;
    if (place->get(array) != simdjson::SUCCESS)
      elements.push_back(place);
    else
      for (const Element element : array) elements.emplace_back(element);
  }
}

/// The places as one cell: a single value as it is, several joined, none at all absent.
Cell JsonScanner::State::join(std::size_t slot) {
  std::string& text = scratch[slot];
  if (places.size() == 1) return places.front() ? to_cell(*places.front(), text) : Cell{};
  std::string joined, number;
  CellKind kind = CellKind::absent;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) joined.push_back(kValueSeparator);
    const Cell cell = places[i] ? to_cell(*places[i], number) : Cell{};
    joined.append(cell.text);
    if (cell.kind == CellKind::absent) continue;
    kind = kind == CellKind::absent || kind == cell.kind ? cell.kind : CellKind::text;
  }
  if (kind == CellKind::absent) return {};
  text = std::move(joined);
  return {text, kind};
}

void JsonScanner::State::fill_record_cells() {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].in_each) continue;
    const Place& top = top_keys[slots[i].top].value;
    if (top && slots[i].steps.empty()) {
      cells[i] = to_cell(*top, scratch[i]);
      continue;
    }
    places.clear();
    if (top) collect(*top, slots[i].steps, places);
    cells[i] = places.empty() ? Cell{} : join(i);
  }
}

void JsonScanner::State::fill_each_cells(const Place& element) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].in_each) continue;
    places.clear();
    if (element) collect(*element, slots[i].steps, places);
    cells[i] = places.empty() ? Cell{} : join(i);
  }
}

JsonScanner::JsonScanner(const Chunk& chunk, const Dialect& dialect, const ColumnPlan& plan, const ReadOptions& options)
    : state_(std::make_unique<State>(chunk, dialect, plan, options)) {}
JsonScanner::~JsonScanner() = default;
std::optional<RawRow> JsonScanner::next() { return state_->next(); }
std::uint32_t JsonScanner::lines() const noexcept { return state_->lines; }
std::uint32_t JsonScanner::rows_on_last_line() const noexcept { return state_->rows_on_line; }

}  // namespace mfax
