//! The review as one HTML page, an account after the other.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;

use super::parts::{Source, figures, lead};
use super::{AccountReview, Review};
use crate::error::{Result, ServiceError};
use crate::report::html::{PrintedTable, print};
use crate::report::{Format, Words, charts};

#[derive(Debug, Serialize)]
struct PrintedAccount {
    id: String,
    name: String,
    lead: String,
    figures: Vec<(String, String)>,
    chart: Option<String>,
    tables: Vec<PrintedTable>,
}

/// Writes the page. Every value is escaped by the template; only the charts, which hold figures and own words, are not.
///
/// # Errors
/// When a chart cannot be drawn or the template does not fit.
pub(crate) fn html(review: &Review, words: &Words, format: &Format) -> Result<String> {
    let source = Source { review, words, format };
    let printed = |account: &AccountReview| -> Result<PrintedAccount> {
        Ok(PrintedAccount {
            id: account.customer.customer_id.clone(),
            name: account.customer.name.clone().unwrap_or_else(|| account.customer.customer_id.clone()),
            lead: lead(&source, account),
            figures: figures(&source, account),
            chart: charts::history(&account.history, words, format)?,
            tables: super::tables(&source, account).into_iter().map(|table| print(table, format)).collect(),
        })
    };
    let accounts = review.accounts.iter().map(printed).collect::<Result<Vec<_>>>()?;
    let page = context! {
        t => Serde(words),
        portfolio => Serde(&review.portfolio),
        run => Serde(&review.run),
        accounts => Serde(accounts),
    };
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let rendered = environment
        .add_template("style.css", include_str!("../templates/style.css"))
        .and_then(|()| environment.add_template("account.html", include_str!("../templates/account.html")))
        .and_then(|()| environment.get_template("account.html")?.render(page));
    rendered
        .map_err(|error| ServiceError::new("report-template", format!("the review could not be written: {error:#}")))
}
