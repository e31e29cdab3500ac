// In: one byte for the context and any bytes as a cell. Out: nothing but the laws that no key comes from a masked text and
// that a key reads back as itself.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mfax;
  static constexpr std::string_view kRegions[] = {"", "US", "GB", "DE", "MX", "AR", "IT", "CN"};
  static constexpr NumberForm kForms[] = {NumberForm::automatic, NumberForm::international, NumberForm::national,
                                          NumberForm::undecided};
  if (size == 0) return 0;
  NumberContext context;
  context.region = kRegions[data[0] & 7];
  context.form = kForms[data[0] >> 3 & 3];
  context.is_recipient = (data[0] & 0x20) == 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  static NumberParser parser;
  std::vector<ParsedNumber> found;
  parser.parse_all({text, (data[0] & 0x40) != 0 ? CellKind::text : CellKind::number}, context, found);
  if (found.empty()) std::abort();
  for (const ParsedNumber& number : found) {
    if (!number.key) continue;
    if (number.status == NumberStatus::masked || number.status == NumberStatus::damaged) std::abort();
    if (parser.parse({to_e164(number.key), CellKind::text}, context).key != number.key) std::abort();
    for (const NumberAlias& alias : number_aliases(number.key))
      if (alias.key == number.key || !alias.key) std::abort();
    if (mask_number(number.key, MaskMode::last4).empty()) std::abort();
  }
  if (mask_digits(text).size() > text.size()) std::abort();
  return 0;
}
