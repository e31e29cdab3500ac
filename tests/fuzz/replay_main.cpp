// In: a fuzz target and folders of inputs. Out: the target has seen every file, and seeded mutations of each, in buffers of
// exact size (a sanitizer sees one byte too far). On a failure: file, mutation and seed on stderr, the input in replay-failure.bin.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// Defined by the sanitizers' run time, when there is one.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

constexpr int kMutations = 200;
constexpr std::uint64_t kDefaultSeed = 20240401;

using Bytes = std::vector<std::uint8_t>;

struct Current {
  std::string file;
  int mutation = 0;
  std::uint64_t seed = 0;
  const std::uint8_t* data = nullptr;
  std::size_t size = 0;
} current;

/// Only calls that are allowed after a crash (signal-safety(7)), but for snprintf with integers and a text.
void tell_what_failed() {
  char text[512];
  const int length = std::snprintf(text, sizeof text, "replay: failed on %s, mutation %d, MFAX_SEED=%llu (%zu bytes, in replay-failure.bin)\n",
                                   current.file.c_str(), current.mutation,
                                   static_cast<unsigned long long>(current.seed), current.size);
  if (length > 0 && write(STDERR_FILENO, text, std::min(sizeof text - 1, static_cast<std::size_t>(length))) < 0) return;
  const int file = open("replay-failure.bin", O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return;
  if (write(file, current.data, current.size) < 0) return;
  close(file);
}

void on_signal(int number) {
  tell_what_failed();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

void run(const Bytes& bytes) {
  // A heap block of exactly this size: std::vector may own more than size().
  const std::unique_ptr<std::uint8_t[]> exact(new std::uint8_t[bytes.size()]);
  if (!bytes.empty()) std::memcpy(exact.get(), bytes.data(), bytes.size());
  current.data = exact.get();
  current.size = bytes.size();
  LLVMFuzzerTestOneInput(exact.get(), bytes.size());
  current.data = nullptr;
  current.size = 0;
}

/// Bytes that mean something to the parsers here, so that mutations reach further than random ones.
constexpr char kMeaning[] = "\"\"\r\n,;\t|{}[]:\\+0123456789xX*#eE.-TZ \xEF\xBB\xBF\xFF\x00";

void mutate(Bytes& bytes, std::mt19937_64& random) {
  const auto below = [&random](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
  for (std::size_t steps = 1 + below(8); steps > 0; --steps) {
    const std::size_t at = below(bytes.size() + 1);
    const auto meaning = static_cast<std::uint8_t>(kMeaning[below(sizeof kMeaning)]);
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(6)) {
      case 0: bytes.insert(place, meaning); break;
      case 1:
        if (at < bytes.size()) bytes[at] = meaning;
        break;
      case 2:
        if (at < bytes.size()) bytes[at] ^= static_cast<std::uint8_t>(1u << below(8));
        break;
      case 3: bytes.erase(place, place + static_cast<std::ptrdiff_t>(below(bytes.size() - at + 1))); break;
      case 4: bytes.resize(at); break;
      default: {
        const std::size_t length = std::min<std::size_t>(below(bytes.size() - at + 1), 4096);
        const Bytes copy(place, place + static_cast<std::ptrdiff_t>(length));
        const std::size_t target = below(bytes.size() + 1);
        bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(target), copy.begin(), copy.end());
      }
    }
  }
}

Bytes read_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::filesystem::path> list_files(int count, char** folders) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < count; ++i) {
    const std::filesystem::path path = folders[i];
    if (std::filesystem::is_regular_file(path)) files.push_back(path);
    if (!std::filesystem::is_directory(path)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void replay(const std::string& name, const Bytes& original, std::uint64_t seed) {
  current.file = name;
  current.seed = seed;
  std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                         static_cast<std::uint32_t>(original.size())};
  std::mt19937_64 random(sequence);
  current.mutation = 0;
  run(original);
  for (int i = 1; i <= kMutations; ++i) {
    current.mutation = i;
    Bytes bytes = original;
    mutate(bytes, random);
    run(bytes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(tell_what_failed);
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(number, on_signal);
  const char* chosen = std::getenv("MFAX_SEED");
  const std::uint64_t seed = chosen != nullptr ? std::strtoull(chosen, nullptr, 10) : kDefaultSeed;

  const auto files = list_files(argc, argv);
  if (files.empty()) {
    std::fprintf(stderr, "replay: no corpus files; every target needs at least one\n");
    return 1;
  }
  replay("(empty)", {}, seed);
  for (const auto& file : files) replay(file.string(), read_bytes(file), seed);
  std::printf("replayed %zu files, %d mutations each\n", files.size(), kMutations);
  return 0;
}
