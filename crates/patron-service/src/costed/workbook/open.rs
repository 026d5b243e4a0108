use rust_xlsxwriter::XlsxError;

use super::Material;
use super::page::Page;

/// Why cost has not arrived.
#[derive(Debug, Clone, Copy)]
enum Reason {
    Unread,
    NoWay,
    NoVolume,
}

/// What has not arrived: id, reason, amount.
fn entries<'a>(material: &'a Material<'_>) -> impl Iterator<Item = (&'a str, Reason, f64)> {
    let costed = material.costed;
    let nodes = costed.network.nodes();
    let no_way = costed.settled.unassigned.iter().map(|node| {
        let amount = costed.settled.nodes[*node].gross().full().value();
        (nodes[*node].name.as_str(), Reason::NoWay, amount)
    });
    let ids = crate::costing::customer::driver_ids(material.model);
    let stuck = ids.into_iter().enumerate().filter(|(place, _)| costed.is_stuck(*place));
    let stuck = stuck.map(|(place, id)| (id, Reason::NoVolume, costed.cost(place).full().value()));
    let unread = material.unread.iter().map(|(pool, amount)| (pool.as_str(), Reason::Unread, *amount));
    no_way.chain(stuck).chain(unread)
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
    for (id, reason, amount) in entries(material) {
        page.text(id)?;
        page.text(&material.name(id))?;
        page.text(match reason {
            Reason::Unread => material.say("no resource reads this pool", "没有资源读取该成本池"),
            Reason::NoWay => material.say("it leads nowhere", "没有去向"),
            Reason::NoVolume => material.say("nothing was counted of its driver", "没有计到动因量"),
        })?;
        page.number(amount)?;
        page.next();
    }
    Ok(())
}
