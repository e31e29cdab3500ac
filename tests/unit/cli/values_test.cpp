// Option words -> values, and AnalyzeOptions as a whole.
#include "cli/values.hpp"

#include <catch2/catch.hpp>

#include "cli/analyze_options.hpp"
#include "cli/incident.hpp"
#include "surroundings.hpp"

using namespace mfax;
using namespace mfax::cli;

namespace {

AnalyzeOptions options(std::vector<std::string> arguments, std::map<std::string, std::string> variables = {}) {
  const Surroundings around = surroundings(std::move(variables));
  arguments.insert(arguments.begin(), "analyze");
  return to_analyze_options(parse_words(std::move(arguments), around), around);
}
std::string refusal(std::vector<std::string> arguments, std::map<std::string, std::string> variables = {}) {
  return fatal_text([&] { options(std::move(arguments), std::move(variables)); });
}

}  // namespace

TEST_CASE("impossible values are refused before data are read") {
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const std::vector<Case> cases = {
      {{"--window", "2024-03-31..2024-03-01"}, "ends before it begins"},
      {{"--window", "2024-03-01"}, "is no FROM..TO"},
      {{"--window", ".."}, "is no FROM..TO"},
      {{"--window", "2024-02-30..2024-03-01"}, "is no time"},
      {{"--aware-at", "yesterday"}, "is no time"},
      {{"--aware-at", "2099-01-01"}, "is in the future"},
      {{"--now", "soon"}, "is no time"},
      {{"--default-region", "USA"}, "is no ISO 3166-1 code"},
      {{"--default-region", "UK"}, "did you mean GB?"},
      {{"--assume-tz", "Mars/Olympus"}, "no time zone"},
      {{"--map", "to_numbr=Phone"}, "did you mean to_number?"},
      {{"--map", "to_number"}, "is no FIELD=COLUMN"},
      {{"--map", "none=X"}, "names no field"},
      {{"--delimiter", "ab"}, "cannot separate cells"},
      {{"--delimiter", "\""}, "cannot separate cells"},
      {{"--delimiter", "5"}, "cannot separate cells"},
      {{"--privileged-group", "(unclosed"}, "--privileged-group: '(unclosed'"},
      {{"--max-bad-rows", "-1"}, "is no whole number"},
      {{"--max-bad-rows", "150%"}, "is no share"},
      {{"--max-unmatched", "x%"}, "is no share"},
      {{"--fail-on", "critcal"}, "did you mean critical?"},
      {{"--threads", "0x2"}, "is no whole number"},
      {{"--generic-threshold", "0"}, "is no whole number"},
      {{"--max-ratio", "0.5"}, "is no number from 1 up"},
      {{"--mask", "hmac"}, "needs --key-file"},
      {{"--incident", "duo-2024-05"}, "did you mean duo-2024-04?"},
      {{"--log-format", "twilio-messages-csvv"}, "no log format"},
      {{"--format-file", "/does/not/exist.json"}, "/does/not/exist.json"},
  };
  for (const Case& c : cases) {
    INFO(c.says);
    const std::string got = refusal(c.arguments);
    CHECK_THAT(got, Catch::StartsWith("2: "));
    CHECK_THAT(got, Catch::Contains(c.says));
  }
}

TEST_CASE("without window and incident everything is in scope") {
  const AnalyzeOptions all = options({});
  CHECK(all.report.window.from == Timestamp::min());
  CHECK(all.report.window.to == Timestamp::max());
  CHECK(all.report.incident.window_from.empty());
}

TEST_CASE("the days of a window are inclusive") {
  const AnalyzeOptions march = options({"--window", "2024-03-01..2024-03-31"});
  CHECK(to_rfc3339(march.report.window.from) == "2024-03-01T00:00:00Z");
  CHECK(to_rfc3339(march.report.window.to) == "2024-03-31T23:59:59.999999Z");
  const AnalyzeOptions open = options({"--window", "2024-03-01.."});
  CHECK(open.report.window.to == Timestamp::max());
}

