// The HTML report in parts (product.md 9). Markup that is ours goes through raw(), every value through text(): the only
// way a value reaches the page is escaped. The page has no script and no style attributes: its CSP allows neither.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/render.hpp"

namespace mfax {

inline constexpr std::size_t kTableRows = 2000;  ///< more do not help anybody on a screen; the CSV has them all

class Page {
 public:
  explicit Page(const Sink& sink) : sink_(sink) {}
  Page& raw(std::string_view markup);
  Page& text(std::string_view value, std::size_t limit = 300);
  /// A value of the inputs within a sentence: isolated, so that its writing direction stays its own.
  Page& value(std::string_view text);
  Page& number(std::uint64_t count);

  /// <section> with a heading that the navigation can reach.
  void begin_section(std::string_view id, std::string_view title);
  void end_section() { raw("</section>\n"); }
  /// `columns`: a name beginning with '#' is a column of numbers, without the '#'.
  void begin_table(std::string_view caption, const std::vector<std::string_view>& columns);
  void end_table();
  Page& cell(std::string_view value, std::size_t limit = 300);
  Page& count_cell(std::uint64_t count);
  /// First cell of a row: names the row for screen readers.
  Page& row_head(std::string_view value);
  Page& begin_row() { return raw("<tr>"); }
  Page& end_row() { return raw("</tr>\n"); }
  /// "4,120 more in people.csv" below a capped table.
  void cut_note(std::size_t total, std::size_t shown, std::string_view file);
  void severity_badge(std::string_view severity);
  void finish();

 private:
  const Sink& sink_;
  std::string out_;
};

/// The style sheet; its hash is in the page's CSP.
std::string_view html_style() noexcept;
/// "sha256-..." as a CSP source expression (CSP 3, 2.3.1).
std::string csp_hash(std::string_view inline_text);

void html_answer(Page&, const Report&);      ///< answer box, what was exposed
void html_checks(Page&, const Report&);      ///< accounting, rejects, assumptions, silent days
void html_charts(Page&, const Report&);
void html_timeline(Page&, const Report&);
void html_hour_of_week(Page&, const Report&);
void html_first(Page&, const Report&);       ///< who first
void html_work_lists(Page&, const Report&);
void html_people(Page&, const Report&);      ///< per person

}  // namespace mfax
