// In: the text of a channel, direction or type cell. Out: its meaning (record_words.hpp).
// Whole words only: "promotional" or "otp" say nothing about the channel and stay types.
// Next: record.cpp.
#include "normalize/record_words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/text.hpp"

namespace mfax::record_words {
namespace {

constexpr std::size_t kMaxType = 64;

struct Entry {
  std::string_view word;
  ChannelWord meaning;
};

constexpr ChannelWord kSms{Channel::sms, true}, kVoice{Channel::voice, true}, kWhatsapp{Channel::whatsapp, true},
    kEmail{Channel::email, false}, kOtherPhone{Channel::other, true}, kNoPhone{Channel::other, false};

constexpr auto kChannels = std::to_array<Entry>({
    {"sms", kSms},
    {"text", kSms},
    {"mms", kSms},
    {"txt", kSms},
    {"text_message", kSms},
    {"sms_message", kSms},
    {"sms_mms", kSms},
    {"long_sms", kSms},
    {"sms_text", kSms},
    {"voice", kVoice},
    {"call", kVoice},
    {"phone", kVoice},
    {"tts", kVoice},
    {"phone_call", kVoice},
    {"phonecall", kVoice},
    {"voice_call", kVoice},
    {"voice_message", kVoice},
    {"telephone", kVoice},
    {"landline", kVoice},
    {"ivr", kVoice},
    {"flashcall", kVoice},
    {"flash_call", kVoice},
    {"missed_call", kVoice},
    {"calls", kVoice},
    {"text_to_speech", kVoice},
    {"anruf", kVoice},
    {"sprachanruf", kVoice},
    {"telefonanruf", kVoice},
    {"sprache", kVoice},
    {"appel", kVoice},
    {"appel_vocal", kVoice},
    {"vocal", kVoice},
    {"voz", kVoice},
    {"llamada", kVoice},
    {"llamada_de_voz", kVoice},
    {"chamada", kVoice},
    {"liga\xC3\xA7\xC3\xA3o", kVoice},
    {"ligacao", kVoice},
    {"chiamata", kVoice},
    {"chiamata_vocale", kVoice},
    {"voce", kVoice},
    {"oproep", kVoice},
    {"spraak", kVoice},
    {"spraakoproep", kVoice},
    {"\xE9\x9F\xB3\xE5\xA3\xB0", kVoice},
    {"\xE9\x80\x9A\xE8\xA9\xB1", kVoice},
    {"\xE9\x9B\xBB\xE8\xA9\xB1", kVoice},
    {"whatsapp", kWhatsapp},
    {"whats_app", kWhatsapp},
    {"rcs", kOtherPhone},
    {"viber", kOtherPhone},
    {"telegram", kOtherPhone},
    {"kakaotalk", kOtherPhone},
    {"kakao", kOtherPhone},
    {"zalo", kOtherPhone},
    {"sna", kOtherPhone},
    {"silent_auth", kOtherPhone},
    {"email", kEmail},
    {"e_mail", kEmail},
    {"mail", kEmail},
    {"push", kNoPhone},
    {"push_notification", kNoPhone},
    {"app_push", kNoPhone},
    {"mobile_push", kNoPhone},
    {"in_app", kNoPhone},
    {"totp", kNoPhone},
    {"authenticator", kNoPhone},
    {"authenticator_app", kNoPhone},
    {"hardware_token", kNoPhone},
    {"webauthn", kNoPhone},
    {"passkey", kNoPhone},
    {"fido2", kNoPhone},
    {"messenger", kNoPhone},
    {"facebook_messenger", kNoPhone},
    {"slack", kNoPhone},
    {"wechat", kNoPhone},
});

bool is_word_byte(char c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::optional<ChannelWord> channel_word(std::string_view snake) noexcept {
  const auto found =
      std::find_if(kChannels.begin(), kChannels.end(), [snake](const Entry& entry) { return entry.word == snake; });
  if (found == kChannels.end()) return {};
  return found->meaning;
}

std::optional<ChannelWord> channel_among_words(std::string_view snake) noexcept {
  // Words that name nothing but a channel: "call" or "phone" also say what a message was about.
  constexpr auto kTelling = std::to_array<std::string_view>({"sms", "mms", "voice", "tts", "ivr", "flashcall", "whatsapp"});
  std::optional<ChannelWord> found;
  for (const std::string_view word : split(snake, '_')) {
    if (std::find(kTelling.begin(), kTelling.end(), word) == kTelling.end()) continue;
    const auto meaning = channel_word(word);
    if (found && meaning->channel != found->channel) return {};  // "sms_or_voice"
    found = meaning;
  }
  return found;
}

std::optional<Direction> direction_word(std::string_view snake) noexcept {
  for (const std::string_view word : {"outbound", "out", "mt", "outgoing", "sent", "mobile_terminated"})
    if (snake == word) return Direction::outbound;
  for (const std::string_view word : {"inbound", "in", "mo", "incoming", "received", "mobile_originated"})
    if (snake == word) return Direction::inbound;
  if (snake.starts_with("outbound_")) return Direction::outbound;  // outbound-api, outbound-reply, outbound-dial
  if (snake.starts_with("inbound_")) return Direction::inbound;
  return {};
}

std::string snake_case(std::string_view text) {
  std::string snake;
  for (const char c : fold_text(text.substr(0, 4 * kMaxType))) {
    if (is_word_byte(c))
      snake += c;
    else if (!snake.empty() && snake.back() != '_')
      snake += '_';
  }
  while (!snake.empty() && snake.back() == '_') snake.pop_back();
  constexpr std::string_view kLong = "administrator", kShort = "admin";
  if (snake.starts_with(kLong) && (snake.size() == kLong.size() || snake[kLong.size()] == '_'))
    snake.replace(0, kLong.size(), kShort);
  if (snake.size() > kMaxType) {
    std::size_t cut = kMaxType;
    while (cut > 0 && (static_cast<unsigned char>(snake[cut]) & 0xC0) == 0x80) --cut;
    snake.resize(cut);
  }
  return snake;
}

const std::string* mapped_value(const ColumnRule& rule, std::string_view folded) noexcept {
  const std::string* best = nullptr;
  std::size_t best_size = 0;
  for (const auto& [pattern, value] : rule.values) {
    if (pattern == folded) return &value;
    if (pattern.empty() || pattern.back() != '*' || pattern.size() < best_size) continue;
    if (!folded.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1))) continue;
    best = &value;
    best_size = pattern.size();
  }
  return best;
}

bool is_line_address(std::string_view text) noexcept {
  text = trim_ascii(text);
  constexpr auto kSchemes = std::to_array<std::string_view>({"sip:", "sips:", "client:", "ws:", "wss:"});
  return std::any_of(kSchemes.begin(), kSchemes.end(), [text](std::string_view scheme) {
    return equals_ignore_case(text.substr(0, scheme.size()), scheme);
  });
}

bool is_mail_address(std::string_view text) noexcept {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.find(':') != std::string_view::npos) return false;
  return std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_ascii_digit) < 7;
}

bool is_null(std::string_view text) noexcept {
  text = trim_ascii(text);
  if (text.empty()) return true;
  if (text.size() > 11) return false;
  constexpr std::string_view kBegins = "-nN(#uU\\{[<";  // asked several times a row, and hardly ever true
  if (kBegins.find(text.front()) == std::string_view::npos) return false;
  constexpr auto kWords =
      std::to_array<std::string_view>({"-", "--", "null", "(null)", "none", "nil", "n/a", "na", "#n/a", "nan",
                                       "undefined", "\\n", "{}", "[]", "<null>", "#value!"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [text](std::string_view word) { return equals_ignore_case(text, word); });
}

}  // namespace mfax::record_words
