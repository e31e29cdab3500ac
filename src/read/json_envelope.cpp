// The beginning of a JSON text in, the place of its rows out. A tolerant walk over keys and brackets: the text may be
// cut anywhere, so it is not parsed. json_sample.cpp and then formats/ use the answer.
#include "read/json_envelope.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "read/json_path.hpp"

namespace mfax {
namespace {

// log-formats 17.1 and directory-formats 15.3, the most telling first.
constexpr std::array<std::string_view, 29> kWrappers{"response.items",
                                                     "response.authlogs",
                                                     "response",
                                                     "_embedded.calls",
                                                     "_embedded.users",
                                                     "_embedded.devices",
                                                     "data.data",
                                                     "data.employees",
                                                     "items",
                                                     "authlogs",
                                                     "messages",
                                                     "calls",
                                                     "attempts",
                                                     "call_summaries",
                                                     "records",
                                                     "verification_requests",
                                                     "delivery_reports",
                                                     "objects",
                                                     "sessions",
                                                     "results",
                                                     "result",
                                                     "events",
                                                     "logEvents",
                                                     "value",
                                                     "users",
                                                     "Resources",
                                                     "members",
                                                     "employees",
                                                     "Report_Entry"};
constexpr std::string_view kPlainData = "data";  // last: other names inside it are more telling

struct FoundArray {
  std::string path;
  std::size_t bytes = 0;
  bool holds_objects = false, is_empty = false;
};

struct Document {
  std::vector<FoundArray> arrays;
  std::vector<std::string> objects;
  std::size_t bytes = 0;
};

class EnvelopeWalk {
 public:
  explicit EnvelopeWalk(std::string_view text) : text_(text) {}

  /// False when there is no further document.
  bool next_document(Document& document) {
    document = {};
    at_ = std::min(text_.find('{', at_), text_.size());
    if (at_ == text_.size()) return false;
    const std::size_t begin = at_;
    walk_object({}, 0, document);
    document.bytes = at_ - begin;
    return true;
  }

 private:
  static constexpr std::size_t kMaxLevel = 3;

  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  std::string_view take_string() {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_, text_.size());
    const std::string_view text = text_.substr(begin, at_ - begin);
    at_ = std::min(at_ + 1, text_.size());
    return text;
  }

  void skip_value() {
    std::size_t depth = 0;
    do {
      const char c = peek();
      if (c == '\0') return;
      if (c == '"') {
        take_string();
        continue;
      }
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      ++at_;
      if (c != '{' && c != '[' && c != '}' && c != ']' && depth == 0) skip_scalar();
    } while (depth > 0);
  }

  void skip_scalar() {
    constexpr std::string_view kEnds = ",]}[{\" \t\r\n";
    at_ = std::min(text_.find_first_of(kEnds, at_), text_.size());
  }

  void walk_object(const std::string& path, std::size_t level, Document& document) {
    ++at_;
    for (;;) {
      const char c = peek();
      if (c == '}' || c == '\0') {
        at_ = std::min(at_ + 1, text_.size());
        return;
      }
      if (c != '"') {
        ++at_;
        continue;
      }
      const std::string key = escape_json_key(take_string());
      if (peek() == ':') ++at_;
      walk_member(path.empty() ? key : path + "." + key, level + 1, document);
    }
  }

  void walk_member(const std::string& path, std::size_t level, Document& document) {
    const char c = peek();
    if (c == '{' && level < kMaxLevel) {
      document.objects.push_back(path);
      walk_object(path, level, document);
      return;
    }
    if (c != '[') return skip_value();
    const std::size_t begin = at_++;
    FoundArray array;
    array.path = path;
    array.holds_objects = peek() == '{';
    array.is_empty = peek() == ']';
    at_ = begin;
    skip_value();
    array.bytes = at_ - begin;
    document.arrays.push_back(std::move(array));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_most_of(const FoundArray& array, const Document& document) { return array.bytes * 2 >= document.bytes; }

const FoundArray* find_array(const Document& document, std::string_view path, bool empty) {
  for (const FoundArray& array : document.arrays)
    if (array.path == path && (empty ? array.is_empty : array.holds_objects)) return &array;
  return nullptr;
}

bool has_object(const Document& document, std::string_view path) {
  return std::find(document.objects.begin(), document.objects.end(), path) != document.objects.end();
}

/// Rows known by the wrapper's name. In one object a line the array must also be most of the line: records have members
/// called "messages" or "data", too.
const FoundArray* find_wrapped(const Document& document, bool is_lines, bool empty) {
  const auto fits = [&](const FoundArray* array) {
    return array != nullptr && (!is_lines || is_most_of(*array, document));
  };
  for (const std::string_view name : kWrappers)
    if (const FoundArray* array = find_array(document, name, empty); fits(array)) return array;
  const FoundArray* array = find_array(document, kPlainData, empty);
  return fits(array) ? array : nullptr;
}

const FoundArray* find_largest(const Document& document) {
  const FoundArray* best = nullptr;
  for (const FoundArray& array : document.arrays)
    if (array.holds_objects && is_most_of(array, document) && !array.path.starts_with("response.") &&
        (best == nullptr || array.bytes > best->bytes))
      best = &array;
  return best;
}

}  // namespace

JsonEnvelope find_json_envelope(std::string_view text, bool is_lines) {
  constexpr int kDocuments = 10;  // the first page may be an error answer
  if (!text.starts_with('{')) return {};
  EnvelopeWalk walk(text);
  Document document;
  JsonEnvelope empty;
  for (int i = 0; i < kDocuments && walk.next_document(document); ++i) {
    if (const FoundArray* array = find_wrapped(document, is_lines, false)) return {array->path, false};
    if (is_lines) continue;
    if (const FoundArray* array = find_largest(document)) return {array->path, false};
    if (const FoundArray* array = find_wrapped(document, false, true)) {
      if (!empty.is_empty) empty = {array->path, true};
    } else if (has_object(document, "response")) {
      return {"response", false};
    }
  }
  return empty;
}

}  // namespace mfax
