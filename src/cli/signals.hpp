// SIGINT and SIGTERM -> a stop request; broken pipes and closed descriptors made harmless.
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace mfax::cli {

/// Made first in main, before any thread: signals are blocked everywhere and taken by one watching thread. The first
/// asks for a stop; when the run has not ended two seconds later (a read from a terminal does not return), or at the second
/// signal, unfinished files are removed and the process ends with 130.
class SignalWatch {
 public:
  SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch();
  std::stop_token stop_token() const { return stop_.get_token(); }

 private:
  void watch();
  sigset_t signals_{};
  std::stop_source stop_;
  std::jthread thread_;
};

}  // namespace mfax::cli
