// Text made in pieces on several threads and taken in order by the caller, as one thread would have written it.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace mfax {

/// Calls make(from, to, text) for pieces of [0, size), on `threads` threads, and take(text) for each piece in order, on the
/// caller's. No more than twice as many pieces as threads wait. The first error in order is thrown again.
template <class MakeText, class TakeText>
void make_in_order(std::size_t size, std::size_t piece, unsigned threads, const MakeText& make, const TakeText& take) {
  struct PieceOfText {
    std::string text;
    std::exception_ptr error;
    bool is_ready = false;
  };
  const std::size_t pieces = (size + piece - 1) / piece;
  const auto make_piece = [&](std::size_t at, std::string& text) { make(at * piece, std::min(size, (at + 1) * piece), text); };
  if (threads < 2 || pieces < 2) {
    std::string text;
    for (std::size_t at = 0; at < pieces; ++at) {
      text.clear();
      make_piece(at, text);
      take(text);
    }
    return;
  }

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<PieceOfText> slots(std::size_t{2} * threads);
  std::size_t next = 0, taken = 0;
  bool is_over = false;
  const auto work = [&] {
    std::unique_lock lock(mutex);
    while (next < pieces) {
      const std::size_t at = next++;
      changed.wait(lock, [&] { return is_over || at < taken + slots.size(); });
      if (is_over) return;
      lock.unlock();
      PieceOfText done;
      try {
        make_piece(at, done.text);
      } catch (...) {
        done.error = std::current_exception();
      }
      done.is_ready = true;
      lock.lock();
      slots[at % slots.size()] = std::move(done);
      changed.notify_all();
    }
  };
  std::vector<std::jthread> running;  // joined before what they use goes away
  const auto end = [&] {
    const std::lock_guard lock(mutex);
    is_over = true;
    changed.notify_all();
  };
  try {
    for (unsigned i = 0; i < threads; ++i) running.emplace_back(work);
    for (; taken < pieces;) {
      std::unique_lock lock(mutex);
      PieceOfText& slot = slots[taken % slots.size()];
      changed.wait(lock, [&] { return slot.is_ready; });
      const PieceOfText done = std::exchange(slot, PieceOfText{});
      ++taken;
      changed.notify_all();
      lock.unlock();
      if (done.error) std::rethrow_exception(done.error);
      take(done.text);
    }
  } catch (...) {
    end();
    throw;
  }
}

}  // namespace mfax
