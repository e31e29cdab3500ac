// In: the tree of a format file. Out: a FormatSpec, or the first thing that is unknown, missing or contradictory.
// Next: registry.cpp collects the specs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/text.hpp"
#include "formats/names.hpp"
#include "formats/spec_tree.hpp"

namespace mfax {
namespace {

using Kind = SpecNode::Kind;
using Names = std::vector<std::string>;

template <class Enum>
std::string choices_of(std::initializer_list<Enum> values) {
  std::string out;
  for (const Enum value : values) out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", to_text(value));
  return out;
}

/// Typed access to one object: every key must be asked for before finish(), which complains about the others.
class ObjectReader {
 public:
  ObjectReader(const SpecNode& node, const SpecSource& source, std::string what)
      : node_(node), source_(source), what_(std::move(what)) {
    if (node.kind != Kind::object) source.fail(node.offset, what_ + " must be an object");
  }
  const SpecNode* find(const std::string& key) {
    known_.push_back(key);
    for (const SpecMember& member : node_.members)
      if (member.key == key) return &member.value;
    return nullptr;
  }
  const SpecNode& need(const std::string& key) {
    if (const SpecNode* node = find(key)) return *node;
    source_.fail(node_.offset, fmt::format("{} lacks the key \"{}\"", what_, key));
  }
  static std::string as_text(const SpecNode& node, const SpecSource& source, const std::string& what) {
    if (node.kind != Kind::text) source.fail(node.offset, what + " must be a text");
    return node.text;
  }
  std::string text(const std::string& key) {
    const SpecNode* node = find(key);
    return node ? as_text(*node, source_, quoted(key)) : std::string();
  }
  std::string needed_text(const std::string& key) {
    const SpecNode& node = need(key);
    if (node.kind == Kind::text && node.text.empty()) source_.fail(node.offset, quoted(key) + " must not be empty");
    return as_text(node, source_, quoted(key));
  }
  bool flag(const std::string& key) {
    const SpecNode* node = find(key);
    if (!node) return false;
    if (node->kind != Kind::boolean) source_.fail(node->offset, quoted(key) + " must be true or false");
    return node->flag;
  }
  static Names as_names(const SpecNode& node, const SpecSource& source, const std::string& what) {
    if (node.kind != Kind::list) source.fail(node.offset, what + " must be a list of texts");
    Names out;
    for (const SpecMember& item : node.members) out.push_back(as_text(item.value, source, "a member of " + what));
    return out;
  }
  Names names(const std::string& key) {
    const SpecNode* node = find(key);
    return node ? as_names(*node, source_, quoted(key)) : Names();
  }
  template <class Enum>
  Enum choice(const std::string& key, std::initializer_list<Enum> allowed, Enum absent) {
    const SpecNode* node = find(key);
    if (!node) return absent;
    const std::string word = as_text(*node, source_, quoted(key));
    for (const Enum value : allowed)
      if (to_text(value) == word) return value;
    source_.fail(node->offset, fmt::format("{} must be one of {}, not \"{}\"", quoted(key), choices_of(allowed), word));
  }
  void finish() const {
    for (const SpecMember& member : node_.members) {
      if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
      const Names near = nearest_names(member.key, known_);
      const std::string guess = near.empty() ? "" : fmt::format(" (did you mean \"{}\"?)", near.front());
      source_.fail(member.key_offset, fmt::format("unknown key \"{}\" in {}{}", member.key, what_, guess));
    }
  }
  static std::string quoted(const std::string& key) { return '"' + key + '"'; }

