// What a redacted copy must not hold. In: a report whose every text is a secret. Out: the secret is gone wherever it was personal.
#include <catch2/catch.hpp>

#include "unit/render/rendered.hpp"
#include "unit/render/sample_report.hpp"

namespace mfax::test {
namespace {

TEST_CASE("a redacted report names nobody") {
  Report r = sample_report(3);
  r.not_exposed = {{"p-0009", "secret-login", "secret@example.org", "not_in_log"}};
  r.quality.left_out = {{"in1:9", "duplicate", "+1 ***-***-0177", "2024-03-05T10:11:12Z", {}}};
  r.quality.vip_not_found = {"secret-vip"};
  r.quality.merge_conflicts = {"different_status: secret-login is active and disabled (in2:14, in3:9)"};
  r.quality.rejects[0].excerpt = "secret 4.47701E+11";
  r.inputs[0].path = "/home/secret-home/provider.csv";
  r.inputs[0].notes = {"secret-note"};
  r.run.command = "mfax analyze --vip secret-file";
  for (ExposedPerson& p : r.people.held()) {
    p.directory_id = p.employee_id = p.username = p.display_name = p.title = p.department = p.manager = p.locale = "secret";
    p.email = "secret@example.org";
    p.carriers = {"raw:secret one", "raw:secret two", "us:att"};
    p.message_types = {{"passcode", 5}, {"call_to_secret", 2}, {"other", 1}};
    p.signals.push_back({"burst", 10, 9, {"in1:5"}, "secret hour 02:10", false});
  }
  r.shared[0].holders[0].label = "secret-holder";
  r.distributions.carriers = {{"us:att", 9}, {"raw:secret one", 3}, {"raw:secret two", 2}};
  r.distributions.unmapped_carriers = {{"secret one", 3}, {"secret two", 2}};
  r.distributions.message_types = {{"passcode", 5}, {"call_to_secret", 2}};
  r.numbers[0].carriers = {{"raw:secret one", 3}};
  r.numbers[0].message_types = {{"call_to_secret", 2}};
  const Report copy = redact(r);
  for (const char* format : {"json", "ndjson", "html", "markdown", "csv", "text"}) {
    INFO(format);
    const std::string text = rendered(format, copy);
    CHECK(text.find("secret") == std::string::npos);
    CHECK(text.find("-0100") == std::string::npos);
    CHECK(text.find("0177") == std::string::npos);
    CHECK(text.find("T10:11:12") == std::string::npos);
    CHECK(text.find("13:02:11") == std::string::npos);
  }
  CHECK(copy.privacy.is_redacted);
  CHECK(copy.distributions.carriers == std::vector<Tally>{{"us:att", 9}, {"raw:(removed)", 5}});
  CHECK(copy.people[0].carriers == std::vector<std::string>{"raw:(removed)", "us:att"});
  CHECK(copy.people[0].message_types == std::vector<Tally>{{"passcode", 5}, {"other", 3}});
  CHECK(copy.quality.merge_conflicts[0] == "different_status (in2:14, in3:9)");
  CHECK(copy.people[0].numbers[0].masked == copy.people[0].numbers[0].number_id);
  CHECK(copy.people[0].first_sent_at == "2024-03-01T00:00:00Z");
  CHECK(copy.accounting == r.accounting);
  CHECK(copy.summary == r.summary);
  CHECK(redact(copy) == copy);
}

}  // namespace
}  // namespace mfax::test
