#include "cli/command_line.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "cli/options.h"

using namespace tarn::cli;

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// "-o --output FILE [words] =default required list": what is not there is left out.
std::string shown(const OptionFacts& facts) {
  std::string out = joined(facts.names);
  if (!facts.value.empty()) out += " " + facts.value;
  if (!facts.words.empty()) out += " [" + joined(facts.words) + "]";
  if (!facts.default_value.empty()) out += " =" + facts.default_value;
  if (facts.is_operand) out += " operand";
  if (facts.is_required) out += " required";
  if (facts.is_list) out += " list";
  return out;
}

}  // namespace

TEST_CASE("what a command line says of an option") {
  bool flag = false;
  std::string text;
  std::string choice = "on";
  std::vector<std::string> list = {"post"};
  std::int64_t number = 5;
  const struct {
    const char* name;
    std::function<CLI::Option*(CLI::App&)> add;
    const char* want;
  } cases[] = {
      {"a flag", [&](CLI::App& app) { return app.add_flag("-q,--quiet", flag, "x"); },
       "-q --quiet"},
      {"a file",
       [&](CLI::App& app) { return app.add_option("-o,--output", text, "x")->type_name("FILE"); },
       "-o --output FILE"},
      {"a number", [&](CLI::App& app) { return add_integer(app, "--most", number, 0, 9, "x"); },
       "--most N =5"},
      {"a choice",
       [&](CLI::App& app) {
         return add_choice(app, "--holder", choice, {"on", "off"}, "x");
       },
       "--holder WORD [on off] =on"},
      {"usual words of a list",
       [&](CLI::App& app) {
         return suggest(add_list(app, "--kind", list, "x", true)->capture_default_str(),
                        {"post", "page"});
       },
       "--kind TEXT,... [post page] =post list"},
      {"an operand",
       [&](CLI::App& app) {
         return app.add_option("files", list, "x")->type_name("FILE")->required();
       },
       "files FILE operand required list"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    CLI::App app("x", "tarn-x");
    CHECK(shown(facts_of(*c.add(app))) == c.want);
  }
}

TEST_CASE("suggested words do not forbid others") {
  std::vector<std::string> list;
  CLI::App app("x", "tarn-x");
  suggest(add_list(app, "--by", list, "x", true), {"month", "author"});
  app.parse("--by month,my_tags[]", false);
  CHECK(joined(list) == "month my_tags[]");
}

TEST_CASE("a command line as JSON: subcommands too, hidden options not") {
  bool flag = false;
  CLI::App app("What it does", "tarn-x");
  app.set_help_flag();
  app.add_flag("--shown", flag, "With \"quotes\"");
  app.add_flag("--hidden", flag, "x")->group("");
  app.add_subcommand("check", "Find faults")->set_help_flag();
  CHECK(
      command_line_json(app, {"x", "What it does.", "tarn-x a", ""}) ==
      R"({"name":"tarn-x","purpose":"What it does.","example":"tarn-x a","notes":"","exit_status":)"
      R"(["complete and clean","complete, but records were rejected, or a check or a gate found something",)"
      R"("failed: the output must not be used"],"options":[{"names":["--shown"],"value":"","words":[],"default":"",)"
      R"("help":"With \"quotes\"","group":"Options","operand":false,"required":false,"list":false}],)"
      R"("subcommands":[{"name":"check","purpose":"Find faults","options":[]}]})"
      "\n");
}
