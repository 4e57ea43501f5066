#include "format/json.h"

#include <doctest/doctest.h>

#include <string>

#include "base/numbers.h"

using namespace tarn;

namespace {

/// The tree in one line: types as letters, strings resolved.
std::string shown_tree(JsonView view) {
  std::string out;
  switch (view.type()) {
    case JsonType::kObject:
      out = "{";
      for (const JsonView child : view)
        out += std::string(child.key()) + ':' + shown_tree(child) + ' ';
      return out + "}";
    case JsonType::kArray:
      out = "[";
      for (const JsonView child : view) out += shown_tree(child) + ' ';
      return out + "]";
    case JsonType::kString:
      return "'" + view.string() + "'";
    default:
      return std::string(view.raw());
  }
}

}  // namespace

TEST_CASE("format/json: what is read") {
  const struct {
    const char* name;
    const char* json;
    const char* want;
  } cases[] = {
      {"empty object", "{}", "{}"},
      {"white space", " { \"a\" : [ 1 , 2 ] } ", "{a:[1 2 ] }"},
      {"number spelling is kept", R"([1.50,1E+2,-0,123456789012345678901234567890])",
       "[1.50 1E+2 -0 123456789012345678901234567890 ]"},
      {"escapes", R"(["\"\\\/\b\f\n\r\t\u00e9\ud83c\udf31"])", "['\"\\/\b\f\n\r\té🌱' ]"},
      {"escaped key", R"({"a\u0062":1,"c":{"\n":2}})", "{ab:1 c:{\n:2 } }"},
      {"literals", "[true,false,null]", "[true false null ]"},
      {"scalar", "\"x\"", "'x'"},
      {"scalar number", "12", "12"},
      {"empty containers", R"({"a":{},"b":[],"c":""})", "{a:{} b:[] c:'' }"},
      {"text with brackets", R"({"text":"a } ] , : b"})", "{text:'a } ] , : b' }"},
      // Former bugs.
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    JsonTree tree;
    const auto error = tree.parse(c.json);
    CHECK_MESSAGE(!error, (error ? error->message : ""));
    if (!error) CHECK(shown_tree(tree.root()) == c.want);
  }
}

TEST_CASE("format/json: what is refused, and where") {
  const std::string deep(65, '[');
  const struct {
    const char* name;
    std::string json;
    std::size_t byte;
  } cases[] = {
      {"empty", "", 0},
      {"open object", R"({"a":1)", 6},
      {"open string", R"({"a":"x)", 7},
      {"trailing comma in an array", "[1,]", 3},
      {"trailing comma in an object", R"({"a":1,})", 7},
      {"missing comma", "[1 2]", 3},
      {"missing colon", R"({"a" 1})", 5},
      {"text behind", "{} x", 3},
      {"two values", "{}{}", 2},
      {"NaN", "[NaN]", 1},
      {"infinity", "[-Infinity]", 1},
      {"leading zero", "[01]", 1},
      {"bare dot", "[1.]", 1},
      {"plus", "[+1]", 1},
      {"cut literal", "[tru]", 1},
      {"literal and more", "[truex]", 1},
      {"bad escape", R"(["a\x"])", 3},
      {"short unicode escape", R"(["\u12"])", 2},
      {"lone high surrogate", R"(["\ud83c"])", 2},
      {"lone low surrogate", R"(["\udf31"])", 2},
      {"high surrogate twice", R"(["\ud83c\ud83c"])", 2},
      {"raw control character", "[\"a\nb\"]", 3},
      {"raw NUL in a string", std::string("[\"a\0b\"]", 7), 3},
      {"raw NUL outside", std::string("[1\0]", 4), 1},
      {"invalid UTF-8", "[\"\xff\"]", 2},
      {"encoded surrogate", "[\"\xed\xa0\x80\"]", 2},
      {"duplicate key", R"({"a":1,"b":2,"a":3})", 17},
      {"duplicate key, escaped", R"({"a":1,"\u0061":3})", 16},
      {"duplicate key, nested", R"({"x":[{"a":1,"a":3}]})", 17},
      {"too deep", deep + std::string(65, ']'), 64},
      {"single quotes", "{'a':1}", 1},
      {"comment", "[1] // x", 4},
      // Former bugs.
      {"a value as a key", R"({"a":"b":{"c":1}},"d":2})", 8},
      {"a value as a key, in an array", R"(["b":{"c":1}},"d"])", 4},
      {"closed by another bracket", R"(["a"})", 4},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    JsonTree tree;
    const auto error = tree.parse(c.json);
    CHECK(error.has_value());
    if (!error) continue;
    CAPTURE(error->message);
    CHECK(error->byte == c.byte);
  }
}

TEST_CASE("format/json: a tree is reused") {
  JsonTree tree;
  CHECK(!tree.parse(R"({"a\n":1})"));
  CHECK(tree.parse("[").has_value());
  CHECK(!tree.parse(R"({"b":"\u00e9","c":[1,2,3]})"));
  CHECK(tree.root().find("b")->string() == "é");
  CHECK(tree.root().find("c")->size() == 3);
  CHECK(!tree.root().find("a"));
  CHECK(tree.root().find("c")->raw() == "[1,2,3]");
}

TEST_CASE("format/json: numbers") {
  JsonTree tree;
  CHECK(!tree.parse("[3,3.0,-1,1e2,99999999999999999999,\"3\"]"));
  std::string integers;
  for (const JsonView v : tree.root())
    integers += v.integer() ? std::to_string(*v.integer()) + ' ' : std::string("- ");
  CHECK(integers == "3 - -1 - - - ");
  CHECK(!tree.parse("[1E-999,-2e-400,1e999,99999999999999999999,\"3\"]"));
  std::string decimals;
  for (const JsonView v : tree.root())
    decimals += v.number() ? format_number(*v.number()) + ' ' : std::string("- ");
  CHECK(decimals == "0 0 - 100000000000000000000 - ");
}

TEST_CASE("format/json: a string is written with the fewest escapes") {
  CHECK(json_string("a\"b\\c\nd\x01 é🌱/") == "\"a\\\"b\\\\c\\nd\\u0001 é🌱/\"");
}
