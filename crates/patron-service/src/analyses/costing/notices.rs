//! What a reader of costs and profits must know.

use serde_json::{Map, Value};

use crate::costing::{Computed, CostModel};
use crate::error::ServiceError;
use crate::run::format_day;
use crate::views::{Notice, Severity};

use super::parameters::CostedModel;

fn notice<const N: usize>(code: &str, severity: Severity, message: String, values: [(&str, Value); N]) -> Notice {
    let values: Map<String, Value> = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Notice { code: code.to_owned(), severity, message, values }
}

/// An amount as it is shown.
fn cents(amount: f64) -> Value {
    ((amount * 100.0).round() / 100.0).into()
}

/// The days that costs and profits are of.
pub(super) fn covered(models: &[CostedModel]) -> Option<Notice> {
    let (first, last) = (models.first()?, models.iter().map(|model| model.to_day).max()?);
    let days = models.iter().map(|model| i64::from(model.to_day) - i64::from(model.from_day) + 1).sum::<i64>();
    let (from, to) = (format_day(first.from_day), format_day(last));
    let message =
        format!("cost to serve and profit are of `{days}` days from `{from}` to `{to}`, those of the kept costs");
    let values = [("days", days.into()), ("from", from.into()), ("to", to.into())];
    Some(notice("costs-covered", Severity::Info, message, values))
}

/// Whether expected value is after cost to serve, and how much that is.
pub(super) fn in_value(latest: &CostedModel, rate: f64, is_after: bool) -> Notice {
    let percent = (rate * 1000.0).round() / 10.0;
    let of = format!("{percent} % of future net revenue, as in the days of costs `{}`", latest.id);
    let values = [("costs", latest.id.as_str().into()), ("percent", percent.into())];
    if is_after {
        let message = format!("expected value is after cost to serve: {of}");
        return notice("value-after-cost-to-serve", Severity::Info, message, values);
    }
    let message = format!("expected value is before cost to serve, as the settings say; that cost would be {of}");
    notice("value-before-cost-to-serve", Severity::Info, message, values)
}

/// Costs of days after the valuation date count nothing: nobody knew them then.
pub(super) fn too_late(id: &str, model: &CostModel, as_of_day: i32) -> Notice {
    let (to, as_of) = (format_day(model.to_day), format_day(as_of_day));
    let message =
        format!("costs `{id}` end on `{to}`, after the valuation date `{as_of}`, and count nothing in this run");
    let values = [("costs", id.into()), ("to", to.into()), ("as_of", as_of.into())];
    notice("costs-after-valuation", Severity::Warning, message, values)
}

/// Kept costs that cannot be settled on this ledger.
pub(super) fn unfit(id: &str, problem: &ServiceError) -> Notice {
    let message = format!("costs `{id}` count nothing: {problem}");
    let values = [("costs", id.into()), ("reason", problem.to_string().into())];
    notice("costs-unfit", Severity::Warning, message, values)
}

/// Cost that is at no customer of the table; `outside`: customers without a row, and their cost.
pub(super) fn of_model(computed: &Computed, outside: (f64, f64)) -> Vec<Notice> {
    let (id, mut said) = (computed.model.id.as_str(), Vec::new());
    let (customers, cost) = outside;
    if customers > 0.0 {
        let message = format!(
            "`{customers}` customers without orders caused a cost of `{cost:.2}` by costs `{id}`; they have no row and \
             their cost is in no total of customers"
        );
        let values = [("costs", id.into()), ("customers", customers.into()), ("cost", cents(cost))];
        said.push(notice("costs-without-orders", Severity::Warning, message, values));
    }
    let open = computed.report().unassigned;
    if open > 0.0 {
        let message = format!("`{open:.2}` of costs `{id}` are not assigned; see `patron cost check {id}`");
        said.push(notice(
            "costs-unassigned",
            Severity::Warning,
            message,
            [("costs", id.into()), ("amount", cents(open))],
        ));
    }
    said
}
