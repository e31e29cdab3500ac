// gzip and zstd made here with zlib and zstd: members, frames, damage, limits, and files that are something else.
#include "read/inflate.hpp"

#include <zlib.h>
#include <zstd.h>

#include <random>

#include "unit/read/read_rows.hpp"

namespace mfax::test {
namespace {

std::string gzip(std::string_view text, int level = 6) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

/// Text that compresses, but not too well.
std::string some_text(std::size_t size, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < size)
    text += "+1202555" + std::to_string(1000 + random() % 9000) + (random() % 3 != 0 ? "," : "\n");
  text.resize(size);
  return text;
}

/// A stream that gives `step` bytes at a time.
class Pieces final : public ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::string_view next_block() override {
    piece_ = std::string(bytes_.substr(0, step_));  // an own copy: reading before its begin is an error sanitizers see
    bytes_.remove_prefix(piece_.size());
    return piece_;
  }

 private:
  std::string_view bytes_;
  std::string piece_;
  std::size_t step_;
};

std::string inflate_all(Compression compression, std::string_view bytes, std::size_t step, GzipEngine engine,
                        const ReadOptions& options = {}) {
  Pieces source(bytes, step);
  const auto inflater = make_inflater(compression, source, "x", options, engine);
  std::string text;
  for (std::string_view block = inflater->next_block(); !block.empty(); block = inflater->next_block()) text += block;
  return text;
}

std::string message_of(const std::string& bytes) {
  const TempFile file(bytes);
  try {
    read_file(file.path(), {}, all_columns(1), {});
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK_FALSE(error.hint().empty());
    return error.what();
  }
  return "";
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

TEST_CASE("gzip is inflated the same by both engines, whatever the pieces and members") {
  const std::string first = some_text(700000), second = some_text(5, 2), third = some_text(90000, 3);
  const std::string bytes = gzip(first) + gzip(second) + gzip("") + gzip(third, 0) + std::string(700, '\0');
  for (const GzipEngine engine : {GzipEngine::isal, GzipEngine::zlib})
    for (const std::size_t step : {1UL, 2UL, 3UL, 7UL, 64UL, 1000UL, 262144UL, bytes.size()}) {
      INFO("step " << step << " engine " << static_cast<int>(engine));
      CHECK((inflate_all(Compression::gzip, bytes, step, engine) == first + second + third));
    }
}

TEST_CASE("many tiny gzip members are all read") {
  std::string bytes, wanted;
  for (unsigned i = 0; i < 300; ++i) {
    wanted += some_text(i % 17, i);
    bytes += gzip(some_text(i % 17, i));
  }
  for (const std::size_t step : {1UL, 5UL, 13UL, 262144UL})
    CHECK((inflate_all(Compression::gzip, bytes, step, GzipEngine::isal) == wanted));
}

TEST_CASE("zstd frames follow one another, skippable ones are skipped") {
  const std::string first = some_text(700000), second = some_text(1000, 2);
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  const std::string bytes = skippable + zstd(first) + skippable + zstd(second);
  CHECK(sniff_compression(bytes) == Compression::zstd);
  for (const std::size_t step : {1UL, 7UL, 1000UL, 262144UL})
    CHECK((inflate_all(Compression::zstd, bytes, step, GzipEngine::isal) == first + second));
}

TEST_CASE("a compressed file reads as its text, and its facts are of the bytes on disk") {
  const std::string text = some_text(300000);
  const SeenFile plain = read_bytes(text, {}, all_columns(1));
  for (const std::string& bytes : {gzip(text), zstd(text)}) {
    const SeenFile seen = read_bytes(bytes, {}, all_columns(1));
    CHECK((seen.rows == plain.rows));
    CHECK(seen.facts.bytes == bytes.size());
    CHECK(seen.facts.decoded_bytes == text.size());
    CHECK(seen.facts.sha256 != plain.facts.sha256);
    CHECK(to_text(seen.facts.compression) == (bytes[0] == '\x1F' ? "gzip" : "zstd"));
  }
}

TEST_CASE("cut or damaged data is an error that says where") {
  const std::string text = some_text(300000), packed = gzip(text), frames = zstd(text);
  for (const std::size_t cut :
       {packed.size() - 1, packed.size() - 8, packed.size() / 2, std::size_t{11}, std::size_t{3}})
    CHECK(has(message_of(packed.substr(0, cut)),
              "ends in the middle of the compressed data (at compressed byte " + std::to_string(cut)));
  CHECK(has(message_of(frames.substr(0, frames.size() / 2)), "ends in the middle"));
  std::string wrong_sum = packed;
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
  CHECK(has(message_of(wrong_sum), "wrong checksum"));
  std::string damaged = packed;
  for (std::size_t i = 20000; i < 20400; ++i) damaged[i] = '\xFF';
  CHECK(has(message_of(damaged), "cannot read"));
  CHECK(has(message_of(packed + "rest"), "followed by something else"));
  CHECK(has(message_of(frames + "rest of it"), "damaged"));
}

TEST_CASE("both engines refuse the same damage") {
  const std::string packed = gzip(some_text(3000));
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = packed;
    bytes[random() % bytes.size()] = static_cast<char>(random());
    std::string texts[2];
    for (const GzipEngine engine : {GzipEngine::isal, GzipEngine::zlib}) {
      std::string& text = texts[static_cast<std::size_t>(engine)];
      try {
        text = inflate_all(Compression::gzip, bytes, 100, engine);
      } catch (const FatalError&) {
        text = "refused";
      }
    }
    // Reserved header flags are the one thing on which the engines differ.
    if (texts[0] != texts[1]) CHECK((texts[0] == "refused" || texts[1] == "refused"));
  }
}

