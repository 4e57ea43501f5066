#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aggregate/options.h"
#include "cli/app.h"

namespace tarn::cli {

/// The command line of tarn-aggregate, and its run: posts and partial summaries in, rows or partial
/// summaries out.
class AggregateCommand {
 public:
  /// Adds the options to those of `app`, which must outlive the object.
  explicit AggregateCommand(App& app);

  /// For App::run.
  void run();

  /// The words of the command line, as they are given.
  struct Words {
    std::vector<std::string> by;
    std::string tables;
    std::vector<std::string> target;
    std::vector<std::string> reference;
    std::string keyness;
    std::string link = "clause";
    std::string unit = "sentence";
    std::string duplicates = "refuse";
    std::string format = "jsonl";
    std::int64_t evidence = 0;
    std::int64_t min_hits = 5;
    std::int64_t min_posts = 3;
    bool no_total = false;
    bool partial = false;
    bool csv_raw = false;
  };

 private:
  App& app_;
  aggregate::AggregateOptions options_;
  Words words_;
};

}  // namespace tarn::cli
