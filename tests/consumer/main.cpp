// A program of somebody else's: themes and stance of one post, with the installed library.
#include <cstdio>

#include "stage/stance.h"
#include "stage/theme.h"

int main(int, char** argv) {
  tarn::ThemeOptions themes;
  themes.lexicons = {"themes-health"};
  themes.lexicon_path = {argv[1]};
  tarn::StanceSources sources;
  sources.lexicon_path = {argv[1]};
  const tarn::ThemeTagger tag(tarn::load_themes(themes), themes);
  const tarn::StanceScorer score(tarn::load_stance(sources), {});

  tarn::Record record;
  record.reset("a", "I was hopeful about coproduction.");
  tag(record);
  score(record);
  std::string line;
  record.append_line(line);
  std::fputs(line.c_str(), stdout);
}
