// The sections on the archive as a whole: at a glance, holders, keyness, method.

#include <fmt/format.h>

#include <algorithm>

#include "format/json.h"
#include "report/parts.h"

namespace tarn::report {
namespace {

/// The months of the archive with their posts and words: those of any one series of "trend".
std::vector<const Row*> months_of(const Rows& rows) {
  std::vector<const Row*> out;
  std::string_view series, item;
  for (const Row* row : rows.whole("trend")) {
    if (out.empty()) {
      series = row->text("series");
      item = row->text("item");
    }
    if (row->text("series") == series && row->text("item") == item) out.push_back(row);
  }
  return out;
}

Figure posts_per_month(const std::vector<const Row*>& months) {
  ColumnChart chart;
  chart.head = {"c-months", "Posts per month", "The number of posts in each calendar month.",
                "posts"};
  Table table{"Posts and words per month", {"month", "posts", "words"}, {}, ""};
  for (const Row* row : months) {
    chart.places.emplace_back(row->text("month"));
    chart.values.push_back(row->count("posts"));
    table.rows.push_back({{std::string(row->text("month")), ""},
                          {std::string(row->text("posts")), ""},
                          {std::string(row->text("tokens")), ""}});
  }
  return {column_chart(chart), std::move(table)};
}

std::string gaps_in(const std::vector<const Row*>& months) {
  std::string out;
  for (const Row* row : months)
    if (row->count("posts") == 0)
      out += (out.empty() ? "" : ", ") + std::string(row->text("month"));
  return out;
}

std::vector<TableCell> pair(const char* name, std::string value) {
  return {{name, ""}, {std::move(value), ""}};
}

Table whole_table(const Row& row) {
  Table table{"The archive", {"", "figure"}, {}, ""};
  table.rows.push_back(pair("posts", std::string(row.text("posts"))));
  table.rows.push_back(pair("words", std::string(row.text("tokens"))));
  table.rows.push_back(pair("sentences", std::string(row.text("sentences"))));
  if (!row.text("first").empty())
    table.rows.push_back(
        pair("first and last post", fmt::format("{} to {}", row.text("first"), row.text("last"))));
  if (row.count("undated") > 0)
    table.rows.push_back(pair("posts without a date", std::string(row.text("undated"))));
  if (row.count("unannotated") > 0)
    table.rows.push_back(pair("posts without annotations", std::string(row.text("unannotated"))));
  table.rows.push_back(pair("theme hits, in posts", fmt::format("{} in {}", row.text("theme_hits"),
                                                                row.text("theme_posts"))));
  table.rows.push_back(
      pair("stance hits, in posts",
           fmt::format("{} in {}", row.text("stance_hits"), row.text("stance_posts"))));
  table.rows.push_back(
      pair("sentences without any stance", percent(row.number("no_stance_share"))));
  table.rows.push_back(pair("stance hits whose holder is the author by default",
                            percent(row.number("default_holder_share"))));
  return table;
}

/// The groups of the rows other than months, which have a chart of their own.
std::optional<Table> group_table(const Rows& rows) {
  Table table{"By group", {"group", "posts", "words", "theme hits", "stance hits"}, {}, ""};
  for (const Row& row : rows.table("coverage")) {
    if (row.group().empty() || (row.group().size() == 1 && row.group()[0].first == "month"))
      continue;
    table.rows.push_back({{row.group_name(), ""},
                          {std::string(row.text("posts")), ""},
                          {std::string(row.text("tokens")), ""},
                          {std::string(row.text("theme_hits")), ""},
                          {std::string(row.text("stance_hits")), ""}});
  }
  if (table.rows.empty()) return std::nullopt;
  return table;
}

Table lexicon_table(const Row& coverage) {
  Table table{"Lexicons", {"lexicon", "SHA-256 of its content"}, {}, ""};
  JsonTree tree;
  if (tree.parse(coverage.text("lexicons"))) return table;
  for (const JsonView lexicon : tree.root())
    for (const JsonView hash : lexicon)
      table.rows.push_back({{std::string(lexicon.key()), ""},
                            {hash.is(JsonType::kString) ? hash.string() : std::string(), ""}});
  return table;
}

}  // namespace

Section glance_section(const Material& material) {
  Section section{"", "The archive at a glance", {}};
  const auto coverage = material.rows.whole("coverage");
  if (coverage.empty()) return section;
  section.blocks.emplace_back(whole_table(*coverage.front()));
  const auto months = months_of(material.rows);
  if (months.size() > 1) {
    section.blocks.emplace_back(posts_per_month(months));
    if (const std::string gaps = gaps_in(months); !gaps.empty())
      section.blocks.emplace_back(Paragraph{"Months without a post: " + gaps +
                                            ". They are gaps in every series, not zeros."});
  }
  if (auto table = group_table(material.rows)) section.blocks.emplace_back(std::move(*table));
  return section;
}

Section holder_section(const Material& material) {
  Section section{"", "Whose stance", {}};
  BarChart chart;
  chart.head = {"c-holders", "Holders of stance",
                "Share of the stance hits that each holder has, over all dimensions.",
                "share of hits, per cent"};
  Table table{
      "Holders, all dimensions", {"holder", "hits", "posts", "share [95 % interval]"}, {}, ""};
  auto holders = material.rows.whole("holders");
  std::erase_if(holders, [](const Row* row) { return row->text("dimension") != "all"; });
  std::stable_sort(holders.begin(), holders.end(),
                   [](const Row* a, const Row* b) { return a->count("hits") > b->count("hits"); });
  for (const Row* row : holders) {
    ChartValue share = value_of(*row, "share", "low", "high");
    for (auto* value : {&share.value, &share.low, &share.high})
      if (*value) *value = **value * 100;
    const std::string name =
        std::string(row->text("holder")) + (row->is_true("default") ? " (default)" : "");
    table.rows.push_back({{name, ""},
                          {std::string(row->text("hits")), ""},
                          {std::string(row->text("posts")), ""},
                          {figure(share, 1), ""}});
    if (chart.bars.size() < 12) chart.bars.push_back({name, share, ""});
  }
  if (table.rows.empty()) return section;
  section.blocks.emplace_back(
      Paragraph{"Whose feeling or judgement a hit is, is read from surface rules: pronouns, role "
                "nouns, quotations, verbs of saying and feeling. "
                "Where no rule finds another holder, the author is assumed; that share stands "
                "beside each figure.",
                false});
  section.blocks.emplace_back(Figure{bar_chart(chart), std::move(table)});
  return section;
}

Section keyness_section(const Material& material) {
  Section section{"", "What sets the target apart", {}};
  Table table{"Keyness",
              {"item", "kind", "target", "reference", "rate in target", "rate in reference", "G²",
               "log ratio", "BIC", "DP"},
              {},
              "G²: two-cell log-likelihood (Rayson and Garside). Log ratio: binary logarithm of "
              "the ratio of rates (Hardie). "
              "DP: dispersion over the target's posts, 0 even to 1 (Gries)."};
  for (const Row* row : material.rows.whole("keyness")) {
    const bool theme = row->text("kind") == "theme";
    table.rows.push_back({cell(material, std::string(row->text("item")),
                               theme ? row->text("item") : "", theme ? "" : row->text("item")),
                          {std::string(row->text("kind")), ""},
                          {std::string(row->text("target")), ""},
                          {std::string(row->text("reference")), ""},
                          {figure(row->number("target_rate")), ""},
                          {figure(row->number("reference_rate")), ""},
                          {std::string(row->text("sign")) + figure(row->number("g2")), ""},
                          {figure(row->number("log_ratio")), ""},
                          {figure(row->number("bic")), ""},
                          {figure(row->number("dp")), ""}});
  }
  if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  return section;
}

Section method_section(const Material& material) {
  Section section{"", "Method, limits, citation", {}};
  const auto coverage = material.rows.whole("coverage");
  const auto say = [&](std::string text, bool emphasis = false) {
    section.blocks.emplace_back(Paragraph{std::move(text), emphasis});
  };
  say("Themes and stance are found by lexicons: lists of words and phrases with categories and "
      "weights, matched on whole tokens, "
      "longest first, with exclusions. Rates are hits " +
      per_words(material) +
      ", pooled over posts. Intervals are 95 %; posts are the sampling "
      "unit (bootstrap of 2,000 resamples, or linearised for large groups). NA stands where a "
      "value would rest on fewer than 5 hits or 3 posts, or an interval on fewer than 5 posts.");
  say("Valence of a hit is its weight, changed by degree words, negation, conditionals, questions "
      "and contrast; the value of a sentence is the sum over "
      "its hits divided by the square root of its words. Positive and negative sums stay apart, so "
      "that mixed feelings do not cancel out.");
  say("Limits: word lists miss what is said in other words, and take words in senses they do not "
      "have; irony is not seen. Holders come from surface rules. "
      "Agreement with human readers differs by category; the lexicons' README states what was "
      "measured. Check the evidence before you quote a figure.",
      true);
  if (!coverage.empty()) {
    Table table = lexicon_table(*coverage.front());
    if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
  }
  say("To cite a figure: name tarn, the lexicons with their versions and hashes above, the "
      "selection of posts, and one sentence of evidence with its post.");
  if (coverage.empty()) section.blocks.clear();
  return section;
}

}  // namespace tarn::report
