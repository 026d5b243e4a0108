"""Times a valuation of the same customers without labels, with all schemes, and with a card of twenty lines beside them,
and prints what each adds.

Schemes: the built-in ones, and those made from templates. Wallets are imported too, so that each has its records.
"""

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from workloads import RUNS, measure

PATRON, FOLDER, CUSTOMERS = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
SOURCE, DATA = FOLDER / f"data-{CUSTOMERS}", FOLDER / f"cards-{CUSTOMERS}"

# measure and whether less is better; two lines lack values for some customers
LINES = [
    ("revenue", False), ("contribution", False), ("orders", False), ("occasions", False), ("frequency", False),
    ("recency", False), ("age", False), ("days_idle", True), ("monetary_value", False), ("billing_year", False),
    ("monthly_billing", False), ("billing_trend", False), ("demand_forecast", False), ("expected_purchases", False),
    ("expected_spend", False), ("expected_value", False), ("probability_return", False), ("customer_value", False),
    ("share_of_wallet", False), ("wallet_gap", False),
]


BUILT_IN = ["rfm", "abc", "pyramid", "lifecycle", "value-cube"]
TEMPLATES = ["revenue-tiers", "profit-tiers", "behaviour", "win-back"]


def patron(*words):
    return [PATRON, "--data-dir", str(DATA / "ledger"), "--quiet", *words]


def card():
    """Twenty lines of five points each, scaled between their ends; four tiers."""
    text = ['id = "bench"', 'name = { en = "Twenty lines", zh = "二十项" }']
    for name, less in LINES:
        text += ["[[indicator]]", f'id = "{name.replace("_", "-")}"', f'name = {{ en = "{name}", zh = "{name}" }}',
                 f'measure = "{name}"', "weight = 5"]
        text += ['better = "lower"'] if less else []
    for tier, start in (("a", 60), ("b", 40), ("c", 20), ("d", None)):
        text += ["[[tier]]", f'id = "{tier}"', f'name = {{ en = "{tier}", zh = "{tier}" }}',
                 'strategy = { en = "-", zh = "-" }'] + ([f"from = {start}"] if start is not None else [])
    return "\n".join(text) + "\n"


def prepare():
    """The orders of the other workloads, and a wallet for every customer."""
    if (DATA / "ledger").exists():
        return
    DATA.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(patron("import", "orders", str(SOURCE / "orders.parquet")), check=True,
                       stdout=subprocess.DEVNULL)
        bought = DATA / "bought.csv"
        query = "select customer_id, sum(amount) as bought from ledger.orders group by customer_id"
        subprocess.run(patron("--format", "csv", "sql", query, "--out", str(bought)), check=True)
        with open(bought, newline="") as rows, open(DATA / "wallets.csv", "w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["customer_id", "period", "period_end", "category_spend"])
            for place, (customer, amount) in enumerate(list(csv.reader(rows))[1:]):
                # from all of the wallet to a fifth of it
                spend = float(amount) * (1 + place % 17 / 4) + 1
                writer.writerow([customer, "1990-01-01", "2099-12-31", f"{spend:.2f}"])
        subprocess.run(patron("import", "wallets", str(DATA / "wallets.csv")), check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        shutil.rmtree(DATA)
        raise


def forget():
    """Removes cards and schemes that an earlier run of this has left."""
    for words in [("card", "remove", "bench")] + [("scheme", "remove", name) for name in TEMPLATES]:
        subprocess.run(patron(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    prepare()
    forget()
    figures = [("no labels", measure(patron("run", "--without", ",".join(BUILT_IN))))]
    for template in TEMPLATES:
        subprocess.run(patron("scheme", "new", "--from", template), check=True, stdout=subprocess.DEVNULL)
    figures.append((f"{len(BUILT_IN) + len(TEMPLATES)} schemes", measure(patron("run"))))
    (DATA / "card.toml").write_text(card())
    subprocess.run(patron("card", "set", str(DATA / "card.toml")), check=True, stdout=subprocess.DEVNULL)
    figures.append(("schemes and a card of 20 lines", measure(patron("run"))))
    print(f"\n{CUSTOMERS} customers, median of {RUNS} runs\n")
    print(f"{'valuation':40}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}")
    for name, (cpu, wall, memory) in figures:
        print(f"{name:40}{cpu:9.2f}{wall:9.2f}{memory:10.0f}")
    (cpu, wall, _), (all_cpu, all_wall, _) = figures[0][1], figures[-1][1]
    print(f"{'what schemes and card add':40}{all_cpu - cpu:9.2f}{all_wall - wall:9.2f}")


if __name__ == "__main__":
    main()
