// A format file as a small tree that knows where everything stands, so that each complaint can say line and column.
// Made by spec_loader.cpp (JSON), read by spec_rules.cpp (meaning).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mfax/format.hpp"

namespace mfax {

struct SpecMember;
struct SpecNode {
  enum class Kind { object, list, text, boolean, number, null };
  Kind kind = Kind::null;
  std::size_t offset = 0;  ///< of its first byte
  std::string text;
  bool flag = false;
  std::vector<SpecMember> members;  ///< object: in file order; list: without keys
};
struct SpecMember {
  std::string key;
  std::size_t key_offset = 0;
  SpecNode value;
};

/// The text a node came from, for messages.
struct SpecSource {
  std::string_view text;
  const std::string& origin;
  /// Throws FatalError(usage) "origin:line:column: what".
  [[noreturn]] void fail(std::size_t offset, const std::string& what, const std::string& hint = {}) const;
};

SpecNode parse_spec_tree(const SpecSource&);
FormatSpec read_spec(const SpecNode&, const SpecSource&);

}  // namespace mfax
