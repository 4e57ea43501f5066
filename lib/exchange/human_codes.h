#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exchange/codes.h"
#include "exchange/input.h"
#include "record/record.h"

namespace tarn::exchange {

/// A code that could not be placed in its post, and why.
struct Unplaced {
  std::string file;
  std::string document;
  Code code;
  std::string reason;
};

/// What codes make of one post.
struct Laid {
  std::vector<Annotation> spans;    ///< of layer "code", with coder, time, memo
  std::vector<std::string> coders;  ///< who looked through the post, sorted: with codes or none
  std::vector<Unplaced> unplaced;
  std::map<std::string, std::size_t> mended;  ///< what was done to positions, and to how many
  std::vector<std::size_t> documents;         ///< which of all documents these were
};

/// Human codes of one or several files, to be laid on posts.
///
///     HumanCodes codes;
///     codes.read("anna.qdpx", "", "");
///     Laid laid = codes.of(record);          // from any thread
///     HumanCodes::add_to(record, laid);      // if they shall stand in the record
///     report.add(laid);                      // in the order of the posts
class HumanCodes {
 public:
  /// Reads a file, folder or container. `format` is a name of the table; empty: by content. `coder`
  /// is the name of coders where the file tells none; empty: the stem of the file's name. Gives
  /// what the reader had to leave out. Throws ResourceError.
  Diagnostics read(const std::string& path, std::string_view format, std::string_view coder);

  /// The same of a file that is loaded.
  Diagnostics read(const Input& input, std::string_view format, std::string_view coder);

  /// The codes of the documents that are this post: those named by its doc_id or by a file name
  /// made of it; where none is, by its url; where none is, those with its text. Positions are
  /// counted as the quoted words show; what they miss is looked for by its words.
  Laid of(const Record& record) const;

  /// Adds the spans that are not there yet, and to "coders" those that are not.
  static void add_to(Record& record, const Laid& laid);

  /// How many documents there are, and codes in them.
  std::size_t documents() const { return documents_.size(); }
  std::size_t codes() const;

  /// All codes of a document as unplaced: for those that met no post.
  std::vector<Unplaced> unplaced(std::size_t document, std::string_view reason) const;

 private:
  struct Document {
    std::string file;
    CodedDocument coded;
  };
  /// The documents that are this post, in their order.
  std::vector<std::size_t> documents_of(const Record& record) const;

  std::vector<Document> documents_;
  std::unordered_multimap<std::string, std::size_t> by_name_;
  std::unordered_multimap<std::string, std::size_t> by_text_;  ///< squeezed
};

/// Sums up what was laid: for messages, the list of what was not placed, and the exit status.
class LayingReport {
 public:
  explicit LayingReport(const HumanCodes& codes) : codes_(codes), met_(codes.documents(), 0) {}

  void add(const Laid& laid);

  /// All posts were seen: documents that met none are added to the unplaced.
  void finish();

  std::size_t placed() const { return placed_; }
  const std::map<std::string, std::size_t>& mended() const { return mended_; }
  const std::vector<Unplaced>& unplaced() const { return unplaced_; }

 private:
  const HumanCodes& codes_;
  std::vector<std::size_t> met_;  ///< posts that each document met
  std::size_t placed_ = 0;
  std::map<std::string, std::size_t> mended_;
  std::vector<Unplaced> unplaced_;
};

}  // namespace tarn::exchange
