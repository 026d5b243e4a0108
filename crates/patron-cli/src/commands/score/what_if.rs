//! A card under other weights.

use std::collections::BTreeMap;

use patron_service::Service;
use patron_service::error::ServiceError;
use patron_service::views::{Reweighting, WhatIfView};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::List;
use crate::problem::{Problem, Result};

/// `name=points`, each.
pub(super) fn weights(given: &[String]) -> Result<BTreeMap<String, f64>> {
    let read = |text: &String| {
        let pair = text.split_once('=');
        let pair = pair.and_then(|(name, points)| Some((name.trim().to_owned(), points.trim().parse::<f64>().ok()?)));
        let words = || format!("weight `{text}`, expected a name and points such as `satisfaction=20`");
        pair.ok_or_else(|| Problem::usage(words(), "points are of 100; use a point for decimals"))
    };
    given.iter().map(read).collect()
}

pub(super) async fn show(
    service: &Service,
    card: &str,
    wish: &Reweighting,
    save: bool,
    context: &Context,
) -> Result<Outcome> {
    let answer = service.what_if(card, wish).await?;
    if let Some(problem) = answer.problem {
        return Err(ServiceError::from(problem).into());
    }
    let Some(view) = answer.what_if else { return Ok(Outcome::Done) };
    let language = context.output.language;
    context.output.list(&view, &list(&view, language))?;
    context.output.note(&words(&view, language));
    if save {
        let kept = service.save_weights(card, wish, context.now).await?;
        context.output.note(&format!("card `{card}` is version `{}`; `patron run` scores it", kept.version));
    }
    Ok(Outcome::Done)
}

fn list(view: &WhatIfView, language: Language) -> List {
    let columns = [
        ("rank", true),
        ("before", true),
        ("customer_id", false),
        ("name", false),
        ("score", true),
        ("score_before", true),
        ("tier", false),
        ("tier_before", false),
    ];
    let mut list = List::new(&columns);
    let tier = |id: &Option<String>| {
        let found = view.tiers.iter().find(|tier| Some(&tier.id) == id.as_ref());
        found.map(|tier| language.text(&tier.name).to_owned()).unwrap_or_default()
    };
    for row in &view.rows {
        let before = if row.tier == row.tier_before { String::new() } else { tier(&row.tier_before) };
        list.push([
            row.rank.to_string(),
            row.rank_before.to_string(),
            row.customer_id.clone(),
            row.name.clone().unwrap_or_default(),
            format!("{:.1}", row.score),
            format!("{:.1}", row.score_before),
            tier(&row.tier),
            before,
        ]);
    }
    list
}

fn words(view: &WhatIfView, language: Language) -> String {
    let lines = view.lines.iter().filter(|line| (line.points - line.before).abs() > 0.005);
    let lines: Vec<String> =
        lines.map(|line| format!("{} {:.2} -> {:.2}", language.text(&line.name), line.before, line.points)).collect();
    let tiers =
        view.tiers.iter().map(|tier| format!("{} {} -> {}", language.text(&tier.name), tier.before, tier.accounts));
    let tiers: Vec<String> = tiers.collect();
    let agreement = view.agreement.map(|tau| format!("; rank correlation {tau:.3}")).unwrap_or_default();
    format!(
        "`{}` of `{}` accounts have another rank, `{}` another tier{agreement}\n{}\n{}\nnothing is kept without `--save`",
        view.moved,
        view.accounts,
        view.other_tier,
        lines.join(", "),
        tiers.join(", ")
    )
}
