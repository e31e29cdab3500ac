// Opening, the head, facts of the evidence, and messages for what cannot be read.
#include <fcntl.h>
#include <sys/stat.h>

#include "base/sha256.hpp"
#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

using namespace std::string_literals;

std::string message_of(const std::string& path) {
  try {
    const ChunkReader reader(FileId{}, path, {});
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  return "";
}

TEST_CASE("what cannot be opened is named with the reason") {
  CHECK(message_of("/tmp/no such file.csv") == "cannot open '/tmp/no such file.csv': No such file or directory");
  CHECK(message_of("/tmp") == "cannot open '/tmp': Is a directory");
}

TEST_CASE("the head is there before start and is not consumed") {
  const TempFile file(
      "\xEF\xBB\xBF"
      "a,b\n1,2\n3,4\n");
  ReadOptions options;
  ChunkReader whole(FileId{}, file.path(), options);
  CHECK(whole.head() == "a,b\n1,2\n3,4\n");
  CHECK(whole.head_is_whole_file());
  for (std::size_t i = 0; i < 64; ++i) CHECK(whole.head().data()[whole.head().size() + i] == '\0');
  options.head_bytes = 5;
  ChunkReader part(FileId{}, file.path(), options);
  CHECK(part.head() == "a,b\n1");
  CHECK_FALSE(part.head_is_whole_file());
  part.start({}, 3);
  const auto chunk = part.next();
  REQUIRE(chunk);
  CHECK(chunk->bytes() == "a,b\n1,2\n3,4\n");
  CHECK(chunk->sequence() == 3);
  for (std::size_t i = 0; i < 64; ++i) CHECK(chunk->bytes().data()[chunk->bytes().size() + i] == '\0');
  CHECK_FALSE(part.next());
  CHECK_FALSE(part.next());
}

TEST_CASE("the facts are size and hash of the bytes on disk") {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "a\n\xC3\xA9\xFF\n";
  const TempFile file(bytes);
  const SeenFile seen = read_file(file.path(), {}, all_columns(1), {});
  CHECK(seen.facts.path == file.path());
  CHECK(seen.facts.bytes == bytes.size());
  CHECK(seen.facts.sha256 == sha256_hex(bytes));
  CHECK(seen.facts.encoding == Encoding::utf8_bom);
  CHECK(seen.facts.bad_bytes == 1);
  CHECK(seen.facts.decoded_bytes == bytes.size() - 3 + 2);
  CHECK_FALSE(seen.facts.changed_while_read);
  CHECK(read_bytes("", {}, all_columns(1)).facts.sha256 == sha256_hex(""));
}

TEST_CASE("the hash is of the whole file though the consumer stopped early, once it is known") {
  const TempFile file(std::string(3000000, 'a'));
  ReadOptions options;
  options.head_bytes = 64;
  const ChunkReader reader(FileId{}, file.path(), options);
  CHECK(reader.facts().sha256.empty());
}

TEST_CASE("a file that changes while it is read is reported") {
  const std::string text(1000000, '\n');
  const TempFile file(text);
  ReadOptions options;
  options.head_bytes = 64;
  ChunkReader reader(FileId{}, file.path(), options);
  reader.start({}, 0);
  file.write(text + "more\n");
  while (reader.next()) {
  }
  CHECK(reader.facts().changed_while_read);
}

TEST_CASE("binary garbage is noticed, text is not") {
  const auto looks_binary = [](const std::string& bytes) {
    const TempFile file(bytes);
    return ChunkReader(FileId{}, file.path(), {}).looks_binary();
  };
  CHECK(looks_binary("a\0b,c\n"s));
  CHECK(looks_binary("\x01\x02\x03 text"));
  CHECK_FALSE(looks_binary("a\tb\r\n\x1B[1mc\f"));
  CHECK_FALSE(looks_binary("a\0b\0,\0c\0"s));
  CHECK_FALSE(looks_binary(""));
}

TEST_CASE("a pipe reads like a file") {
  const std::string text = "a,b\n1,2\n";
  const std::string path = "/tmp/mfax_read_fifo_" + std::to_string(::getpid());
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  const int both = ::open(path.c_str(), O_RDWR);  // so that neither end waits for the other
  REQUIRE(::write(both, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  const int reading = ::open(path.c_str(), O_RDONLY);
  REQUIRE(::dup2(reading, 0) == 0);
  ::close(reading);
  ::close(both);
  const SeenFile seen = read_file("-", {}, all_columns(2), {});
  std::remove(path.c_str());
  CHECK(seen.rows.size() == 2);
  CHECK(seen.facts.path == "-");
  CHECK(seen.facts.bytes == text.size());
}

}  // namespace
}  // namespace mfax::test
