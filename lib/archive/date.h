#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/time_zone.h"

namespace tarn::archive {

/// A date, or a moment, as a source states it.
struct StatedDate {
  int year = 0;
  int month = 0;
  int day = 0;
  bool has_time = false;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string fraction;       ///< of the second, ".001"
  std::optional<int> offset;  ///< minutes east of UTC
  bool zulu = false;          ///< the offset was stated as UTC itself
  bool has_weekday = false;   ///< the day of the week stood with it
};

/// Reads a date of any unambiguous form: ISO 8601 and its relatives
/// ("2014-03-13T09:26:00.001+01:00", "2014-3-1 9:26", "2014/03/13", "20140313T092600Z"), RFC 822
/// ("Thu, 13 Mar 14 8:46:16 EST"), what a clock in C prints, and English prose ("Thursday, 13 March
/// 2014", "March 13th, 2014 at 9:26 pm"). Empty when the text is anything else, or no date of the
/// calendar ("0000-00-00"). Day and month as two numbers are never guessed at.
std::optional<StatedDate> read_date(std::string_view text);

/// The moment of a number of seconds since 1970, or of milliseconds where there are more than 11
/// digits.
std::optional<StatedDate> date_of_epoch(std::int64_t count);

/// RFC 3339, with the stated offset; a date alone where no time or no offset was stated.
std::string shown(const StatedDate& date);

/// Seconds since 1970 of the wall clock, the offset left aside. REQUIRES a time.
std::int64_t wall_seconds(const StatedDate& date);

/// What becomes of a date in a record.
struct PostDate {
  std::string text;          ///< as `shown`; empty when there is none
  std::string_view warning;  ///< "date-no-zone", "date-unreadable" or empty
};

/// Reads a date for a record. A time without offset gets that of `zone`; without `zone` only its
/// date is kept, with a warning. An empty text is no date, without warning.
PostDate post_date(std::string_view text, const std::optional<TimeZone>& zone);

/// The same for a date that was read.
PostDate post_date(StatedDate date, const std::optional<TimeZone>& zone);

}  // namespace tarn::archive
