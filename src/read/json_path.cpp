// A dotted path as format files write it in, steps out; json_scanner.cpp walks them through each record.
#include "read/json_path.hpp"

namespace mfax {

std::vector<JsonStep> parse_json_path(std::string_view path) {
  std::vector<JsonStep> steps;
  std::string key;
  bool has_key = false;
  const auto end_key = [&] {
    if (has_key) steps.push_back({JsonStep::Kind::key, key});
    key.clear();
    has_key = false;
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    if (c == '\\' && i + 1 < path.size()) {
      key.push_back(path[++i]);
      has_key = true;
    } else if (c == '.') {
      end_key();
    } else if (c == '!') {
      end_key();
      steps.push_back({JsonStep::Kind::parse, {}});
    } else if (path.substr(i, 2) == "[]") {
      end_key();
      steps.push_back({JsonStep::Kind::each, {}});
      ++i;
    } else {
      key.push_back(c);
      has_key = true;
    }
  }
  end_key();
  return steps;
}

std::string escape_json_key(std::string_view key) {
  std::string text;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '.' || key[i] == '\\' || key[i] == '!' || key.substr(i, 2) == "[]") text.push_back('\\');
    text.push_back(key[i]);
  }
  return text;
}

}  // namespace mfax
