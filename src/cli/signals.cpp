// Signals -> stop request. In: SIGINT, SIGTERM. Out: a stop_source that every stage looks at. Made by main.cpp.
// No handler runs: a handler may not touch a stop_source, a thread may (sigwait(3)).
#include "cli/signals.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <ctime>

#include "cli/output.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

constexpr int kEnd = SIGUSR1;  // sent by the destructor to wake the thread

/// A file opened later must not become descriptor 0, 1 or 2 by accident. Read-only, so that writing still fails.
void fill_closed_descriptors() {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd)
    if (::fcntl(fd, F_GETFD) < 0) static_cast<void>(::open("/dev/null", O_RDONLY));
}

}  // namespace

SignalWatch::SignalWatch() {
  fill_closed_descriptors();
  ::signal(SIGPIPE, SIG_IGN);  // write() then says EPIPE
  sigemptyset(&signals_);
  for (const int number : {SIGINT, SIGTERM, kEnd}) sigaddset(&signals_, number);
  ::pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  thread_ = std::jthread([this] { watch(); });
}

SignalWatch::~SignalWatch() { ::pthread_kill(thread_.native_handle(), kEnd); }

void SignalWatch::watch() {
  int number = 0;
  if (::sigwait(&signals_, &number) != 0 || number == kEnd) return;
  stop_.request_stop();
  const timespec patience{2, 0};
  if (::sigtimedwait(&signals_, nullptr, &patience) == kEnd) return;
  remove_unfinished_files();
  ::_exit(static_cast<int>(ExitCode::interrupted));
}

}  // namespace mfax::cli
