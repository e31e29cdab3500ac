// Reader -> workers -> caller for any kind of result, in file order. The only place with threads (architecture 5.7).
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <semaphore>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

#include "mfax/pipeline.hpp"
#include "pipeline/input.hpp"

namespace mfax {

/// A chunk and the input it comes from.
struct Job {
  Chunk chunk;
  const Input* input = nullptr;
};

/// Hands out the chunks of all inputs in order, numbered through. One thread at a time.
class JobSource {
 public:
  JobSource(std::span<Input> inputs, const ReadOptions& read, Progress& progress)
      : inputs_(inputs), read_(read), progress_(progress), bytes_of_earlier_(progress.bytes_read) {}
  std::optional<Job> next();
  /// Facts of every input, complete once next() has returned nothing.
  const std::vector<FileFacts>& facts() const& noexcept { return facts_; }

 private:
  std::span<Input> inputs_;
  const ReadOptions& read_;
  Progress& progress_;
  std::uint64_t bytes_of_earlier_;
  std::uint64_t sequence_ = 0;
  std::optional<ChunkReader> reader_;
  std::vector<FileFacts> facts_;
};

/// FatalError(interrupted) when a stop was asked for.
void throw_if_stopped(const std::stop_token&);
/// 0 = one per core.
unsigned worker_count(unsigned threads);

/// Hand-over between threads. pop() returns nothing once closed and empty.
template <class T>
class HandOver {
 public:
  void push(T value) {
    {
      const std::lock_guard lock(mutex_);
      values_.push_back(std::move(value));
    }
    ready_.notify_one();
  }
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !values_.empty(); });
    if (values_.empty()) return std::nullopt;
    std::optional<T> value(std::move(values_.front()));
    values_.pop_front();
    return value;
  }
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<T> values_;
  bool closed_ = false;
};

/// Several threads: one reads, `workers` work, the caller merges. At most 2 * workers + 2 chunks are in flight, so memory is
/// bounded whatever the file's size. Errors surface in file order: the earliest one wins, whatever thread met it.
template <class MakeWorker, class Merge>
class ThreadedRun {
 public:
  using Worker = std::invoke_result_t<MakeWorker&>;
  using Result = std::invoke_result_t<Worker&, const Job&>;

  ThreadedRun(JobSource& source, unsigned workers, std::stop_token stop, MakeWorker& make_worker, Merge& merge)
      : source_(source), stop_(std::move(stop)), make_worker_(make_worker), merge_(merge),
        free_slots_(static_cast<std::ptrdiff_t>(2 * workers + 2)) {
    threads_.emplace_back([this] { read(); });
    for (unsigned i = 0; i < workers; ++i) threads_.emplace_back([this] { work(); });
  }
  ThreadedRun(const ThreadedRun&) = delete;
  ThreadedRun& operator=(const ThreadedRun&) = delete;
  ~ThreadedRun() {
    aborted_ = true;
    free_slots_.release();  // the reader may wait for a slot
    jobs_.close();
  }

  /// Returns when the last chunk is merged; throws the earliest error.
  void merge_all() {
    std::map<std::uint64_t, Done> waiting;
    for (std::uint64_t next = 0;;) {
      std::optional<Done> done = done_.pop();
      waiting.emplace(done->sequence, std::move(*done));
      for (auto at = waiting.begin(); at != waiting.end() && at->first == next; at = waiting.erase(at), ++next) {
        throw_if_stopped(stop_);
        if (at->second.error) std::rethrow_exception(at->second.error);
        if (!at->second.result) return;
        merge_(std::move(*at->second.result));
        free_slots_.release();
      }
    }
  }

 private:
  /// A worker's result; without result and error: the end.
  struct Done {
    std::uint64_t sequence = 0;
    std::optional<Result> result;
    std::exception_ptr error;
  };

  void read() {
    Done end;
    try {
      while (true) {
        free_slots_.acquire();
        if (aborted_ || stop_.stop_requested()) break;
        std::optional<Job> job = source_.next();
        if (!job) break;
        end.sequence = job->chunk.sequence() + 1;
        jobs_.push(std::move(*job));
      }
    } catch (...) {
      end.error = std::current_exception();
    }
    jobs_.close();
    done_.push(std::move(end));
  }

  void work() {
    std::optional<Worker> worker;
    while (std::optional<Job> job = jobs_.pop()) {
      Done done;
      done.sequence = job->chunk.sequence();
      try {
        if (!worker) worker.emplace(make_worker_());
        done.result.emplace((*worker)(*job));
      } catch (...) {
        done.error = std::current_exception();
      }
      done_.push(std::move(done));
    }
  }

  JobSource& source_;
  std::stop_token stop_;
  MakeWorker& make_worker_;
  Merge& merge_;
  std::counting_semaphore<> free_slots_;
  std::atomic<bool> aborted_{false};
  HandOver<Job> jobs_;
  HandOver<Done> done_;
  std::vector<std::jthread> threads_;  // last member: joined before anything they use goes away
};

/// Calls `merge` with the result of every chunk, in file order, on the caller's thread. One thread: the same in a plain loop.
template <class MakeWorker, class Merge>
void for_each_chunk(JobSource& source, unsigned threads, const std::stop_token& stop, MakeWorker make_worker, Merge merge) {
  if (const unsigned workers = worker_count(threads); workers > 1) {
    ThreadedRun<MakeWorker, Merge>(source, workers, stop, make_worker, merge).merge_all();
    return;
  }
  auto worker = make_worker();
  while (const std::optional<Job> job = source.next()) {
    throw_if_stopped(stop);
    merge(worker(*job));
  }
}

}  // namespace mfax
