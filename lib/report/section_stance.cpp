// The sections on stance and reflection, and the evidence.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/parts.h"
#include "text/utf8.h"

namespace tarn::report {
namespace {

constexpr const char* kVoices[] = {"all", "author", "reported"};

/// Rows of the table "stance" for the whole corpus.
class StanceRows {
 public:
  explicit StanceRows(const Rows& rows) : rows_(rows.whole("stance")) {}

  const Row* find(std::string_view label, std::string_view voice) const {
    for (const Row* row : rows_)
      if (row->text("label") == label && row->text("voice") == voice) return row;
    return nullptr;
  }

  double hits(std::string_view label, std::string_view voice) const {
    const Row* row = find(label, voice);
    return row == nullptr ? 0 : row->count("hits");
  }

  /// Labels under "dimension.", in the order of the rows.
  std::vector<std::string> labels_under(std::string_view dimension) const {
    std::vector<std::string> out;
    for (const Row* row : rows_) {
      const std::string_view label = row->text("label");
      if (row->text("voice") == "all" && label.starts_with(dimension) &&
          label.size() > dimension.size() && label[dimension.size()] == '.')
        out.emplace_back(label);
    }
    return out;
  }

  bool empty() const { return rows_.empty(); }

 private:
  std::vector<const Row*> rows_;
};

std::optional<Figure> valence_over_time(const Rows& rows) {
  LineChart chart;
  chart.head = {"c-valence-time", "Valence over time",
                "Mean sentence valence in each month: all voices, and the author's voice alone.",
                "mean sentence valence"};
  Table table{"Valence by month",
              {"month", "all voices", "author’s voice", "sentences with valence"},
              {},
              "– marks a month without posts."};
  LineSeries all{"all voices", {}, false}, author{"author’s voice", {}, true};
  std::map<std::string, std::size_t> row_of_month;
  for (const Row* row : rows.whole("trend")) {
    if (row->text("series") != "score") continue;
    const bool is_author = row->text("item") == "valence.author";
    if (!is_author && row->text("item") != "valence") continue;
    const std::string month(row->text("month"));
    const auto [place, is_new] = row_of_month.emplace(month, table.rows.size());
    if (is_new) {
      chart.places.push_back(month);
      table.rows.push_back({{month, ""}, {"–", ""}, {"–", ""}, {"", ""}});
    }
    auto& cells = table.rows[place->second];
    if (row->number("value")) cells[is_author ? 2 : 1].text = figure(row->number("value"), 3);
    if (!is_author) cells[3].text = row->text("hits");
    (is_author ? author : all).values.push_back(row->number("value"));
  }
  if (chart.places.size() < 2) return std::nullopt;
  chart.series = {std::move(all), std::move(author)};
  return Figure{line_chart(chart), std::move(table)};
}

Table valence_table(const StanceRows& rows) {
  Table table{
      "Valence",
      {"voice", "hits", "positive", "negative", "mean of sentences [95 % interval]",
       "balance (P − Q)/(P + Q)", "mixed sentences"},
      {},
      "Mixed sentences hold hits of both signs: read the two sums before their difference."};
  for (const char* voice : kVoices) {
    const Row* row = rows.find("valence", voice);
    if (row == nullptr) continue;
    table.rows.push_back(
        {{voice, ""},
         {std::string(row->text("hits")), ""},
         {std::string(row->text("positive")), ""},
         {std::string(row->text("negative")), ""},
         {figure(value_of(*row, "score", "score_low", "score_high"), 3), ""},
         {figure(value_of(*row, "balance", "balance_low", "balance_high")), ""},
         {row->number("mixed_share") ? percent(row->number("mixed_share")) : "", ""}});
  }
  return table;
}

/// Rates of labels as bars, and by voice in the table.
std::optional<Figure> label_rates(const Material& material, const StanceRows& rows,
                                  std::string_view dimension, ChartHead head) {
  BarChart chart;
  Table table{head.title,
              {"label", "hits", "posts with it", "rate [95 % interval]", "author’s voice",
               "reported voice"},
              {},
              ""};
  chart.head = std::move(head);
  for (const std::string& label : rows.labels_under(dimension)) {
    const Row* row = rows.find(label, "all");
    const ChartValue rate = value_of(*row, "rate", "low", "high");
    const std::string name = label.substr(dimension.size() + 1);
    chart.bars.push_back({name, rate, fmt::format("{} hits", row->text("hits"))});
    table.rows.push_back({cell(material, name, "", label),
                          {std::string(row->text("hits")), ""},
                          {std::string(row->text("posts_with")), ""},
                          {figure(rate), ""},
                          {figure(rows.hits(label, "author"), 0), ""},
                          {figure(rows.hits(label, "reported"), 0), ""}});
  }
  if (chart.bars.empty()) return std::nullopt;
  return Figure{bar_chart(chart), std::move(table)};
}

/// Two or three parts as shares for each voice.
std::optional<Figure> shares_by_voice(const Material& material, const StanceRows& rows,
                                      ChartHead head, const std::vector<std::string>& parts,
                                      const std::vector<std::string>& labels) {
  ShareChart chart;
  Table table{head.title, {"voice"}, {}, ""};
  table.columns.insert(table.columns.end(), parts.begin(), parts.end());
  chart.head = std::move(head);
  chart.parts = parts;
  double total = 0;
  for (const char* voice : kVoices) {
    ShareRow row{voice, {}};
    std::vector<TableCell> cells{{voice, ""}};
    for (const std::string& label : labels) {
      const double hits = rows.hits(label, voice);
      total += hits;
      row.counts.push_back(hits);
      cells.push_back(cell(material, figure(hits, 0), "", label));
    }
    chart.rows.push_back(std::move(row));
    table.rows.push_back(std::move(cells));
  }
  if (total == 0) return std::nullopt;
  return Figure{share_chart(chart), std::move(table)};
}

std::optional<Figure> certainty_shares(const Material& material, const StanceRows& rows) {
  ShareChart chart;
  chart.head = {"c-certainty", "Hedges and boosters",
                "How many cues hold commitment back, and how many add certainty, by voice.",
                "hits"};
  chart.parts = {"hedges", "boosters"};
  Table table{"Hedges and boosters",
              {"voice", "hedges", "boosters", "hedges " + per_words(material),
               "boosters " + per_words(material)},
              {},
              ""};
  for (const char* voice : kVoices) {
    const Row* row = rows.find("certainty", voice);
    if (row == nullptr) continue;
    chart.rows.push_back({voice, {row->count("negative"), row->count("positive")}});
    table.rows.push_back({{voice, ""},
                          {std::string(row->text("negative")), ""},
                          {std::string(row->text("positive")), ""},
                          {figure(row->number("negative_rate")), ""},
                          {figure(row->number("positive_rate")), ""}});
  }
  if (table.rows.empty()) return std::nullopt;
  return Figure{share_chart(chart), std::move(table)};
}

std::string joined_names(std::string_view authors_json) {
  JsonTree tree;
  std::string out;
  if (authors_json.empty() || tree.parse(authors_json)) return out;
  for (const JsonView author : tree.root()) {
    const auto name = author.is(JsonType::kString) ? std::optional(author) : author.find("name");
    if (!name || !name->is(JsonType::kString)) continue;
    if (!out.empty()) out += ", ";
    name->append_string(out);
  }
  return out;
}

std::string string_of(JsonView object, std::string_view name) {
  const auto member = object.find(name);
  return member && member->is(JsonType::kString) ? member->string() : std::string();
}

/// The spans of an evidence row, in bytes; those that do not lie in the text are left out.
std::vector<Highlight> highlights_of(const Row& row) {
  std::vector<Highlight> out;
  JsonTree tree;
  if (row.text("spans").empty() || tree.parse(row.text("spans"))) return out;
  const std::string_view text = row.text("text");
  const OffsetMap offsets(text);
  for (const JsonView span : tree.root()) {
    const auto start = span.find("start"), end = span.find("end"), score = span.find("score");
    const auto offset = [&](const std::optional<JsonView>& view) -> std::optional<std::uint32_t> {
      const auto whole = view ? view->integer() : std::nullopt;
      if (!whole || *whole < 0) return std::nullopt;
      return offsets.to_bytes(static_cast<std::uint64_t>(*whole));
    };
    const auto begin = offset(start), stop = offset(end);
    if (!begin || !stop || *begin >= *stop) continue;
    out.push_back({*begin, *stop, string_of(span, "layer"), string_of(span, "label"),
                   score ? score->number() : std::nullopt, string_of(span, "voice"),
                   string_of(span, "holder")});
  }
  return out;
}

Quote quote_of(const Row& row) {
  Quote quote;
  quote.text = row.text("text");
  quote.title = row.text("title");
  quote.url = row.text("url");
  quote.doc_id = row.text("doc_id");
  quote.date = std::string(row.text("date")).substr(0, 10);
  quote.authors = joined_names(row.text("authors"));
  quote.highlights = highlights_of(row);
  return quote;
}

}  // namespace

Section stance_section(const Material& material) {
  Section section{"", "Stance", {}};
  const StanceRows rows(material.rows);
  if (rows.empty()) return section;
  const auto add = [&](auto figure) {
    if (figure) section.blocks.emplace_back(std::move(*figure));
  };
  add(valence_over_time(material.rows));
  section.blocks.emplace_back(valence_table(rows));
  add(trend_table(material, "score", [](std::string_view) { return true; }));
  add(label_rates(material, rows, "affect",
                  {"c-affect", "Hopes, fears and other feelings",
                   "Hits " + per_words(material) + " for each feeling, with 95 % intervals.",
                   "hits " + per_words(material)}));
  add(shares_by_voice(
      material, rows,
      {"c-hopes-fears", "Hopes and fears", "Hits of hope and of fear by voice.", "hits"},
      {"hope", "fear"}, {"affect.hope", "affect.fear"}));
  add(shares_by_voice(
      material, rows,
      {"c-alignment", "Enthusiastic, pragmatic, critical",
       "Positions taken, as a distribution by voice; an average would hide the range.", "hits"},
      {"enthusiastic", "pragmatic", "critical"},
      {"alignment.enthusiastic", "alignment.pragmatic", "alignment.critical"}));
  add(certainty_shares(material, rows));
  add(label_rates(material, rows, "obligation",
                  {"c-obligation", "What ought to, will, should be asked to be done",
                   "Hits " + per_words(material) + ": necessity, intent, request, ability.",
                   "hits " + per_words(material)}));
  return section;
}

Section reflection_section(const Material& material) {
  Section section{"", "Reflection", {}};
  BarChart chart;
  chart.head = {"c-reflection", "Cues of reflection",
                "Share of sentences that hold a cue of each class.", "per cent of sentences"};
  Table classes{"Cue classes", {"class", "sentences", "share of sentences", "posts"}, {}, ""};
  Table levels{"Cue-based levels",
               {"level", "posts", "share of posts"},
               {},
               "R1 to R4 tell which classes of cues a post has in its author's voice. They do not "
               "measure how deeply anybody reflects, and must never be used to rank people."};
  for (const Row* row : material.rows.whole("reflection")) {
    const std::string item(row->text("item"));
    if (row->text("kind") == "class") {
      const auto share = row->number("sentence_share");
      chart.bars.push_back({item,
                            {share ? std::optional(*share * 100) : std::nullopt, {}, {}},
                            fmt::format("{} sentences", row->text("sentences_with"))});
      classes.rows.push_back({cell(material, item, "", "reflection." + item),
                              {std::string(row->text("sentences_with")), ""},
                              {percent(share), ""},
                              {std::string(row->text("posts_with")), ""}});
    } else if (row->text("kind") == "level" || row->text("kind") == "short") {
      levels.rows.push_back({{row->text("kind") == "short" ? "short (no level)" : item, ""},
                             {std::string(row->text("posts_with")), ""},
                             {percent(row->number("share")), ""}});
    }
  }
  if (classes.rows.empty()) return section;
  section.blocks.emplace_back(Figure{bar_chart(chart), std::move(classes)});
  if (!levels.rows.empty()) {
    section.blocks.emplace_back(
        Paragraph{"Read the cues first. The levels below summarise which classes of cues occur; "
                  "human readers agree on such levels only moderately.",
                  true});
    section.blocks.emplace_back(std::move(levels));
  }
  return section;
}

Section evidence_section(const Material& material) {
  Section section{"", "Evidence", {}};
  section.blocks.emplace_back(
      Paragraph{"Sentences behind the figures: a sample that is the same on every run. Marked are "
                "the words that count, with what they count as, whose they are, and their score.",
                false});
  std::map<std::string, std::size_t> block_of;
  for (const Row* row : material.rows.whole("evidence")) {
    const std::string theme(row->text("theme")), label(row->text("label"));
    const std::string id = evidence_id(theme, label);
    if (!material.used_evidence.contains(id)) continue;
    const auto [place, is_new] = block_of.emplace(id, section.blocks.size());
    if (is_new) {
      const std::string name = theme.empty()   ? label
                               : label.empty() ? theme
                                               : fmt::format("{} × {}", theme, label);
      section.blocks.emplace_back(Evidence{id, name, {}});
    }
    auto& quotes = std::get<Evidence>(section.blocks[place->second]).quotes;
    if (quotes.size() < material.options.max_evidence) quotes.push_back(quote_of(*row));
  }
  if (block_of.empty()) section.blocks.clear();
  return section;
}

}  // namespace tarn::report
