// A path or stdin in, chunks of whole rows out: raw bytes (file_source), inflated (inflate), as UTF-8 (charset), cut at
// row ends (row_end, json_rows). pipeline/ hands each chunk to a scanner.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "mfax/read.hpp"
#include "read/archive.hpp"
#include "read/charset.hpp"
#include "read/inflate.hpp"
#include "read/json_rows.hpp"
#include "read/line_ends.hpp"
#include "read/line_records.hpp"
#include "read/row_end.hpp"

namespace mfax {
namespace {

constexpr std::size_t kPadding = 64;
constexpr std::size_t kMostConvertedBytes = std::size_t{64} << 20;  // of a record of LDIF and the like: it is held in memory
constexpr std::size_t kNone = std::string_view::npos;

/// Passes blocks on; refuses a file whose inflated bytes are an archive (.tar.gz) or a workbook.
class ForeignGuard final : public ByteStream {
 public:
  ForeignGuard(ByteStream& source, std::string path) : source_(source), path_(std::move(path)) {}
  std::string_view next_block() override {
    const std::string_view block = source_.next_block();
    if (!std::exchange(is_checked_, true)) reject_foreign_file(block, path_);
    return block;
  }

 private:
  ByteStream& source_;
  std::string path_;
  bool is_checked_ = false;
};

bool is_binary(std::string_view head, Encoding encoding) noexcept {
  const std::string_view sample = head.substr(0, std::size_t{64} << 10);
  const bool is_wide = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
  std::size_t controls = 0, zeros = 0;
  for (const char c : sample) {
    const auto byte = static_cast<unsigned char>(c);
    zeros += byte == 0 ? 1U : 0U;
    controls += byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && byte != 0x1B ? 1U : 0U;
  }
  return (zeros > 0 && !is_wide) || controls * 10 > sample.size();
}

}  // namespace

struct ChunkReader::State {
  State(FileId id, InputFile from, const ReadOptions& read_options)
      : file(id), input(std::move(from)), options(read_options), source(open_source(input)) {
    options.chunk_bytes = std::max<std::size_t>(options.chunk_bytes, 1);
    options.max_row_bytes = std::clamp<std::size_t>(options.max_row_bytes, 1, std::size_t{1} << 30);
    const std::string_view first = source->peek();
    const std::string name = source->name();
    reject_foreign_file(first, name);
    compression = sniff_compression(first);
    inflater = make_inflater(compression, *source, name, options);
    if (inflater) guard = std::make_unique<ForeignGuard>(*inflater, name);
    if (compression == Compression::none) compression = source->compression();
    ByteStream& plain = guard ? static_cast<ByteStream&>(*guard) : *source;
    decoder = std::make_unique<TextDecoder>(plain, options.encoding);
    text = std::make_unique<LineRecords>(*decoder, name, std::max(options.max_row_bytes, kMostConvertedBytes));
    read_head();
  }

  void read_head() {
    std::size_t wanted = std::min<std::size_t>(options.head_bytes, kBlockBytes);
    for (;;) {
      head.resize(wanted + kPadding);
      head_size += pull_text(head.data() + head_size, wanted - head_size);
      if (head_size < wanted || wanted == options.head_bytes) break;
      wanted = std::min(options.head_bytes, 4 * wanted);
    }
    if (block.empty() && !is_text_end) block = text->next_block();
    is_text_end = block.empty();
    std::fill(head.begin() + static_cast<std::ptrdiff_t>(head_size), head.end(), '\0');
    head_is_binary = is_binary({head.data(), head_size}, decoder->encoding());
  }

  /// Decoded text; less than `capacity` only at the end.
  std::size_t pull_text(char* to, std::size_t capacity) {
    std::size_t got = 0;
    while (got < capacity && !is_text_end) {
      if (block.empty()) block = text->next_block();
      is_text_end = block.empty();
      const std::size_t take = std::min(capacity - got, block.size());
      if (take > 0) std::memcpy(to + got, block.data(), take);
      block.remove_prefix(take);
      got += take;
    }
    return got;
  }

  /// The head once more, then the rest.
  std::size_t pull(char* to, std::size_t capacity) {
    const std::size_t again = std::min(capacity, head_size - head_used);
    if (again > 0) std::memcpy(to, head.data() + head_used, again);
    head_used += again;
    return again + (again < capacity ? pull_text(to + again, capacity - again) : 0);
  }

