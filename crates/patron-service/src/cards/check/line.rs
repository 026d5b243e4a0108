//! One indicator.

use patron_criteria::direction::Direction;
use patron_criteria::normalise::{Method, Missing};

use crate::analyses::attribute_measure;
use crate::cards::file::{RawBetter, RawIndicator, RawMethod};
use crate::cards::refuse::Place;
use crate::cards::{Aggregation, Grading, Group, Indicator, Source};
use crate::catalogue::{Measure, MeasureKind};
use crate::error::{Result, ServiceError};

use super::effort;

/// What the card says for all its lines.
pub(super) struct Rules<'a> {
    pub(super) by_hand: bool,
    pub(super) aggregation: Aggregation,
    pub(super) grading: Option<&'a Grading>,
    pub(super) groups: &'a [Group],
    pub(super) measures: &'a [Measure],
}

pub(super) fn check(raw: RawIndicator, place: Place<'_>, rules: &Rules<'_>) -> Result<Indicator> {
    let id = raw.id.clone();
    let refuse = |code: &str, words: &str, hint: &str| {
        place.refuse(code, &format!("indicator `{id}`: {words}"), hint).value("indicator", id.as_str())
    };
    if let Some(group) = raw.group.as_deref()
        && !rules.groups.iter().any(|known| known.id == group)
    {
        let words = format!("group `{group}` is not on the card");
        return Err(refuse("card-group", &words, "add it as `[[group]]`, or correct its id").value("group", group));
    }
    let source = source(&raw, rules.measures, &refuse)?;
    let direction = if raw.better == RawBetter::Higher { Direction::Benefit } else { Direction::Cost };
    let (weight, deduction) = weight(&raw, rules, &refuse)?;
    let method = method(&raw, &source, direction, weight, rules, &refuse)?;
    let effort = effort::effort(&raw, &source, &refuse)?;
    let words = effort::words(&raw, &source, &refuse)?;
    Ok(Indicator {
        id: raw.id,
        group: raw.group,
        name: raw.name,
        source,
        direction,
        method,
        // what nobody has typed or measured neither helps nor harms
        missing: raw.missing.unwrap_or(if deduction.is_some() { Missing::Zero } else { Missing::Neutral }),
        weight,
        deduction,
        effort,
        words,
    })
}

pub(super) type Refuse<'a> = dyn Fn(&str, &str, &str) -> ServiceError + 'a;

fn source(raw: &RawIndicator, measures: &[Measure], refuse: &Refuse<'_>) -> Result<Source> {
    match (&raw.measure, raw.assessed) {
        (Some(name), None) => {
            let found = measures.iter().find(|measure| measure.id == *name && !measure.internal);
            // attributes are known when the run reads the records
            let kind =
                found.map(|measure| measure.kind).or_else(|| attribute_measure(name).map(|measure| measure.kind));
            match kind {
                Some(MeasureKind::Number) => Ok(Source::Measure(name.clone())),
                Some(_) => {
                    let words = format!("measure `{name}` is no number");
                    let hint = "choose a measure that counts or measures something";
                    Err(refuse("card-measure-kind", &words, hint).value("measure", name.as_str()))
                }
                None => {
                    let words = format!("measure `{name}` is not in the catalogue");
                    let hint = near(name, measures).map_or_else(
                        || "list them: `patron catalogue`".to_owned(),
                        |near| format!("did you mean `{near}`? all: `patron catalogue`"),
                    );
                    Err(refuse("card-measure-unknown", &words, &hint).value("measure", name.as_str()))
                }
            }
        }
        (None, Some([low, high])) if low.is_finite() && high.is_finite() && low < high => {
            Ok(Source::Assessed { low, high })
        }
        (None, Some([low, high])) => {
            let words = format!("`assessed` is `[{low}, {high}]`; expected the lowest score and a higher one");
            Err(refuse("card-assessed-range", &words, "write for example `assessed = [1, 5]`"))
        }
        _ => {
            let words = "expected either `measure` or `assessed`";
            Err(refuse("card-source", words, "say which measure it is, or on which scale people score it"))
        }
    }
}

/// The measure whose name shares the longest beginning, of four letters at least.
fn near<'a>(name: &str, measures: &'a [Measure]) -> Option<&'a str> {
    let shared = |other: &str| name.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let known = measures.iter().filter(|measure| measure.kind == MeasureKind::Number && !measure.internal);
    let best = known.max_by_key(|measure| shared(&measure.id))?;
    (shared(&best.id) >= 4).then_some(best.id.as_str())
}

