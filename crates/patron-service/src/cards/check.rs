//! From a card as written to a card that can be scored.

mod effort;
mod grading;
mod judgements;
mod line;
mod tiers;

use std::collections::BTreeSet;

use toml::Spanned;

use super::file::{People, RawCard, line_of};
use super::refuse::Place;
use super::{Aggregation, Card, CardScale, Group, Indicator, Weighting};
use crate::catalogue::Measure;
use crate::error::Result;

/// Points of all lines together, deductions apart.
const TOTAL: f64 = 100.0;
/// Decimal weights such as thirty times 3.3333 may miss the total by rounding.
const ROUNDED: f64 = 1e-6;
const MAX_LINES: usize = 100;
const MAX_ID: usize = 64;

pub(super) fn check(raw: RawCard, text: &str, measures: &[Measure]) -> Result<Card> {
    let id = raw.id.get_ref().clone();
    let card = id.as_str();
    let at = |span: std::ops::Range<usize>| Place { card, line: line_of(text, span.start) };
    let head = at(raw.id.span());
    check_id(head, card)?;
    let groups: Vec<Group> = raw.headings.into_iter().map(|group| Group { id: group.id, name: group.name }).collect();
    distinct(head, "group", groups.iter().map(|group| group.id.as_str()))?;
    check_count(head, raw.indicators.len())?;
    let by_hand = raw.weights.people == People::ByHand;
    let grades = raw.grades.into_iter().map(|grade| (at(grade.span()), grade.into_inner())).collect();
    let grading = grading::grades(head, raw.aggregation, raw.operator, grades)?;
    let grouping = raw.groups.map(|groups| grading::grouping(at(groups.span()), groups.into_inner(), measures));
    let grouping = grouping.transpose()?;
    let mut indicators = Vec::with_capacity(raw.indicators.len());
    for line in raw.indicators {
        let place = at(line.span());
        let grading = grading.as_ref();
        let rules = line::Rules { by_hand, aggregation: raw.aggregation, grading, groups: &groups, measures };
        indicators.push(line::check(line.into_inner(), place, &rules)?);
    }
    distinct(head, "indicator", indicators.iter().map(|line| line.id.as_str()))?;
    if by_hand {
        check_total(head, &indicators)?;
    }
    if raw.scale == CardScale::Points && (!by_hand || raw.aggregation != Aggregation::WeightedSum) {
        let words = "`scale` is `points`; expected weights by hand and a weighted sum";
        return Err(head.refuse("card-scale", words, "write `scale = \"index\"`, or give every line its points"));
    }
    let tree = raw.judgements.into_iter().map(|judged: Spanned<_>| (at(judged.span()), judged.into_inner())).collect();
    let (judged, judges) = judgements::check(raw.weights.people, tree, head, &groups, &indicators)?;
    let data_share = data_share(head, raw.weights.people, raw.weights.data.is_some(), raw.weights.data_share)?;
    let weighting = Weighting { by_hand, judged, judges, data: raw.weights.data, data_share };
    let tiers = raw.tiers.into_iter().map(|tier| (at(tier.span()), tier.into_inner())).collect();
    let mut checked = Card {
        id: id.clone(),
        name: raw.name,
        scope: raw.scope.filter(|scope| !scope.trim().is_empty()),
        scale: raw.scale,
        aggregation: raw.aggregation,
        grading,
        grouping,
        weighting,
        groups,
        indicators,
        tiers: Vec::new(),
    };
    checked.tiers = tiers::check(tiers, checked.range())?;
    Ok(checked)
}

fn check_id(head: Place<'_>, id: &str) -> Result<()> {
    let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    if !id.is_empty() && id.len() <= MAX_ID && id.chars().all(sign) {
        return Ok(());
    }
    let words = format!("id `{id}`; expected lower-case letters, digits and `-`, at most {MAX_ID}");
    Err(head.refuse("card-id", &words, "choose an id such as `key-account`"))
}

fn check_count(head: Place<'_>, lines: usize) -> Result<()> {
    if (1..=MAX_LINES).contains(&lines) {
        return Ok(());
    }
    let words = format!("`{lines}` indicators; expected 1 to {MAX_LINES}");
    Err(head.refuse("card-lines", &words, "write each indicator as `[[indicator]]`"))
}

fn distinct<'a>(head: Place<'_>, what: &str, ids: impl Iterator<Item = &'a str>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            let words = format!("{what} `{id}` is there twice; expected each id once");
            return Err(head.refuse("card-id-twice", &words, "rename or remove one of them").value("id", id));
        }
    }
    Ok(())
}

fn check_total(head: Place<'_>, indicators: &[Indicator]) -> Result<()> {
    let won = indicators.iter().filter(|line| line.deduction.is_none());
    let sum: f64 = won.map(|line| line.weight).sum();
    if (sum - TOTAL).abs() <= ROUNDED {
        return Ok(());
    }
    // shown without the noise of adding decimals
    let (sum, off) = ((sum * 1e6).round() / 1e6, ((TOTAL - sum) * 1e6).round() / 1e6);
    let words = format!("weights sum to `{sum}`; expected `{TOTAL}`, deductions not counted");
    let hint = if off > 0.0 {
        format!("add {off} to one or more weights")
    } else {
        format!("take {} off one or more weights", -off)
    };
    Err(head.refuse("card-weights-sum", &words, &hint).value("sum", sum))
}

fn data_share(head: Place<'_>, people: People, data: bool, share: Option<f64>) -> Result<f64> {
    match (people, data, share) {
        (People::None, false, _) => {
            let words = "nobody weighs: `people` is `none` and `data` is not given";
            Err(head.refuse("card-weights-missing", words, "write `people = \"by-hand\"`, or `data = \"entropy\"`"))
        }
        (People::None, true, None) => Ok(1.0),
        (_, true, None) => Ok(0.5),
        (People::ByHand | People::Ahp, true, Some(share)) if share > 0.0 && share < 1.0 => Ok(share),
        (_, false, None) => Ok(0.0),
        (_, _, Some(share)) => {
            let words =
                format!("`data_share` is `{share}`; expected a share between 0 and 1 beside both kinds of weights");
            Err(head.refuse(
                "card-data-share",
                &words,
                "write for example `data_share = 0.3` beside `data`, or remove it",
            ))
        }
    }
}
