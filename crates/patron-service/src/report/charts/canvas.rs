//! What charts share: size, colours, letters, axes.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::error::{Result, ServiceError};

/// Size in the units of the drawing; the page scales it.
const WIDTH: u32 = 560;
const HEIGHT: u32 = 300;
const LETTERS: &str = "sans-serif";
const LETTER_SIZE: i32 = 15;

pub(super) const ACCENT: RGBColor = RGBColor(15, 118, 110);
pub(super) const QUIET: RGBColor = RGBColor(139, 151, 148);
pub(super) const ATTENTION: RGBColor = RGBColor(180, 95, 6);
const INK: RGBColor = RGBColor(23, 33, 31);
const MUTED: RGBColor = RGBColor(90, 104, 101);
const LINE: RGBColor = RGBColor(226, 230, 226);

pub(super) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
pub(super) type Plane<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// An axis: what stands on it and how its numbers are written.
pub(super) struct Axis<'a> {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) title: &'a str,
    pub(super) labels: usize,
    pub(super) write: &'a dyn Fn(&f64) -> String,
}

/// Draws on a fresh canvas; answers the SVG element.
pub(super) fn canvas(
    alternative: &str,
    draw: impl FnOnce(&Area<'_>) -> Result<(), Box<dyn std::error::Error>>,
) -> Result<String> {
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, (WIDTH, HEIGHT)).into_drawing_area();
        let drawn = draw(&area).and_then(|()| Ok(area.present()?));
        drawn.map_err(|error| ServiceError::new("chart-failed", format!("a chart could not be drawn: {error}")))?;
    }
    // inside a page an SVG element needs neither its name space nor a size in pixels
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    let alternative = alternative.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    Ok(format!("<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{alternative}\">{body}"))
}

/// A plane with light lines across and titled axes.
pub(super) fn plane<'a, 'b>(
    area: &'a Area<'b>,
    x: &Axis<'_>,
    y: &Axis<'_>,
) -> Result<Plane<'a, 'b>, Box<dyn std::error::Error>> {
    let mut chart = ChartBuilder::on(area)
        .margin_top(26)
        .margin_right(22)
        .margin_bottom(2)
        .margin_left(2)
        .x_label_area_size(46)
        .y_label_area_size(58)
        .build_cartesian_2d(x.from..x.to, y.from..y.to)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(LINE)
        .light_line_style(TRANSPARENT)
        .axis_style(LINE)
        .label_style((LETTERS, LETTER_SIZE).into_font().color(&MUTED))
        .axis_desc_style((LETTERS, LETTER_SIZE).into_font().color(&MUTED))
        .x_labels(x.labels)
        .y_labels(y.labels)
        .x_label_formatter(x.write)
        .y_label_formatter(y.write)
        .x_desc(x.title)
        .draw()?;
    // the title of the y axis stands above it, so that it is read without turning the head
    area.draw(&Text::new(y.title.to_owned(), (4, 4), (LETTERS, LETTER_SIZE).into_font().color(&MUTED)))?;
    Ok(chart)
}

/// Names two lines at one place: the upper one above to the left, the lower one below to the right.
pub(super) fn names(
    chart: &mut Plane<'_, '_>,
    lines: [(&str, (f64, f64), RGBColor); 2],
    size: (f64, f64),
) -> Result<(), Box<dyn std::error::Error>> {
    let [(first, at, color), (second, beside, other)] = lines;
    let first_above = at.1 >= beside.1;
    let mut put = |text: &str, at: (f64, f64), color: RGBColor, above: bool| {
        let way = if above { -1.0 } else { 1.0 };
        let shifted = (at.0 + way * 0.015 * size.0, at.1 - way * 0.02 * size.1);
        let place = if above { (HPos::Right, VPos::Bottom) } else { (HPos::Left, VPos::Top) };
        name(chart, text, shifted, color, place)
    };
    put(first, at, color, first_above)?;
    put(second, beside, other, !first_above)
}

/// A name beside a line.
pub(super) fn name(
    chart: &mut Plane<'_, '_>,
    text: &str,
    at: (f64, f64),
    color: RGBColor,
    place: (HPos, VPos),
) -> Result<(), Box<dyn std::error::Error>> {
    let style = (LETTERS, LETTER_SIZE, FontStyle::Bold).into_font().color(&color).pos(Pos::new(place.0, place.1));
    chart.draw_series(std::iter::once(Text::new(text.to_owned(), at, style)))?;
    Ok(())
}

/// A line through points.
pub(super) fn line(
    chart: &mut Plane<'_, '_>,
    points: impl Iterator<Item = (f64, f64)>,
    color: RGBColor,
) -> Result<(), Box<dyn std::error::Error>> {
    chart.draw_series(LineSeries::new(points, color.stroke_width(2)))?;
    Ok(())
}

/// The colour of names that belong to no line.
pub(super) const fn ink() -> RGBColor {
    INK
}

/// The highest of the values with room above, at least 1.
pub(super) fn room_above(values: impl Iterator<Item = f64>) -> f64 {
    let highest = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
    if highest > 0.0 { highest * 1.08 } else { 1.0 }
}