  /// Grows what is in the buffer to `target` bytes, less at the end of the file.
  void fill(std::size_t target) {
    if (buffer.size() < target + kPadding) buffer.resize(target + kPadding);
    if (filled < target) filled += pull(buffer.data() + filled, target - filled);
    is_end = is_text_end && block.empty() && head_used == head_size;
  }
  std::string_view view() const noexcept { return {buffer.data(), filled}; }

  /// The first `size` bytes hold no row: only their line ends matter.
  void drop(std::size_t size) {
    lines_before += count_line_ends(view(), 0, size);
    std::memmove(buffer.data(), buffer.data() + size, filled - size);
    filled -= size;
    base += size;
  }

  /// Twice as much, but not beyond what one row may need.
  std::size_t grown() const noexcept {
    const std::size_t enough = options.max_row_bytes + options.open_quote_bytes + options.chunk_bytes + 2;
    return filled >= enough ? filled + options.chunk_bytes : std::min(2 * std::max<std::size_t>(filled, 64), enough);
  }

  void skip(std::uint64_t bytes) {
    char last = '\0';
    while (bytes > 0) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, kBlockBytes));
      fill(size + 1);  // one more: whether a CR is half of a CRLF must be known to count it
      if (filled == 0) return;
      const std::size_t here = std::min(size, filled);
      last = buffer[here - 1];
      drop(here);
      bytes -= here;
    }
    if (last == '\r' && filled > 0 && buffer[0] == '\n') drop(1);  // a CRLF is never cut in two
  }

  Chunk take(std::size_t size, std::vector<char> reuse) {
    if (reuse.size() < options.chunk_bytes + kPadding) reuse.resize(options.chunk_bytes + kPadding);
    const std::size_t rest = filled - size;
    if (reuse.size() < rest + kPadding) reuse.resize(rest + kPadding);
    if (rest > 0) std::memcpy(reuse.data(), buffer.data() + size, rest);
    std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(size), kPadding, '\0');
    Chunk chunk(std::exchange(buffer, std::move(reuse)), size, file, index++, sequence++, base);
    chunk.set_lines_before(static_cast<std::uint32_t>(std::exchange(lines_before, 0)));
    filled = rest;
    base += size;
    return chunk;
  }

  /// Line ends after the last row still count, so that the lines of a file add up.
  std::optional<Chunk> take_last(std::vector<char> reuse) {
    if (lines_before == 0) return std::nullopt;
    fill(0);
    return take(0, std::move(reuse));
  }

  std::optional<Chunk> next_csv(std::vector<char> reuse);
  bool skip_long_row();
  std::optional<Chunk> next_json(std::vector<char> reuse);

  FileId file;
  InputFile input;
  ReadOptions options;
  std::unique_ptr<InputSource> source;
  Compression compression = Compression::none;
  std::unique_ptr<ByteStream> inflater, guard;
  std::unique_ptr<TextDecoder> decoder;
  std::unique_ptr<LineRecords> text;
  std::vector<char> head;
  std::size_t head_size = 0, head_used = 0;
  bool head_is_binary = false;
  std::string_view block;  // of the text, not yet taken
  bool is_text_end = false;

  Dialect dialect;
  std::uint32_t index = 0;
  std::uint64_t sequence = 0;
  std::vector<char> buffer;
  std::size_t filled = 0;
  bool is_end = false;
  std::uint64_t base = 0;          // offset of the buffer's first byte in the decoded text
  std::uint64_t lines_before = 0;  // since the last chunk
  RowWalk walk;                    // of the row at the buffer's start, when its end is not in sight
  bool in_long_row = false;
  std::unique_ptr<JsonRowSplitter> splitter;
  std::vector<JsonRow> rows;
};

std::optional<Chunk> ChunkReader::State::next_csv(std::vector<char> reuse) {
  std::size_t target = options.chunk_bytes;
  for (;;) {
    if (in_long_row && !skip_long_row()) return take_last(std::move(reuse));
    fill(target);
    if (filled == 0) return take_last(std::move(reuse));
    const std::size_t cut = find_last_row_end(view(), 0, dialect, options, is_end);
    if (cut != kNone) {
      walk = RowWalk{};
      return take(cut, std::move(reuse));
    }
    walk_row(view(), walk, dialect, options, is_end);
    if (walk.pos > options.max_row_bytes) {
      const std::size_t size = std::exchange(walk.pos, 0);
      in_long_row = true;
      Chunk chunk = take(size, std::move(reuse));
      chunk.add_span({0, static_cast<std::uint32_t>(size), DiagCode::V_ROW_TOO_LONG});
      return chunk;
    }
    target = grown();
  }
}

