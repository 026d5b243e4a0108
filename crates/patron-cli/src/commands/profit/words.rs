//! Profit as people read it.

use patron_service::views::{
    BelowCostCustomer, BelowCostLever, BelowCostView, ProfitCurve, ProfitCurvesView, ProfitLossView, ProfitRow,
    ProfitShares, ProfitSide, ProfitView,
};

use super::View;
use crate::cli::Language;
use crate::output::{Style, fitting_grid, grid, pairs};

const UNKNOWN: &str = "–";

fn money(amount: f64) -> String {
    Style::Money.write(amount)
}

fn count(number: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "customers stay far below 2^53")]
    Style::Whole.write(number as f64)
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(|| UNKNOWN.to_owned(), |share| Style::Share.write(share))
}

/// One view of a row.
type SideOf = fn(&ProfitRow) -> &ProfitSide;

pub(super) fn profit(found: &ProfitView, view: View, language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| language.pick(en, zh).to_owned();
    let mut titles = vec![
        language.text(&found.label).to_owned(),
        say("customers", "客户数"),
        say("revenue", "销售额"),
        say("product cost", "产品成本"),
        say("cost to serve", "服务成本"),
    ];
    let sides: Vec<(&str, SideOf)> = match view {
        View::Full => vec![(language.pick("full", "全额"), |row| &row.full)],
        View::Incremental => vec![(language.pick("incremental", "增量"), |row| &row.incremental)],
        View::Both => vec![
            (language.pick("full", "全额"), |row| &row.full),
            (language.pick("incremental", "增量"), |row| &row.incremental),
        ],
    };
    for (name, _) in &sides {
        titles.push(format!("{} {name}", language.pick("profit", "利润")));
        titles.push(format!("{} {name}", language.pick("margin", "利润率")));
        titles.push(format!("{} {name}", language.pick("share", "占比")));
    }
    let row = |row: &ProfitRow| {
        let mut cells = vec![
            language.text(&row.label).to_owned(),
            count(row.customers),
            money(row.revenue),
            money(row.product_cost),
            money(if view == View::Incremental { row.cost_incremental } else { row.cost_to_serve }),
        ];
        for (_, of) in &sides {
            let side = of(row);
            cells.extend([money(side.profit), share(side.margin_on_revenue), share(side.share_of_profit)]);
        }
        cells
    };
    let mut rows: Vec<Vec<String>> = found.rows.iter().map(row).collect();
    rows.push(row(&found.total));
    let numeric: Vec<bool> = (0..titles.len()).map(|place| place > 0).collect();
    let mut text = format!("{}, {} – {}\n\n", language.text(&found.name), found.from, found.to);
    text.push_str(&grid(&titles, &numeric, &rows));
    if found.rows_in_all > found.rows.len() as u64 {
        text.push_str(&format!(
            "{} {}\n",
            count(found.rows_in_all),
            say("rows in all; --out FILE.csv holds them", "行；--out FILE.csv 含全部")
        ));
    }
    if found.tax > 0.0 {
        text.push_str(&format!("{} {}\n", say("after tax on revenue of", "已扣销售税"), Style::Share.write(found.tax)));
    }
    let outside = found.outside;
    for (name, amount) in [
        (say("unused capacity", "未用产能"), outside.unused),
        (say("enterprise", "企业维持成本"), outside.enterprise),
        (say("not assigned", "未分配"), outside.unassigned),
    ] {
        if amount != 0.0 {
            text.push_str(&format!("{} {name}: {}\n", say("borne by no customer,", "不归客户承担，"), money(amount)));
        }
    }
    text
}

pub(super) fn below(found: &BelowCostView, language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| language.pick(en, zh).to_owned();
    let mut text = pairs(&[
        (&say("days", "期间"), format!("{} – {}", found.from, found.to)),
        (
            &say("customers below incremental cost", "低于增量成本的客户"),
            format!("{} / {}", count(found.count), count(found.all)),
        ),
        (&say("their profit together", "合计利润"), money(found.loss)),
        (&say("margin aimed at", "目标利润率"), Style::Share.write(found.target)),
    ]);
    let titles = [
        say("change", "措施"),
        say("customers", "客户数"),
        say("of them enough", "单独即可达标"),
        say("brings", "可增利润"),
    ];
    let row = |total: &patron_service::views::LeverTotal| {
        vec![lever(&total.lever, language).to_owned(), count(total.customers), count(total.reach), money(total.brings)]
    };
    let rows: Vec<Vec<String>> = found.levers.iter().map(row).collect();
    text.push_str(&format!("\n{}", grid(&titles, &[false, true, true, true], &rows)));
    let titles =
        [say("customer", "客户"), say("revenue", "销售额"), say("profit", "利润"), say("what to change", "可改什么")];
    let row = |customer: &BelowCostCustomer| {
        let changes: Vec<String> = customer.levers.iter().map(|change| words(change, language)).collect();
        vec![
            customer.customer_id.clone(),
            money(customer.revenue),
            money(customer.profit_incremental),
            if changes.is_empty() { say("let go", "放弃") } else { changes.join("; ") },
        ]
    };
    let rows: Vec<Vec<String>> = found.customers.iter().map(row).collect();
    text.push_str(&format!("\n{}", fitting_grid(&titles, &[false, true, true, false], &rows)));
    text
}

