"""What the tools are fed: a small good input of each kind, one of any size, and bad records."""

import json
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent.parent
RECORDS = [
    {
        "schema": "tarn.post/1",
        "doc_id": "a",
        "date_published": "2014-03-13",
        "text": "Coproduction was not very good. We hope for more – “really”, they said.",
        "n": 1,
    },
    {
        "doc_id": "b",
        "date_published": "2014-04-02",
        "text": "Na\u00efve 🌱 patients felt ignored.\n\nI wonder why.",
    },
    {"doc_id": "c", "text": "", "big": 123456789012345678901234567890},
]
SENTENCES = (
    "We met on the ward and talked about what patients want, which was more than I had hoped. "
    "Coproduction is not very good here, they said. "
)


def line(record):
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()


def item(n, words):
    """An item of an RSS feed."""
    return (
        f"<item><guid>{n}</guid><title>Post {n}</title><pubDate>Thu, 13 Mar 2014 09:26:00 +0000</pubDate>"
        f"<description>{words}</description></item>\n"
    ).encode()


ROWS = (SOURCE / "tests/data/report/rows.jsonl").read_bytes()
LEXICON_HEAD = b"# name: sample\n# layer: theme\n# version: 1.0.0\n# language: en\n# licence: CC0-1.0\npattern\tcategory\n"
LEXICON = LEXICON_HEAD + b"good\tquality\nco-produc*\tcoproduction\n{patient|patients}\tpeople\n"
FEED_HEAD, FEED_TAIL = b'<rss version="2.0"><channel><title>x</title>\n', b"</channel></rss>\n"

GOOD = {
    "records": b"".join(line(record) for record in RECORDS),
    "rows": ROWS,
    "archive": FEED_HEAD
    + item(1, "Coproduction was not very good.")
    + item(2, "Na\u00efve patients \U0001f331.")
    + FEED_TAIL,
    "lexicon": LEXICON,
}


def pieces(kind, size):
    """A good input of about that many bytes, piece by piece."""
    head, tail = {"archive": (FEED_HEAD, FEED_TAIL), "lexicon": (LEXICON_HEAD, b"")}.get(
        kind, (b"", b"")
    )
    yield head
    written, n = 0, 0
    rows = ROWS.splitlines(keepends=True)
    while written < size:
        n += 1
        if kind in ("records", "jsonl"):
            piece = line(
                {
                    "doc_id": f"post-{n}",
                    "date_published": f"2014-{n % 12 + 1:02}-03",
                    "text": SENTENCES * 20,
                }
            )
        elif kind == "archive":
            piece = item(n, SENTENCES * 20 + str(n))
        elif kind == "lexicon":
            piece = f"word{n} of {n}\tcategory{n % 50}\n".encode()
        else:
            piece = rows[n % len(rows)]
        written += len(piece)
        yield piece
    yield tail


def big(kind, size):
    return b"".join(pieces(kind, size))


def span(members):
    return b'{"doc_id":"x","text":"y z","spans":[' + members + b"]}"


# Faults of any line of JSON, and the column at which each is told (None: any). `start` is how a
# good line begins.
def bad_json(start):
    size = len(start)
    return {
        "broken JSON": (start, size + 1),
        "no object": (b"[1]", 1),
        "a duplicate key": (start + b',"k":1,"k":1}', None),
        "a duplicate key, one escaped": (start + b',"k":1,"\\u006b":1}', None),
        "NaN": (start + b',"n":NaN}', size + 6),
        "infinity": (start + b',"n":Infinity}', size + 6),
        "a number with a plus": (start + b',"n":+1}', size + 6),
        "a number with a zero before": (start + b',"n":01}', None),
        "a raw NUL": (start + b',"n":"\x00"}', None),
        "a NUL behind": (start + b"}\x00", None),
        "a raw control character": (start + b',"n":"\x01"}', None),
        "invalid UTF-8": (start + b',"n":"\xff"}', size + 7),
        "an overlong form": (start + b',"n":"\xc0\xaf"}', size + 7),
        "a surrogate as UTF-8": (start + b',"n":"\xed\xa0\x80"}', size + 7),
        "a lone surrogate": (start + b',"n":"\\ud800"}', size + 7),
        "a lone low surrogate": (start + b',"n":"\\udc00"}', size + 7),
        "two high surrogates": (start + b',"n":"\\ud800\\ud800"}', size + 7),
        "a lone surrogate in a key": (start + b',"\\ud800":1}', None),
        "nesting over 64": (start + b',"n":' + b"[" * 64 + b"]" * 64 + b"}", None),
        "nesting without end": (start + b',"n":' + b'[{"a":' * 100000, None),
        "text behind the record": (start + b"} {}", size + 3),
        "a comma at the end": (start + b",}", None),
        "a comment": (start + b"/* */}", None),
        "a byte order mark": (b"\xef\xbb\xbf" + start + b"}", 1),
        "single quotes": (b"{'a':1}", 2),
        "a line separator as white space": (b"\xe2\x80\xa8" + start + b"}", 1),
    }


