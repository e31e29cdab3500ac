// The documents a report can become. In: the name given to --format. Out: its row of the table.
// A new renderer is one function in documents.hpp and one row here; options, help and tests follow the table.
#include <algorithm>
#include <array>

#include "render/documents.hpp"

namespace mfax {
namespace {

constexpr std::array kRenderers = {
    Renderer{"text", ".txt", "the summary that fits one screen", &render_text},
    Renderer{"json", ".json", "the whole report; every other format can be made from it", &render_json},
    Renderer{"html", ".html", "one self-contained page with charts, for people", &render_html},
    Renderer{"csv", ".csv", "exposed people, one a line", &render_csv},
    Renderer{"ndjson", ".ndjson", "a stream of events, one JSON object a line", &render_ndjson},
    Renderer{"markdown", ".md", "a summary for a ticket", &render_markdown},
};

}  // namespace

std::span<const Renderer> renderers() noexcept { return kRenderers; }

const Renderer* find_renderer(std::string_view name) noexcept {
  const auto* row = std::find_if(kRenderers.begin(), kRenderers.end(),
                                 [name](const Renderer& renderer) { return renderer.name == name; });
  return row == kRenderers.end() ? nullptr : row;
}

}  // namespace mfax
