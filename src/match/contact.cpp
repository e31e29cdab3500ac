// Messages of one number -> Contact. The same code folds a short list at the end and a long one on the way.
#include "match/contact.hpp"

#include <algorithm>
#include <limits>

#include "mfax/error.hpp"

namespace mfax {
namespace {

/// Distinct names kept per number: a hostile file must not grow a contact without bound. Real numbers see one to three.
constexpr std::size_t kNamesPerContact = 64;
/// Likewise of days: thirty years, and never the hours that millions of invented days, each put into a sorted list, would take.
constexpr std::size_t kDaysPerContact = 11'000;
constexpr std::uint64_t kMostMessages = std::numeric_limits<std::uint32_t>::max();  // NameCount::count
static_assert(kMomentLimit + 4 * kNamesPerContact * kNameRowLimit <= std::numeric_limits<std::uint16_t>::max());

void add_day(std::vector<std::int32_t>& days, std::int32_t day) {
  if (!days.empty() && days.back() == day) return;
  const auto at = std::lower_bound(days.begin(), days.end(), day);
  if ((at == days.end() || *at != day) && days.size() < kDaysPerContact) days.insert(at, day);
}

std::int32_t minute_of(Timestamp at) noexcept {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count());
}

}  // namespace

void ContactBuilder::clear() {
  counts_ = {};
  kept_.clear();
  dated_.clear();
  for (auto* names : {&carriers_, &countries_, &states_, &types_}) names->clear();
  days_.clear();
}

/// Where the message being added is kept.
std::uint16_t ContactBuilder::place_of(const Moment& row) {
  if (place_ == kNoPlace) {
    place_ = kept_.size();
    kept_.push_back(row);
  }
  return static_cast<std::uint16_t>(place_);
}

void ContactBuilder::add_name(std::vector<NameCount>& names, NameId name, const Moment& row) {
  if (name == NameId{}) return;
  for (NameCount& entry : names) {
    if (entry.name != name) continue;
    if (entry.count < kNameRowLimit) entry.rows[entry.count] = place_of(row);
    ++entry.count;
    return;
  }
  if (names.size() < kNamesPerContact) names.push_back({name, 1, {place_of(row)}});
}

void ContactBuilder::add(Seen seen, const MessageTraits& traits) {
  if (counts_.messages == kMostMessages)
    throw FatalError(ExitCode::bad_input, "a number has more than 4,294,967,295 messages", "analyze a part of the logs: --window, or one log at a time");
  const bool is_among_first = counts_.messages < kMomentLimit;
  place_ = kNoPlace;
  if (seen.has_time) seen.row.minute = minute_of(seen.sent_at);
  if (is_among_first) place_of(seen.row);
  ++counts_.messages;
  if (seen.has_time) {
    counts_.first = std::min(counts_.first, seen.sent_at);
    counts_.last = std::max(counts_.last, seen.sent_at);
    add_day(days_, utc_day(seen.sent_at));
    if (counts_.undated > 0 && dated_.size() < kMomentLimit) dated_.push_back(seen.row);
  } else if (counts_.undated++ == 0) {
    dated_.assign(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(counts_.messages - 1, kMomentLimit)));
  }
  ++counts_.by_confidence[static_cast<std::size_t>(traits.confidence)];
  ++counts_.by_channel[static_cast<std::size_t>(traits.channel)];
  counts_.status = traits.status;
  add_name(carriers_, traits.carrier, seen.row);
  add_name(countries_, traits.country, seen.row);
  add_name(states_, traits.state, seen.row);
  add_name(types_, traits.type, seen.row);
}

std::span<const Moment> ContactBuilder::moments() const {
  if (counts_.undated > 0) return dated_;
  return std::span(kept_).first(std::min<std::size_t>(kept_.size(), kMomentLimit));
}

Contact ContactBuilder::view() const {
  Contact contact = counts_;
  contact.rows = std::span(kept_).first(static_cast<std::size_t>(std::min<std::uint64_t>(counts_.messages, kRowRefLimit)));
  contact.carriers = carriers_;
  contact.countries = countries_;
  contact.states = states_;
  contact.types = types_;
  contact.days = days_;
  contact.moments = moments();
  return contact;
}

Contact ContactBuilder::kept_in(ContactBlocks& arena) const {
  Contact contact = view();
  const std::span<const Moment> kept = arena.keep(std::span(kept_));
  contact.rows = kept.first(contact.rows.size());
  contact.moments = counts_.undated > 0 ? arena.keep(contact.moments) : kept.first(contact.moments.size());
  for (auto* names : {&contact.carriers, &contact.countries, &contact.states, &contact.types}) *names = arena.keep(*names);
  contact.days = arena.keep(contact.days);
  return contact;
}

}  // namespace mfax
