// tarn-stance: mark who feels and thinks what about which theme, with evidence.
#include "stage/stance.h"
#include "cli/app.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"stance", "Mark stance: evaluation, feeling, certainty, need, alignment, reflection.",
       "echo '{\"doc_id\":\"a\",\"text\":\"I don’t like it\"}' | tarn-stance --explain",
       "A reflection level (R1 to R4) tells which cues of reflection a post has. It is no\n"
       "measure of how deeply anybody reflects: never rank people by it."});
  StanceSources sources;
  StanceOptions options;
  bool explain = false;
  cli::add_list(
      app.options(), "-l,--lexicon", sources.lexicons,
      "Lexicon, by name or path, that replaces the shipped one of its name or adds to them")
      ->type_name("LEXICON");
  cli::add_list(app.options(), "--lexicon-path", sources.lexicon_path, "Folder to search first")
      ->type_name("DIR");
  app.options()
      .add_option("--constants", sources.constants, "File of constants that replace shipped ones")
      ->type_name("FILE");
  cli::add_list(app.options(), "--dimensions", options.dimensions,
                "Dimensions to write (default: all)", true)
      ->type_name("NAME,...");
  std::string spans = "default", holder = "on";
  cli::add_choice(app.options(), "--spans", spans, {"default", "all"},
                  "all: spans of engagement too");
  cli::add_choice(app.options(), "--holder", holder, {"on", "off"},
                  "off: attribute nothing to anybody");
  app.options().add_flag("--evidence", options.evidence,
                         "Write the entry, rule and steps of every span");
  app.options().add_flag("--modifiers", options.modifiers,
                         "Write negators, degree words … with their scope");
  app.options().add_flag("!--no-sentence-scores", options.sentence_scores,
                         "Leave out sentence_scores");
  app.options().add_flag("--explain", explain,
                         "Write an account of every score for people, no records");
  return app.run(argc, argv, [&] {
    options.all_spans = spans == "all";
    options.holders = holder == "on";
    const StanceScorer score(load_stance(sources), options);
    if (explain)
      return app.render_records(
          [&](Record& record, std::string& out) { score.explain(record, out); });
    app.map_records([&](Record& record) { score(record); });
  });
}
