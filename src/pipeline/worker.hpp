// A worker of `analyze`: one chunk -> one ChunkResult.
#pragma once

#include <optional>

#include "pipeline/chunks.hpp"

namespace mfax {

class AnalyzeWorker {
 public:
  explicit AnalyzeWorker(const AnalyzeOptions& options) : options_(options) {}
  ChunkResult operator()(const Job&);

 private:
  const AnalyzeOptions& options_;
  const Input* input_ = nullptr;               ///< whose caches the normalizer holds
  std::optional<RecordNormalizer> normalizer_;
};

}  // namespace mfax
