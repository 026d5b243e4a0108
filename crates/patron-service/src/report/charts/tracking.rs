use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::canvas::{ACCENT, Axis, QUIET, canvas, ink, line, name, names, plane, room_above};
use crate::error::Result;
use crate::report::{Content, Format, Words};

/// Purchases of the whole base, cumulated by week: actual, and expected by the model fitted before the shaded weeks.
pub(in crate::report) fn tracking(content: &Content, words: &Words, format: &Format) -> Result<Option<String>> {
    let Some(holdout) = &content.lifetime.holdout else { return Ok(None) };
    let weeks = &holdout.tracking;
    let (Some(last), true) = (weeks.last(), weeks.len() > 1) else { return Ok(None) };
    let number = |value: &f64| format.compact(*value);
    let week = |value: &f64| format.fixed(*value, 0);
    canvas(&words.get("chart", "tracking"), |area| {
        let end = f64::from(last.week);
        let highest = room_above([last.actual_cumulated, last.expected_cumulated].into_iter());
        let (across, up) = (words.get("axis", "week"), words.get("axis", "purchases_cumulated"));
        let x = Axis { from: 0.0, to: end, title: &across, labels: 8, write: &week };
        let y = Axis { from: 0.0, to: highest, title: &up, labels: 5, write: &number };
        let mut chart = plane(area, &x, &y)?;
        if let Some(first) = weeks.iter().find(|week| week.holdout) {
            let from = f64::from(first.week) - 1.0;
            let shade = Rectangle::new([(from, 0.0), (end, highest)], ACCENT.mix(0.08).filled());
            chart.draw_series(std::iter::once(shade))?;
            let unseen = words.get("chart", "unseen");
            name(&mut chart, &unseen, (from + end * 0.01, highest * 0.03), ink(), (HPos::Left, VPos::Bottom))?;
        }
        let at = |week: u32| f64::from(week);
        line(&mut chart, weeks.iter().map(|week| (at(week.week), week.actual_cumulated)), QUIET)?;
        line(&mut chart, weeks.iter().map(|week| (at(week.week), week.expected_cumulated)), ACCENT)?;
        let middle = &weeks[weeks.len() / 2];
        let (actual, expected) = (words.get("chart", "actual"), words.get("chart", "expected"));
        let place = |purchases: f64| (at(middle.week), purchases);
        let lines =
            [(&*actual, place(middle.actual_cumulated), QUIET), (&*expected, place(middle.expected_cumulated), ACCENT)];
        names(&mut chart, lines, (end, highest))
    })
    .map(Some)
}