/// Drops the rest of a row that is too long; false at the end of the file.
bool ChunkReader::State::skip_long_row() {
  std::size_t target = options.chunk_bytes;
  for (;;) {
    fill(target);
    const RowEnd end = walk_row(view(), walk, dialect, options, is_end);
    const bool was_stuck = end.next == kNone && walk.pos == 0;
    drop(end.next == kNone ? walk.pos : end.next);
    walk.pos = 0;
    if (end.next != kNone) break;
    target = was_stuck ? grown() : std::max(options.chunk_bytes, filled + 1);
  }
  walk = RowWalk{};
  in_long_row = false;
  return filled > 0 || !is_end;
}

std::optional<Chunk> ChunkReader::State::next_json(std::vector<char> reuse) {
  std::size_t target = options.chunk_bytes;
  for (;;) {
    fill(target);
    rows.clear();
    splitter->scan(view(), base, is_end, rows);
    std::size_t cut = std::min<std::size_t>(filled, static_cast<std::size_t>(splitter->retain_from() - base));
    if (!is_end && cut == filled && cut > 0 && buffer[cut - 1] == '\r') --cut;  // an LF may follow
    if (!rows.empty()) {
      const std::uint64_t chunk_base = base;
      Chunk chunk = take(cut, std::move(reuse));
      for (const JsonRow& row : rows)
        chunk.add_span(
            {static_cast<std::uint32_t>(row.begin - chunk_base), static_cast<std::uint32_t>(row.size), row.fault});
      return chunk;
    }
    drop(cut);
    if (is_end) return take_last(std::move(reuse));
    target = cut == 0 ? grown() : std::max(options.chunk_bytes, filled + 1);
  }
}

ChunkReader::ChunkReader(FileId file, InputFile input, const ReadOptions& options)
    : state_(std::make_unique<State>(file, std::move(input), options)) {}
ChunkReader::ChunkReader(FileId file, std::string path, const ReadOptions& options)
    : ChunkReader(file, InputFile{std::move(path), "", 0, false, nullptr}, options) {}
ChunkReader::~ChunkReader() = default;
ChunkReader::ChunkReader(ChunkReader&&) noexcept = default;
ChunkReader& ChunkReader::operator=(ChunkReader&&) noexcept = default;

std::string_view ChunkReader::head() const& noexcept { return {state_->head.data(), state_->head_size}; }
bool ChunkReader::head_is_whole_file() const noexcept { return state_->is_text_end && state_->block.empty(); }
TextKind ChunkReader::text_kind() const noexcept { return state_->text->kind(); }
bool ChunkReader::looks_binary() const noexcept { return state_->head_is_binary; }
std::uint64_t ChunkReader::bytes_read() const noexcept { return state_->source->bytes_read(); }

void ChunkReader::start(const Dialect& dialect, std::uint64_t first_sequence) {
  State& state = *state_;
  state.dialect = dialect;
  state.sequence = first_sequence;
  state.skip(dialect.skip_bytes);
  if (dialect.container != Container::csv)
    state.splitter = std::make_unique<JsonRowSplitter>(dialect, state.options, state.base);
}

std::optional<Chunk> ChunkReader::next(std::vector<char> reuse) {
  return state_->splitter ? state_->next_json(std::move(reuse)) : state_->next_csv(std::move(reuse));
}

FileFacts ChunkReader::facts() const {
  const State& state = *state_;
  FileFacts facts;
  facts.path = state.input.path;
  facts.member = state.input.member;
  facts.sha256 = state.source->sha256();
  facts.bytes = state.source->bytes();
  facts.compression = state.compression;
  facts.encoding = state.decoder->encoding();
  facts.decoded_bytes = state.base + state.filled;
  facts.bad_bytes = state.decoder->bad_bytes();
  facts.changed_while_read = state.source->changed_while_read();
  return facts;
}

}  // namespace mfax
