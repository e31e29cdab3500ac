// One function a command. Each gets checked words, does its work and returns the process exit code (product.md 5).
#pragma once

#include <stop_token>

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace mfax::cli {

struct Session {
  const Words& words;
  const Surroundings& around;
  const Console& console;
  std::stop_token stop;
};

/// Help, version, --print-config or the command.
int run_command(const Session&);

int run_analyze(const Session&);
int run_inspect(const Session&);
int run_normalize(const Session&);
int run_explain(const Session&);
int run_report(const Session&);
int run_verify(const Session&);
int run_redact(const Session&);
int run_formats(const Session&);
int run_schema(const Session&);

/// Width, colour, limit and CSV dialect, as far as the command has them.
RenderOptions render_options(const Session&);
ToolFacts tool_facts();
/// report.json, or the one in a run folder; "-" is stdin. Throws FatalError(bad_input).
Report load_saved_report(const std::string& path);

}  // namespace mfax::cli
