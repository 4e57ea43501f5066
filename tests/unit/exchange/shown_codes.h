#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.h"
#include "exchange/human_codes.h"
#include "text/tokens.h"

/// A file with these bytes that is gone with the object.
class TemporaryFile {
 public:
  TemporaryFile(const std::string& name, const std::string& bytes)
      : folder_(std::filesystem::temp_directory_path() /
                ("tarn-exchange-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    path_ = (folder_ / name).string();
  }
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::filesystem::path folder_;
  std::string path_;
};

/// The codes on a post as "coder:label[words]", what was mended as "~what", what was not placed as
/// "?label(reason)", who found nothing as "coder:-".
inline std::string shown(const tarn::exchange::Laid& laid, const std::string& text) {
  std::string out;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : " ") + part; };
  for (const auto& span : laid.spans) {
    add(span.coder + ":" + span.label + "[" + std::string(tarn::slice(text, span.span)) + "]");
    if (!span.memo.empty()) out += "{" + span.memo + "}";
    if (!span.time.empty()) out += "@" + span.time;
    if (!span.fragment.empty()) out += "#" + span.fragment;
  }
  for (const auto& each : laid.unplaced) add("?" + each.code.label + "(" + each.reason + ")");
  for (const auto& [what, count] : laid.mended) add("~" + what + " x" + std::to_string(count));
  for (const std::string& coder : laid.coders) {
    bool idle = true;
    for (const auto& span : laid.spans) idle = idle && span.coder != coder;
    for (const auto& each : laid.unplaced) idle = idle && each.code.coder != coder;
    if (idle) add(coder + ":-");
  }
  return out;
}

/// What a file of codes says of a post; an error as "error: place: message".
inline std::string codes_on(const std::string& file, const std::string& bytes,
                            const std::string& doc_id, const std::string& text,
                            const std::string& format = "") {
  const TemporaryFile temporary(file, bytes);
  try {
    tarn::exchange::HumanCodes codes;
    codes.read(temporary.path(), format, "");
    tarn::Record record;
    record.reset(doc_id, text);
    return shown(codes.of(record), text);
  } catch (const tarn::ResourceError& error) {
    std::string place = tarn::shown(error.place());
    if (place.starts_with(temporary.path())) place.erase(0, temporary.path().size() - file.size());
    return "error: " + place + ": " + error.what();
  }
}
