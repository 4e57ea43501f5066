#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/app.h"
#include "exchange/formats.h"
#include "exchange/human_codes.h"

namespace tarn::cli {

/// The options of tarn-export and what they lead to.
class ExportCommand {
 public:
  /// Adds the options to `app`, which must outlive the object.
  explicit ExportCommand(App& app);

  /// Reads the files of codes, then the posts, and writes what was asked for.
  void run();

 private:
  struct Post;
  std::string target(const std::string& output) const;
  void read_codes();
  bool is_wanted(const Annotation& span) const;
  void write_posts();
  void write_spans(const exchange::Format& format, exchange::Sink& sink);
  void fold(const std::function<void(Post&)>& take, bool needs_tokens);

  App& app_;
  std::string to_;
  std::vector<std::string> codes_files_;
  std::string from_;
  std::string coder_;
  std::string unplaced_path_;
  std::vector<std::string> layers_;
  std::vector<std::string> labels_;
  std::vector<std::string> coders_;
  double min_score_ = 0;
  exchange::WriteOptions write_;
  exchange::HumanCodes codes_;
  std::unique_ptr<exchange::LayingReport> report_;
};

}  // namespace tarn::cli
