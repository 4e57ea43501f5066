// tarn-lexicon: check, show, try out, compare and convert lexicons.
#include "cli/app.h"
#include "cli/lexicon_command.h"

int main(int argc, char** argv) {
  using namespace tarn;
  cli::App app({"lexicon", "Check, show, try out, compare and convert lexicons.",
                "tarn-lexicon check themes-health", "Each subcommand has a --help of its own."},
               cli::Operands::kNone);
  cli::LexiconCommand lexicon(app);
  return app.run(argc, argv, [&] { lexicon.run(); });
}