TEST_CASE("a size has a unit of memory or none") {
  CHECK(options({"--max-memory", "2G"}).max_memory == std::uint64_t{2} << 30);
  CHECK(options({"--max-memory", "512m"}).max_memory == std::uint64_t{512} << 20);
  CHECK(options({"--max-memory", "4096"}).max_memory == 4096);
  CHECK(options({}).max_memory == 0);
  for (const char* wrong : {"", "G", "-1", "1.5G", "99999999999G", "2T"}) {
    INFO(wrong);
    CHECK_THROWS_AS(options({"--max-memory", wrong}), FatalError);
  }
}

TEST_CASE("the built-in incident brings its window, and --window narrows it") {
  const AnalyzeOptions duo = options({"--incident", "duo-2024-04"});
  CHECK(duo.report.incident.id == "duo-2024-04");
  CHECK(duo.report.incident.window_from == "2024-03-01T00:00:00Z");
  CHECK(to_rfc3339(options({"--incident", "duo-2024-04", "--window", "2024-03-05.."}).report.window.from) == "2024-03-05T00:00:00Z");
}

TEST_CASE("an incident file may not hold a key that nobody knows") {
  const TemporaryFolder folder;
  const std::string good = folder.write("good.json", R"({"id":"x-1","title":"T","provider":"P","window_from":"2024-01-01","window_to":"2024-01-31"})");
  const Incident incident = load_incident(good);
  CHECK(incident.facts.id == "x-1");
  CHECK(to_rfc3339(incident.window.to) == "2024-01-31T23:59:59.999999Z");
  const auto refused = [&](const std::string& text) { return fatal_text([&] { load_incident(folder.write("bad.json", text)); }); };
  CHECK_THAT(refused(R"({"id":"x","windw_from":"2024-01-01"})"), Catch::StartsWith("2: ") && Catch::Contains("bad.json:1:11: unknown key \"windw_from\""));
  CHECK_THAT(refused(R"({"title":"x"})"), Catch::Contains("bad.json:1:1: the incident lacks the key \"id\""));
  CHECK_THAT(refused("not json"), Catch::StartsWith("2: "));
  CHECK_THAT(refused(R"({"id":"x","window_from":"2024-13-01"})"), Catch::Contains("bad.json:1:25: \"2024-13-01\" is no date"));
  CHECK_THAT(refused(R"({"id":"x","exposed_elements":["Phone Number"]})"), Catch::Contains("bad.json:1:31: \"Phone Number\" is no word"));
  CHECK_THAT(refused(R"({"id":"x","retention_days":0})"), Catch::Contains("whole number from 1"));
  const Incident own = load_incident(folder.write("own.json", R"({"id":"y","summary":"S","source":"Q","exposed_elements":["phone_number","device_id"],
      "not_exposed_elements":["name"],"steps":["Tell them."],"retention_days":90})"));
  CHECK(own.facts.exposed_elements == std::vector<std::string>{"phone_number", "device_id"});
  CHECK(own.facts.not_exposed_elements == std::vector<std::string>{"name"});
  CHECK(own.facts.steps == std::vector<std::string>{"Tell them."});
  CHECK(own.facts.retention_days == 90);
  CHECK(own.facts.profile_sha256.size() == 64);
  CHECK(own.window.from == Timestamp::min());
}

TEST_CASE("the built-in incident is a file like any other") {
  const Incident duo = load_incident("duo-2024-04");
  CHECK(duo.facts.exposed_elements.size() == 6);
  CHECK(duo.facts.retention_days == 180);
  CHECK(to_rfc3339(duo.window.from) == "2024-03-01T00:00:00Z");
  CHECK(to_rfc3339(duo.window.to) == "2024-03-31T23:59:59.999999Z");
  CHECK_FALSE(duo.facts.steps.empty());
}

