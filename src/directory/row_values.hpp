// The values of one row by field: cleaned, lists taken apart, lost collections noted. Comes in: a row and the sources
// of its file; goes out: texts that live as long as the row; used by account.cpp, numbers.cpp and normalize.cpp.
#pragma once

#include <string>
#include <string_view>

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
      for (const std::string_view element : split_elements(cell_of(row_, source).text)) {
        const std::string_view text = clean_text(element);
        if (text.empty()) continue;
        if (is_lost_value(text)) {
          codes_.add(DiagCode::D_LOST_VALUE);
          continue;
        }
        any = true;
        fn(source, text);
      }
    }
  }

  /// The text in the rule's own words, or as it is.
  static std::string_view worded(const Source& source, std::string_view text) {
    return map_value(*source.rule, text).value_or(text);
  }

  /// The first value, or all values of a `join` rule. `is_id`: words like "null" and "unknown" are no value.
  std::string first(Field field, bool is_id = false) const {
    std::string out, joined;
    each(field, [&](const Source& source, std::string_view text) {
      if (is_null_text(text, is_id)) return;
      const std::string_view word = worded(source, text);
      if (word != text && is_ignored(word)) return;
      if (out.empty()) out = word;
      if (source.rule->join) joined.append(joined.empty() ? "" : "/").append(word);
    });
    return joined.empty() ? out : joined;
  }

 private:
  const Sources& sources_;
  const RawRow& row_;
  CodeSet& codes_;
};

}  // namespace mfax::directory
