// Chunk -> ChunkResult: every record into one bucket. Nothing mutable is shared. Next: match/ordered_merge.cpp.
#include "pipeline/worker.hpp"

#include "pipeline/rows.hpp"

namespace mfax {

ChunkResult process_chunk(const Chunk& chunk, const TablePlan& plan, const AnalyzeOptions& options, RecordNormalizer& normalizer) {
  ChunkResult result;
  result.sequence = chunk.sequence();
  result.file = chunk.file();
  result.lines_before = chunk.lines_before();
  constexpr std::size_t kBytesPerRow = 80;  // a guess: the list need not grow often
  result.sightings.reserve(chunk.bytes().size() / kBytesPerRow);
  Matcher matcher(options.report.window, may_repeat(plan, options.normalize), result);
  const ChunkTail tail =
      for_each_record(chunk, plan, options.read, normalizer, result.names,
                      [&](const MessageRecord& record, const RecordNormalizer::Fault& fault) { matcher.add(record, fault); });
  result.rows += tail.rows;
  result.codes.add(tail.codes);
  for (const RowPos& row : tail.repeated_headers) {
    LeftOut header;
    header.pos = row;
    header.reason = LeftOut::Reason::not_counted;
    header.codes.add(DiagCode::V_REPEATED_HEADER);
    result.left_out.push_back(header);
  }
  result.lines = tail.lines;
  result.rows_on_last_line = tail.rows_on_last_line;
  return result;
}

ChunkResult AnalyzeWorker::operator()(const Job& job) {
  if (input_ != job.input) {
    input_ = job.input;
    normalizer_.emplace(input_->detection.plan, options_.normalize);
  }
  return process_chunk(job.chunk, input_->detection.plan, options_, *normalizer_);
}

}  // namespace mfax
