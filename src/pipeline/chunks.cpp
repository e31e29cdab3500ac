// The chunks of all inputs, one after another. Next: for_each_chunk hands them to workers.
#include "pipeline/chunks.hpp"

namespace mfax {

std::optional<Job> JobSource::next() {
  while (facts_.size() < inputs_.size()) {
    Input& input = inputs_[facts_.size()];
    if (!reader_) {
      reader_.emplace(take_reader(input, read_));
      reader_->start(input.detection.plan.dialect, sequence_);
    }
    std::optional<Chunk> chunk = reader_->next();
    progress_.bytes_read = bytes_of_earlier_ + reader_->bytes_read();
    if (chunk) {
      ++sequence_;
      return Job{std::move(*chunk), &input};
    }
    bytes_of_earlier_ += reader_->bytes_read();
    facts_.push_back(reader_->facts());
    reader_.reset();
  }
  return std::nullopt;
}

void throw_if_stopped(const std::stop_token& stop) {
  if (stop.stop_requested()) throw FatalError(ExitCode::interrupted, "interrupted");
}

unsigned worker_count(unsigned threads) {
  if (threads != 0) return threads;
  const unsigned cores = std::thread::hardware_concurrency();
  return cores == 0 ? 1 : cores;
}

}  // namespace mfax
