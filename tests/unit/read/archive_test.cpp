// zip, tar, bzip2, xz: members in order, the evidence of the archive, and every way in which an archive cannot be read.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <unistd.h>

#include "base/sha256.hpp"
#include "read/archive.hpp"
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

struct Packed {
  std::string name, content;
  int kind = AE_IFREG;
};

/// Archives made by libarchive's writer: `format` and `filter` by its own names.
std::string pack(const std::vector<Packed>& members, const char* format, const char* filter, const char* options = nullptr) {
  std::string bytes(std::size_t{8} << 20, '\0');
  std::size_t used = 0;
  archive* out = archive_write_new();
  REQUIRE(archive_write_set_format_by_name(out, format) == ARCHIVE_OK);
  if (std::string_view(filter) != "none") REQUIRE(archive_write_add_filter_by_name(out, filter) == ARCHIVE_OK);
  archive_write_set_bytes_in_last_block(out, 1);
  if (options != nullptr) {
    REQUIRE(archive_write_set_options(out, options) == ARCHIVE_OK);
    REQUIRE(archive_write_set_passphrase(out, "secret") == ARCHIVE_OK);
  }
  REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  for (const Packed& member : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, member.name.c_str());
    archive_entry_set_filetype(entry, static_cast<unsigned>(member.kind));
    archive_entry_set_perm(entry, 0600);
    archive_entry_set_mtime(entry, 1709510400, 0);
    archive_entry_set_size(entry, static_cast<la_int64_t>(member.content.size()));
    REQUIRE(archive_write_header(out, entry) >= ARCHIVE_WARN);
    if (!member.content.empty()) REQUIRE(archive_write_data(out, member.content.data(), member.content.size()) >= 0);
    archive_entry_free(entry);
  }
  REQUIRE(archive_write_close(out) == ARCHIVE_OK);
  archive_write_free(out);
  bytes.resize(used);
  return bytes;
}

std::string text_of(const InputFile& file, const ReadOptions& options = {}) {
  ChunkReader reader(FileId{}, file, options);
  reader.start({}, 0);
  std::string text;
  while (const auto chunk = reader.next()) text += chunk->bytes();
  return text;
}

std::string failure_of(const std::string& bytes, const ReadOptions& options = {}) {
  const TempFile file(bytes);
  try {
    for (const InputFile& member : files_at(file.path(), options)) text_of(member, options);
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK_FALSE(error.hint().empty());
    return std::string(error.what()).substr(std::string(error.what()).find(": ") + 2);
  }
  return "";
}

const std::vector<Packed> kTwo{{"out/b.csv", "a,b\n1,2\n"}, {"out/a.csv", "a,b\n3,4\n5,6\n"}};

TEST_CASE("members of archives are files of their own, in the archive's order") {
  for (const auto& [format, filter] : std::vector<std::pair<const char*, const char*>>{
           {"zip", "none"}, {"ustar", "none"}, {"pax", "none"}, {"gnutar", "gzip"}, {"pax", "zstd"}, {"ustar", "bzip2"}, {"ustar", "xz"}}) {
    INFO(format << " " << filter);
    const std::string bytes = pack(kTwo, format, filter);
    const TempFile file(bytes);
    const std::vector<InputFile> files = files_at(file.path(), {});
    REQUIRE(files.size() == 2);
    CHECK(files[0].path == file.path());
    CHECK(files[0].name() == file.path() + "!out/b.csv");
    CHECK(text_of(files[0]) == kTwo[0].content);
    CHECK(text_of(files[1]) == kTwo[1].content);
    CHECK(text_of(files[0]) == kTwo[0].content);  // back again
    CHECK(text_of(files[0]) == kTwo[0].content);
  }
}

TEST_CASE("the evidence about a member is size and hash of its archive") {
  const std::string bytes = pack(kTwo, "zip", "none");
  const TempFile file(bytes);
  const std::vector<InputFile> files = files_at(file.path(), {});
  ChunkReader reader(FileId{}, files.at(1), {});
  reader.start({}, 0);
  while (reader.next()) {
  }
  const FileFacts facts = reader.facts();
  CHECK(facts.path == file.path());
  CHECK(facts.member == "out/a.csv");
  CHECK(facts.sha256 == sha256_hex(bytes));
  CHECK(facts.bytes == bytes.size());
  CHECK(facts.decoded_bytes == kTwo[1].content.size());
  CHECK(facts.compression == Compression::none);
  CHECK_FALSE(facts.changed_while_read);
}

