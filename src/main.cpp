// The program: words -> command -> exit code. Everything that escapes becomes one message on stderr and one code of
// product.md 5. Nothing else happens here; see src/cli.
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <new>

#include "cli/commands.hpp"
#include "cli/signals.hpp"

namespace {

mfax::cli::Surroundings surroundings() {
  mfax::cli::Surroundings around;
  around.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  around.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  around.is_stdout_terminal = ::isatty(STDOUT_FILENO) == 1;
  around.is_stderr_terminal = ::isatty(STDERR_FILENO) == 1;
  winsize size{};
  if (around.is_stdout_terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) around.width = size.ws_col;
  return around;
}

}  // namespace

int main(int argc, char** argv) {
  const mfax::cli::SignalWatch signals;
  mfax::cli::Console console;
  try {
    const mfax::cli::Surroundings around = surroundings();
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    console = mfax::cli::Console::before_parsing(arguments, around);
    const mfax::cli::Words words = mfax::cli::parse_words(arguments, around);
    console = mfax::cli::Console(words, around);
    return mfax::cli::run_command({words, around, console, signals.stop_token()});
  } catch (const mfax::FatalError& error) {
    // A reader that went away and a user who pressed Ctrl-C know what happened.
    const bool is_quiet = error.code() == mfax::ExitCode::broken_pipe || error.code() == mfax::ExitCode::interrupted;
    if (!is_quiet) console.error(error);
    return static_cast<int>(error.code());
  } catch (const std::bad_alloc&) {
    console.internal_error("out of memory");
  } catch (const std::exception& error) {
    console.internal_error(error.what());
  } catch (...) {
    console.internal_error("unknown");
  }
  return static_cast<int>(mfax::ExitCode::internal);
}
