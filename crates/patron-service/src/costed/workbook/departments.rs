use patron_profit::costing::Amounts;
use rust_xlsxwriter::XlsxError;

use super::page::Page;
use super::{Material, flows};

/// Sum over the departments of what capacity was not used.
pub(super) fn unused(material: &Material<'_>) -> String {
    let last = material.model.departments.len() + 1;
    if last == 1 {
        return "0".to_owned();
    }
    format!("SUM('{}'!I2:I{last})", material.sheets().departments)
}

/// Departments: what they cost, and what of their time was used.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    page.freeze(1, 0)?;
    page.headings(&[
        material.say("Id", "编号"),
        material.say("Department", "部门"),
        material.say("Cost", "成本"),
        material.say("Incremental", "其中增量成本"),
        material.say("Practical capacity, minutes", "实际产能（分钟）"),
        material.say("Used, minutes", "已用（分钟）"),
        material.say("Used, share", "利用率"),
        material.say("Cost of a minute", "每分钟成本"),
        material.say("Unused capacity", "未用产能成本"),
    ])?;
    let nodes = material.costed.network.nodes();
    let cost = |id: &str| -> Amounts {
        let place = nodes.iter().position(|node| node.name == id);
        place.map(|place| material.costed.settled.nodes[place].gross()).unwrap_or_default()
    };
    for (number, department) in material.model.departments.iter().enumerate() {
        let (row, amounts) = (page.number_of_row(), cost(&department.id));
        let full = amounts.full().value();
        page.text(&department.id)?;
        page.text(&material.name(&department.id))?;
        page.formula(&format!("={}", flows::into(material, 'H', &format!("A{row}"))), Some(full))?;
        let incremental = flows::into(material, 'E', &format!("A{row}"));
        page.formula(&format!("={incremental}"), Some(amounts.incremental.value()))?;
        if let Some((used, capacity)) = material.costed.minutes.get(&number) {
            page.number(*capacity)?;
            page.number(*used)?;
            page.formula(&format!("=F{row}/E{row}"), Some(used / capacity))?;
            page.formula(&format!("=C{row}/E{row}"), Some(full / capacity))?;
            page.formula(&format!("=H{row}*(E{row}-F{row})"), Some(full / capacity * (capacity - used)))?;
        }
        page.next();
    }
    Ok(())
}
