#include <doctest/doctest.h>

#include "exchange/place.h"
#include "shown_codes.h"

namespace {

using tarn::exchange::Counting;
using tarn::exchange::Unit;

constexpr const char* kHead = "doc_id,start,end,code,coder,quote\n";

}  // namespace

TEST_CASE("positions as tools count them become bytes") {
  const std::string text = "a\xF0\x9F\x8C\xB1\xC3\xA9\nb";  // 1 4 2 1 1 bytes
  const struct {
    const char* name;
    Counting counting;
    std::vector<std::uint64_t> at;
    std::vector<int> want;
  } cases[] = {
      {"characters", {}, {0, 1, 2, 3, 4, 5, 6}, {0, 1, 5, 7, 8, 9, -1}},
      {"UTF-16", {Unit::kUtf16}, {1, 2, 3, 4, 5, 6, 7}, {1, -1, 5, 7, 8, 9, -1}},
      {"bytes", {Unit::kBytes}, {1, 2, 5, 6, 7, 9, 10}, {1, -1, 5, -1, 7, 9, -1}},
      {"line ends as two", {Unit::kCodePoints, true}, {3, 4, 5, 6, 7}, {7, 7, 8, 9, -1}},
      {"a mark as one", {Unit::kCodePoints, false, true}, {0, 1, 2, 6, 7}, {0, 0, 1, 9, -1}},
      {"nothing wanted", {}, {}, {}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    std::vector<int> got;
    for (const auto& byte : tarn::exchange::bytes_of_positions(text, c.counting, c.at)) {
      got.push_back(byte ? static_cast<int>(*byte) : -1);
    }
    CHECK(got == c.want);
  }
}

TEST_CASE("codes find their place in a post") {
  const std::string post = "Caf\xC3\xA9 \xF0\x9F\x8C\xB1 hope.\nWe hope on, and hope.";
  const struct {
    const char* name;
    const char* rows;
    const char* want;
  } cases[] = {
      {"as records count", "p,7,11,hope,A,hope\np,16,20,hope,B,hope\n",
       "A:hope[hope] B:hope[hope]"},
      {"UTF-16, seen by the words", "p,8,12,hope,A,hope\np,17,24,more,A,hope on\n",
       "A:hope[hope] A:more[hope on] ~positions count UTF-16 units, line ends as one x2"},
      {"bytes", "p,11,15,hope,A,hope\np,20,27,more,A,hope on\n",
       "A:hope[hope] A:more[hope on] ~positions count bytes, line ends as one x2"},
      {"CRLF as two", "p,7,11,hope,A,hope\np,17,24,more,A,hope on\n",
       "A:hope[hope] A:more[hope on] ~positions count characters, line ends as two x1"},
      {"a byte order mark", "p,1,5,cafe,A,Caf\xC3\xA9\np,14,16,we,A,We\n",
       "A:cafe[Caf\xC3\xA9] A:we[We] ~positions count characters, line ends as one, a byte order "
       "mark as one x2"},
      {"CRLF within the words", "p,7,15,hope,A,\"hope.\r\nWe\"\n", "A:hope[hope.\nWe]"},
      {"words alone, once in the text", "p,,,more,A,hope on\n",
       "A:more[hope on] ~found by the quoted words x1"},
      {"words alone, three times", "p,,,more,A,hope\n",
       "?more(its words stand 3 times in the text, and nothing tells which)"},
      {"words near a wrong place", "p,7,11,hope,A,hope\np,27,33,more,A,hope\n",
       "A:hope[hope] A:more[hope] ~found by the quoted words x1"},
      {"words that are not there", "p,7,11,hope,A,fear\n", "?hope(its words are not in the text)"},
      {"behind the end", "p,7,11,hope,A,\np,30,99,more,A,\n",
       "A:hope[hope] ?more(30-99 is no place in the text)"},
      {"backwards", "p,11,7,hope,A,\n", "A:hope[hope]"},
      {"of the whole post", "p,,,tone,A,\n",
       "A:tone[Caf\xC3\xA9 \xF0\x9F\x8C\xB1 hope.\nWe hope on, and hope.]"},
      {"looked through, nothing found", "p,,,,A,\np,7,11,hope,B,\n", "B:hope[hope] A:-"},
      {"of another post", "q,7,11,hope,A,hope\n", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(codes_on("a.csv", std::string(kHead) + c.rows, "p", post) == c.want);
  }
}

TEST_CASE("where no words are quoted, ends of words tell how positions are counted") {
  // 🌱 begins the text: UTF-16 positions are one more.
  const std::string post = "\xF0\x9F\x8C\xB1 one two three four five.";
  const struct {
    const char* name;
    const char* rows;
    const char* want;
  } cases[] = {
      {"characters", "p,2,5,a\np,6,9,b\np,10,15,c\np,16,20,d\n",
       "a:a[one] a:b[two] a:c[three] a:d[four]"},
      {"UTF-16", "p,3,6,a\np,7,10,b\np,11,16,c\np,17,21,d\n",
       "a:a[one] a:b[two] a:c[three] a:d[four] ~positions count UTF-16 units, line ends as one x4"},
      {"two codes prove nothing", "p,3,6,a\np,7,10,b\n", "a:a[ne ] a:b[wo ]"},
      {"one odd selection decides nothing", "p,2,5,a\np,6,9,b\np,11,14,c\n",
       "a:a[one] a:b[two] a:c[hre]"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CHECK(codes_on("a.csv", std::string("doc_id,start,end,code\n") + c.rows, "p", post) == c.want);
  }
}

TEST_CASE("ends never part a character from its marks") {
  CHECK(codes_on("a.csv", "doc_id,start,end,code\np,1,2,x\n", "p", "ab\xCC\xA7") ==
        "a:x[b\xCC\xA7] ~widened to whole characters x1");
}
