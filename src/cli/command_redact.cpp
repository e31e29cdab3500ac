// `mfax redact`: a saved report -> a copy without personal data, as JSON or rendered. In: report.json. Out: stdout, a file or a folder.
#include <span>

#include "cli/commands.hpp"
#include "cli/run_folder.hpp"

namespace mfax::cli {

int run_redact(const Session& session) {
  RenderOptions options = render_options(session);
  options.color = false;
  const std::string& path = session.words.operands.front();
  Destination to = plan_destination(session.words, std::span(&path, 1));
  // Unlike `report`, what is passed on is a document, not a summary on the screen.
  if (to.is_screen() && !session.words.has("format")) to.documents = {find_renderer("json")};
  write_report(redact(load_saved_report(path)), options, to, session.stop);
  return 0;
}

}  // namespace mfax::cli
