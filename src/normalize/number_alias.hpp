// In: the digits of an international number. Out: the form in force today, where an older way of writing it can only mean
// one number. Next: phone_reading.cpp. number_aliases() itself is declared in mfax/normalize.hpp.
#pragma once

#include "normalize/phone_read.hpp"

namespace mfax::phone {

/// +54 ... 15 ... (Argentina's mobile mark in the middle) and +52 01, 044, 045: the same digits when there is nothing to do.
Digits current_form(const Digits& digits) noexcept;

}  // namespace mfax::phone
