#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/codes.h"
#include "exchange/input.h"
#include "exchange/writer.h"

namespace tarn::exchange {

/// A form in which other tools keep codes or annotations: one row of the table.
struct Format {
  std::string_view name;       ///< for --from and --to
  std::string_view extension;  ///< ".qdpx": of what is written
  std::string_view line;       ///< what it is, for --help
  /// What of spans it cannot hold, of these: coder, time, memo, score, fragments, idle coders (who
  /// found nothing in a post), parts of tokens, places. No other tool's form holds layers, themes,
  /// holders, voices and evidence.
  std::string_view loses;

  /// Whether a file looks like it. Null: not read.
  bool (*is)(const Input& input);
  /// Reads it. Throws ResourceError with the place when it is broken.
  void (*read)(const Input& input, CodeFile& out);
  /// Begins one. Null: not written.
  std::unique_ptr<Writer> (*write)(const WriteOptions& options, Sink& sink);
  bool has_members = false;   ///< what is written is several files
  bool is_folder = false;     ///< these may lie in a folder as well as in a zip
  bool needs_tokens = false;  ///< ExportPost::units must be filled
};

/// All formats, in the order of the bytes of their names.
std::span<const Format> formats();

/// Names of the formats that can be read, or written.
std::vector<std::string> read_names();
std::vector<std::string> written_names();

/// The format of that name. Throws ResourceError that lists the names.
const Format& format_named(std::string_view name);

/// The format that an input is of, by its content. Throws ResourceError when it is none or several.
const Format& format_of(const Input& input);

// One function a format and direction, and whether an input is of it; see the table in formats.cpp.
bool is_brat(const Input& input);
void read_brat(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_brat(const WriteOptions& options, Sink& sink);
bool is_csv(const Input& input);
void read_csv(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_csv(const WriteOptions& options, Sink& sink);
bool is_doccano(const Input& input);
void read_doccano(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_doccano(const WriteOptions& options, Sink& sink);
bool is_label_studio(const Input& input);
void read_label_studio(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_label_studio(const WriteOptions& options, Sink& sink);
bool is_prodigy(const Input& input);
void read_prodigy(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_prodigy(const WriteOptions& options, Sink& sink);
bool is_qdpx(const Input& input);
void read_qdpx(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_qdpx(const WriteOptions& options, Sink& sink);
bool is_spacy(const Input& input);
void read_spacy(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_spacy(const WriteOptions& options, Sink& sink);
bool is_web_annotation(const Input& input);
void read_web_annotation(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_web_annotation(const WriteOptions& options, Sink& sink);
bool is_qualcoder(const Input& input);
void read_qualcoder(const Input& input, CodeFile& out);
bool is_taguette(const Input& input);
void read_taguette(const Input& input, CodeFile& out);
std::unique_ptr<Writer> write_conllu(const WriteOptions& options, Sink& sink);
std::unique_ptr<Writer> write_qdc(const WriteOptions& options, Sink& sink);

}  // namespace tarn::exchange
