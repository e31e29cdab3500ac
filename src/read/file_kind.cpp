// The first bytes of a file in, a refusal with advice out when they are an archive, a workbook or a database rather
// than text. Called by chunk_reader.cpp on the raw and on the inflated bytes: archives on stdin and within archives end here.
#include <fmt/format.h>

#include <array>

#include "mfax/error.hpp"
#include "read/inflate.hpp"

namespace mfax {
namespace {

using namespace std::string_view_literals;

struct ForeignKind {
  std::size_t offset;
  std::string_view magic;
  std::string_view name, advice;
};

constexpr std::array kForeignKinds{
    ForeignKind{0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", "unpack it first (7z x FILE) and pass the files inside"},
    ForeignKind{0, "BZh"sv, "bzip2 data", "unpack it first (bunzip2 FILE); files of this kind are read, but not within others"},
    ForeignKind{0,
                "\xFD"
                "7zXZ\0"sv,
                "xz data", "unpack it first (unxz FILE); files of this kind are read, but not within others"},
    ForeignKind{0, "%PDF-"sv, "a PDF document", "ask for the export as CSV or JSON"},
    ForeignKind{0, "SQLite format 3\0"sv, "an SQLite database",
                "export the table as CSV (sqlite3 -csv -header FILE \"select * from ...\")"},
    ForeignKind{0, "\x89PNG\r\n"sv, "a PNG image",
                "a picture of a table cannot be read; ask for the export as CSV or JSON"},
    ForeignKind{0, "\xFF\xD8\xFF"sv, "a JPEG image",
                "a picture of a table cannot be read; ask for the export as CSV or JSON"},
    ForeignKind{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document (.xls, .doc, .msg)",
                "open it and save the sheet as CSV UTF-8"},
    ForeignKind{0, "Rar!\x1A\x07"sv, "a RAR archive", "unpack it first and pass the files inside"},
    ForeignKind{0, "PAR1"sv, "a Parquet file", "export it as CSV or as one JSON object a line"},
    ForeignKind{0, "ElfFile\0"sv, "a Windows event log", "export it as CSV or JSON"},
    ForeignKind{257, "ustar"sv, "a tar archive", "a tar is read from a file, not within others and not when its compressed data are damaged: unpack it (tar xf FILE) and pass the files inside"},
};

std::string_view zip_kind(std::string_view bytes) noexcept {
  const auto holds = [bytes](std::string_view name) { return bytes.find(name) != std::string_view::npos; };
  if (holds("xl/"sv)) return "an Excel workbook";
  if (holds("word/"sv)) return "a Word document";
  if (holds("opendocument.spreadsheet"sv)) return "an OpenDocument spreadsheet";
  // Office files begin with this part; a workbook's own folder may lie beyond the first block.
  if (holds("[Content_Types].xml"sv)) return "an Office document";
  return "a ZIP archive";
}

[[noreturn]] void refuse(const std::string& path, std::string_view kind, std::string_view advice) {
  // Archives are read from files (archive.cpp): their table of contents is at the end.
  const bool is_archive = kind.ends_with("archive") || kind.ends_with("data");
  throw FatalError(ExitCode::bad_input, fmt::format("cannot read '{}': it is {}, not text", path, kind),
                   path == "-" && is_archive ? "save it as a file and pass that" : std::string(advice));
}

}  // namespace

void reject_foreign_file(std::string_view first_bytes, const std::string& path) {
  if (first_bytes.starts_with("PK\x03\x04"sv) || first_bytes.starts_with("PK\x05\x06"sv)) {
    const std::string_view kind = zip_kind(first_bytes);
    if (kind == "a ZIP archive") refuse(path, kind, "unpack it first (unzip FILE) and pass the files inside");
    refuse(path, kind, "open it and save the sheet as CSV UTF-8");
  }
  for (const ForeignKind& foreign : kForeignKinds) {
    if (first_bytes.size() < foreign.offset + foreign.magic.size()) continue;
    if (first_bytes.substr(foreign.offset, foreign.magic.size()) != foreign.magic) continue;
    // "BZh" alone could be text: the level and the block or end magic must follow.
    if (foreign.magic == "BZh"sv && first_bytes.substr(4, 2) != "1A"sv && first_bytes.substr(4, 2) != "\x17\x72"sv)
      continue;
    refuse(path, foreign.name, foreign.advice);
  }
}

}  // namespace mfax
