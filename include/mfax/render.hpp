// Report -> text. Renderers are pure functions in one table; each owns its escaping (terminal controls, HTML, Markdown,
// spreadsheet formulas): values come from a breached party.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "mfax/report.hpp"

namespace mfax {

enum class CsvDialect : std::uint8_t { strict, spreadsheet };

struct RenderOptions {
  bool color = false;
  unsigned width = 100;
  std::size_t limit = 10;              ///< rows of a list on the screen (text)
  CsvDialect csv = CsvDialect::strict;
  std::vector<std::string> columns;    ///< of people.csv; empty = those of people_columns("standard")
  std::vector<std::string> wrote;      ///< text: "Wrote" line
  std::string report_path;             ///< text: for the "Next" line; "" = none saved
  unsigned threads = 1;                ///< for long lists; the text does not depend on it
};

/// Takes pieces of output in order; a renderer never holds the whole document.
using Sink = std::function<void(std::string_view)>;

struct Renderer {
  std::string_view name;        ///< --format
  std::string_view extension;   ///< ".json"
  std::string_view summary;
  void (*render)(const Report&, const RenderOptions&, const Sink&);
};
std::span<const Renderer> renderers() noexcept;
const Renderer* find_renderer(std::string_view name) noexcept;

/// Files of a run folder beside the documents: people.csv, numbers.csv, unmatched.csv, ambiguous.csv, shared.csv, rejects.csv.
struct Table {
  std::string_view file;
  void (*render)(const Report&, const RenderOptions&, const Sink&);
};
std::span<const Table> tables() noexcept;

/// Columns of people.csv by the name of a set: minimal, standard, full. Empty for another word.
std::vector<std::string> people_columns(std::string_view set);

/// For `normalize`: one NDJSON line each (without the line end).
struct NormalizedMessage {
  const MessageRecord* record = nullptr;
  const StringTable* names = nullptr;
  std::string row, duplicate_of;       ///< "" = none
  std::uint64_t line = 0;
  bool with_trail = false;             ///< number_trail() of the record
};
std::string render_message_json(const NormalizedMessage&, MaskMode, std::string_view hmac_key);
std::string render_reject_json(const RowRef&, Field, const CodeSet&, std::string_view excerpt, MaskMode,
                               std::optional<NumberTrims> trail = {});
std::string render_person_json(const DirectoryRecord&, MaskMode, std::string_view hmac_key);

/// Escapes for a terminal line: C0, C1, DEL, bidi controls become visible "\u{...}"; invalid UTF-8 becomes U+FFFD.
std::string terminal_safe(std::string_view);

}  // namespace mfax
