"""Times a costing: five order lines a customer, costs sent over departments and 40 activities to every customer.

Counted are whole processes: what customers cost by activity as a file, what one customer costs back to the resources,
and the whole costing as a workbook with a thousand customers.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from workloads import RUNS, measure

PATRON, FOLDER, CUSTOMERS = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
DATA = FOLDER / f"costs-{CUSTOMERS}"
LINES_A_CUSTOMER = 5
CHANNELS = 8

# The same lines every time: figures come from the number of a line, not from a generator.
LINES = f"""
import duckdb
duckdb.sql('''
  copy (
    select 'C' || lpad((i % {{customers}})::varchar, 8, '0') customer_id,
           timestamp '2025-01-01' + to_days((hash(i) % 364)::int) + to_seconds((hash(i, 1) % 86400)::int) ordered_at,
           'O' || (i // 2) order_id, 'P' || hash(i, 2) % 500 product_id,
           1 + hash(i, 3) % 9 quantity, (100 + hash(i, 4) % 30000) / 100.0 amount, (50 + hash(i, 4) % 20000) / 100.0 as cost,
           'channel ' || hash(i, 5) % {CHANNELS} channel
    from range({{lines}}) t(i)
  ) to '{{out}}' (format parquet)
''')
"""


def patron(*words):
    return [PATRON, "--data-dir", str(DATA / "ledger"), "--quiet", *words]


def activities():
    """40 activities: five words, and what is counted with a condition or added up by channel."""
    drivers = ['"orders"', '"lines"', '"quantity"', '"revenue"', '{ table = "orders", where = "quantity > 5" }']
    for channel in range(CHANNELS):
        where = f"channel = 'channel {channel}'"
        drivers += [f'{{ table = "orders", where = "{where}" }}',
                    f'{{ table = "orders", where = "{where} and quantity > 3" }}',
                    f'{{ table = "orders", where = "{where}", sum = "amount" }}',
                    f'{{ table = "orders", where = "{where} and amount < 50", sum = "quantity" }}']
    drivers += ['{ table = "orders", where = "amount > 250" }', '{ table = "orders", where = "amount < 20" }',
                '{ table = "orders", sum = "amount - cost" }']
    return drivers


def model():
    """20 resources over five departments, two of which serve each other."""
    text = ['id = "bench"', 'name = { en = "Bench", zh = "基准" }', 'from = "2025-01-01"', 'to = "2025-12-31"']
    drivers = activities()
    assert len(drivers) == 40
    for place in range(20):
        behaviour = ("incremental", "shared", "shared", "sustaining")[place % 4]
        to = f"to = {{ department-{place % 5} = 3, department-{(place + 1) % 5} = 1 }}"
        way = [] if behaviour == "sustaining" else [to]
        text += ["[[resource]]", f'id = "resource-{place}"', f"amount = {100_000 + 7_919 * place}",
                 f'behaviour = "{behaviour}"'] + way
    for place in range(5):
        to = [f"activity-{number} = {1 + number % 3}" for number in range(place, 40, 5)]
        to += [f"department-{1 - place} = 2"] if place < 2 else []
        text += ["[[department]]", f'id = "department-{place}"', f"to = {{ {', '.join(to)} }}"]
    for place, driver in enumerate(drivers):
        text += ["[[activity]]", f'id = "activity-{place}"', f"driver = {driver}"]
    return "\n".join(text) + "\n"


def prepare():
    if (DATA / "ledger").exists():
        return
    DATA.mkdir(parents=True, exist_ok=True)
    orders = DATA / "orders.parquet"
    try:
        lines = LINES.format(customers=CUSTOMERS, lines=LINES_A_CUSTOMER * CUSTOMERS, out=orders)
        subprocess.run([sys.executable, "-c", lines], check=True)
        subprocess.run(patron("import", "orders", str(orders)), check=True, stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        shutil.rmtree(DATA)
        raise


def main():
    prepare()
    costs = DATA / "costs.toml"
    costs.write_text(model())
    work = [
        ("every customer's cost, by activity", patron("cost", "run", str(costs), "--out", str(DATA / "costs.parquet"))),
        ("one customer back to the resources", patron("cost", "explain", str(costs), "C00000007")),
        ("workbook with 1,000 customers", patron("cost", "report", str(costs), "--out", str(DATA / "costs.xlsx"))),
    ]
    print(f"\n{CUSTOMERS} customers, {LINES_A_CUSTOMER * CUSTOMERS} order lines, 40 activities, median of {RUNS} runs\n")
    print(f"{'costing':40}{'CPU s':>9}{'wall s':>9}{'peak MiB':>10}")
    for name, command in work:
        cpu, wall, memory = measure(command)
        print(f"{name:40}{cpu:9.2f}{wall:9.2f}{memory:10.0f}")


if __name__ == "__main__":
    main()
