#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tarn {

/// The rules of a time zone: a fixed offset ("Z", "+01:00") or a name of the IANA database
/// ("Europe/London"), of ICU's copy of it, so that the host has no say. Never the host's own zone.
class TimeZone {
 public:
  /// Empty when the name is unknown.
  static std::optional<TimeZone> named(std::string_view name);

  /// Minutes east of UTC at a wall clock time, whose fields are valid. Of a time that occurs
  /// twice the first is meant; one that the clock skips counts as before the change.
  int offset_minutes(int year, int month, int day, int hour, int minute) const;

 private:
  struct Rules;
  explicit TimeZone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const Rules> rules_;
};

}  // namespace tarn
