#include "archive/feed.h"

#include <array>
#include <utility>

#include "archive/date.h"
#include "archive/strings.h"
#include "format/xml_repair.h"

namespace tarn::archive {
namespace {

constexpr std::array<XmlNamespace, 24> kNamespaces = {{
    {"atom", "www.w3.org/2005/Atom"},
    {"atom", "purl.org/atom/ns#"},
    {"app", "purl.org/atom/app#"},
    {"app", "www.w3.org/2007/app"},
    {"blogger", "schemas.google.com/blogger/2018"},
    {"thr", "purl.org/syndication/thread/1.0"},
    {"gd", "schemas.google.com/g/2005"},
    {"wp", "wordpress.org/export"},
    {"excerpt", "wordpress.org/export/excerpt"},
    {"content", "purl.org/rss/1.0/modules/content"},
    {"dc", "purl.org/dc/elements/1.1"},
    {"dcterms", "purl.org/dc/terms"},
    {"media", "search.yahoo.com/mrss"},
    {"georss", "www.georss.org/georss"},
    {"slash", "purl.org/rss/1.0/modules/slash"},
    {"wfw", "wellformedweb.org/CommentAPI"},
    {"itunes", "www.itunes.com/dtds/podcast-1.0.dtd"},
    {"feedburner", "rssnamespace.org/feedburner/ext/1.0"},
    {"openSearch", "a9.com/-/spec/opensearchrss/1.0"},
    {"openSearch", "a9.com/-/spec/opensearch/1.1"},
    {"xhtml", "www.w3.org/1999/xhtml"},
    {"rdf", "www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"", "purl.org/rss/1.0"},
    {"", "backend.userland.com/rss2"},
}};

std::string_view behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> parts = split(path, '/');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (parts[i] == "..") {
      if (kept.size() > 1) kept.pop_back();
      if (last) kept.emplace_back();
    } else if (parts[i] != ".") {
      kept.push_back(parts[i]);
    } else if (last) {
      kept.emplace_back();
    }
  }
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) out += (i == 0 ? "" : "/") + std::string(kept[i]);
  return out;
}

}  // namespace

/// Passes on what a reader finds, one post late: a repair belongs to the post that begins before it
/// and is the last one to do so.
class XmlArchive::RepairNotes final : public Sink {
 public:
  explicit RepairNotes(Sink& next) : next_(next) {}

  void note(Diagnostic&& repair) {
    repairs_.emplace_back(repair.place.line, repair.code);
    next_.say(std::move(repair));
  }
  void post(RawPost&& found) override {
    release(found.post.source.line);
    waiting_ = std::move(found);
  }
  void leave_out(std::string_view what) override { next_.leave_out(what); }
  void say(Diagnostic&& diagnostic) override { next_.say(std::move(diagnostic)); }
  void reject(const Place& place, std::uint64_t byte, const std::string& reason,
              std::string_view raw) override {
    next_.reject(place, byte, reason, raw);
  }

  /// Lets the waiting post go; the next one begins at `line`.
  void release(std::uint64_t line) {
    if (!waiting_) return;
    const std::uint64_t begin = waiting_->post.source.line;
    std::erase_if(repairs_, [&](const auto& repair) {
      const bool is_here = repair.first >= begin && (repair.first < line || line == begin);
      if (is_here) waiting_->post.warn(repair.second);
      return is_here || repair.first < begin;
    });
    next_.post(std::move(*waiting_));
    waiting_.reset();
  }

 private:
  Sink& next_;
  std::optional<RawPost> waiting_;
  std::vector<std::pair<std::uint64_t, std::string>>
      repairs_;  ///< line and code, not yet given to a post
};

std::span<const XmlNamespace> feed_namespaces() { return kNamespaces; }

XmlArchive::XmlArchive(const InputFile& file, const ReadOptions& options, Sink& sink)
    : file_(file), options_(options), notes_(std::make_unique<RepairNotes>(sink)) {}

XmlArchive::~XmlArchive() = default;

Sink& XmlArchive::sink() { return *notes_; }

