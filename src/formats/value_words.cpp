// In: one value as text. Out: is it a zone, a spreadsheet's time, a word for what became of a message (value_shapes.hpp).
// Next: log_times.cpp and log_details.cpp decide by shares of such values.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "formats/value_shapes.hpp"

namespace mfax {
namespace {

// Folded. English, German, French, Spanish, Portuguese, Italian, Dutch.
constexpr std::array<std::string_view, 74> kDeliveryWords = {
    "accepted",   "answered",   "blocked",      "bounced",     "busy",        "canceled",   "cancelled",   "completed",
    "delivered",  "delivrd",    "deliverable",  "dispatched",  "enroute",     "error",      "expired",     "failed",
    "failure",    "initiated",  "pending",      "processed",   "queued",      "received",   "rejected",    "rejectd",
    "scheduled",  "sending",    "sent",         "submitted",   "succeeded",   "success",    "successful",  "undeliv",
    "undeliverable", "undelivered", "undelivrd", "unsent",     "zugestellt",  "gesendet",   "versendet",   "fehlgeschlagen",
    "abgelehnt",  "fehler",     "ausstehend",   "abgelaufen",  "livre",       "delivre",    "envoye",      "echec",
    "echoue",     "rejete",     "expire",       "entregado",   "entregada",   "enviado",    "enviada",     "fallido",
    "fallida",    "pendiente",  "rechazado",    "caducado",    "entregue",    "falhou",     "falha",       "pendente",
    "consegnato", "inviato",    "fallito",      "rifiutato",   "scaduto",     "afgeleverd", "verzonden",   "mislukt",
    "geweigerd",  "verlopen"};
// Japanese, anywhere in the value: delivered, sent, success, failure, arrived, error.
constexpr std::array<std::string_view, 7> kDeliverySigns = {
    "\xE9\x85\x8D\xE4\xBF\xA1", "\xE9\x80\x81\xE4\xBF\xA1", "\xE6\x88\x90\xE5\x8A\x9F", "\xE5\xA4\xB1\xE6\x95\x97",
    "\xE5\xB1\x8A",             "\xE5\x88\xB0\xE9\x81\x94", "\xE3\x82\xA8\xE3\x83\xA9\xE3\x83\xBC"};

bool is_letter_byte(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

bool is_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); }

bool is_offset(std::string_view text) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return false;
  text.remove_prefix(1);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text.size() <= 4 && is_digits(text);
  return colon <= 2 && is_digits(text.substr(0, colon)) && text.size() == colon + 3 && is_digits(text.substr(colon + 1));
}

}  // namespace

bool says_delivery(std::string_view value) {
  const std::string text = fold_text(value.substr(0, 120));
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter_byte(text[end])) ++end;
    const std::string_view word = std::string_view(text).substr(at, end - at);
    if (std::find(kDeliveryWords.begin(), kDeliveryWords.end(), word) != kDeliveryWords.end()) return true;
    at = std::max(end, at + 1);
  }
  return looks_like_status(value) || std::any_of(kDeliverySigns.begin(), kDeliverySigns.end(), [&](std::string_view sign) {
           return text.find(sign) != std::string::npos;
         });
}

bool is_surely_phone(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  const auto digits = std::count_if(text.begin(), text.end(), is_ascii_digit);
  const bool is_marked = text.starts_with('+') || (digits >= 10 && text.find_first_of(" -()/") != text.npos);
  return is_marked && time_shape(text) == TimeShape::none && looks_like_phone(text);
}

bool is_excel_serial(std::string_view value) {
  const std::string_view text = trim_ascii(value);
  const std::size_t point = std::min(text.find_first_of(".,"), text.size());
  const std::string_view days = text.substr(0, point), rest = text.substr(std::min(point + 1, text.size()));
  // 36526 is 2000-01-01, 73051 is 2100-01-01.
  return days.size() == 5 && is_digits(days) && days >= "36526" && days < "73051" && (point == text.size() || is_digits(rest));
}

bool looks_like_zone(std::string_view value) {
  std::string_view text = trim_ascii(value);
  if (is_offset(text)) return true;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos)
    return slash >= 2 && text.size() > slash + 1 && text.size() <= 40 &&
           std::all_of(text.begin(), text.end(), [](char c) { return is_ascii_letter(c) || c == '/' || c == '_' || c == '-'; });
  for (const std::string_view prefix : {"UTC", "GMT"})
    if (text.size() > 3 && equals_ignore_case(text.substr(0, 3), prefix)) return is_offset(text.substr(3));
  return (text.size() >= 2 && text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) ||
         text == "Z";
}

}  // namespace mfax
