#include "text/time_zone.h"

#include <unicode/basictz.h>
#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <utility>

namespace tarn {
namespace {

/// Minutes of "Z", "UTC", "+01:00", "-0500", "+1"; empty for all else.
std::optional<int> fixed_offset(std::string_view name) {
  if (name == "Z" || name == "z" || name == "UTC" || name == "GMT") return 0;
  if (name.size() < 2 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  int digits = 0;
  int value = 0;
  bool colon = false;
  for (const char c : name.substr(1)) {
    if (c == ':' && !colon && digits > 0) {
      colon = true;
    } else if (c >= '0' && c <= '9' && digits < 4) {
      value = value * 10 + (c - '0');
      ++digits;
    } else {
      return std::nullopt;
    }
  }
  const int minutes = digits <= 2 ? value * 60 : value / 100 * 60 + value % 100;
  if (minutes > 14 * 60) return std::nullopt;
  return name[0] == '-' ? -minutes : minutes;
}

}  // namespace

struct TimeZone::Rules {
  int fixed = 0;
  std::unique_ptr<icu::TimeZone> zone;  ///< null for a fixed offset
};

std::optional<TimeZone> TimeZone::named(std::string_view name) {
  auto rules = std::make_shared<Rules>();
  if (const std::optional<int> fixed = fixed_offset(name)) {
    rules->fixed = *fixed;
    return TimeZone(std::move(rules));
  }
  const std::string id(name);
  rules->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(id)));
  if (!rules->zone || *rules->zone == icu::TimeZone::getUnknown()) return std::nullopt;
  if (dynamic_cast<const icu::BasicTimeZone*>(rules->zone.get()) == nullptr) return std::nullopt;
  return TimeZone(std::move(rules));
}

int TimeZone::offset_minutes(int year, int month, int day, int hour, int minute) const {
  if (!rules_->zone) return rules_->fixed;
  UErrorCode status = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*icu::TimeZone::getGMT(), icu::Locale::getRoot(), status);
  calendar.clear();
  calendar.set(year, month - 1, day, hour, minute);
  const UDate wall = calendar.getTime(status);
  int32_t raw = 0;
  int32_t saving = 0;
  const auto& zone = static_cast<const icu::BasicTimeZone&>(*rules_->zone);
  zone.getOffsetFromLocal(wall, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving, status);
  return U_SUCCESS(status) ? (raw + saving) / 60000 : 0;
}

}  // namespace tarn
