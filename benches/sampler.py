"""Draws the posterior of BG/NBD with pymc-marketing and nutpie, and compares with what the bench `posteriors` printed.

Arguments: summary file, output of the bench, tuning steps, draws. The priors are the same: half-normal. Compilation
counts apart: it is paid once, not per draw. The ratio is of CPU seconds per effective draw, by the least effective of
the four parameters.
"""

import re
import resource
import sys
import warnings

warnings.filterwarnings("ignore")

import arviz as az  # noqa: E402
import nutpie  # noqa: E402
import pandas as pd  # noqa: E402
from pymc_extras.prior import Prior  # noqa: E402
from pymc_marketing.clv import BetaGeoModel  # noqa: E402


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def own_figures(path, tuning, draws):
    """CPU seconds and the least effective sample size of the run of these lengths."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = re.search(rf"bg-nbd: no U-turn, 4 x \({tuning} \+ {draws}\).*?([\d.]+) s CPU\n(.*?)\nbg-nbd", text, re.DOTALL)
    if found is None:
        sys.exit(f"error: `{path}` has no run of 4 x ({tuning} + {draws})")
    return float(found.group(1)), min(float(size) for size in re.findall(r"ess (\d+) bulk", found.group(2)))


def main():
    path, printed, tuning, draws = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    own_cpu, own_draws = own_figures(printed, tuning, draws)
    summary = pd.read_csv(path)[["customer_id", "frequency", "recency", "T"]]
    scales = {"r": 5.0, "alpha": 10.0, "a": 5.0, "b": 10.0}
    config = {name: Prior("HalfNormal", sigma=scale) for name, scale in scales.items()}
    model = BetaGeoModel(data=summary, model_config=config)
    model.build_model()
    started = cpu_seconds()
    compiled = nutpie.compile_pymc_model(model.model)
    built = cpu_seconds()
    trace = nutpie.sample(compiled, draws=draws, tune=tuning, chains=4, seed=1, progress_bar=False)
    sampled = cpu_seconds()
    table = az.summary(trace, var_names=list(scales), round_to=4)
    bulk, tail = table["ess_bulk"].min(), table["ess_tail"].min()
    print(f"nutpie: {sampled - built:.2f} s CPU (and {built - started:.2f} to compile), "
          f"{bulk:.0f} effective draws at least (tail {tail:.0f})")
    for name, row in table.iterrows():
        print(f"  {name} {row['mean']:.4f} ± {row['sd']:.4f} r-hat {row['r_hat']:.4f} "
              f"ess {row['ess_bulk']:.0f} bulk {row['ess_tail']:.0f} tail")
    ratio = (sampled - built) / bulk / (own_cpu / own_draws)
    print(f"patron: {own_cpu:.2f} s CPU, {own_draws:.0f} effective draws at least; at equal effective size {ratio:.0f}x")


if __name__ == "__main__":
    main()
