// In: any bytes, as CSV, as JSON lines and as a stream of JSON values. Out: nothing but the law that every row ends in one
// bucket (product.md 7), whole and in 64-byte chunks alike. The path is the one of the program: reader, scanner, normalizer, matcher.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "mfax/match.hpp"
#include "mfax/pipeline.hpp"

namespace {

using namespace mfax;

/// The input as a file without a disk; the reader opens it by path like any other.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("fuzz", 0)) {
    for (std::size_t done = 0; done < size;) {
      const ssize_t count = write(descriptor_, data + done, size - done);
      if (count <= 0) std::abort();
      done += static_cast<std::size_t>(count);
    }
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

constexpr Field kFields[] = {Field::to_number, Field::sent_at, Field::carrier,   Field::country,    Field::state,
                             Field::channel,   Field::message_type, Field::direction, Field::from_number, Field::message_id};
constexpr std::size_t kFieldCount = sizeof kFields / sizeof kFields[0];

const std::vector<ColumnRule>& rules() {
  static const std::vector<ColumnRule> list = [] {
    std::vector<ColumnRule> made(kFieldCount);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      made[i].field = kFields[i];
      made[i].names = {std::string(field_info(kFields[i]).name)};
    }
    return made;
  }();
  return list;
}

TablePlan make_plan(Container container) {
  static const FormatSpec spec = [] {
    FormatSpec made;
    made.id = "fuzz";
    made.is_generic = true;
    return made;
  }();
  TablePlan plan;
  plan.format = &spec;
  plan.dialect.container = container;
  plan.columns.slot_count = kFieldCount;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    plan.columns.csv_columns.push_back(static_cast<std::int32_t>(i));
    plan.columns.json_paths.push_back(rules()[i].names[0]);
    Slot slot;
    slot.field = kFields[i];
    slot.rule = &rules()[i];
    slot.column = rules()[i].names[0];
    plan.slots.push_back(slot);
  }
  plan.time.order = DateOrder::year_month_day;
  plan.time.zone = "UTC";
  return plan;
}

RowCounts count_rows(const MemoryFile& file, const TablePlan& plan, std::size_t chunk_bytes) {
  AnalyzeOptions options;
  options.normalize.default_region = "US";
  options.read.chunk_bytes = chunk_bytes;
  options.read.max_row_bytes = 4096;
  options.read.open_quote_bytes = 1024;
  options.read.head_bytes = 4096;
  options.read.max_inflated_bytes = 1 << 20;
  OrderedMerge merge(100);
  try {
    ChunkReader reader(FileId{}, file.path(), options.read);
    reader.start(plan.dialect, 0);
    RecordNormalizer normalizer(plan, options.normalize);
    while (const auto chunk = reader.next()) {
      ChunkResult result = process_chunk(*chunk, plan, options, normalizer);
      // Rows that may be duplicates are read, but the merge alone can tell their bucket.
      RowCounts rows = result.rows;
      if (result.may_repeat) rows.in_scope += result.sightings.size();
      if (!rows.is_balanced()) std::abort();
      merge.add(std::move(result));
    }
  } catch (const FatalError&) {
    return {};  // an honest refusal: broken compression, a limit
  }
  const MergedLogs merged = std::move(merge).finish();
  if (!merged.rows.is_balanced()) std::abort();
  return merged.rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  for (const Container container : {Container::csv, Container::json_lines, Container::json_values}) {
    const TablePlan plan = make_plan(container);
    const RowCounts whole = count_rows(file, plan, std::size_t{1} << 20);
    if (!(count_rows(file, plan, 64) == whole)) std::abort();
  }
  return 0;
}
