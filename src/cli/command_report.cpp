// `mfax report`: a saved report -> any of its formats. In: report.json. Out: stdout, a file or a run folder; inputs are not needed.
#include <span>

#include "cli/commands.hpp"
#include "cli/run_folder.hpp"

namespace mfax::cli {

int run_report(const Session& session) {
  RenderOptions options = render_options(session);
  const std::string& path = session.words.operands.front();
  const Destination to = plan_destination(session.words, std::span(&path, 1));
  const Report report = load_saved_report(path);
  if (to.kind != Destination::Kind::standard_output) options.color = false;
  if (path != "-") options.report_path = path;
  write_report(report, options, to, session.stop);
  return 0;
}

}  // namespace mfax::cli
