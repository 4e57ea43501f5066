#include "archive/records.h"

#include <doctest/doctest.h>

#include "archive/archive_shown.h"

namespace tarn::archive {
namespace {

ReadOptions mapped(std::vector<std::pair<std::string, std::string>> map) {
  ReadOptions options;
  options.map = std::move(map);
  return options;
}

ReadOptions at_most(std::size_t bytes) {
  ReadOptions options;
  options.max_record_bytes = bytes;
  return options;
}

TEST_CASE("archive/records: JSON Lines") {
  const struct {
    const char* name;
    ReadOptions options;
    std::string bytes;
    std::string want;
  } cases[] = {
      {"all fields",
       {},
       R"({"doc_id":"a","url":"https://e.org/a","title":"T & <b>","authors":[{"name":"Ann"}],"date_published":"2014-03-13",)"
       R"("tags":["x","y"],"language":"en","kind":"page","status":"draft","text":"One.\n\nTwo."})"
       "\n",
       "a page draft @2014-03-13 'T & <b>' by Ann #x #y lang=en https://e.org/a\n  One.\n\n  "
       "Two.\n"},
      {"unknown fields pass byte for byte",
       {},
       R"({"n":1.50,"doc_id":"a","text":"x","o":{"k" : [1E2]}})",
       "a '' n=1.50 o={\"k\" : [1E2]}\n  x\n"},
      {"renamed, with a path",
       mapped({{"doc_id", "id"},
               {"text", "content.body"},
               {"date_published", "ts"},
               {"authors", "by"}}),
       R"({"id":17,"content":{"body":"x"},"ts":1394702760,"by":"Ann"})",
       "17 @2014-03-13T09:26:00Z '' by Ann content={\"body\":\"x\"}\n  x\n"},
      {"ids are made", {}, R"({"text":"x"})", "(jsonl:2d711642b726b044) ''\n  x\n"},
      {"BOM, CRLF, blank lines, no last newline",
       {},
       "\xEF\xBB\xBF{\"doc_id\":\"a\",\"text\":\"x\"}\r\n\r\n{\"doc_id\":\"b\",\"text\":\"y\"}",
       "a ''\n  x\nb ''\n  y\n"},
      {"changed text loses its offsets",
       {},
       "{\"doc_id\":\"a\",\"text\":\"e\xCC\x81\",\"tokens\":[[0,2]]}",
       "a '' !offsets-dropped\n  \xC3\xA9\n"},
      {"broken lines are rejected, others stay",
       {},
       "{\"doc_id\":\"a\"}\n[1]\n{\"doc_id\":\"b\",\"text\":\"y\"}\n{\"text\":1}\n",
       "rejected file:1:1 no text in 'text'; --map text=NAME tells where it is\n"
       "rejected file:2:1 a record must be an object\n"
       "b ''\n  y\n"
       "rejected file:4:9 'text' is a number, wanted a string\n"},
      // Former bugs.
      {"offsets that no stage would take",
       {},
       "{\"doc_id\":\"a\",\"text\":\"x\",\"spans\":[{\"start\":-1,\"end\":1,\"layer\":\"l\","
       "\"label\":\"b\"}]}\n"
       "{\"doc_id\":\"b\",\"text\":\"x\",\"tokens\":[[0,1]]}\n",
       "rejected file:1:44 start is -1, a whole number from 0 to 1 is wanted\n"
       "rejected file:2:35 tokens without sentences\n"},
      {"a line that is too long is one bad record; CRLF is no part of it", at_most(25),
       "{\"doc_id\":\"long\",\"text\":\"xxx\"}\n{\"doc_id\":\"a\",\"text\":\"x\"}\r\n",
       "rejected file:1:26 a record longer than 25 bytes (--max-record-bytes)\na ''\n  x\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(read_archive("jsonl", c.bytes, c.options) == c.want);
    CHECK(read_archive("jsonl", c.bytes, c.options, "file", 1) == c.want);
  }
}

TEST_CASE("archive/records: CSV") {
  const struct {
    const char* name;
    ReadOptions options;
    std::string bytes;
    std::string want;
  } cases[] = {
      {"columns by their names; others stay here",
       {},
       "doc_id,title,text,email,date_published\na,T,\"One,\nTwo\",x@e.org,2014-03-13\n",
       "a @2014-03-13 'T'\n  One,\n  Two\n"},
      {"columns by --map, further fields too",
       mapped({{"text", "Body"}, {"doc_id", "No"}, {"cohort", "Group"}}),
       "No;Body;Group\n1;x;control\n", "1 '' cohort=\"control\"\n  x\n"},
      {"lists",
       {},
       "doc_id\ttext\ttags\tauthors\na\tx\tp, q\tAnn;Bo\n",
       "a '' by Ann by Bo #p #q\n  x\n"},
      {"no column of texts",
       {},
       "a,b\n1,2\n",
       "error file:1:1 no column 'text'; --map text=NAME tells which one it is\n"},
      {"a row too short",
       {},
       "doc_id,text\na\nb,y\n",
       "rejected file:2:1 1 fields, the header has 2\nb ''\n  y\n"},
      {"cut within quotes",
       {},
       "doc_id,text\na,\"x",
       "error file:2:3 a quoted field that never ends\n"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(read_archive("csv", c.bytes, c.options) == c.want);
    CHECK(read_archive("csv", c.bytes, c.options, "file", 1) == c.want);
  }
}

}  // namespace
}  // namespace tarn::archive
