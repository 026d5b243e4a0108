//! Costs in words and tables.

use patron_service::views::{CostActivity, CostExplanation, CostReport, CostShare, CostStep, KeptCosts};

use crate::cli::Language;
use crate::output::{List, Style, grid, pairs};

/// Kept costs, one a line.
pub(super) fn kept(all: &[KeptCosts], language: Language) -> List {
    let columns = [("costs", false), ("name", false), ("from", false), ("to", false), ("version", true)];
    let mut list = List::new(&[&columns[..], &[("saved", false), ("problem", false)]].concat());
    for costs in all {
        list.push([
            costs.id.clone(),
            costs.name.as_ref().map(|name| language.text(name).to_owned()).unwrap_or_default(),
            costs.from.clone().unwrap_or_default(),
            costs.to.clone().unwrap_or_default(),
            costs.version.to_string(),
            costs.saved_at.clone(),
            costs.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default(),
        ]);
    }
    list
}

/// The report of a costing.
pub(super) fn report(report: &CostReport, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let money = |amount: f64| Style::Money.write(amount);
    let mut text = format!("{}, {} – {}\n\n", language.text(&report.name), report.from, report.to);
    text.push_str(&pairs(&[
        (say("entered", "投入合计"), money(report.entered.full)),
        (say("reached customers", "归集到客户"), money(report.customers.full)),
        (say("of it incremental", "其中增量成本"), money(report.customers.incremental)),
        (say("unused capacity", "未用产能"), money(report.unused)),
        (say("enterprise", "企业维持成本"), money(report.enterprise)),
        (say("not assigned", "未分配"), money(report.unassigned)),
    ]));
    let titles = [
        say("activity", "作业"),
        say("driver", "动因"),
        say("volume", "动因量"),
        say("cost", "成本"),
        say("of it incremental", "其中增量成本"),
        say("rate", "费率"),
    ];
    let row = |activity: &CostActivity| {
        vec![
            language.text(&activity.name).to_owned(),
            activity.driver.clone(),
            Style::Whole.write(activity.volume),
            money(activity.cost.full),
            money(activity.cost.incremental),
            activity.rate.map_or("–".to_owned(), |rate| format!("{:.4}", rate.full)),
        ]
    };
    let rows: Vec<Vec<String>> = report.activities.iter().map(row).collect();
    let numeric = [false, false, true, true, true, true];
    text.push_str(&format!("\n{}", grid(&titles.map(str::to_owned), &numeric, &rows)));
    for department in &report.departments {
        let Some(minutes) = &department.minutes else { continue };
        text.push_str(&format!(
            "\n{}: {} {} {} ({}), {} {:.4}",
            language.text(&department.name),
            Style::Whole.write(minutes.used),
            say("minutes of", "分钟，产能"),
            Style::Whole.write(minutes.capacity),
            Style::Share.write(minutes.used / minutes.capacity),
            say("a minute costs", "每分钟成本"),
            minutes.rate,
        ));
    }
    for open in &report.open {
        let reason = match open.reason.as_str() {
            "no-resource" => say("no resource reads this pool", "没有资源读取该成本池"),
            "no-volume" => say("nothing was counted of its driver", "没有计到动因量"),
            _ => say("it leads nowhere", "没有去向"),
        };
        text.push_str(&format!("\n{}: {} ({reason})", open.id, money(open.amount)));
    }
    for activity in report.activities.iter().filter(|activity| activity.volume_of_nobody > 0.0) {
        text.push_str(&format!(
            "\n{}: {} {}",
            language.text(&activity.name),
            Style::Whole.write(activity.volume_of_nobody),
            say("of its driver belong to no customer and carry no cost", "的动因量没有客户，不承担成本"),
        ));
    }
    if let Some(unknown) = &report.unknown_customers {
        text.push_str(&format!(
            "\n{} {}: {} ({}…)",
            unknown.customers,
            say("customers with cost are in no order and no record", "个有成本的客户没有订单也没有档案"),
            money(unknown.cost_to_serve),
            unknown.first.join(", "),
        ));
    }
    text
}

/// One customer's steps, dearest first.
pub(super) fn steps(found: &CostExplanation, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let money = |amount: f64| Style::Money.write(amount);
    let shares = |shares: &[CostShare]| {
        let part = |share: &CostShare| format!("{} {}", language.text(&share.name), money(share.amount));
        shares.iter().map(part).collect::<Vec<_>>().join("; ")
    };
    let titles = [
        say("activity", "作业"),
        say("driver", "动因"),
        say("volume", "动因量"),
        say("rate", "费率"),
        say("cost", "成本"),
        say("of it incremental", "其中增量成本"),
        say("from", "来自"),
    ];
    let row = |step: &CostStep| {
        vec![
            language.text(&step.name).to_owned(),
            step.driver.clone(),
            Style::Whole.write(step.volume),
            format!("{:.4}", step.rate),
            money(step.cost),
            money(step.cost_incremental),
            shares(&step.from),
        ]
    };
    let rows: Vec<Vec<String>> = found.steps.iter().map(row).collect();
    let numeric = [false, false, true, true, true, true, false];
    format!(
        "{}: {} {}, {} {}\n\n{}\n{}: {}",
        found.customer_id,
        say("cost to serve", "服务成本"),
        money(found.cost_to_serve),
        say("of it incremental", "其中增量成本"),
        money(found.cost_incremental),
        grid(&titles.map(str::to_owned), &numeric, &rows),
        say("resources", "资源"),
        shares(&found.resources),
    )
}
