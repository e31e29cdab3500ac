// Words of the command line, the environment and config files.
#include "cli/options.hpp"

#include <catch2/catch.hpp>

#include "surroundings.hpp"

using namespace mfax;
using namespace mfax::cli;

namespace {

Words parse(std::vector<std::string> arguments, std::map<std::string, std::string> variables = {}) {
  return parse_words(std::move(arguments), surroundings(std::move(variables)));
}
std::string refusal(std::vector<std::string> arguments, std::map<std::string, std::string> variables = {}) {
  return fatal_text([&] { parse(std::move(arguments), std::move(variables)); });
}

}  // namespace

TEST_CASE("wrong words are usage errors that name the right ones") {
  struct Case {
    std::vector<std::string> arguments;
    std::string says, hints;
  };
  const std::vector<Case> cases = {
      {{}, "no command given", "mfax --help"},
      {{"analyse"}, "no command 'analyse'", "did you mean analyze?"},
      {{"analyse", "--help"}, "no command 'analyse'", "did you mean analyze?"},
      {{"xyzzy"}, "no command 'xyzzy'", "mfax --help"},
      {{"analyze", "--directroy", "a.csv"}, "no option --directroy", "did you mean --directory?"},
      {{"analyze", "--directroy=a.csv"}, "no option --directroy", "did you mean --directory?"},
      {{"analyze", "--zzzzzzzz"}, "no option --zzzzzzzz", "mfax analyze --help"},
      {{"analyze", "-x"}, "no option -x", "mfax analyze --help"},
      {{"analyze", "--as", "log"}, "--as is no option of analyze", "it is an option of: inspect"},
      {{"--json", "analyze"}, "--json is no option of analyze", "inspect, explain, formats"},
      {{"--log", "a.csv", "analyze"}, "--log comes after the command", "analyze, normalize"},
      {{"analyze", "stray.csv"}, "analyze does not take 'stray.csv'", ""},
      {{"inspect"}, "inspect needs FILE...", "mfax inspect provider.csv"},
      {{"explain", "a", "b"}, "explain does not take 'b'", ""},
      {{"analyze", "--mask", "last5"}, "--mask: 'last5' is none of last4, full, none, hmac", "did you mean last4?"},
      {{"analyze", "--mask"}, "--mask", ""},
      {{"analyze", "--log", "--directory", "u.csv"}, "--log needs a value, and --directory follows", ""},
      {{"analyze", "--threads", "1", "--threads", "2"}, "--threads", ""},
      {{"analyze", "--default-region", ""}, "--default-region has an empty value", ""},
      {{"analyze", "--config", "/does/not/exist"}, "cannot read the config file", ""},
  };
  for (const Case& c : cases) {
    INFO(c.says);
    const std::string got = refusal(c.arguments);
    CHECK_THAT(got, Catch::StartsWith("2: "));
    CHECK_THAT(got, Catch::Contains(c.says));
    CHECK_THAT(got, Catch::Contains(c.hints));
  }
}

TEST_CASE("a list takes all words up to the next option, other options one") {
  const Words words = parse({"analyze", "--log", "a.csv", "b.csv", "--directory", "u.csv", "-", "--map", "to_number=X", "--map", "state=Y"});
  CHECK(words.command == Command::analyze);
  CHECK(words.many("log") == std::vector<std::string>{"a.csv", "b.csv"});
  CHECK(words.many("directory") == std::vector<std::string>{"u.csv", "-"});
  CHECK(words.many("map") == std::vector<std::string>{"to_number=X", "state=Y"});
  CHECK(refusal({"analyze", "--map", "a=b", "c=d"}) != "");
}

TEST_CASE("names of commands are ordinary words after the command") {
  CHECK(parse({"inspect", "report", "analyze"}).operands == std::vector<std::string>{"report", "analyze"});
  CHECK(parse({"analyze", "--log", "verify"}).many("log") == std::vector<std::string>{"verify"});
  CHECK(parse({"explain", "+12025550143", "--report", "r.json"}).operands == std::vector<std::string>{"+12025550143"});
}

