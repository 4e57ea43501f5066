// Dates are read as words: a date in numbers (ISO 8601) by its pattern, any other one by what each
// word can be (month name, weekday, time, offset, year, day), in any order, refused as soon as a
// word can be nothing.

#include "archive/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "archive/strings.h"
#include "base/numbers.h"

namespace tarn::archive {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/// RFC 822's names of zones, in minutes east.
constexpr std::array<std::pair<std::string_view, int>, 14> kZones = {{
    {"ut", 0},
    {"utc", 0},
    {"gmt", 0},
    {"z", 0},
    {"est", -300},
    {"edt", -240},
    {"cst", -360},
    {"cdt", -300},
    {"mst", -420},
    {"mdt", -360},
    {"pst", -480},
    {"pdt", -420},
    {"bst", 60},
    {"cet", 60},
}};

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

bool is_valid(const StatedDate& date) {
  if (date.year < 1000 || date.year > 9999 || date.month < 1 || date.month > 12) return false;
  if (date.day < 1 || date.day > days_in_month(date.year, date.month)) return false;
  return date.hour >= 0 && date.hour < 24 && date.minute < 60 && date.second <= 60;
}

/// Takes digits from the front: at least `least`, at most `most`; -1 when there are fewer.
int take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  while (count < most && count < text.size() && is_digit(text[count])) {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return -1;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// "+01:00", "-0500", "+01"; the whole text.
std::optional<int> read_offset(std::string_view text) {
  if (text.size() < 2 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const bool west = text.front() == '-';
  text.remove_prefix(1);
  const int hours = take_number(text, 1, 2);
  take(text, ':');
  const int minutes = text.empty() ? 0 : take_number(text, 2, 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
  return (west ? -1 : 1) * (hours * 60 + minutes);
}

bool take_zone(std::string_view text, StatedDate& date) {
  if (const std::optional<int> offset = read_offset(text)) {
    date.offset = offset;
    return true;
  }
  const std::string name = lower(text);
  for (const auto& [zone, minutes] : kZones) {
    if (name != zone) continue;
    date.offset = minutes;
    date.zulu = minutes == 0 && name != "bst";
    return true;
  }
  return false;
}

/// "9:26", "09:26:00.001"; what follows stays in `text`.
bool take_clock(std::string_view& text, StatedDate& date) {
  date.hour = take_number(text, 1, 2);
  if (date.hour < 0 || !take(text, ':')) return false;
  date.minute = take_number(text, 2, 2);
  if (date.minute < 0) return false;
  if (take(text, ':')) {
    date.second = take_number(text, 2, 2);
    if (date.second < 0) return false;
  }
  if (text.size() > 1 && (text[0] == '.' || text[0] == ',') && is_digit(text[1])) {
    std::size_t end = 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    date.fraction = '.' + std::string(text.substr(1, end - 1));
    text.remove_prefix(end);
  }
  date.has_time = true;
  return true;
}

/// "20140313", "20140313T092600Z".
std::optional<StatedDate> read_compact(std::string_view text) {
  StatedDate date;
  date.year = take_number(text, 4, 4);
  date.month = take_number(text, 2, 2);
  date.day = take_number(text, 2, 2);
  if (date.day < 0) return std::nullopt;
  if (text.empty()) return date;
  if (!take(text, 'T')) return std::nullopt;
  date.hour = take_number(text, 2, 2);
  date.minute = take_number(text, 2, 2);
  date.second = text.empty() || !is_digit(text.front()) ? 0 : take_number(text, 2, 2);
  if (date.hour < 0 || date.minute < 0 || date.second < 0) return std::nullopt;
  date.has_time = true;
  if (!text.empty() && !take_zone(text, date)) return std::nullopt;
  return date;
}

/// Dates in numbers, the year first.
std::optional<StatedDate> read_numeric(std::string_view text) {
  StatedDate date;
  date.year = take_number(text, 4, 4);
  if (date.year < 0 || text.empty()) return std::nullopt;
  const char separator = text.front();
  if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
  text.remove_prefix(1);
  date.month = take_number(text, 1, 2);
  if (!take(text, separator)) return std::nullopt;
  date.day = take_number(text, 1, 2);
  if (date.month < 0 || date.day < 0) return std::nullopt;
  if (text.empty()) return date;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  text = trimmed(text);
  if (!take_clock(text, date)) return std::nullopt;
  text = trimmed(text);
  if (!text.empty() && !take_zone(text, date)) return std::nullopt;
  return date;
}

/// The index of a name or of its abbreviation (three letters or more); -1 for none.
template <std::size_t N>
int index_of(std::string_view word, const std::array<std::string_view, N>& names) {
  if (word.size() < 3) return -1;
  const std::string wanted = lower(word);
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i].starts_with(wanted)) return static_cast<int>(i);
  }
  return -1;
}

class ProseDate {
 public:
  std::optional<StatedDate> read(std::string_view text) {
    for (std::string_view word : split_words(text)) {
      // RFC 822 has comments in brackets behind the offset.
      if (word.front() == '(' && word.back() == ')') continue;
      while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.remove_suffix(1);
      if (!word.empty() && !take_word(word)) return std::nullopt;
    }
    if (date_.month == 0 || date_.day == 0 || date_.year == 0) return std::nullopt;
    if (afternoon_ && !apply_half_day()) return std::nullopt;
    return date_;
  }