TEST_CASE("an archive that changes between its members is told") {
  const TempFile file(pack(kTwo, "ustar", "none"));
  const std::vector<InputFile> files = files_at(file.path(), {});
  std::FILE* again = std::fopen(file.path().c_str(), "ab");
  REQUIRE(again != nullptr);
  std::fputs("more", again);
  std::fclose(again);
  ChunkReader reader(FileId{}, files.at(1), {});
  reader.start({}, 0);
  while (reader.next()) {
  }
  CHECK(reader.facts().changed_while_read);
}

TEST_CASE("a bzip2 or xz file is its content") {
  for (const auto& [filter, compression] : std::vector<std::pair<const char*, Compression>>{{"bzip2", Compression::bzip2}, {"xz", Compression::xz}}) {
    INFO(filter);
    const TempFile file(pack({{"x", "a,b\n1,2\n"}}, "raw", filter));
    const std::vector<InputFile> files = files_at(file.path(), {});
    REQUIRE(files.size() == 1);
    CHECK(files[0].name() == file.path());
    CHECK(text_of(files[0]) == "a,b\n1,2\n");
    CHECK(ChunkReader(FileId{}, files[0], {}).facts().compression == compression);
  }
}

TEST_CASE("gzip files within a tar are unpacked too") {
  const TempFile file(pack({{"001.csv.gz", pack({{"x", "a,b\n1,2\n"}}, "raw", "gzip")}}, "ustar", "none"));
  CHECK(text_of(files_at(file.path(), {}).at(0)) == "a,b\n1,2\n");
}

TEST_CASE("text, gzip and zstd files and stdin are no archives") {
  for (const std::string& bytes : {std::string("a,b\n1,2\n"), std::string(), std::string("PK,name\n1,2\n"), pack({{"x", "a,b\n"}}, "raw", "gzip"),
                                   pack({{"x", "a,b\n"}}, "raw", "zstd")}) {
    const TempFile file(bytes);
    const std::vector<InputFile> files = files_at(file.path(), {});
    REQUIRE(files.size() == 1);
    CHECK_FALSE(files[0].archive);
    CHECK(files[0].name() == file.path());
  }
  CHECK_FALSE(files_at("-", {}).at(0).archive);
  CHECK_FALSE(files_at("/no such file", {}).at(0).archive);  // the reader says why
}

TEST_CASE("what packers add, folders and links are left out, and no other hidden file") {
  const TempFile file(pack({{"d", "", AE_IFDIR},
                            {"__MACOSX/d/._a.csv", "junk"},
                            {"d/.DS_Store", "junk"},
                            {"Thumbs.db", "junk"},
                            {"d/a.csv", "a,b\n1,2\n"},
                            {"d/link.csv", "", AE_IFLNK},
                            {"d/.sms.csv", "a,b\n3,4\n"}},
                           "pax", "none"));
  const std::vector<InputFile> files = files_at(file.path(), {});
  REQUIRE(files.size() == 2);
  CHECK(files[0].member == "d/a.csv");
  CHECK(files[1].member == "d/.sms.csv");
}

TEST_CASE("member names are shown, whatever they are, and lead nowhere") {
  for (const char* name : {"../../etc/passwd", "/etc/passwd", "caf\xC3\xA9/\xE4\xB8\xAD.csv"}) {
    const TempFile file(pack({{name, "a,b\n1,2\n"}}, "pax", "none"));
    const std::vector<InputFile> files = files_at(file.path(), {});
    REQUIRE(files.size() == 1);
    CHECK(files[0].member == name);
    CHECK(text_of(files[0]) == "a,b\n1,2\n");
  }
}

TEST_CASE("archives that cannot be read are refused with the reason") {
  const std::string zip = pack(kTwo, "zip", "none");
  CHECK(failure_of(zip.substr(0, zip.size() - 30)) == "the zip archive is empty, damaged or cut off: it has no table of contents");
  CHECK(failure_of(pack({}, "zip", "none")) == "the zip archive is empty, damaged or cut off: it has no table of contents");
  CHECK(failure_of(pack({{"d", "", AE_IFDIR}}, "ustar", "none")) == "the archive holds no files");
  CHECK(failure_of(pack(kTwo, "zip", "none", "zip:encryption=traditional")) == "its member 'out/b.csv' is encrypted");
  CHECK(failure_of(pack({{"[Content_Types].xml", "x"}, {"xl/workbook.xml", "x"}}, "zip", "none")) == "it is an Excel workbook, not text");
  CHECK(failure_of(pack({{"mimetype", "x"}, {"content.xml", "x"}, {"META-INF/manifest.xml", "x"}}, "zip", "none")) ==
        "it is an OpenDocument file, not text");
  CHECK(failure_of(pack({{"inner.zip", zip}}, "zip", "none")).find("it is a ZIP archive, not text") != std::string::npos);
  std::string damaged = zip;
  const auto data = 30U + static_cast<unsigned char>(zip[26]) + static_cast<unsigned char>(zip[28]);  // APPNOTE.TXT 4.3.7
  damaged[data] = static_cast<char>(damaged[data] ^ 0x40);
  CHECK(failure_of(damaged).find("the archive is damaged") != std::string::npos);
  const std::string tar = pack(kTwo, "ustar", "gzip");
  CHECK_FALSE(failure_of(tar.substr(0, tar.size() / 2)).empty());
}

