use super::Source;
use crate::report::table::{Cell, Table};

/// Why there is no test.
fn untested(source: &Source<'_>) -> &'static str {
    let lifetime = &source.content.lifetime;
    if lifetime.purchases.is_none() {
        return "no_model";
    }
    let refused = lifetime.notices.iter().any(|notice| notice.code == "no-holdout-fit");
    if refused { "no_holdout_fit" } else { "no_holdout" }
}

/// The model against naive rules on weeks that none of them has seen.
pub(in crate::report) fn contestants(source: &Source<'_>) -> Table {
    let holdout = source.content.lifetime.holdout.as_ref();
    let list = holdout.map_or(&[][..], |holdout| &holdout.contestants);
    let rows = list.iter().map(|contestant| {
        vec![
            Cell::text(source.words.find("contestant", &contestant.id).unwrap_or(&contestant.id)),
            Cell::Count(contestant.predicted_purchases),
            Cell::maybe(contestant.bias, Cell::Change),
            Cell::Number(contestant.rmse),
            Cell::Number(contestant.mae),
            Cell::maybe(contestant.correlation, Cell::Number),
            Cell::maybe(contestant.gini, Cell::Number),
        ]
    });
    let note = holdout.map_or_else(
        || source.word("note", untested(source)),
        |holdout| {
            let values = [
                ("from", holdout.calibration_end.clone()),
                ("to", holdout.holdout_end.clone()),
                ("weeks", holdout.weeks.to_string()),
                ("customers", source.format.count(holdout.customers)),
                ("returning", source.format.count(holdout.actual_returning)),
                ("purchases", source.format.fixed(holdout.actual_purchases, 0)),
                ("coverage", holdout.coverage.map_or("–".to_owned(), |share| source.format.percent(share))),
            ];
            source.words.fill("note", "contestants", &values)
        },
    );
    Table {
        title: source.word("title", "contestants"),
        note,
        columns: source.columns(["contestant", "predicted", "bias", "rmse", "mae", "correlation", "gini"]),
        rows: rows.collect(),
    }
}
