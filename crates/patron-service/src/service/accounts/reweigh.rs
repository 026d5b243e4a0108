//! Points of the lines when some are named: the others share what is left.

use crate::analyses::FittedLine;
use crate::cards::Card;
use crate::error::{Result, ServiceError};
use crate::views::Reweighting;

/// Points of all lines together, deductions apart.
const TOTAL: f64 = 100.0;
/// Decimal weights may miss a total by rounding.
const ROUNDED: f64 = 1e-6;

/// Points of each line; `scored` is the card as it was scored, where that is known.
pub(super) fn points(card: &str, lines: &[FittedLine], scored: Option<&Card>, wish: &Reweighting) -> Result<Vec<f64>> {
    let refuse = |words: String, hint: String| {
        ServiceError::new("card-weights", format!("card `{card}`: {words}"))
            .value("card", card)
            .value("reason", words)
            .hint(hint)
    };
    let group_of = |line: &FittedLine| {
        let written = scored.and_then(|card| card.indicators.iter().find(|written| written.id == line.id));
        written.and_then(|written| written.group.as_deref())
    };
    for (name, points) in wish.lines.iter().chain(&wish.groups) {
        if !(*points >= 0.0 && points.is_finite()) {
            return Err(refuse(
                format!("`{name}` weighs `{points}`; expected 0 or more"),
                format!("give it from 0 to {TOTAL} points"),
            ));
        }
    }
    if let Some(unknown) = wish.lines.keys().find(|name| !lines.iter().any(|line| line.id == **name)) {
        let have: Vec<String> = lines.iter().map(|line| format!("`{}`", line.id)).collect();
        let words = format!("indicator `{unknown}` is not on it; expected one of {}", have.join(", "));
        return Err(refuse(words, "correct the name of the line".to_owned()));
    }
    if let Some(unknown) =
        wish.groups.keys().find(|name| !lines.iter().any(|line| group_of(line) == Some(name.as_str())))
    {
        let words = format!("group `{unknown}` is not on it; expected a group with lines");
        return Err(refuse(words, "correct the name of the group".to_owned()));
    }
    let mut points: Vec<f64> = lines.iter().map(|line| line.points).collect();
    for (line, points) in lines.iter().zip(&mut points) {
        let (Some(least), Some(named)) = (line.deduction, wish.lines.get(&line.id)) else { continue };
        if *named < least || *named == 0.0 {
            let words = format!("deduction `{}` takes away at most `{named}`; expected at least `{least}`", line.id);
            return Err(refuse(words, "change `deduct_from` in the card first".to_owned()));
        }
        *points = *named;
    }
    let won = |line: &FittedLine| line.deduction.is_none();
    let named = |line: &FittedLine| wish.lines.get(&line.id).copied();
    for (group, total) in &wish.groups {
        let inside: Vec<usize> =
            (0..lines.len()).filter(|&at| won(&lines[at]) && group_of(&lines[at]) == Some(group)).collect();
        let taken: f64 = inside.iter().filter_map(|&at| named(&lines[at])).sum();
        let free: Vec<usize> = inside.into_iter().filter(|&at| named(&lines[at]).is_none()).collect();
        let left = total - taken;
        if left < -ROUNDED || (free.is_empty() && left.abs() > ROUNDED) {
            let words = format!("group `{group}` has `{total}` points and its lines `{}`", shown(taken));
            return Err(refuse(words, "name the group or its lines, not both".to_owned()));
        }
        share(&mut points, &free, left.max(0.0));
    }
    let is_free = |at: &usize| {
        let line = &lines[*at];
        won(line) && named(line).is_none() && !group_of(line).is_some_and(|group| wish.groups.contains_key(group))
    };
    let free: Vec<usize> = (0..lines.len()).filter(is_free).collect();
    for (line, points) in lines.iter().zip(&mut points) {
        if let Some(named) = named(line) {
            *points = named;
        }
    }
    let taken: f64 = (0..lines.len()).filter(|at| won(&lines[*at]) && !is_free(at)).map(|at| points[at]).sum();
    let left = TOTAL - taken;
    if left < -ROUNDED || (free.is_empty() && left.abs() > ROUNDED) {
        let expected = if free.is_empty() { "expected" } else { "expected at most" };
        let words = format!("weights sum to `{}`; {expected} `{TOTAL}`, deductions not counted", shown(taken));
        let hint = if left < 0.0 {
            format!("take {} off one or more weights", shown(-left))
        } else {
            format!("add {} to one or more weights", shown(left))
        };
        return Err(refuse(words, hint));
    }
    share(&mut points, &free, left.max(0.0));
    Ok(points)
}