 private:
  const SpecNode& node_;
  const SpecSource& source_;
  std::string what_;
  Names known_;
};

bool is_time_field(Field field) {
  return field == Field::sent_at || field == Field::sent_time || field == Field::last_login_at ||
         field == Field::created_at;
}
bool is_phone_field(Field field) { return field == Field::phone || field == Field::factor_phone; }

/// What a mapped value or a constant of the field may be; true for fields with free text.
bool is_allowed_value(Field field, const std::string& value) {
  switch (field) {
    case Field::channel:
      return parse_enum<Channel>(value).has_value();
    case Field::direction:
      return parse_enum<Direction>(value).has_value();
    case Field::status:
      return parse_enum<AccountStatus>(value).has_value();
    case Field::row_class:
      return value == "counted" || value == "not_counted" || value == "own_number" || value == "counted_with_number" || value == "membership";
    case Field::enabled:
    case Field::locked:
    case Field::privileged:
      return value == "true" || value == "false";
    case Field::phone:
      return value == "ignore" || parse_enum<NumberKind>(value).has_value();
    default:
      return true;
  }
}

class SpecReader {
 public:
  SpecReader(const SpecNode& root, const SpecSource& source) : root_(root), source_(source) {}

  FormatSpec read() {
    ObjectReader top(root_, source_, "the format");
    spec_.id = top.needed_text("id");
    check_id(top.need("id"));
    top.need("kind");
    spec_.kind = top.choice("kind", {FormatKind::log, FormatKind::directory}, FormatKind::log);
    spec_.product = top.text("product");
    spec_.title = top.needed_text("title");
    spec_.origin = top.needed_text("origin");
    spec_.note = top.text("note");
    read_container(top);
    spec_.is_generic = top.flag("is_generic");
    spec_.number_form = top.choice(
        "number_form", {NumberForm::plus, NumberForm::international, NumberForm::national, NumberForm::undecided},
        NumberForm::automatic);
    spec_.id_alone_identifies = top.flag("id_alone_identifies");
    spec_.other_numbers = top.names("other_numbers");
    check_other_numbers(top);
    if (const SpecNode* detect = top.find("detect")) read_detect(*detect);
    read_columns(top.need("columns"));
    if (const SpecNode* samples = top.find("samples")) read_samples(*samples);
    top.finish();
    check_whole(top.need("columns"));
    return std::move(spec_);
  }

