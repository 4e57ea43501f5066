#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"

namespace tarn::exchange {

/// What a position of a tool counts.
enum class Unit : std::uint8_t { kCodePoints, kUtf16, kBytes };

/// How a tool counts positions in a text whose lines end in LF here.
struct Counting {
  Unit unit = Unit::kCodePoints;
  bool line_end_is_two = false;  ///< it saw CRLF, and counted both
  bool mark_is_one = false;      ///< it counted a byte order mark before the text
  friend bool operator==(const Counting&, const Counting&) = default;
};

/// A stretch of a document to which somebody gave a code, as the file of another tool has it. Texts
/// are UTF-8; what the file does not tell is empty.
struct Code {
  std::optional<std::uint64_t> start;  ///< counted as CodedDocument::counting says; both or none
  std::optional<std::uint64_t> end;
  bool whole = false;          ///< the code is of the document as a whole
  std::string quote;           ///< the coded words
  bool quote_is_hint = false;  ///< perhaps only the first of them, or a name: it helps to see how
                               ///< positions are counted, and decides nothing else
  std::string prefix;          ///< the words before
  std::string suffix;          ///< the words behind
  std::string label;           ///< the code, a dotted path
  std::string coder;
  std::string time;  ///< as stated
  std::string memo;
  std::optional<double> score;
  std::string fragment;  ///< the same for all parts of a code that has several stretches
  Place place;           ///< where it stands in the file
};

/// A document as a file of codes knows it.
struct CodedDocument {
  std::string name;                 ///< its doc_id, or what the tool calls it
  std::optional<std::string> text;  ///< the text that the tool showed, where the file has it
  Counting counting;                ///< how the tool is known to count; others are tried
  std::vector<std::string> coders;  ///< who looked through all of it, with codes or none
  std::vector<Code> codes;
};

/// What a reader makes of a file.
class CodeFile {
 public:
  std::vector<CodedDocument> documents;
  Diagnostics told;  ///< what was left out and why: code "dropped" or "weakened", with its place

  /// The document of that name, made if it is not there; good until the next call.
  CodedDocument& document(const std::string& name);

 private:
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace tarn::exchange
