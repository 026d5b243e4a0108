use patron_profit::costing::Behaviour;
use rust_xlsxwriter::XlsxError;

use super::Material;
use super::page::Page;

/// The word that formulas look for.
pub(super) fn word(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Incremental => "incremental",
        Behaviour::Shared => "shared",
        Behaviour::Sustaining => "sustaining",
    }
}

/// The row of the total.
pub(super) fn total_row(material: &Material<'_>) -> usize {
    material.model.resources.len() + 2
}

/// What was spent.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    page.freeze(1, 0)?;
    page.headings(&[
        material.say("Id", "编号"),
        material.say("Resource", "资源"),
        material.say("Behaviour", "性态"),
        material.say("Amount", "金额"),
        material.say("Share", "占比"),
    ])?;
    let resources = &material.model.resources;
    let last = total_row(material);
    let all: f64 = resources.iter().map(|resource| resource.amount.value()).sum();
    for resource in resources {
        let amount = resource.amount.value();
        let row = page.number_of_row();
        page.text(&resource.id)?;
        page.text(&material.name(&resource.id))?;
        page.text(word(resource.behaviour))?;
        page.number(amount)?;
        page.formula(&format!("=IF(D${last}=0,0,D{row}/D${last})"), Some(if all > 0.0 { amount / all } else { 0.0 }))?;
        page.next();
    }
    page.as_total();
    page.text(material.say("Total", "合计"))?;
    page.nothing();
    page.nothing();
    page.formula(&format!("=SUM(D2:D{})", last - 1), Some(all))?;
    Ok(())
}
