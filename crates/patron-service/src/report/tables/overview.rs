use super::Source;
use crate::export::MAX_ROWS;
use crate::report::table::{Cell, Table};

/// The head of the valuation and its totals, for the first sheet.
pub(in crate::report) fn overview(source: &Source<'_>) -> Table {
    let overview = &source.content.overview;
    let (run, tree) = (&overview.run, &overview.value_tree);
    let portfolio = &source.content.portfolio;
    let row = |section: &str, key: &str, cell: Cell| vec![Cell::text(source.word(section, key)), cell];
    let money = |value: Option<f64>| Cell::maybe(value, Cell::Money);
    let mut rows = vec![
        row("head", "portfolio", Cell::text(&portfolio.name)),
        row("head", "as_of", Cell::text(&run.as_of)),
        row("head", "currency", Cell::text(source.format.currency())),
        row("head", "horizon_days", Cell::Count(f64::from(run.horizon_days))),
        row("head", "discount_rate", Cell::Share(run.discount_rate)),
        row("head", "model", Cell::text(source.words.find("contestant", &run.model).unwrap_or(&run.model))),
        row("figure", "customers", Cell::count(overview.customers)),
        row("head", "repeat_customers", Cell::count(overview.repeat_customers)),
        row("figure", "returning", Cell::maybe(overview.returning_customers, Cell::Number)),
        row("column", "revenue", money(tree.revenue)),
        row("column", "returns", money(tree.returns)),
        row("tree", "customer_value", money(tree.customer_value)),
        row("tree", "realised_value", money(tree.realised_value)),
        row("tree", "contribution", money(tree.contribution)),
        row("tree", "cost_to_serve", money(tree.cost_to_serve)),
        row("tree", "acquisition_cost", money(tree.acquisition_cost)),
        row("tree", "marketing_cost", money(tree.marketing_cost)),
        row("tree", "customer_equity", money(tree.customer_equity)),
        row("head", "equity_low", money(tree.customer_equity_low)),
        row("head", "equity_high", money(tree.customer_equity_high)),
        row("tree", "expected_value", money(tree.expected_value)),
        row("head", "expected_forever", money(tree.expected_value_forever)),
        row("tree", "potential_value", money(tree.potential_value)),
        row("tree", "expected_credit_loss", money(tree.expected_credit_loss)),
    ];
    if overview.customers > MAX_ROWS as u64 {
        let values = [("customers", overview.customers.to_string()), ("rows", MAX_ROWS.to_string())];
        let said = source.words.fill("page", "customers_beyond_sheet", &values);
        rows.push(row("title", "customers", Cell::text(said)));
    }
    if portfolio.simulated {
        rows.insert(1, row("head", "simulated", Cell::text(source.word("page", "simulated"))));
    }
    if let Some(origin) = &portfolio.origin {
        rows.insert(1, row("head", "origin", Cell::text(origin)));
    }
    Table {
        title: source.word("title", "overview"),
        note: String::new(),
        columns: source.columns(["item", "value"]),
        rows,
    }
}
