// The loop over records: batches of lines are read in order, worked on by --jobs threads, and
// written in order.

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <sys/stat.h>
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <utility>

#include "cli/app.h"
#include "cli/base64.h"
#include "cli/hand_over.h"
#include "cli/lines.h"
#include "cli/progress.h"

namespace tarn::cli {

/// Some lines, and what became of them.
struct App::Batch {
  struct Bad {
    std::size_t line;  ///< index into lines.lines
    JsonError error;
    std::size_t output_before;  ///< bytes of output of the lines before it
  };
  LineBatch lines;
  std::string output;
  struct Made {
    std::size_t line;  ///< index into lines.lines
    std::shared_ptr<void> summary;
  };
  std::vector<Made> made;
  std::vector<Bad> bad;
  HandOver hand_over;

  /// Forgets what became of the lines before, but keeps its memory, unless it is much.
  void clear() {
    constexpr std::size_t kMuch = std::size_t{8} << 20;
    if (output.capacity() > kMuch) output = {};
    if (lines.bytes.capacity() > kMuch) lines.bytes = {};
    output.clear();
    made.clear();
    bad.clear();
  }
};

namespace {

std::uint64_t total_size(const std::vector<std::string>& files) {
  std::uint64_t sum = 0;
  for (const std::string& file : files) {
    struct stat status {};
    const bool known =
        file == "-" ? ::fstat(STDIN_FILENO, &status) == 0 : ::stat(file.c_str(), &status) == 0;
    if (!known || !S_ISREG(status.st_mode)) return 0;
    sum += static_cast<std::uint64_t>(status.st_size);
  }
  return sum;
}

/// The lines of one file after the other.
class FileLines {
 public:
  /// `paths` must outlive it.
  FileLines(const std::vector<std::string>& paths, std::size_t max_line_bytes, bool one_by_one)
      : paths_(paths), max_line_bytes_(max_line_bytes), one_by_one_(one_by_one) {}

  /// As LineReader::next. Throws ResourceError on a file that cannot be read.
  bool next(LineBatch& batch) {
    while (!reader_ || !reader_->next(batch)) {
      if (opened_ == paths_.size()) return false;
      reader_.reset();
      source_ = open_source(paths_[opened_++]);
      reader_.emplace(*source_, max_line_bytes_, one_by_one_);
    }
    return true;
  }

 private:
  const std::vector<std::string>& paths_;
  std::size_t max_line_bytes_;
  bool one_by_one_;
  std::size_t opened_ = 0;
  std::unique_ptr<ByteSource> source_;
  std::optional<LineReader> reader_;
};

/// Work on lines from work on records.
template <typename OnRecord>
auto on_record(OnRecord work) {
  return [work](std::string_view line, std::string& out, std::shared_ptr<void>& made) {
    static thread_local Record record;
    auto error = record.parse(line);
    if (!error) made = work(record, out);
    return error;
  };
}

}  // namespace

/// One thread's part: every line of a batch, up to the first bad one where that ends the run.
void App::work_on(Batch& batch, const Work& work) const {
  for (std::size_t i = 0; i < batch.lines.lines.size(); ++i) {
    const Line& line = batch.lines.lines[i];
    std::optional<JsonError> error;
    std::shared_ptr<void> made;
    if (line.too_long)
      error = JsonError{
          static_cast<std::size_t>(max_record_bytes_),
          fmt::format("a record longer than {} bytes (--max-record-bytes)", max_record_bytes_)};
    else
      error = work(batch.lines.text(line), batch.output, made);
    if (!error) {
      if (made) batch.made.push_back({i, std::move(made)});
      continue;
    }
    batch.bad.push_back({i, std::move(*error), batch.output.size()});
    if (!skips_bad_records()) return;
  }
}

/// The serial end: output, summaries, bad records, in order.
void App::finish_batch(Batch& batch, const Take& take) {
  const std::size_t records = batch.lines.lines.size();
  if (take)
    for (auto& made : batch.made)
      take(std::move(made.summary), {batch.lines.file, batch.lines.lines[made.line].number, 0});
  else
    output().write(batch.output);
  if (!take && (line_buffered_ || (!flushed_first_ && !batch.output.empty()))) {
    output().flush();
    flushed_first_ = true;
  }
  for (const Batch::Bad& bad : batch.bad) {
    const Line& line = batch.lines.lines[bad.line];
    reject({batch.lines.file, line.number, line.skipped + bad.error.byte + 1},
           line.skipped + bad.error.byte, bad.error.message, batch.lines.text(line));
  }
  count_record(records, batch.lines.read);
}

void App::reject(const Place& place, std::uint64_t byte, std::string_view reason,
                 std::string_view raw) {
  if (!skips_bad_records()) throw ResourceError(place, std::string(reason));
  if (progress_) progress_->clear();
  messages_.error(place, reason);
  ++rejected_;
  if (!rejects_) return;
  std::string line = R"({"source":)";
  append_json_string(line, std::filesystem::path(place.file).filename().string());
  line += fmt::format(R"(,"line":{},"byte":{},"error":)", place.line, byte);
  append_json_string(line, reason);
  line += R"(,"raw_b64":")" + base64(raw) + "\"}\n";
  rejects_->write(line);
}

