// Tree of a small JSON file -> typed values, or the first thing that is unknown or of the wrong kind, with its place
// (mfax/json_tree.hpp). Used for policies and incidents; format files have rules of their own (spec_rules.cpp).
#include "mfax/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace mfax {
namespace {

std::string quoted(std::string_view key) { return fmt::format("\"{}\"", key); }

}  // namespace

std::vector<std::string> texts_of(const SpecNode& node, const SpecSource& source, const std::string& what) {
  if (node.kind != SpecNode::Kind::list) source.fail(node.offset, what + " must be a list of texts");
  std::vector<std::string> out;
  for (const SpecMember& item : node.members) {
    if (item.value.kind != SpecNode::Kind::text) source.fail(item.value.offset, "a member of " + what + " must be a text");
    out.push_back(item.value.text);
  }
  return out;
}

TreeReader::TreeReader(const SpecNode& node, const SpecSource& source, std::string what)
    : node_(node), source_(source), what_(std::move(what)) {
  if (node.kind != SpecNode::Kind::object) source.fail(node.offset, what_ + " must be an object");
}

const SpecNode* TreeReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  for (const SpecMember& member : node_.members)
    if (member.key == key) return &member.value;
  return nullptr;
}

std::optional<std::string> TreeReader::text(std::string_view key) {
  const SpecNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != SpecNode::Kind::text) fail(node->offset, quoted(key) + " must be a text");
  return node->text;
}

std::optional<bool> TreeReader::flag(std::string_view key) {
  const SpecNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != SpecNode::Kind::boolean) fail(node->offset, quoted(key) + " must be true or false");
  return node->flag;
}

std::optional<std::int64_t> TreeReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const SpecNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  std::int64_t value = 0;
  const char* end = node->text.data() + node->text.size();
  const auto result = std::from_chars(node->text.data(), end, value);
  if (node->kind != SpecNode::Kind::number || result.ec != std::errc() || result.ptr != end || value < least || value > most)
    fail(node->offset, fmt::format("{} must be a whole number from {} to {}", quoted(key), least, most));
  return value;
}

std::optional<std::vector<std::string>> TreeReader::texts(std::string_view key) {
  const SpecNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  return texts_of(*node, source_, quoted(key));
}

const std::vector<SpecMember>& TreeReader::members() {
  all_known_ = true;
  return node_.members;
}

void TreeReader::finish() const {
  if (all_known_) return;
  for (const SpecMember& member : node_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    fail(member.key_offset, fmt::format("unknown key {} in {}; known: {}", quoted(member.key), what_, fmt::join(known_, ", ")));
  }
}

}  // namespace mfax
