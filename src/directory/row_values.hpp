// The values of one row by field: cleaned, lists taken apart, lost collections noted. Comes in: a row and the sources
// of its file; goes out: texts that live as long as the row; used by account.cpp, numbers.cpp and normalize.cpp.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "directory/sources.hpp"
#include "directory/texts.hpp"
#include "directory/words.hpp"
#include "mfax/diagnostic.hpp"

namespace mfax::directory {

/// Values that a format file maps to "ignore" carry nothing.
inline bool is_ignored(std::string_view word) noexcept { return word.empty() || word == "ignore" || word == "none"; }

/// Borrows all three for the time of one row.
class RowValues {
 public:
  RowValues(const Sources& sources, const RawRow& row, CodeSet& codes) : sources_(sources), row_(row), codes_(codes) {}

  const Sources& sources() const noexcept { return sources_; }
  const RawRow& row() const noexcept { return row_; }
  CodeSet& codes() const noexcept { return codes_; }

  /// Calls fn(source, text) for every value of the field that is not empty, in order.
  template <class Fn>
  void each(Field field, Fn&& fn) const {
    bool any = false;
    for (const Source& source : sources_.of(field)) {
      if (source.is_fallback && any) continue;
      for_each_element(cell_of(row_, source).text, [&](std::size_t, std::string_view element) {
        const std::string_view text = clean_text(element);
        if (text.empty()) return;
        if (is_lost_value(text)) {
          codes_.add(DiagCode::D_LOST_VALUE);
          return;
        }
        any = true;
        fn(source, text);
      });
    }
  }

  /// The text in the rule's own words, or as it is.
  static std::string_view worded(const Source& source, std::string_view text) {
    return map_value(*source.rule, text).value_or(text);
  }

  /// Rules of the field whose columns make one value together.
  std::vector<const ColumnRule*> joined_rules(Field field) const {
    std::vector<const ColumnRule*> rules;
    for (const Source& source : sources_.of(field))
      if (source.rule->join && std::find(rules.begin(), rules.end(), source.rule) == rules.end())
        rules.push_back(source.rule);
    return rules;
  }
  /// The values of a rule's columns, separated by '/': of each element when the columns run parallel.
  std::vector<std::string> joined(Field field, const ColumnRule& rule) const {
    std::vector<std::string> out;
    for (const Source& source : sources_.of(field)) {
      if (source.rule != &rule) continue;
      const auto elements = split_elements(cell_of(row_, source).text);
      if (out.size() < elements.size()) out.resize(elements.size());
      for (std::size_t k = 0; k < elements.size(); ++k)
        if (const std::string_view text = clean_text(elements[k]); !text.empty())
          out[k].append(out[k].empty() ? "" : "/").append(text);
    }
    return out;
  }

  /// The first value, or all values of a `join` rule, which are put together in `joined`. `is_id`: words like "null" and
  /// "unknown" are no value.
  std::string_view first(Field field, std::string& joined, bool is_id = false) const {
    std::string_view out;
    joined.clear();
    each(field, [&](const Source& source, std::string_view text) {
      if (is_null_text(text, is_id)) return;
      const std::string_view word = worded(source, text);
      if (word != text && is_ignored(word)) return;
      if (out.empty()) out = word;
      if (source.rule->join) joined.append(joined.empty() ? "" : "/").append(word);
    });
    return joined.empty() ? out : std::string_view(joined);
  }

 private:
  const Sources& sources_;
  const RawRow& row_;
  CodeSet& codes_;
};

}  // namespace mfax::directory
