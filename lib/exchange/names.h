#pragma once

#include <string>
#include <string_view>

namespace tarn::exchange {

/// What follows the last '/' or '\', without its last extension (".txt", ".docx").
std::string file_stem(std::string_view path);

/// A doc_id as a file name that every file system takes: bytes other than letters, digits, '.',
/// '_', '-' and what is beyond ASCII as %XX.
std::string file_name_of(std::string_view doc_id);

/// What file_name_of made a file name of.
std::string from_file_name(std::string_view name);

/// The doc_id whose file name, with or without folder and extension, this is.
std::string doc_id_of_file(std::string_view path);

}  // namespace tarn::exchange
