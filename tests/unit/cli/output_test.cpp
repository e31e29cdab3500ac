// Files that appear whole or not at all, and inputs that exist.
#include "cli/output.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "cli/analyze_options.hpp"
#include "cli/run_folder.hpp"
#include "surroundings.hpp"

using namespace mfax;
using namespace mfax::cli;

namespace {

Destination destination(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "analyze");
  return plan_destination(parse_words(std::move(arguments), surroundings()));
}
std::string refusal(std::vector<std::string> arguments) {
  return fatal_text([&] { destination(std::move(arguments)); });
}
unsigned mode_of(const std::string& path) {
  struct stat facts {};
  REQUIRE(::stat(path.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

TEST_CASE("a pending file has no name before it is published, and is for the owner only") {
  const TemporaryFolder folder;
  PendingFile file(folder / "a.json", false);
  file.sink()("hello");
  file.finish();
  CHECK_FALSE(std::filesystem::exists(folder / "a.json"));
  file.publish();
  CHECK(folder.read("a.json") == "hello");
  CHECK(folder.file_count() == 1);
  CHECK(mode_of(folder / "a.json") == 0600);
  CHECK(file.sha256() == sha256_hex("hello"));
  CHECK(file.bytes() == 5);
}

TEST_CASE("a pending file that is not published leaves nothing") {
  const TemporaryFolder folder;
  {
    PendingFile file(folder / "a.json", false);
    file.sink()(std::string(200000, 'x'));
  }
  CHECK(folder.file_count() == 0);
  PendingFile late(folder / "b.json", false);
  late.sink()("x");
  remove_unfinished_files();
  CHECK(folder.file_count() == 0);
}

TEST_CASE("a file that came in between is not overwritten without force") {
  const TemporaryFolder folder;
  PendingFile file(folder / "a.json", false);
  file.sink()("new");
  file.finish();
  folder.write("a.json", "old");
  CHECK_THAT(fatal_text([&] { file.publish(); }), Catch::StartsWith("7: ") && Catch::Contains("--force"));
  CHECK(folder.read("a.json") == "old");
  PendingFile forced(folder / "a.json", true);
  forced.sink()("new");
  forced.finish();
  forced.publish();
  CHECK(folder.read("a.json") == "new");
}

TEST_CASE("a stop request ends writing") {
  const TemporaryFolder folder;
  std::stop_source stop;
  PendingFile file(folder / "a.json", false, stop.get_token());
  file.sink()("a");
  stop.request_stop();
  CHECK_THAT(fatal_text([&] { file.sink()("b"); }), Catch::StartsWith("130: "));
}

TEST_CASE("a full device is an output error") {
  if (!std::filesystem::exists("/dev/full")) return;
  PendingFile file("/dev/full", false);
  CHECK_THAT(fatal_text([&] {
               file.sink()(std::string(100000, 'x'));
               file.finish();
             }),
             Catch::StartsWith("7: ") && Catch::Contains("No space left"));
}

TEST_CASE("the value of -o is read as stdout, file or folder") {
  const TemporaryFolder folder;
  CHECK(destination({}).is_screen());
  CHECK(destination({"-o", "-"}).is_screen());
  CHECK(destination({"--format", "json"}).documents.front()->name == "json");
  CHECK(destination({"-o", folder / "x.html"}).kind == Destination::Kind::file);
  CHECK(destination({"-o", folder / "x.html"}).documents.front()->name == "html");
  CHECK(destination({"-o", folder / "x.html", "--format", "json"}).documents.front()->name == "json");
  CHECK(destination({"-o", folder / "case"}).kind == Destination::Kind::folder);
  CHECK(destination({"-o", folder / "case.2024"}).kind == Destination::Kind::folder);
  CHECK(destination({"-o", folder / "x.html/"}).kind == Destination::Kind::folder);
  CHECK(destination({"-o", folder / "."}).kind == Destination::Kind::folder);
  CHECK(destination({"-o", "/dev/null"}).kind == Destination::Kind::file);
}

TEST_CASE("a run folder has documents, every table and the manifest, in this order") {
  const TemporaryFolder folder;
  const std::vector<std::string> files = planned_files(destination({"-o", folder / "case"}));
  REQUIRE(files.size() == 3 + tables().size());
  CHECK(files.front() == folder / "case/report.json");
  CHECK(files[1] == folder / "case/report.html");
  CHECK(files.back() == folder / "case/manifest.json");
  const std::vector<std::string> asked = planned_files(destination({"-o", folder / "case", "--format", "csv", "--format", "markdown"}));
  CHECK(asked.front() == folder / "case/report.md");
  CHECK(asked.size() == 2 + tables().size());
}

TEST_CASE("impossible destinations are refused before data are read") {
  const TemporaryFolder folder;
  folder.write("old.json", "{}");
  std::filesystem::create_directory(folder / "full");
  folder.write("full/people.csv", "x");
  CHECK_THAT(refusal({"-o", folder / "old.json"}), Catch::StartsWith("7: ") && Catch::Contains("old.json exists"));
  CHECK(refusal({"-o", folder / "old.json", "--force"}).empty());
  CHECK_THAT(refusal({"-o", folder / "full"}), Catch::StartsWith("7: ") && Catch::Contains("people.csv exists"));
  CHECK_THAT(refusal({"-o", folder / "old.json/below"}), Catch::StartsWith("7: "));
  CHECK_THAT(refusal({"--format", "json", "--format", "html"}), Catch::StartsWith("2: "));
  CHECK_THAT(refusal({"--format", "jsno"}), Catch::StartsWith("2: ") && Catch::Contains("did you mean json?"));
  CHECK_THAT(refusal({"-o", folder / "x.json", "--format", "json", "--format", "html"}), Catch::StartsWith("2: "));
}

TEST_CASE("what a run reads is never replaced, not even by force or under another name") {
  const TemporaryFolder folder;
  folder.write("log.json", "[]");
  folder.write("other.json", "[]");
  std::filesystem::create_directory(folder / "case");
  folder.write("case/people.csv", "x");
  std::filesystem::create_hard_link(folder / "log.json", folder / "same.json");
  std::filesystem::create_symlink(folder / "log.json", folder / "link.json");
  const std::vector<std::string> inputs = {folder / "log.json", folder / "case/people.csv", "-", folder / "gone"};
  const auto refused = [&](std::string path, bool force) {
    std::vector<std::string> arguments = {"analyze", "-o", std::move(path)};
    if (force) arguments.push_back("--force");
    return fatal_text([&] { plan_destination(parse_words(std::move(arguments), surroundings()), inputs); });
  };
  for (const char* name : {"log.json", "same.json", "case"})
    CHECK_THAT(refused(folder / name, true), Catch::StartsWith("7: ") && Catch::Contains("never replaced"));
  CHECK_THAT(refused(folder / "log.json", false), Catch::Contains("never replaced") && !Catch::Contains("--force"));
  CHECK(refused(folder / "other.json", true).empty());
  CHECK(refused(folder / "link.json", true).empty());  // the link is replaced, not the log
}

TEST_CASE("folders and globs become sorted files, and an empty one is an input error") {
  const TemporaryFolder folder;
  folder.write("b.csv", "x");
  folder.write("a.csv", "x");
  folder.write(".hidden.csv", "x");
  std::filesystem::create_directory(folder / "below");
  std::filesystem::create_directory(folder / "empty");
  CHECK(expand_inputs({folder / ""}, "--log") == std::vector<std::string>{folder / "a.csv", folder / "b.csv"});
  CHECK(expand_inputs({folder / "*.csv"}, "--log") == std::vector<std::string>{folder / "a.csv", folder / "b.csv"});
  CHECK(expand_inputs({"-", folder / "b.csv"}, "--log") == std::vector<std::string>{"-", folder / "b.csv"});
  CHECK_THAT(fatal_text([&] { expand_inputs({folder / "empty"}, "--log"); }), Catch::StartsWith("3: "));
  CHECK_THAT(fatal_text([&] { expand_inputs({folder / "*.json"}, "--log"); }), Catch::StartsWith("3: ") && Catch::Contains("nothing matches"));
  CHECK_THAT(fatal_text([&] { expand_inputs({folder / "c.csv"}, "--log"); }), Catch::StartsWith("3: ") && Catch::Contains("No such file"));
}

TEST_CASE("one file twice would count its rows twice") {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.csv", "x");
  const std::string same = folder / "./a.csv";
  CHECK_THAT(fatal_text([&] { check_distinct({a, same}, {}); }), Catch::StartsWith("2: ") && Catch::Contains("given twice"));
  CHECK_THAT(fatal_text([&] { check_distinct({"-"}, {"-"}); }), Catch::StartsWith("2: "));
  CHECK_NOTHROW(check_distinct({a, "-"}, {folder.write("b.csv", "x")}));
}
