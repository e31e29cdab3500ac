// In: the text of a channel, direction or type cell. Out: what it means in our vocabulary.
// docs/normalization.md 3-5 do not cover these; the spellings are those of the documented providers.
// Next: record.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mfax/format.hpp"
#include "mfax/types.hpp"

namespace mfax::record_words {

struct ChannelWord {
  Channel channel = Channel::unknown;
  bool reaches_phone = true;  ///< false: e-mail, push ...: no number was used, so none was exposed
};
/// `snake` as snake_case() gives it. Empty for words that are no channel ("promotional", "otp").
std::optional<ChannelWord> channel_word(std::string_view snake) noexcept;
/// A channel among several words, when they name only one: "voice_otp", "otp_sms".
std::optional<ChannelWord> channel_among_words(std::string_view snake) noexcept;
std::optional<Direction> direction_word(std::string_view snake) noexcept;
/// "Administrator login" -> "admin_login"; at most 64 bytes.
std::string snake_case(std::string_view text);
/// What the rule's value table makes of a folded text: exact entries first, then the longest "abc*", then "*"; null =
/// no entry.
const std::string* mapped_value(const ColumnRule& rule, std::string_view folded) noexcept;
/// "client:ada", "sip:ada@example.com": where a call goes that needs no telephone number.
bool is_line_address(std::string_view text) noexcept;
/// "ada@example.org", but not "sip:ada@example.org", nor a text message gateway's "12025550143@example.com".
bool is_mail_address(std::string_view text) noexcept;
/// A cell that says there is nothing: blank, "-", null, N/A ...
bool is_null(std::string_view text) noexcept;

}  // namespace mfax::record_words
