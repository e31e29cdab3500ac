// In: spellings of columns. Out: folded forms, matches of patterns, words, near misses.
// Next: table_view.cpp keeps the forms with every column; detection and binding compare them.
#include "formats/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace mfax {
namespace {

bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }

/// Length of the mark at `at` that separates or decorates segments of a path, 0 when it is part of a key.
std::size_t mark_size(std::string_view path, std::size_t at, std::size_t segment_start) {
  const std::string_view rest = path.substr(at);
  if (rest.starts_with("[]")) return 2;
  if (rest.front() == '.') return 1;
  const bool ends_segment = rest.size() == 1 || rest[1] == '.' || rest[1] == '[';
  if (rest.front() == '!' && ends_segment) return 1;
  return rest.front() == '@' && at == segment_start && ends_segment ? 1 : 0;
}

template <class FoldPiece>
std::string fold_segments(std::string_view path, FoldPiece&& fold_piece) {
  std::string out, key;
  std::size_t segment_start = 0;
  const auto flush = [&] {
    out += fold_piece(key);
    key.clear();
  };
  for (std::size_t at = 0; at < path.size();) {
    if (path[at] == '\\' && at + 1 < path.size()) {  // "\." is a dot of the key
      key += path[at + 1];
      at += 2;
      continue;
    }
    const std::size_t mark = mark_size(path, at, segment_start);
    if (mark == 0) {
      key += path[at++];
      continue;
    }
    flush();
    out += path.substr(at, mark);
    at += mark;
    segment_start = at;
  }
  flush();
  return out;
}

std::string fold_keeping_wildcards(std::string_view text) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '#' && text[at] != '*') continue;
    out += fold_name(text.substr(start, at - start));
    if (at < text.size()) out += text[at];
    start = at + 1;
  }
  return out;
}

/// Text outside any brackets, and what stands inside square ones.
void split_brackets(std::string_view name, std::string& outside, std::vector<std::string>& square) {
  int depth = 0;
  std::string inside;
  bool in_square = false;
  for (const char c : name) {
    if (c == '(' || c == '[') {
      if (depth++ == 0) {
        in_square = c == '[';
        inside.clear();
      }
    } else if ((c == ')' || c == ']') && depth > 0) {
      if (--depth == 0 && in_square) square.push_back(inside);
    } else {
      (depth == 0 ? outside : inside) += c;
    }
  }
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string fold_path(std::string_view path) {
  return fold_segments(path, [](std::string_view key) { return fold_name(key); });
}

std::string fold_pattern(std::string_view name, bool is_path) {
  if (!is_path) return fold_keeping_wildcards(name);
  return fold_segments(name, [](std::string_view key) { return fold_keeping_wildcards(key); });
}

bool has_wildcard(std::string_view name) noexcept { return name.find_first_of("#*") != std::string_view::npos; }

bool matches_pattern(std::string_view pattern, std::string_view text) {
  if (!has_wildcard(pattern)) return pattern == text;
  const std::string_view literal = pattern.substr(0, pattern.find_first_of("#*"));
  if (!text.starts_with(literal)) return false;
  // reachable[j]: the pattern so far can end at text position j. Quadratic at worst, whatever the pattern is.
  std::vector<char> reachable(text.size() + 1, 0);
  reachable[0] = 1;
  for (const char want : pattern) {
    if (want == '*' || want == '#') {
      for (std::size_t j = 0; j < text.size(); ++j)
        if (reachable[j] && (want == '*' || is_ascii_digit(text[j]))) reachable[j + 1] = 1;
      continue;
    }
    for (std::size_t j = text.size(); j > 0; --j) reachable[j] = reachable[j - 1] && text[j - 1] == want;
    reachable[0] = 0;
  }
  return reachable[text.size()] != 0;
}

std::vector<std::string> csv_name_forms(std::string_view name) {
  std::vector<std::string> forms;
  const auto add = [&forms](std::string form) {
    if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
  };
  add(fold_name(name));
  std::string outside;
  std::vector<std::string> square;
  split_brackets(name, outside, square);
  add(fold_name(outside));
  for (const std::string& inside : square) add(fold_name(inside));
  return forms;
}

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (std::string folded = fold_name(word); !folded.empty()) words.push_back(std::move(folded));
    word.clear();
  };
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
    if (is_ascii && !is_ascii_letter(c) && !is_ascii_digit(c)) {
      flush();
      continue;
    }
    const bool after_lower = at > 0 && (is_lower(name[at - 1]) || is_ascii_digit(name[at - 1]));
    const bool before_lower = at + 1 < name.size() && is_lower(name[at + 1]);
    const bool after_upper = at > 0 && is_upper(name[at - 1]);
    if (is_upper(c) && (after_lower || (after_upper && before_lower))) flush();  // "sentAt", "SMSType"
    word += c;
  }
  flush();
  return words;
}

bool has_phrase(std::span<const std::string> words, std::span<const std::string> phrase) {
  return !phrase.empty() && std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

bool has_word(std::span<const std::string> words, std::span<const std::string_view> any_of) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(any_of.begin(), any_of.end(), word) != any_of.end();
  });
}

std::vector<std::string> nearest_names(std::string_view name, std::span<const std::string> known) {
  constexpr std::size_t kLongest = 64;  // a hostile header must not cost megabytes of comparison
  const std::string wanted = fold_name(name.substr(0, kLongest));
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : known) {
    const std::string folded = fold_name(std::string_view(candidate).substr(0, kLongest));
    const bool contains = wanted.size() >= 3 && folded.find(wanted) != std::string::npos;
    // "twilo" is near "twilio-messages-csv": the beginning counts, too.
    const std::string_view beginning = std::string_view(folded).substr(0, wanted.size() + 1);
    const std::size_t distance =
        contains ? 1 : std::min(edit_distance(wanted, folded), edit_distance(wanted, beginning) + 1);
    if (distance <= 1 + wanted.size() / 4) near.emplace_back(distance, candidate);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (auto& [distance, text] : near)
    if (out.size() < 3 && std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
  return out;
}

std::optional<std::size_t> column_position(std::string_view text) noexcept {
  if (text.size() < 2 || text.front() != '#') return std::nullopt;
  std::size_t position = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), position);
  if (error != std::errc{} || end != text.data() + text.size() || position == 0) return std::nullopt;
  return position;
}

std::string printable_name(std::string_view name) {
  constexpr std::size_t kLongest = 60;
  // A "name" with the digits of a telephone number is data in the header's place: messages hold no personal data.
  constexpr std::ptrdiff_t kDigitsOfANumber = 7;
  const bool is_number = std::count_if(name.begin(), name.end(), is_ascii_digit) >= kDigitsOfANumber;
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    CodePoint point = decode_utf8(name, at);
    if (is_number && point.value >= '0' && point.value <= '9') point.value = '*';
    if (point.size == 0) break;
    if (out.size() + point.size > kLongest) return out + "...";
    if (point.value < 0x20 || (point.value >= 0x7f && point.value < 0xa0))
      out += '?';
    else
      append_utf8(out, point.value);
    at += point.size;
  }
  return out;
}

std::string list_names(std::span<const std::string> names, std::size_t limit) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < limit; ++i) {
    if (i > 0) out += ", ";
    out += printable_name(names[i]);
  }
  if (names.size() > limit) out += fmt::format(" and {} more", names.size() - limit);
  return out;
}

}  // namespace mfax
