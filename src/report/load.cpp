// Saved report.json -> Report. In: the text of the file and its name. Out: the value that was written, or a FatalError
// with the place of the first thing that is wrong. Called by `mfax report` and `mfax explain`; the writer is src/render/json.cpp.
#include <fmt/format.h>
#include <simdjson.h>

#include <concepts>
#include <cstdint>
#include <limits>

#include "mfax/error.hpp"
#include "mfax/report_fields.hpp"
#include "report/json_place.hpp"

namespace mfax {
namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kHint = "give the report.json that `mfax analyze -o` wrote";

std::string_view type_name(dom::element_type type) noexcept {
  switch (type) {
    case dom::element_type::ARRAY: return "an array";
    case dom::element_type::OBJECT: return "an object";
    case dom::element_type::INT64:
    case dom::element_type::UINT64: return "an integer";
    case dom::element_type::DOUBLE: return "a number with a fraction";
    case dom::element_type::STRING: return "a string";
    case dom::element_type::BOOL: return "a boolean";
    case dom::element_type::NULL_VALUE: return "null";
  }
  return "something else";
}

/// Where the reader is: a chain on the stack, so that only an error pays for the text "people[3].numbers[0].use".
struct Place {
  const Place* parent = nullptr;
  std::string_view key;  ///< of a member
  std::size_t index = 0; ///< of an element, when key is empty
};

std::string to_text(const Place& place) {
  if (place.parent == nullptr) return {};
  std::string text = to_text(*place.parent);
  if (place.key.empty()) return text + fmt::format("[{}]", place.index);
  if (!text.empty()) text += '.';
  return text.append(place.key);
}

[[noreturn]] void fail(std::string_view origin, const Place& place, std::string_view reason) {
  throw FatalError(ExitCode::bad_input, fmt::format("{}: {}: {}", origin, to_text(place), reason), std::string(kHint));
}

/// The reading visitor of report_fields.hpp over one object.
class FieldReader {
 public:
  FieldReader(dom::object object, std::string_view origin, const Place& place)
      : object_(object), origin_(origin), place_(place) {}

  template <class T>
  void operator()(std::string_view name, T& value) {
    const Place place = place_of(name);
    read(member(name, place), value, place);
  }

  void time(std::string_view name, std::string& value) {
    const Place place = place_of(name);
    const dom::element element = member(name, place);
    if (element.is_null())
      value.clear();
    else
      read(element, value, place);
  }

  void counts(std::string_view name, std::vector<Tally>& tallies) {
    const Place place = place_of(name);
    for (const dom::key_value_pair pair : object(member(name, place), place)) {
      Tally tally;
      tally.name = pair.key;
      read(pair.value, tally.count, Place{&place, "(count)", 0});
      tallies.push_back(std::move(tally));
    }
  }

  void names(std::string_view name, std::vector<Tally>& tallies) {
    const Place place = place_of(name);
    std::vector<std::string> names;
    read(member(name, place), names, place);
    for (std::string& text : names) tallies.push_back(Tally{std::move(text), 0});
  }

  template <class Fn>
  void group(std::string_view name, Fn&& fn) {
    const Place place = place_of(name);
    fn(FieldReader(object(member(name, place), place), origin_, place));
  }

 private:
  Place place_of(std::string_view name) const noexcept { return Place{&place_, name, 0}; }

  dom::element member(std::string_view name, const Place& place) const {
    dom::element element;
    if (object_.at_key(name).get(element) != simdjson::SUCCESS) fail(origin_, place, "is missing");
    return element;
  }

  [[noreturn]] void fail_type(dom::element element, const Place& place, std::string_view expected) const {
    fail(origin_, place, fmt::format("expected {}, found {}", expected, type_name(element.type())));
  }

  dom::object object(dom::element element, const Place& place) const {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) fail_type(element, place, "an object");
    return object;
  }

  void read(dom::element element, std::string& value, const Place& place) const {
    std::string_view text;
    if (element.get(text) != simdjson::SUCCESS) fail_type(element, place, "a string");
    value = text;
  }

  void read(dom::element element, bool& value, const Place& place) const {
    if (element.get(value) != simdjson::SUCCESS) fail_type(element, place, "a boolean");
  }

