// docs/normalization.md 2.6 and 4.4: how a column writes its numbers, and what the tables know about one number.
#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "mfax/normalize.hpp"

using namespace mfax;

namespace {

std::vector<std::string> numbers(const std::string& prefix, std::size_t count, std::size_t width) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string tail = std::to_string(i);
    out.push_back(prefix + std::string(width - tail.size(), '0') + tail);
  }
  return out;
}

NumberForm form_of(const std::vector<std::string>& values, std::string_view region, bool with_plus = false) {
  return decide_number_form(values, with_plus, region).form;
}

PhoneKey key(std::uint64_t digits) { return {digits}; }

}  // namespace

TEST_CASE("A column of calling codes without plus is international", "[phone]") {
  CHECK(form_of(numbers("447700900", 200, 3), "US") == NumberForm::international);
  CHECK(form_of(numbers("447700900", 200, 3), "") == NumberForm::international);
  CHECK(form_of(numbers("447700900", 200, 3), "GB") == NumberForm::international);
  CHECK(form_of(numbers("1202555010", 10, 1), "US") == NumberForm::international);
  CHECK(decide_number_form(numbers("447700900", 200, 3), false, "US").by == DecidedBy::evidence);
}

TEST_CASE("A region whose numbers have open lengths does not make its calling code local digits", "[phone]") {
  CHECK(form_of(numbers("49151234", 200, 5), "DE") == NumberForm::international);
  CHECK(form_of(numbers("62812345", 200, 4), "ID") == NumberForm::international);
  CHECK(form_of(numbers("5599123", 200, 4), "BR") == NumberForm::national);
  CHECK(form_of(numbers("447700900", 200, 3), "DE") == NumberForm::international);
  // German mobile numbers without their zero would be Texans.
  CHECK(form_of(numbers("15123456", 200, 3), "DE") != NumberForm::international);
}

TEST_CASE("A column of the region's own calling code is international, known ranges or not", "[phone]") {
  std::vector<std::string> values = numbers("49151234", 60, 5);
  for (const std::string& value : numbers("491541", 40, 7)) values.push_back(value);  // younger than the metadata
  CHECK(form_of(values, "DE") == NumberForm::international);
  // National numbers that lost their zero in a spreadsheet.
  CHECK(form_of(numbers("1732340", 100, 3), "DE") == NumberForm::national);
}

TEST_CASE("A mixed international column is one for a region with open lengths too", "[phone]") {
  std::vector<std::string> values = numbers("447700900", 40, 3);
  const std::pair<const char*, std::size_t> ranges[] = {{"33612345", 3},  {"393471234", 3}, {"34612345", 3},  {"316123456", 2},
                                                        {"919876543", 3}, {"551191234", 4}, {"8613800138", 3}};
  for (const auto& [prefix, width] : ranges)
    for (const std::string& value : numbers(prefix, 10, width)) values.push_back(value);
  for (const std::string_view region : {"DE", "AT", "GB", "US"}) CHECK(form_of(values, region) == NumberForm::international);
}

TEST_CASE("A column of ten American digits is national only with a region", "[phone]") {
  CHECK(form_of(numbers("202555010", 10, 1), "US") == NumberForm::national);
  CHECK(form_of(numbers("202555010", 10, 1), "") == NumberForm::undecided);
  CHECK(form_of(numbers("07700900", 200, 3), "GB") == NumberForm::national);
  CHECK(form_of(numbers("202555010", 10, 1), "US", true) == NumberForm::national);
}

TEST_CASE("Chinese mobile numbers are national although they have eleven digits", "[phone]") {
  CHECK(form_of(numbers("138001380", 100, 2), "CN") == NumberForm::national);
  CHECK(form_of(numbers("86138001380", 100, 2), "CN") == NumberForm::international);
}

