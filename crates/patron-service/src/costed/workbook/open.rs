use rust_xlsxwriter::XlsxError;

use super::Material;
use super::page::Page;

/// What has not arrived: id, reason, amount.
fn entries<'a>(material: &'a Material<'_>) -> impl Iterator<Item = (&'a str, bool, f64)> {
    let costed = material.costed;
    let nodes = costed.network.nodes();
    let no_way = costed.settled.unassigned.iter().map(|node| {
        let amount = costed.settled.nodes[*node].gross().full().value();
        (nodes[*node].name.as_str(), false, amount)
    });
    let ids = crate::costing::customer::driver_ids(material.model);
    let stuck = ids.into_iter().enumerate().filter(|(place, _)| costed.is_stuck(*place));
    no_way.chain(stuck.map(|(place, id)| (id, true, costed.cost(place).full().value())))
}

/// Sum of what is open.
pub(super) fn sum(material: &Material<'_>) -> String {
    match entries(material).count() {
        0 => "0".to_owned(),
        count => format!("SUM('{}'!D2:D{})", material.sheets().open, count + 1),
    }
}

/// Cost that no customer bears though one should.
pub(super) fn write(page: &mut Page<'_>, material: &Material<'_>) -> Result<(), XlsxError> {
    page.freeze(1, 0)?;
    page.headings(&[
        material.say("Id", "编号"),
        material.say("Name", "名称"),
        material.say("Reason", "原因"),
        material.say("Amount", "金额"),
    ])?;
    for (id, is_stuck, amount) in entries(material) {
        page.text(id)?;
        page.text(&material.name(id))?;
        page.text(if is_stuck {
            material.say("nothing was counted of its driver", "没有计到动因量")
        } else {
            material.say("it leads nowhere", "没有去向")
        })?;
        page.number(amount)?;
        page.next();
    }
    Ok(())
}
