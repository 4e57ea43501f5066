#include "format/folder.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "base/bytes.h"
#include "base/error.h"

namespace tarn {
namespace {

namespace fs = std::filesystem;

bool is_within(const fs::path& root, const fs::path& path) {
  const auto [end, at] = std::mismatch(root.begin(), root.end(), path.begin(), path.end());
  return end == root.end();
}

class FolderList {
 public:
  FolderList(const fs::path& root, const std::function<bool(std::string_view)>& leaves_out)
      : root_(fs::canonical(root)), leaves_out_(leaves_out) {
    add(root_, "");
  }

  std::vector<std::string> sorted() {
    std::sort(files_.begin(), files_.end());
    return std::move(files_);
  }

 private:
  void add(const fs::path& folder, const std::string& prefix) {
    if (!seen_.insert(fs::canonical(folder).native()).second) return;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (leaves_out_(name)) continue;
      std::error_code error;
      if (entry.is_symlink()) {
        const fs::path target = fs::canonical(entry.path(), error);
        if (error || !is_within(root_, target)) continue;
      }
      if (entry.is_directory(error)) {
        add(entry.path(), prefix + name + '/');
      } else if (entry.is_regular_file(error)) {
        files_.push_back(prefix + name);
      }
    }
  }

  fs::path root_;
  const std::function<bool(std::string_view)>& leaves_out_;
  std::set<std::string> seen_;
  std::vector<std::string> files_;
};

}  // namespace

std::vector<std::string> files_below(const std::string& folder,
                                     const std::function<bool(std::string_view)>& leaves_out) {
  try {
    return FolderList(folder, leaves_out).sorted();
  } catch (const fs::filesystem_error& error) {
    throw ResourceError({error.path1().string()},
                        "cannot read: " + system_message(error.code().value()));
  }
}

}  // namespace tarn
