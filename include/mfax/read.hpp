// bytes -> rows. A file or stdin becomes chunks of whole rows (ChunkReader); a scanner turns a chunk into rows of
// cells, one cell per slot of a ColumnPlan. formats/ makes the Dialect and the ColumnPlan; pipeline/ drives.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/diagnostic.hpp"
#include "mfax/error.hpp"
#include "mfax/types.hpp"

namespace mfax {

enum class Encoding : std::uint8_t { utf8, utf8_bom, utf16le, utf16be, windows1252 };
enum class Compression : std::uint8_t { none, gzip, zstd, bzip2, xz };
std::string_view to_text(Encoding) noexcept;     // "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "windows-1252"
std::string_view to_text(Compression) noexcept;  // "none", "gzip", "zstd", "bzip2", "xz"

/// What decoded text is beside tables and JSON. The others are read as one JSON object a record.
enum class TextKind : std::uint8_t { table_or_json, ldif, cef, key_value, prefixed_json, json_table, query_answer };
std::string_view to_text(TextKind) noexcept;  // "" for table_or_json, else words for people: "LDIF (RFC 2849)"

/// csv: delimited text. json_lines: one JSON value a line. json_values: a stream of JSON values (one or many documents,
/// pretty-printed or not); a row is an element of the array at `rows_path`, or of a top-level array, or a top-level object.
enum class Container : std::uint8_t { csv, json_lines, json_values };

struct Dialect {
  Container container = Container::csv;
  char delimiter = ',';
  char quote = '"';
  bool backslash_escape = false;
  std::uint64_t skip_bytes = 0;   ///< csv: decoded bytes before the first data row (sep= line, #TYPE, preamble, header)
  std::uint32_t skip_lines = 0;   ///< line ends inside those bytes
  std::string rows_path;          ///< json_values: dotted path of the array that holds the rows; "" = top level
  std::string each;               ///< JSON: path, within a row, of an array; every element is a row of its own
  std::string embedded_json;      ///< JSON: path, within a row, of a string (or object) that *is* the row: "message"
  std::vector<std::string> header;  ///< csv: cells of the header row, for repeated-header detection
};

enum class CellKind : std::uint8_t { absent, text, number, boolean };

/// One value as text. JSON integers keep their digits; whole doubles below 2^53 print as integers, other doubles in
/// shortest form; JSON null and missing keys are absent; objects are absent; the values of a path with "[]" are joined by
/// kValueSeparator, a missing member leaving its place empty so that parallel paths stay aligned.
struct Cell {
  std::string_view text;
  CellKind kind = CellKind::absent;
};
inline constexpr char kValueSeparator = '\x1f';

/// Which cells a scanner keeps, and in which order. Made by formats/, obeyed by the scanners. Several csv columns never
/// share a slot.
struct ColumnPlan {
  std::size_t slot_count = 0;
  std::vector<std::int32_t> csv_columns;  ///< column -> slot, -1 = not wanted; columns beyond the end are not wanted
  std::vector<std::string> json_paths;    ///< slot -> dotted path, keys exact; "a[].b" every element; "@.b" = within the `each` element;
                                          ///< "a!.b" = parse the string at a as JSON; a literal dot in a key is written "\."
};

/// A run of whole rows and the bytes they live in. Move-only. At least 64 readable bytes follow bytes() (simdjson).
class Chunk {
 public:
  /// Where a JSON row lies in bytes(). A CSV scanner finds rows itself: there the only span is a row that was cut short
  /// because it is longer than max_row_bytes (V_ROW_TOO_LONG), the last of its chunk.
  struct Span {
    std::uint32_t begin = 0, size = 0;
    DiagCode fault = DiagCode::none;  ///< J_TOO_BIG, J_BAD_RECORD: the bytes are not a row, but something was there
  };
  Chunk() = default;
  Chunk(Chunk&&) noexcept = default;
  Chunk& operator=(Chunk&&) noexcept = default;
  /// Takes the buffer; `size` bytes of it are the chunk, the rest (>= 64) is padding.
  Chunk(std::vector<char> buffer, std::size_t size, FileId file, std::uint32_t index, std::uint64_t sequence,
        std::uint64_t byte_offset);

  std::string_view bytes() const& noexcept { return {buffer_.data(), size_}; }
  std::string_view bytes() && = delete;  // would dangle
  std::span<const Span> spans() const& noexcept { return spans_; }
  FileId file() const noexcept { return file_; }
  std::uint32_t index() const noexcept { return index_; }        ///< within the file
  std::uint64_t sequence() const noexcept { return sequence_; }  ///< within the run: the merge order
  std::uint64_t byte_offset() const noexcept { return byte_offset_; }
  /// Line ends between the previous chunk's last byte (or the start of the file) and this chunk's first: skipped
  /// preamble, envelope, the rest of an over-long row. Not part of the scanner's lines(). When it is not 0 the chunk
  /// begins on another line than the previous one ended.
  std::uint32_t lines_before() const noexcept { return lines_before_; }
  void set_lines_before(std::uint32_t lines) noexcept { lines_before_ = lines; }
  std::vector<char> release_buffer() && noexcept { return std::move(buffer_); }
  void add_span(Span span) { spans_.push_back(span); }

