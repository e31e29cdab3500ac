// In: a format definition. Out: the text of its file, which load_format() reads back to the same. Used by `mfax inspect
// --write-format`; the order of the keys is that of docs/format-files.md.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/spec_tree.hpp"

namespace mfax {
namespace {

using Kind = SpecNode::Kind;
constexpr std::size_t kWidth = 110;

SpecNode text_node(std::string_view text) {
  SpecNode node;
  node.kind = Kind::text;
  node.text = text;
  return node;
}
SpecNode flag_node() {
  SpecNode node;
  node.kind = Kind::boolean;
  node.flag = true;
  return node;
}
SpecNode list_node(const std::vector<std::string>& texts = {}) {
  SpecNode node;
  node.kind = Kind::list;
  for (const std::string& text : texts) {
    node.members.emplace_back();
    node.members.back().value = text_node(text);
  }
  return node;
}
SpecNode object_node() {
  SpecNode node;
  node.kind = Kind::object;
  return node;
}
void add(SpecNode& object, std::string_view key, SpecNode value) {
  SpecMember member;
  member.key = key;
  member.value = std::move(value);
  object.members.push_back(std::move(member));
}
void push(SpecNode& list, SpecNode value) { add(list, {}, std::move(value)); }
void add_text(SpecNode& object, std::string_view key, std::string_view text) {
  if (!text.empty()) add(object, key, text_node(text));
}
void add_texts(SpecNode& object, std::string_view key, const std::vector<std::string>& texts) {
  if (!texts.empty()) add(object, key, list_node(texts));
}
void add_flag(SpecNode& object, std::string_view key, bool flag) {
  if (flag) add(object, key, flag_node());
}

SpecNode detect_node(const DetectRule& detect) {
  SpecNode node = object_node();
  add_texts(node, "all", detect.all);
  if (!detect.any.empty()) {
    SpecNode any = list_node();
    for (const auto& group : detect.any) push(any, list_node(group));
    add(node, "any", std::move(any));
  }
  add_texts(node, "none", detect.none);
  SpecNode prefix = object_node();
  for (const auto& [name, text] : detect.prefix) {
    const auto known = std::find_if(prefix.members.begin(), prefix.members.end(),
                                    [&name = name](const SpecMember& member) { return member.key == name; });
    if (known == prefix.members.end())
      add(prefix, name, list_node({text}));
    else
      push(known->value, text_node(text));
  }
  if (!prefix.members.empty()) add(node, "prefix", std::move(prefix));
  return node;
}

SpecNode rule_node(const ColumnRule& rule) {
  SpecNode node = object_node();
  add_texts(node, "names", rule.names);
  add_flag(node, "required", rule.required);
  add_flag(node, "join", rule.join);
  add_flag(node, "each_value", rule.each_value);
  add_text(node, "constant", rule.constant);
  add_text(node, "zone", rule.zone);
  if (rule.date_order != DateOrder::automatic) add_text(node, "date_order", to_text(rule.date_order));
  if (rule.epoch_unit != EpochUnit::automatic) add_text(node, "epoch_unit", to_text(rule.epoch_unit));
  if (!rule.values.empty()) {
    SpecNode values = object_node();
    for (const auto& [word, canonical] : rule.values) {
      const auto is_same = [&word = word](const SpecMember& member) { return member.key == word; };  // alike once folded
      if (std::none_of(values.members.begin(), values.members.end(), is_same)) add(values, word, text_node(canonical));
    }
    add(node, "values", std::move(values));
  }
  if (rule.kind != NumberKind::unknown) add_text(node, "kind", to_text(rule.kind));
  if (rule.use != NumberUse::contact) add_text(node, "use", to_text(rule.use));
  add_texts(node, "extension_names", rule.extension_names);
  add_texts(node, "kind_names", rule.kind_names);
  return node;
}

SpecNode columns_node(const std::vector<ColumnRule>& rules) {
  SpecNode node = object_node();
  for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
    const auto is_same = [&](const ColumnRule& other) { return other.field == rule->field; };
    if (std::any_of(rules.begin(), rule, is_same)) continue;
    if (std::count_if(rule, rules.end(), is_same) == 1) {
      add(node, field_info(rule->field).name, rule_node(*rule));
      continue;
    }
    SpecNode several = list_node();
    for (auto other = rule; other != rules.end(); ++other)
      if (is_same(*other)) push(several, rule_node(*other));
    add(node, field_info(rule->field).name, std::move(several));
  }
  return node;
}

SpecNode samples_node(const std::vector<FormatSample>& samples) {
  SpecNode node = list_node();
  for (const FormatSample& sample : samples) {
    SpecNode out = object_node();
    std::vector<std::string> lines;
    for (const std::string_view line : split(sample.input, '\n')) lines.emplace_back(line);
    const bool ends_line = !lines.empty() && lines.back().empty();
    if (ends_line) lines.pop_back();
    add(out, "input", ends_line && !lines.empty() ? list_node(lines) : text_node(sample.input));
    SpecNode expect = list_node();
    for (const auto& record : sample.expect) {
      SpecNode fields = object_node();
      for (const auto& [key, text] : record) add(fields, key, text_node(text));
      push(expect, std::move(fields));
    }
    add(out, "expect", std::move(expect));
    add_text(out, "default_region", sample.default_region);
    push(node, std::move(out));
  }
  return node;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    at += std::max<std::size_t>(point.size, 1);
    const char32_t c = point.value;
    if (c == '"' || c == '\\')
      out += {'\\', static_cast<char>(c)};
    else if (c >= 0x10000)
      out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((static_cast<std::uint32_t>(c) - 0x10000) >> 10),
                         0xDC00 + ((static_cast<std::uint32_t>(c) - 0x10000) & 0x3FF));
    else if (c < 0x20 || c >= 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
    else
      out += static_cast<char>(c);
  }
  return out + '"';
}

