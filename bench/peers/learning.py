#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Learning from ticks beside two classifiers that learn from the same ticks.

    /usr/bin/python3 bench/peers/learning.py build/release/ayes

Within each question, the answers with a tick for or against are dealt out to five folds with the
same share of each side, in the order of the SHA-256 of their ids. Every system is given the other
four folds and asked for the fifth. ayes goes the way of its users: `learn` writes a model, `classify
--model` reads the answers left out. The learning curve gives each system so many ticks a side and
asks for all other answers. Rewrites bench/learning.csv, bench/learning_curve.csv, and the rows of
bench/quality.csv whose system begins with "within questions: ". What is not installed (fasttext;
scikit-learn) is left out, saying so, and its rows stay as they are.
"""
import collections
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("AYES_SHARED", os.path.join(ROOT, "..", "shared"))
SETS = ["arguments_dev", "debate_posts", "synthetic_consultation"]
FOLDS = 5
LEAST = 20  # ticks of either side a question must have here: debate_posts has about 33
SIZES = [30, 60, 100, 200]
LEFT = 15  # answers of either side that must be left to be asked for
DRAWS = 3
SIDES = {"Yes": "support", "No": "oppose"}


def order(row, salt=""):
    return hashlib.sha256((salt + row["id"]).encode()).hexdigest()


def questions(name):
    """Ticked answers by question, for questions with ticks enough."""
    found = collections.defaultdict(list)
    with open(os.path.join(SHARED, "data", name + ".jsonl"), encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["answer"] in SIDES:
                found[row["question"]].append(row)
    return {q: rows for q, rows in found.items()
            if min(sum(r["answer"] == tick for r in rows) for tick in SIDES) >= LEAST}


def f_avg(rows, given):
    """Mean F1 of support and oppose; an answer taken for neither is missed."""
    total = 0.0
    for tick, side in SIDES.items():
        right = sum(r["answer"] == tick and g == side for r, g in zip(rows, given))
        wanted = sum(r["answer"] == tick for r in rows)
        chosen = sum(g == side for g in given)
        total += 2 * right / (wanted + chosen) if wanted + chosen else 0.0
    return total / 2


# ---- Systems: train, test -> labels of test ----

class Ayes:
    def __init__(self, program, learned):
        self.program, self.learned = program, learned

    def __call__(self, train, test):
        folder = tempfile.mkdtemp()
        model = os.path.join(folder, "model")
        command = [self.program, "classify", "-", "-q", "--no-text", "--input-format", "jsonl"]
        if self.learned:
            done = subprocess.run([self.program, "learn", "-", "--input-format", "jsonl", "-q",
                                   "--least", str(LEAST - 5), "-o", model],
                                  input=lines(train, True), capture_output=True, text=True)
            if done.returncode == 0:
                command += ["--model", model]
            elif done.returncode != 1:
                sys.exit(done.stderr)
        done = subprocess.run(command, input=lines(test, False), capture_output=True, text=True,
                              check=True)
        shutil.rmtree(folder)
        return [json.loads(line)["stance"] for line in done.stdout.splitlines()]


def lines(rows, with_ticks):
    keys = ["id", "question", "target", "text"] + (["answer"] if with_ticks else [])
    return "".join(json.dumps({k: r[k] for k in keys}) + "\n" for r in rows)


def by_tfidf(train, test):
    """Words and pairs of words, logistic regression, both sides weighing the same."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    learner = LogisticRegression(C=10, max_iter=1000, class_weight="balanced")
    learner.fit(vectors.fit_transform(r["text"] for r in train), [SIDES[r["answer"]] for r in train])
    return list(learner.predict(vectors.transform(r["text"] for r in test)))


def fasttext_line(row):
    return "__label__%s %s\n" % (SIDES[row["answer"]],
                                 " ".join(re.findall(r"\w+", row["text"].lower())))


def by_fasttext(train, test):
    folder = tempfile.mkdtemp()
    paths = [os.path.join(folder, name) for name in ("train", "model", "test")]
    for path, rows in ((paths[0], train), (paths[2], test)):
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(map(fasttext_line, rows))
    subprocess.run(["fasttext", "supervised", "-input", paths[0], "-output", paths[1], "-lr", "0.5",
                    "-epoch", "100", "-wordNgrams", "2", "-dim", "50", "-thread", "1",
                    "-bucket", "20000", "-seed", "1", "-verbose", "0"], check=True,
                   capture_output=True)
    done = subprocess.run(["fasttext", "predict", paths[1] + ".bin", paths[2]], check=True,
                          capture_output=True, text=True)
    shutil.rmtree(folder)
    return [line.replace("__label__", "") for line in done.stdout.splitlines()]


