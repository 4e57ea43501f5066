#include "archive/markdown_post.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "archive/date.h"
#include "archive/strings.h"
#include "format/json.h"
#include "format/toml.h"
#include "format/yaml.h"

namespace tarn::archive {
namespace {

/// Depth is bounded by the JSON parser (64).
DataTree tree_of(JsonView view) {
  DataTree out;
  switch (view.type()) {
    case JsonType::kObject:
      out.type = DataTree::Type::kMap;
      for (const JsonView child : view) out.add(std::string(child.key())) = tree_of(child);
      break;
    case JsonType::kArray:
      out.type = DataTree::Type::kList;
      for (const JsonView child : view) out.items.push_back(tree_of(child));
      break;
    case JsonType::kNull:
      break;
    case JsonType::kString:
      out.type = DataTree::Type::kScalar;
      out.scalar = view.string();
      break;
    default:
      out.type = DataTree::Type::kScalar;
      out.scalar = view.raw();
  }
  return out;
}

/// The line at `at`, without its end; moves `at` behind it.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

/// The text between a first line `mark` and the next line that is `mark` or `other`; the body
/// begins behind it.
std::optional<std::string_view> between(std::string_view text, std::string_view mark,
                                        std::string_view other, std::string_view& body) {
  std::size_t at = 0;
  if (take_line(text, at) != mark) return std::nullopt;
  const std::size_t begin = at;
  while (at < text.size()) {
    const std::size_t line_begin = at;
    const std::string_view line = take_line(text, at);
    if (line != mark && line != other) continue;
    body = text.substr(at);
    return text.substr(begin, line_begin - begin);
  }
  return std::nullopt;
}

/// The end of the JSON object at the start of a text; npos when it never ends.
std::size_t object_end(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

/// YAML that does not parse is mostly a title with a colon or a quote: what "key: value" lines say
/// is taken as it stands.
DataTree lenient_yaml(std::string_view text) {
  DataTree out;
  out.type = DataTree::Type::kMap;
  for (const std::string_view line : split_lines(text)) {
    const std::size_t colon = line.find(':');
    if (line.empty() || !is_letter(line.front()) || colon == std::string_view::npos) continue;
    std::string_view value = trimmed(line.substr(colon + 1));
    if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    DataTree& scalar = out.add(std::string(trimmed(line.substr(0, colon))));
    scalar.type = DataTree::Type::kScalar;
    scalar.scalar = value;
  }
  return out;
}

bool is_true(std::string_view word) {
  return same_text(word, "true") || same_text(word, "yes") || word == "1";
}
bool is_false(std::string_view word) {
  return same_text(word, "false") || same_text(word, "no") || word == "0";
}

/// Values of a list, or of one string; that is cut at commas, else, for Jekyll's tags, at spaces.
std::vector<std::string> values_of(const DataTree& tree, bool spaces_part) {
  std::vector<std::string> out;
  if (tree.type == DataTree::Type::kScalar) {
    const char separator = tree.scalar.find(',') != std::string::npos ? ','
                           : spaces_part                              ? ' '
                                                                      : '\n';
    for (const std::string_view part : split(tree.scalar, separator))
      out.emplace_back(trimmed(part));
  }
  for (const DataTree& item : tree.items) {
    if (item.type == DataTree::Type::kScalar) out.push_back(item.scalar);
    for (const std::string_view key : {"name", "title"}) {
      if (!item.value(key).empty()) out.emplace_back(item.value(key));
    }
  }
  if (tree.type == DataTree::Type::kMap && !tree.value("name").empty())
    out.emplace_back(tree.value("name"));
  return out;
}

/// "2014-03-13-the-slug.en.md" and "2014-03-13-the-slug/index.md".
struct FileName {
  std::string date;
  std::string slug;
  std::string language;
};

bool is_language(std::string_view text) {
  return (text.size() == 2 || (text.size() == 5 && (text[2] == '-' || text[2] == '_'))) &&
         is_letter(text[0]) && is_letter(text[1]) && lower(text[0]) == text[0];
}

FileName file_name_of(std::string_view path) {
  FileName out;
  std::string_view name = stem(path);
  if (const std::size_t dot = name.rfind('.');
      dot != std::string_view::npos && is_language(name.substr(dot + 1))) {
    out.language = name.substr(dot + 1);
    name = name.substr(0, dot);
  }
  if (name == "index" || name == "_index" || name == "README") {
    const std::size_t slash = path.rfind('/');
    if (slash != std::string_view::npos) name = base_name(path.substr(0, slash));
  }
  if (name.size() >= 10 && read_date(name.substr(0, 10))) {
    out.date = name.substr(0, 10);
    name.remove_prefix(std::min<std::size_t>(name.size(), 11));
  }
  out.slug = name;
  return out;
}

bool has_folder(std::string_view path, std::string_view folder) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::find(parts.begin(), parts.end() - 1, folder) != parts.end() - 1;
}

class MarkdownReader final : public Reader {
 public:
  explicit MarkdownReader(const ReadOptions& options) : options_(options) {}

  void read(const InputFile& file, Sink& sink) override {
    const std::string text = read_text(file, options_.encoding);
    const FrontMatter front = read_front_matter(text);
    RawPost raw;
    Post& post = raw.post;
    post.source = source_of("markdown", file, 1);
    if (!front.error.empty()) {
      post.warn("front-matter");
      sink.say({Severity::kWarning,
                {file.source.name(), 1, 1},
                "front-matter",
                "front matter: " + front.error});
    }
    const FileName name = file_name_of(file.path);
    set_id(front.data, file, raw);
    post.title = front.data.value("title");
    set_date_fields(front.data, name, post);
    set_people_and_tags(front.data, post);
    set_kind(front.data, file.path, post);
    post.language = front.data.value("lang");
    if (post.language.empty()) post.language = front.data.value("language");
    if (post.language.empty()) post.language = name.language;
    raw.body = front.body;
    raw.form = BodyForm::kMarkdown;
    if (extension(file.path) == ".html" || extension(file.path) == ".htm")
      raw.form = BodyForm::kHtml;
    if (post.title.empty()) take_heading(raw);
    sink.post(std::move(raw));
  }

