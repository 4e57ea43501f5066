#include "aggregate/post_reader.h"

#include <algorithm>

#include "stats/time_series.h"

namespace tarn::aggregate {
namespace {

/// Counts above this are no counts of one post; sums of squares stay exact below it.
constexpr std::uint64_t kMostCount = std::uint64_t{1} << 32U;
/// Scores stay within −5 … 5; sums over a sentence within this, in units of 1e-4.
constexpr std::int64_t kMostScore = std::int64_t{1} << 36U;

/// The YYYY-MM-DD at the start of a date, or nothing.
std::string_view day_of(std::string_view date) {
  const bool good = date.size() >= 10 && stats::month_index(date.substr(0, 10)) && date[7] == '-' &&
                    date[8] >= '0' && date[8] <= '3' && date[9] >= '0' && date[9] <= '9';
  return good ? date.substr(0, 10) : std::string_view();
}

}  // namespace

PostReader::PostReader(const AggregateOptions& options) : options_(options) {
  for (const std::string& field : fields_of(options)) paths_.emplace_back(field);
}

std::optional<JsonError> PostReader::read(std::string_view line, PostSummary& out) {
  out = PostSummary();
  cells_.clear();
  names_.clear();
  marks_.clear();
  seen_.clear();
  strings_used_ = 0;
  roots_.clear();
  last_span_ = Place();
  has_id_ = has_text_ = has_counts_ = false;
  level_.clear();
  engagement_.clear();
  graduation_.reset();
  text_length_ = last_end_ = last_sentence_ = 0;
  last_end_byte_ = last_sentence_byte_ = 0;
  try {
    read_line(line, out);
    read_fields(out);
    if (!has_counts_) count_units(line, out);
    if (last_sentence_ >= out.sentences && last_sentence_byte_ > 0)
      json_.fail(last_sentence_byte_, "sentence is " + std::to_string(last_sentence_) +
                                          ", the post has " + std::to_string(out.sentences));
    count_marks(out);
    if (options_.key_words && !options_.target.empty()) count_words(line, out);
    if (options_.evidence > 0) find_evidence(line, out);
  } catch (const JsonFailure& failure) {
    return failure.error;
  }
  out.cells = cells_.take();
  for (std::uint32_t i = 1; i <= names_.size(); ++i) out.names.emplace_back(names_.name(i));
  return std::nullopt;
}

void PostReader::read_line(std::string_view line, PostSummary& out) {
  json_.reset(line);
  json_.enter_object();
  std::string_view key;
  while (json_.next_member(key)) {
    // A key that had escapes would not outlive the next one.
    const std::string name(key);
    const std::size_t begin = json_.byte();
    if (!read_member(name, out)) json_.skip();
    const bool wanted = std::any_of(paths_.begin(), paths_.end(), [&](const FieldPath& path) {
      return !path.is_date() && path.root() == name;
    });
    if (wanted) roots_.emplace_back(name, line.substr(begin, json_.byte() - begin));
  }
  json_.finish();
  if (!has_id_) json_.fail(0, "no doc_id");
  if (!has_text_) json_.fail(0, "no text");
  if (last_end_ > text_length_)
    json_.fail(last_end_byte_, "offset is " + std::to_string(last_end_) + ", the text has " +
                                   std::to_string(text_length_));
}

/// Reads a member that matters; false if it does not, or is null.
bool PostReader::read_member(std::string_view key, PostSummary& out) {
  if (key == "doc_id") {
    const std::size_t byte = json_.byte();
    out.doc_id = json_.string(buffer_);
    if (out.doc_id.empty()) json_.fail(byte, "doc_id is empty");
    return has_id_ = true;
  }
  if (key == "text") {
    text_length_ = json_.string_length();
    return has_text_ = true;
  }
  if (json_.peek() == JsonType::kNull) return false;
  if (key == "spans") {
    read_spans();
  } else if (key == "sentences" || key == "tokens" || key == "paragraphs") {
    read_ranges();
  } else if (key == "sentence_scores") {
    read_sentence_scores();
  } else if (key == "post_scores") {
    read_post_scores();
  } else if (key == "counts") {
    read_counts(out);
  } else if (key == "date_published") {
    read_date(out);
  } else if (key == "tarn") {
    read_provenance(out);
  } else {
    return false;
  }
  if (key == "spans" || key == "theme_counts" || key == "post_scores") out.annotated = true;
  return true;
}

void PostReader::read_date(PostSummary& out) {
  if (json_.peek() != JsonType::kString) {
    json_.skip();
    return;
  }
  out.day = day_of(json_.string(buffer_));
}

void PostReader::read_counts(PostSummary& out) {
  bool words = false;
  bool sentences = false;
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key == "words") {
      out.tokens = count();
      words = true;
    } else if (key == "sentences") {
      out.sentences = count();
      sentences = true;
    } else {
      json_.skip();
    }
  }
  has_counts_ = words && sentences;
}

void PostReader::read_provenance(PostSummary& out) {
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key != "lexicons" || json_.peek() != JsonType::kObject) {
      json_.skip();
      continue;
    }
    json_.enter_object();
    while (json_.next_member(key)) {
      std::string name(key);
      out.lexicons.emplace_back(std::move(name), json_.string(buffer_));
    }
  }
}

/// Sentences, tokens, paragraphs: sorted, not overlapping, within the text.
void PostReader::read_ranges() {
  std::uint64_t last = 0;
  json_.enter_array();
  while (json_.next_element()) {
    const std::size_t byte = json_.byte();
    json_.enter_array();
    std::uint64_t range[2] = {0, 0};
    std::size_t size = 0;
    while (json_.next_element()) {
      if (size == 2) json_.fail(byte, "[start,end] is wanted");
      range[size++] = offset();
    }
    if (size < 2) json_.fail(byte, "[start,end] is wanted");
    if (range[0] < last || range[1] < range[0])
      json_.fail(byte, "ranges must be sorted and not overlap");
    last = range[1];
  }
}

