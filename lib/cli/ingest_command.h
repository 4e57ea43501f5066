#pragma once

#include <string>
#include <vector>

#include "archive/ingest.h"
#include "cli/app.h"

namespace tarn::cli {

/// The options of tarn-ingest and what they lead to.
class IngestCommand {
 public:
  /// Adds the options to `app`, which must outlive the object.
  explicit IngestCommand(App& app);

  /// Reads the operands of the app and writes their posts; the text of posts is made by --jobs
  /// threads.
  void run();

 private:
  archive::IngestOptions options() const;

  App& app_;
  archive::IngestOptions options_;
  std::vector<std::string> kinds_ = {"post"};
  std::vector<std::string> statuses_ = {"published", "unknown"};
  std::vector<std::string> map_;
  std::string body_ = "text";
  std::string zone_;
};

}  // namespace tarn::cli
