// Canonical records -> NDJSON lines of `normalize` (product.md 6, docs/schema/message.json and person.json). In: a message,
// a rejected row or a directory row. Out: one JSON object without its line end. Called by the pipeline.
#include <algorithm>

#include "base/text.hpp"
#include "render/json_writer.hpp"

namespace mfax {
namespace {

void write_text(JsonWriter& json, std::string_view key, std::string_view value) {
  json.key(key);
  json.text(value);
}

void write_known(JsonWriter& json, std::string_view key, std::string_view value) {
  json.key(key);
  json.text_or_null(value);
}

void write_row(JsonWriter& json, std::string_view type, std::string_view row, std::uint64_t line) {
  json.begin_object();
  write_text(json, "type", type);
  write_text(json, "row", row);
  json.key("line");
  json.integer(line);
}

void write_codes(JsonWriter& json, const CodeSet& codes) {
  json.key("codes");
  json.begin_array();
  codes.for_each([&json](DiagCode code) { json.text(diag_info(code).id); });
  json.end();
}

void write_trail(JsonWriter& json, const CodeSet& codes, NumberTrims trims) {
  json.key("trail");
  json.begin_array();
  for (const std::string_view rule : number_trail(codes, trims)) json.text(rule);
  json.end();
}

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& values) {
  json.key(key);
  json.begin_array();
  for (const std::string& value : values) json.text(value);
  json.end();
}

std::string masked_number(PhoneKey number, MaskMode mask, std::string_view hmac_key) {
  return number ? mask_number(number, mask, hmac_key) : std::string();
}

/// An extension says which desk a number rings: part of the number for everybody who may not see it.
std::string masked_extension(std::string_view extension, MaskMode mask) {
  if (mask == MaskMode::none) return std::string(extension);
  return std::string(extension.size(), '*');
}

/// Names of the output where they differ from those of columns.
std::string_view output_field(Field field) noexcept {
  if (field == Field::none) return {};
  if (field == Field::to_number) return "number";
  return field_info(field).name;
}

void write_directory_number(JsonWriter& json, const DirectoryNumber& n, MaskMode mask, std::string_view hmac_key) {
  json.begin_object();
  write_known(json, "number", masked_number(n.key, mask, hmac_key));
  write_text(json, "number_status", to_text(n.status));
  write_known(json, "extension", masked_extension(n.extension, mask));
  write_text(json, "kind", to_text(n.kind));
  write_text(json, "use", to_text(n.use));
  write_text(json, "field", n.field);
  json.end();
}

}  // namespace

std::string render_message_json(const NormalizedMessage& message, MaskMode mask, std::string_view hmac_key) {
  const MessageRecord& r = *message.record;
  const StringTable& names = *message.names;
  std::string out;
  JsonWriter json(out);
  write_row(json, "message", message.row, message.line);
  write_known(json, "number", masked_number(r.number, mask, hmac_key));
  write_text(json, "number_status", to_text(r.number_status));
  write_known(json, "extension", masked_extension(names.name(r.extension), mask));
  write_text(json, "confidence", to_text(r.confidence));
  write_text(json, "direction", to_text(r.direction));
  write_text(json, "channel", to_text(r.channel));
  write_known(json, "message_type", names.name(r.message_type));
  write_known(json, "sent_at", r.has_time ? to_rfc3339(r.sent_at) : std::string());
  write_known(json, "carrier", names.name(r.carrier));
  write_known(json, "carrier_name", names.name(r.carrier_name));
  write_known(json, "carrier_raw", mask_text(names.name(r.carrier_raw), mask));
  write_known(json, "country", names.name(r.country));
  write_known(json, "state", names.name(r.state));
  write_known(json, "message_id", names.name(r.message_id));
  write_codes(json, r.codes);
  if (message.with_trail) write_trail(json, r.codes, r.number_trims);
  if (!r.counts) {
    json.key("counts");
    json.boolean(false);
  }
  if (!message.duplicate_of.empty()) write_text(json, "duplicate_of", message.duplicate_of);
  json.end();
  return out;
}

std::string render_reject_json(const RowRef& row, Field field, const CodeSet& codes, std::string_view excerpt, MaskMode mask,
                               std::optional<NumberTrims> trail) {
  std::string out;
  JsonWriter json(out);
  write_row(json, "reject", to_text(row), row.line);
  write_known(json, "field", output_field(field));
  write_codes(json, codes);
  if (trail) write_trail(json, codes, *trail);
  write_text(json, "excerpt", mask_text(excerpt, mask));
  json.end();
  return out;
}

std::string render_person_json(const DirectoryRecord& r, MaskMode mask, std::string_view hmac_key) {
  std::string out;
  JsonWriter json(out);
  write_row(json, "person", to_text(r.row), r.row.line);
  write_known(json, "id", r.id);
  write_known(json, "username", r.username);
  write_known(json, "email", r.email);
  write_known(json, "display_name", r.display_name);
  json.key("numbers");
  json.begin_array();
  for (const DirectoryNumber& number : r.numbers) write_directory_number(json, number, mask, hmac_key);
  json.end();
  write_text(json, "status", to_text(r.status));
  write_texts(json, "groups", r.groups);
  json.key("privileged");
  if (r.privileged)
    json.boolean(*r.privileged);
  else
    json.null();
  write_texts(json, "factors", r.factors);
  write_known(json, "country", r.country);
  write_known(json, "state", r.state);
  write_known(json, "locale", r.locale);
  write_known(json, "title", r.title);
  write_known(json, "department", r.department);
  write_known(json, "manager", r.manager);
  write_known(json, "last_login_at", r.last_login_at);
  write_codes(json, r.codes);
  json.end();
  return out;
}

}  // namespace mfax
