// The same work on every part of a range, on several threads; each part has one owner, so nothing is locked.
#pragma once

#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace mfax {

/// Calls work(begin, end) for `threads` parts of [0, size), at once. One thread: a plain call. The first error is thrown again.
template <class Work>
void for_parts(std::size_t size, unsigned threads, Work&& work) {
  if (threads < 2 || size < threads) return work(std::size_t{0}, size);
  std::vector<std::exception_ptr> errors(threads);
  {
    std::vector<std::jthread> running;
    for (unsigned part = 0; part < threads; ++part)
      running.emplace_back([&, part] {
        try {
          work(size * part / threads, size * (part + 1) / threads);
        } catch (...) {
          errors[part] = std::current_exception();
        }
      });
  }
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
}

}  // namespace mfax
