use rust_xlsxwriter::XlsxError;

use super::page::Page;
use super::{Material, flows};

/// The row of a driver.
pub(super) fn row_of(place: usize) -> usize {
    place + 2
}

/// Activities and resources with one cause: driver, volume, cost, and what a unit costs.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    page.freeze(1, 0)?;
    page.headings(&[
        material.say("Id", "编号"),
        material.say("Activity", "作业"),
        material.say("Driver", "动因"),
        material.say("Volume", "动因量"),
        material.say("Incremental", "增量成本"),
        material.say("Shared", "共享成本"),
        material.say("Sustaining", "维持成本"),
        material.say("Cost that volume causes", "由动因引起的成本"),
        material.say("Rate", "费率"),
        material.say("Incremental rate", "增量费率"),
        material.say("Reaches nobody", "无人承担"),
        material.say("Goes to products first", "先归集到产品"),
    ])?;
    let ids = crate::costing::customer::driver_ids(material.model);
    let drivers = material.model.drivers();
    for (place, id) in ids.iter().enumerate() {
        let (row, volume) = (page.number_of_row(), material.costed.volumes[place]);
        let (cost, reaches) = (material.costed.gross(place), material.costed.reaches[place]);
        let parts = [cost.incremental.value(), cost.shared.value(), cost.sustaining.value()];
        let (all, caused) = (parts.iter().sum::<f64>(), parts[0] + parts[1]);
        page.text(id)?;
        page.text(&material.name(id))?;
        page.text(&drivers[place].words())?;
        page.number(volume)?;
        for ((column, word), part) in
            [('E', "incremental"), ('F', "shared"), ('G', "sustaining")].into_iter().zip(parts)
        {
            let passed = flows::into(material, column, &format!("$A{row}"));
            page.formula(&format!("={passed}+{}", direct(material, row, word)), Some(part))?;
        }
        if reaches {
            page.formula(&format!("=E{row}+F{row}"), Some(caused))?;
            let rate = |cost: f64| Some(if volume > 0.0 { cost / volume } else { 0.0 });
            page.formula(&format!("=IF(D{row}>0,H{row}/D{row},0)"), rate(caused))?;
            page.formula(&format!("=IF(D{row}>0,E{row}/D{row},0)"), rate(parts[0]))?;
            let open = if volume > 0.0 { 0.0 } else { all };
            page.formula(&format!("=IF(D{row}>0,0,SUM(E{row}:G{row}))"), Some(open))?;
            page.number(0.0)?;
        } else {
            // the products that it goes to are rows of their own, with rates by what customers bought of them
            (0..4).try_for_each(|_| page.number(0.0))?;
            page.formula(&format!("=SUM(E{row}:G{row})"), Some(all))?;
        }
        page.next();
    }
    Ok(())
}

/// The amount of a resource that goes to customers at once.
fn direct(material: &Material<'_>, row: u32, word: &str) -> String {
    let (sheet, last) = (material.sheets().resources, super::resources::total_row(material) - 1);
    let column = |name: char| format!("'{sheet}'!${name}$2:${name}${last}");
    format!("SUMIFS({},{},$A{row},{},\"{word}\")", column('D'), column('A'), column('C'))
}
