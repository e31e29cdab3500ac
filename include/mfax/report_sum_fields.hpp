// Fields of the parts of a report that are sums and facts of the run; see report_fields.hpp, which includes this.
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
  v("vip_count", s.vip_count);
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
  v("summary", s.summary);
  v("source", s.source);
  v("exposed_elements", s.exposed_elements);
  v("not_exposed_elements", s.not_exposed_elements);
  v("steps", s.steps);
  v("retention_days", s.retention_days);
  v("profile_sha256", s.profile_sha256);
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

template <FieldsOf<RegionCount> S, class V>
void visit_fields(S& s, V&& v) {
  v("region", s.region);
  v("residence", s.residence);
  v("number", s.number);
  v("log", s.log);
  v("any", s.any);
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
  v("regions", s.regions);
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
  v("hour_of_week_local", s.hour_of_week_local);
  v("time_zones", s.time_zones);
  v("unmapped_carriers", s.unmapped_carriers);
}

}  // namespace mfax
