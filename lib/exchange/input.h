#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"

namespace tarn::exchange {

/// A file with its whole text as UTF-8, a byte order mark included: where it stands is told by some
/// formats' positions.
struct InputFile {
  std::string path;  ///< below the folder or in the container, '/' between parts; else as given
  std::string text;

  /// The text without its byte order mark.
  std::string_view body() const;
};

/// What a reader reads: one file, or those of a folder or container in the order of their paths.
struct Input {
  std::string name;  ///< as given
  bool is_folder = false;
  std::vector<InputFile> files;

  /// The file of that path, whatever the case of ASCII letters; null when there is none.
  const InputFile* find(std::string_view path) const;

  /// The only file. Throws ResourceError when it is a folder or container.
  const InputFile& only() const;
};

/// Loads a file, a compressed one, a zip or tar, or a folder with those below it. Of containers and
/// folders, what no format reads (pictures, sound) is passed over. Throws ResourceError:
/// unreadable, broken, neither UTF-8 nor marked as UTF-16 or UTF-32, texts of more than `limit`
/// bytes.
Input load_input(const std::string& path, std::size_t limit = std::size_t{1} << 29);

/// The line and column of a byte of a file.
Place place_of(const InputFile& file, std::string_view input_name, std::size_t byte);

}  // namespace tarn::exchange
