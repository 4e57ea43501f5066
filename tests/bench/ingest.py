#!/usr/bin/env python3
"""Speed and memory of tarn-ingest: ingest.py BIN [MEGABYTES].

Streams a made-up WordPress export of that size (default 300) through standard input, and a Blogger backup, and prints
megabytes a second of processor time and the peak of memory. Fails when memory grows with the size of the
export: more than 64 MiB beyond what a tenth of it takes.
"""

import os
import resource
import subprocess
import sys

WORDS = ("<p>We met on the ward and <em>talked</em> about what patients &amp; clinicians want from each other, "
         "which was <a href=\"https://example.org/\">more</a> than I had hoped.</p>\n")
WORDPRESS_HEAD = ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
                  'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>x</title>'
                  '<link>https://example.org</link><wp:base_blog_url>https://example.org</wp:base_blog_url>')
BLOGGER_HEAD = "<feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1.archive</id>"


def wordpress_item(n, body):
    return (f'<item><title>Post {n}</title><link>https://example.org/{n}/</link><content:encoded><![CDATA[{body}{n}]]>'
            f'</content:encoded><wp:post_id>{n}</wp:post_id><wp:post_date>2014-03-13 09:26:00</wp:post_date>'
            '<wp:post_date_gmt>2014-03-13 09:26:00</wp:post_date_gmt><wp:status>publish</wp:status>'
            '<wp:post_type>post</wp:post_type></item>\n')


def blogger_entry(n, body):
    escaped = body.replace("&", "&amp;").replace("<", "&lt;")
    return (f"<entry><id>tag:blogger.com,1999:blog-1.post-{n}</id><published>2014-03-13T09:26:00Z</published>"
            "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>"
            f"<title type='text'>Post {n}</title><content type='html'>{escaped}{n}</content></entry>\n")


def run(tool, head, item, tail, size, *options):
    """Posts, megabytes a second of processor time, peak memory in MiB."""
    read_end, write_end = os.pipe()
    child = subprocess.Popen([tool, "-q", *options], stdin=read_end, stdout=subprocess.PIPE)
    os.close(read_end)
    counter = subprocess.Popen(["wc", "-l"], stdin=child.stdout, stdout=subprocess.PIPE)
    child.stdout.close()
    written = 0
    with os.fdopen(write_end, "wb") as out:
        written += out.write(head.encode())
        n = 0
        while written < size:
            n += 1
            written += out.write(item(n, WORDS * 25).encode())
        out.write(tail.encode())
    posts = int(counter.communicate()[0])
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0 or posts != n:
        sys.exit(f"status {status}, {posts} of {n} posts")
    return posts, written / 1e6 / (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def main():
    tool = os.path.join(sys.argv[1], "tarn-ingest")
    size = int(sys.argv[2] if len(sys.argv) > 2 else 300) * 1_000_000
    failed = False
    for name, head, item, tail in (("wordpress", WORDPRESS_HEAD, wordpress_item, "</channel></rss>"),
                                   ("blogger", BLOGGER_HEAD, blogger_entry, "</feed>")):
        _, _, small = run(tool, head, item, tail, size // 10)
        posts, speed, peak = run(tool, head, item, tail, size)
        _, xml, _ = run_without_posts(tool, head, item, tail, size)
        flat = peak < small + 64
        failed = failed or not flat
        print(f"{name}: {size // 1_000_000} MB, {posts} posts, {speed:.0f} MB/s, XML alone {xml:.0f} MB/s, "
              f"peak {peak:.0f} MiB ({small:.0f} MiB for a tenth): {'flat' if flat else 'it grows'}")
    sys.exit(failed)


def run_without_posts(tool, head, item, tail, size):
    """As run, but every post is left out before its body is read."""
    child = subprocess.Popen([tool, "-q", "--since", "2100"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    written = child.stdin.write(head.encode())
    n = 0
    while written < size:
        n += 1
        written += child.stdin.write(item(n, WORDS * 25).encode())
    child.stdin.write(tail.encode())
    child.stdin.close()
    _, _, usage = os.wait4(child.pid, 0)
    return n, written / 1e6 / (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
