// A path or stdin in, blocks of raw bytes with their SHA-256 out. read(2), not mmap: stdin and files are one path, and
// a file that shrinks under us is a fact in the report, not a signal. Next: inflate.cpp.
#include "read/file_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "mfax/error.hpp"

namespace mfax {
namespace {

std::string error_text(int error) { return std::generic_category().message(error); }

std::string open_hint(int error) {
  if (error == ENOENT) return "check the path; a folder or \"-\" for standard input is also possible";
  if (error == EACCES || error == EPERM)
    return "this user may not read the file; ask its owner for a copy or for permission";
  return "check that the path is a readable file";
}

}  // namespace

FileSource::FileSource(std::string path) : path_(std::move(path)), buffer_(kBlockBytes) {
  if (path_ == "-") {
    descriptor_ = STDIN_FILENO;
  } else {
    do {
      descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    } while (descriptor_ < 0 && errno == EINTR);
    if (descriptor_ < 0) {
      const int error = errno;
      throw FatalError(ExitCode::bad_input, fmt::format("cannot open '{}': {}", path_, error_text(error)),
                       open_hint(error));
    }
  }
  // The destructor does not run when a constructor throws.
  if (::fstat(descriptor_, &at_open_) == 0 && S_ISDIR(at_open_.st_mode)) {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
    throw FatalError(ExitCode::bad_input, fmt::format("cannot open '{}': {}", path_, error_text(EISDIR)),
                     "name the files inside it");
  }
}

FileSource::~FileSource() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::string_view FileSource::peek() {
  if (!peeked_) {
    read_block();
    peeked_ = true;
  }
  return {buffer_.data(), filled_};
}

std::string_view FileSource::next_block() {
  if (peeked_) {
    peeked_ = false;
    return {buffer_.data(), filled_};
  }
  read_block();
  return {buffer_.data(), filled_};
}

void FileSource::read_block() {
  filled_ = 0;
  while (!at_end_ && filled_ < buffer_.size()) {  // a pipe gives little at a time; magic bytes need a real block
    const ssize_t got = ::read(descriptor_, buffer_.data() + filled_, buffer_.size() - filled_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw FatalError(ExitCode::bad_input,
                       fmt::format("cannot read '{}' after {} bytes: {}", path_, bytes_ + filled_, error_text(errno)),
                       "the file is only partly readable; copy it to a local disk and try again");
    if (got == 0) at_end_ = true;
    filled_ += static_cast<std::size_t>(got);
  }
  bytes_ += filled_;
  hash_.add({buffer_.data(), filled_});
  if (at_end_ && digest_.empty()) finish();
}

void FileSource::finish() {
  digest_ = hash_.finish();
  if (!S_ISREG(at_open_.st_mode)) return;
  struct stat now {};
  changed_ = ::fstat(descriptor_, &now) != 0 || now.st_size != at_open_.st_size ||
             now.st_mtim.tv_sec != at_open_.st_mtim.tv_sec || now.st_mtim.tv_nsec != at_open_.st_mtim.tv_nsec ||
             (descriptor_ != STDIN_FILENO && bytes_ != static_cast<std::uint64_t>(at_open_.st_size));
}

}  // namespace mfax
