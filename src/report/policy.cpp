// --policy FILE or the built-in data file -> Policy, and back to one canonical text whose digest is in the report
// (mfax/policy.hpp). Next: signals.cpp applies it.
#include "mfax/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <utility>

#include "base/embedded.hpp"
#include "base/text.hpp"
#include "mfax/error.hpp"
#include "mfax/json_tree.hpp"

namespace mfax {
namespace {

constexpr std::string_view kLevelNames[] = {"critical", "high", "medium"};
constexpr std::size_t kLongestPattern = 500;  // std::regex recurses
constexpr std::int64_t kMostWeight = 1000, kMostScore = 100000, kMostCount = 1000000000, kMostMinutes = 44640, kMostDays = 3660;

struct ThresholdRow {
  std::string_view key;
  std::int64_t Thresholds::*member;
  std::int64_t least, most;
};
constexpr ThresholdRow kThresholds[] = {
    {"high_volume_messages", &Thresholds::high_volume_messages, 1, kMostCount},
    {"burst_messages", &Thresholds::burst_messages, 2, kMostCount},
    {"burst_minutes", &Thresholds::burst_minutes, 1, kMostMinutes},
    {"habit_messages", &Thresholds::habit_messages, 2, kMostCount},
    {"habit_days", &Thresholds::habit_days, 2, kMostDays},
    {"habit_hours", &Thresholds::habit_hours, 1, 12},
    {"habit_percent", &Thresholds::habit_percent, 1, 100},
    {"recent_days", &Thresholds::recent_days, 1, kMostDays},
};

class PolicyReader {
 public:
  PolicyReader(const SpecSource& source, Policy& policy, bool may_add) : source_(source), policy_(policy), may_add_(may_add) {}

  void read(const SpecNode& root) {
    TreeReader reader(root, source_, "the policy");
    static_cast<void>(reader.text("$schema"));
    policy_.name = reader.text("name").value_or(policy_.name);
    policy_.title = reader.text("title").value_or(policy_.title);
    if (const SpecNode* node = reader.find("signals")) read_signals(*node);
    if (const SpecNode* node = reader.find("levels")) read_levels(*node);
    if (const SpecNode* node = reader.find("thresholds")) read_thresholds(*node);
    if (const SpecNode* node = reader.find("privileged_groups")) read_groups(*node);
    reader.finish();
    for (const auto& [offset, code] : named_)
      if (!policy_.find(code)->is_enabled)
        source_.fail(offset, fmt::format("\"{}\" is switched off in this policy: a group with it is true of nobody", code));
  }

 private:
  SignalRule& rule(const std::string& code, std::size_t offset) {
    const auto at = std::find_if(policy_.signals.begin(), policy_.signals.end(), [&](const SignalRule& r) { return r.code == code; });
    if (at != policy_.signals.end()) return *at;
    if (!may_add_) {
      std::string known;
      for (const SignalRule& r : policy_.signals) known += (known.empty() ? "" : ", ") + r.code;
      source_.fail(offset, fmt::format("there is no signal \"{}\"; known: {}", code, known));
    }
    SignalRule& added = policy_.signals.emplace_back();
    added.code = code;
    return added;
  }

  void read_signals(const SpecNode& node) {
    TreeReader reader(node, source_, "\"signals\"");
    for (const SpecMember& member : reader.members()) {
      SignalRule& target = rule(member.key, member.key_offset);
      TreeReader fields(member.value, source_, fmt::format("signal \"{}\"", member.key));
      target.weight = fields.integer("weight", -kMostWeight, kMostWeight).value_or(target.weight);
      target.is_enabled = fields.flag("enabled").value_or(target.is_enabled);
      target.title = fields.text("title").value_or(target.title);
      fields.finish();
    }
  }

  void read_levels(const SpecNode& node) {
    TreeReader reader(node, source_, "\"levels\"");
    for (std::size_t i = 0; i < std::size(kLevelNames); ++i)
      if (const SpecNode* level = reader.find(kLevelNames[i])) read_level(*level, policy_.levels[i], kLevelNames[i]);
    reader.finish();
  }

  /// A level that is named is given anew as a whole: half of an old rule beside a new one would surprise.
  void read_level(const SpecNode& node, LevelRule& level, std::string_view name) {
    level = LevelRule();
    TreeReader reader(node, source_, fmt::format("level \"{}\"", name));
    if (const SpecNode* groups = reader.find("any_of")) {
      if (groups->kind != SpecNode::Kind::list) source_.fail(groups->offset, "\"any_of\" must be a list of lists of signals");
      for (const SpecMember& group : groups->members) {
        level.any_of.push_back(texts_of(group.value, source_, "a group of \"any_of\""));
        if (level.any_of.back().empty()) source_.fail(group.value.offset, "an empty group would be true of everybody");
        for (const SpecMember& code : group.value.members) named_.emplace_back(code.value.offset, known_rule(code.value).code);
      }
    }
    level.min_score = reader.integer("min_score", 1, kMostScore);
    level.min_messages = reader.integer("min_messages", 1, kMostCount);
    reader.finish();
  }