 private:
  void check_id(const SpecNode& node) const {
    const bool is_good = std::all_of(spec_.id.begin(), spec_.id.end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-'; });
    if (!is_good) source_.fail(node.offset, "\"id\" may hold a-z, 0-9 and '-' only");
  }

  void read_container(ObjectReader& top) {
    const SpecNode& node = top.need("container");
    const std::string word = top.text("container");
    if (word != "csv" && word != "json") source_.fail(node.offset, "\"container\" must be one of \"csv\", \"json\"");
    spec_.container = word == "csv" ? Container::csv : Container::json_values;
    for (const char* key : {"rows", "each", "embedded_json"})
      if (const SpecNode* found = top.find(key); found && word == "csv")
        source_.fail(found->offset, fmt::format("\"{}\" is for \"container\": \"json\" only", key));
    spec_.rows = top.names("rows");
    spec_.each = top.text("each");
    spec_.embedded_json = top.text("embedded_json");
  }

  void check_other_numbers(ObjectReader& top) const {
    const SpecNode* node = top.find("other_numbers");
    if (node && spec_.kind != FormatKind::log) source_.fail(node->offset, "\"other_numbers\" is for \"kind\": \"log\" only");
    for (const std::string& name : spec_.other_numbers)
      if (fold_pattern(name, spec_.container != Container::csv).empty())
        source_.fail(node->offset, fmt::format("\"{}\" is no name", name));
  }

  void read_detect(const SpecNode& node) {
    ObjectReader detect(node, source_, "\"detect\"");
    spec_.detect.all = detect.names("all");
    spec_.detect.none = detect.names("none");
    if (const SpecNode* any = detect.find("any")) {
      if (any->kind != Kind::list) source_.fail(any->offset, "\"any\" must be a list of lists of texts");
      for (const SpecMember& group : any->members) {
        spec_.detect.any.push_back(ObjectReader::as_names(group.value, source_, "a member of \"any\""));
        if (spec_.detect.any.back().empty()) source_.fail(group.value.offset, "an empty list can never be met");
      }
    }
    if (const SpecNode* prefix = detect.find("prefix")) read_prefix(*prefix);
    detect.finish();
  }

  void read_prefix(const SpecNode& node) {
    if (node.kind != Kind::object) source_.fail(node.offset, "\"prefix\" must be an object");
    for (const SpecMember& member : node.members) {
      if (member.value.kind == Kind::text) {
        spec_.detect.prefix.emplace_back(member.key, member.value.text);
        continue;
      }
      for (std::string& text : ObjectReader::as_names(member.value, source_, ObjectReader::quoted(member.key)))
        spec_.detect.prefix.emplace_back(member.key, std::move(text));
    }
  }

  void read_columns(const SpecNode& node) {
    if (node.kind != Kind::object) source_.fail(node.offset, "\"columns\" must be an object");
    for (const SpecMember& member : node.members) {
      const std::optional<Field> field = parse_field(member.key);
      const bool is_usable =
          field && *field != Field::none &&
          (spec_.kind == FormatKind::log ? field_info(*field).in_logs : field_info(*field).in_directories);
      if (!is_usable)
        source_.fail(member.key_offset, fmt::format("\"{}\" is no field of a {}", member.key, to_text(spec_.kind)));
      if (member.value.kind == Kind::list) {
        for (const SpecMember& rule : member.value.members) read_rule(*field, rule.value);
      } else {
        read_rule(*field, member.value);
      }
    }
  }

  void read_rule(Field field, const SpecNode& node) {
    const std::string name(field_info(field).name);
    ObjectReader reader(node, source_, "the rule of \"" + name + '"');
    ColumnRule rule;
    rule.field = field;
    rule.names = reader.names("names");
    rule.required = reader.flag("required");
    rule.join = reader.flag("join");
    rule.each_value = reader.flag("each_value");
    rule.constant = reader.text("constant");
    rule.zone = reader.text("zone");
    rule.date_order =
        reader.choice("date_order", {DateOrder::year_month_day, DateOrder::month_day_year, DateOrder::day_month_year},
                      DateOrder::automatic);
    rule.epoch_unit = reader.choice("epoch_unit",
                                    {EpochUnit::seconds, EpochUnit::milliseconds, EpochUnit::microseconds,
                                     EpochUnit::nanoseconds, EpochUnit::excel_serial, EpochUnit::filetime},
                                    EpochUnit::automatic);
    if (const SpecNode* values = reader.find("values")) read_values(*values, rule);
    rule.kind = reader.choice(
        "kind",
        {NumberKind::mobile, NumberKind::work, NumberKind::home, NumberKind::other, NumberKind::fax, NumberKind::pager},
        NumberKind::unknown);
    rule.use = reader.choice("use", {NumberUse::contact, NumberUse::mfa}, NumberUse::contact);
    rule.extension_names = reader.names("extension_names");
    rule.kind_names = reader.names("kind_names");
    reader.finish();
    check_rule(rule, node, reader);
    spec_.columns.push_back(std::move(rule));
  }

  void read_values(const SpecNode& node, ColumnRule& rule) const {
    if (node.kind != Kind::object) source_.fail(node.offset, "\"values\" must be an object");
    for (const SpecMember& member : node.members) {
      std::string canonical = ObjectReader::as_text(member.value, source_, ObjectReader::quoted(member.key));
      if (!is_allowed_value(rule.field, canonical))
        source_.fail(member.value.offset,
                     fmt::format("\"{}\" is no value of {}", canonical, field_info(rule.field).name));
      rule.values.emplace_back(fold_text(member.key), std::move(canonical));
    }
  }

  void check_rule(const ColumnRule& rule, const SpecNode& node, ObjectReader& reader) const {
    const auto place = [&](const char* key) { return reader.find(key)->offset; };
    if (rule.names.empty() && rule.constant.empty())
      source_.fail(node.offset, "a rule needs \"names\" or \"constant\"");
    for (const std::string& name : rule.names)
      if (fold_pattern(name, spec_.container != Container::csv).empty())
        source_.fail(place("names"), fmt::format("\"{}\" is no name", name));
    if (rule.required && rule.names.empty()) source_.fail(place("required"), "\"required\" without \"names\"");
    if (rule.join && rule.names.size() < 2 && rule.field != Field::to_number) source_.fail(place("join"), "\"join\" needs two or more \"names\"");
    if (rule.each_value && (rule.field != Field::username || spec_.kind != FormatKind::directory))
      source_.fail(place("each_value"), "\"each_value\" is for the username of a directory only");
    if (!rule.constant.empty() && !is_allowed_value(rule.field, rule.constant))
      source_.fail(place("constant"),
                   fmt::format("\"{}\" is no value of {}", rule.constant, field_info(rule.field).name));
    for (const char* key : {"zone", "date_order", "epoch_unit"})
      if (reader.find(key) && !is_time_field(rule.field))
        source_.fail(place(key), fmt::format("\"{}\" is for times only", key));
    for (const char* key : {"kind", "use", "extension_names", "kind_names"})
      if (reader.find(key) && !is_phone_field(rule.field))
        source_.fail(place(key), fmt::format("\"{}\" is for phone and factor_phone only", key));
  }

  void read_samples(const SpecNode& node) {
    if (node.kind != Kind::list) source_.fail(node.offset, "\"samples\" must be a list");
    for (const SpecMember& item : node.members) {
      ObjectReader reader(item.value, source_, "a sample");
      FormatSample sample;
      const SpecNode& input = reader.need("input");
      if (input.kind == Kind::text) {
        sample.input = input.text;
      } else {
        for (const std::string& line : ObjectReader::as_names(input, source_, "\"input\"")) sample.input += line + '\n';
      }
      const SpecNode& expect = reader.need("expect");
      if (expect.kind != Kind::list) source_.fail(expect.offset, "\"expect\" must be a list of objects");
      for (const SpecMember& record : expect.members) sample.expect.push_back(read_record(record.value));
      sample.default_region = reader.text("default_region");
      reader.finish();
      spec_.samples.push_back(std::move(sample));
    }
  }

  std::map<std::string, std::string> read_record(const SpecNode& node) const {
    if (node.kind != Kind::object) source_.fail(node.offset, "a member of \"expect\" must be an object");
    std::map<std::string, std::string> out;
    for (const SpecMember& member : node.members)
      out[member.key] = ObjectReader::as_text(member.value, source_, ObjectReader::quoted(member.key));
    return out;
  }

  void check_whole(const SpecNode& columns) const {
    const auto has = [&](Field field) {
      return std::any_of(spec_.columns.begin(), spec_.columns.end(),
                         [&](const ColumnRule& rule) { return rule.field == field; });
    };
    if (spec_.kind == FormatKind::log && !has(Field::to_number) && !has(Field::row_class))
      source_.fail(columns.offset, "a log needs \"to_number\", or \"row_class\" when its rows expose nobody");
    constexpr std::array kPersonFields = {Field::person_id, Field::employee_id,  Field::username, Field::alias,
                                          Field::email,     Field::display_name, Field::last_name};
    if (spec_.kind == FormatKind::directory && std::none_of(kPersonFields.begin(), kPersonFields.end(), has))
      source_.fail(columns.offset, "a directory needs a column that names the person");
    const bool has_required =
        std::any_of(spec_.columns.begin(), spec_.columns.end(), [](const ColumnRule& rule) { return rule.required; });
    const DetectRule& detect = spec_.detect;
    if (!spec_.is_generic && !has_required && detect.all.empty() && detect.any.empty() && detect.prefix.empty())
      source_.fail(columns.offset, "nothing tells this format from others: give \"detect\" or a required column");
  }

  const SpecNode& root_;
  const SpecSource& source_;
  FormatSpec spec_;
};

}  // namespace

FormatSpec read_spec(const SpecNode& root, const SpecSource& source) { return SpecReader(root, source).read(); }

}  // namespace mfax