 private:
  std::vector<char> buffer_;
  std::size_t size_ = 0;
  std::vector<Span> spans_;
  FileId file_{};
  std::uint32_t index_ = 0, lines_before_ = 0;
  std::uint64_t sequence_ = 0, byte_offset_ = 0;
};

/// One row as text, one cell per ColumnPlan slot. Valid until the scanner's next call.
struct RawRow {
  RawRow() noexcept {}  // no aggregate: one of those is filled with zeros first, which takes longer than a cell
  std::span<const Cell> cells;
  RowPos pos;
  DiagCode fault = DiagCode::none;  ///< not none: the row is there but damaged; cells must not be read
  CodeSet notes;                    ///< V_SHORT, V_LONG, V_QUOTE, J_DUPLICATE_KEY ...
  bool blank = false;               ///< no characters but white space and delimiters
  bool repeated_header = false;     ///< equal to the header (concatenated exports)
  bool may_hold_lists = true;       ///< false: no cell holds kValueSeparator
  std::string_view raw;             ///< the row's bytes, for excerpts
};

struct ReadOptions {
  std::size_t chunk_bytes = std::size_t{1} << 20;
  std::size_t max_row_bytes = std::size_t{64} << 20;     ///< a longer JSON record or CSV row is one reject
  std::size_t open_quote_bytes = std::size_t{1} << 20;   ///< normalization.md 6: a quote open longer than this is data
  std::size_t open_quote_lines = 1000;
  std::size_t head_bytes = std::size_t{4} << 20;         ///< decoded bytes looked at for detection
  double max_ratio = 1000;                               ///< inflated : compressed
  std::uint64_t max_inflated_bytes = std::uint64_t{1} << 40;
  std::optional<Encoding> encoding;                      ///< unset = decided from the bytes
};

class Archive;  // src/read/archive.hpp

/// What a ChunkReader opens: a path, "-" for stdin, or a member of an archive. Cheap to copy; members of one archive share
/// it and must be read one at a time, by one thread at a time.
struct InputFile {
  std::string path;
  std::string member;            ///< name within the archive at `path`, for people only; "" = the file itself
  std::size_t position = 0;      ///< of the member among the archive's entries
  bool is_stream = false;        ///< stdin, a pipe: what was read from it cannot be read again
  std::shared_ptr<Archive> archive;
  std::string name() const;      ///< for messages: "report.zip!sms.csv"
};

/// The file itself, or the members of the zip, tar (also compressed) or bzip2/xz file at `path`, in the archive's order.
/// Folders, links and what packers add of their own are left out. An archive's SHA-256 is taken here.
/// Throws FatalError(bad_input) for archives that cannot be read whole: damaged, cut off, encrypted, a workbook, beyond the limits.
std::vector<InputFile> files_at(const std::string& path, const ReadOptions&);

/// The evidence: size and hash of the bytes as they lie on disk (compressed bytes for a gzip file, the archive for a member).
struct FileFacts {
  std::string path;      ///< as given on the command line; "-" for stdin
  std::string member;    ///< of the archive at `path`; "" = the file itself
  std::string sha256;    ///< lower-case hex
  std::uint64_t bytes = 0;
  Compression compression = Compression::none;
  Encoding encoding = Encoding::utf8;
  std::uint64_t decoded_bytes = 0;
  std::uint64_t bad_bytes = 0;  ///< E_BAD_BYTE: replaced by U+FFFD
  bool changed_while_read = false;  ///< size or mtime differ after the last byte (regular files)
};

/// A path or stdin as decoded UTF-8 text cut at row ends. One thread at a time. All errors: FatalError(bad_input).
class ChunkReader {
 public:
  /// Opens, sniffs compression and encoding, and fills head(). "-" is stdin.
  ChunkReader(FileId, InputFile, const ReadOptions&);
  ChunkReader(FileId, std::string path, const ReadOptions&);
  ~ChunkReader();
  ChunkReader(ChunkReader&&) noexcept;
  ChunkReader& operator=(ChunkReader&&) noexcept;

