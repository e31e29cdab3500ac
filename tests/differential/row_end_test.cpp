// The row rule against a slow machine that goes byte by byte with the whole text before it, and find_last_row_end
// against repeated find_row_end, on random bytes with tiny limits.
#include <catch2/catch.hpp>
#include <random>

#include "mfax/read.hpp"

namespace mfax::test {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// End of the row at `start` of a complete text, the obvious way.
RowEnd slow_row_end(std::string_view text, std::size_t start, const Dialect& dialect, const ReadOptions& options) {
  bool cell_start = true;
  bool quotes_are_data = false;
  RowEnd end;
  for (std::size_t i = start; i < text.size(); ++i) {
    const char c = text[i];
    if (cell_start && !quotes_are_data && c == dialect.quote) {
      std::size_t j = i + 1, lines = 0, close = kNone;
      for (; j < text.size(); ++j) {
        if (dialect.backslash_escape && text[j] == '\\' && j + 1 < text.size()) {
          lines += text[j + 1] == '\n' || (text[j + 1] == '\r' && !(j + 2 < text.size() && text[j + 2] == '\n'));
          ++j;
          continue;
        }
        if (text[j] == dialect.quote && j + 1 < text.size() && text[j + 1] == dialect.quote) {
          ++j;
          continue;
        }
        if (text[j] == dialect.quote) {
          close = j;
          break;
        }
        if (text[j] == '\n' || (text[j] == '\r' && !(j + 1 < text.size() && text[j + 1] == '\n'))) ++lines;
      }
      if (close != kNone && close - i - 1 <= options.open_quote_bytes && lines <= options.open_quote_lines) {
        i = close;
        cell_start = false;
        continue;
      }
      quotes_are_data = true;
      end.fault = DiagCode::V_UNCLOSED_QUOTE;
    }
    if (c == '\n' || c == '\r') {
      end.next = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n' ? i + 2 : i + 1;
      return end;
    }
    cell_start = c == dialect.delimiter;
  }
  end.next = text.size();
  return end;
}

std::string random_text(std::mt19937& random, bool with_backslash) {
  const std::string_view alphabet = with_backslash ? "\",;\n\r a\\" : "\",;\n\r a";
  std::string text(random() % 24, ' ');
  for (char& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

ReadOptions tiny_limits(std::mt19937& random) {
  ReadOptions options;
  options.open_quote_bytes = random() % 12;
  options.open_quote_lines = random() % 4;
  return options;
}

TEST_CASE("a row ends where the slow machine says, however much of the file is known") {
  std::mt19937 random(20240401);
  for (int round = 0; round < 300000; ++round) {
    Dialect dialect;
    dialect.backslash_escape = round % 3 == 0;
    const ReadOptions options = tiny_limits(random);
    const std::string text = random_text(random, dialect.backslash_escape);
    for (std::size_t start = 0; start < text.size();) {
      const RowEnd wanted = slow_row_end(text, start, dialect, options);
      const RowEnd got = find_row_end(text, start, dialect, options, true);
      if (got.next != wanted.next || got.fault != wanted.fault) {
        INFO("text [" << text << "] from " << start << " bytes " << options.open_quote_bytes << " lines "
                      << options.open_quote_lines);
        REQUIRE(got.next == wanted.next);
        REQUIRE(got.fault == wanted.fault);
      }
      // A shorter view of a longer file: the same answer or none, never another.
      const std::size_t known = start + random() % (text.size() - start + 1);
      const RowEnd early = find_row_end(std::string_view(text).substr(0, known), start, dialect, options, false);
      if (early.next != kNone && early.next != wanted.next) {
        INFO("text [" << text << "] from " << start << " known " << known);
        REQUIRE(early.next == wanted.next);
      }
      start = wanted.next;
    }
  }
}

TEST_CASE("find_last_row_end ends where repeating find_row_end ends") {
  std::mt19937 random(7);
  std::size_t found = 0;
  for (int round = 0; round < 300000; ++round) {
    Dialect dialect;
    dialect.backslash_escape = round % 3 == 0;
    const ReadOptions options = tiny_limits(random);
    const std::string text = random_text(random, dialect.backslash_escape);
    for (const bool at_end : {false, true}) {
      std::size_t last = kNone;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = find_row_end(text, at, dialect, options, at_end).next;
        if (next == kNone) break;
        last = at = next;
      }
      const std::size_t got = find_last_row_end(text, 0, dialect, options, at_end);
      found += got != kNone;
      if (got != last) {
        INFO("text [" << text << "] at end " << at_end << " bytes " << options.open_quote_bytes << " lines "
                      << options.open_quote_lines);
        REQUIRE(got == last);
      }
    }
  }
  CHECK(found > 100000);
}

}  // namespace
}  // namespace mfax::test
