// Messages of one number -> Contact. The same code folds a short list at the end and a long one on the way.
#include "match/contact.hpp"

#include <algorithm>

namespace mfax {
namespace {

/// Distinct names kept per number: a hostile file must not grow a contact without bound. Real numbers see one to three.
constexpr std::size_t kNamesPerContact = 64;

void count_name(std::vector<NameCount>& counts, NameId name, const RowPos& row) {
  if (name == NameId{}) return;
  for (NameCount& entry : counts) {
    if (entry.name != name) continue;
    if (entry.count < kNameRowLimit) entry.rows[entry.count] = row;
    ++entry.count;
    return;
  }
  if (counts.size() >= kNamesPerContact) return;
  if (counts.empty()) counts.reserve(1);  // most numbers have one carrier, country, state
  NameCount& seen = counts.emplace_back();
  seen.name = name;
  seen.count = 1;
  seen.rows[0] = row;
}

Moment moment_of(const Seen& seen) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(seen.sent_at).time_since_epoch().count();
  return {static_cast<std::int32_t>(minutes), seen.pos.file, seen.pos.chunk, seen.pos.line_in_chunk, seen.pos.nth_on_line};
}

void add_day(std::vector<std::int32_t>& days, std::int32_t day) {
  if (!days.empty() && days.back() == day) return;
  const auto at = std::lower_bound(days.begin(), days.end(), day);
  if (at == days.end() || *at != day) days.insert(at, day);
}

}  // namespace

void add_to_contact(Contact& contact, const Seen& seen, const MessageTraits& traits) {
  ++contact.messages;
  if (seen.has_time) {
    contact.first = std::min(contact.first, seen.sent_at);
    contact.last = std::max(contact.last, seen.sent_at);
    add_day(contact.days, utc_day(seen.sent_at));
    if (contact.moments.size() < kMomentLimit) contact.moments.push_back(moment_of(seen));
  } else {
    ++contact.undated;
  }
  if (contact.rows.size() < kRowRefLimit) contact.rows.push_back(seen.pos);
  ++contact.by_confidence[static_cast<std::size_t>(traits.confidence)];
  ++contact.by_channel[static_cast<std::size_t>(traits.channel)];
  contact.status = traits.status;
  count_name(contact.carriers, traits.carrier, seen.pos);
  count_name(contact.countries, traits.country, seen.pos);
  count_name(contact.states, traits.state, seen.pos);
  count_name(contact.types, traits.type, seen.pos);
}

}  // namespace mfax