TEST_CASE("a regular expression in brackets stays one word") {
  const Words words = parse({"analyze", "--privileged-group", "[Aa]dmin[s]", "--log", "x"});
  CHECK(words.many("privileged-group") == std::vector<std::string>{"[Aa]dmin[s]"});
}

TEST_CASE("help and version win over everything that follows a known command") {
  CHECK(parse({"analyze", "--help"}).flag("help"));
  CHECK(parse({"analyze", "-h", "--nonsense"}).flag("help"));
  CHECK(parse({"--help"}).flag("help"));
  CHECK(parse({"help", "verify"}).command == Command::verify);
  CHECK(parse({"--version"}).flag("version"));
  CHECK(parse({"--version", "--json"}).flag("json"));
}

TEST_CASE("global options stand before or after the command") {
  CHECK(parse({"-q", "formats"}).flag("quiet"));
  CHECK(parse({"formats", "-q"}).flag("quiet"));
  CHECK(parse({"--messages", "json", "formats"}).one("messages") == "json");
}

TEST_CASE("the command line wins over the environment, that over the file, that over the default") {
  const TemporaryFolder folder;
  const std::string file = folder.write("mfax.toml", "default-region = \"DE\"\nthreads = 3\n[analyze]\nmask = \"full\"\nthreads = 5\n");
  const std::vector<std::string> base{"analyze", "--config", file};
  std::vector<std::string> with_flag = base;
  with_flag.insert(with_flag.end(), {"--default-region", "US"});

  const Words by_file = parse(base);
  CHECK(by_file.one("default-region") == "DE");
  CHECK(by_file.one("threads") == "5");  // the section is nearer than the top level
  CHECK(by_file.source("mask") == Source::config_file);
  CHECK(by_file.one("color") == "auto");
  CHECK(by_file.source("color") == Source::by_default);

  const Words by_variable = parse(base, {{"MFAX_DEFAULT_REGION", "FR"}});
  CHECK(by_variable.one("default-region") == "FR");
  CHECK(by_variable.source("default-region") == Source::environment);

  const Words by_flag = parse(with_flag, {{"MFAX_DEFAULT_REGION", "FR"}});
  CHECK(by_flag.one("default-region") == "US");
  CHECK(by_flag.source("default-region") == Source::command_line);
}

TEST_CASE("a config file is checked like the command line") {
  const TemporaryFolder folder;
  CHECK_THAT(refusal({"analyze", "--config", folder.write("a", "defualt-region = \"US\"\n")}), Catch::Contains("did you mean --default-region?"));
  CHECK_THAT(refusal({"analyze", "--config", folder.write("b", "mask = \"some\"\n")}), Catch::Contains("'some' is none of"));
  CHECK_THAT(refusal({"analyze", "--config", folder.write("c", "[nonsense]\nmask = \"full\"\n")}), Catch::Contains("no such section"));
  CHECK_THAT(refusal({"analyze", "--config", folder.write("d", "help = true\n")}), Catch::Contains("not in a config file"));
  CHECK(refusal({"verify", "x", "--config", folder.write("e", "mask = \"full\"\n")}).empty());  // of another command
}

TEST_CASE("a flag can be switched by the environment") {
  CHECK(parse({"analyze"}, {{"MFAX_STRICT", "1"}}).flag("strict"));
  CHECK_FALSE(parse({"analyze"}, {{"MFAX_STRICT", "no"}}).flag("strict"));
  CHECK_THAT(refusal({"analyze"}, {{"MFAX_STRICT", "banana"}}), Catch::Contains("MFAX_STRICT"));
}

TEST_CASE("asking for an option of another command is a bug, not a default") {
  CHECK_THROWS_AS(parse({"verify", "x"}).one("mask"), std::logic_error);
}

TEST_CASE("the recorded command line can be pasted and holds no key file") {
  const Words words = parse({"analyze", "--log", "my log.csv", "--mask", "hmac", "--key-file", "secret.key"});
  CHECK(command_text(words) == "mfax analyze --log 'my log.csv' --mask hmac --key-file ...");
  CHECK(command_text(parse({"analyze", "--key-file=k"})) == "mfax analyze --key-file=...");
  CHECK(command_text(parse({"inspect", "it's"})) == "mfax inspect 'it'\\''s'");
}
