use rust_xlsxwriter::XlsxError;

use super::page::{Page, letters};
use super::{CustomerFigures, Material, activities};
use crate::costed::Rates;

/// Rows above the customers: headings and two rows of rates.
pub(super) const FIRST: u32 = 3;
/// Columns before the volumes.
const BEFORE: u16 = 10;

/// The row that adds all customers up.
pub(super) fn total_row(material: &Material<'_>) -> usize {
    // the others are one row below those that are named
    FIRST as usize + material.customers.len() + 2
}

/// Customers with volumes; cost is rate times volume, profit what is left.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    let ids = crate::costing::customer::driver_ids(material.model);
    let names: Vec<String> = ids.iter().map(|id| material.name(id)).collect();
    let mut titles = vec![
        material.say("Customer", "客户编号"),
        material.say("Name", "名称"),
        material.say("Revenue", "收入"),
        material.say("Product cost", "产品成本"),
        material.say("Gross profit", "毛利"),
        material.say("Cost to serve", "服务成本"),
        material.say("Incremental cost", "增量成本"),
        material.say("Profit, full", "利润（完全）"),
        material.say("Profit, incremental", "利润（增量）"),
        material.say("Margin, full", "利润率（完全）"),
    ];
    titles.extend(names.iter().map(String::as_str));
    page.freeze(FIRST, 2)?;
    page.headings(&titles)?;
    let rates = Rates::of(material.costed);
    for (title, column, rates) in [
        (material.say("Rate", "费率"), 'I', &rates.caused),
        (material.say("Incremental rate", "增量费率"), 'J', &rates.incremental),
    ] {
        page.text(title)?;
        (1..BEFORE).for_each(|_| page.nothing());
        for (place, rate) in rates.iter().enumerate() {
            let sheet = material.sheets().activities;
            page.formula(&format!("='{sheet}'!${column}${}", activities::row_of(place)), Some(*rate))?;
        }
        page.next();
    }
    for customer in &material.customers {
        customer_row(page, customer, &rates)?;
    }
    let others = others(material);
    customer_row(page, &others, &rates)?;
    let last = total_row(material) - 1;
    page.as_total();
    page.text(material.say("All customers", "全部客户"))?;
    page.nothing();
    let totals = &material.totals;
    let sums = [
        totals.revenue,
        totals.product_cost,
        totals.gross_profit,
        totals.cost_to_serve,
        totals.cost_incremental,
        totals.profit_full,
        totals.profit_incremental,
    ];
    for (column, sum) in (2..).zip(sums) {
        let letter = letters(column);
        page.formula(&format!("=SUM({letter}{}:{letter}{last})", FIRST + 1), Some(sum))?;
    }
    let row = page.number_of_row();
    margin(page, row, totals.profit_full, totals.revenue)?;
    for (column, volume) in (BEFORE..).zip(&material.costed.volumes) {
        let letter = letters(column);
        page.formula(&format!("=SUM({letter}{}:{letter}{last})", FIRST + 1), Some(*volume))?;
    }
    Ok(())
}

/// Everybody without a row of its own, together.
fn others(material: &Material<'_>) -> CustomerFigures {
    let shown = &material.customers;
    let rest = |all: f64, of: &dyn Fn(&CustomerFigures) -> f64| all - shown.iter().map(of).sum::<f64>();
    let count = material.totals.customers.saturating_sub(shown.len() as u64);
    CustomerFigures {
        customer_id: if material.chinese {
            format!("其余 {count} 位客户")
        } else {
            format!("{count} other customers")
        },
        name: None,
        revenue: if count == 0 { 0.0 } else { rest(material.totals.revenue, &|customer| customer.revenue) },
        product_cost: if count == 0 {
            0.0
        } else {
            rest(material.totals.product_cost, &|customer| customer.product_cost)
        },
        volumes: (material.costed.volumes.iter().enumerate())
            .map(|(place, all)| if count == 0 { 0.0 } else { rest(*all, &|customer| customer.volumes[place]) })
            .collect(),
    }
}

fn customer_row(page: &mut Page<'_>, customer: &CustomerFigures, rates: &Rates) -> Result<(), XlsxError> {
    let row = page.number_of_row();
    let times =
        |rates: &[f64]| -> f64 { rates.iter().zip(&customer.volumes).map(|(rate, volume)| rate * volume).sum() };
    let (to_serve, incremental) = (times(&rates.caused), times(&rates.incremental));
    let gross = customer.revenue - customer.product_cost;
    page.text(&customer.customer_id)?;
    page.text(customer.name.as_deref().unwrap_or_default())?;
    page.number(customer.revenue)?;
    page.number(customer.product_cost)?;
    page.formula(&format!("=C{row}-D{row}"), Some(gross))?;
    let (begin, end) = (letters(BEFORE), letters(BEFORE + u16::try_from(rates.caused.len()).unwrap_or(1).max(1) - 1));
    for (of, cost) in [(2, to_serve), (3, incremental)] {
        page.formula(&format!("=SUMPRODUCT(${begin}${of}:${end}${of},{begin}{row}:{end}{row})"), Some(cost))?;
    }
    page.formula(&format!("=E{row}-F{row}"), Some(gross - to_serve))?;
    page.formula(&format!("=E{row}-G{row}"), Some(gross - incremental))?;
    margin(page, row, gross - to_serve, customer.revenue)?;
    for volume in &customer.volumes {
        page.number(*volume)?;
    }
    page.next();
    Ok(())
}

fn margin(page: &mut Page<'_>, row: u32, profit: f64, revenue: f64) -> Result<(), XlsxError> {
    let value = (revenue > 0.0).then(|| profit / revenue);
    page.formula(&format!("=IF(C{row}>0,H{row}/C{row},\"\")"), value)
}
