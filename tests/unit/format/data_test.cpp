#include <doctest/doctest.h>

#include <string>

#include "format/toml.h"
#include "format/yaml.h"

namespace tarn {
namespace {

std::string shown(const DataTree& tree) {
  std::string out;
  switch (tree.type) {
    case DataTree::Type::kNull:
      return "null";
    case DataTree::Type::kScalar:
      return tree.scalar;
    case DataTree::Type::kList:
      for (const DataTree& item : tree.items) out += (out.empty() ? "" : ", ") + shown(item);
      return '[' + out + ']';
    case DataTree::Type::kMap:
      for (const auto& [key, value] : tree.members) {
        out += (out.empty() ? "" : ", ") + key + ": " + shown(value);
      }
      return '{' + out + '}';
  }
  return out;
}

struct Case {
  const char* name;
  std::string text;
  const char* want;
};

TEST_CASE("format/yaml: scalars are strings") {
  const Case cases[] = {
      {"no types", "date: 2021-04-01\nv: 1.10\nb: true\no: 010",
       "{date: 2021-04-01, v: 1.10, b: true, o: 010}"},
      {"null", "a:\nb: ~\nc: ''", "{a: null, b: null, c: }"},
      {"lists", "tags: [a, \"b c\"]\ncat:\n- x\n- y: z", "{tags: [a, b c], cat: [x, {y: z}]}"},
      {"block text", "a: |\n  x\n  y\nb: >\n  x\n  y\n", "{a: x\ny\n, b: x y\n}"},
      {"alias", "a: &x [1]\nb: *x", "{a: [1], b: [1]}"},
      {"nothing", "", "null"},
      {"bad", "a: 'x", "error 1"},
      {"colon in a plain title", "title: a: b", "error 1"},
      {"deep flow", std::string(5000, '['), "error 0"},
      {"bomb",
       "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
       "[*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
       "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: "
       "[*d,*d,*d,*d,*d,*d,*d,*d]\n",
       "error 0"},
      // Former bugs.
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    DataTree tree;
    const auto error = parse_yaml(c.text, tree);
    CHECK((error ? "error " + std::to_string(error->line) : shown(tree)) == c.want);
  }
}

TEST_CASE("format/toml: dates as in RFC 3339, order as in the source") {
  const Case cases[] = {
      {"scalars", "z = 'a'\nb = 1\nc = true\na = \"\\u00e9\"",
       "{z: a, b: 1, c: true, a: \xC3\xA9}"},
      {"dates",
       "a = 2021-04-01\nb = 2021-04-01T10:00:00\nc = 2021-04-01 10:00:00.5+02:00\nd = "
       "2021-04-01T10:00:00Z",
       "{a: 2021-04-01, b: 2021-04-01T10:00:00, c: 2021-04-01T10:00:00.5+02:00, d: "
       "2021-04-01T10:00:00Z}"},
      {"tables", "[taxonomies]\ntags = [\n 'x', 'y'\n]", "{taxonomies: {tags: [x, y]}}"},
      {"bad", "a = \nb = 1", "error 1"},
      // Former bugs.
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    DataTree tree;
    const auto error = parse_toml(c.text, tree);
    CHECK((error ? "error " + std::to_string(error->line) : shown(tree)) == c.want);
  }
}

TEST_CASE("format/tree: members by name") {
  DataTree tree;
  REQUIRE(!parse_yaml("Title: x\nlist: [a]", tree));
  CHECK(tree.value("title") == "x");
  CHECK(tree.value("list") == "");
  CHECK(tree.find("none") == nullptr);
}

}  // namespace
}  // namespace tarn
