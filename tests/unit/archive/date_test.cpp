#include "archive/date.h"

#include <doctest/doctest.h>

#include <string>

namespace tarn::archive {
namespace {

TEST_CASE("archive/date: the forms of dates") {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"2014-03-13", "2014-03-13"},
      {"2014-03-13T09:26:00.001+01:00", "2014-03-13T09:26:00.001+01:00"},
      {"2014-03-13T09:26:00Z", "2014-03-13T09:26:00Z"},
      {"2014-03-13 09:26:00 +0100", "2014-03-13T09:26:00+01:00"},
      {"2014-03-13 9:26 -08:00", "2014-03-13T09:26:00-08:00"},
      {"2014/03/13", "2014-03-13"},
      {"2021-9-1", "2021-09-01"},
      {"20140313", "2014-03-13"},
      {"20140313T092600Z", "2014-03-13T09:26:00Z"},
      {"Thu, 13 Mar 2014 09:26:00 +0000", "2014-03-13T09:26:00+00:00"},
      {"Thu, 13 Mar 2014 8:46:16 -0400", "2014-03-13T08:46:16-04:00"},
      {"13 Mar 14 09:26 EST", "2014-03-13T09:26:00-05:00"},
      {"Thu, 13 Mar 2014 09:26:00 GMT", "2014-03-13T09:26:00Z"},
      {"Thu, 13 Mar 2014 09:26:00 +0100 (CET)", "2014-03-13T09:26:00+01:00"},
      {"Thu Mar 13 09:26:00 2014", "2014-03-13?"},
      {"Thu Mar 13 09:26:00 +0000 2014", "2014-03-13T09:26:00+00:00"},
      {"Thursday, 13 March 2014", "2014-03-13"},
      {"Thursday, March 13, 2014", "2014-03-13"},
      {"March 13th, 2014", "2014-03-13"},
      {"13th of March 2014", "2014-03-13"},
      {"Sept. 3, 2014", "2014-09-03"},
      {"13-Mar-2014", "2014-03-13"},
      {"March 13, 2014 at 9:26 pm", "2014-03-13?"},
      {"12 March 2014 12:05am", "2014-03-12?"},
      {"2016-02-29", "2016-02-29"},
      // No dates.
      {"2015-02-29", "-"},
      {"0000-00-00 00:00:00", "-"},
      {"-0001-11-30T00:00:00+00:00", "-"},
      {"13/03/2014", "-"},
      {"03-13-2014", "-"},
      {"2014-13-01", "-"},
      {"2014-03-13 25:00:00", "-"},
      {"March 2014", "-"},
      {"13 March 2014 was a good day", "-"},
      {"May we meet in 2014", "-"},
      {"2014", "-"},
      {"", "-"},
      {"Thursday", "-"},
      {"13 13 March 2014", "-"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const std::optional<StatedDate> date = read_date(c.text);
    std::string found = date ? shown(*date) : "-";
    if (date && date->has_time && !date->offset) found += '?';
    CHECK(found == c.want);
  }
}

TEST_CASE("archive/date: a time without a zone") {
  const std::optional<TimeZone> none;
  CHECK(post_date("2014-03-13 23:30", none).text == "2014-03-13");
  CHECK(post_date("2014-03-13 23:30", none).warning == "date-no-zone");
  CHECK(post_date("2014-03-13 23:30", TimeZone::named("+05:30")).text ==
        "2014-03-13T23:30:00+05:30");
  const std::optional<TimeZone> london = TimeZone::named("Europe/London");
  REQUIRE(london);
  CHECK(post_date("2014-03-13 23:30", london).text == "2014-03-13T23:30:00+00:00");
  CHECK(post_date("2014-07-13 23:30", london).text == "2014-07-13T23:30:00+01:00");
  CHECK(post_date("2014-03-13", london).text == "2014-03-13");
  CHECK(post_date("soon", none).warning == "date-unreadable");
  CHECK(post_date(" ", none).warning == "");
  CHECK(!TimeZone::named("Europe/Nowhere"));
  CHECK(!TimeZone::named("+25:00"));
}

TEST_CASE("archive/date: seconds and milliseconds since 1970") {
  CHECK(shown(*date_of_epoch(1394702760)) == "2014-03-13T09:26:00Z");
  CHECK(shown(*date_of_epoch(1394702760123)) == "2014-03-13T09:26:00Z");
  CHECK(shown(*date_of_epoch(951782400)) == "2000-02-29T00:00:00Z");
  CHECK(!date_of_epoch(0));
  CHECK(wall_seconds(*read_date("2014-03-13T09:26:00+05:00")) == 1394702760);
}

}  // namespace
}  // namespace tarn::archive