  /// The first decoded bytes (BOM removed), up to head_bytes; not consumed. 64 bytes of padding follow.
  std::string_view head() const& noexcept;
  bool head_is_whole_file() const noexcept;
  /// Must be called once before next(). `sequence` is the merge number of the file's first chunk.
  void start(const Dialect&, std::uint64_t first_sequence);
  /// Whole rows only; empty at the end of the file. `reuse` may hand back an old buffer.
  std::optional<Chunk> next(std::vector<char> reuse = {});
  /// Complete once next() has returned nothing.
  FileFacts facts() const;
  std::uint64_t bytes_read() const noexcept;  ///< from disk, so far (progress)
  TextKind text_kind() const noexcept;
  /// The first 64 KiB are no text: NUL bytes (unless UTF-16), or more than a tenth control characters.
  bool looks_binary() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Any of the encodings -> UTF-8 without byte order mark, as ChunkReader decodes a file.
std::string decoded_text(std::string_view bytes);
/// LDIF, CEF, lines of key=value and JSON in lines or columns of other text as ChunkReader passes them on: one JSON object a
/// record. Any other text is passed on as it is. `name` is for messages; throws FatalError(bad_input).
std::string records_of_text(std::string_view text, const std::string& name, const ReadOptions&);
/// A whole text held in memory as one chunk, its rows cut as the reader cuts a file's: for the samples of formats.
Chunk chunk_of_text(std::string_view text, const Dialect&, const ReadOptions&);

/// The only definition of a CSV row. Depends on bytes and dialect, never on where a chunk was cut.
/// `next` = npos: the row goes on past `bytes` (`at_end_of_file` false) .
struct RowEnd {
  std::size_t next = std::string_view::npos;  ///< first byte of the following row
  DiagCode fault = DiagCode::none;            ///< V_UNCLOSED_QUOTE: the quote was taken as data
};
RowEnd find_row_end(std::string_view bytes, std::size_t row_start, const Dialect&, const ReadOptions&,
                    bool at_end_of_file) noexcept;
/// What repeating find_row_end would end with (a property test), but jumping from quote to quote; npos = no row ends.
std::size_t find_last_row_end(std::string_view bytes, std::size_t row_start, const Dialect&, const ReadOptions&,
                              bool at_end_of_file) noexcept;

/// Cells of one CSV row, unquoted, for detection and tests (allocates). The scanners do not use it.
std::vector<std::string> split_csv_row(std::string_view row, const Dialect&);

template <class S>
concept RowScanner = requires(S scanner, const S& scanned) {
  { scanner.next() } -> std::same_as<std::optional<RawRow>>;
  { scanned.lines() } -> std::convertible_to<std::uint32_t>;
  { scanned.rows_on_last_line() } -> std::convertible_to<std::uint32_t>;
};

/// Rows of a CSV chunk. Every physical row is returned, blank ones and repeated headers flagged.
class CsvScanner {
 public:
  CsvScanner(const Chunk&, const Dialect&, const ColumnPlan&, const ReadOptions&);
  CsvScanner(Chunk&&, const Dialect&, const ColumnPlan&, const ReadOptions&) = delete;
  ~CsvScanner();
  std::optional<RawRow> next();
  std::uint32_t lines() const noexcept;              ///< line ends in the whole chunk, once next() returned nothing
  std::uint32_t rows_on_last_line() const noexcept;  ///< 0 for CSV: every row ends its line
 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Rows of a JSON chunk: one RawRow per record, or per element of the `each` array (none: one row without it).
class JsonScanner {
 public:
  JsonScanner(const Chunk&, const Dialect&, const ColumnPlan&, const ReadOptions&);
  JsonScanner(Chunk&&, const Dialect&, const ColumnPlan&, const ReadOptions&) = delete;
  ~JsonScanner();
  std::optional<RawRow> next();
  std::uint32_t lines() const noexcept;
  std::uint32_t rows_on_last_line() const noexcept;  ///< records that began after the chunk's last line end
 private:
  struct State;
  std::unique_ptr<State> state_;
};
static_assert(RowScanner<CsvScanner> && RowScanner<JsonScanner>);

/// Flat view of the first records of a JSON text, for detection: every record as (dotted path, cell) pairs. Arrays of
/// objects give "a[].b" once per element. Stops after `max_records` or at the end of `head`.
struct JsonRecordSample {
  std::vector<std::pair<std::string, std::string>> values;
};
struct JsonSample {
  Container container = Container::json_values;
  std::string rows_path;
  std::vector<JsonRecordSample> records;
  bool is_json = false;
};
JsonSample sample_json(std::string_view head, bool whole_file, std::size_t max_records);
/// The same with the rows where the caller says they are ("" = the documents themselves).
JsonSample sample_json_at(std::string_view head, bool whole_file, std::size_t max_records,
                          const std::string& rows_path);

}  // namespace mfax