fn lever(id: &str, language: Language) -> &'static str {
    match id {
        "price" => language.pick("raise prices", "提价"),
        "orders" => language.pick("larger orders", "提高起订额"),
        "channel" => language.pick("cheaper channel", "改用低成本渠道"),
        "service" => language.pick("less service", "降低服务等级"),
        _ => language.pick("fewer returns", "减少退货"),
    }
}

fn words(change: &BelowCostLever, language: Language) -> String {
    let enough = if change.reaches { "" } else { language.pick(", not enough alone", "，单独不足") };
    let to = change.to.as_ref().map_or_else(String::new, |to| format!(" ({to})"));
    let by = if change.change >= 0.0 {
        format!("+{:.1}%", change.change * 100.0)
    } else {
        format!("{:.1}%", change.change * 100.0)
    };
    let brings = language.pick("brings", "可增");
    format!("{}{to} {by}: {brings} {}{enough}", lever(&change.lever, language), money(change.brings))
}

pub(super) fn curves(found: &ProfitCurvesView, language: Language) -> String {
    let say = |en: &'static str, zh: &'static str| language.pick(en, zh).to_owned();
    let mut rows = vec![
        curve(&say("today, full", "当前 全额"), &found.full),
        curve(&say("today, incremental", "当前 增量"), &found.incremental),
    ];
    if let Some(horizon) = &found.horizon {
        rows.push(curve(&say("horizon, full", "预测期 全额"), &horizon.full));
        rows.push(curve(&say("horizon, incremental", "预测期 增量"), &horizon.incremental));
    }
    let titles = [
        say("profit", "利润"),
        say("total", "合计"),
        say("top 20 % bring", "前20%贡献"),
        say("peak", "峰值"),
        say("of customers", "客户占比"),
        say("80 % come from", "80%利润来自"),
        say("losing", "亏损客户"),
        say("their profit", "亏损合计"),
    ];
    let numeric = [false, true, true, true, true, true, true, true];
    let mut text = format!(
        "{} {}, {} – {}\n\n{}",
        count(found.customers),
        say("customers", "位客户"),
        found.from,
        found.to,
        grid(&titles, &numeric, &rows)
    );
    text.push_str(&format!("{}\n", say("marks of the top 20 %: 80 % and 120 %", "前20%的参照线：80% 与 120%")));
    let titles = [say("concentration", "集中度"), say("top 5", "前5"), say("top 10", "前10"), "HHI".to_owned()];
    let row = |name: String, shares: &ProfitShares| {
        let index = shares.herfindahl.map_or_else(|| UNKNOWN.to_owned(), |index| format!("{index:.4}"));
        vec![name, share(shares.top_5), share(shares.top_10), index]
    };
    let rows = [
        row(say("revenue", "销售额"), &found.concentration.revenue),
        row(say("profit, full", "利润 全额"), &found.concentration.full),
        row(say("profit, incremental", "利润 增量"), &found.concentration.incremental),
    ];
    text.push_str(&format!("\n{}", grid(&titles, &[false, true, true, true], &rows)));
    text
}

fn curve(name: &str, curve: &ProfitCurve) -> Vec<String> {
    let shape = curve.shape.as_ref();
    vec![
        name.to_owned(),
        money(curve.total),
        share(shape.map(|shape| shape.top_fifth)),
        share(shape.map(|shape| shape.peak.profit)),
        share(shape.map(|shape| shape.peak.customers)),
        share(shape.map(|shape| shape.customers_for_80)),
        count(curve.losing),
        money(curve.lost),
    ]
}

pub(super) fn loss(found: &ProfitLossView, language: Language) -> String {
    let say = |en, zh| language.pick(en, zh);
    let mut lines = vec![
        (say("lost", "流失"), format!("{} ({})", language.text(&found.label), count(found.customers))),
        (say("days", "期间"), format!("{} – {}", found.from, found.to)),
        (say("revenue", "销售额"), format!("{} ({})", money(found.revenue), share(found.share_of_revenue))),
        (say("cost that goes with it", "随之消失的成本"), money(found.cost_gone)),
        (say("shared cost that stays", "仍然存在的共同成本"), money(found.cost_staying)),
        (say("profit lost", "损失利润"), money(found.profit_lost)),
        (say("profit of all before", "流失前总利润"), money(found.profit_before)),
        (say("profit of all after", "流失后总利润"), money(found.profit_after)),
    ];
    if let Some(lifetime) = &found.lifetime {
        lines.extend([
            (say("horizon in days", "预测期（天）"), lifetime.days.to_string()),
            (say("contribution expected", "预期毛利贡献"), money(lifetime.contribution)),
            (say("cost that goes with it", "随之消失的成本"), money(lifetime.cost_gone)),
            (say("profit lost over the horizon", "预测期内损失利润"), money(lifetime.profit_lost)),
        ]);
    }
    pairs(&lines)
}
