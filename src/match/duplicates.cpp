// Recognizing messages again. Asked by the merge and by `normalize`, in file order.
#include "mfax/match.hpp"

namespace mfax {

bool Duplicates::is_duplicate(const MessageRecord& record) {
  const auto [at, is_new] = seen_.try_emplace(Key{record.number.digits, record.identity});
  Seen& seen = at->second;
  if (is_new) {
    seen.first = record.pos;
    seen.file = record.pos.file;
    seen.in_file = seen.counted = 1;
    return false;
  }
  original_ = seen.first;
  if (record.has_id) return true;
  if (seen.file != record.pos.file) {
    seen.file = record.pos.file;
    seen.in_file = 0;
  }
  if (++seen.in_file <= seen.counted) return true;
  seen.counted = seen.in_file;
  return false;
}

}  // namespace mfax
