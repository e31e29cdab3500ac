// Every field of a report, once: its JSON name and its place in the document (docs/schema/report.json). The writer
// (src/render/report_json.hpp) and the reader (src/report/load.cpp) visit the same lists, so they cannot disagree.
//
// A visitor `v` is called as
//   v("name", member)          text, integer, bool, a struct of this file, or a vector of those
//   v.time("name", text)       RFC 3339 (or the name of a member), null when ""
//   v.counts("name", tallies)  an object name -> count
//   v.names("name", tallies)   an array of the names; the counts are not used
//   v.group("name", fn)        an object without a struct of its own; fn(visitor of the inside)
#pragma once

#include "mfax/report_sum_fields.hpp"

namespace mfax {

template <FieldsOf<Signal> S, class V>
void visit_fields(S& s, V&& v) {
  v("code", s.code);
  v("weight", s.weight);
  v("detail", s.detail);
  v.group("evidence", [&s](auto&& inner) {
    inner("message_count", s.message_count);
    inner("row_refs", s.row_refs);
    inner("has_more_rows", s.has_more_rows);
  });
}

template <FieldsOf<PersonNumber> S, class V>
void visit_fields(S& s, V&& v) {
  v("number_id", s.number_id);
  v("masked", s.masked);
  v("confidence", s.confidence);
  v("method", s.method);
  v("directory_field", s.directory_field);
  v("directory_row", s.directory_row);
  v("use", s.use);
  v("kind", s.kind);
  v("holder_count", s.holder_count);
  v("message_count", s.message_count);
  v("row_refs", s.row_refs);
  v("has_more_rows", s.has_more_rows);
}

template <FieldsOf<ExposedPerson> S, class V>
void visit_fields(S& s, V&& v) {
  v("person_id", s.person_id);
  v("directory_id", s.directory_id);
  v("employee_id", s.employee_id);
  v("username", s.username);
  v("display_name", s.display_name);
  v("email", s.email);
  v("account_status", s.account_status);
  v("title", s.title);
  v("department", s.department);
  v("manager", s.manager);
  v("residence_country", s.residence_country);
  v("residence_state", s.residence_state);
  v("locale", s.locale);
  v("time_zone", s.time_zone);
  v("is_privileged", s.is_privileged);
  v("is_vip", s.is_vip);
  v("certainty", s.certainty);
  v("confidence", s.confidence);
  v("severity", s.severity);
  v("score", s.score);
  v("signals", s.signals);
  v("exposed_elements", s.exposed_elements);
  v("numbers", s.numbers);
  v("message_count", s.message_count);
  v("active_day_count", s.active_day_count);
  v("undated_count", s.undated_count);
  v.time("first_sent_at", s.first_sent_at);
  v.time("last_sent_at", s.last_sent_at);
  v("carriers", s.carriers);
  v("log_countries", s.log_countries);
  v("log_states", s.log_states);
  v("number_countries", s.number_countries);
  v.counts("channels", s.channels);
  v.counts("message_types", s.message_types);
  v("work_list", s.work_list);
  v("recommended_actions", s.recommended_actions);
  v("directory_rows", s.directory_rows);
}

template <FieldsOf<NumberHolder> S, class V>
void visit_fields(S& s, V&& v) {
  v("person_id", s.person_id);
  v("confidence", s.confidence);
}

template <FieldsOf<LogNumber> S, class V>
void visit_fields(S& s, V&& v) {
  v("number_id", s.number_id);
  v("masked", s.masked);
  v("outcome", s.outcome);
  v("reason", s.reason);
  v("status", s.status);
  v("region", s.region);
  v("state", s.state);
  v("type", s.type);
  v("message_count", s.message_count);
  v("undated_count", s.undated_count);
  v("active_day_count", s.active_day_count);
  v.time("first_sent_at", s.first_sent_at);
  v.time("last_sent_at", s.last_sent_at);
  v("holders", s.holders);
  v("carriers", s.carriers);
  v("countries", s.countries);
  v("states", s.states);
  v("channels", s.channels);
  v("message_types", s.message_types);
  v("row_refs", s.row_refs);
  v("has_more_rows", s.has_more_rows);
}

template <FieldsOf<SharedHolder> S, class V>
void visit_fields(S& s, V&& v) {
  v("person_id", s.person_id);
  v("label", s.label);
}

template <FieldsOf<SharedNumber> S, class V>
void visit_fields(S& s, V&& v) {
  v("number_id", s.number_id);
  v("masked", s.masked);
  v("kind", s.kind);
  v("holder_count", s.holder_count);
  v("message_count", s.message_count);
  v("holders", s.holders);
}

template <FieldsOf<LeftOutRow> S, class V>
void visit_fields(S& s, V&& v) {
  v("row", s.row);
  v("reason", s.reason);
  v("masked", s.masked);
  v.time("sent_at", s.sent_at);
  v("codes", s.codes);
}

template <FieldsOf<NotExposed> S, class V>
void visit_fields(S& s, V&& v) {
  v("person_id", s.person_id);
  v("username", s.username);
  v("email", s.email);
  v("reason", s.reason);
}

template <FieldsOf<SignalInfo> S, class V>
void visit_fields(S& s, V&& v) {
  v("code", s.code);
  v("title", s.title);
  v("weight", s.weight);
  v("people_count", s.people_count);
}

template <FieldsOf<RejectedRow> S, class V>
void visit_fields(S& s, V&& v) {
  v("row", s.row);
  v("byte", s.byte);
  v("field", s.field);
  v("codes", s.codes);
  v("excerpt", s.excerpt);
}

template <FieldsOf<SilentDay> S, class V>
void visit_fields(S& s, V&& v) {
  v("date", s.date);
  v("weekday", s.weekday);
  v("usual_count", s.usual_count);
}

template <FieldsOf<Quality> S, class V>
void visit_fields(S& s, V&& v) {
  v("codes", s.codes);
  v("rejected_by_reason", s.rejected_by_reason);
  v("rejects_total", s.rejects_total);
  v("rejects", s.rejects);
  v("silent_days", s.silent_days);
  v("left_out", s.left_out);
  v("vip_not_found", s.vip_not_found);
  v("directory_numbers", s.directory_numbers);
  v("directory_numbers_unusable", s.directory_numbers_unusable);
  v("people_without_number", s.people_without_number);
  v("merge_conflicts", s.merge_conflicts);
}

template <FieldsOf<Deadline> S, class V>
void visit_fields(S& s, V&& v) {
  v("code", s.code);
  v("title", s.title);
  v.time("at", s.at);
  v("is_past", s.is_past);
}

template <FieldsOf<PrivacyFacts> S, class V>
void visit_fields(S& s, V&& v) {
  v("mask", s.mask);
  v("has_personal_data", s.has_personal_data);
  v("is_redacted", s.is_redacted);
  v("note", s.note);
}

template <FieldsOf<Report> S, class V>
void visit_fields(S& s, V&& v) {
  v("$schema", s.schema);
  v("schema_version", s.schema_version);
  v("document_type", s.document_type);
  v("report_id", s.report_id);
  v.time("generated_at", s.generated_at);
  v("status", s.status);
  v("tool", s.tool);
  v("run", s.run);
  v("incident", s.incident);
  v("inputs", s.inputs);
  v("accounting", s.accounting);
  v("summary", s.summary);
  v("jurisdictions", s.jurisdictions);
  v("distributions", s.distributions);
  v("people", s.people);
  v("numbers", s.numbers);
  v("ambiguous", s.ambiguous);
  v("unmatched", s.unmatched);
  v("ignored", s.ignored);
  v("shared", s.shared);
  v("not_exposed", s.not_exposed);
  v("signals", s.signals);
  v("quality", s.quality);
  v("deadlines", s.deadlines);
  v("privacy", s.privacy);
  v.group("integrity", [&s](auto&& inner) { inner("inputs_sha256", s.integrity_inputs_sha256); });
}

}  // namespace mfax
