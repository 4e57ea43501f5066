#include "made.h"

using namespace tarn::aggregate;

namespace {

AggregateOptions unlimited() {
  AggregateOptions options;
  options.min_hits = 0;
  options.min_posts = 0;
  return options;
}

}  // namespace

TEST_CASE("aggregate/mini_corpus: cells of the matrix") {
  AggregateOptions options = unlimited();
  options.tables = {Table::kMatrix};
  const std::string rows = made::rows(made::mini_corpus(), options);
  CHECK(made::shown(rows, {"theme", "hits", "posts", "mean"}, {{"label", "valence"}}) ==
        "coproduction 4 2 0\n"
        "demand_pressure 1 1 -1\n"
        "event 3 1 1.6667\n"
        "patient_voice 2 1 0.5\n");
  CHECK(made::shown(rows,
                    {"positive_share", "negative_share", "author_hits", "author_mean",
                     "reported_hits", "reported_mean"},
                    {{"theme", "coproduction"}, {"label", "valence"}}) ==
        "0.5 0.5 2 0.25 2 -0.25\n");
  // Sentences: 7, with coproduction 3, with valence 7, with both 3.
  CHECK(made::shown(rows,
                    {"sentences", "sentences_theme", "sentences_label", "sentences_both", "lift"},
                    {{"theme", "coproduction"}, {"label", "valence"}}) == "7 3 7 3 1\n");
}

TEST_CASE("aggregate/mini_corpus: the rule of suppression withholds every cell") {
  AggregateOptions options;
  options.tables = {Table::kMatrix};
  const std::string rows = made::rows(made::mini_corpus(), options);
  CHECK(made::shown(rows, {"theme", "hits", "mean", "low", "interval"}, {{"label", "valence"}}) ==
        "coproduction 4 null null null\n"
        "demand_pressure 1 null null null\n"
        "event 3 null null null\n"
        "patient_voice 2 null null null\n");
}

TEST_CASE("aggregate/mini_corpus: values of each post") {
  AggregateOptions options = unlimited();
  options.tables = {Table::kStance};
  options.by = {{"doc_id"}};
  options.total = false;
  const std::string rows = made::rows(made::mini_corpus(), options);
  CHECK(made::shown(rows,
                    {"group", "tokens", "sentences", "score", "positive", "negative",
                     "positive_sum", "negative_sum", "balance"},
                    {{"label", "valence"}, {"voice", "all"}}) ==
        "{\"doc_id\":\"P1\"} 44 3 0.5268 5 2 8.5 3 0.4783\n"
        "{\"doc_id\":\"P2\"} 16 2 -0.3094 2 3 2.75 4.5 -0.2414\n"
        "{\"doc_id\":\"P3\"} 16 2 0.1333 2 1 1.65 0.75 0.375\n");
  CHECK(made::shown(rows, {"group", "hits", "mean"}, {{"label", "valence"}, {"voice", "author"}}) ==
        "{\"doc_id\":\"P1\"} 3 1.6667\n"
        "{\"doc_id\":\"P2\"} 5 -0.35\n"
        "{\"doc_id\":\"P3\"} 3 0.3\n");
  CHECK(made::shown(rows, {"positive", "negative", "hits", "index"},
                    {{"label", "alignment"}, {"voice", "all"}}) == "1 1 3 0\n");
}

TEST_CASE("aggregate/mini_corpus: holders and coverage") {
  AggregateOptions options = unlimited();
  options.tables = {Table::kCoverage, Table::kHolders};
  const std::string rows = made::rows(made::mini_corpus(), options);
  CHECK(made::shown(rows,
                    {"posts", "tokens", "sentences", "theme_hits", "stance_hits",
                     "stance_sentences", "no_stance_share"},
                    {{"table", "coverage"}}) == "3 76 7 6 18 7 0\n");
  CHECK(made::shown(rows, {"holder", "default", "hits", "posts", "share"},
                    {{"dimension", "valence"}}) ==
        "author true 6 2 0.4\n"
        "other:clinician false 2 1 0.1333\n"
        "other:diffuse false 2 1 0.1333\n"
        "self false 5 3 0.3333\n");
}
