// Any report: every field of every struct filled from a seed, with texts that are valid UTF-8 and as nasty as can be.
// In: a seed. Out: a report. The fields are those of mfax/report_fields.hpp, so that a new one is covered by itself.
#pragma once

#include <concepts>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "mfax/report_fields.hpp"

namespace mfax::test {

class RandomFields {
 public:
  explicit RandomFields(std::uint64_t seed) : random_(seed) {}

  template <class T>
  void operator()(std::string_view, T& value) {
    fill(value);
  }
  void time(std::string_view, std::string& value) { value = below(2) == 0 ? "" : "2024-03-29T20:44:03Z"; }
  void counts(std::string_view, std::vector<Tally>& tallies) { fill(tallies); }
  void names(std::string_view, std::vector<Tally>& tallies) {
    fill(tallies);
    for (Tally& tally : tallies) tally.count = 0;
  }
  template <class Fn>
  void group(std::string_view, Fn&& fn) {
    fn(*this);
  }

 private:
  std::uint64_t below(std::uint64_t end) { return random_() % end; }

  void fill(std::string& value) {
    static const std::vector<std::string> kPieces = {
        "", "alice", "\"", "\\", "\n", "\r\n", "\t", std::string(1, '\0'), "\x1b[31m", "\x7f", "</style><script>alert(1)</script>",
        "=HYPERLINK(\"x\")", "[x](javascript:y)", "\xC3\xA9", "\xE2\x80\xAE", "\xE2\x80\xA8", "\xF0\x9F\x98\x80", "\xC2\x9B", "\\u0041",
        "+14155550123", "null", "\xEF\xBF\xBD", "|", "`", "&amp;", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"};
    value.clear();
    for (std::uint64_t i = below(4); i > 0; --i) value += kPieces[below(kPieces.size())];
  }
  void fill(bool& value) { value = below(2) == 1; }
  template <std::integral Int>
  void fill(Int& value) {
    switch (below(4)) {
      case 0: value = 0; break;
      case 1: value = std::numeric_limits<Int>::max(); break;
      case 2: value = std::numeric_limits<Int>::min(); break;
      default: value = static_cast<Int>(random_());
    }
  }
  template <class T>
  void fill(std::vector<T>& values) {
    values.resize(below(4));
    for (T& value : values) fill(value);
  }
  template <class T>
  void fill(Entries<T>& values) {
    fill(values.held());
  }
  template <class T>
    requires(!std::integral<T>)
  void fill(T& value) {
    visit_fields(value, *this);
  }

  std::mt19937_64 random_;
};

inline Report random_report(std::uint64_t seed) {
  Report report;
  visit_fields(report, RandomFields(seed));
  // load_report refuses sums that do not add up.
  auto& [rows, numbers, messages, people] = report.accounting;
  messages.in_scope = messages.attributed + messages.ambiguous + messages.unmatched + messages.ignored;
  rows.in_scope = messages.in_scope;
  rows.read = rows.blank + rows.rejected + rows.duplicate + rows.out_of_window + rows.not_counted + rows.in_scope;
  numbers.distinct = numbers.matched + numbers.ambiguous + numbers.unmatched + numbers.ignored;
  people.directory_total = people.certain + people.possible_additional + people.not_exposed;
  report.schema_version = "1.0.0";  // the two fields the reader insists on
  report.document_type = "exposure_report";
  return report;
}

}  // namespace mfax::test
