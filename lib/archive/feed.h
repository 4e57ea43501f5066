#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "archive/reader.h"
#include "format/xml.h"

namespace tarn::archive {

// What the readers of XML archives share.

/// The namespaces of feeds and exports, by their usual prefixes. RSS's own count as none.
std::span<const XmlNamespace> feed_namespaces();

/// Streams the document of a file through a handler that gives posts to `sink()`: mended first
/// where ReadOptions::repair says so, and then repairs are told and kept as warnings of the posts
/// in which they were.
class XmlArchive {
 public:
  /// The arguments must outlive it.
  XmlArchive(const InputFile& file, const ReadOptions& options, Sink& sink);
  ~XmlArchive();
  Sink& sink();
  /// Throws ResourceError as read_xml does; what was found before is delivered.
  void read(XmlHandler& handler);

 private:
  class RepairNotes;
  void stream(XmlHandler& handler, Diagnostics& warnings);

  const InputFile& file_;
  const ReadOptions& options_;
  std::unique_ptr<RepairNotes> notes_;
};

/// The name of the root element in the first bytes of a document, as it is written; empty when they
/// are no XML.
std::string_view root_element(std::string_view head);

/// A moment stated twice, as local time and as UTC (WordPress does): the local time with the offset
/// between them. Where one is missing or void the other serves; a local time alone has no zone.
void set_date_pair(Post& post, std::string Post::*field, std::string_view local,
                   std::string_view utc, const ReadOptions& options);

/// A reference resolved against the address of its document (RFC 3986, section 5, without dot
/// segments above the root). An empty reference is empty.
std::string resolved_url(std::string_view base, std::string_view reference);

/// Atom feeds; "blogger" are those with Blogger's ids, both generations of backups and public
/// feeds.
std::unique_ptr<Reader> make_atom_reader(const ReadOptions& options);
std::unique_ptr<Reader> make_blogger_reader(const ReadOptions& options);

/// RSS 0.9x, 1.0 and 2.0; "wordpress" is RSS with the export's namespace (WXR 1.0 to 1.2).
std::unique_ptr<Reader> make_rss_reader(const ReadOptions& options);
std::unique_ptr<Reader> make_wordpress_reader(const ReadOptions& options);

}  // namespace tarn::archive
