use plotters::prelude::*;

use super::canvas::{ACCENT, ATTENTION, Axis, canvas, plane, room_above};
use crate::error::Result;
use crate::report::{Content, Format, Words};

/// Revenue and returns by calendar month; `None` where there are no amounts.
pub(in crate::report) fn months(content: &Content, words: &Words, format: &Format) -> Result<Option<String>> {
    let months = &content.overview.months;
    if months.iter().all(|month| month.revenue.is_none()) {
        return Ok(None);
    }
    let money = |value: &f64| format.compact(*value);
    let month = |value: &f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the place of a month")]
        let place = value.round().max(0.0) as usize;
        // ticks between two months carry no name
        let near = (value - value.round()).abs() < 0.01;
        months.get(place).filter(|_| near).map_or_else(String::new, |month| month.month.clone())
    };
    canvas(&words.get("chart", "months"), |area| {
        let count = f64::from(u32::try_from(months.len())?);
        let highest = room_above(months.iter().filter_map(|month| month.revenue));
        let up = words.money("axis", "revenue", format.currency());
        let x = Axis { from: -0.6, to: count - 0.4, title: "", labels: 7, write: &month };
        let y = Axis { from: 0.0, to: highest, title: &up, labels: 5, write: &money };
        let mut chart = plane(area, &x, &y)?;
        let bar = |place: f64, value: f64, half: f64, style: ShapeStyle| {
            Rectangle::new([(place - half, 0.0), (place + half, value)], style)
        };
        let bars = (0_u32..)
            .zip(months)
            .filter_map(|(place, month)| Some(bar(f64::from(place), month.revenue?, 0.36, ACCENT.filled())));
        chart.draw_series(bars)?;
        let returned = (0_u32..).zip(months).filter_map(|(place, month)| {
            Some(bar(f64::from(place), month.returns.filter(|value| *value > 0.0)?, 0.36, ATTENTION.filled()))
        });
        chart.draw_series(returned)?;
        Ok(())
    })
    .map(Some)
}