std::string one_line(const SpecNode& node) {
  if (node.kind == Kind::text) return quoted(node.text);
  if (node.kind == Kind::boolean) return node.flag ? "true" : "false";
  const bool is_object = node.kind == Kind::object;
  std::string out;
  for (const SpecMember& member : node.members) {
    out += out.empty() ? "" : ", ";
    if (is_object) out += quoted(member.key) + ": ";
    out += one_line(member.value);
  }
  if (!is_object) return '[' + out + ']';
  return out.empty() ? "{}" : "{ " + out + " }";
}

/// On one line where it fits; else one member a line.
void print(const SpecNode& node, std::size_t indent, std::size_t before, std::string& out) {
  const std::string line = one_line(node);
  const bool is_flat = node.kind == Kind::text || node.kind == Kind::boolean || node.members.empty();
  if (is_flat || (indent > 0 && before + line.size() <= kWidth)) {
    out += line;
    return;
  }
  const bool is_object = node.kind == Kind::object;
  out += is_object ? "{\n" : "[\n";
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    const std::string key = is_object ? quoted(node.members[i].key) + ": " : std::string();
    out += std::string(indent + 2, ' ') + key;
    print(node.members[i].value, indent + 2, indent + 2 + key.size(), out);
    out += i + 1 < node.members.size() ? ",\n" : "\n";
  }
  out += std::string(indent, ' ') + (is_object ? '}' : ']');
}

}  // namespace

std::string format_text(const FormatSpec& spec) {
  SpecNode top = object_node();
  add_text(top, "id", spec.id);
  add_text(top, "kind", to_text(spec.kind));
  add_text(top, "product", spec.product);
  add_text(top, "title", spec.title);
  add_text(top, "origin", spec.origin);
  add_text(top, "note", spec.note);
  add_text(top, "container", spec.container == Container::csv ? "csv" : "json");
  add_flag(top, "is_generic", spec.is_generic);
  add_texts(top, "rows", spec.rows);
  add_text(top, "each", spec.each);
  add_text(top, "embedded_json", spec.embedded_json);
  if (spec.number_form != NumberForm::automatic) add_text(top, "number_form", to_text(spec.number_form));
  add_flag(top, "id_alone_identifies", spec.id_alone_identifies);
  add_texts(top, "other_numbers", spec.other_numbers);
  if (SpecNode detect = detect_node(spec.detect); !detect.members.empty()) add(top, "detect", std::move(detect));
  add(top, "columns", columns_node(spec.columns));
  if (!spec.samples.empty()) add(top, "samples", samples_node(spec.samples));
  std::string out;
  print(top, 0, 0, out);
  return out + '\n';
}

}  // namespace mfax
