#include "aggregate/post_reader.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>

#include "base/numbers.h"
#include "stats/time_series.h"

namespace tarn::aggregate {
namespace {

/// Counts above this are no counts of one post; sums of squares stay exact below it.
constexpr std::uint64_t kMostCount = std::uint64_t{1} << 32U;
/// Scores stay within −5 … 5; sums over a sentence within this.
constexpr std::int64_t kMostScore = 6'000'000;

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
  lists_.clear();
  spans_.unescaped.clear();
  early_.clear();
  roots_.clear();
  has_id_ = has_text_ = has_counts_ = false;
  level_.clear();
  engagement_.clear();
  graduation_.reset();
  last_sentence_ = 0;
  last_sentence_byte_ = 0;
  if (line.size() > Record::kMaxLineBytes) return JsonError{0, "a line of 4 GiB or more"};
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
  read_what_came_before_the_text();
  check_units(lists_);
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
    offsets_.reset_to_length(static_cast<std::uint32_t>(json_.string_length()));
    return has_text_ = true;
  }
  if (json_.peek() == JsonType::kNull) return false;
  if (key == "spans" || key == "theme_counts" || key == "post_scores") out.annotated = true;
  if (read_annotations(key)) return true;
  if (key == "sentence_scores") {
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
  return true;
}

/// Reads spans or units if they stand next, or keeps them for when the text is known.
bool PostReader::read_annotations(std::string_view key) {
  UnitList* const list = lists_.find(key);
  if (list == nullptr && key != "spans") return false;
  if (!has_text_) {
    const std::size_t byte = json_.byte();
    early_.push_back({std::string(key), {json_.skip(), byte}});
  } else if (list != nullptr) {
    read_unit_list(json_, key, offsets_, 0, *list);
  } else {
    read_spans(json_, 0);
  }
  return true;
}

void PostReader::read_what_came_before_the_text() {
  // Spans last: marks are views into what was read again.
  std::stable_partition(early_.begin(), early_.end(),
                        [](const EarlyField& field) { return field.key != "spans"; });
  for (const auto& [key, value] : early_) {
    read_again(value, part_, [&, &key = key, &value = value](JsonCursor& json) {
      if (UnitList* const list = lists_.find(key))
        read_unit_list(json, key, offsets_, value.byte, *list);
      else
        read_spans(json, value.byte);
    });
  }
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

/// `base` is where the text of `json` begins in the line.
void PostReader::read_spans(JsonCursor& json, std::size_t base) {
  SpanReader spans(json, offsets_, spans_);
  for (SpanView span; spans.next(span);) {
    Mark mark;
    mark.stance = span.layer == "stance";
    if (!mark.stance && span.layer != options_.layer) continue;
    mark.label = span.label;
    for (const SpanDetail& detail : spans.details()) {
      if (detail.type != JsonType::kNull) read_detail(detail, mark, json, base);
    }
    if (mark.in_sentence && !options_.link_sentence) mark.linked = false;
    marks_.push_back(mark);
  }
}

/// Reads a detail that a SpanReader gave. In a layer of others it may be anything.
void PostReader::read_detail(const SpanDetail& detail, Mark& mark, JsonCursor& json,
                             std::size_t base) {
  const auto byte = static_cast<std::size_t>(detail.json.data() - json.source().data());
  if (detail.key == "sentence" && detail.type == JsonType::kNumber) {
    const auto index = parse_integer(detail.json);
    if (!index || *index < 0 || *index > UINT32_MAX)
      json.fail(byte, "sentence: a whole number from 0 on is wanted");
    mark.sentence = static_cast<std::uint32_t>(*index);
    if (last_sentence_byte_ == 0 || mark.sentence > last_sentence_) {
      last_sentence_ = mark.sentence;
      last_sentence_byte_ = base + byte;
    }
  } else if (!mark.stance) {
    return;
  } else if (detail.key == "score") {
    const auto number = parse_decimal(detail.json);
    mark.scored = true;
    if (!number || std::abs(*number) > kMostScore) json.fail(byte, "a score is out of range");
    mark.score = to_units(*number);
  } else if (detail.key == "voice") {
    mark.reported = text_of(detail) == "reported";
  } else if (detail.key == "holder") {
    mark.holder = text_of(detail);
    mark.by_default = mark.holder.empty() || mark.holder == "author";
  } else if (detail.key == "theme") {
    mark.theme = text_of(detail);
    mark.linked = !mark.theme.empty();
  } else if (detail.key == "theme_level") {
    mark.in_sentence = text_of(detail) == "sentence";
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

/// A string, for as long as the post is worked on.
std::string_view PostReader::text_of(const SpanDetail& detail) {
  if (detail.json.find('\\') == std::string_view::npos)
    return detail.json.substr(1, detail.json.size() - 2);
  JsonTree tree;
  [[maybe_unused]] const auto error = tree.parse(detail.json);
  assert(!error);
  return spans_.unescaped.emplace_back(tree.root().string());
}

std::uint64_t PostReader::count() {
  const std::size_t byte = json_.byte();
  const std::uint64_t value = json_.natural();
  if (value >= kMostCount) json_.fail(byte, "a count below 4294967296 is wanted");
  return value;
}

std::int64_t PostReader::score() {
  const std::size_t byte = json_.byte();
  const std::int64_t value = json_.units();
  if (std::abs(value) > kMostScore * 10'000) json_.fail(byte, "a score is out of range");
  return value;
}

}  // namespace tarn::aggregate
