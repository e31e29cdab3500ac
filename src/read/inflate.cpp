// gzip (ISA-L, or zlib as its portable twin) and zstd in, plain bytes out, in bounded memory and within the limits of
// ReadOptions. Every member or frame is read to its end; charset.cpp comes next.
#include "read/inflate.hpp"

#include <fmt/format.h>
#include <isa-l.h>
#include <zlib.h>
#include <zstd.h>

#include <cstring>
#include <utility>
#include <vector>

#include "mfax/error.hpp"

namespace mfax {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kDamagedHint =
    "the file is damaged or was cut off in transit; fetch it again, or unpack what is left by hand and pass that";

/// What the engines share: the input window, the output block, the limits and the messages.
class Inflater : public ByteStream {
 public:
  Inflater(ByteStream& source, std::string path, const ReadOptions& options, std::string_view what)
      : source_(source),
        path_(std::move(path)),
        what_(what),
        max_ratio_(options.max_ratio),
        max_bytes_(options.max_inflated_bytes) {}

  std::string_view next_block() final {
    std::size_t made = 0;
    while (made == 0 && !at_end_) {
      // A full output block may have left something inside the engine: ask it before asking for more input.
      const bool may_hold_more = in_member_ && was_full_;
      if (input_.empty() && !may_hold_more && !refill()) {
        if (in_member_) fail("ends in the middle of the compressed data");
        at_end_ = true;
        break;
      }
      made = in_member_ || begins_member() ? inflate_some() : 0;
      was_full_ = made == output_.size();
    }
    made_ += made;
    check_limits();
    return {output_.data(), made};
  }

 protected:
  /// Takes from input_, writes to output_; returns bytes written. Clears in_member_ at a member's end.
  virtual std::size_t inflate_some() = 0;
  /// Called between members: false when the bytes at hand were padding and are used up.
  virtual bool begins_member() = 0;
  /// Where the engine wants to have a new block of input.
  virtual std::string_view stage(std::string_view block) { return block; }

  [[noreturn]] void fail(std::string_view why) const {
    throw FatalError(
        ExitCode::bad_input,
        fmt::format("cannot read '{}': the {} data {} (at compressed byte {})", path_, what_, why, offset()),
        std::string(kDamagedHint));
  }
  std::uint64_t offset() const noexcept { return taken_ - input_.size(); }

  std::string_view input_;
  std::vector<char> output_ = std::vector<char>(kBlockBytes);
  bool in_member_ = false;

 private:
  bool refill() {
    input_ = source_.next_block();
    taken_ += input_.size();
    input_ = stage(input_);
    return !input_.empty();
  }

  void check_limits() const {
    const char* hint = "if the file is meant to be like this, unpack it by hand and pass the result";
    const auto compressed = static_cast<double>(offset());
    if (made_ > (std::uint64_t{1} << 20) && static_cast<double>(made_) > max_ratio_ * compressed)
      throw FatalError(ExitCode::bad_input,
                       fmt::format("cannot read '{}': it inflates more than {:g} times (at compressed byte {})", path_,
                                   max_ratio_, offset()),
                       hint);
    if (made_ > max_bytes_)
      throw FatalError(ExitCode::bad_input,
                       fmt::format("cannot read '{}': it inflates to more than {} bytes (at compressed byte {})", path_,
                                   max_bytes_, offset()),
                       hint);
  }

  ByteStream& source_;
  std::string path_;
  std::string_view what_;
  double max_ratio_;
  std::uint64_t max_bytes_;
  std::uint64_t taken_ = 0, made_ = 0;
  bool at_end_ = false, was_full_ = false;
};

/// RFC 1952 2.2: members follow one another; zeros after the last are padding (tape blocks), anything else is an error.
class GzipInflater : public Inflater {
 public:
  using Inflater::Inflater;

 protected:
  bool begins_member() final {
    while (!input_.empty() && input_.front() == '\0' && had_member_) input_.remove_prefix(1);
    if (input_.empty()) return false;
    if (input_.front() != '\x1F') fail("is followed by something else");
    had_member_ = in_member_ = true;
    start_member();
    return true;
  }
  virtual void start_member() = 0;

 private:
  bool had_member_ = false;
};

class IsalInflater final : public GzipInflater {
 public:
  IsalInflater(ByteStream& source, std::string path, const ReadOptions& options)
      : GzipInflater(source, std::move(path), options, "gzip"), state_(std::make_unique<inflate_state>()) {}

 private:
  void start_member() override {
    isal_inflate_init(state_.get());
    state_->crc_flag = ISAL_GZIP;
  }

