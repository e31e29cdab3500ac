// --incident NAME|FILE -> facts and window. In: a built-in name (src/report/incidents/NAME.json) or the path of a file of the same
// kind; schema: docs/schema/incident.json. Out: Incident. Called by analyze_options.cpp before any data are read.
#include "cli/incident.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "base/embedded.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "cli/files.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"
#include "mfax/error.hpp"
#include "mfax/json_tree.hpp"

namespace mfax::cli {
namespace {

constexpr std::string_view kFolder = "src/report/incidents/", kExtension = ".json";
constexpr std::string_view kHint = "`mfax schema incident` prints the schema; the built-in one is described in docs/for-responders.md";
constexpr std::int64_t kMostDays = 36500;

/// Words that reports and renderers know; an incident may add its own of the same form.
bool is_element_word(const std::string& word) {
  static const std::regex kWord("[a-z][a-z0-9_]{0,39}");
  return std::regex_match(word, kWord);
}

void read_elements(TreeReader& reader, const SpecSource& source, std::string_view key, std::vector<std::string>& elements) {
  const SpecNode* node = reader.find(key);
  if (node == nullptr) return;
  elements = texts_of(*node, source, fmt::format("\"{}\"", key));
  for (const SpecMember& item : node->members)
    if (!is_element_word(item.value.text))
      source.fail(item.value.offset, fmt::format("\"{}\" is no word like \"phone_number\"", item.value.text));
}

/// A bound that is no time would silently change who is in scope.
void check_bound(const SpecNode* node, const SpecSource& source, bool is_end) {
  if (node != nullptr && !parse_bound(node->text, is_end))
    source.fail(node->offset, fmt::format("\"{}\" is no date (2024-03-31) and no time (2024-03-31T23:59:59Z)", node->text));
}

Incident read_incident(std::string_view text, const std::string& origin) {
  const SpecSource source{without_byte_order_mark(text), origin, "an incident", kHint};
  const SpecNode root = parse_spec_tree(source);
  TreeReader reader(root, source, "the incident");
  Incident incident;
  IncidentFacts& facts = incident.facts;
  static_cast<void>(reader.text("$schema"));
  const std::pair<std::string_view, std::string*> texts[] = {
      {"id", &facts.id}, {"title", &facts.title}, {"provider", &facts.provider}, {"summary", &facts.summary}, {"source", &facts.source}};
  for (const auto& [key, value] : texts) *value = reader.text(key).value_or("");
  const std::string from = reader.text("window_from").value_or(""), to = reader.text("window_to").value_or("");
  check_bound(reader.find("window_from"), source, false);
  check_bound(reader.find("window_to"), source, true);
  read_elements(reader, source, "exposed_elements", facts.exposed_elements);
  read_elements(reader, source, "not_exposed_elements", facts.not_exposed_elements);
  facts.steps = reader.texts("steps").value_or(std::vector<std::string>());
  facts.retention_days = static_cast<std::uint64_t>(reader.integer("retention_days", 1, kMostDays).value_or(0));
  reader.finish();
  if (facts.id.empty()) source.fail(root.offset, "the incident lacks the key \"id\"");
  if (!from.empty() || !to.empty()) incident.window = to_window("incident", from + ".." + to);
  facts.profile_sha256 = sha256_hex(text);
  return incident;
}

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(kFolder) && file.path.ends_with(kExtension))
      names.emplace_back(file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - kExtension.size()));
  return names;
}

}  // namespace

Incident load_incident(const std::string& name_or_file) {
  const std::string built_in = fmt::format("{}{}{}", kFolder, name_or_file, kExtension);
  if (const std::string_view text = embedded_file(built_in); !text.empty()) return read_incident(text, built_in);
  // A word without dot and slash is meant as a name.
  if (name_or_file.find_first_of("./") == std::string::npos) {
    const std::vector<std::string> names = built_in_names();
    std::string hint = did_you_mean(name_or_file, names);
    throw FatalError(ExitCode::usage, fmt::format("--incident: no incident '{}'", name_or_file),
                     hint.empty() ? fmt::format("built in: {}; else the path of a JSON file", fmt::join(names, ", ")) : std::move(hint));
  }
  constexpr std::size_t kLimit = std::size_t{1} << 20;
  return read_incident(read_small_file(name_or_file, kLimit, ExitCode::usage), name_or_file);
}

}  // namespace mfax::cli
