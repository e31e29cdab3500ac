// In: data/carriers.tsv, or a file of the user in the same form. Out: the ordered name rules of every country
// (carrier_rules.hpp). A file that is wrong in any line is refused whole: a rule that silently does nothing is worse.
// Next: carrier.cpp.
#include "normalize/carrier_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "base/text.hpp"
#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "normalize/carrier_text.hpp"
#include "normalize/table_rows.hpp"

namespace mfax {
namespace {

constexpr std::size_t kColumns = 7, kMostAliasBytes = std::size_t{16} << 20;
constexpr std::string_view kColumnNames = "country, slug, brand, parent, kind, rule, text";

/// The rule's key without the words of its own country at an end: "Three (UK)" is "three" where the country is GB.
std::string_view without_country_words(std::string_view key, std::string_view country) {
  constexpr int kMostWords = 3;  // "isle of man"
  std::size_t cut = key.size();
  for (int words = 0; words < kMostWords && cut != 0; ++words) {
    cut = key.rfind(' ', cut - 1);
    if (cut == std::string_view::npos) break;
    if (parse_country(key.substr(cut + 1), PhoneKey{}).alpha2 == country) return key.substr(0, cut);
  }
  return key;
}

bool is_slug(std::string_view text) noexcept {
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-'; });
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// What is wrong with a cell of the user's file; "" when nothing is.
std::string fault_of(std::size_t column, std::string_view cell) {
  constexpr auto kKinds = std::to_array<std::string_view>({"mobile", "voip", "wireline", "unknown"});
  constexpr auto kRules = std::to_array<std::string_view>({"phrase", "equals"});
  switch (column) {
    case 0: return is_country(cell) ? "" : fmt::format("'{}' is no country: two capital letters of ISO 3166, like US", cell);
    case 1: return is_slug(cell) ? "" : fmt::format("slug '{}': small letters, digits and hyphens, like t-mobile", cell);
    case 2: return cell.empty() ? "the brand is empty" : "";
    case 3: return cell.empty() || is_slug(cell) ? "" : fmt::format("parent '{}' is no slug", cell);
    case 4: return is_one_of(cell, kKinds) ? "" : fmt::format("kind '{}' is none of mobile, voip, wireline, unknown", cell);
    case 5: return is_one_of(cell, kRules) ? "" : fmt::format("rule '{}' is neither phrase nor equals", cell);
    default: return carrier_text::key(cell).empty() ? "the text has neither letter nor digit" : "";
  }
}

class AliasFile {
 public:
  explicit AliasFile(const std::string& path) : path_(path), rules_(std::make_shared<CarrierRules>()) {}

  std::shared_ptr<const CarrierRules> load() {
    const std::string bytes = read();
    const std::string_view text = without_byte_order_mark(bytes);
    for (std::string_view line : split(text, '\n')) {
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (trim_ascii(line).empty() || line.front() == '#') continue;
      add(line);
    }
    if (rules_->by_country().empty()) refuse(1, "no rule in the file");
    return rules_;
  }

 private:
  [[noreturn]] void refuse(std::size_t column, const std::string& what) const {
    throw FatalError(ExitCode::usage, fmt::format("--carrier-aliases: {}:{}:{}: {}", path_, std::max<std::size_t>(line_, 1), column, what),
                     fmt::format("a line has seven cells with tabs between: {}", kColumnNames));
  }

  std::string read() const {
    std::error_code ignored;
    std::ifstream file(path_, std::ios::binary);
    if (std::filesystem::is_directory(path_, ignored)) file.setstate(std::ios::failbit);
    if (!file) throw FatalError(ExitCode::usage, fmt::format("--carrier-aliases: cannot read {}", path_));
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (bytes.size() > kMostAliasBytes) throw FatalError(ExitCode::usage, fmt::format("--carrier-aliases: {} is too big", path_));
    return bytes;
  }

  void add(std::string_view line) {
    std::vector<std::string_view> cells = split(line, '\t');
    std::size_t column = 1;
    if (cells.size() != kColumns)
      refuse(line.size() + 1, fmt::format("{} {} instead of {}", cells.size(), cells.size() == 1 ? "cell" : "cells", kColumns));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (const std::string fault = fault_of(i, trim_ascii(cells[i])); !fault.empty()) refuse(column, fault);
      column += cells[i].size() + 1;
      cells[i] = trim_ascii(cells[i]);
    }
    check_contradiction(cells, column - cells.back().size() - 1);
    rules_->add(cells);
  }

  /// Two lines that send one name to two operators, or give one operator two brands.
  void check_contradiction(const std::vector<std::string_view>& cells, std::size_t text_column) const {
    const auto of_country = rules_->by_country().find(cells[0]);
    if (of_country == rules_->by_country().end()) return;
    const std::string key = carrier_text::key(cells[6]);
    for (const CarrierRule& rule : of_country->second) {
      if (rule.slug != cells[1] && rule.equals == (cells[5] == "equals") && trim_ascii(rule.text) == key)
        refuse(text_column, fmt::format("'{}' is already {}", cells[6], rule.id));
      if (rule.slug == cells[1] && rule.brand != cells[2])
        refuse(cells[0].size() + cells[1].size() + 3, fmt::format("{} is already '{}'", rule.id, rule.brand));
    }
  }

  const std::string& path_;
  std::shared_ptr<CarrierRules> rules_;
  std::size_t line_ = 0;
};

}  // namespace

CarrierKey::CarrierKey(std::string_view name) : key(carrier_text::key(name)), bare(carrier_text::without_legal_form(key)) {}

const CarrierRules& CarrierRules::built_in() {
  static const CarrierRules rules = [] {
    CarrierRules table;
    for_each_table_row("src/normalize/data/carriers.tsv", kColumns,
                       [&table](const std::vector<std::string_view>& cells) { table.add(cells); });
    return table;
  }();
  return rules;
}

void CarrierRules::add(const std::vector<std::string_view>& cells) {
  CarrierRule rule;
  rule.id = to_lower_ascii(cells[0]) + ':' + std::string(cells[1]);
  rule.slug = cells[1];
  rule.brand = cells[2];
  rule.parent = cells[3];
  rule.kind = cells[4];
  rule.equals = cells[5] == "equals";
  rule.text = carrier_text::key(cells[6]);
  if (rule.text.empty()) return;
  if (!rule.equals) rule.text = ' ' + rule.text + ' ';
  rules_[std::string(cells[0])].push_back(std::move(rule));
}

const CarrierRule* CarrierRules::find(std::string_view country, const CarrierKey& name) const {
  const auto rules = rules_.find(country);
  if (rules == rules_.end()) return nullptr;
  const std::string padded = ' ' + name.key + ' ';
  const std::string_view own = without_country_words(name.bare, country);
  const std::string_view own_bare = own.size() == name.bare.size() ? own : carrier_text::without_legal_form(own);
  for (const CarrierRule& rule : rules->second) {
    const bool meets = rule.equals ? rule.text == name.bare || rule.text == name.key || rule.text == own_bare
                                   : padded.find(rule.text) != std::string::npos;
    if (meets) return &rule;
  }
  return nullptr;
}

const CarrierRule* CarrierRules::by_id(std::string_view id) const {
  if (id.size() < 4 || id[2] != ':') return nullptr;
  const std::string country{static_cast<char>(id[0] & ~0x20), static_cast<char>(id[1] & ~0x20)};
  const auto rules = rules_.find(country);
  if (rules == rules_.end()) return nullptr;
  const auto found =
      std::find_if(rules->second.begin(), rules->second.end(), [id](const CarrierRule& rule) { return rule.id == id; });
  return found == rules->second.end() ? nullptr : &*found;
}

std::shared_ptr<const CarrierRules> load_carrier_aliases(const std::string& path) { return AliasFile(path).load(); }

}  // namespace mfax
