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
    material.model.resources.len() + material.unread.len() + 2
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
    let own = resources.iter().map(|resource| {
        (resource.id.clone(), material.name(&resource.id), word(resource.behaviour), resource.amount.value())
    });
    let unread = material.unread.iter().map(|(pool, amount)| {
        (pool.clone(), material.say("pool that no resource reads", "没有资源读取的成本池").to_owned(), "", *amount)
    });
    let rows: Vec<_> = own.chain(unread).collect();
    let all: f64 = rows.iter().map(|row| row.3).sum();
    for (id, name, behaviour, amount) in rows {
        let row = page.number_of_row();
        page.text(&id)?;
        page.text(&name)?;
        page.text(behaviour)?;
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
