// The tree of a format file (mfax/json_tree.hpp) and its meaning, given by spec_rules.cpp.
#pragma once

#include "mfax/format.hpp"
#include "mfax/json_tree.hpp"

namespace mfax {

FormatSpec read_spec(const SpecNode&, const SpecSource&);

}  // namespace mfax
