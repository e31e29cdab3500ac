// In: nothing. Out: a compiler's verdict. A scanner over a temporary chunk would dangle: CsvScanner(Chunk&&, ...) is deleted.
#include "mfax/read.hpp"

mfax::Chunk make_chunk();

std::uint32_t use(const mfax::Dialect& dialect, const mfax::ColumnPlan& columns, const mfax::ReadOptions& options) {
#ifdef MFAX_BAD
  mfax::CsvScanner scanner(make_chunk(), dialect, columns, options);
#else
  const mfax::Chunk chunk = make_chunk();
  mfax::CsvScanner scanner(chunk, dialect, columns, options);
#endif
  return scanner.lines();
}
