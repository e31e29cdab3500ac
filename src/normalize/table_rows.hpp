// In: the text of an embedded table (tabs, '#' header). Out: its rows, cell by cell.
// Next: place.cpp, carrier.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/text.hpp"

namespace mfax {

/// Calls `use(cells)` for every row of at least `width` cells that is neither blank nor a comment. Static storage.
template <class Fn>
void for_each_table_row(std::string_view path, std::size_t width, Fn&& use) {
  for (std::string_view line : split(embedded_file(path), '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells = split(line, '\t');
    cells.resize(std::max(cells.size(), width));
    use(cells);
  }
}

}  // namespace mfax