 private:
  static std::string_view first_value(const DataTree& data,
                                      std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
      if (!data.value(key).empty()) return data.value(key);
    }
    return {};
  }

  void set_id(const DataTree& data, const InputFile& file, RawPost& raw) const {
    Post& post = raw.post;
    raw.has_native_id = false;
    const std::string_view path = file.path;
    post.doc_id =
        "markdown:" + std::string(file.base.empty()
                                      ? "stdin"
                                      : path.substr(0, path.size() - extension(path).size()));
    const std::string_view link =
        first_value(data, {"canonical_url", "canonicalUrl", "permalink", "url"});
    if (link.find(':') != std::string_view::npos && !link.starts_with("http")) return;
    if (!host_of(link).empty())
      post.url = link;
    else if (!link.empty() && !options_.base_url.empty())
      post.url =
          std::string(options_.base_url.substr(0, options_.base_url.find_last_not_of('/') + 1)) +
          (link.starts_with('/') ? "" : "/") + std::string(link);
    else if (link.starts_with('/'))
      post.path = link;
  }

  void set_date_fields(const DataTree& data, const FileName& name, Post& post) const {
    set_date(post, &Post::date_published,
             first_value(data, {"date", "publishDate", "pubDate", "published_at", "created"}),
             options_);
    if (post.date_published.empty() && !name.date.empty())
      post.date_published = shown(*read_date(name.date));
    set_date(
        post, &Post::date_modified,
        first_value(data, {"lastmod", "last_modified_at", "updated", "modified", "updated_at"}),
        options_);
  }

  static void add_all(const DataTree& data, std::string_view key, bool spaces_part, Post& post) {
    const DataTree* found = data.find(key);
    if (found == nullptr) return;
    for (const std::string& tag : values_of(*found, spaces_part)) post.add_tag(tag);
  }

  static void set_people_and_tags(const DataTree& data, Post& post) {
    for (const std::string_view key : {"author", "authors"}) {
      const DataTree* found = data.find(key);
      if (found == nullptr) continue;
      for (const std::string& name : values_of(*found, false)) post.add_author(name);
    }
    add_all(data, "tags", true, post);
    add_all(data, "tag", false, post);
    add_all(data, "categories", true, post);
    add_all(data, "category", false, post);
    add_all(data, "topics", true, post);
    add_all(data, "keywords", false, post);
    if (const DataTree* taxonomies = data.find("taxonomies")) {
      for (const auto& [name, values] : taxonomies->members) {
        if (name != "authors")
          add_all(*taxonomies, name, false, post);
        else
          for (const std::string& author : values_of(values, false)) post.add_author(author);
      }
    }
    if (const DataTree* extra = data.find("extra"); extra != nullptr && post.authors.empty()) {
      if (const DataTree* author = extra->find("author")) {
        for (const std::string& name : values_of(*author, false)) post.add_author(name);
      }
    }
  }

  static void set_kind(const DataTree& data, std::string_view path, Post& post) {
    if (data.value("layout") == "page" || data.value("type") == "page") post.kind = Kind::kPage;
    const bool draft = is_true(data.value("draft")) || is_false(data.value("published")) ||
                       has_folder(path, "_drafts") || same_text(data.value("status"), "draft");
    if (draft) post.status = Status::kDraft;
    const std::string_view status = data.value("status");
    if (same_text(status, "private") || same_text(data.value("visibility"), "private"))
      post.status = Status::kPrivate;
    if (is_true(data.value("private"))) post.status = Status::kPrivate;
    if (!data.value("password").empty()) post.status = Status::kProtected;
  }

  /// "# Title" at the start stands for a title that the front matter lacks.
  static void take_heading(RawPost& raw) {
    if (raw.form != BodyForm::kMarkdown) return;
    const std::string_view body = trimmed(raw.body);
    if (!body.starts_with("# ")) return;
    const std::size_t end = std::min(body.find('\n'), body.size());
    std::string_view title = trimmed(body.substr(2, end - 2));
    while (title.ends_with('#')) title = trimmed(title.substr(0, title.size() - 1));
    raw.post.title = title;
    raw.body = std::string(body.substr(end));
  }

  ReadOptions options_;
};

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter out;
  out.body = text;
  if (const auto yaml = between(text, "---", "...", out.body)) {
    out.found = true;
    if (const auto error = parse_yaml(*yaml, out.data)) {
      out.error = error->message;
      out.data = lenient_yaml(*yaml);
    }
  } else if (const auto toml = between(text, "+++", "+++", out.body)) {
    out.found = true;
    if (const auto error = parse_toml(*toml, out.data)) {
      out.error = error->message;
      out.data = DataTree{};
    }
  } else if (text.starts_with('{')) {
    const std::size_t end = object_end(text);
    JsonTree json;
    if (end == std::string_view::npos || json.parse(text.substr(0, end))) return out;
    out.found = true;
    out.data = tree_of(json.root());
    out.body = text.substr(end);
  }
  return out;
}

std::unique_ptr<Reader> make_markdown_reader(const ReadOptions& options) {
  return std::make_unique<MarkdownReader>(options);
}

}  // namespace tarn::archive
