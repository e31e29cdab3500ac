// Bytes -> stdout or files. In: pieces of documents. Out: whole files with mode 0600, or an error and no file at all.
// Called by the commands through run_folder.cpp; nothing else in the program writes.
#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <set>

#include "cli/files.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

namespace fs = std::filesystem;

struct Unfinished {
  std::mutex mutex;
  std::set<std::string> paths;
};
Unfinished& unfinished() {
  static Unfinished all;
  return all;
}

[[noreturn]] void fail(const std::string& name, int error_number, std::string hint = {}) {
  throw FatalError(ExitCode::bad_output, fmt::format("cannot write {}: {}", name, error_text(error_number)), std::move(hint));
}

fs::path folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

[[noreturn]] void fail_exists(const std::string& path) {
  throw FatalError(ExitCode::bad_output, fmt::format("{} exists", path), "--force replaces it");
}

void check_stop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
}

}  // namespace

void ByteWriter::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  if (bytes.size() >= kBufferBytes)
    write_through(bytes);
  else
    buffer_ += bytes;
}

void ByteWriter::flush() {
  const std::string bytes = std::exchange(buffer_, {});  // emptied first: a failed write is not tried again
  write_through(bytes);
}

void ByteWriter::write_through(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && errno == EPIPE) throw FatalError(ExitCode::broken_pipe, "the reader went away");
    if (done < 0) fail(name_, errno);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

StandardOutput::StandardOutput(std::stop_token stop) : writer_(STDOUT_FILENO, "standard output"), stop_(std::move(stop)) {}

Sink StandardOutput::sink() {
  return [this](std::string_view bytes) {
    check_stop(stop_);
    writer_.write(bytes);
  };
}

PendingFile::PendingFile(std::string path, bool may_replace, std::stop_token stop)
    : path_(std::move(path)), may_replace_(may_replace), stop_(std::move(stop)) {
  open();
}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : path_(std::move(other.path_)), temporary_(std::exchange(other.temporary_, {})), may_replace_(other.may_replace_),
      stop_(std::move(other.stop_)), fd_(std::exchange(other.fd_, -1)), writer_(std::move(other.writer_)),
      hash_(std::move(other.hash_)), bytes_(other.bytes_), sha256_(std::move(other.sha256_)) {}

PendingFile::~PendingFile() {
  if (fd_ >= 0) ::close(fd_);
  if (temporary_.empty()) return;
  const std::lock_guard lock(unfinished().mutex);
  ::unlink(temporary_.c_str());
  unfinished().paths.erase(temporary_);
}

void PendingFile::open() {
  if (is_special_file(path_)) {
    fd_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    // The name of the input must not leak into other folders, so the temporary name is beside the target (product.md 11).
    const fs::path target(path_);
    temporary_ = (folder_of(path_) / fmt::format(".{}.XXXXXX", target.filename().string())).string();
    const std::lock_guard lock(unfinished().mutex);
    fd_ = ::mkostemp(temporary_.data(), O_CLOEXEC);  // mode 0600
    if (fd_ >= 0)
      unfinished().paths.insert(temporary_);
    else
      temporary_.clear();
  }
  if (fd_ < 0) fail(path_, errno);
  writer_ = ByteWriter(fd_, path_);
}

Sink PendingFile::sink() {
  return [this](std::string_view bytes) {
    check_stop(stop_);
    hash_.add(bytes);
    bytes_ += bytes.size();
    writer_.write(bytes);
  };
}

void PendingFile::finish() {
  writer_.flush();
  sha256_ = hash_.finish();
  if (!temporary_.empty() && ::fsync(fd_) != 0) fail(path_, errno);
  const int fd = std::exchange(fd_, -1);
  if (::close(fd) != 0) fail(path_, errno);  // NFS reports a full disk here
}

void PendingFile::publish() {
  if (temporary_.empty()) return;
  const unsigned flags = may_replace_ ? 0 : RENAME_NOREPLACE;
  int result = ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), flags);
  if (result != 0 && errno == EEXIST) fail_exists(path_);
  if (result != 0 && (errno == EINVAL || errno == ENOSYS)) {  // a file system without RENAME_NOREPLACE
    if (::access(path_.c_str(), F_OK) == 0 && !may_replace_) fail_exists(path_);
    result = ::rename(temporary_.c_str(), path_.c_str());
  }
  if (result != 0) fail(path_, errno);
  const std::lock_guard lock(unfinished().mutex);
  unfinished().paths.erase(temporary_);
  temporary_.clear();
}

void remove_unfinished_files() noexcept {
  const std::lock_guard lock(unfinished().mutex);
  for (const std::string& path : unfinished().paths) ::unlink(path.c_str());
  unfinished().paths.clear();
}

void check_is_no_input(const std::string& path, std::span<const std::string> inputs) {
  struct stat target {};
  // A link is replaced, not what it points to; what is no regular file is written, not replaced.
  if (::lstat(path.c_str(), &target) != 0 || !S_ISREG(target.st_mode)) return;
  for (const std::string& input : inputs) {
    struct stat facts {};
    if (::stat(input.c_str(), &facts) != 0 || facts.st_dev != target.st_dev || facts.st_ino != target.st_ino) continue;
    throw FatalError(ExitCode::bad_output, fmt::format("{} is read by this run and is never replaced", path),
                     "give another name with -o");
  }
}

bool is_special_file(const std::string& path) {
  struct stat facts {};
  return ::stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode) && !S_ISDIR(facts.st_mode);
}

void check_writable(const std::string& path, bool may_replace) {
  struct stat facts {};
  if (is_special_file(path)) {
    if (::access(path.c_str(), W_OK) != 0) fail(path, errno);
    return;
  }
  if (::lstat(path.c_str(), &facts) == 0) {
    if (S_ISDIR(facts.st_mode)) fail(path, EISDIR);
    if (!may_replace) fail_exists(path);
  }
  // The nearest folder above that exists: the ones between are made later.
  fs::path folder = folder_of(path);
  std::error_code ignored;
  while (!fs::exists(folder, ignored) && folder.has_relative_path()) {
    const fs::path above = folder.parent_path();
    folder = above.empty() ? fs::path(".") : above;
  }
  if (!fs::is_directory(folder, ignored)) fail(path, ENOTDIR);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) fail(path, errno, "choose another place with -o");
}

void make_folder(const std::string& path) {
  fs::path made;
  for (const fs::path& part : fs::path(path)) {
    made /= part;
    if (made.empty() || ::mkdir(made.c_str(), 0700) == 0 || errno == EEXIST) continue;
    std::error_code ignored;
    if (const int error = errno; !fs::is_directory(made, ignored))
      throw FatalError(ExitCode::bad_output, fmt::format("cannot make the folder {}: {}", made.string(), error_text(error)));
  }
}

}  // namespace mfax::cli
