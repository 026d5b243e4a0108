//! Groups of accounts on a card.

use patron_service::Service;
use patron_service::error::ServiceError;

use crate::Outcome;
use crate::context::Context;
use crate::output::{List, Style};
use crate::problem::Result;

pub(super) async fn show(service: &Service, card: &str, context: &Context) -> Result<Outcome> {
    let answer = service.account_groups(card).await?;
    if let Some(problem) = answer.problem {
        return Err(ServiceError::from(problem).into());
    }
    let Some(view) = answer.groups else { return Ok(Outcome::Done) };
    let columns = [
        ("rank", true),
        ("group", false),
        ("member", false),
        ("name", false),
        ("score", true),
        ("tier", false),
        ("share", true),
    ];
    let mut list = List::new(&columns);
    for group in &view.groups {
        let tier = group.tier.clone().unwrap_or_default();
        let name = group.name.clone().unwrap_or_default();
        list.push([
            group.rank.to_string(),
            group.id.clone(),
            String::new(),
            name,
            format!("{:.1}", group.score),
            tier,
            String::new(),
        ]);
        for member in &group.members {
            list.push([
                String::new(),
                group.id.clone(),
                member.customer_id.clone(),
                member.name.clone().unwrap_or_default(),
                format!("{:.1}", member.score),
                member.tier.clone().unwrap_or_default(),
                Style::Share.write(member.share),
            ]);
        }
    }
    context.output.list(&view, &list)?;
    let rule = match view.weighted_by.as_deref() {
        Some(measure) => format!("the mean of its members, weighted by `{measure}`"),
        None if view.rule == "best" => "that of its best member".to_owned(),
        None => "the mean of its members".to_owned(),
    };
    context.output.note(&format!("`{}` groups; the score of a group is {rule}", view.groups.len()));
    Ok(Outcome::Done)
}
