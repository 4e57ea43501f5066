#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "archive/reader.h"
#include "format/json.h"

namespace tarn::archive {

/// Ghost's JSON export: posts, users and tags joined; no other table is looked at.
std::unique_ptr<Reader> make_ghost_reader(const ReadOptions& options);

/// Ghost's editor documents ("lexical", "mobiledoc") as HTML, for posts that were never rendered.
std::string lexical_to_html(JsonView document);
std::string mobiledoc_to_html(JsonView document);

/// Substack's export: posts.csv joined with posts/ID.slug.html.
std::unique_ptr<Reader> make_substack_reader(const ReadOptions& options);

/// LiveJournal and Dreamwidth: <livejournal><entry>, and the files of ljdump.
std::unique_ptr<Reader> make_livejournal_reader(const ReadOptions& options);

/// Tumblr: the API's JSON (versions 1 and 2) and XML, the export's posts.xml.
std::unique_ptr<Reader> make_tumblr_reader(const ReadOptions& options);

/// Mail folders: each message a post.
std::unique_ptr<Reader> make_mbox_reader(const ReadOptions& options);

}  // namespace tarn::archive
