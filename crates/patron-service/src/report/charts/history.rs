use plotters::prelude::*;

use super::canvas::{ACCENT, Axis, canvas, line, plane, room_above};
use crate::error::Result;
use crate::report::{Format, Words};
use crate::run::parse_day;
use crate::views::CustomerHistoryView;

/// The value of one customer at past days; `None` where fewer than two are known.
pub(in crate::report) fn history(
    history: &CustomerHistoryView,
    words: &Words,
    format: &Format,
) -> Result<Option<String>> {
    let points: Vec<(f64, f64)> =
        history.points.iter().filter_map(|point| Some((f64::from(parse_day(&point.on).ok()?), point.value?))).collect();
    let (Some(first), Some(last), true) = (points.first(), points.last(), points.len() > 1) else { return Ok(None) };
    let (from, to) = (first.0, last.0);
    let money = |value: &f64| format.compact(*value);
    let month = |day: &f64| {
        // past days of one customer lie within a few decades of 1970
        #[expect(clippy::cast_possible_truncation, reason = "a day of the history")]
        let day = day.round() as i32;
        crate::run::format_day(day).chars().take(7).collect::<String>()
    };
    canvas(&words.get("chart", "history"), |area| {
        let values = || points.iter().map(|(_, value)| *value);
        let lowest = values().fold(0.0, f64::min);
        let up = words.money("axis", "residual", format.currency());
        let x = Axis { from, to, title: "", labels: 6, write: &month };
        let y = Axis { from: lowest * 1.08, to: room_above(values()), title: &up, labels: 5, write: &money };
        let mut chart = plane(area, &x, &y)?;
        line(&mut chart, points.iter().copied(), ACCENT)?;
        chart.draw_series(points.iter().map(|point| Circle::new(*point, 3, ACCENT.filled())))?;
        Ok(())
    })
    .map(Some)
}