def systems(program):
    found = {"rules": Ayes(program, False), "rules and learned": Ayes(program, True)}
    try:
        import sklearn  # noqa: F401
        found["tfidf logistic regression"] = by_tfidf
    except ImportError:
        print("scikit-learn is not installed: its rows stay as they are", file=sys.stderr)
    if shutil.which("fasttext"):
        found["fasttext"] = by_fasttext
    else:
        print("fasttext is not installed: its rows stay as they are", file=sys.stderr)
    return found


# ---- Tables ----

def cross_validate(system, rows):
    fold = {}
    for tick in SIDES:
        for i, row in enumerate(sorted((r for r in rows if r["answer"] == tick), key=order)):
            fold[row["id"]] = i % FOLDS
    given = {}
    for k in range(FOLDS):
        train = [r for r in rows if fold[r["id"]] != k]
        test = [r for r in rows if fold[r["id"]] == k]
        given.update(zip((r["id"] for r in test), system(train, test)))
    return f_avg(rows, [given[r["id"]] for r in rows])


def draw(rows, size, salt):
    """size answers of either side, and the rest; None when too few would be left."""
    train, test = [], []
    for tick in SIDES:
        side = sorted((r for r in rows if r["answer"] == tick), key=lambda r: order(r, salt))
        if len(side) < size + LEFT:
            return None
        train += side[:size]
        test += side[size:]
    return sorted(train, key=order), test


def merge(path, columns, keys, rows):
    """Writes rows; those of a table that is there stay where no new one takes their place."""
    table = {}
    if os.path.exists(path):
        with open(path, newline="", encoding="utf-8") as file:
            table = {tuple(r[k] for k in keys): r for r in csv.DictReader(file)}
    table.update({tuple(str(r[k]) for k in keys): r for r in rows})
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table.values())


def write_beside_rules(path, table):
    """Puts the f_avg of systems that learned from ticks under the rows of their set."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        columns, rows = reader.fieldnames, list(reader)
    for row in table:
        system = "within questions: " + row["system"]
        rows = [r for r in rows if (r["set"], r["system"]) != (row["set"], system)]
        last = max(i for i, r in enumerate(rows) if r["set"] == row["set"])
        rows.insert(last + 1, dict.fromkeys(columns, "") | {
            "set": row["set"], "n": row["answers"], "system": system, "f_avg": row["f_avg"],
            "note": "mean over %s questions; five folds of their ticks" % row["questions"]})
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not os.path.isdir(os.path.join(SHARED, "data")):
        sys.exit("there is no data in " + SHARED)
    program, table, curve = os.path.abspath(sys.argv[1]), [], []
    for name in SETS:
        asked = questions(name)
        for label, system in systems(program).items():
            scores = [cross_validate(system, rows) for rows in asked.values()]
            table.append({"set": name, "questions": len(scores),
                          "answers": sum(map(len, asked.values())), "system": label,
                          "f_avg": "%.3f" % (sum(scores) / len(scores)),
                          "lowest": "%.3f" % min(scores)})
            print(table[-1], flush=True)
            for size in SIZES:
                scores, used = [], 0
                for rows in asked.values():
                    drawn = [draw(rows, size, str(k)) for k in range(DRAWS)]
                    if drawn[0]:
                        used += 1
                        scores += [f_avg(test, system(train, test)) for train, test in drawn]
                if used and name != "debate_posts":
                    curve.append({"set": name, "ticks_a_side": size, "questions": used,
                                  "system": label, "f_avg": "%.3f" % (sum(scores) / len(scores))})
                    print(curve[-1], flush=True)
    bench = os.path.join(ROOT, "bench")
    merge(os.path.join(bench, "learning.csv"),
          ["set", "questions", "answers", "system", "f_avg", "lowest"], ["set", "system"], table)
    merge(os.path.join(bench, "learning_curve.csv"),
          ["set", "ticks_a_side", "questions", "system", "f_avg"],
          ["set", "ticks_a_side", "system"], curve)
    write_beside_rules(os.path.join(bench, "quality.csv"), table)


if __name__ == "__main__":
    main()
