#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "text/segmenter.h"
#include "text/tokens.h"

namespace tarn {

/// A category of an entry with its weight.
struct EntryLabel {
  std::string category;
  double weight = 1;
};

/// What one hit stands for: all rows of a layer that share a pattern and its flags.
struct MatchEntry {
  std::string pattern;             ///< as written
  std::vector<EntryLabel> labels;  ///< in the order of the rows; empty for an exclusion
  std::uint32_t lexicon = 0;       ///< index into Matcher::lexicons, of the first row
  std::uint32_t line = 0;          ///< of the first row
  std::uint32_t layer = 0;         ///< index into Matcher::layers
  bool open = false;               ///< flag `open`: what modifies in it goes on to what follows
  bool exclusion() const { return labels.empty(); }
};

/// An occurrence of an entry: tokens [first_token, end_token) of the segmentation.
struct Hit {
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  std::uint32_t entry = 0;  ///< index into Matcher::entries
  friend auto operator<=>(const Hit&, const Hit&) = default;
};

/// The hits of one text, one list per layer (in the order of Matcher::layers), each sorted by
/// (first_token, end_token, entry). Exclusions are in the lists, so that a reader can tell why a
/// word counted for nothing.
struct Matches {
  std::vector<std::vector<Hit>> by_layer;
};

/// The entries of several lexicons, checked and ready for look-up: immutable, shared by threads.
///
/// Rules: layers are independent; in a layer candidates are taken greedily by
/// (tokens taken, more first · start · literal before glob · order of lexicons, then of lines), one
/// hit a token, but entries of an `overlap: all` lexicon keep every hit and take no tokens;
/// matches stay in a sentence; punctuation blocks a sequence, hyphen and apostrophe excepted.
class Matcher {
 public:
  /// Throws a ResourceError that lists every entry that cannot be compiled.
  explicit Matcher(std::vector<Lexicon> lexicons);
  /// The same with a segmenter that is there already, to cut patterns with.
  Matcher(std::vector<Lexicon> lexicons, const Segmenter& segmenter);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  const std::vector<Lexicon>& lexicons() const;
  const std::vector<MatchEntry>& entries() const;
  /// The names of the layers, in the order of the bytes.
  const std::vector<std::string>& layers() const;
  /// The index of a layer; layers().size() when no lexicon is of it.
  std::size_t layer(std::string_view name) const;

  /// The memory that one thread needs between calls: work space, and what it remembers of the
  /// tokens met, at most `most_bytes` (more only within one sentence). Results do not depend on it.
  class Scratch {
   public:
    explicit Scratch(std::size_t most_bytes = kUsualBytes);
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

   private:
    static constexpr std::size_t kUsualBytes = std::size_t{16} << 20U;
    friend class Matcher;
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  /// Finds all hits of a text; replaces what is in `out`. One pass over the tokens, whatever the
  /// number of lexicons and entries. A scratch belongs to one matcher and one thread.
  void match(std::string_view text, const Segmentation& units, Scratch& scratch,
             Matches& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tarn
