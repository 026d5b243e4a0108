//! New weights in the text of a card; everything else stays as it is written.

use std::collections::BTreeMap;
use std::ops::Range;

use super::file::{People, line_of, read};
use super::refuse::Place;
use crate::error::Result;

/// The text with the weights of `points` (by the id of the line) in place of those written.
///
/// # Errors
/// `card-not-by-hand` where the card's weights are not written on its lines.
pub(crate) fn reweighed(text: &str, points: &BTreeMap<String, f64>) -> Result<String> {
    let card = read(text)?;
    if card.weights.people != People::ByHand || card.weights.data.is_some() {
        let place = Place { card: card.id.get_ref(), line: line_of(text, card.id.span().start) };
        let words = "weights come from judgements or from data; expected weights written on the lines";
        let hint = "write `people = \"by-hand\"` and a `weight` on every line, or change the judgements";
        return Err(place.refuse("card-not-by-hand", words, hint));
    }
    let lines = card.indicators.iter().map(toml::Spanned::get_ref);
    let mut found: Vec<(Range<usize>, f64)> =
        lines.filter_map(|line| Some((line.weight.as_ref()?.span(), *points.get(&line.id)?))).collect();
    found.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, weight) in found {
        text.replace_range(span, &weight.to_string());
    }
    Ok(text)
}
