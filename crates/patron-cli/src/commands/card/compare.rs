//! Cards side by side.

use patron_service::Service;
use patron_service::error::ServiceError;

use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

pub(super) async fn show(service: &Service, cards: &[String], context: &Context) -> Result<()> {
    let answer = service.compare_cards(cards).await?;
    if let Some(problem) = answer.problem {
        return Err(ServiceError::from(problem).into());
    }
    let Some(view) = answer.comparison else { return Ok(()) };
    let mut columns = vec![("customer_id", false), ("name", false), ("places_apart", true)];
    columns.extend(view.cards.iter().map(|card| (card.id.as_str(), true)));
    let mut list = List::new(&columns);
    for account in &view.disagreements {
        let mut cells =
            vec![account.customer_id.clone(), account.name.clone().unwrap_or_default(), account.places.to_string()];
        cells.extend(account.ranks.iter().map(usize::to_string));
        list.push(cells);
    }
    context.output.list(&view, &list)?;
    context.output.note(&format!("ranks among the `{}` accounts that every card has scored", view.accounts));
    for pair in &view.pairs {
        let (first, second) = (&pair.first, &pair.second);
        context.output.note(&format!(
            "`{first}` and `{second}`: rank correlation {:.3} (Kendall), {:.3} (Spearman)",
            pair.kendall, pair.spearman
        ));
    }
    Ok(())
}
