#include "cli/ingest_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <utility>

#include "text/time_zone.h"

namespace tarn::cli {
namespace {

/// Posts wait here until a batch is worth its threads; they leave in the order in which they came.
class PostStream final : public archive::IngestOutput {
 public:
  explicit PostStream(App& app)
      : app_(app),
        limit_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(app.jobs())) {
  }

  void set_ingest(archive::Ingest& ingest) { ingest_ = &ingest; }
  std::uint64_t written() const { return written_; }

  void post(archive::RawPost&& chosen) override {
    bytes_ += chosen.body.size();
    batch_.push_back(std::move(chosen));
    const bool full = app_.jobs() == 1 || batch_.size() >= kBatchPosts || bytes_ >= kBatchBytes;
    if (full || written_ == 0) flush();
  }
  void say(const Diagnostic& diagnostic) override { app_.messages().say(diagnostic); }
  void note(const std::string& line) override { app_.messages().note(line); }
  void reject(const Place& place, std::uint64_t byte, const std::string& reason,
              std::string_view raw) override {
    flush();
    app_.reject(place, byte, reason, raw);
    app_.count_record(1, 0);
  }

  void flush() {
    std::vector<archive::Post> posts(batch_.size());
    const auto finish = [&](std::size_t i) {
      // What duplicates are compared by stays behind.
      archive::RawPost& raw = batch_[i];
      posts[i] = archive::finished(std::move(raw));
    };
    if (batch_.size() == 1) {
      finish(0);
    } else {
      tbb::parallel_for(std::size_t{0}, batch_.size(), finish);
    }
    for (std::size_t i = 0; i < batch_.size(); ++i) write(std::move(posts[i]), batch_[i]);
    app_.count_record(batch_.size(), bytes_);
    batch_.clear();
    bytes_ = 0;
  }

 private:
  void write(archive::Post&& post, const archive::RawPost& raw) {
    const std::string title = post.title;
    const Place place{post.source.file, post.source.line, 0};
    std::string copy_of;
    line_.clear();
    if (writer_.append(line_, std::move(post), raw.blog, raw.has_native_id, copy_of)) {
      app_.write_record(line_);
      ++written_;
      return;
    }
    ingest_->count_left_out("duplicate");
    app_.messages().warning(place, fmt::format("a copy of {}: left out", copy_of), "duplicate");
  }

  static constexpr std::size_t kBatchPosts = 256;
  static constexpr std::size_t kBatchBytes = std::size_t{8} << 20;
  App& app_;
  tbb::global_control limit_;
  archive::Ingest* ingest_ = nullptr;
  archive::PostWriter writer_;
  std::vector<archive::RawPost> batch_;
  std::size_t bytes_ = 0;
  std::uint64_t written_ = 0;
  std::string line_;
};

std::vector<std::string> format_names() {
  std::vector<std::string> names = {"auto"};
  for (const archive::Format& format : archive::formats()) names.emplace_back(format.name);
  return names;
}

template <typename Value, typename Parse>
std::vector<Value> parsed(const std::vector<std::string>& words, const char* option, Parse parse) {
  std::vector<Value> out;
  for (const std::string& word : words) {
    const std::optional<Value> value = parse(word);
    if (!value) throw ResourceError(fmt::format("{}: there is no '{}'", option, word));
    out.push_back(*value);
  }
  return out;
}

}  // namespace

IngestCommand::IngestCommand(App& app) : app_(app) {
  CLI::App& cli = app.options();
  archive::Selection& selection = options_.selection;
  archive::ReadOptions& read = options_.read;
  add_choice(cli, "--from", options_.from, format_names(), "Format; auto decides by content");
  cli.add_flag("-r,--recursive", options_.recursive, "Read the files in folders");
  suggest(add_list(cli, "--kind", kinds_, "Kinds of items to read", true)->capture_default_str(),
          {"post", "page", "comment"});
  suggest(
      add_list(cli, "--status", statuses_, "Status of items to read", true)->capture_default_str(),
      {"published", "scheduled", "draft", "private", "protected", "trashed", "unknown"});
  cli.add_option("--since", selection.since, "First day (YYYY-MM-DD), month or year")
      ->type_name("DATE");
  cli.add_option("--until", selection.until, "Last day, month or year")->type_name("DATE");
  add_list(cli, "--author", selection.authors, "Posts by any of these names")->type_name("NAME");
  add_list(cli, "--tag", selection.tags, "Posts with any of these tags")->type_name("TAG");
  add_list(cli, "--language", selection.languages, "Posts in any of these languages", true)
      ->type_name("LANGUAGE,...");
  add_list(cli, "--map", map_, "What fields of a JSONL or CSV archive are called", true)
      ->type_name("FIELD=NAME,...");
  cli.add_flag("--repair", read.repair, "Mend XML that is not well-formed; each repair is told");
  cli.add_option("--base-url", read.base_url, "Address of the blog, where the archive lacks it")
      ->type_name("URL");
  cli.add_option("--timezone", zone_, "Zone of times that state none: +01:00, Europe/London")
      ->type_name("ZONE");
  cli.add_option("--encoding", read.encoding, "Of texts that do not tell it; UTF-8 else")
      ->type_name("NAME");
}

archive::IngestOptions IngestCommand::options() const {
  archive::IngestOptions out = options_;
  out.selection.kinds = parsed<archive::Kind>(kinds_, "--kind", &archive::kind_named);
  out.selection.statuses = parsed<archive::Status>(statuses_, "--status", &archive::status_named);
  for (const std::string& pair : map_) {
    const std::size_t equal = pair.find('=');
    if (equal == std::string::npos || equal == 0 || equal + 1 == pair.size()) {
      throw ResourceError(fmt::format("--map: '{}' is not FIELD=NAME", pair));
    }
    out.read.map.emplace_back(pair.substr(0, equal), pair.substr(equal + 1));
  }
  if (!zone_.empty()) {
    out.read.zone = TimeZone::named(zone_);
    if (!out.read.zone) throw ResourceError(fmt::format("--timezone: there is no '{}'", zone_));
  }
  out.read.max_record_bytes = static_cast<std::size_t>(app_.max_record_bytes());
  return out;
}

void IngestCommand::run() {
  PostStream stream(app_);
  archive::Ingest ingest(options(), stream);
  stream.set_ingest(ingest);
  app_.start();
  for (const std::string& path : app_.files()) {
    try {
      ingest.read(path);
    } catch (const ResourceError&) {
      // What came before the fault is complete: it is written, as by every tool.
      stream.flush();
      throw;
    }
    stream.flush();
  }
  ingest.summarise(stream.written());
}

}  // namespace tarn::cli
