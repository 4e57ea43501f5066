#include "archive/post.h"

#include <doctest/doctest.h>

#include <string>

#include "archive/clean.h"
#include "archive/duplicates.h"
#include "archive/selection.h"
#include "record/record.h"

namespace tarn::archive {
namespace {

TEST_CASE("archive/post: the record, fields in their order") {
  Post post;
  post.doc_id = "blogger:7042:2001";
  post.url = "https://example.org/2014/03/x.html";
  post.title = "\"T\"";
  post.add_author("Ann");
  post.date_published = "2014-03-13";
  post.add_tag("coproduction");
  post.language = "en";
  post.source.format = "blogger";
  post.source.file = "export.xml";
  post.source.line = 973;
  post.text = "a\n\nb";
  post.warn("c1-mended");
  post.warn("c1-mended");
  std::string line;
  append_post(line, post);
  CHECK(
      line ==
      R"({"schema":"tarn.post/1","doc_id":"blogger:7042:2001","url":"https://example.org/2014/03/x.html","title":"\"T\"",)"
      R"("authors":[{"name":"Ann"}],"date_published":"2014-03-13","date_modified":null,"tags":["coproduction"],"language":"en",)"
      R"("kind":"post","status":"published","in_reply_to":null,)"
      R"("source":{"format":"blogger","file":"export.xml","line":973},"text":"a\n\nb","warnings":["c1-mended"]})"
      "\n");
  Record record;
  CHECK(!record.parse(line.substr(0, line.size() - 1)));
}

TEST_CASE("archive/post: names without addresses") {
  const struct {
    const char* given;
    const char* want;
  } cases[] = {
      {"Ann Lee", "Ann Lee"},
      {"joe@example.org (Joe Blow)", "Joe Blow"},
      {"Joe Blow <joe@example.org>", "Joe Blow"},
      {"\"Blow, Joe\" <joe@example.org>", "Blow, Joe"},
      {"joe@example.org", ""},
      {" \n", ""},
      {"@handle", "@handle"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.given);
    Post post;
    post.add_author(c.given);
    CHECK((post.authors.empty() ? "" : post.authors[0]) == c.want);
  }
}

TEST_CASE("archive/clean: text") {
  const struct {
    const char* name;
    std::string text;
    const char* want;
    const char* warning;
  } cases[] = {
      {"line ends and blank lines", "\n\na \t\r\nb\rc\n\n\n \xC2\xA0\nd\n", "a\nb\nc\n\nd", ""},
      {"form C", "e\xCC\x81", "\xC3\xA9", ""},
      {"control characters", "a\x01z\x7F", "a\xEF\xBF\xBDz\xEF\xBF\xBD", "control-characters"},
      {"a BOM within", "a\xEF\xBB\xBFz", "az", ""},
      {"data URIs", "see data:image/png;base64,AAAA/+=x and data: this", "see  and data: this",
       "data-uri"},
      {"C1", "don\xC2\x92t", "don\xE2\x80\x99t", "c1-mended"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    Post post;
    CHECK(clean_text(c.text, post) == c.want);
    CHECK((post.warnings.empty() ? "" : post.warnings[0]) == c.warning);
  }
}

TEST_CASE("archive/clean: titles") {
  const struct {
    const char* title;
    const char* want;
  } cases[] = {
      {"Q&A", "Q&A"},
      {"Title <em>With</em> <b class='x'>tags</b><br/>here", "Title With tags here"},
      {"It&#39;s", "It's"},
      {"It&amp;#039;s &amp;amp; more", "It's & more"},
      {"Using &lt;div&gt;", "Using <div>"},
      {"I <3 you & 2 < 3 > 1", "I <3 you & 2 < 3 > 1"},
      {"caf&eacute; &hellip;", "caf\xC3\xA9 \xE2\x80\xA6"},
      {" two\n lines\t", "two lines"},
      {"x &xyzzy; y &", "x &xyzzy; y &"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.title);
    Post post;
    CHECK(clean_title(c.title, false, post) == c.want);
  }
}

RawPost raw(Kind kind, Status status, const char* date) {
  RawPost out;
  out.post.kind = kind;
  out.post.status = status;
  out.post.date_published = date;
  out.post.add_author("Ann Lee");
  out.post.add_tag("Health");
  out.post.language = "en-GB";
  return out;
}

TEST_CASE("archive/selection: what is left out, and why") {
  Selection all;
  const RawPost post = raw(Kind::kPost, Status::kPublished, "2014-03-31T23:30:00-05:00");
  CHECK(reason_to_leave_out(post, all) == "");
  for (const Status status : {Status::kDraft, Status::kPrivate, Status::kProtected,
                              Status::kTrashed, Status::kScheduled}) {
    CHECK(reason_to_leave_out(raw(Kind::kPost, status, ""), all) == shown(status));
  }
  CHECK(reason_to_leave_out(raw(Kind::kComment, Status::kPublished, ""), all) == "comment");
  const struct {
    const char* since;
    const char* until;
    const char* want;
  } periods[] = {
      {"2014-03-31", "2014-03-31", ""},
      {"2014-04", "", "before --since"},
      {"", "2014-03", ""},
      {"", "2014-02", "after --until"},
      {"2014", "2014", ""},
      {"", "2014-03-30", "after --until"},
  };
  for (const auto& period : periods) {
    Selection selection;
    selection.since = period.since;
    selection.until = period.until;
    CAPTURE(period.since);
    CHECK(reason_to_leave_out(post, selection) == period.want);
  }
  Selection since;
  since.since = "2014";
  CHECK(reason_to_leave_out(raw(Kind::kPost, Status::kPublished, ""), since) == "without a date");
  Selection by;
  by.authors = {"ann lee"};
  by.tags = {"none", "health"};
  by.languages = {"en"};
  CHECK(reason_to_leave_out(post, by) == "");
  by.languages = {"e"};
  CHECK(reason_to_leave_out(post, by) == "in another language");
  by.tags = {"none"};
  CHECK(reason_to_leave_out(post, by) == "without the tag");
  by.authors = {"Bo"};
  CHECK(reason_to_leave_out(post, by) == "of another author");
  CHECK(is_period("2014-03"));
  CHECK(!is_period("2014-3"));
  CHECK(!is_period("2014-02-30"));
}

TEST_CASE("archive/duplicates: addresses") {
  for (const char* url : {"http://www.example.org/a/?m=1", "https://example.org/a#c1",
                          "HTTPS://Example.org:443/a/"}) {
    CAPTURE(url);
    CHECK(canonical_url(url) == "example.org/a");
  }
  CHECK(canonical_url("https://example.org/?p=1") == "example.org/?p=1");
}

Post post_of(const char* id, const char* url, const char* text) {
  Post post;
  post.doc_id = id;
  post.url = url;
  post.text = text;
  return post;
}

TEST_CASE("archive/duplicates: ids, then addresses, then texts") {
  Duplicates seen;
  const auto copy_of = [&](Post post, const char* blog, bool native) {
    std::string out = seen.find_copy(post, blog, native);
    return out.empty() ? '+' + post.doc_id : out;
  };
  CHECK(copy_of(post_of("a", "http://e.org/1", ""), "x", true) == "+a");
  CHECK(copy_of(post_of("a", "http://e.org/2", ""), "x", true) == "a");
  CHECK(copy_of(post_of("b", "https://www.e.org/1/", ""), "x", true) == "+b");
  CHECK(copy_of(post_of("c", "https://www.e.org/1/", ""), "y", true) == "a");
  CHECK(copy_of(post_of("d", "https://www.e.org/1/", ""), "x", false) == "a");
  CHECK(copy_of(post_of("f", "", ""), "", false) == "+f");
  Post other = post_of("f", "", "");
  other.title = "another";
  CHECK(copy_of(other, "", false) == "+f~2");
  CHECK(seen.find_same_text(post_of("t1", "", "Some  Words\n\nhere")) == "");
  CHECK(seen.find_same_text(post_of("t2", "", "some words here")) == "t1");
  CHECK(seen.find_same_text(post_of("t3", "", "")) == "");
  CHECK(seen.find_same_text(post_of("t4", "", "")) == "");
}

}  // namespace
}  // namespace tarn::archive