  const SignalRule& known_rule(const SpecNode& code) {
    const bool may_add = std::exchange(may_add_, false);
    const SignalRule& found = rule(code.text, code.offset);
    may_add_ = may_add;
    return found;
  }

  void read_thresholds(const SpecNode& node) {
    TreeReader reader(node, source_, "\"thresholds\"");
    for (const ThresholdRow& row : kThresholds) {
      std::int64_t& target = policy_.thresholds.*row.member;
      target = reader.integer(row.key, row.least, row.most).value_or(target);
    }
    reader.finish();
  }

  void read_groups(const SpecNode& node) {
    policy_.privileged_groups = texts_of(node, source_, "\"privileged_groups\"");
    for (const SpecMember& item : node.members) {
      if (item.value.text.size() > kLongestPattern) source_.fail(item.value.offset, fmt::format("longer than {} bytes", kLongestPattern));
      try {
        const std::regex checked(item.value.text, std::regex::ECMAScript | std::regex::icase);
      } catch (const std::regex_error& error) {
        source_.fail(item.value.offset, fmt::format("\"{}\" is no regular expression: {}", item.value.text, error.what()));
      }
    }
  }

  const SpecSource& source_;
  Policy& policy_;
  bool may_add_;
  std::vector<std::pair<std::size_t, std::string>> named_;  ///< signals of the levels that the file gives, and where
};

constexpr std::string_view kHint = "`mfax analyze --print-policy` prints the built-in policy, `mfax schema policy` its schema";

void read_into(Policy& policy, std::string_view json, const std::string& origin, bool may_add) {
  const SpecSource source{without_byte_order_mark(json), origin, "a policy", kHint};
  PolicyReader(source, policy, may_add).read(parse_spec_tree(source));
}

/// A JSON string. Texts of a policy are few and short; what is not printable ASCII or UTF-8 letters is escaped.
std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += {'\\', c};
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + json_string(text);
  return "[" + out + "]";
}

std::string level_text(const LevelRule& level) {
  std::string groups;
  for (const auto& group : level.any_of) groups += (groups.empty() ? "" : ", ") + json_list(group);
  std::string out = fmt::format("{{\"any_of\": [{}]", groups);
  if (level.min_score) out += fmt::format(", \"min_score\": {}", *level.min_score);
  if (level.min_messages) out += fmt::format(", \"min_messages\": {}", *level.min_messages);
  return out + "}";
}

}  // namespace

const SignalRule* Policy::find(std::string_view code) const noexcept {
  const auto at = std::find_if(signals.begin(), signals.end(), [&](const SignalRule& r) { return r.code == code; });
  return at == signals.end() ? nullptr : &*at;
}

const Policy& built_in_policy() {
  static const Policy kPolicy = [] {
    constexpr std::string_view kFile = "src/report/policies/builtin.json";
    Policy policy;
    read_into(policy, embedded_file(kFile), std::string(kFile), true);
    return policy;
  }();
  return kPolicy;
}

Policy load_policy(std::string_view json, const std::string& origin) {
  Policy policy = built_in_policy();
  policy.name = origin.substr(origin.find_last_of('/') + 1);
  read_into(policy, json, origin, false);
  return policy;
}

std::string policy_text(const Policy& policy) {
  std::string out = fmt::format("{{\n  \"name\": {},\n  \"title\": {},\n  \"signals\": {{\n", json_string(policy.name), json_string(policy.title));
  for (const SignalRule& rule : policy.signals)
    out += fmt::format("    {}: {{\"weight\": {}, \"enabled\": {}, \"title\": {}}}{}\n", json_string(rule.code), rule.weight, rule.is_enabled,
                       json_string(rule.title), &rule == &policy.signals.back() ? "" : ",");
  out += "  },\n  \"levels\": {\n";
  for (std::size_t i = 0; i < std::size(kLevelNames); ++i)
    out += fmt::format("    \"{}\": {}{}\n", kLevelNames[i], level_text(policy.levels[i]), i + 1 == std::size(kLevelNames) ? "" : ",");
  out += "  },\n  \"thresholds\": {\n";
  for (const ThresholdRow& row : kThresholds)
    out += fmt::format("    \"{}\": {}{}\n", row.key, policy.thresholds.*row.member, &row == std::end(kThresholds) - 1 ? "" : ",");
  out += fmt::format("  }},\n  \"privileged_groups\": {}\n}}\n", json_list(policy.privileged_groups));
  return out;
}

}  // namespace mfax
