//! What matters, in one or two sentences made from the figures.

use super::{Content, Format, Words};

/// Who holds half of all value, and who of them is slipping.
pub(super) fn concentration(content: &Content, words: &Words, format: &Format) -> String {
    let overview = &content.overview;
    if overview.customers_for_half == 0 {
        return words.fill("sentence", "no_value", &[("customers", format.count(overview.customers))]);
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^52")]
    let share = overview.customers_for_half as f64 / overview.customers.max(1) as f64;
    let key = match (overview.customers_for_half, overview.slipping) {
        (1, _) => "one",
        // Without a P(return) nobody is seen to slip, which is not the same as nobody slipping.
        _ if overview.mean_probability_return.is_none() => "unmodelled",
        (_, 0) => "steady",
        _ => "slipping",
    };
    let values = [
        ("half", format.count(overview.customers_for_half)),
        ("share", format.percent(share)),
        ("slipping", format.count(overview.slipping)),
        ("at_stake", format.money(overview.slipping_value)),
    ];
    words.fill("sentence", key, &values)
}

/// What the customers will bring, and what the test on unseen weeks says of it.
pub(super) fn outlook(content: &Content, words: &Words, format: &Format) -> String {
    let (run, lifetime) = (&content.overview.run, &content.lifetime);
    let contestant = |id: &str| words.find("contestant", id).map_or_else(|| id.to_owned(), str::to_owned);
    let mut values = vec![
        ("days", run.horizon_days.to_string()),
        ("value", format.money(run.customer_equity)),
        ("range", format.range(run.customer_equity_low, run.customer_equity_high)),
    ];
    let Some(model) = &lifetime.purchases else { return words.fill("sentence", "refused", &values) };
    let Some(holdout) = &lifetime.holdout else { return words.fill("sentence", "untested", &values) };
    let own = holdout.contestants.iter().find(|contestant| contestant.id == model.model);
    let best = holdout.contestants.first();
    let bias = own.and_then(|own| own.bias).map_or(f64::NAN, f64::abs);
    values.push(("weeks", holdout.weeks.to_string()));
    values.push(("bias", format.percent(bias)));
    values.push(("best", best.map(|best| contestant(&best.id)).unwrap_or_default()));
    let won = best.is_some_and(|best| best.id == model.model);
    words.fill("sentence", if won { "won" } else { "lost" }, &values)
}