void XmlArchive::stream(XmlHandler& handler, Diagnostics& warnings) {
  XmlOptions xml;
  xml.namespaces = feed_namespaces();
  if (!options_.repair) {
    xml.error_hint = "--repair mends what real exports break";
    return read_xml(file_.source, xml, handler, warnings);
  }
  RepairedXml repaired(file_.source, [&](Diagnostic&& repair) { notes_->note(std::move(repair)); });
  read_xml(repaired, xml, handler, warnings);
}

void XmlArchive::read(XmlHandler& handler) {
  constexpr std::uint64_t kEnd = std::uint64_t(-1);
  Diagnostics warnings;
  const auto finish = [&] {
    notes_->release(kEnd);
    for (Diagnostic& each : warnings) notes_->say(std::move(each));
  };
  try {
    stream(handler, warnings);
  } catch (const ResourceError&) {
    finish();
    throw;
  }
  finish();
}

std::string_view root_element(std::string_view head) {
  for (;;) {
    head = trimmed(head);
    if (!head.starts_with('<') || head.size() < 2) return {};
    if (head.starts_with("<!--")) {
      head = behind(head, "-->");
    } else if (head[1] == '?') {
      head = behind(head, "?>");
    } else if (head[1] == '!') {
      // A DOCTYPE may hold declarations in brackets.
      const bool holds = head.find('[') < head.find('>');
      head = behind(holds ? behind(head, "]") : head, ">");
    } else {
      break;
    }
  }
  head.remove_prefix(1);
  return head.substr(0, head.find_first_of(" \t\r\n/>"));
}

void set_date_pair(Post& post, std::string Post::*field, std::string_view local,
                   std::string_view utc, const ReadOptions& options) {
  std::optional<StatedDate> here = read_date(local);
  std::optional<StatedDate> there = read_date(utc);
  if (there && there->has_time && !there->offset) {
    there->offset = 0;
    there->zulu = true;
  }
  if (here && there && here->has_time && there->has_time && !here->offset) {
    const std::int64_t seconds = wall_seconds(*here) - wall_seconds(*there);
    // Zones are whole quarters of an hour; anything else is no offset, and then UTC is what can be
    // relied on.
    constexpr std::int64_t kHour = 3600;
    if (seconds % (kHour / 4) == 0 && seconds >= -12 * kHour && seconds <= 14 * kHour) {
      here->offset = static_cast<int>(seconds / 60);
      post.*field = shown(*here);
      return;
    }
    here.reset();
  }
  const std::optional<StatedDate>& best = there ? there : here;
  if (!best) return;
  PostDate date = post_date(*best, options.zone);
  post.*field = std::move(date.text);
  if (!date.warning.empty()) post.warn(date.warning);
}

std::string resolved_url(std::string_view base, std::string_view reference) {
  reference = trimmed(reference);
  const std::size_t colon = reference.find(':');
  const bool absolute = colon != std::string_view::npos && colon > 0 &&
                        reference.substr(0, colon).find_first_of("/?#") == std::string_view::npos;
  if (reference.empty() || absolute || host_of(base).empty()) return std::string(reference);
  const std::size_t scheme = base.find("://");
  if (reference.starts_with("//"))
    return std::string(base.substr(0, scheme + 1)) + std::string(reference);
  const std::size_t path = std::min(base.find_first_of("/?#", scheme + 3), base.size());
  const std::string_view site = base.substr(0, path);
  const std::size_t tail = reference.find_first_of("?#");
  const std::string_view ref_path = reference.substr(0, tail);
  const std::string_view rest =
      tail == std::string_view::npos ? std::string_view() : reference.substr(tail);
  std::string_view base_path = base.substr(path);
  base_path = base_path.substr(0, base_path.find_first_of("?#"));
  std::string full;
  if (ref_path.starts_with('/'))
    full = ref_path;
  else if (ref_path.empty())
    full = base_path;
  else
    full = std::string(base_path.substr(0, base_path.rfind('/') + 1)) + std::string(ref_path);
  if (!full.starts_with('/')) full.insert(0, "/");
  return std::string(site) + without_dot_segments(full) + std::string(rest);
}

}  // namespace tarn::archive
