use std::collections::BTreeMap;

use patron_profit::costing::Amounts;
use rust_xlsxwriter::XlsxError;

use super::Material;
use super::page::Page;

/// The last row of the flows.
pub(super) fn last_row(material: &Material<'_>) -> usize {
    1 + ways(material).count().max(1)
}

/// Sums of a column of the flows that lead to the place whose id is in a cell.
pub(super) fn into(material: &Material<'_>, column: char, cell: &str) -> String {
    let (sheet, last) = (material.sheets().flows, last_row(material));
    format!("SUMIF('{sheet}'!$C$2:$C${last},{cell},'{sheet}'!${column}$2:${column}${last})")
}

fn ways<'a>(material: &'a Material<'_>) -> impl Iterator<Item = (&'a str, &'a str, &'a Amounts)> {
    let nodes = material.costed.network.nodes();
    let links = material.costed.network.links().iter().zip(&material.costed.settled.links);
    let used = links.filter(|(_, amounts)| !amounts.is_zero());
    used.map(|(link, amounts)| (nodes[link.from].name.as_str(), nodes[link.to].name.as_str(), amounts))
}

/// Cost from one to another.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    page.freeze(1, 0)?;
    page.headings(&[
        material.say("From", "来源编号"),
        material.say("From (name)", "来源"),
        material.say("To", "去向编号"),
        material.say("To (name)", "去向"),
        material.say("Incremental", "增量成本"),
        material.say("Shared", "共享成本"),
        material.say("Sustaining", "维持成本"),
        material.say("Total", "合计"),
        material.say("Share of the giver", "占来源比例"),
    ])?;
    let last = last_row(material);
    let mut given: BTreeMap<&str, f64> = BTreeMap::new();
    for (from, _, amounts) in ways(material) {
        *given.entry(from).or_default() += amounts.full().value();
    }
    for (from, to, amounts) in ways(material) {
        let (row, full) = (page.number_of_row(), amounts.full().value());
        page.text(from)?;
        page.text(&material.name(from))?;
        page.text(to)?;
        page.text(&material.name(to))?;
        page.number(amounts.incremental.value())?;
        page.number(amounts.shared.value())?;
        page.number(amounts.sustaining.value())?;
        page.formula(&format!("=SUM(E{row}:G{row})"), Some(full))?;
        let share = given.get(from).filter(|all| **all > 0.0).map_or(0.0, |all| full / all);
        page.formula(&format!("=H{row}/SUMIF($A$2:$A${last},A{row},$H$2:$H${last})"), Some(share))?;
        page.next();
    }
    Ok(())
}
