#!/usr/bin/env python3
"""Flows that others wrote: every recorded path of GOV.UK's smart answers, walked by frontdeskctl.

Each flow becomes a service (smartanswers.py). After the answers of a row the walk must stand at the
same next question or outcome, whichever way round the answers are given; an answer that the flow
refused must be refused here, and the question stay open. Where the recordings are not at hand it says so.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import smartanswers  # noqa: E402

CTL = os.path.join(os.environ.get("top_builddir", "."), "frontdeskctl")
SOURCE = os.environ.get("top_srcdir", ".")
DATA = os.environ.get("FRONTDESK_TEST_DATA", os.path.join(SOURCE, "../shared/data"))
PLAIN_ROWS = 120  # of each flow are walked by a program of their own, too


def ctl(*words, text=None):
    return subprocess.run([CTL, *words], input=text, capture_output=True, text=True, check=False)


def stands(walk):
    """Where a walk stands: its outcome, else the one question that is open."""
    if walk.get("outcome"):
        return walk["outcome"]["id"]
    opened = [p["id"] for p in walk["prompts"] if p["kind"] == "ask" and p["state"] == "open"]
    if walk["end"] == "open" and opened == [walk["next"]]:
        return walk["next"]
    return f"{walk['end']}, open {opened}, next {walk['next']}"


def words_of(row, backwards):
    path = row["path"][::-1] if backwards else row["path"]
    return [f"{node}={answer}" for node, answer in path]


def lines_of(flow, backwards):
    return "".join("\t".join(words_of(row, backwards)) + "\n" for row in flow.rows)


def check_row(row, walk, name):
    found = stands(walk)
    if found != row["next"]:
        return f"{name}: after {row['path']}: {found}, not {row['next']}"
    if bool(walk.get("refused")) != row["refused"]:
        return f"{name}: after {row['path']}: refused {walk.get('refused')}"
    states = {p["id"]: p["state"] for p in walk["prompts"]}
    lost = [node for node, _ in row["path"] if states[node] not in ("answered", "kept")]
    if lost and not row["refused"]:
        return f"{name}: after {row['path']}: lost {lost}"
    return None


def check_flow(name, file):
    base = os.path.join(DATA, "dialogue/smartanswers", name)
    flow = smartanswers.read_flow(f"{base}-questions-and-responses.yml",
                                  f"{base}-responses-and-expected-results.yml")
    with open(file, "w", encoding="utf-8") as out:
        out.write(flow.service(name))
    faults = []
    refused = any(row["refused"] for row in flow.rows)
    for backwards in (False, True):
        done = ctl("walk", file, "--batch", "-", text=lines_of(flow, backwards))
        walks = [json.loads(line) for line in done.stdout.splitlines()]
        if done.returncode != (3 if refused else 0) or len(walks) != len(flow.rows):
            return flow, [f"{name}: exit {done.returncode}, {len(walks)} walks: {done.stderr[:500]}"]
        faults += [check_row(row, walk, name) for row, walk in zip(flow.rows, walks)]
    step = max(1, len(flow.rows) // PLAIN_ROWS)
    for row in flow.rows[::step]:
        done = ctl("walk", file, *words_of(row, False), "--json")
        if done.returncode != (3 if row["refused"] else 0):
            faults.append(f"{name}: {row['path']}: exit {done.returncode}: {done.stderr[:300]}")
        else:
            faults.append(check_row(row, json.loads(done.stdout), name))
    return flow, [fault for fault in faults if fault]


def main():
    pattern = os.path.join(DATA, "dialogue/smartanswers/*-responses-and-expected-results.yml")
    names = sorted(os.path.basename(p).removesuffix("-responses-and-expected-results.yml")
                   for p in glob.glob(pattern))
    if not names:
        print(f"# {pattern} is not at hand")
        print("1..0 # SKIP no recorded flows")
        return 0
    print(f"1..{len(names)}")
    total = 0
    with tempfile.TemporaryDirectory(prefix="frontdesk-flows-") as folder:
        for number, name in enumerate(names, 1):
            flow, faults = check_flow(name, os.path.join(folder, f"{name}.yaml"))
            total += len(flow.rows)
            print(f"{'not ok' if faults else 'ok'} {number} - {name}: {len(flow.order)} questions and "
                  f"outcomes, {len(flow.rows)} rows", flush=True)
            for fault in faults[:5]:
                print(f"# {fault}")
    print(f"# {total} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