  void read(dom::element element, std::uint64_t& value, const Place& place) const {
    if (element.get(value) != simdjson::SUCCESS) fail_type(element, place, "an integer from 0");
  }

  void read(dom::element element, std::int64_t& value, const Place& place) const {
    if (element.get(value) != simdjson::SUCCESS) fail_type(element, place, "an integer");
  }

  void read(dom::element element, int& value, const Place& place) const {
    std::int64_t wide = 0;
    read(element, wide, place);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
      fail(origin_, place, "the integer is out of range");
    value = static_cast<int>(wide);
  }

  template <class T>
  void read(dom::element element, std::vector<T>& values, const Place& place) const {
    dom::array array;
    if (element.get(array) != simdjson::SUCCESS) fail_type(element, place, "an array");
    values.clear();
    for (const dom::element item : array) {
      values.emplace_back();
      read(item, values.back(), Place{&place, {}, values.size() - 1});
    }
  }

  template <class T>
  void read(dom::element element, Entries<T>& values, const Place& place) const {
    read(element, values.held(), place);
  }

  template <class T>
  void read(dom::element element, T& value, const Place& place) const {
    visit_fields(value, FieldReader(object(element, place), origin_, place));
  }

  dom::object object_;
  std::string_view origin_;
  const Place& place_;
};

std::string_view text_of(dom::object object, std::string_view key) noexcept {
  std::string_view text;
  if (object.at_key(key).get(text) != simdjson::SUCCESS) return {};
  return text;
}

/// Says what the file is instead, before any field is looked at.
void require_report(dom::object object, std::string_view origin) {
  const Report defaults;
  const std::string_view type = text_of(object, "document_type");
  if (type.empty())
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: this JSON object has no \"document_type\"; it is no report of mfax", origin),
                     std::string(kHint));
  if (type != defaults.document_type)
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: \"document_type\" is \"{}\"; only \"{}\" can be read", origin, type.substr(0, 60),
                                 defaults.document_type),
                     std::string(kHint));
  const std::string_view version = text_of(object, "schema_version");
  const std::string_view own = defaults.schema_version;
  const auto major = [](std::string_view text) { return text.substr(0, text.find('.')); };
  if (major(version) != major(own))
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: \"schema_version\" is \"{}\"; this mfax reads {}.x", origin, version.substr(0, 60),
                                 major(own)),
                     "use the mfax that wrote the report (tool.version in the file), or run analyze again");
}

/// A report whose sums were changed after it was written must not be shown as one that vouches for itself.
void require_balance(const Accounting& sums, std::string_view origin) {
  const auto& [rows, numbers, messages, people] = sums;
  const auto require = [&](bool is_balanced, std::string_view what) {
    if (is_balanced) return;
    throw FatalError(ExitCode::bad_input, fmt::format("{}: accounting.{}: the buckets do not add up", origin, what),
                     "the file was changed after mfax wrote it (mfax verify DIR); run analyze again");
  };
  require(rows.read == rows.blank + rows.rejected + rows.duplicate + rows.out_of_window + rows.not_counted + rows.in_scope, "rows");
  require(numbers.distinct == numbers.matched + numbers.ambiguous + numbers.unmatched + numbers.ignored, "numbers");
  require(messages.in_scope == messages.attributed + messages.ambiguous + messages.unmatched + messages.ignored, "messages");
  require(rows.in_scope == messages.in_scope, "messages");
  require(people.directory_total == people.certain + people.possible_additional + people.not_exposed, "people");
}

}  // namespace

Report load_report(std::string_view json, std::string_view origin) {
  const simdjson::padded_string text(json);
  dom::parser parser;
  dom::element root;
  if (const simdjson::error_code error = parser.parse(text).get(root); error != simdjson::SUCCESS)
    throw FatalError(ExitCode::bad_input, json_error_text(text, error, origin), std::string(kHint));
  dom::object object;
  if (root.get(object) != simdjson::SUCCESS)
    throw FatalError(ExitCode::bad_input,
                     fmt::format("{}: the document is {}, not an object", origin, type_name(root.type())),
                     std::string(kHint));
  require_report(object, origin);
  Report report;
  const Place top;
  visit_fields(report, FieldReader(object, origin, top));
  require_balance(report.accounting, origin);
  return report;
}

}  // namespace mfax
