#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <type_traits>

#include "base/numbers.h"
#include "report/document.h"
#include "report/html.h"
#include "report/style.h"

namespace tarn::report {
namespace {

/// Writes one page.
class Page {
 public:
  std::string write(const Document& document) {
    head(document);
    for (const Section& section : document.sections) {
      add("<section id=\"{0}\" aria-labelledby=\"{0}-h\">\n<h2 id=\"{0}-h\">{1}</h2>\n",
          escaped(section.id), escaped(section.title));
      for (const Block& block : section.blocks)
        std::visit([this](const auto& b) { put(b); }, block);
      add("</section>\n");
    }
    add("</main>\n</body>\n</html>\n");
    return std::move(out_);
  }

 private:
  template <typename... Parts>
  void add(fmt::format_string<Parts...> form, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Parts>(parts)...);
  }

  void head(const Document& document) {
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
        escaped(document.title), kStyle);
    add("<header>\n<h1>{}</h1>\n", foreign(document.title));
    if (!document.subtitle.empty())
      add("<p class=\"subtitle\">{}</p>\n", escaped(document.subtitle));
    if (!document.date.empty())
      add("<p class=\"subtitle\">Made on {}</p>\n", escaped(document.date));
    add("<nav aria-label=\"Sections\"><ul>\n");
    for (const Section& section : document.sections)
      add("<li><a href=\"#{}\">{}</a></li>\n", escaped(section.id), escaped(section.title));
    add("</ul></nav>\n</header>\n<main>\n");
  }

  void put(const Paragraph& paragraph) {
    add("<p{}>{}</p>\n", paragraph.emphasis ? " class=\"warning\"" : "", escaped(paragraph.text));
  }

  void put(const Table& table) {
    // The region can be scrolled by keyboard where it is wider than the page.
    add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
        "aria-label=\"{0}\">\n<table>\n<caption>{0}</caption>\n<thead><tr>",
        escaped(table.caption));
    for (const std::string& column : table.columns)
      add("<th scope=\"col\">{}</th>", escaped(column));
    add("</tr></thead>\n<tbody>\n");
    for (const auto& row : table.rows) {
      add("<tr>");
      for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string text = row[i].evidence.empty()
                                     ? foreign(row[i].text)
                                     : fmt::format("<a href=\"#{}\">{}</a>",
                                                   escaped(row[i].evidence), foreign(row[i].text));
        if (i == 0)
          add("<th scope=\"row\">{}</th>", text);
        else
          add("<td>{}</td>", text);
      }
      add("</tr>\n");
    }
    add("</tbody>\n</table>\n</div>\n");
    if (!table.note.empty()) add("<p class=\"note\">{}</p>\n", escaped(table.note));
  }

  void put(const Figure& figure) {
    add("<figure>\n<figcaption>{0}</figcaption>\n<div class=\"scroll\" role=\"region\" "
        "tabindex=\"0\" aria-label=\"Chart: {0}\">\n{1}</div>\n"
        "<details>\n<summary>Figures of this chart</summary>\n",
        escaped(figure.table.caption), figure.svg);
    put(figure.table);
    add("</details>\n</figure>\n");
  }

  void put(const Evidence& evidence) {
    add("<details class=\"evidence\" id=\"{}\">\n<summary>{} <span "
        "class=\"count\">{}</span></summary>\n",
        escaped(evidence.id), foreign(evidence.name), evidence.quotes.size());
    for (const Quote& quote : evidence.quotes) put(quote);
    add("</details>\n");
  }

  void put(const Quote& quote) {
    add("<blockquote><p>{}</p>\n", marked(quote));
    std::string meaning;
    for (const Highlight& h : quote.highlights)
      meaning +=
          fmt::format("<li><b>{}</b> {}</li>", foreign(quote.text.substr(h.begin, h.end - h.begin)),
                      escaped(meaning_of(h)));
    if (!meaning.empty()) add("<ul class=\"marks\">{}</ul>\n", meaning);
    add("<footer>{}{}{}</footer></blockquote>\n",
        link(quote.url, quote.title.empty() ? quote.doc_id : quote.title),
        quote.authors.empty() ? "" : ", " + foreign(quote.authors),
        quote.date.empty() ? "" : ", " + escaped(quote.date));
  }

  static std::string meaning_of(const Highlight& h) {
    std::string out = h.label;
    if (h.score) out += ' ' + format_number(*h.score);
    if (h.layer == "stance") out += ", " + (h.holder.empty() ? std::string("author") : h.holder);
    if (h.voice == "reported") out += ", reported";
    return out;
  }

  /// The sentence with its highlights; where some overlap, each piece is marked once.
  static std::string marked(const Quote& quote) {
    std::set<std::uint32_t> cuts{0, static_cast<std::uint32_t>(quote.text.size())};
    for (const Highlight& h : quote.highlights) {
      cuts.insert(h.begin);
      cuts.insert(h.end);
    }
    std::string out = "<bdi>";
    for (auto at = cuts.begin(); std::next(at) != cuts.end(); ++at) {
      const std::uint32_t begin = *at, end = *std::next(at);
      bool theme = false, stance = false;
      for (const Highlight& h : quote.highlights)
        if (h.begin <= begin && end <= h.end) (h.layer == "theme" ? theme : stance) = true;
      const std::string piece = escaped(std::string_view(quote.text).substr(begin, end - begin));
      if (theme || stance)
        out += fmt::format("<mark class=\"{}\">{}</mark>", stance ? "stance" : "theme", piece);
      else
        out += piece;
    }
    return out + "</bdi>";
  }

  std::string out_;
};

}  // namespace

std::string write_html(const Document& document) { return Page().write(document); }

}  // namespace tarn::report
