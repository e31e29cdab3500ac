// Paths of a format file with one value each -> the JSON text of a record that has them. For samples of derived formats.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mfax {

/// "a.b[].c" is a member of the first element of a list; "a!.b" a member of JSON within a text; "\." a dot of a key.
class JsonDocument {
 public:
  /// The first value of a path stays.
  void set(std::string_view path, std::string_view value);
  std::string text() const;

 private:
  struct Node {
    std::string key;
    std::string value;
    bool is_leaf = false, is_list = false, is_text = false;
    std::vector<std::unique_ptr<Node>> members;
  };
  static std::string text_of(const Node&);
  Node root_;
};

}  // namespace mfax
