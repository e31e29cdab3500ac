// Messages, debug lines and progress -> stderr. In: texts that may hold anything. Out: lines safe for a terminal, or one
// JSON object a line. The only file that knows spdlog. Called by main.cpp and the commands.
#include "cli/console.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "cli/json_text.hpp"
#include "mfax/render.hpp"

namespace mfax::cli {
namespace {

/// Nothing can be done when stderr is gone.
void write_stderr(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t done = ::write(STDERR_FILENO, text.data(), text.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(done));
  }
}

/// https://no-color.org, https://bixense.com/clicolors: set and not empty.
bool is_set(const Surroundings& around, const std::string& name) {
  const std::optional<std::string> value = around.variable ? around.variable(name) : std::nullopt;
  return value && !value->empty() && *value != "0";
}

bool wants_color(const std::string& mode, const Surroundings& around, bool is_terminal) {
  if (mode != "auto") return mode == "always";
  const std::optional<std::string> no_color = around.variable ? around.variable("NO_COLOR") : std::nullopt;
  if (no_color && !no_color->empty()) return false;
  if (is_set(around, "CLICOLOR_FORCE")) return true;
  const std::optional<std::string> term = around.variable ? around.variable("TERM") : std::nullopt;
  return is_terminal && !(term && *term == "dumb");
}

std::string_view to_text(Level level) noexcept {
  static constexpr std::string_view kNames[] = {"error", "warning", "note"};
  return kNames[static_cast<std::size_t>(level)];
}

/// Line ends of a message stay, everything else is made harmless.
std::string safe_lines(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    out += terminal_safe(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

std::string progress_text(const Progress& progress, double seconds) {
  const auto total = static_cast<double>(progress.bytes_total.load());
  const auto done = static_cast<double>(progress.bytes_read.load());
  const std::uint64_t rows = progress.rows_read.load();
  const double rate = seconds > 0 ? done / seconds : 0;
  std::string text = fmt::format("{:.1f} MB  {} rows  {:.0f} MB/s", done / 1e6, rows, rate / 1e6);
  if (total <= 0 || done > total) return text;
  text = fmt::format("{:3.0f}%  ", 100 * done / total) + text;
  if (rate > 0 && seconds > 1) text += fmt::format("  {:.0f} s left", (total - done) / rate);
  return text;
}

}  // namespace

Console::Console(const Words& words, const Surroundings& around)
    : is_quiet_(words.flag("quiet")), is_verbose_(words.flag("verbose")), is_json_(words.one("messages") == "json") {
  const std::string color = words.one("color"), progress = words.one("progress");
  colors_stderr_ = !is_json_ && wants_color(color, around, around.is_stderr_terminal);
  colors_stdout_ = wants_color(color, around, around.is_stdout_terminal);
  shows_progress_ = progress == "always" || (progress == "auto" && around.is_stderr_terminal && !is_quiet_ && !is_json_);
  if (is_verbose_ && !is_json_) {
    auto logger = std::make_shared<spdlog::logger>("mfax", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("mfax: debug: %v");
    logger->set_level(spdlog::level::debug);
    spdlog::set_default_logger(std::move(logger));
  }
}

Console Console::before_parsing(const std::vector<std::string>& arguments, const Surroundings& around) {
  Console console;
  const std::optional<std::string> variable = around.variable ? around.variable("MFAX_MESSAGES") : std::nullopt;
  console.is_json_ = variable && *variable == "json";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--messages" && i + 1 < arguments.size()) console.is_json_ = arguments[i + 1] == "json";
    if (arguments[i].starts_with("--messages=")) console.is_json_ = arguments[i] == "--messages=json";
  }
  console.colors_stderr_ = !console.is_json_ && wants_color("auto", around, around.is_stderr_terminal);
  return console;
}

void Console::say(Level level, std::string_view text, std::string_view hint, int exit_code) const {
  if (is_quiet_ && level != Level::error) return;
  if (is_json_) {
    JsonText json;
    json.begin_object().key("level").text(to_text(level)).key("message").text(text);
    if (!hint.empty()) json.key("hint").text(hint);
    if (exit_code != 0) json.key("exit_code").integer(exit_code);
    json.end();
    write_stderr(std::move(json).finish());
    return;
  }
  const std::string_view color = level == Level::error ? "\x1b[1;31m" : "\x1b[1;33m";
  std::string line = "mfax: ";
  if (level != Level::note)
    line += colors_stderr_ ? fmt::format("{}{}:\x1b[0m ", color, to_text(level)) : fmt::format("{}: ", to_text(level));
  line += safe_lines(text) + '\n';
  if (!hint.empty()) line += fmt::format("  hint: {}\n", safe_lines(hint));
  write_stderr(line);
}

void Console::error(const FatalError& error) const {
  say(Level::error, error.what(), error.hint(), static_cast<int>(error.code()));
}

void Console::internal_error(std::string_view what) const {
  say(Level::error, fmt::format("internal error: {}", what), "please report this, with the command line and `mfax --version`", 1);
}

void Console::warning(std::string_view text, std::string_view hint) const { say(Level::warning, text, hint, 0); }
void Console::note(std::string_view text) const { say(Level::note, text, {}, 0); }

void Console::debug(std::string_view text) const {
  if (!is_verbose_) return;
  if (!is_json_) {
    spdlog::debug("{}", safe_lines(text));
    return;
  }
  JsonText json;
  json.begin_object().key("level").text("debug").key("message").text(text).end();
  write_stderr(std::move(json).finish());
}

ProgressLine::ProgressLine(const Console& console, const Progress& progress) {
  if (!console.shows_progress()) return;
  thread_ = std::jthread([&progress](const std::stop_token& stop) {
    const auto begin = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    bool is_drawn = false;
    while (!wake.wait_for(lock, stop, std::chrono::milliseconds(100), [&stop] { return stop.stop_requested(); })) {
      const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      write_stderr("\r\x1b[K" + progress_text(progress, seconds));
      is_drawn = true;
    }
    if (is_drawn) write_stderr("\r\x1b[K");
  });
}

ProgressLine::~ProgressLine() = default;

}  // namespace mfax::cli
