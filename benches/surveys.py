"""Times surveys: answers to ten questions a respondent, indexed from their file, imported, and indexed from the ledger.

Counted are whole processes. Every import goes into a ledger of its own, which is removed before the next.
"""

import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from workloads import RUNS, measure

PATRON, FOLDER, ANSWERS = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
DATA = FOLDER / f"surveys-{ANSWERS}"
QUESTIONS = 10
RESPONDENTS = ANSWERS // QUESTIONS

def patron(ledger, *words):
    return [PATRON, "--data-dir", str(ledger), "--quiet", *words]


def questionnaire():
    text = ['id = "bench"', 'name = { en = "Bench", zh = "基准" }', 'instrument = "csat"', "scale = { low = 1, high = 5 }",
            "[columns]", 'respondent = "respondent_id"', 'customer = "customer_id"', 'answered_at = "answered_at"']
    for place in range(QUESTIONS):
        text += ["[[item]]", f'id = "q{place}"']
    return "\n".join(text) + "\n"


def respondent(place):
    """The same answers every time: figures come from the number of a respondent, not from a generator."""
    mixed = place * 2654435761 % 2**32
    answers = ",".join(str(1 + (mixed >> 2 * question) % 5) for question in range(QUESTIONS))
    day = date(2025, 1, 1) + timedelta(days=mixed % 364)
    return f"R{place:08},C{place // 2:08},{day},{answers}\n"


def prepare():
    answers = DATA / "answers.csv"
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "bench.toml").write_text(questionnaire())
    if not answers.exists():
        made = DATA / "answers.part"
        with made.open("w") as file:
            file.write(",".join(["respondent_id", "customer_id", "answered_at", *(f"q{n}" for n in range(QUESTIONS))]) + "\n")
            file.writelines(respondent(place) for place in range(RESPONDENTS))
        made.rename(answers)
    return answers


def main():
    answers, survey = prepare(), str(DATA / "bench.toml")
    kept = DATA / "ledger"
    if not kept.exists():
        subprocess.run(patron(kept, "survey", "import", survey, str(answers)), check=True, stdout=subprocess.DEVNULL)
    new = DATA / "new"
    fresh = patron(new, "survey", "import", survey, str(answers))
    work = [
        ("index of the file", patron(kept, "survey", "index", survey, str(answers))),
        ("import", ["sh", "-c", f"rm -rf '{new}'; exec \"$@\"", "sh", *fresh]),
        ("index of the ledger", patron(kept, "survey", "index", "bench")),
    ]
    print(f"\n{RESPONDENTS * QUESTIONS} answers of {RESPONDENTS} respondents, median of {RUNS} runs\n")
    print(f"{'survey':40}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}")
    for name, command in work:
        cpu, wall, memory = measure(command)
        print(f"{name:40}{cpu:9.2f}{wall:9.2f}{memory:10.0f}")
    shutil.rmtree(new, ignore_errors=True)


if __name__ == "__main__":
    main()
