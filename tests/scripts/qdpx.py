#!/usr/bin/env python3
"""Projects that tarn-export writes keep the rules of the REFI-QDA standard, and a QDA tool finds the coded words.

qdpx.py BIN: writes projects of the example archive for every profile; checks the rules of the published schema as far as
they are known (elements, their order and attributes, identifiers, references, times); reads them as QualCoder does: texts
as utf-8-sig, code points; as tools do that count UTF-16 units, in the text as it lies in the zip; with tarn-export itself.
The same bytes come out whatever the time zone.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

SOURCE = Path(__file__).parent.parent.parent
BIN = Path(sys.argv[1]).absolute()
ARCHIVE = SOURCE / "examples/archive.jsonl"
NAMESPACE = "{urn:QDA-XML:project:1.0}"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")

# Element: attributes that must and may be there, children in their order ("*": any number).
WHO = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"]
RULES = {
    "Project": (["name"], ["origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime", "basePath"],
                ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef*"]),
    "Users": ([], [], ["User*"]),
    "User": (["guid"], ["name", "id"], []),
    "CodeBook": ([], [], ["Codes", "Sets"]),
    "Codes": ([], [], ["Code*"]),
    "Code": (["guid", "name", "isCodable"], ["color"], ["Description", "NoteRef*", "Code*"]),
    "Sources": ([], [], ["TextSource*"]),
    "TextSource": (["guid"], ["name", "richTextPath", "plainTextPath", *WHO],
                   ["Description", "PlainTextContent", "PlainTextSelection*", "Coding*", "NoteRef*", "VariableValue*"]),
    "PlainTextSelection": (["guid", "startPosition", "endPosition"], ["name", *WHO], ["Description", "Coding*", "NoteRef*"]),
    "Coding": (["guid"], WHO, ["CodeRef", "NoteRef*"]),
    "CodeRef": (["targetGUID"], [], []),
    "NoteRef": (["targetGUID"], [], []),
    "Notes": ([], [], ["Note*"]),
    "Note": (["guid"], ["name", "richTextPath", "plainTextPath", *WHO],
             ["Description", "PlainTextContent", "PlainTextSelection*", "Coding*", "NoteRef*"]),
    "Description": ([], [], []),
    "PlainTextContent": ([], [], []),
}


def run(*command, data=None, **environment):
    done = subprocess.run(command, input=data, capture_output=True, env={**os.environ, **environment})
    assert done.returncode == 0, (command, done.stderr.decode())
    return done.stdout


def check_element(element, guids, references):
    name = element.tag.removeprefix(NAMESPACE)
    needed, allowed, order = RULES[name]
    assert set(needed) <= set(element.attrib) <= set(needed + allowed), (name, element.attrib)
    position = 0
    for child in element:
        child_name = child.tag.removeprefix(NAMESPACE)
        at = next(i for i, rule in enumerate(order) if rule.rstrip("*") == child_name)
        assert at > position or (at == position and (order[at].endswith("*") or child is element[0])), (name, child_name)
        position = at
        check_element(child, guids, references)
    for key, value in element.attrib.items():
        if key == "guid":
            assert GUID.fullmatch(value) and value not in guids, value
            guids[value] = name
        if key in ("targetGUID", "creatingUser", "creatingUserGUID"):
            references.append((value, {"targetGUID": name.removesuffix("Ref")}.get(key, "User")))
        if key == "creationDateTime":
            assert TIME.fullmatch(value), value
        if key in ("startPosition", "endPosition"):
            assert value.isdigit(), value
        if key == "isCodable":
            assert value in ("true", "false"), value
    assert not ("plainTextPath" in element.attrib and element.find(NAMESPACE + "PlainTextContent") is not None)


def check_rules(project):
    names = project.namelist()
    assert names.count("project.qde") == 1 and len(set(names)) == len(names)
    root = ElementTree.fromstring(project.read("project.qde"))
    assert root.tag == NAMESPACE + "Project"
    guids, references = {}, []
    check_element(root, guids, references)
    for guid, kind in references:
        assert guids.get(guid) == kind, (guid, kind)
    for source in root.iter(NAMESPACE + "TextSource"):
        path = source.get("plainTextPath")
        assert path.startswith("internal://") and "sources/" + path.removeprefix("internal://") in names, path
    return root


def codes_by_guid(element, path=()):
    for code in element.findall(NAMESPACE + "Code"):
        inner = (*path, code.get("name"))
        yield code.get("guid"), (".".join(inner), code.get("isCodable"))
        yield from codes_by_guid(code, inner)


def codings(project, root, words):
    """(source, code, words) of each coding; `words` cuts them out of the bytes of a source."""
    codes = dict(codes_by_guid(root.find(f"{NAMESPACE}CodeBook/{NAMESPACE}Codes")))
    for source in root.iter(NAMESPACE + "TextSource"):
        content = project.read("sources/" + source.get("plainTextPath").removeprefix("internal://"))
        for selection in source.findall(NAMESPACE + "PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            for coding in selection.findall(NAMESPACE + "Coding"):
                label, codable = codes[coding.find(NAMESPACE + "CodeRef").get("targetGUID")]
                assert codable == "true", label
                yield source.get("name"), label, words(content, start, end)


def by_code_points(content, start, end):
    return content.decode("utf-8-sig")[start:end]


def by_utf16(content, start, end):
    return content.decode("utf-8-sig").encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le").replace("\r\n", "\n")


PROFILES = {"standard": by_code_points, "qualcoder": by_code_points, "atlas.ti": by_utf16, "maxqda": by_utf16, "nvivo": by_utf16}


def main():
    posts = run(BIN / "tarn-stance", data=run(BIN / "tarn-theme", "-l", "themes-health", ARCHIVE))
    # An emoji and line ends before every span, so that ways to count differ.
    moved = []
    for line in posts.splitlines():
        post = json.loads(line)
        head = "\N{SEEDLING}\n\n"
        spans = [{"start": s["start"] + len(head), "end": s["end"] + len(head), "layer": s["layer"], "label": s["label"]}
                 for s in post.get("spans", [])]
        moved.append({"doc_id": post["doc_id"], "text": head + post["text"], "spans": spans})
    data = "".join(json.dumps(post) + "\n" for post in moved).encode()
    want = sorted((p["doc_id"], s["label"], p["text"][s["start"]:s["end"]]) for p in moved for s in p["spans"])
    assert len(want) > 500
    bare = "".join(json.dumps({"doc_id": p["doc_id"], "text": p["text"]}) + "\n" for p in moved).encode()
    for profile, words in PROFILES.items():
        command = (BIN / "tarn-export", "--to", "qdpx", "--profile", profile)
        made = run(*command, data=data, TZ="UTC")
        assert made == run(*command, data=data, TZ="America/Anchorage"), "the bytes differ by time zone"
        project = zipfile.ZipFile(io.BytesIO(made))
        assert project.testzip() is None
        root = check_rules(project)
        assert sorted(codings(project, root, words)) == want, profile
        file = Path(os.environ.get("TMPDIR", "/tmp")) / f"tarn-qdpx-{os.getpid()}.qdpx"
        file.write_bytes(made)
        try:
            back = [json.loads(line) for line in run(BIN / "tarn-export", "--codes", file, data=bare).splitlines()]
        finally:
            file.unlink()
        assert want == sorted((p["doc_id"], s["label"], p["text"][s["start"]:s["end"]]) for p in back for s in p.get("spans", [])), profile
        starts = [[(s["start"], s["end"], s["label"]) for s in p.get("spans", [])] for p in back]
        assert starts == [sorted((s["start"], s["end"], s["label"]) for s in p["spans"]) for p in moved], profile
    print(f"{len(want)} codings in {len(PROFILES)} profiles")


main()
