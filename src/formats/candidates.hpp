// In: a table view and all formats. Out: which of them fit, how well, and why not the others.
// Made by candidates.cpp; detect.cpp chooses, refusal.cpp explains when there is nothing to choose.
#pragma once

#include <deque>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "formats/meaning.hpp"
#include "formats/table_view.hpp"
#include "mfax/format.hpp"

namespace mfax {

/// --map after its words are understood: field -> column of the view.
struct UserMap {
  std::vector<std::pair<Field, std::size_t>> columns;
  std::set<Field> fields;
  std::set<std::size_t> taken;
};
/// Throws FatalError(usage) for a field or column that is not there, naming the nearest.
UserMap read_user_map(const DetectOptions&, FormatKind, const TableView&);

/// One format against one file.
struct Fit {
  const FormatSpec* spec = nullptr;
  const TableView* view = nullptr;  ///< the file's, or the one of the embedded records
  Candidate candidate;
  std::size_t bound_fields = 0;
  bool is_shipped = false;  ///< the records lie within those of a log shipper, which the format does not speak of
  Meaning meaning;  ///< generic formats
};

/// Views of records within records, made once per path; the Fits point into it.
struct EmbeddedViews {
  std::string_view head;
  bool head_is_whole_file = false;
  std::deque<std::pair<std::string, std::optional<TableView>>> views;
  const TableView* at(const TableView& outer, const std::string& path);
};

/// Every format of `kind` and of the view's container, best first: a total order.
std::vector<Fit> consider_formats(std::span<const FormatSpec>, FormatKind, const TableView&, const UserMap&,
                                  EmbeddedViews&);

/// "@.status" of a format with `each` -> "recipients.items[].status"; other names unchanged.
std::string name_in_row(const FormatSpec&, const std::string& name);

/// Nothing fits. Throws FatalError(bad_input): what was seen, what is missing, what to try.
[[noreturn]] void refuse_file(std::string_view path, FormatKind, const TableView&, std::span<const Fit> wanted_kind,
                              std::span<const Fit> other_kind);
/// Two formats fit equally well.
[[noreturn]] void refuse_tie(std::string_view path, FormatKind, const Fit&, const Fit&);
[[noreturn]] void refuse_other_kind(std::string_view path, FormatKind wanted, const Fit& other);
/// Neither JSON nor rows of text: says what it is instead. Returns when it may be text.
void refuse_if_not_text(std::string_view path, std::string_view head);

/// A log of a known format: further columns with numbers that neither the format nor --map accounts for.
/// `is_used`: parallel to the view's columns.
void note_unread_numbers(const Fit&, const std::vector<bool>& is_used, Detection&);

/// Slots, dialect and leftovers of the chosen format.
void bind_columns(const Fit&, const UserMap&, Detection&);

}  // namespace mfax