  std::size_t inflate_some() override {
    state_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(input_.data()));
    state_->avail_in = static_cast<std::uint32_t>(input_.size());
    state_->next_out = reinterpret_cast<std::uint8_t*>(output_.data());
    state_->avail_out = static_cast<std::uint32_t>(output_.size());
    const int result = isal_inflate(state_.get());
    input_ = {reinterpret_cast<const char*>(state_->next_in), state_->avail_in};
    if (result != ISAL_DECOMP_OK) fail(result == ISAL_INCORRECT_CHECKSUM ? "has a wrong checksum" : "is damaged");
    if (state_->block_state == ISAL_BLOCK_FINISH) {
      in_member_ = false;
      // Whole bytes left in the bit buffer belong to the next member.
      const auto ahead = static_cast<std::size_t>(state_->read_in_length / 8);
      input_ = {input_.data() - ahead, input_.size() + ahead};
    }
    return output_.size() - state_->avail_out;
  }

  /// ISA-L reads ahead into its bit buffer and steps back when it has read too much, also over a block's begin: the
  /// last bytes of the block before must lie in front of every block.
  std::string_view stage(std::string_view block) override {
    const std::string before = window_.substr(window_.size() - kStepBack);
    window_.assign(before).append(block);
    return std::string_view(window_).substr(kStepBack);
  }

  static constexpr std::size_t kStepBack = 16;  // twice the bit buffer
  std::string window_ = std::string(kStepBack, '\0');
  std::unique_ptr<inflate_state> state_;
};

class ZlibInflater final : public GzipInflater {
 public:
  ZlibInflater(ByteStream& source, std::string path, const ReadOptions& options)
      : GzipInflater(source, std::move(path), options, "gzip") {}
  ~ZlibInflater() override {
    if (open_) inflateEnd(&stream_);
  }

 private:
  void start_member() override {
    if (open_) inflateEnd(&stream_);
    stream_ = z_stream{};
    if (inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
    open_ = true;
  }

  std::size_t inflate_some() override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input_.data()));
    stream_.avail_in = static_cast<uInt>(input_.size());
    stream_.next_out = reinterpret_cast<Bytef*>(output_.data());
    stream_.avail_out = static_cast<uInt>(output_.size());
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    input_.remove_prefix(input_.size() - stream_.avail_in);
    if (result == Z_STREAM_END)
      in_member_ = false;
    else if (result == Z_DATA_ERROR && stream_.msg != nullptr && std::strcmp(stream_.msg, "incorrect data check") == 0)
      fail("has a wrong checksum");
    else if (result != Z_OK && result != Z_BUF_ERROR)
      fail("is damaged");
    return output_.size() - stream_.avail_out;
  }

  z_stream stream_{};
  bool open_ = false;
};

/// RFC 8878: frames follow one another; the library walks over skippable ones by itself.
class ZstdInflater final : public Inflater {
 public:
  ZstdInflater(ByteStream& source, std::string path, const ReadOptions& options)
      : Inflater(source, std::move(path), options, "zstd"), stream_(ZSTD_createDCtx()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdInflater() override { ZSTD_freeDCtx(stream_); }

 private:
  bool begins_member() override {
    in_member_ = true;
    return true;
  }

  std::size_t inflate_some() override {
    ZSTD_inBuffer in{input_.data(), input_.size(), 0};
    ZSTD_outBuffer out{output_.data(), output_.size(), 0};
    const std::size_t result = ZSTD_decompressStream(stream_, &out, &in);
    input_.remove_prefix(in.pos);
    if (ZSTD_isError(result) != 0) fail(fmt::format("is damaged ({})", ZSTD_getErrorName(result)));
    if (result == 0) in_member_ = false;
    return out.pos;
  }

  ZSTD_DCtx* stream_;
};

}  // namespace

Compression sniff_compression(std::string_view first_bytes) noexcept {
  if (first_bytes.starts_with("\x1F\x8B"sv)) return Compression::gzip;
  if (first_bytes.starts_with("\x28\xB5\x2F\xFD"sv)) return Compression::zstd;
  // A skippable frame may come first: 0x184D2A50..5F, little-endian (RFC 8878 3.1.2).
  if (first_bytes.size() >= 4 && (first_bytes[0] & '\xF0') == '\x50' && first_bytes.substr(1, 3) == "\x2A\x4D\x18"sv)
    return Compression::zstd;
  return Compression::none;
}

std::unique_ptr<ByteStream> make_inflater(Compression compression, ByteStream& source, std::string path,
                                          const ReadOptions& options, GzipEngine engine) {
  if (compression == Compression::zstd) return std::make_unique<ZstdInflater>(source, std::move(path), options);
  if (compression == Compression::none) return nullptr;
  if (engine == GzipEngine::zlib) return std::make_unique<ZlibInflater>(source, std::move(path), options);
  return std::make_unique<IsalInflater>(source, std::move(path), options);
}

}  // namespace mfax
