// A small JSON file that a person writes (a format, a policy, an incident) as a tree that knows where everything stands, so that
// each complaint can say line and column. Made by src/formats/spec_loader.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

struct SpecMember;
struct SpecNode {
  enum class Kind { object, list, text, boolean, number, null };
  Kind kind = Kind::null;
  std::size_t offset = 0;  ///< of its first byte
  std::string text;        ///< of a text; of a number as written
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
  std::string_view subject = "a format file";  ///< what the document is
  std::string_view hint = "the keys of a format file: docs/format-files.md, or `mfax schema format`";
  /// Throws FatalError(usage) "origin:line:column: what".
  [[noreturn]] void fail(std::size_t offset, const std::string& what, const std::string& hint_of_call = {}) const;
};

/// One JSON object, no key twice. Throws FatalError(usage) with the place.
SpecNode parse_spec_tree(const SpecSource&);

/// Typed access to one object. Every key must be asked for before finish(), which complains about the others.
class TreeReader {
 public:
  /// `what` names the object in messages: "\"thresholds\"".
  TreeReader(const SpecNode&, const SpecSource&, std::string what);
  const SpecNode* find(std::string_view key);   ///< nullptr when absent
  std::optional<std::string> text(std::string_view key);
  std::optional<bool> flag(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<std::vector<std::string>> texts(std::string_view key);
  /// Key and value of every member; all of them count as asked for.
  const std::vector<SpecMember>& members();
  void finish() const;
  [[noreturn]] void fail(std::size_t offset, const std::string& what) const { source_.fail(offset, what); }

 private:
  const SpecNode& node_;
  const SpecSource& source_;
  std::string what_;
  std::vector<std::string> known_;
  bool all_known_ = false;
};
/// A list of texts.
std::vector<std::string> texts_of(const SpecNode&, const SpecSource&, const std::string& what);

}  // namespace mfax
