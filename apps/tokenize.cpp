// tokenize: add paragraphs, sentences and tokens to posts, or write them in other forms.
#include "stage/tokenize.h"
#include "cli/app.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app(
      {"tokenize", "Cut posts into paragraphs, sentences and tokens.",
       "tarn-tokenize --format text posts.jsonl",
       "Formats: jsonl (records), conllu (CoNLL-U), vertical (Corpus Workbench), text (one\n"
       "sentence a line). --forms, --norms and --types add to jsonl a list beside \"tokens\";\n"
       "--norms and --types add to conllu and vertical a field."});

  TokenizeOptions options;
  std::string format = "jsonl";
  app.options().add_flag("--forms", options.forms, "Add the tokens as they stand in the text");
  app.options().add_flag("--norms", options.norms, "Add the folded forms that lexicons match");
  app.options().add_flag("--types", options.types, "Add word, number, punctuation …");
  app.options().add_flag("--sentences-only", options.sentences_only, "Write no tokens");
  cli::add_choice(app.options(), "--format", format, {"jsonl", "conllu", "vertical", "text"},
                  "What to write");
  app.options()
      .add_option("--language", options.language,
                  "Language of all posts (BCP 47), not as each says")
      ->type_name("LANGUAGE");

  return app.run(argc, argv, [&] {
    const Tokenizer tokenize(options);
    const auto write = [&](auto append) {
      app.render_records(
          [&](Record& record, std::string& out) { (tokenize.*append)(record, out); });
    };
    if (format == "conllu") return write(&Tokenizer::append_conllu);
    if (format == "vertical") return write(&Tokenizer::append_vertical);
    if (format == "text") return write(&Tokenizer::append_text);
    app.map_records([&](Record& record) { tokenize(record); });
  });
}
