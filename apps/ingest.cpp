// tarn-ingest: blog archives in, one record a post out.
#include "cli/app.h"
#include "cli/ingest_command.h"

int main(int argc, char** argv) {
  tarn::cli::App app({"ingest", "Read blog archives: exactly the posts, as records.",
                      "tarn-ingest export.xml | tarn-theme -l themes-health | tarn-stance",
                      "Drafts, private, protected and trashed posts, pages and comments stay out\n"
                      "unless --kind and --status name them."});
  tarn::cli::IngestCommand ingest(app);
  return app.run(argc, argv, [&] { ingest.run(); });
}
