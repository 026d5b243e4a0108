"""Times whole processes, patron and peers in one run, and prints CPU seconds, peak memory and ratios.

Roll-up: the same sorted Parquet for all. Fit and predict: the same summary file for all; patron's predictions
include 90 % intervals, the peer's have none.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PATRON, FOLDER, CUSTOMERS = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
RUNS = 3
DATA = FOLDER / f"data-{CUSTOMERS}"

DUCKDB = """
import duckdb, sys
duckdb.sql('''
  copy (
    with days as (select customer_id, ordered_on, sum(amount) amount from read_parquet('{orders}') group by all)
    select customer_id, min(ordered_on) first_on, max(ordered_on) last_on, count(*) occasions, sum(amount) revenue,
           sum(amount) - arg_min(amount, ordered_on) net_after_first
    from days group by customer_id
  ) to '{out}' (format parquet)
''')
"""

POLARS = """
import polars as pl
days = pl.scan_parquet('{orders}').group_by('customer_id', 'ordered_on').agg(pl.col('amount').cast(pl.Float64).sum())
first = pl.col('ordered_on').min()
(days.group_by('customer_id')
     .agg(first.alias('first_on'), pl.col('ordered_on').max().alias('last_on'), pl.len().alias('occasions'),
          pl.col('amount').sum().alias('revenue'),
          pl.col('amount').filter(pl.col('ordered_on') > first).sum().alias('net_after_first'))
     .sink_parquet('{out}'))
"""

LIFETIMES_FIT = """
import pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter
s = pd.read_csv('{summary}')
b = BetaGeoFitter(); b.fit(s['frequency'], s['recency'], s['T'])
r = s[(s['frequency'] > 0) & (s['monetary_value'] > 0)]
g = GammaGammaFitter(); g.fit(r['frequency'], r['monetary_value'])
"""

LIFETIMES = LIFETIMES_FIT + """
g.customer_lifetime_value(b, s['frequency'], s['recency'], s['T'], s['monetary_value'], time=12, freq='W')
print(dict(b.params_), b.log_likelihood_ if hasattr(b, 'log_likelihood_') else b._negative_log_likelihood_)
"""


def measure(command, **places):
    """Median CPU seconds and wall seconds, and the largest peak memory, of whole runs."""
    if isinstance(command, str):
        command = [sys.executable, "-c", command.format(**places)]
    figures = []
    for _ in range(RUNS):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"error: `{' '.join(command)[:200]}` failed")
        figures.append((usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024))
    figures.sort()
    return figures[RUNS // 2][0], sorted(f[1] for f in figures)[RUNS // 2], max(f[2] for f in figures)


def patron(*words):
    return [PATRON, "--data-dir", str(DATA / "ledger"), "--quiet", *words]


def prepare():
    """Simulated orders, imported once."""
    if (DATA / "ledger").exists():
        return
    DATA.mkdir(parents=True, exist_ok=True)
    orders = DATA / "orders.parquet"
    subprocess.run(
        [PATRON, "simulate", "bg-nbd", "--parameters", "r=0.243,alpha=4.414,a=0.793,b=2.426", "--customers", CUSTOMERS,
         "--weeks", "104", "--seed", "1", "--spend", "p=6.25,q=3.74,gamma=15.44", "--out", str(orders), "--quiet"],
        check=True)
    try:
        subprocess.run(patron("import", "orders", str(orders)), check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        shutil.rmtree(DATA)
        raise


def main():
    prepare()
    orders = str(next((DATA / "ledger" / "ledger" / "orders").glob("*.parquet")))
    summary, fit, spend = (str(DATA / name) for name in ("summary.csv", "fit.json", "spend.json"))
    out = str(DATA / "out.parquet")
    rows = [
        ("roll-up", "patron", measure(patron("summary", "--time-unit", "week", "--out", out))),
        ("roll-up", "duckdb", measure(DUCKDB, orders=orders, out=out)),
        ("roll-up", "polars", measure(POLARS, orders=orders, out=out)),
    ]
    subprocess.run(patron("summary", "--time-unit", "week", "--out", summary), check=True)
    steps = [
        patron("fit", "bg-nbd", summary, "--format", "json", "--out", fit),
        patron("fit", "gamma-gamma", summary, "--format", "json", "--out", spend),
        patron("predict", fit, summary, "--spend-fit", spend, "--horizon", "52", "--intervals", "--out", out),
    ]
    parts = [measure(step) for step in steps]
    total = tuple(sum(part[i] for part in parts) for i in (0, 1)) + (max(part[2] for part in parts),)
    fits = tuple(sum(part[i] for part in parts[:2]) for i in (0, 1)) + (max(part[2] for part in parts[:2]),)
    rows.append(("fit", "patron", fits))
    rows.append(("fit", "lifetimes", measure(LIFETIMES_FIT, summary=summary)))
    rows.append(("fit + predict", "patron", total))
    rows.append(("fit + predict", "lifetimes", measure(LIFETIMES, summary=summary)))
    rows.append(("whole run", "patron", measure(patron("run"))))
    print(f"{CUSTOMERS} customers, median of {RUNS} runs\n")
    print(f"{'workload':16}{'program':12}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}{'CPU ratio':>11}")
    own = {}
    for workload, program, (cpu, wall, memory) in rows:
        own.setdefault(workload, cpu)
        print(f"{workload:16}{program:12}{cpu:9.2f}{wall:9.2f}{memory:10.0f}{cpu / own[workload]:10.1f}x")


if __name__ == "__main__":
    main()
