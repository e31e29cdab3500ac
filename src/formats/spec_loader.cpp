// In: the text of a format file. Out: a tree of its values with their places; load_format() ties the two steps.
// Next: spec_rules.cpp gives the tree its meaning.
#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/spec_tree.hpp"
#include "mfax/error.hpp"

namespace mfax {
namespace {

namespace ondemand = simdjson::ondemand;
constexpr int kMaxDepth = 12;  // a format file needs six levels

class TreeBuilder {
 public:
  explicit TreeBuilder(const SpecSource& source) : source_(source), padded_(source.text.data(), source.text.size()) {}

  SpecNode build() {
    // On-Demand does not look at what it skips, DOM does: first the grammar as a whole, then the walk with places.
    simdjson::dom::parser strict;
    const simdjson::error_code grammar = strict.parse(padded_).error();
    ondemand::document document;
    const simdjson::error_code opened = parser_.iterate(padded_).get(document);
    if (opened != simdjson::SUCCESS) source_.fail(0, simdjson::error_message(opened));
    ondemand::object top;
    if (document.get_object().get(top) != simdjson::SUCCESS) source_.fail(0, fmt::format("{} is one JSON object", source_.subject));
    SpecNode root;
    root.kind = SpecNode::Kind::object;
    read_members(top, root, document, 1);
    if (grammar != simdjson::SUCCESS) source_.fail(source_.text.size(), simdjson::error_message(grammar));
    return root;
  }

 private:
  [[noreturn]] void fail_here(ondemand::document& document, simdjson::error_code error) {
    const char* where = nullptr;
    std::size_t offset = 0;
    if (document.current_location().get(where) == simdjson::SUCCESS && where >= padded_.data())
      offset = std::min(static_cast<std::size_t>(where - padded_.data()), source_.text.size());
    source_.fail(offset, simdjson::error_message(error));
  }

  std::size_t offset_of(const char* position) const {
    return std::min(static_cast<std::size_t>(position - padded_.data()), source_.text.size());
  }

  void read_members(ondemand::object object, SpecNode& node, ondemand::document& document, int depth) {
    for (auto field : object) {
      SpecMember member;
      ondemand::raw_json_string raw;
      if (const auto error = field.key().get(raw); error != simdjson::SUCCESS) fail_here(document, error);
      member.key_offset = offset_of(raw.raw()) - 1;  // the quote before the key
      std::string_view key;
      if (const auto error = field.unescaped_key().get(key); error != simdjson::SUCCESS) fail_here(document, error);
      member.key = key;
      const bool is_repeated = std::any_of(node.members.begin(), node.members.end(),
                                           [&](const SpecMember& other) { return other.key == member.key; });
      if (is_repeated) source_.fail(member.key_offset, fmt::format("key \"{}\" occurs twice", member.key));
      ondemand::value value;
      if (const auto error = field.value().get(value); error != simdjson::SUCCESS) fail_here(document, error);
      member.value = read_value(value, document, depth);
      node.members.push_back(std::move(member));
    }
  }

  SpecNode read_value(ondemand::value value, ondemand::document& document, int depth) {
    SpecNode node;
    node.offset = offset_of(value.raw_json_token().data());
    if (depth > kMaxDepth) source_.fail(node.offset, "nested too deeply");
    ondemand::json_type type{};
    if (const auto error = value.type().get(type); error != simdjson::SUCCESS) fail_here(document, error);
    switch (type) {
      case ondemand::json_type::object:
        read_object(value, node, document, depth);
        break;
      case ondemand::json_type::array:
        read_list(value, node, document, depth);
        break;
      case ondemand::json_type::string: {
        std::string_view text;
        if (const auto error = value.get_string().get(text); error != simdjson::SUCCESS) fail_here(document, error);
        node.kind = SpecNode::Kind::text;
        node.text = text;
        break;
      }
      case ondemand::json_type::boolean:
        node.kind = SpecNode::Kind::boolean;
        if (const auto error = value.get_bool().get(node.flag); error != simdjson::SUCCESS) fail_here(document, error);
        break;
      case ondemand::json_type::number:
        node.kind = SpecNode::Kind::number;
        node.text = trim_ascii(value.raw_json_token());
        break;
      case ondemand::json_type::null:
        node.kind = SpecNode::Kind::null;
        break;
    }
    return node;
  }

  void read_object(ondemand::value value, SpecNode& node, ondemand::document& document, int depth) {
    node.kind = SpecNode::Kind::object;
    ondemand::object object;
    if (const auto error = value.get_object().get(object); error != simdjson::SUCCESS) fail_here(document, error);
    read_members(object, node, document, depth + 1);
  }

  void read_list(ondemand::value value, SpecNode& node, ondemand::document& document, int depth) {
    node.kind = SpecNode::Kind::list;
    ondemand::array list;
    if (const auto error = value.get_array().get(list); error != simdjson::SUCCESS) fail_here(document, error);
    for (auto element : list) {
      ondemand::value item;
      if (const auto error = element.get(item); error != simdjson::SUCCESS) fail_here(document, error);
      node.members.emplace_back();
      node.members.back().value = read_value(item, document, depth + 1);
    }
  }

  const SpecSource& source_;
  simdjson::padded_string padded_;
  ondemand::parser parser_;
};

}  // namespace

void SpecSource::fail(std::size_t offset, const std::string& what, const std::string& hint_of_call) const {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  throw FatalError(ExitCode::usage, fmt::format("{}:{}:{}: {}", origin, line, before.size() - line_start + 1, what),
                   hint_of_call.empty() ? std::string(hint) : hint_of_call);
}

SpecNode parse_spec_tree(const SpecSource& source) { return TreeBuilder(source).build(); }

FormatSpec load_format(std::string_view json, const std::string& origin) {
  const SpecSource source{without_byte_order_mark(json), origin};
  return read_spec(parse_spec_tree(source), source);
}

}  // namespace mfax
