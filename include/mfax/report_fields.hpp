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

#include <concepts>
#include <type_traits>

#include "mfax/report.hpp"

namespace mfax {

/// S is T or const T: one list serves reading and writing.
template <class S, class T>
concept FieldsOf = std::same_as<std::remove_const_t<S>, T>;

template <FieldsOf<Tally> S, class V>
void visit_fields(S& s, V&& v) {
  v("name", s.name);
  v("count", s.count);
}

template <FieldsOf<Status> S, class V>
void visit_fields(S& s, V&& v) {
  v("exit_code", s.exit_code);
  v("state", s.state);
  v("reasons", s.reasons);
}

template <FieldsOf<ToolFacts> S, class V>
void visit_fields(S& s, V&& v) {
  v("name", s.name);
  v("version", s.version);
  v("numbering_data", s.numbering_data);
  v("tz_data", s.tz_data);
}

template <FieldsOf<RunFacts> S, class V>
void visit_fields(S& s, V&& v) {
  v("command", s.command);
  v("default_region", s.default_region);
  v("assume_tz", s.assume_tz);
  v("min_confidence", s.min_confidence);
  v("mask", s.mask);
  v("policy", s.policy);
  v("generic_threshold", s.generic_threshold);
  v("assumptions", s.assumptions);
  v("merge_rules", s.merge_rules);
  v("options_sha256", s.options_sha256);
  v("policy_sha256", s.policy_sha256);
  v("formats_sha256", s.formats_sha256);
}

template <FieldsOf<IncidentFacts> S, class V>
void visit_fields(S& s, V&& v) {
  v("id", s.id);
  v("title", s.title);
  v("provider", s.provider);
  v.time("window_from", s.window_from);
  v.time("window_to", s.window_to);
  v.time("observed_from", s.observed_from);
  v.time("observed_to", s.observed_to);
  v("exposed_elements", s.exposed_elements);
}

template <FieldsOf<InputFacts> S, class V>
void visit_fields(S& s, V&& v) {
  v("id", s.id);
  v("role", s.role);
  v("path", s.path);
  v.time("member", s.member);
  v("sha256", s.sha256);
  v("bytes", s.bytes);
  v("format", s.format);
  v("format_title", s.format_title);
  v("compression", s.compression);
  v("encoding", s.encoding);
  v("row_count", s.row_count);
  v("rejected_count", s.rejected_count);
  v("people_count", s.people_count);
  v.time("period_from", s.period_from);
  v.time("period_to", s.period_to);
  v("zone", s.zone);
  v("date_order", s.date_order);
  v("number_form", s.number_form);
  v.names("columns", s.columns);
  v("codes", s.codes);
  v("notes", s.notes);
  v("is_changed", s.is_changed);
}

template <FieldsOf<RowAccounting> S, class V>
void visit_fields(S& s, V&& v) {
  v("read", s.read);
  v("blank", s.blank);
  v("rejected", s.rejected);
  v("duplicate", s.duplicate);
  v("out_of_window", s.out_of_window);
  v("not_counted", s.not_counted);
  v("in_scope", s.in_scope);
  v("undated", s.undated);
  v("is_balanced", s.is_balanced);
}

template <FieldsOf<NumberAccounting> S, class V>
void visit_fields(S& s, V&& v) {
  v("distinct", s.distinct);
  v("matched", s.matched);
  v("ambiguous", s.ambiguous);
  v("unmatched", s.unmatched);
  v("ignored", s.ignored);
  v("is_balanced", s.is_balanced);
}

template <FieldsOf<MessageAccounting> S, class V>
void visit_fields(S& s, V&& v) {
  v("in_scope", s.in_scope);
  v("attributed", s.attributed);
  v("ambiguous", s.ambiguous);
  v("unmatched", s.unmatched);
  v("ignored", s.ignored);
  v("is_balanced", s.is_balanced);
}

template <FieldsOf<PeopleAccounting> S, class V>
void visit_fields(S& s, V&& v) {
  v("certain", s.certain);
  v("possible_additional", s.possible_additional);
  v("not_exposed", s.not_exposed);
  v("directory_total", s.directory_total);
  v("is_balanced", s.is_balanced);
}

template <FieldsOf<Accounting> S, class V>
void visit_fields(S& s, V&& v) {
  v("rows", s.rows);
  v("numbers", s.numbers);
  v("messages", s.messages);
  v("people", s.people);
}

template <FieldsOf<Summary> S, class V>
void visit_fields(S& s, V&& v) {
  v("people_certain", s.people_certain);
  v("people_up_to", s.people_up_to);
  v("numbers", s.numbers);
  v("messages", s.messages);
  v("critical", s.critical);
  v("high", s.high);
  v("medium", s.medium);
  v("low", s.low);
}

template <FieldsOf<Jurisdictions> S, class V>
void visit_fields(S& s, V&& v) {
  v("residence", s.residence);
  v("number", s.number);
  v("log", s.log);
  v("us_states", s.us_states);
  v("eea", s.eea);
  v("uk", s.uk);
  v("ch", s.ch);
}

template <FieldsOf<Distributions> S, class V>
void visit_fields(S& s, V&& v) {
  v("carriers", s.carriers);
  v("countries", s.countries);
  v("states", s.states);
  v("channels", s.channels);
  v("message_types", s.message_types);
  v("days", s.days);
  v("messages_per_person", s.messages_per_person);
  v("hour_of_week", s.hour_of_week);
  v("unmapped_carriers", s.unmapped_carriers);
}

template <FieldsOf<Signal> S, class V>
void visit_fields(S& s, V&& v) {
  v("code", s.code);
  v("weight", s.weight);
  v("detail", s.detail);
  v.group("evidence", [&s](auto&& inner) {
    inner("message_count", s.message_count);
    inner("row_refs", s.row_refs);
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
  v("is_privileged", s.is_privileged);
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
}

template <FieldsOf<SharedNumber> S, class V>
void visit_fields(S& s, V&& v) {
  v("number_id", s.number_id);
  v("masked", s.masked);
  v("kind", s.kind);
  v("holder_count", s.holder_count);
  v("message_count", s.message_count);
  v("person_ids", s.person_ids);
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
  v("directory_numbers", s.directory_numbers);
  v("directory_numbers_unusable", s.directory_numbers_unusable);
  v("people_without_number", s.people_without_number);
  v("merge_conflicts", s.merge_conflicts);
  v("library_calls", s.library_calls);
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
  v("signals", s.signals);
  v("quality", s.quality);
  v("deadlines", s.deadlines);
  v("privacy", s.privacy);
  v.group("integrity", [&s](auto&& inner) { inner("inputs_sha256", s.integrity_inputs_sha256); });
}

}  // namespace mfax
