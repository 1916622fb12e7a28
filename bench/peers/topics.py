#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Topics of patient feedback: the pack lexicons/en-health beside two classifiers that learn.

    /usr/bin/python3 bench/peers/topics.py build/release/ayes

Rows of patient_feedback_topics_dev.jsonl are counted from 1: odd ones were read while the pack was
written, and train the classifiers; all are measured on the even ones. Rewrites bench/topics.csv.
What is not installed (fasttext; scikit-learn) is left out, saying so, and its row stays as it is.
Both classifiers choose what they can (strength, threshold) within the odd rows.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get("AYES_SHARED", os.path.join(ROOT, "..", "shared"))
SET = "patient_feedback_topics_dev"
TABLE = os.path.join(ROOT, "bench", "topics.csv")
COLUMNS = ["set", "answers", "system", "precision", "recall", "micro_f1", "macro_f1"]
THRESHOLDS = [i / 20 for i in range(1, 16)]


def f1(right, given, wanted):
    return 2 * right / (given + wanted) if given + wanted else 0.0


def measure(gold, found):
    """Micro precision, recall and F1, and the mean F1 of topics that occur in gold."""
    right = sum(len(g & f) for g, f in zip(gold, found))
    given, wanted = sum(map(len, found)), sum(map(len, gold))
    names = set().union(*gold)
    each = [f1(sum(n in g and n in f for g, f in zip(gold, found)),
               sum(n in f for f in found), sum(n in g for g in gold)) for n in names]
    return (right / given if given else 0.0, right / wanted, f1(right, given, wanted),
            sum(each) / len(each))


def by_ayes(program, rows):
    lines = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    pack = os.path.join(ROOT, "lexicons", "en-health")
    done = subprocess.run([program, "classify", "-", "--lexicon", pack, "--quiet", "--no-text"],
                          input=lines, capture_output=True, text=True, check=True)
    return [{t["id"] for t in json.loads(line)["topics"]} for line in done.stdout.splitlines()]


def above(scores, threshold):
    """Topics over the threshold; at least the best one, as every row has a code."""
    return [{n for n, s in row.items() if s >= threshold} or {max(row, key=row.get)}
            for row in scores]


def best_threshold(gold, scores):
    return max(THRESHOLDS, key=lambda t: measure(gold, above(scores, t))[2])


def by_regression(train, test):
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import cross_val_predict
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import MultiLabelBinarizer
    except ImportError:
        return None
    binarizer = MultiLabelBinarizer()
    texts, gold = [r["text"] for r in train], [set(r["topics"]) for r in train]
    labels = binarizer.fit_transform(gold)
    as_rows = lambda table: [dict(zip(binarizer.classes_, row)) for row in table]
    best = None
    for strength in (1, 10, 100):
        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
                              OneVsRestClassifier(LogisticRegression(C=strength, max_iter=1000)))
        scores = as_rows(cross_val_predict(model, texts, labels, cv=5, method="predict_proba"))
        threshold = best_threshold(gold, scores)
        figure = measure(gold, above(scores, threshold))[2]
        if best is None or figure > best[0]:
            best = (figure, model, threshold)
    model = best[1].fit(texts, labels)
    return above(as_rows(model.predict_proba([r["text"] for r in test])), best[2])


def by_fasttext(train, test):
    words = lambda text: " ".join(re.findall(r"\w+", text.lower()))
    names = sorted(set().union(*(r["topics"] for r in train)))
    code = {n: "__label__%d" % i for i, n in enumerate(names)}

    def scores_of(folder, learn, predict):
        with open(folder + "/train", "w", encoding="utf-8") as out:
            for r in learn:
                out.write(" ".join(code[t] for t in r["topics"]) + " " + words(r["text"]) + "\n")
        with open(folder + "/test", "w", encoding="utf-8") as out:
            out.writelines(words(r["text"]) + "\n" for r in predict)
        subprocess.run(["fasttext", "supervised", "-input", folder + "/train", "-output",
                        folder + "/model", "-loss", "one-vs-all", "-epoch", "50", "-lr", "0.5",
                        "-wordNgrams", "2", "-thread", "1", "-bucket", "100000", "-verbose", "0"],
                       check=True, capture_output=True)
        done = subprocess.run(["fasttext", "predict-prob", folder + "/model.bin", folder + "/test",
                               str(len(names))], check=True, capture_output=True, text=True)
        rows = []
        for line in done.stdout.splitlines():
            parts = line.split()
            given = {p: float(s) for p, s in zip(parts[::2], parts[1::2])}
            rows.append({n: given.get(code[n], 0.0) for n in names})
        return rows

    try:
        with tempfile.TemporaryDirectory() as folder:
            fifths = [train[i::5] for i in range(5)]
            rest = [r for part in fifths[1:] for r in part]
            threshold = best_threshold([set(r["topics"]) for r in fifths[0]],
                                       scores_of(folder, rest, fifths[0]))
            return above(scores_of(folder, train, test), threshold)
    except FileNotFoundError:
        return None


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/ayes")
    path = os.path.join(SHARED, "data", SET + ".jsonl")
    if not os.path.exists(path):
        sys.exit("skipped: the set %s is not there" % SET)
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    train, test = rows[0::2], rows[1::2]
    gold = [set(r["topics"]) for r in test]
    kept = {}
    if os.path.exists(TABLE):
        with open(TABLE, newline="", encoding="utf-8") as file:
            kept = {row["system"]: row for row in csv.DictReader(file)}
    systems = [("ayes en-health", by_ayes(program, test)),
               ("fasttext", by_fasttext(train, test)),
               ("tfidf logistic regression", by_regression(train, test))]
    with open(TABLE, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        for name, found in systems:
            row = kept.get(name)
            if found is None:
                print("skipped: %s is not installed; its row stays" % name)
            else:
                figures = ["%.3f" % f for f in measure(gold, found)]
                row = dict(zip(COLUMNS, [SET, len(test), name] + figures))
            if row:
                table.writerow(row)
                print("%-28s micro-F1 %s" % (name, row["micro_f1"]))


if __name__ == "__main__":
    main()
