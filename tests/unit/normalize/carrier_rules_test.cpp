// In: files of --carrier-aliases. Out: rules that go before the built-in ones, or a refusal that names the place.
// Next: record_test.cpp.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>

#include "mfax/error.hpp"
#include "mfax/normalize.hpp"
#include "normalize/carrier_rules.hpp"

namespace mfax::test {
namespace {

class AliasFile {
 public:
  explicit AliasFile(const std::string& text) : path_((std::filesystem::temp_directory_path() / "mfax_aliases_test.tsv").string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~AliasFile() { std::filesystem::remove(path_); }
  AliasFile(const AliasFile&) = delete;
  AliasFile& operator=(const AliasFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "2:8: text" of the refusal; "" when the file is taken.
std::string fault_of(const std::string& text) {
  const AliasFile file(text);
  try {
    load_carrier_aliases(file.path());
  } catch (const FatalError& error) {
    CHECK(error.code() == ExitCode::usage);
    const std::string what = error.what();
    return what.substr(what.find(file.path()) + file.path().size() + 1);
  }
  return {};
}

constexpr const char* kHeader = "#country\tslug\tbrand\tparent\tkind\trule\ttext\n";

}  // namespace

TEST_CASE("rules of the user's own go before the built-in ones", "[carrier]") {
  const AliasFile file(std::string("\xEF\xBB\xBF") + kHeader +
                       "US\tacme\tAcme Wireless\tatt\tmobile\tphrase\tacme\r\n"
                       "\r\n"
                       "US\tbobs\tBob's\t\tmobile\tequals\tBob's Telephone Co-op\r\n"
                       "US\tmine\tMine\t\tmobile\tequals\tverizon wireless\r\n"
                       "DE\tacme\tAcme\t\tvoip\tphrase\tacme funk\r\n");
  const auto own = load_carrier_aliases(file.path());
  CHECK(parse_carrier("ACME Wireless - SVR/2", "", "US", own.get()).id == "us:acme");
  CHECK(parse_carrier("Acme", "310410", "US", own.get()).id == "us:acme");
  CHECK_FALSE(parse_carrier("Acme", "310410", "US", own.get()).codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK(parse_carrier("bobs telephone co op", "", "US", own.get()).name == "Bob's");
  CHECK(parse_carrier("Verizon Wireless", "", "US", own.get()).id == "us:mine");
  CHECK(parse_carrier("Verizon", "", "US", own.get()).id == "us:verizon");
  CHECK(parse_carrier("Acme", "", "GB", own.get()).id == "raw:acme");
  CHECK(parse_carrier("Acme Funk GmbH", "", "DE", own.get()).id == "de:acme");
  CHECK(parse_carrier("Bob's Telephone Co-op", "", "", own.get()).id == "us:bobs");
  CHECK(parse_carrier("Acme Wireless", "", "US").id == "raw:acme wireless");
}

TEST_CASE("an alias file with a fault is refused with line and column", "[carrier]") {
  CHECK(fault_of("").starts_with("1:1: no rule"));
  CHECK(fault_of(kHeader).starts_with("2:1: no rule"));
  CHECK(fault_of("US\tacme\tAcme\n").starts_with("1:13: 3 cells instead of 7"));
  CHECK(fault_of("acme\n").starts_with("1:5: 1 cell instead of 7"));
  CHECK(fault_of("usa\tacme\tAcme\t\tmobile\tphrase\tacme\n").starts_with("1:1: 'usa' is no country"));
  CHECK(fault_of("\n#x\nUS\tAcme!\tAcme\t\tmobile\tphrase\tacme\n").starts_with("3:4: slug 'Acme!'"));
  CHECK(fault_of("US\tacme\t\t\tmobile\tphrase\tacme\n").starts_with("1:9: the brand is empty"));
  CHECK(fault_of("US\tacme\tAcme\tA B\tmobile\tphrase\tacme\n").starts_with("1:14: parent 'A B'"));
  CHECK(fault_of("US\tacme\tAcme\t\tcellular\tphrase\tacme\n").starts_with("1:15: kind 'cellular'"));
  CHECK(fault_of("US\tacme\tAcme\t\tmobile\tregex\tacme\n").starts_with("1:22: rule 'regex'"));
  CHECK(fault_of("US\tacme\tAcme\t\tmobile\tphrase\t--\n").starts_with("1:29: the text has neither"));
  CHECK(fault_of("US\ta\tA\t\tmobile\tphrase\tacme\nUS\tb\tB\t\tmobile\tphrase\tACME\n").starts_with("2:23: 'ACME' is already us:a"));
  CHECK(fault_of("US\ta\tA\t\tmobile\tphrase\tacme\nUS\ta\tB\t\tmobile\tphrase\tacme two\n").starts_with("2:6: us:a is already 'A'"));
  CHECK_THROWS_AS(load_carrier_aliases("/nonexistent/aliases.tsv"), FatalError);
  CHECK_THROWS_AS(load_carrier_aliases("/"), FatalError);
}

TEST_CASE("an own brand on the host's code is no conflict when its parent says so", "[carrier]") {
  const AliasFile file("US\tacme\tAcme\tatt\tmobile\tphrase\tacme\nUS\tlone\tLone\t\tmobile\tphrase\tlone star cell\n");
  const auto own = load_carrier_aliases(file.path());
  CHECK(parse_carrier("Lone Star Cell", "310410", "US", own.get()).codes.has(DiagCode::C_CODE_CONFLICT));
  CHECK_FALSE(parse_carrier("Acme", "310410", "US", own.get()).codes.has(DiagCode::C_CODE_CONFLICT));
}

}  // namespace mfax::test
