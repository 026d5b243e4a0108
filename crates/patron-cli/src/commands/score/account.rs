//! One account on a card: its lines, and its way to the next tier.

use patron_service::Service;
use patron_service::error::ServiceError;
use patron_service::service::ShownAccounts;
use patron_service::views::{GapView, ScoreView};
use serde::Serialize;

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::{List, grid};
use crate::problem::Result;

#[derive(Debug, Serialize)]
struct Account<'a> {
    score: &'a ScoreView,
    gap: Option<&'a GapView>,
}

pub(super) async fn show(service: &Service, card: &str, customer: &str, context: &Context) -> Result<Outcome> {
    let shown = ShownAccounts { limit: Some(1), customer: Some(customer.to_owned()) };
    let score = service.score_answer(card, &shown).await?;
    if let Some(problem) = score.problem {
        return Err(ServiceError::from(problem).into());
    }
    let gap = service.gap(card, customer).await?;
    let additive = gap.problem.as_ref().is_none_or(|problem| problem.code == "card-gap-not-additive");
    if let Some(problem) = gap.problem.filter(|_| !additive) {
        return Err(ServiceError::from(problem).into());
    }
    let Some(score) = score.score else { return Ok(Outcome::Done) };
    let language = context.output.language;
    let account = Account { score: &score, gap: gap.gap.as_ref() };
    let list = list(&score, language);
    context.output.list(&account, &list)?;
    context.output.note(&words(&account, language));
    Ok(Outcome::Done)
}

/// The lines with their points, those that give or take most first.
fn list(score: &ScoreView, language: Language) -> List {
    let mut list = List::new(&[("line", false), ("points", true), ("of", true), ("mean", true)]);
    let Some(row) = score.rows.first() else { return list };
    let mut lines: Vec<_> = score.lines.iter().zip(&row.points).collect();
    lines.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    for (line, points) in lines {
        let of = if line.deduction { -line.points } else { line.points };
        let mean = line.mean_score.map(|mean| format!("{:.2}", of * mean)).unwrap_or_default();
        list.push([language.text(&line.name).to_owned(), format!("{points:+.2}"), format!("{of}"), mean]);
    }
    list
}

fn words(account: &Account<'_>, language: Language) -> String {
    let Some(row) = account.score.rows.first() else { return String::new() };
    let tier = account.score.tiers.iter().find(|tier| Some(&tier.id) == row.tier.as_ref());
    let tier = tier.map(|tier| format!(", {}", language.text(&tier.name))).unwrap_or_default();
    let name = row.name.as_deref().unwrap_or(&row.customer_id);
    let mut words = format!("{name}: score {:.1}, rank {} of {}{tier}", row.score, row.rank, account.score.accounts);
    for (grade, membership) in account.score.grades.iter().zip(&row.memberships) {
        words += &format!("; {} {membership:.2}", language.text(&grade.name));
    }
    let Some(gap) = account.gap else {
        return if row.to_next_tier.is_none() { words + "; no tier is above it" } else { words };
    };
    let to = language.text(&gap.tier_name);
    words += &format!("\n{:.1} points to {to} (from {})", gap.gap, gap.bound);
    if gap.raises.is_empty() {
        return words + "; no line can be moved";
    }
    words += if gap.aim == "cheapest" { "; the cheapest way:\n" } else { "; the way with the fewest lines:\n" };
    words += &ways(gap, language);
    let cost = gap.cost.map(|cost| format!(" at a cost of {cost:.0}")).unwrap_or_default();
    words += &format!("\nthen {:.1} points{cost}", gap.score_then);
    if !gap.reaches {
        words += &format!("; out of reach: {:.1} points are still lacking when every line is moved", gap.lacking);
    }
    words
}

fn ways(gap: &GapView, language: Language) -> String {
    let titles = ["line", "from", "to", "points", "cost"].map(str::to_owned);
    let rows: Vec<Vec<String>> = gap
        .raises
        .iter()
        .map(|raise| {
            let cost = raise.cost.map(|cost| format!("{cost:.0}")).unwrap_or_default();
            let name = language.text(&raise.name).to_owned();
            vec![name, short(raise.from), short(raise.to), format!("{:+.2}", raise.points), cost]
        })
        .collect();
    grid(&titles, &[false, true, true, true, true], &rows)
}

/// Whole thousands as they are, small values with three decimals.
fn short(value: f64) -> String {
    if value.abs() >= 1000.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}
