#include "archive/plain_text.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <string>

#include "archive/archive_shown.h"
#include "archive/date.h"
#include "format/json.h"
#include "text/segmenter.h"

namespace tarn::archive {
namespace {

std::string shown(const PastedPage& page) {
  std::string out;
  for (const PastedPost& post : page.posts) {
    out += '[' + post.date + '|' + post.title + (post.author.empty() ? "" : '|' + post.author);
    for (const std::string& tag : post.tags) out += '#' + tag;
    out += ']';
    Post ignored;
    out += replaced(clean_text(post.text, ignored), "\n", "/");
  }
  if (page.text_left_out != 0) out += "{left out at " + std::to_string(page.text_left_out) + '}';
  return out;
}

const std::string kLong(100, 'x');

TEST_CASE("archive/plain_text: posts of a pasted page") {
  const struct {
    const char* name;
    std::string text;
    std::string want;
  } cases[] = {
      {"sidebar heading, date, title",
       "Blog Archive\n\nThursday, 13 March 2014\n\nA title\n\nOne.\n\nTwo.",
       "[Thursday, 13 March 2014|A title]One.//Two."},
      {"month first, CRLF", "Thursday, March 13, 2014\r\n\r\nA title\r\n\r\nOne.\r\nStill one.\r\n",
       "[Thursday, March 13, 2014|A title]One./Still one."},
      {"two posts and the furniture of the page",
       "My blog\n\nFriday, 14 March 2014\n\nSecond\n\nB.\n\nNo comments:\n\nPost a Comment\n\n"
       "Thursday, 13 March 2014\n\nFirst\n\nA.\n\n2 comments:\n\nJane said...\nNice!\n\nNewer Post "
       "Older Post Home\n",
       "[Friday, 14 March 2014|Second]B.[Thursday, 13 March 2014|First]A."},
      {"dates in prose and dates without a title part nothing",
       "Thursday, 13 March 2014\n\nA title\n\nWe met on Friday, 14 March 2014 again.\n\nMonday, 3 "
       "March 2014\nwas wet.\n\n"
       "Tuesday, 4 March 2014\n\n" +
           kLong + kLong,
       "[Thursday, 13 March 2014|A title]We met on Friday, 14 March 2014 again.//Monday, 3 March "
       "2014/was wet.//"
       "Tuesday, 4 March 2014//" +
           kLong + kLong},
      {"numeric dates are no dates", "13/03/2014\n\nA title\n\nOne.", "[|13/03/2014]A title//One."},
      {"author and labels",
       "Thursday, 13 March 2014\n\nA title\n\nOne.\n\nPosted by Ann Lee at 09:26\nLabels: health, "
       "co-production\nNo comments:\n",
       "[Thursday, 13 March 2014|A title|Ann Lee#health#co-production]One."},
      {"two posts of one day",
       "Thursday, 13 March 2014\n\nA\n\nOne.\n\nPosted by Ann at 9:26 pm 1 "
       "comment:\n\nB\n\nTwo.\n\nPosted by Bo at 8:00 am\n",
       "[Thursday, 13 March 2014|A|Ann]One.[Thursday, 13 March 2014|B|Bo]Two."},
      {"long text behind the end is said",
       "Thursday, 13 March 2014\n\nA\n\nOne.\n\nPost a Comment\n\n" + kLong,
       "[Thursday, 13 March 2014|A]One.{left out at 9}"},
      {"title before date", "A title\n\nMarch 13, 2014\n\nOne.\n\nTwo.",
       "[March 13, 2014|A title]One.//Two."},
      {"posted on, by", "A title\n\nPosted on March 13, 2014 by Ann\n\nOne.",
       "[March 13, 2014|A title|Ann]One."},
      {"no date", "A title\n\nOne.", "[|A title]One."},
      {"one paragraph", "Just this.", "[|]Just this."},
      {"nothing", " \n\n", ""},
      {"no-break spaces round a date", "\xC2\xA0Thursday, 13 March 2014\xC2\xA0\n\nA\n\nOne.",
       "[Thursday, 13 March 2014|A]One."},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(shown(read_pasted_page(c.text)) == c.want);
  }
}

TEST_CASE("archive/plain_text: records") {
  CHECK(read_archive("text", "Thursday, 13 March 2014\n\nA & B <i>\n\nOne.", {}, "x.txt") ==
        "(text:x) @2014-03-13 'A & B <i>'\n  One.\n");
  CHECK(read_archive("text", "A\n\nOne.", {}, "d/2018-01-11-a.txt") ==
        "(text:d/2018-01-11-a) @2018-01-11 'A' !date-from-file-name\n  One.\n");
  CHECK(
      read_archive("text",
                   "Friday, 14 March 2014\n\nB\n\nTwo.\n\nThursday, 13 March 2014\n\nA\n\nOne.", {},
                   "x.txt") ==
      "(text:x#2014-03-14) @2014-03-14 'B'\n  Two.\n(text:x#2014-03-13) @2014-03-13 'A'\n  One.\n");
  CHECK(read_archive("text", "A\n\ncaf\xE9", {}, "x.txt") ==
        "error x.txt:3:4 invalid UTF-8; --encoding windows-1252 reads old files of Windows\n");
  ReadOptions latin;
  latin.encoding = "latin1";
  CHECK(read_archive("text", "A\n\ncaf\xE9", latin, "x.txt") == "(text:x) 'A'\n  caf\xC3\xA9\n");
}

std::string file_content(const std::string& path) {
  return std::filesystem::exists(path) ? read_all(*open_source(path)) : std::string();
}

TEST_CASE("archive/plain_text: the example archive is what its records say") {
  const std::string root = TARN_SOURCE_DIR "/examples/";
  std::map<std::string, std::string> want;
  JsonTree tree;
  const std::string records = file_content(root + "archive.jsonl");
  for (const std::string_view line : split(records, '\n')) {
    if (line.empty()) continue;
    REQUIRE(!tree.parse(line));
    const JsonView record = tree.root();
    const std::string id = record.find("doc_id")->string();
    want[id.substr(id.find(':') + 1)] = record.find("date_published")->string() + '|' +
                                        record.find("title")->string() + '|' +
                                        record.find("text")->string();
  }
  REQUIRE(want.size() == 27);
  for (const auto& post_wanted : want) {
    const std::string& name = post_wanted.first;
    CAPTURE(name);
    const PastedPage page = read_pasted_page(file_content(root + "archive/" + name + ".txt"));
    REQUIRE(page.posts.size() == 1);
    const PastedPost& post = page.posts.front();
    Post ignored;
    CHECK(archive::shown(*read_date(post.date)) + '|' + post.title + '|' +
              clean_text(post.text, ignored) ==
          post_wanted.second);
  }
}

TEST_CASE("archive/plain_text: the page that the project began with") {
  const std::string text = file_content(TARN_SOURCE_DIR "/../shared/seed-post.txt");
  if (text.empty()) return;  // Only there where tarn is developed.
  const PastedPage page = read_pasted_page(text);
  REQUIRE(page.posts.size() == 1);
  CHECK(page.posts[0].date == "Thursday, 13 March 2014");
  CHECK(page.posts[0].title.size() == 50);
  Post ignored;
  const std::string clean = clean_text(page.posts[0].text, ignored);
  CHECK(Segmenter().segment(clean).sentences.size() == 17);
}

}  // namespace
}  // namespace tarn::archive
