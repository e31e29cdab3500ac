// In: every built-in format without one of its rules. Its samples must notice: a rule that no sample needs may break or be
// misspelled unseen. A mutant is tried alone, beside no other format: a rule has to show in the records.
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "mfax/error.hpp"
#include "pipeline/sample_records.hpp"

namespace mfax {
namespace {

std::optional<std::vector<SampleRecord>> records_of(const FormatSpec& spec, const FormatSample& sample) {
  try {
    return sample_records(spec, sample, std::span(&spec, 1));
  } catch (const FatalError&) {
    return std::nullopt;
  }
}

bool meets(const SampleRecord& found, const std::map<std::string, std::string>& expected) {
  return std::all_of(expected.begin(), expected.end(), [&](const auto& entry) {
    const auto at = found.find(entry.first);
    return (at == found.end() ? std::string() : at->second) == entry.second;
  });
}

bool is_noticed(const FormatSpec& mutant, const FormatSample& sample) {
  const auto found = records_of(mutant, sample);
  return !found || !std::equal(found->begin(), found->end(), sample.expect.begin(), sample.expect.end(), meets);
}

/// What a sample could say to notice: values that differ, of the first record that has one.
std::string advice(const FormatSpec& spec, const FormatSpec& mutant) {
  std::string to_say;
  for (std::size_t s = 0; s < spec.samples.size(); ++s) {
    const auto whole = records_of(spec, spec.samples[s]), less = records_of(mutant, spec.samples[s]);
    if (!whole || !less) continue;
    for (std::size_t r = 0; r < std::min(whole->size(), less->size()); ++r) {
      for (const auto& [key, text] : (*whole)[r])
        if (const auto at = (*less)[r].find(key); at == (*less)[r].end() || at->second != text)
          to_say += fmt::format(" \"{}\": \"{}\"", key, text);
      if (!to_say.empty()) return fmt::format("record {} of sample {} could say{}", r + 1, s + 1, to_say);
    }
  }
  return "no sample has it";
}

std::string name_of_rule(const FormatSpec& spec, std::size_t rule) {
  const auto begin = spec.columns.begin(), end = begin + static_cast<std::ptrdiff_t>(rule);
  const Field field = spec.columns[rule].field;
  return fmt::format("{} {}.{}", spec.id, field_info(field).name,
                     std::count_if(begin, end, [&](const ColumnRule& other) { return other.field == field; }));
}

/// Rules that no record can show.
bool is_excepted(const FormatSpec& spec, Field field, const std::string& rule) {
  // Read for the evidence of its values on the order of dates only.
  if (field == Field::created_at) return true;
  // No record of a person holds a zone yet.
  if (field == Field::timezone && spec.kind == FormatKind::directory) return true;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kExceptions = {{
      {"didww-inbound-sms-csv to_number.0", "every row is inbound, and a log has to name the recipient"},
      {"duo-admins-json role.0", "an administrator is privileged by the constant, too"},
      {"duo-admins-json privileged.0", "an administrator is privileged by the role, too"},
      {"generic-log-csv sent_time.0", "a time of day beside the date is read by the rule of the date without it"},
      {"generic-log-json sent_time.0", "as in the table"},
      {"okta-log-analytics-json channel.0", "the name of the event says the channel without it"},
      {"okta-system-log-csv sent_at.0", "the next rule reads the column, and the form of its times gives the order"},
      {"okta-system-log-csv sent_at.2", "the next rule reads the column, and the form of its times gives the order"},
      {"vonage-report-messages-csv row_class.0", "a channel that is no telephone's does not count by itself"},
      {"vonage-report-messages-json row_class.0", "a channel that is no telephone's does not count by itself"},
      {"plain-csv alias.0", "the rule of the address reads further addresses, too"},
      {"plain-json alias.0", "the rule of the address reads further addresses, too"},
  }};
  return std::any_of(kExceptions.begin(), kExceptions.end(), [&](const auto& exception) { return exception.first == rule; });
}

/// Another value that the field may have.
std::string altered(Field field, const std::string& value) {
  switch (field) {
    case Field::direction: return value == "inbound" ? "outbound" : "inbound";
    case Field::channel: return value == "email" ? "sms" : "email";
    case Field::row_class: return value == "not_counted" ? "counted" : "not_counted";
    case Field::enabled:
    case Field::locked:
    case Field::privileged: return value == "true" ? "false" : "true";
    case Field::status: return value == "deleted" ? "active" : "deleted";
    case Field::phone:
    case Field::factor_phone: return value == "pager" ? "home" : "pager";
    default: return "mutant";
  }
}

class Trial {
 public:
  explicit Trial(const FormatSpec& spec) : spec_(spec), bare_(spec) { bare_.samples.clear(); }

  template <class Mutate>
  void run(const std::string& what, Mutate&& mutate) {
    FormatSpec mutant = bare_;
    mutate(mutant);
    const bool is_dead = std::any_of(spec_.samples.begin(), spec_.samples.end(),
                                     [&](const FormatSample& sample) { return is_noticed(mutant, sample); });
    if (!is_dead) survivors.push_back(fmt::format("{}: {}", what, advice(spec_, mutant)));
  }

  std::vector<std::string> survivors;

 private:
  const FormatSpec& spec_;
  FormatSpec bare_;
};

}  // namespace

TEST_CASE("the samples of a format fail without one of its rules") {
  for (const FormatSpec& spec : load_formats({})) {
    Trial trial(spec);
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
      const std::string name = name_of_rule(spec, i);
      if (is_excepted(spec, spec.columns[i].field, name)) continue;
      trial.run("without the rule " + name, [&](FormatSpec& mutant) { mutant.columns.erase(mutant.columns.begin() + static_cast<std::ptrdiff_t>(i)); });
      if (spec.columns[i].values.empty()) continue;
      trial.run("with other values of " + name, [&](FormatSpec& mutant) {
        for (auto& entry : mutant.columns[i].values) entry.second = altered(spec.columns[i].field, entry.second);
      });
    }
    for (const std::string& survivor : trial.survivors) FAIL_CHECK(survivor);
  }
}

}  // namespace mfax
