// In: a number, or free text that may hold one. Out: the same without the digits a reader need not see. Next: renderers,
// logs and excerpts, which print nothing else.
#include <algorithm>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "mfax/normalize.hpp"
#include "normalize/phone_plan.hpp"
#include "normalize/phone_text.hpp"

namespace mfax {
namespace {

constexpr std::size_t kShown = 4;         ///< digits that stay readable
constexpr std::size_t kShortestRun = 5;   ///< fewer digits in a row are years, prices, times
constexpr std::size_t kHmacDigits = 16;   ///< 64 bits: no collisions among a case's numbers

/// Groups as people write them: "***-***-0143" in the NANP, one run of stars elsewhere.
std::string masked_digits(std::string_view code, std::string_view national, bool show_last) {
  // Of a very short number four digits would be nearly all of it.
  const std::size_t shown = !show_last ? 0 : national.size() < 7 ? std::min<std::size_t>(2, national.size() / 2) : kShown;
  std::string text = "+";
  text.append(code);
  text.append(code.empty() ? "" : " ");
  const bool grouped = code == "1" && national.size() == 10;
  for (std::size_t i = 0; i < national.size(); ++i) {
    if (grouped && (i == 3 || i == 6)) text.push_back('-');
    text.push_back(i + shown >= national.size() ? national[i] : '*');
  }
  return text;
}

/// Signs that join groups of digits into one number in running text.
bool is_joint(char32_t c) noexcept {
  constexpr std::string_view kJoints = " -.()/_";
  return (c < 0x80 && kJoints.find(static_cast<char>(c)) != std::string_view::npos) || c == 0xA0 || c == 0x202F ||
         (c >= 0x2010 && c <= 0x2015);
}

struct DigitPlace {
  std::size_t at, size;
};

void append_masked(std::string& out, std::string_view text, const std::vector<DigitPlace>& run, std::size_t begin,
                   std::size_t end) {
  const std::size_t hidden = run.size() >= kShortestRun ? run.size() - kShown : 0;
  std::size_t next = 0;
  for (std::size_t at = begin; at < end;) {
    if (next < hidden && run[next].at == at) {
      out.push_back('*');
      at += run[next++].size;
    } else {
      out.push_back(text[at++]);
    }
  }
}

}  // namespace

std::string mask_number(PhoneKey key, MaskMode mode, std::string_view hmac_key) {
  if (!key) return {};
  if (mode == MaskMode::none) return to_e164(key);
  if (mode == MaskMode::hmac) return "hmac:" + hmac_sha256_hex(hmac_key, to_e164(key)).substr(0, kHmacDigits);
  const phone::KeyDigits digits(key);
  const phone::Plan* plan = phone::plan_of_digits(digits.view());
  const std::size_t width = plan == nullptr ? 0 : std::min(plan->code.size(), digits.view().size());
  return masked_digits(digits.view().substr(0, width), digits.view().substr(width), mode == MaskMode::last4);
}

std::string mask_text(std::string_view text, MaskMode mode) {
  if (mode == MaskMode::none) return std::string(text);
  if (mode == MaskMode::last4) return mask_digits(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint cp = decode_utf8(text, at);
    const std::size_t size = std::max<std::size_t>(cp.size, 1);
    if (phone::digit_value(cp.value) >= 0)
      out.push_back('*');
    else
      out.append(text.substr(at, size));
    at += size;
  }
  return out;
}

std::string mask_digits(std::string_view text) {
  constexpr std::size_t kMaxJoints = 3;
  std::string out;
  out.reserve(text.size());
  std::vector<DigitPlace> run;
  std::size_t begin = 0, joints = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint cp = decode_utf8(text, at);
    const std::size_t size = std::max<std::size_t>(cp.size, 1);
    if (phone::digit_value(cp.value) >= 0) {
      run.push_back({at, size});
      joints = 0;
    } else if (run.empty() || !is_joint(cp.value) || ++joints > kMaxJoints) {
      append_masked(out, text, run, begin, at + size);
      run.clear();
      begin = at + size;
      joints = 0;
    }
    at += size;
  }
  append_masked(out, text, run, begin, text.size());
  return out;
}

}  // namespace mfax