TEST_CASE("the vip list is names, one a line, comments apart") {
  const TemporaryFolder folder;
  const std::string file = folder.write("vip.txt", "\xEF\xBB\xBF# board\r\nada\r\n\n  ben@example.org  # chair\n");
  CHECK(options({"--vip", file}).report.vip == std::vector<std::string>{"ada", "ben@example.org"});
  const std::string utf16 = folder.write("vip16.txt", std::string("\xFF\xFE" "a\0d\0a\0\r\0\n\0b\0e\0n\0\n\0", 20));
  CHECK(options({"--vip", utf16}).report.vip == std::vector<std::string>{"ada", "ben"});
  CHECK_THAT(refusal({"--vip", folder.write("empty.txt", "# nobody\n")}), Catch::Contains("no names"));
  CHECK_THAT(refusal({"--vip", "/nonexistent"}), Catch::Contains("nonexistent"));
}

TEST_CASE("a policy file is read before the data and groups of the command line are added") {
  const TemporaryFolder folder;
  const std::string file = folder.write("p.json", R"({"privileged_groups":["^a"],"thresholds":{"recent_days":3}})");
  const AnalyzeOptions read = options({"--policy", file, "--privileged-group", "^b"});
  CHECK(read.report.policy.privileged_groups == std::vector<std::string>{"^a", "^b"});
  CHECK(read.report.policy.thresholds.recent_days == 3);
  CHECK_THAT(refusal({"--policy", folder.write("q.json", "{\"x\":1}")}), Catch::StartsWith("2: ") && Catch::Contains("q.json:1:2: unknown key"));
}

TEST_CASE("limits are counts or shares") {
  CHECK(to_limit("max-bad-rows", "17").count == 17);
  CHECK(to_limit("max-bad-rows", "17").ratio < 0);
  CHECK(to_limit("max-bad-rows", "2.5%").ratio == Approx(0.025));
  CHECK(options({"--max-unmatched", "3"}).max_unmatched == 3u);
  CHECK(options({}).max_unmatched == std::nullopt);
  CHECK(options({"--fail-on", "critical,high", "--fail-on", "silent-days"}).fail_on == std::vector<std::string>{"critical", "high", "silent-days"});
}

TEST_CASE("delimiters have names") {
  CHECK(to_delimiter("tab") == '\t');
  CHECK(to_delimiter("Semicolon") == ';');
  CHECK(to_delimiter("|") == '|');
}

TEST_CASE("the time of the run comes from --now, else SOURCE_DATE_EPOCH, else the clock") {
  CHECK(to_rfc3339(options({}).report.now) == "2024-04-15T16:53:20Z");
  CHECK(to_rfc3339(options({}, {{"SOURCE_DATE_EPOCH", "0"}}).report.now) == "1970-01-01T00:00:00Z");
  CHECK(to_rfc3339(options({"--now", "2024-05-01"}, {{"SOURCE_DATE_EPOCH", "0"}}).report.now) == "2024-05-01T00:00:00Z");
  CHECK_THAT(refusal({}, {{"SOURCE_DATE_EPOCH", "today"}}), Catch::Contains("SOURCE_DATE_EPOCH"));
}

TEST_CASE("a key has sixteen bytes without the line end") {
  const TemporaryFolder folder;
  const std::string good = folder.write("good", "0123456789abcdef\n");
  const std::string shorter = folder.write("short", "0123456789abcde\n");
  CHECK(options({"--mask", "hmac", "--key-file", good}).report.hmac_key == "0123456789abcdef");
  CHECK_THAT(refusal({"--mask", "hmac", "--key-file", shorter}), Catch::Contains("15 bytes, at least 16"));
}

TEST_CASE("the digest of the options is the same wherever an option came from, and not touched by names") {
  const std::string flag = options({"--default-region", "US", "--log", "a"}).report.run.options_sha256;
  CHECK(options({"--log", "b"}, {{"MFAX_DEFAULT_REGION", "US"}}).report.run.options_sha256 == flag);
  CHECK(options({"--default-region", "GB"}).report.run.options_sha256 != flag);
}
