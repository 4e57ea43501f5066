#include "stage/stance_json.h"

#include <algorithm>
#include <string_view>

#include "format/json_writer.h"

namespace tarn {
namespace {

using stance::LabelCount;
using stance::PostValue;

double rate(std::uint64_t hits, std::uint32_t words) {
  return words == 0 ? 0 : 1000.0 * static_cast<double>(hits) / words;
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string_view top(std::string_view label) { return label.substr(0, label.find('.')); }

/// Writes one post's figures, dimension by dimension.
class PostScores {
 public:
  PostScores(const stance::Model& model, const PostValue& value, bool voices)
      : model_(model), value_(value), voices_(voices) {}

  void append(const std::vector<DimensionLabels>& dimensions, JsonWriter& out) {
    JsonObject post(out);
    for (const DimensionLabels& dimension : dimensions) write(post, dimension);
    if (voices_) post.number("default_holders", share(value_.default_hits, value_.held_hits));
    post.close();
  }

 private:
  void write(JsonObject& post, const DimensionLabels& dimension) {
    const auto& [name, labels] = dimension;
    JsonObject object(post.key(std::string_view(name)));
    LabelCount total;
    for (const std::uint32_t label : labels) {
      total.hits += value_.labels[label].hits;
      total.author += value_.labels[label].author;
    }
    write_hits(object, total);
    if (name == "valence") {
      write_valence(object);
    } else if (name == "certainty") {
      object.whole("hedges", value_.hedges).number("hedge_sum", value_.hedge_sum);
      object.whole("boosters", value_.boosters).number("booster_sum", value_.booster_sum);
    } else if (name == "alignment" || name == "engagement") {
      write_counts(object, name, labels);
    } else if (name == "reflection") {
      JsonObject classes(object.key("classes"));
      write_subtypes(classes, name, labels);
      classes.close();
      object.text("level", name_of(value_.level));
    } else {
      write_subtypes(object, name, labels);
    }
    object.close();
    if (name == "valence") write_graduation(post, total.hits);
  }

  void write_hits(JsonObject& object, const LabelCount& count) const {
    object.whole("hits", count.hits);
    if (voices_) object.whole("author", count.author).whole("reported", count.hits - count.author);
    object.number("rate", rate(count.hits, value_.words));
  }

  void write_valence(JsonObject& object) const {
    object.number("mean", value_.mean);
    if (voices_) object.number("author_mean", value_.author_mean);
    object.number("mean_scored", value_.mean_scored);
    object.whole("scored_sentences", value_.scored_sentences);
    object.whole("positive_hits", value_.positive_hits);
    object.whole("negative_hits", value_.negative_hits);
    object.number("positive_sum", value_.positive_sum);
    object.number("negative_sum", value_.negative_sum);
    object.number("mixed", share(value_.mixed_sentences, value_.scored_sentences));
  }

  void write_graduation(JsonObject& post, std::uint32_t hits) const {
    JsonObject object(post.key("graduation"));
    object.number("mean", value_.graduation).number("share", share(value_.graded_hits, hits));
    object.close();
  }

  void write_counts(JsonObject& object, std::string_view dimension,
                    const std::vector<std::uint32_t>& labels) const {
    for (const std::uint32_t label : labels) {
      object.key(subtype(label, dimension)).whole(value_.labels[label].hits);
    }
  }

  void write_subtypes(JsonObject& object, std::string_view dimension,
                      const std::vector<std::uint32_t>& labels) const {
    for (const std::uint32_t label : labels) {
      const LabelCount& count = value_.labels[label];
      if (count.hits == 0) continue;
      JsonObject nested(object.key(subtype(label, dimension)));
      write_hits(nested, count);
      nested.whole("sentences", count.sentences);
      if (model_.label(label).policy.scored()) nested.number("sum", count.sum);
      nested.close();
    }
  }

  /// What stands behind the dimension in a label; the dimension itself where nothing does.
  std::string_view subtype(std::uint32_t label, std::string_view dimension) const {
    const std::string_view name = model_.label(label).name;
    return name.size() > dimension.size() ? name.substr(dimension.size() + 1) : name;
  }

  const stance::Model& model_;
  const PostValue& value_;
  bool voices_;
};

}  // namespace

void append_sentence_scores(const std::vector<stance::SentenceValue>& values, bool voices,
                            std::string& out) {
  JsonWriter json(out);
  json.literal("[");
  for (const stance::SentenceValue& value : values) {
    if (&value != &values.front()) json.literal(",");
    JsonObject object(json);
    object.whole("sentence", value.sentence).whole("words", value.words);
    object.number("sum", value.sum).number("score", value.score);
    object.number("positive", value.positive).number("negative", value.negative);
    object.boolean("mixed", value.mixed()).text("label", value.label);
    if (voices) {
      object.number("author_sum", value.author_sum).number("author_score", value.author_score);
    }
    object.close();
  }
  json.literal("]");
}

std::vector<DimensionLabels> dimensions_of(const stance::Model& model,
                                           const std::vector<bool>& wanted) {
  std::vector<DimensionLabels> dimensions;
  for (const stance::Dimension& row : model.dimensions().rows()) {
    const std::string_view name = top(row.name);
    const bool known = std::any_of(dimensions.begin(), dimensions.end(),
                                   [&](const auto& dimension) { return dimension.name == name; });
    if (known) continue;
    DimensionLabels made{std::string(name), {}};
    for (std::uint32_t i = 0; i < model.labels().size(); ++i) {
      if (wanted[i] && top(model.label(i).name) == name) made.labels.push_back(i);
    }
    std::sort(made.labels.begin(), made.labels.end(), [&](std::uint32_t a, std::uint32_t b) {
      return model.label(a).name < model.label(b).name;
    });
    if (!made.labels.empty()) dimensions.push_back(std::move(made));
  }
  return dimensions;
}

void append_post_scores(const stance::Model& model, const std::vector<DimensionLabels>& dimensions,
                        const PostValue& value, bool voices, std::string& out) {
  JsonWriter json(out);
  PostScores(model, value, voices).append(dimensions, json);
}

}  // namespace tarn
