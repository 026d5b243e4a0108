use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::canvas::{ACCENT, Axis, canvas, ink, line, name, plane, room_above};
use crate::error::Result;
use crate::report::{Content, Format, Words};

/// Discounted contribution of the base by month ahead, cumulated, with its 90 % band; `None` without a model.
pub(in crate::report) fn curve(content: &Content, words: &Words, format: &Format) -> Result<Option<String>> {
    let points = &content.lifetime.curve;
    let (Some(last), true) = (points.last(), points.len() > 1) else { return Ok(None) };
    let money = |value: &f64| format.compact(*value);
    let month = |value: &f64| format.fixed(*value, 0);
    canvas(&words.get("chart", "curve"), |area| {
        let highest = room_above(points.iter().flat_map(|point| [point.value, point.high.unwrap_or(point.value)]));
        let (across, up) = (words.get("axis", "months_ahead"), words.money("axis", "value", format.currency()));
        let x = Axis { from: 0.0, to: f64::from(last.months), title: &across, labels: 7, write: &month };
        let y = Axis { from: 0.0, to: highest, title: &up, labels: 5, write: &money };
        let mut chart = plane(area, &x, &y)?;
        let at = |months: u32| f64::from(months);
        let banded = || points.iter().filter(|point| point.low.is_some() && point.high.is_some());
        let above = banded().filter_map(|point| Some((at(point.months), point.high?)));
        let below = banded().rev().filter_map(|point| Some((at(point.months), point.low?)));
        let band: Vec<(f64, f64)> = std::iter::once((0.0, 0.0)).chain(above).chain(below).collect();
        if band.len() > 3 {
            chart.draw_series(std::iter::once(Polygon::new(band, ACCENT.mix(0.15))))?;
        }
        let start = std::iter::once((0.0, 0.0)).filter(|_| points.first().is_some_and(|point| point.months > 0));
        line(&mut chart, start.chain(points.iter().map(|point| (at(point.months), point.value))), ACCENT)?;
        let total = format.money(Some(last.value));
        name(&mut chart, &total, (at(last.months), last.value), ink(), (HPos::Right, VPos::Bottom))
    })
    .map(Some)
}
