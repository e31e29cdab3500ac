// What a table of phone tests holds: the text, its context and the outcome. Used by the phone*_test.cpp files beside it.
#pragma once

#include <catch2/catch.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "mfax/normalize.hpp"
#include "mfax/read.hpp"

namespace mfax {

struct PhoneCase {
  std::string_view text;
  std::string_view region;
  std::string_view e164;  ///< "" = no key
  NumberStatus status;
  DiagCode code = DiagCode::none;  ///< one that must be there
  std::string_view extension = "";
};

inline ParsedNumber parse_text(std::string_view text, std::string_view region = "", NumberForm form = NumberForm::automatic,
                               bool is_recipient = true) {
  NumberParser parser;
  NumberContext context;
  context.region = region;
  context.form = form;
  context.is_recipient = is_recipient;
  return parser.parse({text, CellKind::text}, context);
}

inline void check(const PhoneCase& expected, const ParsedNumber& number) {
  INFO("text '" << expected.text << "' region '" << expected.region << "'");
  CHECK(to_e164(number.key) == expected.e164);
  CHECK(to_text(number.status) == to_text(expected.status));
  CHECK((expected.code == DiagCode::none || number.codes.has(expected.code)));
  CHECK(number.extension == expected.extension);
}

inline void check_all(std::initializer_list<PhoneCase> cases, NumberForm form = NumberForm::automatic,
                      bool is_recipient = true) {
  for (const PhoneCase& each : cases) check(each, parse_text(each.text, each.region, form, is_recipient));
}

}  // namespace mfax
