// --log, --directory and operands -> file names. In: words: files, folders, globs, "-". Out: sorted names that exist.
// Called by the commands that read data, before they read any.
#include <glob.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/analyze_options.hpp"
#include "cli/files.hpp"
#include "cli/option_table.hpp"
#include "mfax/error.hpp"

namespace mfax::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_of_folder(const std::string& folder, std::string_view what) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') && entry->is_regular_file(ignored)) files.push_back((fs::path(folder) / name).string());
  }
  if (error) throw FatalError(ExitCode::bad_input, fmt::format("{}: cannot list the folder {}: {}", what, folder, error.message()));
  if (files.empty())
    throw FatalError(ExitCode::bad_input, fmt::format("{}: the folder {} holds no files", what, folder),
                     "files in folders below and hidden files are not read");
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> files_of_glob(const std::string& pattern, std::string_view what) {
  glob_t found{};
  const int result = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  std::vector<std::string> files;
  for (std::size_t i = 0; result == 0 && i < found.gl_pathc; ++i) {
    std::error_code ignored;
    if (!fs::is_directory(found.gl_pathv[i], ignored)) files.emplace_back(found.gl_pathv[i]);
  }
  ::globfree(&found);
  if (files.empty()) throw FatalError(ExitCode::bad_input, fmt::format("{}: nothing matches {}", what, pattern));
  std::sort(files.begin(), files.end());  // glob's own order depends on the locale
  return files;
}

}  // namespace

std::vector<std::string> expand_inputs(const std::vector<std::string>& words, std::string_view what) {
  std::vector<std::string> files;
  for (const std::string& word : words) {
    std::error_code error;
    const fs::file_status status = fs::status(word, error);
    std::vector<std::string> found;
    if (word == "-" || (fs::exists(status) && !fs::is_directory(status)))
      found = {word};
    else if (fs::is_directory(status))
      found = files_of_folder(word, what);
    else if (word.find_first_of("*?[") != std::string::npos)
      found = files_of_glob(word, what);
    else
      throw FatalError(ExitCode::bad_input,
                       fmt::format("{}: cannot open {}: {}", what, word, error ? error.message() : error_text(ENOENT)));
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

std::vector<std::string> named_inputs(const Words& words) {
  std::vector<std::string> files;
  const auto is_given = [&](std::string_view option) { return find_option(option, words.command) != nullptr && words.has(option); };
  for (const std::string_view option : {"log", "directory"})
    if (is_given(option)) {
      const std::vector<std::string> found = expand_inputs(words.many(option), fmt::format("--{}", option));
      files.insert(files.end(), found.begin(), found.end());
    }
  for (const std::string_view option : {"ignore", "key-file", "config", "incident", "carrier-aliases"})
    if (is_given(option)) files.push_back(words.one(option));
  if (is_given("format-file"))
    for (const std::string& file : words.many("format-file")) files.push_back(file);
  return files;
}

void check_distinct(const std::vector<std::string>& logs, const std::vector<std::string>& directories) {
  std::set<std::pair<dev_t, ino_t>> seen;
  std::size_t stdin_count = 0;
  for (const auto* list : {&logs, &directories}) {
    for (const std::string& path : *list) {
      if (path == "-") {
        if (++stdin_count > 1) throw FatalError(ExitCode::usage, "'-' (stdin) can be read only once");
        continue;
      }
      struct stat facts {};
      // Rows without an id would count twice.
      if (::stat(path.c_str(), &facts) == 0 && S_ISREG(facts.st_mode) && !seen.emplace(facts.st_dev, facts.st_ino).second)
        throw FatalError(ExitCode::usage, fmt::format("{} is given twice", path));
    }
  }
}

}  // namespace mfax::cli
