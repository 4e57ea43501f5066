// tarn-evaluate: annotations against human codes, and human coders against each other.
#include "cli/app.h"
#include "cli/evaluate_command.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"evaluate",
       "Precision, recall, F1, kappa and alpha of annotations against human codes, and among "
       "coders.",
       "tarn-evaluate --gold gold.jsonl --unit sentence --min 'f1[micro]>=0.6' posts.jsonl",
       "Without --gold the coders named in the records are compared with each other; --layer "
       "code,stance adds\n"
       "tarn's stance to them. A post that a coder did not code (absent) is left out of that "
       "coder's figures; one\n"
       "coded without finding anything (empty) counts: the field \"coders\" of a record lists who "
       "looked at it.\n"
       "Gates: MEASURE>=N, or MEASURE[ITEM]>=N for one label or micro, macro, pooled, categories, "
       "scale; a final !\n"
       "asks it of the lower end of the interval. Measures: precision, recall, f1, observed, "
       "kappa, ac1, fleiss,\n"
       "alpha; of scores and scales pearson, spearman, kappa_linear, kappa_quadratic, "
       "alpha_ordinal,\n"
       "alpha_interval, alpha_ratio.\n"
       "Memory: the codes as numbers, no texts; with --disagreements also the sentence around each "
       "code."});
  cli::EvaluateCommand evaluate(app);
  return app.run(argc, argv, [&] { evaluate.run(); });
}
