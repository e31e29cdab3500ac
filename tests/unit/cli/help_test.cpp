// Texts of the program about itself, suggestions, and JSON text.
#include "cli/help.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "cli/json_text.hpp"
#include "cli/suggest.hpp"
#include "surroundings.hpp"

using namespace mfax;
using namespace mfax::cli;

TEST_CASE("the help of the program fits one screen and begins with an example") {
  const std::string help = program_help();
  const std::vector<std::string_view> lines = split(help, '\n');
  CHECK(std::count(help.begin(), help.end(), '\n') <= 24);
  for (const std::string_view line : lines) {
    INFO(line);
    CHECK(line.size() <= 90);
  }
  CHECK_THAT(std::string(lines.at(2)), Catch::Contains("mfax analyze --log"));
  for (const CommandRow& row : command_table()) CHECK_THAT(help, Catch::Contains("  " + std::string(row.name)));
}

TEST_CASE("every option is in the help of its commands and in no other, unless it is hidden") {
  for (const CommandRow& command : command_table()) {
    const std::string help = command_help(command.command);
    for (const OptionRow& option : option_table()) {
      INFO(command.name << " " << option.name);
      const bool is_shown = help.find("--" + std::string(option.name) + "\n") != std::string::npos ||
                            help.find("--" + std::string(option.name) + " ") != std::string::npos;
      if (applies(option, command.command)) CHECK(is_shown == !option.is_hidden);
    }
  }
}

TEST_CASE("slips of the fingers find the word that was meant") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "abc") == 0);
  CHECK(edit_distance("analyse", "analyze") == 1);
  CHECK(edit_distance("directroy", "directory") == 1);
  const std::vector<std::string> words{"analyze", "inspect", "normalize", "explain"};
  CHECK(nearest("norm", words) == "normalize");
  CHECK(nearest("INSPEKT", words) == "inspect");
  CHECK(nearest("zebra", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(nearest(std::string(100000, 'a'), words).empty());
}

TEST_CASE("JSON text is valid whatever the bytes are") {
  JsonText json;
  json.begin_object().key("a\n").text("\x1b[31m\"\\\xff\xe2\x80\xae").key("b").begin_array().integer(-5).boolean(true).end();
  json.key("c").begin_array().end().key("d").text_or_null("").end();
  CHECK(std::move(json).finish() == "{\"a\\u000a\":\"\\u001b[31m\\\"\\\\\xEF\xBF\xBD\\u202e\",\"b\":[-5,true],\"c\":[],\"d\":null}\n");
}

TEST_CASE("option --print-config says where a value came from") {
  const Words words = parse_words({"analyze", "--default-region", "US", "--print-config"}, surroundings({{"MFAX_THREADS", "2"}}));
  const std::string text = config_text(words);
  CHECK_THAT(text, Catch::Matches("[\\s\\S]*default-region +US +command line\n[\\s\\S]*"));
  CHECK_THAT(text, Catch::Matches("[\\s\\S]*threads +2 +environment\n[\\s\\S]*"));
  CHECK_THAT(text, Catch::Matches("[\\s\\S]*mask +last4 +default\n[\\s\\S]*"));
}
