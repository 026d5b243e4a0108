use crate::analyses::RunSeason;
use crate::calendar::{LeftOut, Season};
use crate::run::format_day;
use crate::views::{FactorView, LeftOutView, SeasonView};

/// Where 5 % of a normal distribution lie beyond.
const WIDTH: f64 = 1.644_853_626_951_472_7;
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const YEAR: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The season of a run as pages show it.
pub(super) fn view(run: &RunSeason) -> SeasonView {
    let season = run.season.as_ref();
    let pattern = season.map(|season| &season.pattern);
    let left = |one: &LeftOut| LeftOutView { id: one.name.clone(), reason: one.reason.clone() };
    SeasonView {
        used: run.used,
        why: run.why.clone(),
        refused: run.refused.clone(),
        from: season.map(|season| day(season.from_day)),
        to: season.map(|season| day(season.to_day)),
        week: pattern.map_or_else(Vec::new, |found| factors(&WEEK, &found.week, &found.week_errors)),
        year: season.filter(|season| season.yearly).map_or_else(Vec::new, of_year),
        events: pattern.map_or_else(Vec::new, |found| {
            found.events.iter().map(|(name, value, error)| factor(name, *value, *error)).collect()
        }),
        left_out: season.map_or_else(Vec::new, |season| season.left_out.iter().map(left).collect()),
        dispersion: pattern.map(|found| found.dispersion),
    }
}

fn of_year(season: &Season) -> Vec<FactorView> {
    factors(&YEAR, &season.pattern.year, &season.pattern.year_errors)
}

fn factors(names: &[&str], values: &[f64], errors: &[f64]) -> Vec<FactorView> {
    names.iter().zip(values).zip(errors).map(|((name, value), error)| factor(name, *value, *error)).collect()
}

fn factor(id: &str, factor: f64, error: f64) -> FactorView {
    let spread = (WIDTH * error).exp();
    FactorView { id: id.to_owned(), factor, low: factor / spread, high: factor * spread }
}

fn day(number: i64) -> String {
    i32::try_from(number).map_or_else(|_| String::new(), format_day)
}
