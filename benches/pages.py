"""Latency of customer pages of 50 rows: one client alone, then 50 clients that together ask 20 times a second."""

import http.client
import random
import statistics
import subprocess
import sys
import threading
import time
from urllib.parse import urlencode

PATRON, DATA = sys.argv[1], sys.argv[2]
PORT = 7391
CLIENTS, RATE, SECONDS = 50, 20.0, 30.0
SORTS = ["-customer_value", "residual_value", "-revenue", "days_idle", "-probability_return", "customer_id",
         "first_purchase", "-orders"]
FILTERS = [[], ["rfm_segment:is:champions"], ["abc_class:is:A"], ["revenue:ge:100"],
           ["probability_return:ge:0.3", "days_idle:le:200"], ["first_purchase:ge:1997-06-01"]]


def address(seed):
    chosen = random.Random(seed)
    words = [("limit", 50), ("sort", chosen.choice(SORTS))]
    words += [("f", condition) for condition in chosen.choice(FILTERS)]
    return "/api/v1/customers?" + urlencode(words)


def ask(connection, seed):
    started = time.perf_counter()
    connection.request("GET", address(seed))
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"error: {address(seed)} answered {answer.status}: {body[:300]!r}")
    return (time.perf_counter() - started) * 1000.0


def show(name, times):
    times = sorted(times)
    at = lambda share: times[min(int(share * len(times)), len(times) - 1)]
    print(f"{name:28}{len(times):8}{statistics.median(times):10.0f}{at(0.95):10.0f}{times[-1]:10.0f}")


def wait_until_up():
    for _ in range(200):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
            connection.request("GET", "/api/v1/status")
            connection.getresponse().read()
            return connection
        except ConnectionError:
            time.sleep(0.1)
    sys.exit("error: the server did not come up")


def client(number, times, until):
    chosen = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    while True:
        pause = chosen.expovariate(RATE / CLIENTS)
        if time.perf_counter() + pause > until:
            return
        time.sleep(pause)
        times.append(ask(connection, chosen.random()))


def main():
    server = subprocess.Popen([PATRON, "--data-dir", DATA, "--quiet", "serve", "--listen", f"127.0.0.1:{PORT}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = wait_until_up()
        for seed in range(20):
            ask(connection, seed)
        print(f"{'customer pages':28}{'requests':>8}{'median ms':>10}{'p95 ms':>10}{'max ms':>10}")
        show("one client", [ask(connection, seed) for seed in range(200)])
        times, until = [], time.perf_counter() + SECONDS
        threads = [threading.Thread(target=client, args=(number, times, until)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        show(f"{CLIENTS} clients, {RATE:.0f} a second", times)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
