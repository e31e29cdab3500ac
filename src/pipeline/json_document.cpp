// In: dotted paths and values. Out: JSON text. Next: derive_format.cpp.
#include "pipeline/json_document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mfax {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

/// Cuts the first segment off; "\." is a dot of the key.
std::string next_segment(std::string_view& path) {
  std::string segment;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] == '\\' && at + 1 < path.size()) {
      segment += path[++at];
    } else if (path[at] == '.') {
      path.remove_prefix(at + 1);
      return segment;
    } else {
      segment += path[at];
    }
  }
  path = {};
  return segment;
}

}  // namespace

void JsonDocument::set(std::string_view path, std::string_view value) {
  Node* node = &root_;
  while (!path.empty()) {
    std::string segment = next_segment(path);
    const bool is_list = segment.ends_with("[]"), is_text = segment.ends_with('!');
    segment.resize(segment.size() - (is_list ? 2 : is_text ? 1 : 0));
    const auto known = std::find_if(node->members.begin(), node->members.end(),
                                    [&](const auto& member) { return member->key == segment; });
    if (known == node->members.end()) {
      node->members.push_back(std::make_unique<Node>());
      node->members.back()->key = std::move(segment);
      node = node->members.back().get();
    } else {
      node = known->get();
    }
    node->is_list = node->is_list || is_list;
    node->is_text = node->is_text || is_text;
  }
  if (node == &root_ || node->is_leaf || !node->members.empty()) return;
  node->is_leaf = true;
  node->value = value;
}

std::string JsonDocument::text_of(const Node& node) {
  std::string out;
  if (node.members.empty()) {
    out = quoted(node.value);
  } else {
    for (const auto& member : node.members) out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", quoted(member->key), text_of(*member));
    out = '{' + out + '}';
    if (node.is_text) out = quoted(out);
  }
  return node.is_list ? '[' + out + ']' : out;
}

std::string JsonDocument::text() const { return root_.members.empty() ? "{}" : text_of(root_); }

}  // namespace mfax
