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
  const bool is_proven = decision_.by == DecidedBy::evidence &&
                         (decision_.form == NumberForm::international || decision_.form == NumberForm::national);
  if (!is_proven) return decision_.form;
  const std::string_view digits = number.substr(0, number.find_first_of("xXeE;"));
  const bool is_set_apart = trim_ascii(digits).find_first_of(" -.()/") != std::string_view::npos;
  return is_set_apart ? NumberForm::automatic : decision_.form;
}

void NumberReader::add_numbers(const RowValues& values, const NumberDecision& decision, std::string_view region, DirectoryRow& row,
                               Arena& arena) {
  if (decision_.form != decision.form || decision_.by != decision.by) decision_ = decision;
  context_.region = region;
  row_ = &row;
  arena_ = &arena;
  numbers_.clear();
  keys_.clear();
  many_keys_.clear();
  for (const Source& source : values.sources().of(Field::phone)) add_source(values, source, source.rule->use);
  for (const Source& source : values.sources().of(Field::factor_phone)) add_source(values, source, NumberUse::mfa);
  row.numbers = arena.list(numbers_);
  if (keys_.empty()) row.codes.add(DiagCode::D_NO_NUMBER);
}

void NumberReader::add_source(const RowValues& values, const Source& source, NumberUse use) {
  const Cell cell = cell_of(values.row(), source);
  if (cell.text.empty()) return;
  const bool is_one = cell.text.find(kValueSeparator) == std::string_view::npos;
  const ParallelColumns extensions(values.row(), source.extensions), kinds(values.row(), source.kinds);
  for_each_element(cell.text, [&](std::size_t k, std::string_view text) {
    const std::string_view element = trim_ascii(text);
    if (element.empty()) return;
    if (is_lost_value(element)) {
      row_->codes.add(DiagCode::D_LOST_VALUE);
      return;
    }
    const auto kind = kind_of(source, kinds.at(k));
    if (!kind) return;
    DirectoryNumber like;
    like.kind = *kind;
    like.use = use;
    like.extension = arena_->shared_text(extension_digits(extensions.at(k)));
    like.field = arena_->shared_text(source.column);
    like.row = row_->row;
    add_element({element, is_one ? cell.kind : CellKind::text}, like);
  });
}

void NumberReader::add_element(const Cell& element, DirectoryNumber like) {
  if (element.text.find_first_of("\n\r|;") == std::string_view::npos) return add_part(element, like);
  const auto parts = split_numbers(element.text);
  if (parts.size() > 1) row_->codes.add(DiagCode::P_MULTI);
  for (const std::string_view part : parts) add_part({part, parts.size() == 1 ? element.kind : CellKind::text}, like);
}

void NumberReader::add_part(const Cell& part, DirectoryNumber& like) {
  context_.form = form_of(part.text);
  parser_.parse_all(part, context_, parsed_);
  for (const ParsedNumber& number : parsed_) {
    if (number.status == NumberStatus::null) {
      row_->codes.add(number.codes);
      continue;
    }
    // Two columns of one attribute (mobile, MobilePhone) hold one number; as an MFA number it is told apart.
    if (number.key && !is_new(number.key, like.use)) continue;
    DirectoryNumber& out = numbers_.emplace_back(like);
    like.extension = Text();  // a separate extension column belongs to the first number of the cell
    out.key = number.key;
    out.status = number.status;
    out.confidence = number.confidence;
    if (!number.extension.empty()) out.extension = arena_->shared_text(number.extension);
    out.codes = number.codes;
  }
}

bool NumberReader::is_new(PhoneKey key, NumberUse use) {
  constexpr std::size_t kFew = 32;
  const std::uint64_t told = key.digits * 2 + (use == NumberUse::mfa ? 1 : 0);
  if (keys_.size() <= kFew) {
    if (std::find(keys_.begin(), keys_.end(), told) != keys_.end()) return false;
    keys_.push_back(told);
    return true;
  }
  if (many_keys_.empty()) many_keys_.insert(keys_.begin(), keys_.end());
  return many_keys_.insert(told).second;
}

}  // namespace mfax::directory