TEST_CASE("what inflates too much is refused") {
  const std::string bomb = gzip(std::string(20000000, 'x'));
  ReadOptions options;
  CHECK_THROWS_AS(inflate_all(Compression::gzip, bomb, 4096, GzipEngine::isal, options), FatalError);
  options.max_ratio = 2000;
  CHECK(inflate_all(Compression::gzip, bomb, 4096, GzipEngine::isal, options).size() == 20000000);
  options.max_inflated_bytes = 1000000;
  CHECK_THROWS_AS(inflate_all(Compression::gzip, bomb, 4096, GzipEngine::isal, options), FatalError);
  const std::string small = gzip(std::string(1000000, 'x'));
  options = {};
  options.max_ratio = 2;
  CHECK(inflate_all(Compression::gzip, small, 4096, GzipEngine::isal, options).size() == 1000000);
}

TEST_CASE("archives, workbooks and databases are named, with advice") {
  using namespace std::string_literals;
  CHECK(has(message_of("PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml"s), "an Excel workbook"));
  CHECK(has(message_of("PK\x03\x04\x14\0log.csv"s), "a ZIP archive"));
  CHECK(has(message_of("7z\xBC\xAF\x27\x1C\0\x04"s), "7-Zip"));
  CHECK(has(message_of("BZh91AY&SY"s), "bzip2"));
  CHECK(has(message_of("\xFD"
                       "7zXZ\0\0"s),
            "xz"));
  CHECK(has(message_of("%PDF-1.7\n"s), "PDF"));
  CHECK(has(message_of("SQLite format 3\0\x10"s), "SQLite"));
  CHECK(has(message_of("\x89PNG\r\n\x1A\n"s), "PNG"));
  const std::string tar = "log.csv" + std::string(250, '\0') + "ustar\0"s + "00";
  CHECK(has(message_of(tar), "a tar archive"));
  CHECK(has(message_of(gzip(tar)), "a tar archive"));
  CHECK(message_of("BZh,number\n") == "");
}

}  // namespace
}  // namespace mfax::test
