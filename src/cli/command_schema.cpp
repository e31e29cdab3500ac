// `mfax schema`: a name -> its JSON Schema. In: embedded docs/schema/*.json. Out: the schema, or the names.
#include <fmt/format.h>

#include "base/embedded.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/suggest.hpp"

namespace mfax::cli {
namespace {

constexpr std::string_view kFolder = "docs/schema/", kExtension = ".json";

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(kFolder) && file.path.ends_with(kExtension))
      names.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kExtension.size()));
  return names;
}

}  // namespace

int run_schema(const Session& session) {
  StandardOutput out;
  const std::vector<std::string> names = schema_names();
  if (session.words.operands.empty()) {
    for (const std::string& name : names) out.text(name + '\n');
    out.finish();
    return 0;
  }
  const std::string& name = session.words.operands.front();
  const std::string_view text = embedded_file(fmt::format("{}{}{}", kFolder, name, kExtension));
  if (text.empty()) {
    std::string hint = did_you_mean(name, names);
    throw FatalError(ExitCode::usage, fmt::format("no schema '{}'", name),
                     hint.empty() ? fmt::format("one of: {}", fmt::join(names, ", ")) : std::move(hint));
  }
  out.text(std::string(text));
  out.finish();
  return 0;
}

}  // namespace mfax::cli