void PostReader::read_spans() {
  json_.enter_array();
  while (json_.next_element()) read_span();
}

void PostReader::read_span() {
  const std::size_t byte = json_.byte();
  Mark mark;
  bool sentence_link = false;
  bool has_sentence = false;
  Place place;
  int found = 0;
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key == "start") {
      place.start = offset();
      ++found;
    } else if (key == "end") {
      place.end = offset();
      ++found;
    } else if (key == "layer") {
      place.layer = text_of(json_);
      mark.stance = place.layer == "stance";
      ++found;
    } else if (key == "label") {
      mark.label = place.label = text_of(json_);
      ++found;
    } else if (key == "sentence" && json_.peek() == JsonType::kNumber &&
               (mark.stance || place.layer == options_.layer)) {
      const std::size_t at = json_.byte();
      mark.sentence = static_cast<std::uint32_t>(std::min<std::uint64_t>(count(), UINT32_MAX));
      has_sentence = true;
      if (last_sentence_byte_ == 0 || mark.sentence > last_sentence_) {
        last_sentence_ = mark.sentence;
        last_sentence_byte_ = at;
      }
    } else if (mark.stance) {
      read_span_member(key, mark, sentence_link);
    } else {
      json_.skip();
    }
  }
  if (found != 4) json_.fail(byte, "a span needs start, end, layer and label");
  if (place.end < place.start) json_.fail(byte, "span: end lies before start");
  if (place < last_span_) json_.fail(byte, "spans: not sorted by start, end, layer, label");
  last_span_ = place;
  if (sentence_link && !options_.link_sentence) mark.linked = false;
  if (!mark.stance && place.layer != options_.layer) return;
  if (mark.label.empty()) json_.fail(byte, "span: label is empty");
  if (!has_sentence) mark.sentence = UINT32_MAX;
  marks_.push_back(mark);
}

void PostReader::read_span_member(std::string_view key, Mark& mark, bool& sentence_link) {
  if (json_.take_null()) return;
  if (key == "score") {
    mark.score = score();
    mark.scored = true;
  } else if (key == "voice") {
    mark.reported = json_.string(buffer_) == "reported";
  } else if (key == "holder") {
    mark.holder = text_of(json_);
    mark.by_default = mark.holder.empty() || mark.holder == "author";
  } else if (key == "theme") {
    mark.theme = text_of(json_);
    mark.linked = !mark.theme.empty();
  } else if (key == "theme_level") {
    sentence_link = json_.string(buffer_) == "sentence";
  } else {
    json_.skip();
  }
}

void PostReader::read_sentence_scores() {
  json_.enter_array();
  while (json_.next_element()) read_sentence_score();
}

void PostReader::read_sentence_score() {
  std::int64_t all = 0;
  std::optional<std::int64_t> author;
  bool mixed = false;
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (json_.take_null()) continue;
    if (key == "score") {
      all = score();
    } else if (key == "author_score") {
      author = score();
    } else if (key == "mixed") {
      mixed = json_.boolean();
    } else {
      json_.skip();
    }
  }
  SummaryCell& cell = cells_.at(CellKind::kScore, Voice::kAll, kNoName, kNoName);
  cell.values[kScoreSum] += all;
  cell.values[kScoreSentences] += 1;
  cell.values[kScoreMixed] += mixed ? 1 : 0;
  if (!author) return;
  SummaryCell& own = cells_.at(CellKind::kScore, Voice::kAuthor, kNoName, kNoName);
  own.values[kScoreSum] += *author;
  own.values[kScoreSentences] += 1;
}

void PostReader::read_fields(PostSummary& out) {
  out.fields.resize(paths_.size());
  for (std::size_t i = 0; i < paths_.size(); ++i) {
    if (paths_[i].is_date()) {
      out.fields[i] = paths_[i].values_of_day(out.day);
      continue;
    }
    for (const auto& [root, json] : roots_) {
      if (root == paths_[i].root()) out.fields[i] = paths_[i].values(json);
    }
  }
}

/// The string that stands next, for as long as the post is worked on.
std::string_view PostReader::text_of(JsonCursor& json) {
  const std::string_view text = json.string(buffer_);
  if (text.data() != buffer_.data()) return text;
  strings_.resize(std::max(strings_.size(), strings_used_ + 1));
  return strings_[strings_used_++] = text;
}

std::uint64_t PostReader::count() {
  const std::size_t byte = json_.byte();
  const std::uint64_t value = json_.natural();
  if (value >= kMostCount) json_.fail(byte, "a count below 4294967296 is wanted");
  return value;
}

std::uint64_t PostReader::offset() {
  const std::size_t byte = json_.byte();
  const std::uint64_t value = json_.natural();
  if (value > last_end_) {
    last_end_ = value;
    last_end_byte_ = byte;
    if (has_text_ && value > text_length_)
      json_.fail(byte, "offset is " + std::to_string(value) + ", a whole number from 0 to " +
                           std::to_string(text_length_) + " is wanted");
  }
  return value;
}

std::int64_t PostReader::score() {
  const std::size_t byte = json_.byte();
  const std::int64_t value = json_.units();
  if (value > kMostScore || value < -kMostScore) json_.fail(byte, "a score is out of range");
  return value;
}

}  // namespace tarn::aggregate
