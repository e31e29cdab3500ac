// In: every built-in format file. Checks its shape, that its samples are recognized as itself and as nothing else, and
// that what the rules name is really bound. The records a sample must give are checked by unit/pipeline/samples_test.cpp.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/embedded.hpp"
#include "mfax/error.hpp"
#include "mfax/format.hpp"
#include "unit/read/read_rows.hpp"

namespace mfax {
namespace {

const std::vector<FormatSpec>& formats() {
  static const std::vector<FormatSpec> specs = load_formats({});
  return specs;
}

Detection detect_sample(const FormatSpec& spec, const FormatSample& sample) {
  const test::TempFile file(sample.input);
  const ChunkReader reader(FileId{0}, file.path(), {});
  return detect_format(FileId{0}, spec.id, reader.head(), reader.head_is_whole_file(), spec.kind, formats(), {});
}

/// Keys of the file's top level in order of appearance; canonical files indent them by two blanks.
std::vector<std::string> top_keys(std::string_view text) {
  std::vector<std::string> keys;
  for (std::size_t at = text.find("\n  \""); at != std::string_view::npos; at = text.find("\n  \"", at + 1)) {
    const std::size_t end = text.find('"', at + 4);
    keys.emplace_back(text.substr(at + 4, end - at - 4));
  }
  return keys;
}

}  // namespace

TEST_CASE("there are built-in formats of both kinds and each id is used once") {
  std::set<std::string> ids;
  for (const FormatSpec& spec : formats()) CHECK(ids.insert(spec.id).second);
  CHECK(std::any_of(formats().begin(), formats().end(),
                    [](const FormatSpec& spec) { return spec.kind == FormatKind::log; }));
  CHECK(std::any_of(formats().begin(), formats().end(),
                    [](const FormatSpec& spec) { return spec.kind == FormatKind::directory; }));
  CHECK(std::is_sorted(formats().begin(), formats().end(), [](const FormatSpec& a, const FormatSpec& b) {
    return a.kind != b.kind ? a.kind < b.kind : a.id < b.id;
  }));
}

TEST_CASE("a format's file is called as its id, lies in the folder of its kind and is in canonical shape") {
  const std::vector<std::string> order = {"id",
                                          "kind",
                                          "product",
                                          "title",
                                          "origin",
                                          "note",
                                          "container",
                                          "is_generic",
                                          "rows",
                                          "each",
                                          "embedded_json",
                                          "number_form",
                                          "id_alone_identifies",
                                          "other_numbers",
                                          "detect",
                                          "columns",
                                          "samples"};
  for (const FormatSpec& spec : formats()) {
    INFO(spec.id);
    const std::string path = std::string("src/formats/") + std::string(to_text(spec.kind)) + "/" + spec.id + ".json";
    const std::string_view text = embedded_file(path);
    REQUIRE_FALSE(text.empty());
    CHECK(format_source(spec.id) == text);
    CHECK(text.ends_with("}\n"));
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= 32 && c < 127); }));
    const std::vector<std::string> keys = top_keys(text);
    std::size_t last = 0;
    for (const std::string& key : keys) {
      INFO(key);
      const auto at = static_cast<std::size_t>(std::find(order.begin(), order.end(), key) - order.begin());
      REQUIRE(at < order.size());
      CHECK(at >= last);
      last = at;
    }
    CHECK(keys.size() >= 6);
  }
}

TEST_CASE("every sample is recognized as its own format and fits no other specific one") {
  for (const FormatSpec& spec : formats()) {
    INFO(spec.id);
    CHECK_FALSE(spec.samples.empty());
    for (const FormatSample& sample : spec.samples) {
      INFO(sample.input);
      CHECK_FALSE(sample.expect.empty());
      Detection found;
      try {
        found = detect_sample(spec, sample);
      } catch (const FatalError& error) {
        FAIL_CHECK(error.what() << " / " << error.hint());
        continue;
      }
      REQUIRE(found.plan.format != nullptr);
      CHECK(found.plan.format->id == spec.id);
      for (const Candidate& candidate : found.considered) {
        const FormatSpec* other = find_format(formats(), spec.kind, candidate.id);
        REQUIRE(other != nullptr);
        if (candidate.id == spec.id || other->is_generic) continue;
        INFO(candidate.id << ": " << candidate.reason);
        CHECK_FALSE(candidate.fits);
      }
    }
  }
}

TEST_CASE("in every sample the required fields are bound and slots agree with the plan") {
  for (const FormatSpec& spec : formats()) {
    for (const FormatSample& sample : spec.samples) {
      INFO(spec.id << "\n" << sample.input);
      Detection found;
      REQUIRE_NOTHROW(found = detect_sample(spec, sample));
      const TablePlan& plan = found.plan;
      CHECK(plan.columns.slot_count == plan.slots.size());
      if (spec.container != Container::csv) CHECK(plan.columns.json_paths.size() == plan.slots.size());
      for (const Slot& slot : plan.slots) {
        CHECK(slot.rule != nullptr);
        CHECK(slot.field != Field::none);
        CHECK((slot.parent < 0 || plan.slots[static_cast<std::size_t>(slot.parent)].field == Field::phone ||
               plan.slots[static_cast<std::size_t>(slot.parent)].field == Field::factor_phone));
      }
      for (const ColumnRule& rule : spec.columns) {
        if (!rule.required) continue;
        INFO(field_info(rule.field).name);
        CHECK(std::any_of(plan.slots.begin(), plan.slots.end(), [&](const Slot& slot) { return slot.rule == &rule; }));
      }
      for (const std::int32_t slot : plan.columns.csv_columns)
        CHECK(slot < static_cast<std::int32_t>(plan.slots.size()));
    }
  }
}

TEST_CASE("samples use reserved numbers and example domains only") {
  for (const FormatSpec& spec : formats())
    for (const FormatSample& sample : spec.samples)
      for (const auto& record : sample.expect) {
        const auto number = record.find("number");
        if (number == record.end() || number->second.empty()) continue;
        INFO(spec.id << " " << number->second);
        const std::string& text = number->second;
        const bool is_nanp = text.size() == 12 && text.starts_with("+1") && text.substr(5, 5) == "55501";
        const bool is_uk = text.starts_with("+447700900") || text.starts_with("+442079460");
        const bool is_au =
            text.starts_with("+614915701") || text.starts_with("+61255500") || text.starts_with("+6127010");
        CHECK((is_nanp || is_uk || is_au));
      }
}

}  // namespace mfax