fn weight(raw: &RawIndicator, rules: &Rules<'_>, refuse: &Refuse<'_>) -> Result<(f64, Option<f64>)> {
    let given = raw.weight.as_ref().map(|weight| *weight.get_ref());
    if let Some(from) = raw.deduct_from {
        if rules.aggregation == Aggregation::Fuzzy {
            let words = "a deduction on a fuzzy card, whose grades cannot be taken away from";
            return Err(refuse("card-deduction", words, "make it a line with `better = \"lower\"`"));
        }
        return match given {
            Some(most) if from >= 0.0 && most >= from && most > 0.0 && most.is_finite() && rules.by_hand => {
                Ok((most, Some(from)))
            }
            _ if !rules.by_hand => {
                let words = "a deduction on a card whose weights are not by hand";
                Err(refuse("card-deduction", words, "remove it, or write `people = \"by-hand\"`"))
            }
            most => {
                let most = most.map_or_else(|| "nothing".to_owned(), |most| most.to_string());
                let words =
                    format!("takes away from `{from}` to `{most}`; expected 0 or more, and at most its `weight`");
                Err(refuse("card-deduction", &words, "write for example `deduct_from = 2` and `weight = 9`"))
            }
        };
    }
    match given {
        Some(weight) if rules.by_hand && weight >= 0.0 && weight.is_finite() => Ok((weight, None)),
        None if !rules.by_hand => Ok((0.0, None)),
        Some(weight) if rules.by_hand => {
            let words = format!("weight `{weight}`; expected 0 or more");
            Err(refuse("card-weight", &words, "an indicator that only takes points away has `deduct_from`"))
        }
        Some(_) => {
            let words = "has a weight, but the card's weights are not by hand";
            Err(refuse("card-weight", words, "remove `weight`, or write `people = \"by-hand\"`"))
        }
        None => Err(refuse("card-weight", "has no weight", "give it points; all lines together have 100")),
    }
}

fn method(
    raw: &RawIndicator,
    source: &Source,
    direction: Direction,
    weight: f64,
    rules: &Rules<'_>,
    refuse: &Refuse<'_>,
) -> Result<Method> {
    let given = [
        raw.normalise.is_some(),
        raw.knots.is_some(),
        raw.levels.is_some(),
        raw.points.is_some() || raw.per.is_some(),
        raw.target.is_some(),
        raw.bounds.is_some(),
    ];
    let count = given.iter().filter(|given| **given).count();
    if count > 0 && rules.aggregation == Aggregation::Topsis {
        let words = "says how it is scored, but TOPSIS compares values as they are";
        return Err(refuse(
            "card-method",
            words,
            "remove `normalise`, `knots`, `levels`, `points`, `per` and `target`",
        ));
    }
    if count > 1 {
        let words =
            "is scored in two ways; expected one of `normalise`, `knots`, `levels`, `points` with `per`, `target`";
        return Err(refuse("card-method", words, "keep one of them"));
    }
    if let Some(bounds) = &raw.bounds {
        let Some(grading) = rules.grading else {
            let words = "has `bounds`, but the card has no grades";
            return Err(refuse(
                "card-bounds",
                words,
                "write `aggregation = \"fuzzy\"` and `[[grade]]`, or remove `bounds`",
            ));
        };
        let values: Vec<f64> = grading.grades.iter().map(|grade| grade.value).collect();
        return Ok(Method::Points { knots: effort::bounds(bounds, &values, direction, refuse)? });
    }
    let shares = |pairs: &[(f64, f64)]| pairs.iter().all(|(_, share)| (0.0..=1.0).contains(share));
    if !raw.knots.iter().chain(&raw.levels).all(|pairs| shares(pairs)) {
        let words = "`knots` and `levels` give shares of the weight; expected from 0 to 1";
        return Err(refuse("card-method", words, "write for example `knots = [[0, 0], [180, 1]]`"));
    }
    match (raw.points, raw.per) {
        (Some(points), Some(per)) if weight > 0.0 => {
            return Ok(Method::Proportion { per, points: points / weight, most: Some(1.0) });
        }
        (None, None) => {}
        _ => {
            let words = "`points` and `per` belong together, on a line with a weight that caps them";
            return Err(refuse(
                "card-method",
                words,
                "write for example `points = 10`, `per = 1000000`, `weight = 40`",
            ));
        }
    }
    Ok(match (source, raw.normalise) {
        _ if raw.knots.is_some() => Method::Points { knots: raw.knots.clone().unwrap_or_default() },
        _ if raw.levels.is_some() => Method::Ordinal { levels: raw.levels.clone().unwrap_or_default() },
        (_, None) if raw.target.is_some() => {
            Method::Target { target: raw.target.unwrap_or(f64::NAN), both_sides: true }
        }
        (_, Some(RawMethod::MinMax)) | (Source::Measure(_), None) => Method::MinMax,
        (_, Some(RawMethod::Z)) => Method::ZShare,
        (_, Some(RawMethod::Rank)) => Method::Rank,
        (Source::Assessed { low, high }, None) => {
            let (at_low, at_high) = if direction == Direction::Benefit { (0.0, 1.0) } else { (1.0, 0.0) };
            Method::Points { knots: vec![(*low, at_low), (*high, at_high)] }
        }
    })
}
