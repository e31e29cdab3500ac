// In: a log of a known format, and which of its columns are bound. Out: the columns with numbers that nobody accounts for,
// as Detection::unread_phone_columns: a list of further recipients, a column somebody added. Called by bind.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "formats/candidates.hpp"
#include "formats/log_reader.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {
namespace {

/// A name that says "recipient" needs no plus in the values: "Cc" holds 447700900123.
constexpr std::array<std::string_view, 18> kRecipientWords = {
    "to",  "cc",     "bcc",    "recipient", "recipients", "destination", "destinations", "msisdn", "msisdns",
    "dst", "mobile", "callee", "called",    "phone",      "phones",      "receiver",     "dest",   "participants"};

std::vector<std::string> words_of(const ColumnView& column, bool is_json) {
  return is_json ? name_words(column.name) : column.words;
}

class FurtherNumbers {
 public:
  FurtherNumbers(const Fit& fit, const std::vector<bool>& is_used) : spec_(*fit.spec), view_(*fit.view) {
    for (const std::string& name : spec_.other_numbers)
      for (const std::size_t column : view_.find_or_below(name_in_row(spec_, name))) known_.insert(column);
    for (std::size_t i = 0; i < is_used.size(); ++i)
      if (is_used[i]) known_.insert(i);
  }

  std::vector<std::size_t> find() const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < view_.columns.size(); ++i)
      if (known_.count(i) == 0 && is_of_recipients(view_.columns[i])) out.push_back(i);
    return out;
  }

 private:
  bool is_of_recipients(const ColumnView& column) const {
    const std::vector<std::string> words = words_of(column, view_.is_json);
    if (is_about_sender(column, view_.is_json) || has_word(words, kAmountWords) || has_word(column.words, kIdWords)) return false;
    const bool is_named = has_word(words, kRecipientWords);
    return share_of(column.values, is_named ? looks_like_phone : is_surely_phone, 0) >= kMost && !is_epoch(column) &&
           !repeats_a_bound_column(column);
  }
  static bool is_epoch(const ColumnView& column) { return share_of(column.values, is_epoch_ms, 0) >= kMost || has_clock_word(column); }

  /// A second spelling of a number that is read exposes nobody else. Columns of one length stand side by side.
  bool repeats_a_bound_column(const ColumnView& column) const {
    return std::any_of(view_.columns.begin(), view_.columns.end(), [&](const ColumnView& other) {
      return &other != &column && known_.count(static_cast<std::size_t>(&other - view_.columns.data())) != 0 &&
             std::equal(other.values.begin(), other.values.end(), column.values.begin(), column.values.end(), may_be_one_number);
    });
  }

  const FormatSpec& spec_;
  const TableView& view_;
  std::set<std::size_t> known_;
};

}  // namespace

void note_unread_numbers(const Fit& fit, const std::vector<bool>& is_used, Detection& detection) {
  for (const std::size_t i : FurtherNumbers(fit, is_used).find()) {
    const ColumnView& column = fit.view->columns[i];
    const std::string name = column.is_repeated ? fmt::format("#{}", i + 1) : printable_name(column.name);
    detection.unread_phone_columns.push_back(printable_name(column.name));
    detection.notes.push_back(fmt::format(
        "column \"{}\" holds phone numbers, too, and {} does not read it; if its numbers were messaged as well, name it and the "
        "recipient's: --map 'to_number=...' --map 'to_number={}', if not, only the recipient's",
        printable_name(column.name), fit.spec->id, name));
  }
}

}  // namespace mfax