TEST_CASE("A mixed column stays undecided and says what was counted", "[phone]") {
  std::vector<std::string> values = numbers("202555010", 10, 1);
  for (const std::string& each : numbers("447700900", 10, 3)) values.push_back(each);
  const NumberDecision decision = decide_number_form(values, false, "US");
  CHECK(decision.form == NumberForm::undecided);
  CHECK(decision.by == DecidedBy::fallback);
  CHECK(decision.evidence == "of 20 distinct digits-only values 10 are valid with + in front, 10 as national numbers of US");
}

TEST_CASE("A column without digits-only values is decided by its plus", "[phone]") {
  CHECK(form_of({}, "US", true) == NumberForm::plus);
  CHECK(form_of({}, "US", false) == NumberForm::automatic);
  CHECK(form_of({"abc", "12", "+12025550123"}, "US", false) == NumberForm::automatic);
}

TEST_CASE("The decision does not depend on order or repetition and is quick", "[phone]") {
  std::vector<std::string> values = numbers("4420794", 10000, 5);
  const auto begin = std::chrono::steady_clock::now();
  const NumberDecision forward = decide_number_form(values, false, "US");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  CHECK(took.count() < 3);  // 0.1 s in a release build; sanitizers and busy machines need room
  std::vector<std::string> backward(values.rbegin(), values.rend());
  backward.insert(backward.end(), values.begin(), values.end());
  CHECK(decide_number_form(backward, false, "US").evidence == forward.evidence);
  CHECK(decide_number_form(backward, false, "US").form == forward.form);
}

TEST_CASE("The tables know region, calling code and possible length", "[phone]") {
  CHECK(number_region(key(12025550123)) == "US");
  CHECK(number_region(key(14165550123)) == "CA");
  CHECK(number_region(key(18765550123)) == "JM");
  CHECK(number_region(key(18005550123)).empty());
  CHECK(number_region(key(15555550123)).empty());
  CHECK(number_region(key(442079460958)) == "GB");
  CHECK(number_region(key(441481960123)) == "GG");
  CHECK(number_region(key(77012345678)) == "KZ");
  CHECK(number_region(key(79123456789)) == "RU");
  CHECK(number_region(key(80012345678)).empty());
  CHECK(number_region(key(590690001234)).empty());
  CHECK(number_region(key(999123456789)).empty());
  CHECK(number_region({}).empty());
  CHECK(calling_code(key(12025550123)) == 1);
  CHECK(calling_code(key(358401234567)) == 358);
  CHECK(calling_code(key(999123456789)) == 0);
  CHECK(calling_code({}) == 0);
  CHECK(is_possible_length(key(12025550123)));
  CHECK_FALSE(is_possible_length(key(1202555012)));
  CHECK_FALSE(is_possible_length(key(15550123)));
  CHECK(is_possible_length(key(442079460958)));
  CHECK_FALSE(is_possible_length({}));
  CHECK_FALSE(is_possible_length(key(44)));
}

TEST_CASE("Facts of a number come from the metadata, states from the area code", "[phone]") {
  const NumberFacts washington = number_facts(key(12025550123));
  CHECK(washington.status == NumberStatus::ok);
  CHECK(washington.region == "US");
  CHECK(washington.state == "US-DC");
  CHECK(number_facts(key(14165550123)).state == "CA-ON");
  CHECK(number_facts(key(19025550123)).state.empty());  // Nova Scotia or Prince Edward Island
  CHECK(number_facts(key(18005550123)).type == LineType::toll_free);
  CHECK(number_facts(key(12275550123)).region == "US");  // newer than the library
  CHECK(number_facts(key(12275550123)).status == NumberStatus::ok);
  CHECK(number_facts(key(447400123456)).type == LineType::mobile);
  CHECK(number_facts(key(442079460958)).type == LineType::fixed_line);
  CHECK(number_facts(key(1711058458)).status == NumberStatus::impossible);
  CHECK(number_facts({}).status == NumberStatus::impossible);
  CHECK_FALSE(numbering_data_version().empty());
}
