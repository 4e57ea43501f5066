#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/exit_code.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/output.h"
#include "record/record.h"

namespace tarn::cli {

/// What a tool takes besides its options.
enum class Operands {
  kFiles,  ///< [FILE...]; none or "-" is standard input
  kNone,   ///< the tool adds its own operands or subcommands
};

/// One executable: its command line, streams, messages and exit status, the same for every tool.
///
///     int main(int argc, char** argv) {
///       tarn::cli::App app({"theme", "Mark the themes of a lexicon.", "tarn-theme -l …", ""});
///       std::vector<std::string> names;
///       tarn::cli::add_list(app.options(), "-l,--lexicon", names, "Lexicon, by name or path");
///       return app.run(argc, argv, [&] {
///         const tarn::ThemeTagger tag(names);
///         app.map_records([&](tarn::Record& record) { tag(record); });
///       });
///     }
class App {
 public:
  explicit App(Purpose purpose, Operands operands = Operands::kFiles);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Where a tool adds its own options.
  CLI::App& options() { return cli_; }

  /// Parses the command line and runs `body`; gives the exit status. Everything that ends a run
  /// early ends here: usage errors, ResourceError, a closed pipe.
  int run(int argc, char** argv, const std::function<void()>& body);

  // For `body`.

  /// Reads every record of the input, lets `stage` change it, writes it. `stage` is called from
  /// --jobs threads at once; the output keeps the order of the input.
  void map_records(const std::function<void(Record&)>& stage);

  /// As map_records, but writes the text that `render` appends.
  void render_records(const std::function<void(Record&, std::string&)>& render);

  /// Makes something of every record with `summarise`, from --jobs threads at once, and gives it to
  /// `take`, one at a time in the order of the input.
  template <typename Summary>
  void fold_records(const std::function<Summary(Record&)>& summarise,
                    const std::function<void(Summary&&)>& take) {
    fold_any([&](Record& record) { return std::make_shared<Summary>(summarise(record)); },
             [&](const std::shared_ptr<void>& made, const Place&) {
               take(std::move(*static_cast<Summary*>(made.get())));
             });
  }

  /// As fold_records for a tool that reads the lines itself because it needs little of a record:
  /// `summarise` fills a summary or says why the line is bad, `take` also gets the line's place.
  template <typename Summary>
  void fold_lines(
      const std::function<std::optional<JsonError>(std::string_view, Summary&)>& summarise,
      const std::function<void(Summary&&, const Place&)>& take) {
    fold_any_lines(
        [&](std::string_view line, std::shared_ptr<void>& made) {
          auto summary = std::make_shared<Summary>();
          auto error = summarise(line, *summary);
          made = std::move(summary);
          return error;
        },
        [&](const std::shared_ptr<void>& made, const Place& place) {
          take(std::move(*static_cast<Summary*>(made.get())), place);
        });
  }

  /// For a body that reads its input itself: opens the output, so that a place that cannot be
  /// written is told before the work, and begins the display of progress.
  void start();

  /// Writes one record, with its newline; flushes the first one, and each under --line-buffered.
  void write_record(std::string_view line);

  Output& output();

  /// Takes --output over, for a tool that makes a folder of it: nothing is written there otherwise.
  /// Empty: none was given.
  std::string take_output_path() { return std::exchange(output_path_, {}); }

  /// Gives back what take_output_path took, where it is a file after all.
  void set_output_path(std::string path) { output_path_ = std::move(path); }

  Messages& messages() { return messages_; }

  /// The operands: paths, "-" for standard input; never empty.
  const std::vector<std::string>& files() const { return files_; }

  /// For tools with operands of their own: the files to read records from; none is standard input.
  void read_from(std::vector<std::string> files);

  /// Records that something was found (a check, a gate): the exit status becomes 1.
  void set_findings(bool found = true) { findings_ = findings_ || found; }

  std::int64_t jobs() const { return jobs_; }
  std::int64_t max_record_bytes() const { return max_record_bytes_; }

  /// Whether --on-error=skip: bad records are told and left out.
  bool skips_bad_records() const { return on_error_ == "skip"; }

  /// Tells that a record is bad. Under --on-error=fail it throws a ResourceError with the place;
  /// under skip it keeps the raw bytes in --rejects and goes on. `byte` is the offset in the input
  /// or the line.
  void reject(const Place& place, std::uint64_t byte, std::string_view reason, std::string_view raw);

  /// Counts a record as read, for the summary of --on-error=skip and for --progress.
  void count_record(std::uint64_t records, std::uint64_t bytes);

 private:
  struct Batch;
  struct Progress;
  /// Works on one line: appends output, or makes a summary, or says why the line is bad.
  using Work = std::function<std::optional<JsonError>(std::string_view, std::string&,
                                                      std::shared_ptr<void>&)>;
  using Take = std::function<void(std::shared_ptr<void>, const Place&)>;

  void add_common_options(Operands operands);
  int parse(int argc, char** argv);
  int tell_usage_error(const CLI::Error& error);
  void tell(const ResourceError& error);
  int run_body(const std::function<void()>& body);
  void refuse_terminal_input();
  void fold_any(const std::function<std::shared_ptr<void>(Record&)>& summarise, const Take& take);
  void fold_any_lines(
      const std::function<std::optional<JsonError>(std::string_view, std::shared_ptr<void>&)>&
          summarise,
      const Take& take);
  void process(const Work& work, const Take& take);
  void process_file(const std::string& path, const Work& work, const Take& take);
  void process_in_parallel(const Work& work, const Take& take);
  void work_on(Batch& batch, const Work& work) const;
  void finish_batch(Batch& batch, const Take& take);
  void finish();

  Purpose purpose_;
  std::string tool_;
  CLI::App cli_;
  Messages messages_;
  std::vector<std::string> files_;
  std::string output_path_;
  std::string on_error_ = "fail";
  std::string rejects_path_;
  std::string progress_mode_ = "auto";
  std::int64_t jobs_ = 1;
  std::int64_t max_record_bytes_ = std::int64_t{64} << 20;
  bool quiet_ = false;
  bool line_buffered_ = false;
  bool takes_files_ = true;
  bool findings_ = false;
  std::uint64_t records_ = 0;
  std::uint64_t rejected_ = 0;
  bool flushed_first_ = false;
  std::unique_ptr<Output> output_;
  std::unique_ptr<Output> rejects_;
  std::unique_ptr<Progress> progress_;
};

}  // namespace tarn::cli