void App::count_record(std::uint64_t records, std::uint64_t bytes) {
  records_ += records;
  if (progress_) progress_->add(records, bytes);
}

void App::process_file(const std::string& path, const Work& work, const Take& take) {
  const auto source = open_source(path);
  LineReader reader(*source, static_cast<std::size_t>(max_record_bytes_), line_buffered_);
  Batch batch;
  while (reader.next(batch.lines)) {
    work_on(batch, work);
    finish_batch(batch, take);
    batch.clear();
  }
}

/// All files by several threads.
void App::process_in_parallel(const Work& work, const Take& take) {
  namespace tbb = oneapi::tbb;
  const auto threads = static_cast<std::size_t>(jobs_);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  // No more than these are on their way, and they end in the order in which they began: the one
  // that comes next is free.
  std::vector<Batch> batches(threads * 2);
  FileLines files(files_, static_cast<std::size_t>(max_record_bytes_), line_buffered_);
  std::size_t begun = 0;
  std::exception_ptr cannot_read;
  HandOver reading, writing;
  const auto read = [&](tbb::flow_control& control) {
    const Turn turn(reading);
    Batch& batch = batches[begun++ % batches.size()];
    const Turn mine(batch.hand_over);
    batch.clear();
    try {
      if (!files.next(batch.lines)) control.stop();
    } catch (const ResourceError&) {
      // The batches that are on their way are complete: they are written first.
      cannot_read = std::current_exception();
      control.stop();
    }
    return &batch;
  };
  const auto compute = [&](Batch* batch) {
    const Turn mine(batch->hand_over);
    work_on(*batch, work);
    return batch;
  };
  const auto write = [&](Batch* batch) {
    const Turn turn(writing), mine(batch->hand_over);
    finish_batch(*batch, take);
  };
  using tbb::filter_mode;
  reading.give();
  writing.give();
  const auto take_back = [&] {
    reading.take();
    writing.take();
    for (Batch& batch : batches) batch.hand_over.take();
  };
  try {
    tbb::parallel_pipeline(batches.size(),
                           tbb::make_filter<void, Batch*>(filter_mode::serial_in_order, read) &
                               tbb::make_filter<Batch*, Batch*>(filter_mode::parallel, compute) &
                               tbb::make_filter<Batch*, void>(filter_mode::serial_in_order, write));
  } catch (...) {
    take_back();
    throw;
  }
  take_back();
  if (cannot_read) std::rethrow_exception(cannot_read);
}

void App::write_record(std::string_view line) {
  output().write(line);
  if (flushed_first_ && !line_buffered_) return;
  output().flush();
  flushed_first_ = true;
}

void App::start() {
  output();
  if (progress_mode_ == "always" || (progress_mode_ == "auto" && ::isatty(STDERR_FILENO) == 1))
    progress_ = std::make_unique<Progress>(tool_, total_size(files_));
}

void App::process(const Work& work, const Take& take) {
  start();
  if (jobs_ > 1) return process_in_parallel(work, take);
  for (const std::string& path : files_) process_file(path, work, take);
}

void App::map_records(const std::function<void(Record&)>& stage) {
  process(on_record([&](Record& record, std::string& out) {
            stage(record);
            record.append_line(out);
            return std::shared_ptr<void>();
          }),
          {});
}

void App::render_records(const std::function<void(Record&, std::string&)>& render) {
  process(on_record([&](Record& record, std::string& out) {
            render(record, out);
            return std::shared_ptr<void>();
          }),
          {});
}

void App::fold_any(const std::function<std::shared_ptr<void>(Record&)>& summarise,
                   const Take& take) {
  process(on_record([&](Record& record, std::string&) { return summarise(record); }), take);
}

void App::fold_any_lines(
    const std::function<std::optional<JsonError>(std::string_view, std::shared_ptr<void>&)>&
        summarise,
    const Take& take) {
  process([&](std::string_view line, std::string&,
              std::shared_ptr<void>& made) { return summarise(line, made); },
          take);
}

}  // namespace tarn::cli
