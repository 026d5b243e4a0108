use rust_xlsxwriter::XlsxError;

use super::page::{Page, letters};
use super::{Material, customers, departments, flows, open, resources};
use crate::run::format_day;

/// What went in, where it arrived, and what customers earn; every figure leads to its sheet.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    let (model, sheets) = (material.model, material.sheets());
    let name = if material.chinese { &model.name.zh } else { &model.name.en };
    page.headings(&[name, &format!("{} – {}", format_day(model.from_day), format_day(model.to_day))])?;
    let own: f64 = model.resources.iter().map(|resource| resource.amount.value()).sum();
    let entered = own + material.unread.iter().map(|(_, amount)| amount).sum::<f64>();
    let drivers = material.costed.volumes.len();
    let costs = (0..drivers).filter(|place| !material.costed.is_stuck(*place));
    let reached: f64 = costs.map(|place| material.costed.cost(place).full().value()).sum();
    let node = |node: usize| material.costed.settled.nodes[node].gross().full().value();
    let unused: f64 = material.costed.unused.iter().map(|(_, place)| node(*place)).sum();
    let enterprise = node(material.costed.enterprise);
    let left = entered - reached - unused - enterprise;
    let of_drivers = |column: char| format!("SUM('{}'!{column}2:{column}{})", sheets.activities, drivers + 1);
    let arrived = ['E', 'F', 'G'].map(of_drivers).join("+");
    let mut line = |title: &str, formula: &str, value: f64| -> Result<(), XlsxError> {
        page.text(title)?;
        page.formula(formula, Some(value))?;
        page.next();
        Ok(())
    };
    let spent = format!("='{}'!D{}", sheets.resources, resources::total_row(material));
    line(material.say("Entered", "投入合计"), &spent, entered)?;
    let to_customers = format!("={arrived}-{}-{}", of_drivers('K'), of_drivers('L'));
    line(material.say("Reached customers", "归集到客户"), &to_customers, reached)?;
    line(material.say("Unused capacity", "未用产能"), &format!("={}", departments::unused(material)), unused)?;
    let of_nobody = format!("={}", flows::into(material, 'H', "\"enterprise\""));
    line(material.say("Enterprise", "企业维持成本"), &of_nobody, enterprise)?;
    line(material.say("Not assigned", "未分配"), &format!("={}", open::sum(material)), left)?;
    line(material.say("Difference", "差额"), "=B2-SUM(B3:B6)", 0.0)?;
    let totals = &material.totals;
    let total = customers::total_row(material);
    let figures = [
        (material.say("Revenue", "收入"), totals.revenue),
        (material.say("Product cost", "产品成本"), totals.product_cost),
        (material.say("Gross profit", "毛利"), totals.gross_profit),
        (material.say("Cost to serve", "服务成本"), totals.cost_to_serve),
        (material.say("Incremental cost", "增量成本"), totals.cost_incremental),
        (material.say("Profit, full", "利润（完全）"), totals.profit_full),
        (material.say("Profit, incremental", "利润（增量）"), totals.profit_incremental),
    ];
    for (column, (title, value)) in (2..).zip(figures) {
        line(title, &format!("='{}'!{}{total}", sheets.customers, letters(column)), value)?;
    }
    Ok(())
}
