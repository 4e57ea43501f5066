// What of "post_scores" has no spans: engagement, graduation, the level of reflection.

#include "aggregate/post_reader.h"

namespace tarn::aggregate {

void PostReader::read_post_scores() {
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    const std::string name(key);
    const JsonType type = json_.peek();
    if (name == "reflection" && type == JsonType::kObject) {
      read_reflection();
    } else if (name == "graduation" && type == JsonType::kObject) {
      read_graduation();
    } else if (name == "engagement" && type == JsonType::kObject) {
      read_engagement();
    } else {
      json_.skip();
    }
  }
}

void PostReader::read_reflection() {
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key == "level" && json_.peek() == JsonType::kString)
      level_ = json_.string(buffer_);
    else
      json_.skip();
  }
}

/// {"mean":0.25,"share":0.4}: the mean over the valence hits of the post.
void PostReader::read_graduation() {
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key == "mean" && json_.peek() == JsonType::kNumber)
      graduation_ = score();
    else
      json_.skip();
  }
}

/// {"hits":12,"author":11,"reported":1,"rate":30.1,"self":8,"group":4,…}
void PostReader::read_engagement() {
  std::string_view key;
  json_.enter_object();
  while (json_.next_member(key)) {
    if (key == "rate" || json_.peek() != JsonType::kNumber) {
      json_.skip();
      continue;
    }
    Engagement item;
    if (key == "author") item.voice = Voice::kAuthor;
    if (key == "reported") item.voice = Voice::kReported;
    item.label = "engagement";
    if (key != "hits" && item.voice == Voice::kAll) item.label.append(".").append(key);
    item.hits = static_cast<std::int64_t>(count());
    engagement_.push_back(std::move(item));
  }
}

}  // namespace tarn::aggregate
