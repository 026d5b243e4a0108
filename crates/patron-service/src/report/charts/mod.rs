//! Charts as SVG inside the page: no script, no file beside it, sharp on paper.

mod canvas;
mod concentration;
mod curve;
mod history;
mod months;
mod tracking;

pub(super) use concentration::concentration;
pub(super) use curve::curve;
pub(super) use history::history;
pub(super) use months::months;
pub(super) use tracking::tracking;
