// The documents a report can become: one function each, listed once in renderers.cpp. All are pure: a report in, text out.
#pragma once

#include "mfax/render.hpp"

namespace mfax {

void render_text(const Report&, const RenderOptions&, const Sink&);
void render_json(const Report&, const RenderOptions&, const Sink&);
void render_html(const Report&, const RenderOptions&, const Sink&);
void render_csv(const Report&, const RenderOptions&, const Sink&);
void render_ndjson(const Report&, const RenderOptions&, const Sink&);
void render_markdown(const Report&, const RenderOptions&, const Sink&);

}  // namespace mfax
