#!/usr/bin/env python3
"""The GitHub action: action.py BIN. Takes the shell steps out of action.yml and runs them as GitHub would, with the tools of
BIN installed and an API on loopback in the place of GitHub's; and looks at all workflows: actions of others are pinned
to a commit, nothing of the event is pasted into a script."""

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import yaml

SOURCE = Path(__file__).parent.parent.parent
BIN = Path(sys.argv[1]).absolute()
ACTION = yaml.safe_load((SOURCE / "action.yml").read_text())
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


class Api(http.server.BaseHTTPRequestHandler):
    """Keeps the comments of one pull request."""

    comments = []

    def answer(self, content):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        assert self.headers["Authorization"] == "Bearer secret", self.headers
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]

    def do_GET(self):
        assert self.path == "/repos/o/r/issues/7/comments?per_page=100", self.path
        self.answer(self.comments)

    def do_POST(self):
        address = f"http://127.0.0.1:{self.server.server_port}/comments/{len(self.comments)}"
        self.comments.append({"url": address, "body": self.body()})
        self.answer({})

    def do_PATCH(self):
        self.comments[int(self.path.split("/")[-1])]["body"] = self.body()
        self.answer({})

    def log_message(self, *_):
        pass


class Run:
    """One run of the action in a folder of its own."""

    def __init__(self, api, inputs, event="pull_request"):
        self.inputs = {name: facts.get("default", "") for name, facts in ACTION["inputs"].items()} | {"token": "secret"} | inputs
        self.outputs, self.event, self.log = {}, event, ""
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "temp").mkdir()
        (self.folder / "summary").touch()
        self.environment = {"PATH": f"{BIN}:/usr/bin:/bin", "RUNNER_TEMP": f"{self.folder}/temp", "GITHUB_STEP_SUMMARY": f"{self.folder}/summary",
                            "GITHUB_API_URL": api, "GITHUB_SERVER_URL": api, "GITHUB_REPOSITORY": "o/r", "no_proxy": "*"}

    def value(self, expression):
        """What an expression of this action stands for; only the forms that it uses."""
        known = {"github.action_path": str(SOURCE), "github.action_repository": "o/tarn", "github.event.pull_request.number": "7",
                 "github.event_name": self.event}
        words = expression.split(".")
        if words[0] == "inputs":
            return self.inputs[words[1]]
        if words[0] == "steps":
            return self.outputs.get(words[1], {}).get(words[3], "")
        return known[expression]

    def holds(self, condition):
        parts = EXPRESSION.fullmatch(condition)[1].split(" && ")
        operators = {"==": str.__eq__, "!=": str.__ne__}
        return all(operators[operator](self.value(name), word.strip("'"))
                   for name, operator, word in (part.split(" ") for part in parts))

    def step(self, step):
        """Exit status of one shell step."""
        given = {name: EXPRESSION.sub(lambda m: self.value(m[1]), text) for name, text in step["env"].items()}
        output = self.folder / "output"
        output.write_text("")
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.folder, text=True,
                              env={**self.environment, "GITHUB_OUTPUT": str(output), **given}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
        self.log += f"== {step['name']}\n{done.stdout}"
        self.outputs[step.get("id", step["name"])] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode

    def run(self):
        """Exit status of all steps; what GitHub's own action would upload must be there."""
        for step in ACTION["runs"]["steps"]:
            if "if" in step and not self.holds(step["if"]):
                continue
            if "uses" in step:
                names = sorted(file.name for file in Path(self.outputs["report"]["folder"]).iterdir())
                assert names == ["report.html", "rows.jsonl", "summary.md"], names
                continue
            status = self.step(step)
            if status != 0:
                return status
        return 0


def check_runs(api):
    comments = Api.comments
    posts = str(SOURCE / "examples/archive")
    first = Run(api, {"archive": posts, "title": "A \"title\" $(touch pwned)"})
    assert first.run() == 0, first.log
    rows = first.outputs["report"]["rows"]
    assert first.outputs["compare"]["tripped"] == "false" and len(comments) == 1, first.log
    assert comments[0]["body"].startswith("<!-- theme") and "## Themes" in comments[0]["body"], comments
    assert not (first.folder / "pwned").exists() and "$(touch pwned)" in Path(first.outputs["report"]["report"]).read_text()

    gates = first.folder / "gates.txt"
    gates.write_text("theme.rate>1%\n")
    same = Run(api, {"archive": posts, "baseline": rows, "gates": str(gates)})
    assert same.run() == 0 and len(comments) == 1 and "**No gate tripped.**" in comments[0]["body"], same.log + comments[0]["body"][-300:]

    half = first.folder / "half"
    half.mkdir()
    for file in sorted(Path(posts).iterdir())[:12]:
        shutil.copy(file, half)
    moved = Run(api, {"archive": str(half), "baseline": rows, "gates": str(gates), "evidence": "0", "by": "", "lexicons": "themes-health themes-learning"})
    assert moved.run() == 1 and moved.outputs["compare"]["tripped"] == "true" and "::error" in moved.log, moved.log
    assert "trip a gate" in comments[0]["body"], comments[0]["body"][-500:]

    push = Run(api, {"archive": posts, "artifact": ""}, event="push")
    assert push.run() == 0 and len(comments) == 1, push.log
    missing = Run(api, {"archive": "no-such-folder"})
    assert missing.run() != 0 and "no-such-folder" in missing.log, missing.log
    lexicon = Run(api, {"archive": posts, "lexicons": "no-such-lexicon"})
    assert lexicon.run() != 0 and not Path(lexicon.folder, "temp/theme-report/rows.jsonl").exists(), lexicon.log
    for run in (first, same, moved, push, missing, lexicon):
        shutil.rmtree(run.folder)


def scripts(node):
    """Every shell script in a tree of YAML."""
    if isinstance(node, dict):
        yield from (node[key] for key in node if key == "run" and isinstance(node[key], str))
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from scripts(child)


def check_files():
    files = [SOURCE / "action.yml", *sorted((SOURCE / ".github").rglob("*.yml")), SOURCE / "examples/ci/.github/workflows/report.yml"]
    for file in files:
        text = file.read_text()
        for name in re.findall(r"uses:\s*(\S+)", text):
            assert name == "./" or re.search(r"@[0-9a-f]{40}$", name), f"{file.name}: {name} is not pinned to a commit"
        for script in scripts(yaml.safe_load(text)):
            assert "${{" not in script, f"{file.name}: an expression is pasted into a script"
            done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True)
            assert done.returncode == 0, f"{file.name}: {done.stderr}"
    assert len(files) >= 7, files


def main():
    check_files()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    check_runs(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    print("ok")


if __name__ == "__main__":
    main()
