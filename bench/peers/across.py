#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a list learned across questions gains on questions that it was not learned from.

    /usr/bin/python3 bench/peers/across.py build/release/ayes

The questions of policy_arguments and arguments_dev, told apart by their proposals, are dealt out to
ten parts in the order of the SHA-256 of these. For each part `ayes learn --across --without` writes
a list from all answers but those to its questions, in place of general.tsv; it goes into a copy of
the pack as it is, pruned by nobody, and `ayes classify` labels the answers left out. `rules` is the
pack without such a list, `learned` the pack with it and without effects.tsv. Rewrites
bench/across.csv.
"""
import collections
import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("AYES_SHARED", os.path.join(ROOT, "..", "shared"))
SETS = ["policy_arguments", "arguments_dev"]
LIST = "general.tsv"
PARTS = 10


def proposal(row):
    return " ".join("".join(c if c.isalnum() else " " for c in row["target"].lower()).split())


def load():
    rows = []
    for name in SETS:
        with open(os.path.join(SHARED, "data", name + ".jsonl"), encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                rows.append({**row, "set": name, "key": row["id"]})
    asked = sorted({proposal(r) for r in rows}, key=lambda t: hashlib.sha256(t.encode()).hexdigest())
    part = {text: i % PARTS for i, text in enumerate(asked)}
    for i, row in enumerate(rows):
        row["part"] = part[proposal(row)]
        row["id"] = str(i)
    return rows


def write(path, rows, with_ticks):
    keys = ["id", "target", "text"] + (["answer"] if with_ticks else [])
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({k: row[k] for k in keys}) + "\n")


def pack_with(folder, name, learned, emptied=()):
    """A copy of the pack with that list for general.tsv; None: with none."""
    path = os.path.join(folder, name, "en")
    shutil.copytree(os.path.join(ROOT, "lexicons", "en"), path)
    for file in (LIST, *emptied):
        with open(os.path.join(path, file), "w", encoding="utf-8") as out:
            out.write("term\tkind\n")
    if learned:
        shutil.copy(learned, os.path.join(path, LIST))
    return path


def classify(program, pack, answers):
    done = subprocess.run([program, "classify", answers, "--lexicon", pack, "-q", "--no-text"],
                          capture_output=True, text=True, check=True)
    return {r["id"]: r["stance"] for r in map(json.loads, done.stdout.splitlines())}


def label(program, rows):
    """Labels of all answers by each system, each part by what did not see its questions."""
    given = collections.defaultdict(dict)
    for part in range(PARTS):
        with tempfile.TemporaryDirectory() as folder:
            test = [r for r in rows if r["part"] == part]
            paths = [os.path.join(folder, name) for name in ("all.jsonl", "test.jsonl", LIST)]
            write(paths[0], rows, True)
            write(paths[1], test, False)
            subprocess.run([program, "learn", "--across", paths[0], "--without", paths[1], "--relearn",
                            LIST, "--lexicon", os.path.join(ROOT, "lexicons", "en"), "-q", "-o",
                            paths[2]], check=True, capture_output=True)
            systems = {"rules": pack_with(folder, "1", None),
                       "learned": pack_with(folder, "2", paths[2], ["effects.tsv"]),
                       "both": pack_with(folder, "3", paths[2])}
            for name, pack in systems.items():
                given[name].update(classify(program, pack, paths[1]))
        print("part %d of %d" % (part + 1, PARTS), file=sys.stderr)
    return given


def f_avg(rows, given):
    total = 0.0
    for side in ("support", "oppose"):
        right = sum(r["stance"] == side and given[r["id"]] == side for r in rows)
        wanted = sum(r["stance"] == side for r in rows)
        chosen = sum(given[r["id"]] == side for r in rows)
        total += 2 * right / (wanted + chosen)
    return total / 2


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rows = load()
    given = label(os.path.abspath(sys.argv[1]), rows)
    table = []
    for name in [*SETS, "all"]:
        some = [r for r in rows if name in (r["set"], "all")]
        table.append([name, len({proposal(r) for r in some}), len(some)] +
                     ["%.3f" % f_avg(some, given[k]) for k in ("rules", "learned", "both")])
    with open(os.path.join(ROOT, "bench", "across.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["set", "questions", "answers", "rules", "learned", "both"])
        writer.writerows(table)
    for row in table:
        print(*row)


if __name__ == "__main__":
    main()