/// Shares points in the proportions there are; alike where there are none.
fn share(points: &mut [f64], among: &[usize], total: f64) {
    let before: f64 = among.iter().map(|&at| points[at]).sum();
    for &at in among {
        points[at] = if before > 0.0 { points[at] * total / before } else { total / among.len() as f64 };
    }
}

/// Without the noise of adding decimals.
fn shown(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::{Reweighting, points};
    use crate::analyses::FittedLine;

    fn line(id: &str, points: f64, deduction: Option<f64>) -> FittedLine {
        let value = serde_json::json!({
            "id": id, "points": points, "deduction": deduction, "normaliser": null, "mean": null, "left_out": null,
            "missing": 0, "mean_score": null, "inflation": null,
        });
        serde_json::from_value(value).unwrap()
    }

    fn lines() -> Vec<FittedLine> {
        vec![line("a", 60.0, None), line("b", 30.0, None), line("c", 10.0, None), line("d", 9.0, Some(2.0))]
    }

    fn named(pairs: &[(&str, f64)]) -> Reweighting {
        let lines = pairs.iter().map(|(id, points)| ((*id).to_owned(), *points)).collect();
        Reweighting { lines, ..Reweighting::default() }
    }

    #[test]
    fn lines_that_are_not_named_keep_their_proportions() {
        let found = |pairs: &[(&str, f64)]| points("x", &lines(), None, &named(pairs)).unwrap();
        assert_eq!(found(&[]), [60.0, 30.0, 10.0, 9.0]);
        assert_eq!(found(&[("a", 20.0)]), [20.0, 60.0, 20.0, 9.0]);
        assert_eq!(found(&[("a", 0.0), ("d", 4.0)]), [0.0, 75.0, 25.0, 4.0]);
        assert_eq!(found(&[("a", 50.0), ("b", 25.0), ("c", 25.0)]), [50.0, 25.0, 25.0, 9.0]);
        assert_eq!(found(&[("a", 100.0)]), [100.0, 0.0, 0.0, 9.0]);
    }

    #[test]
    fn weights_that_cannot_be_are_refused_with_what_to_do() {
        let refused = |pairs: &[(&str, f64)]| {
            let error = points("x", &lines(), None, &named(pairs)).unwrap_err();
            (error.to_string(), error.problem().hint.clone().unwrap())
        };
        let (message, hint) = refused(&[("a", 80.0), ("b", 45.0)]);
        assert_eq!(message, "card `x`: weights sum to `125`; expected at most `100`, deductions not counted");
        assert_eq!(hint, "take 25 off one or more weights");
        let (message, hint) = refused(&[("a", 50.0), ("b", 25.0), ("c", 20.0)]);
        assert_eq!(message, "card `x`: weights sum to `95`; expected `100`, deductions not counted");
        assert_eq!(hint, "add 5 to one or more weights");
        let (message, _) = refused(&[("z", 5.0)]);
        assert_eq!(message, "card `x`: indicator `z` is not on it; expected one of `a`, `b`, `c`, `d`");
        let (message, _) = refused(&[("a", -1.0)]);
        assert_eq!(message, "card `x`: `a` weighs `-1`; expected 0 or more");
        let (message, _) = refused(&[("d", 1.0)]);
        assert_eq!(message, "card `x`: deduction `d` takes away at most `1`; expected at least `2`");
    }
}
