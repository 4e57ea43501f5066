#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/app.h"
#include "cli/concordance_output.h"
#include "evaluate/evaluation.h"
#include "evaluate/gates.h"

namespace tarn::cli {

/// The command line of tarn-evaluate, and its run: gold codes and posts in, figures or
/// disagreements out.
class EvaluateCommand {
 public:
  /// Adds the options to those of `app`, which must outlive the object.
  explicit EvaluateCommand(App& app);

  /// For App::run.
  void run();

  /// The words of the command line, as they are given.
  struct Words {
    std::vector<std::string> gold;
    std::vector<std::string> codes;
    std::string unit = "sentence";
    std::vector<std::string> layers;
    std::vector<std::string> gold_layers;
    std::vector<std::string> coders;
    std::vector<std::string> maps;
    std::vector<std::string> predicted_maps;
    std::vector<std::string> gates;
    std::string gate_file;
    std::string uncoded = "absent";
    std::string empty_value;
    std::string window = "sentence";
    std::vector<std::string> tables;
    std::string format = "text";
    std::int64_t draws = 2000;
    std::int64_t seed = 42;
    bool strict = false;
    bool csv_raw = false;
  };

 private:
  /// Reads the files of codes; gives those of records.
  std::vector<std::string> read_codes();
  void read_gold(evaluate::Evaluation& evaluation, const std::vector<std::string>& files);
  void read_posts(evaluate::Evaluation& evaluation);
  void tell(const evaluate::Ratings& ratings);
  void check(const evaluate::Ratings& ratings) const;
  void write(const evaluate::Ratings& ratings, const std::vector<evaluate::Gate>& gates);

  App& app_;
  evaluate::EvaluateOptions options_;
  ConcordanceOutput concordance_;
  Words words_;
  exchange::HumanCodes codes_;
  std::vector<std::string> unmet_;  ///< documents of codes without a post
};

}  // namespace tarn::cli
