// --incident NAME|FILE -> facts and window. In: a built-in name or the path of a small JSON object. Out: Incident.
// Called by analyze_options.cpp before any data are read.
#include "cli/incident.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files.hpp"
#include "cli/suggest.hpp"
#include "cli/values.hpp"
#include "mfax/read.hpp"

namespace mfax::cli {
namespace {

constexpr std::string_view kDuo = "duo-2024-04";
constexpr std::string_view kHint = "a JSON object with the texts id, title, provider, window_from, window_to";

/// The supplier's notice of 15 April 2024: logs of 1-31 March; number, carrier, country, state, time, type; no content.
Incident duo_2024_04() {
  Incident incident;
  incident.facts.id = kDuo;
  incident.facts.title = "MFA message logs of a telephony supplier of Cisco Duo";
  incident.facts.provider = "Cisco Duo";
  incident.facts.exposed_elements = {"phone_number", "carrier", "country", "state", "sent_at", "message_type"};
  incident.window = to_window("incident", "2024-03-01..2024-03-31");
  return incident;
}

Incident from_file(const std::string& path) {
  constexpr std::size_t kLimit = std::size_t{1} << 20, kPadding = 64;
  std::string text = read_small_file(path, kLimit, ExitCode::usage);
  const std::size_t size = text.size();
  text.append(kPadding, '\0');  // sample_json reads ahead
  const JsonSample sample = sample_json(std::string_view(text).substr(0, size), true, 2);
  if (!sample.is_json || sample.records.size() != 1)
    throw FatalError(ExitCode::usage, fmt::format("--incident {}: not one JSON object", path), std::string(kHint));
  Incident incident;
  std::string from, to;
  const std::pair<std::string_view, std::string*> fields[] = {{"id", &incident.facts.id},
                                                              {"title", &incident.facts.title},
                                                              {"provider", &incident.facts.provider},
                                                              {"window_from", &from},
                                                              {"window_to", &to}};
  for (const auto& [key, value] : sample.records.front().values) {
    const auto* field = std::find_if(std::begin(fields), std::end(fields), [&key = key](const auto& f) { return f.first == key; });
    // A misspelt window would silently change who is in scope.
    if (field == std::end(fields))
      throw FatalError(ExitCode::usage, fmt::format("--incident {}: unknown key \"{}\"", path, key), std::string(kHint));
    *field->second = value;
  }
  if (incident.facts.id.empty()) throw FatalError(ExitCode::usage, fmt::format("--incident {}: no \"id\"", path), std::string(kHint));
  if (!from.empty() || !to.empty()) incident.window = to_window("incident", from + ".." + to);
  return incident;
}

}  // namespace

Incident load_incident(const std::string& name_or_file) {
  if (name_or_file == kDuo) return duo_2024_04();
  // A word without dot and slash is meant as a name.
  if (name_or_file.find_first_of("./") == std::string::npos) {
    std::string hint = did_you_mean(name_or_file, {std::string(kDuo)});
    throw FatalError(ExitCode::usage, fmt::format("--incident: no incident '{}'", name_or_file),
                     hint.empty() ? fmt::format("built in: {}; else the path of a JSON file", kDuo) : std::move(hint));
  }
  return from_file(name_or_file);
}

}  // namespace mfax::cli
