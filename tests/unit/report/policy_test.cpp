// The policy file: one canonical form, parts replaced, complaints with line and column.
#include <catch2/catch.hpp>

#include "base/embedded.hpp"
#include "mfax/error.hpp"
#include "mfax/policy.hpp"

using namespace mfax;
using Catch::Matchers::Contains;

namespace {

std::string error_of(std::string_view json) {
  try {
    static_cast<void>(load_policy(json, "my.json"));
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::usage);
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the built-in policy is its file, byte for byte") {
  CHECK(policy_text(built_in_policy()) == embedded_file("src/report/policies/builtin.json"));
}

TEST_CASE("a policy replaces what it names and nothing else") {
  const Policy policy = load_policy(R"({"signals":{"recent":{"weight":7},"burst":{"enabled":false}},
      "levels":{"high":{"min_score":12}},"thresholds":{"burst_minutes":30},"privileged_groups":["^T0-"]})", "dir/my.json");
  CHECK(policy.name == "my.json");
  CHECK(policy.find("recent")->weight == 7);
  CHECK(policy.find("recent")->is_enabled);
  CHECK_FALSE(policy.find("burst")->is_enabled);
  CHECK(policy.find("burst")->weight == built_in_policy().find("burst")->weight);
  CHECK(policy.levels[0] == built_in_policy().levels[0]);
  CHECK(policy.levels[1].any_of.empty());
  CHECK(policy.levels[1].min_score == 12);
  CHECK(policy.thresholds.burst_minutes == 30);
  CHECK(policy.thresholds.burst_messages == built_in_policy().thresholds.burst_messages);
  CHECK(policy.privileged_groups == std::vector<std::string>{"^T0-"});
  CHECK(load_policy("{}", "x").signals == built_in_policy().signals);
}

TEST_CASE("what is printed can be read again") {
  const Policy policy = load_policy(R"({"name":"q \"\\ \u0007","title":"\u00e9","privileged_groups":["a\\\\b"]})", "x");
  CHECK(load_policy(policy_text(policy), "other") == policy);
}

TEST_CASE("complaints about a policy say where") {
  CHECK_THAT(error_of("{\n \"signals\": {\"admn\": {}}\n}"), Contains("my.json:2:14: there is no signal \"admn\"") && Contains("admin_context"));
  CHECK_THAT(error_of("{\"signals\":{\"burst\":{\"weight\":\"10\"}}}"), Contains("my.json:1:31: \"weight\" must be a whole number"));
  CHECK_THAT(error_of("{\"signals\":{\"burst\":{\"weight\":1.5}}}"), Contains("whole number from -1000 to 1000"));
  CHECK_THAT(error_of("{\"signals\":{\"burst\":{\"wieght\":1}}}"), Contains("my.json:1:22: unknown key \"wieght\" in signal \"burst\""));
  CHECK_THAT(error_of("{\"levels\":{\"urgent\":{}}}"), Contains("unknown key \"urgent\""));
  CHECK_THAT(error_of("{\"levels\":{\"high\":{\"any_of\":[[]]}}}"), Contains("empty group"));
  CHECK_THAT(error_of("{\"levels\":{\"high\":{\"any_of\":[[\"nobody\"]]}}}"), Contains("no signal \"nobody\""));
  CHECK_THAT(error_of("{\"thresholds\":{\"habit_percent\":101}}"), Contains("from 1 to 100"));
  CHECK_THAT(error_of("{\"privileged_groups\":[\"(\"]}"), Contains("my.json:1:23: \"(\" is no regular expression"));
  CHECK_THAT(error_of("[]"), Contains("a policy is one JSON object"));
  CHECK_THAT(error_of("{\"name\":\"a\",}"), Contains("my.json:1:"));
  CHECK_THAT(error_of(""), Contains("my.json:1:1"));
}
