// A question about a report -> what the report says about it. Pure: the report, the question, nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mfax/report.hpp"

namespace mfax::cli {

/// Pointers are into the report that was asked.
struct Explanation {
  enum class Kind : std::uint8_t { number, person, row };
  struct FoundNumber {
    const LogNumber* number = nullptr;
    std::vector<const ExposedPerson*> people;  ///< who is in the report because of it
    std::string alias;                         ///< the equivalence by which it was found; "" = as asked
    const SharedNumber* shared = nullptr;      ///< everybody who holds it, when several do
  };
  Kind kind = Kind::number;
  std::string question;
  std::string read_as;                   ///< number: what the question was understood to be
  std::vector<std::string> trail;        ///< number: the rules of docs/normalization.md 2.7 that did it, in order
  bool is_certain = true;                ///< false: the report masks numbers, so an entry is only consistent with the question
  std::vector<FoundNumber> numbers;
  std::vector<const ExposedPerson*> people;
  std::vector<const RejectedRow*> rejects;
  std::vector<const LeftOutRow*> left_out;   ///< readable rows that are not counted
  std::vector<const NotExposed*> not_exposed;
  std::vector<FoundNumber> near_numbers;     ///< look similar; never accepted as the same
  std::string near_person;                   ///< a name much like the question
  std::vector<std::string> notes;
  bool is_found() const noexcept { return !numbers.empty() || !people.empty() || !rejects.empty() || !left_out.empty() || !not_exposed.empty(); }
};

struct ExplainOptions {
  std::string default_region;  ///< "" = the report's own
  std::string hmac_key;        ///< needed by a report with pseudonyms
};

/// NUMBER, PERSON (any of its names and ids), n-0001, p-0001 or a row as "in1:88". Throws FatalError(usage) when a report
/// with pseudonyms is asked for a number without its key.
Explanation explain(const Report&, std::string_view question, const ExplainOptions&);

std::string explanation_text(const Explanation&, const Report&);
std::string explanation_json(const Explanation&);

}  // namespace mfax::cli