POST = b'{"doc_id":"x","text":"y"'
BAD = {
    "rows": {**bad_json(b'{"schema":"tarn.row/1","table":"theme","group":{}')},
    "records": {
        **bad_json(POST),
        "no doc_id": (b'{"text":"y"}', 1),
        "no text": (b'{"doc_id":"x"}', 1),
        "a doc_id that is no string": (b'{"doc_id":7,"text":"y"}', 11),
        "a text that is no string": (b'{"doc_id":"x","text":null}', 22),
        "a negative offset": (span(b'{"start":-1,"end":1,"layer":"a","label":"b"}'), 46),
        "a fractional offset": (span(b'{"start":0.5,"end":1,"layer":"a","label":"b"}'), 46),
        "an offset as 1.0": (span(b'{"start":0,"end":1.0,"layer":"a","label":"b"}'), 54),
        "an offset with an exponent": (span(b'{"start":0,"end":1e0,"layer":"a","label":"b"}'), 54),
        "an offset of 30 digits": (
            span(b'{"start":0,"end":' + b"9" * 30 + b',"layer":"a","label":"b"}'),
            54,
        ),
        "an offset of 2 to the 64th": (
            span(b'{"start":0,"end":18446744073709551617,"layer":"a","label":"b"}'),
            54,
        ),
        "an offset out of the text": (span(b'{"start":0,"end":4,"layer":"a","label":"b"}'), 54),
        "an end before its start": (span(b'{"start":2,"end":1,"layer":"a","label":"b"}'), None),
        "unsorted spans": (
            span(
                b'{"start":2,"end":3,"layer":"a","label":"b"},{"start":0,"end":1,"layer":"a","label":"b"}'
            ),
            None,
        ),
        "a span without a label": (span(b'{"start":0,"end":1,"layer":"a"}'), None),
        "spans that are no list": (b'{"doc_id":"x","text":"y","spans":7}', 34),
        "unsorted sentences": (
            b'{"doc_id":"x","text":"y z","sentences":[[2,3],[0,1]],"tokens":[]}',
            47,
        ),
        "overlapping tokens": (
            b'{"doc_id":"x","text":"y z","sentences":[[0,3]],"tokens":[[0,2],[1,3]]}',
            None,
        ),
        "a token out of its sentence": (
            b'{"doc_id":"x","text":"y z","sentences":[[0,1]],"tokens":[[0,3]]}',
            None,
        ),
        "tokens without sentences": (b'{"doc_id":"x","text":"y z","tokens":[[0,1]]}', None),
    },
}
# Human codes of the records, and of those that look odd.
GOOD["gold"] = b"".join(
    line({**record, "spans": [{"start": 0, "end": 1, "layer": "code", "label": "x", "coder": "A"}]})
    for record in [*RECORDS[:2], {"doc_id": "x", "text": "y"}]
)

# As an archive: what has no id gets one.
GOOD["jsonl"] = GOOD["records"]
BAD["jsonl"] = {
    name: (
        bad,
        None if bad.startswith(b'{"doc_id":"x","text":null') or b'"text"' not in bad else column,
    )
    for name, (bad, column) in BAD["records"].items()
    if name not in ("no doc_id", "a doc_id that is no string")
}
# Good, though it may not look so.
ODD = {
    "nesting of 64": POST + b',"n":' + b"[" * 63 + b"]" * 63 + b"}",
    "numbers of any size": POST
    + b',"n":[123456789012345678901234567890,-0,1e999,1E-999,0.1000000000000000055511151231257827]}',
    "a pair of surrogates": b'{"doc_id":"x","text":"\\ud83c\\udf31"}',
    "an escaped NUL": b'{"doc_id":"x","text":"a\\u0000b"}',
    "a byte order mark in the text": '{"doc_id":"x","text":"a\ufeffb"}'.encode(),
    "noncharacters": '{"doc_id":"x","text":"\uffff\U0010ffff"}'.encode(),
    "an empty key": POST + b',"":1}',
    "white space": b' \t{ "doc_id" : "x" , "text" : "y" } \t',
    "offsets after astral characters": '{"doc_id":"x","text":"🌱a","spans":[{"start":1,"end":2,"layer":"a","label":"b"}]}'.encode(),
}