 private:
  bool take_word(std::string_view word) {
    if (is_digit(word.front()))
      return word.find(':') != std::string_view::npos ? take_time(word) : take_digits(word);
    if (date_.has_time && !date_.offset && take_zone(word, date_)) return true;
    if (const int month = index_of(word, kMonths); month >= 0 || lower(word) == "sept") {
      if (date_.month != 0) return false;
      date_.month = month >= 0 ? month + 1 : 9;
      return true;
    }
    if (index_of(word, kWeekdays) >= 0 && !date_.has_weekday) {
      date_.has_weekday = true;
      return true;
    }
    const std::string name = lower(word);
    if (name == "am" || name == "a.m" || name == "pm" || name == "p.m") {
      return take_half_day(name.front() == 'p');
    }
    return name == "at" || name == "on" || name == "of" || name == "the";
  }

  bool take_half_day(bool afternoon) {
    if (!date_.has_time || afternoon_) return false;
    afternoon_ = afternoon;
    return true;
  }

  bool apply_half_day() {
    if (date_.hour < 1 || date_.hour > 12) return false;
    date_.hour = date_.hour % 12 + (*afternoon_ ? 12 : 0);
    return true;
  }

  bool take_time(std::string_view word) {
    if (date_.has_time || !take_clock(word, date_)) return false;
    if (word.empty()) return true;
    const std::string rest = lower(word);
    if (rest == "am" || rest == "pm") return take_half_day(rest == "pm");
    return take_zone(word, date_);
  }

  bool take_digits(std::string_view word) {
    const std::size_t size = word.size();
    int value = take_number(word, 1, 4);
    const std::size_t digits = size - word.size();
    const std::string rest = lower(word);
    const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    if (!rest.empty() && !(ordinal && digits <= 2)) return take_dashed(value, word);
    if (digits <= 2 && date_.day == 0) {
      date_.day = value;
      return true;
    }
    // RFC 822 has years of two digits.
    if (date_.year != 0 || digits == 3 || digits == 1 || ordinal) return false;
    date_.year = digits == 2 ? (value < 70 ? 2000 : 1900) + value : value;
    return true;
  }

  /// "13-Mar-2014".
  bool take_dashed(int day, std::string_view rest) {
    const std::vector<std::string_view> parts = split(rest, '-');
    if (parts.size() != 3 || !parts[0].empty() || date_.day != 0) return false;
    date_.day = day;
    return !parts[1].empty() && !is_digit(parts[1].front()) && take_word(parts[1]) &&
           !parts[2].empty() && is_digit(parts[2].front()) && take_digits(parts[2]);
  }

  StatedDate date_;
  std::optional<bool> afternoon_;
};

/// Days from 1970-01-01 (Hinnant 2013, days_from_civil).
std::int64_t days_of(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

}  // namespace

std::optional<StatedDate> read_date(std::string_view text) {
  text = trimmed(text);
  std::optional<StatedDate> date = read_numeric(text);
  if (!date) date = read_compact(text);
  if (!date) date = ProseDate().read(text);
  return date && is_valid(*date) ? date : std::nullopt;
}

std::optional<StatedDate> date_of_epoch(std::int64_t count) {
  if (count >= 100'000'000'000 || count <= -100'000'000'000) count /= 1000;
  if (count <= 0) return std::nullopt;
  StatedDate date;
  // Civil from days (Hinnant 2013).
  const std::int64_t z = count / 86400 + 719468;
  const std::int64_t era = z / 146097;
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  date.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  date.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  date.year = static_cast<int>(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
  const auto seconds = static_cast<int>(count % 86400);
  date.hour = seconds / 3600;
  date.minute = seconds / 60 % 60;
  date.second = seconds % 60;
  date.has_time = true;
  date.offset = 0;
  date.zulu = true;
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

std::string shown(const StatedDate& date) {
  std::string out = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (!date.has_time || !date.offset) return out;
  out += fmt::format("T{:02}:{:02}:{:02}{}", date.hour, date.minute, date.second, date.fraction);
  if (date.zulu) return out + 'Z';
  const int size = std::abs(*date.offset);
  return out + fmt::format("{}{:02}:{:02}", *date.offset < 0 ? '-' : '+', size / 60, size % 60);
}

std::int64_t wall_seconds(const StatedDate& date) {
  const std::int64_t hours = days_of(date.year, date.month, date.day) * 24 + date.hour;
  return (hours * 60 + date.minute) * 60 + date.second;
}

PostDate post_date(StatedDate date, const std::optional<TimeZone>& zone) {
  if (!date.has_time || date.offset) return {shown(date), {}};
  if (!zone) return {shown(date), "date-no-zone"};
  date.offset = zone->offset_minutes(date.year, date.month, date.day, date.hour, date.minute);
  return {shown(date), {}};
}

PostDate post_date(std::string_view text, const std::optional<TimeZone>& zone) {
  if (trimmed(text).empty()) return {};
  const std::optional<StatedDate> date = read_date(text);
  if (!date) return {{}, "date-unreadable"};
  return post_date(*date, zone);
}

}  // namespace tarn::archive
