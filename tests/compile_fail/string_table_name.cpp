// In: nothing. Out: a compiler's verdict. A name of a temporary table would dangle: StringTable::name() && is deleted.
#include "mfax/types.hpp"

mfax::StringTable make_table();

std::size_t use() {
#ifdef MFAX_BAD
  const std::string_view name = make_table().name(mfax::NameId{});
#else
  const mfax::StringTable table = make_table();
  const std::string_view name = table.name(mfax::NameId{});
#endif
  return name.size();
}
