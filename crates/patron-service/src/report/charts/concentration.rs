use super::canvas::{ACCENT, Axis, QUIET, canvas, line, names, plane};
use crate::error::Result;
use crate::report::{Content, Format, Words};

/// Share of value held by the best share of customers, beside the same of revenue; `None` without value.
pub(in crate::report) fn concentration(content: &Content, words: &Words, format: &Format) -> Result<Option<String>> {
    let points = &content.overview.pareto;
    if points.len() < 2 {
        return Ok(None);
    }
    let percent = |value: &f64| format.fixed(value * 100.0, 0) + "%";
    canvas(&words.get("chart", "concentration"), |area| {
        let top = points.iter().map(|point| point.value_share.max(point.revenue_share)).fold(1.0, f64::max);
        let (across, up) = (words.get("axis", "best_customers"), words.get("axis", "share_held"));
        let x = Axis { from: 0.0, to: 1.0, title: &across, labels: 6, write: &percent };
        let y = Axis { from: 0.0, to: top, title: &up, labels: 6, write: &percent };
        let mut chart = plane(area, &x, &y)?;
        line(&mut chart, points.iter().map(|point| (point.customer_share, point.revenue_share)), QUIET)?;
        line(&mut chart, points.iter().map(|point| (point.customer_share, point.value_share)), ACCENT)?;
        let middle = &points[points.len() / 4];
        let (value, revenue) = (words.get("chart", "value"), words.get("chart", "revenue"));
        let at = |share: f64| (middle.customer_share, share);
        let lines = [(&*value, at(middle.value_share), ACCENT), (&*revenue, at(middle.revenue_share), QUIET)];
        names(&mut chart, lines, (1.0, top))
    })
    .map(Some)
}
