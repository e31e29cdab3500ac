// In: a table view and names of format files. Out: which columns they mean; which names are known at all.
// Next: candidates.cpp and bind.cpp look columns up here; header.cpp asks for known names.
#include "formats/table_view.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace mfax {
namespace {

bool continues_path(std::string_view pattern, std::string_view path) {
  if (!has_wildcard(pattern))
    return path.size() > pattern.size() && path.starts_with(pattern) &&
           std::string_view(".[!").find(path[pattern.size()]) != std::string_view::npos;
  return matches_pattern(std::string(pattern) + ".*", path) || matches_pattern(std::string(pattern) + "[*", path);
}

void sort_unique(std::vector<std::string>& texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

std::vector<std::string> TableView::names() const {
  std::vector<std::string> out;
  for (const ColumnView& column : columns) out.push_back(column.name);
  return out;
}

std::vector<std::size_t> TableView::find(std::string_view name) const {
  std::vector<std::size_t> out;
  if (!has_header) return out;
  const std::string pattern = fold_pattern(name, is_json);
  if (pattern.empty()) return out;
  // A better reading of the header goes first: "Phone" before "Phone (old)" for the name "phone".
  const std::size_t readings = is_json ? 1 : 3;
  for (std::size_t reading = 0; reading < readings; ++reading)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (reading < columns[i].forms.size() && matches_pattern(pattern, columns[i].forms[reading]) &&
          std::find(out.begin(), out.end(), i) == out.end())
        out.push_back(i);
  if (is_json) std::stable_partition(out.begin(), out.end(), [&](std::size_t i) { return columns[i].name == name; });
  return out;
}

std::vector<std::size_t> TableView::find_or_below(std::string_view name) const {
  std::vector<std::size_t> out = find(name);
  if (!is_json || !out.empty()) return out;
  const std::string pattern = fold_pattern(name, true);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns[i].forms.empty() && continues_path(pattern, columns[i].forms.front())) out.push_back(i);
  return out;
}

bool KnownNames::knows(const std::vector<std::string>& forms) const {
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return std::binary_search(patterns.begin(), patterns.end(), form) ||
           std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
             return has_wildcard(pattern) && matches_pattern(pattern, form);
           });
  });
}

bool KnownNames::knows_words(const std::vector<std::string>& words) const {
  return std::any_of(phrases.begin(), phrases.end(), [&](const auto& phrase) { return has_phrase(words, phrase); });
}

bool KnownNames::knows_phone(const ColumnView& column) const {
  const bool by_form = std::any_of(column.forms.begin(), column.forms.end(), [&](const std::string& form) {
    return std::any_of(phone_patterns.begin(), phone_patterns.end(),
                       [&](const std::string& pattern) { return matches_pattern(pattern, form); });
  });
  return by_form || std::any_of(phone_phrases.begin(), phone_phrases.end(),
                                [&](const auto& phrase) { return has_phrase(column.words, phrase); });
}

KnownNames known_names(std::span<const FormatSpec> specs, FormatKind kind, const DetectOptions& options) {
  KnownNames known;
  const auto add = [&](const std::string& name, bool is_phone, bool is_generic) {
    const std::string pattern = fold_pattern(name, false);
    if (pattern.empty() || pattern == "#" || pattern == "*") return;
    known.patterns.push_back(pattern);
    if (is_generic) known.phrases.push_back(name_words(name));
    if (!is_phone) return;
    known.phone_patterns.push_back(pattern);
    if (is_generic) known.phone_phrases.push_back(name_words(name));
  };
  for (const FormatSpec& spec : specs) {
    if (spec.container != Container::csv) continue;
    for (const ColumnRule& rule : spec.columns) {
      const bool is_phone = rule.field == Field::to_number || rule.field == Field::phone;
      for (const std::string& name : rule.names) add(name, is_phone, spec.is_generic && spec.kind == kind);
    }
    for (const std::string& name : spec.detect.all) add(name, false, false);
    for (const auto& group : spec.detect.any)
      for (const std::string& name : group) add(name, false, false);
  }
  for (const auto& [field, column] : options.map)
    if (!column_position(column)) add(column, field == "to_number" || field == "phone", false);
  sort_unique(known.patterns);
  sort_unique(known.phone_patterns);
  return known;
}

}  // namespace mfax
