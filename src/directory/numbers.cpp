// Phone columns and paths -> numbers. Element k of a phone path belongs to element k of its extension and kind paths.
// Next: normalize.cpp.
#include "directory/numbers.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace mfax::directory {
namespace {

constexpr std::size_t kMaxExtensionDigits = 11;  // longer ones are another number, not an extension

/// Digits of an extension cell: "x3243", "ext. 12", "3243".
std::string extension_digits(std::string_view cell) {
  std::string digits;
  for (const char c : cell)
    if (is_ascii_digit(c)) digits += c;
  return digits.size() <= kMaxExtensionDigits ? digits : std::string{};
}

/// The columns that run parallel to a phone, taken apart once.
class ParallelColumns {
 public:
  ParallelColumns(const RawRow& row, const std::vector<std::int32_t>& cells) {
    for (const std::int32_t cell : cells) columns_.push_back(split_elements(cell_at(row, cell).text));
  }
  /// Element k of the first column that has one.
  std::string_view at(std::size_t k) const noexcept {
    for (const auto& column : columns_)
      if (k < column.size() && !clean_text(column[k]).empty()) return clean_text(column[k]);
    return {};
  }

 private:
  std::vector<std::vector<std::string_view>> columns_;
};

/// Empty when the format says that a number of this kind is to be left out.
std::optional<NumberKind> kind_of(const Source& source, std::string_view word) {
  if (word.empty()) return source.rule->kind;
  const std::string_view mapped = RowValues::worded(source, word);
  if (mapped == "ignore") return std::nullopt;
  const NumberKind kind = parse_number_kind(mapped);
  return kind == NumberKind::unknown ? source.rule->kind : kind;
}

}  // namespace

/// What the file's bare digits prove says nothing about "202-555-0143" beside them: people type such cells by hand.
NumberForm NumberReader::form_of(std::string_view number) const {
  const std::string_view digits = number.substr(0, number.find_first_of("xXeE;"));
  const bool is_set_apart = trim_ascii(digits).find_first_of(" -.()/") != std::string_view::npos;
  const bool is_proven = decision_.by == DecidedBy::evidence &&
                         (decision_.form == NumberForm::international || decision_.form == NumberForm::national);
  return is_set_apart && is_proven ? NumberForm::automatic : decision_.form;
}

void NumberReader::add_numbers(const RowValues& values, const NumberDecision& decision, std::string_view region,
                               DirectoryRecord& record) {
  seen_.clear();
  if (decision_.form != decision.form || decision_.by != decision.by) decision_ = decision;
  NumberContext context;
  context.region = region;
  for (const Source& source : values.sources().of(Field::phone))
    add_source(values, source, context, source.rule->use, record);
  for (const Source& source : values.sources().of(Field::factor_phone))
    add_source(values, source, context, NumberUse::mfa, record);
  const bool has_key = std::any_of(record.numbers.begin(), record.numbers.end(),
                                   [](const DirectoryNumber& number) { return static_cast<bool>(number.key); });
  if (!has_key) record.codes.add(DiagCode::D_NO_NUMBER);
}

void NumberReader::add_source(const RowValues& values, const Source& source, const NumberContext& context,
                              NumberUse use, DirectoryRecord& record) {
  const Cell cell = cell_of(values.row(), source);
  const auto elements = split_elements(cell.text);
  const ParallelColumns extensions(values.row(), source.extensions), kinds(values.row(), source.kinds);
  for (std::size_t k = 0; k < elements.size(); ++k) {
    const std::string_view element = trim_ascii(elements[k]);
    if (element.empty()) continue;
    if (is_lost_value(element)) {
      record.codes.add(DiagCode::D_LOST_VALUE);
      continue;
    }
    const auto kind = kind_of(source, kinds.at(k));
    if (!kind) continue;
    DirectoryNumber like;
    like.kind = *kind;
    like.use = use;
    like.extension = extension_digits(extensions.at(k));
    like.field = source.column;
    like.row = record.row;
    Cell value;
    value.text = element;
    value.kind = elements.size() == 1 ? cell.kind : CellKind::text;
    add_element(value, context, std::move(like), record);
  }
}

void NumberReader::add_element(const Cell& element, const NumberContext& of_row, DirectoryNumber like,
                               DirectoryRecord& record) {
  NumberContext context = of_row;
  const auto parts = split_numbers(element.text);
  if (parts.size() > 1) record.codes.add(DiagCode::P_MULTI);
  for (const std::string_view part : parts) {
    Cell cell;
    cell.text = part;
    cell.kind = parts.size() == 1 ? element.kind : CellKind::text;
    context.form = form_of(part);
    parser_.parse_all(cell, context, parsed_);
    for (ParsedNumber& number : parsed_) {
      if (number.status == NumberStatus::null) {
        record.codes.add(number.codes);
        continue;
      }
      // Two columns of one attribute (mobile, MobilePhone) hold one number; as an MFA number it is told apart.
      if (number.key && !seen_.insert(number.key.digits * 2 + (like.use == NumberUse::mfa ? 1 : 0)).second) continue;
      DirectoryNumber out = like;
      like.extension.clear();  // a separate extension column belongs to the first number of the cell
      out.key = number.key;
      out.status = number.status;
      out.confidence = number.confidence;
      if (!number.extension.empty()) out.extension = std::move(number.extension);
      out.codes = number.codes;
      record.numbers.push_back(std::move(out));
    }
  }
}

}  // namespace mfax::directory
