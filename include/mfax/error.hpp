// The one exception of the library and the contract of the process exit code (product.md 5).
#pragma once

#include <stdexcept>
#include <string>

namespace mfax {

enum class ExitCode : int {
  ok = 0, internal = 1, usage = 2, bad_input = 3, incomplete = 4, condition_met = 5, verify_failed = 6, bad_output = 7,
  interrupted = 130, broken_pipe = 141
};

/// Ends the run. Thrown from any stage, caught once, in main. `what` says what, where and why; `hint` what to do.
class FatalError : public std::runtime_error {
 public:
  FatalError(ExitCode code, const std::string& what, std::string hint = {})
      : std::runtime_error(what), code_(code), hint_(std::move(hint)) {}
  ExitCode code() const noexcept { return code_; }
  const std::string& hint() const noexcept { return hint_; }

 private:
  ExitCode code_;
  std::string hint_;
};

}  // namespace mfax
