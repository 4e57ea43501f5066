#include "cli/export_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>

#include "base/bytes.h"
#include "base/label.h"
#include "cli/codes_report.h"
#include "cli/output.h"
#include "exchange/coders.h"
#include "exchange/formats.h"
#include "exchange/qdpx.h"
#include "format/zip_write.h"
#include "stage/units.h"

namespace tarn::cli {
namespace {

constexpr const char* kRecords = "jsonl";  ///< tarn's own records, with the codes added

/// The one file of a format, or a zip of its files, as the output of the app.
class OutputSink final : public exchange::Sink {
 public:
  explicit OutputSink(App& app) : app_(app) {}
  void text(std::string_view bytes) override { app_.write_record(bytes); }
  void file(const std::string& path, std::string_view bytes) override {
    if (!zip_) {
      zip_ =
          std::make_unique<ZipWriter>([this](std::string_view part) { app_.output().write(part); });
    }
    zip_->add(path, bytes);
  }
  void finish() {
    if (zip_) zip_->finish();
  }

 private:
  App& app_;
  std::unique_ptr<ZipWriter> zip_;  ///< from the first file on
};

/// The files of a format in a folder, each of which appears only when it is whole.
class FolderSink final : public exchange::Sink {
 public:
  explicit FolderSink(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void text(std::string_view bytes) override { file("", bytes); }
  void file(const std::string& path, std::string_view bytes) override {
    const std::filesystem::path target = folder_ / path;
    std::error_code error;
    std::filesystem::create_directories(target.parent_path(), error);
    if (error) {
      throw ResourceError(Place{target.parent_path().string()},
                          "cannot make the folder: " + system_message(error.value()));
    }
    Output output(target.string());
    output.write(bytes);
    output.commit();
  }

 private:
  std::filesystem::path folder_;
};

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::vector<std::string> profile_names() {
  std::vector<std::string> out;
  for (const exchange::QdaProfile& profile : exchange::qda_profiles())
    out.emplace_back(profile.name);
  return out;
}

std::vector<std::string> target_names() {
  std::vector<std::string> out = exchange::written_names();
  out.emplace_back(kRecords);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

/// A post on its way, with the codes that were laid on it.
struct ExportCommand::Post {
  Record record;
  Segmentation units;
  exchange::Laid laid;
};

ExportCommand::ExportCommand(App& app) : app_(app) {
  CLI::App& cli = app.options();
  add_choice(cli, "--to", to_, target_names(),
             "Format to write (default: by the name of --output)");
  add_list(cli, "--codes", codes_files_, "File or folder of human codes to add to the posts");
  add_choice(cli, "--from", from_, exchange::read_names(),
             "Format of --codes (default: by content)");
  cli.add_option("--coder", coder_, "Coder of --codes that name none (default: the file's name)")
      ->type_name("NAME");
  cli.add_option("--unplaced", unplaced_path_, "Keep the codes here that found no place")
      ->type_name("FILE");
  add_list(cli, "--layers", layers_, "Layers to write (default: all)", true);
  add_list(cli, "--labels", labels_, "Labels to write, with all below them (default: all)", true);
  add_list(cli, "--coders", coders_, "Coders whose codes to write (default: all)", true);
  add_number(cli, "--min-score", min_score_, 0, 1e9, "Leave out scores smaller than this in size");
  cli.add_option("--as", write_.coder, "Name under which tarn's own spans go out")
      ->type_name("NAME")
      ->capture_default_str();
  add_choice(cli, "--profile", write_.profile, profile_names(),
             "QDA tool that is to read a project");
  cli.add_option("--project", write_.project, "Name of the project")
      ->type_name("NAME")
      ->capture_default_str();
}

/// The name of the format to write.
std::string ExportCommand::target(const std::string& output) const {
  if (!to_.empty()) return to_;
  for (const exchange::Format& format : exchange::formats()) {
    // Of these two the name tells the format; .csv, .json and .jsonl are the names of several.
    const bool sole =
        std::count_if(exchange::formats().begin(), exchange::formats().end(),
                      [&](const auto& each) {
                        return each.write != nullptr && each.extension == format.extension;
                      }) == 1;
    if (format.write != nullptr && sole && output.ends_with(format.extension))
      return std::string(format.name);
  }
  if (!codes_files_.empty()) return kRecords;
  throw ResourceError(fmt::format("--to is wanted: one of {}", fmt::join(target_names(), ", ")));
}

void ExportCommand::read_codes() {
  if (codes_files_.empty() && !(from_.empty() && coder_.empty() && unplaced_path_.empty())) {
    throw ResourceError("--from, --coder and --unplaced go with --codes");
  }
  if (has(codes_files_, "-") && has(app_.files(), "-")) {
    throw ResourceError("standard input holds the codes: name a file of posts");
  }
  for (const std::string& path : codes_files_)
    tell_left_out(app_, codes_.read(path, from_, coder_));
  report_ = std::make_unique<exchange::LayingReport>(codes_);
}

bool ExportCommand::is_wanted(const Annotation& span) const {
  if (!layers_.empty() && !has(layers_, span.layer)) return false;
  if (!coders_.empty() && !has(coders_, exchange::coder_of(span, write_))) return false;
  if (span.score && std::fabs(*span.score) < min_score_) return false;
  return labels_.empty() ||
         std::any_of(labels_.begin(), labels_.end(),
                     [&](const std::string& label) { return is_at_or_below(span.label, label); });
}

void ExportCommand::fold(const std::function<void(Post&)>& take, bool needs_tokens) {
  const Units units;
  app_.fold_lines<Post>(
      [&](std::string_view line, Post& post) {
        auto error = post.record.parse(line);
        if (error) return error;
        if (codes_.documents() > 0) {
          post.laid = codes_.of(post.record);
          exchange::HumanCodes::add_to(post.record, post.laid);
        }
        if (needs_tokens) {
          Segmentation space;
          post.units = units.of(post.record, space);
        }
        return error;
      },
      [&](Post&& post, const Place&) {
        report_->add(post.laid);
        take(post);
      });
  report_->finish();
}

void ExportCommand::write_posts() {
  if (!layers_.empty() || !labels_.empty() || !coders_.empty() || min_score_ > 0) {
    throw ResourceError(
        "records are written whole: --layers, --labels, --coders and --min-score go with another "
        "--to");
  }
  std::string line;
  fold(
      [&](Post& post) {
        line.clear();
        post.record.append_line(line);
        app_.write_record(line);
      },
      false);
}

void ExportCommand::write_spans(const exchange::Format& format, exchange::Sink& sink) {
  const auto writer = format.write(write_, sink);
  std::vector<Annotation> spans;
  std::set<std::string, std::less<>> ids;
  fold(
      [&](Post& post) {
        spans.clear();
        // Files are named by the id.
        if (format.has_members && !ids.insert(post.record.doc_id()).second) {
          throw ResourceError(
              fmt::format("doc_id '{}' stands twice: a post is a file", post.record.doc_id()));
        }
        for (const Annotation& span : post.record.annotations()) {
          if (is_wanted(span)) spans.push_back(span);
        }
        // Who found nothing is worth telling where codes are written.
        std::set<std::string> coders = exchange::coders_of(post.record);
        const bool has_codes = layers_.empty() || has(layers_, "code");
        std::erase_if(coders, [&](const std::string& name) {
          return !has_codes || (!coders_.empty() && !has(coders_, name));
        });
        writer->add({post.record, post.units, spans, coders});
        tell_left_out(app_, writer->take_told());
      },
      format.needs_tokens);
  writer->finish();
  tell_left_out(app_, writer->take_told());
}

void ExportCommand::run() {
  const std::string path = app_.take_output_path();
  const std::string name = target(path);
  const exchange::Format* const format = name == kRecords ? nullptr : &exchange::format_named(name);
  std::error_code ignored;
  const bool to_folder = path.ends_with('/') || std::filesystem::is_directory(path, ignored);
  if (to_folder && (format == nullptr || !format->is_folder)) {
    throw ResourceError(Place{path}, "is a directory: a file is wanted");
  }
  if (!to_folder) app_.set_output_path(path);
  if (format != nullptr && format->has_members && !to_folder && app_.output().is_terminal()) {
    throw ResourceError("a zip is no text for a terminal: name a file with --output");
  }
  if (!write_.profile.empty() && name != "qdpx")
    throw ResourceError("--profile goes with --to qdpx");
  if (write_.coder.empty()) throw ResourceError("--as: a name is wanted");
  read_codes();
  if (format == nullptr) {
    write_posts();
  } else if (to_folder) {
    FolderSink sink(path);
    write_spans(*format, sink);
  } else {
    OutputSink sink(app_);
    write_spans(*format, sink);
    sink.finish();
  }
  if (!codes_files_.empty()) tell_codes(app_, *report_, unplaced_path_);
}

}  // namespace tarn::cli