TEST_CASE("archives one behind the other are read to the end, or refused") {
  const std::string first = pack({{"a.csv", "a,b\n1,2\n"}}, "ustar", "none"), second = pack({{"b.csv", "a,b\n3,4\n"}}, "ustar", "none");
  const TempFile file(first + second);
  const std::vector<InputFile> files = files_at(file.path(), {});
  REQUIRE(files.size() == 2);
  CHECK(text_of(files[1]) == "a,b\n3,4\n");
  const TempFile packed(pack({{"a.csv", "a,b\n1,2\n"}}, "ustar", "gzip") + pack({{"b.csv", "a,b\n3,4\n"}}, "ustar", "gzip"));
  CHECK(files_at(packed.path(), {}).size() == 2);
  CHECK(failure_of(pack({{"a.csv", "a,b\n"}}, "zip", "none") + pack({{"b.csv", "a,b\n"}}, "zip", "none")) ==
        "several zip archives, one behind the other: only the last has a table of contents");
}

TEST_CASE("a cut archive never passes for a smaller one") {
  const std::string whole_text = kTwo[0].content + kTwo[1].content;
  for (const auto& [format, filter] : std::vector<std::pair<const char*, const char*>>{
           {"zip", "none"}, {"ustar", "none"}, {"pax", "gzip"}, {"pax", "zstd"}, {"pax", "bzip2"}, {"pax", "xz"}, {"raw", "bzip2"}, {"raw", "xz"}}) {
    const bool is_raw = std::string_view(format) == "raw";
    const std::string bytes = is_raw ? pack({{"x", whole_text}}, format, filter) : pack(kTwo, format, filter);
    for (std::size_t size = 1; size < bytes.size(); size += bytes.size() > 1000 ? 64 : 1) {
      const TempFile file(std::string_view(bytes).substr(0, size));
      std::string text;
      try {
        for (const InputFile& member : files_at(file.path(), {})) {
          if (!member.archive) throw FatalError(ExitCode::bad_input, "the reader of plain files decides", "");
          text += text_of(member);
        }
      } catch (const FatalError&) {
        continue;
      }
      INFO(format << " " << filter << " cut at " << size << " of " << bytes.size());
      CHECK(text == whole_text);  // only padding or a checksum behind the last member is missing
    }
  }
}

TEST_CASE("a pipe is opened once") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  CHECK(files_at(fmt::format("/proc/self/fd/{}", ends[0]), {}).at(0).is_stream);
  ::close(ends[0]);
  ::close(ends[1]);
  CHECK(files_at("-", {}).at(0).is_stream);
  const TempFile file("a,b\n");
  CHECK_FALSE(files_at(file.path(), {}).at(0).is_stream);
}

TEST_CASE("an archive may not unpack to more than the limits, in no member and not in all together") {
  const std::string zeros(std::size_t{3} << 20, '0');
  ReadOptions options;
  options.max_ratio = 100;
  CHECK(failure_of(pack({{"a.csv", zeros}}, "zip", "none"), options) == "the archive unpacks to more than 100 times its size");
  CHECK(failure_of(pack({{"a.csv", zeros}, {"b.csv", "a,b\n"}}, "pax", "gzip"), options) == "the archive unpacks to more than 100 times its size");
  CHECK(failure_of(pack({{"x", zeros}}, "raw", "bzip2"), options) == "the archive unpacks to more than 100 times its size");
  options = {};
  options.max_inflated_bytes = std::uint64_t{1} << 20;
  CHECK(failure_of(pack({{"a.csv", zeros}}, "zip", "none"), options) == "the archive unpacks to more than 1048576 bytes");
  std::vector<Packed> many(10001, Packed{"a.csv", ""});
  CHECK(failure_of(pack(many, "ustar", "none"), options) == "the archive holds more than 10000 files");
}

TEST_CASE("no change of a byte and no cut makes an archive crash or hang") {
  for (const char* format : {"zip", "ustar"}) {
    const std::string whole = pack(kTwo, format, "none");
    for (std::size_t i = 0; i < whole.size(); i += format[0] == 'z' ? 1 : 13) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ 0xFF);
      failure_of(flipped);
      failure_of(whole.substr(0, i));
    }
  }
}

}  // namespace
}  // namespace mfax::test
