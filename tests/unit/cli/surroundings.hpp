// Surroundings and temporary folders for the tests of the command line.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "cli/options.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {

inline Surroundings surroundings(std::map<std::string, std::string> variables = {}) {
  Surroundings around;
  around.variable = [variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  around.now = Timestamp(std::chrono::seconds(1713200000));
  return around;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "mfax-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return *this / name;
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(path_ / name, std::ios::binary).rdbuf();
    return text.str();
  }
  std::size_t file_count() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path path_;
};

/// "2: message | hint" of the FatalError that `run` throws; "" when it throws none.
template <class Run>
std::string fatal_text(Run&& run) {
  try {
    run();
  } catch (const FatalError& error) {
    return std::to_string(static_cast<int>(error.code())) + ": " + error.what() + " | " + error.hint();
  }
  return {};
}

}  // namespace mfax::cli
