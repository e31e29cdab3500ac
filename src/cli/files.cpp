// Path -> text of a small file. In: a path and the largest size that makes sense. Out: its bytes or a FatalError.
// Called for everything that is not a log or a directory export.
#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace mfax::cli {
namespace {

class Descriptor {
 public:
  Descriptor(int fd, bool is_owned) : fd_(fd), is_owned_(is_owned) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (is_owned_ && fd_ >= 0) ::close(fd_);
  }
  int get() const noexcept { return fd_; }

 private:
  int fd_;
  bool is_owned_;
};

}  // namespace

std::string error_text(int error_number) { return std::generic_category().message(error_number); }

std::string read_small_file(const std::string& path, std::size_t limit_bytes, ExitCode code) {
  const bool is_stdin = path == "-";
  const Descriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC), !is_stdin);
  if (file.get() < 0) throw FatalError(code, fmt::format("cannot open {}: {}", path, error_text(errno)));
  std::string text;
  char block[std::size_t{64} * 1024];
  while (true) {
    const ssize_t got = ::read(file.get(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw FatalError(code, fmt::format("cannot read {}: {}", path, error_text(errno)));
    if (got == 0) return text;
    text.append(block, static_cast<std::size_t>(got));
    if (text.size() > limit_bytes)
      throw FatalError(code, fmt::format("{} is larger than {} bytes", path, limit_bytes), "this cannot be the right file");
  }
}

}  // namespace mfax::cli
