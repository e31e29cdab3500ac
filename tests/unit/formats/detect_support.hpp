// Detection of a text held in memory, for tests: built-in formats, padding as the reader gives it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/error.hpp"
#include "mfax/format.hpp"

namespace mfax::test {

inline const std::vector<FormatSpec>& built_in_formats() {
  static const std::vector<FormatSpec> specs = load_formats({});
  return specs;
}

inline Detection detect_text(std::string text, FormatKind kind, const DetectOptions& options = {},
                             std::span<const FormatSpec> formats = built_in_formats()) {
  const std::size_t size = text.size();
  text.append(64, '\0');
  return detect_format(FileId{0}, "file", std::string_view(text).substr(0, size), true, kind, formats, options);
}
inline Detection detect_log(std::string text, const DetectOptions& options = {}) {
  return detect_text(std::move(text), FormatKind::log, options);
}
inline Detection detect_people(std::string text, const DetectOptions& options = {}) {
  return detect_text(std::move(text), FormatKind::directory, options);
}

/// The file's own name of the first column bound to the field; "" when there is none.
inline std::string column_of(const Detection& found, Field field) {
  for (const Slot& slot : found.plan.slots)
    if (slot.field == field) return slot.column;
  return "";
}
inline std::vector<std::string> columns_of(const Detection& found, Field field) {
  std::vector<std::string> out;
  for (const Slot& slot : found.plan.slots)
    if (slot.field == field) out.push_back(slot.column);
  return out;
}

struct Failure {
  ExitCode code = ExitCode::ok;
  std::string what, hint;
};
template <class Call>
Failure failure_of(Call&& call) {
  try {
    call();
  } catch (const FatalError& error) {
    return {error.code(), error.what(), error.hint()};
  }
  return {};
}
inline bool has_note(const Detection& found, std::string_view part) {
  return std::any_of(found.notes.begin(), found.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

}  // namespace mfax::test
