// stderr: messages for people or programs, debug lines, progress. Data never come through here.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "cli/options.hpp"
#include "mfax/error.hpp"
#include "mfax/pipeline.hpp"

namespace mfax::cli {

enum class Level : std::uint8_t { error, warning, note };

/// One a program; used by one thread at a time (progress is drawn by a thread of its own, see ProgressLine).
class Console {
 public:
  Console() = default;  ///< as before any option is known: text, no colour
  Console(const Words&, const Surroundings&);
  /// For errors of the command line itself: only `--messages json` is looked for.
  static Console before_parsing(const std::vector<std::string>& arguments, const Surroundings&);

  void error(const FatalError&) const;
  void internal_error(std::string_view what) const;
  void warning(std::string_view text, std::string_view hint = {}) const;
  void note(std::string_view text) const;
  void debug(std::string_view text) const;  ///< only with -v

  bool is_quiet() const noexcept { return is_quiet_; }
  bool shows_progress() const noexcept { return shows_progress_; }
  bool colors_stdout() const noexcept { return colors_stdout_; }

 private:
  void say(Level, std::string_view text, std::string_view hint, int exit_code) const;

  bool is_quiet_ = false, is_verbose_ = false, is_json_ = false;
  bool colors_stderr_ = false, colors_stdout_ = false, shows_progress_ = false;
};

/// Shows the counters ten times a second while it lives, and wipes its line at the end.
class ProgressLine {
 public:
  ProgressLine(const Console&, const Progress&);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

 private:
  std::jthread thread_;  // empty when nothing is shown
};

}  // namespace mfax::cli
