//! How far assessors agree.

use patron_service::Service;
use patron_service::error::ServiceError;
use patron_service::views::AssessorsView;

use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

pub(super) async fn show(service: &Service, card: &str, customer: Option<&str>, context: &Context) -> Result<()> {
    let answer = service.assessors(card, customer).await?;
    if let Some(problem) = answer.problem {
        return Err(ServiceError::from(problem).into());
    }
    let Some(view) = answer.assessors else { return Ok(()) };
    context.output.list(&view, &list(&view))?;
    let language = context.output.language;
    context.output.note(&format!(
        "`{}` assessors; `{}` of `{}` scores are by several",
        view.assessors.len(),
        view.shared,
        view.scored
    ));
    for line in view.lines.iter().filter(|line| line.shared > 0) {
        let rounds = match line.rounds {
            0 => String::new(),
            rounds => format!("; `{}` of `{rounds}` accounts asked again have come together", line.converged),
        };
        let deviation = line.deviation.map(|deviation| format!("{deviation:.2}")).unwrap_or_default();
        context.output.note(&format!("{}: mean deviation {deviation}{rounds}", language.text(&line.name)));
    }
    Ok(())
}

fn list(view: &AssessorsView) -> List {
    let mut list = List::new(&[
        ("customer_id", false),
        ("line", false),
        ("assessors", true),
        ("mean", true),
        ("median", true),
        ("deviation", true),
        ("quartiles", false),
        ("outside", false),
        ("rounds", true),
        ("together", false),
    ]);
    for spread in &view.spreads {
        let outside: Vec<String> = spread
            .opinions
            .iter()
            .filter(|one| one.outside)
            .map(|one| format!("{} {}", one.assessor, one.score))
            .collect();
        let together = match (spread.rounds.len(), spread.converged) {
            (..=1, _) => "",
            (_, true) => "yes",
            (_, false) => "no",
        };
        list.push([
            spread.customer_id.clone(),
            spread.line.clone(),
            spread.opinions.len().to_string(),
            format!("{:.2}", spread.mean),
            format!("{:.2}", spread.median),
            spread.deviation.map(|deviation| format!("{deviation:.2}")).unwrap_or_default(),
            format!("{:.2}-{:.2}", spread.lower_quartile, spread.upper_quartile),
            outside.join(", "),
            spread.rounds.len().to_string(),
            together.to_owned(),
        ]);
    }
    list
}
