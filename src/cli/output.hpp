// Where bytes leave the program: stdout and files. A file is written beside its name, flushed to the disk and renamed, so
// that a run that fails leaves nothing half written.
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/sha256.hpp"
#include "mfax/render.hpp"

namespace mfax::cli {

/// A buffered descriptor. Errors: FatalError(bad_output), or FatalError(broken_pipe) when the reader went away.
class ByteWriter {
 public:
  ByteWriter(int fd, std::string name) : fd_(fd), name_(std::move(name)) { buffer_.reserve(kBufferBytes); }
  void write(std::string_view);
  void flush();

 private:
  static constexpr std::size_t kBufferBytes = std::size_t{64} * 1024;
  void write_through(std::string_view);
  int fd_;
  std::string name_;
  std::string buffer_;
};

/// Sink to stdout; call finish() at the end. A requested stop throws FatalError(interrupted).
class StandardOutput {
 public:
  explicit StandardOutput(std::stop_token stop = {});
  Sink sink();
  void text(std::string_view text) { writer_.write(text); }
  void finish() { writer_.flush(); }

 private:
  ByteWriter writer_;
  std::stop_token stop_;
};

/// One file that appears whole or not at all: mode 0600, hidden name beside the target, fsync, rename. What is not a
/// regular file (/dev/null, a fifo) is written directly.
class PendingFile {
 public:
  PendingFile(std::string path, bool may_replace, std::stop_token stop = {});
  PendingFile(PendingFile&&) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  ~PendingFile();  ///< not published: removed

  Sink sink();
  void finish();   ///< everything is on the disk; size and digest are final
  void publish();  ///< takes its name; FatalError(bad_output) when the name is taken and may not be replaced

  const std::string& path() const noexcept { return path_; }
  std::uint64_t bytes() const noexcept { return bytes_; }
  const std::string& sha256() const noexcept { return sha256_; }

 private:
  void open();
  std::string path_, temporary_;
  bool may_replace_;
  std::stop_token stop_;
  int fd_ = -1;
  ByteWriter writer_{-1, {}};
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
  std::string sha256_;
};

/// Removes what PendingFiles have not published; for an exit that runs no destructors.
void remove_unfinished_files() noexcept;

/// Throws FatalError(bad_output) unless `path` can be written: exists only with `may_replace`, its folder is writable.
void check_writable(const std::string& path, bool may_replace);
/// With the folders above it, each of mode 0700; "" and what exists are left alone.
void make_folder(const std::string& path);
/// Throws FatalError(bad_output) when `path` is, by whatever name, one of the files that are read: evidence is never replaced,
/// not even with --force (product.md 12).
void check_is_no_input(const std::string& path, std::span<const std::string> inputs);
/// Something that is there and neither a regular file nor a folder.
bool is_special_file(const std::string& path);

}  // namespace mfax::cli
