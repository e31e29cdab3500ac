// In: every built-in format. Its samples must give exactly the records they say; a wrong expectation must be told.
#include <catch2/catch.hpp>

#include "mfax/pipeline.hpp"

namespace mfax {

TEST_CASE("the samples of every built-in format give the records they expect") {
  const std::vector<FormatSpec> formats = load_formats({});
  for (const FormatSpec& spec : formats) {
    INFO(spec.id);
    for (const std::string& fault : check_samples(spec, formats)) FAIL_CHECK(fault);
  }
}

TEST_CASE("check_samples tells a wrong value, a wrong count and a sample that is another format") {
  const std::vector<FormatSpec> formats = load_formats({});
  FormatSpec spec = *find_format(formats, FormatKind::log, "generic-log-csv");
  spec.samples.resize(1);
  spec.samples[0].expect[1]["number"] = "+12025550143";
  REQUIRE(check_samples(spec, formats).size() == 1);
  CHECK(check_samples(spec, formats)[0] == "sample 1: record 2: number is \"+12125550126\", expected \"+12025550143\"");
  spec.samples[0].expect.pop_back();
  CHECK(check_samples(spec, formats)[0] == "sample 1: 2 records, expected 1");
  spec.samples[0].input = "nothing\n";
  CHECK_FALSE(check_samples(spec, formats).empty());
}

}  // namespace mfax
