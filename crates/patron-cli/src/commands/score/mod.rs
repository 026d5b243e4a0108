mod account;
mod groups;
mod what_if;

use clap::Args;
use patron_service::views::{Reweighting, ScoreLine, ScoreRow, ScoreView};

use crate::Outcome;
use crate::cli::{Format, Language};
use crate::context::Context;
use crate::output::{List, Style, Target};
use crate::problem::Result;

/// Rank accounts on a scorecard, as the last valuation scored them
///
/// Each account has its score, rank and tier, the points of every line, the interval of its rank and the share of draws
/// in which it keeps its tier when the weights move, the points to the next tier, and what changed since the last run that
/// scored the card. With `--customer` the best way to the next tier; with `--weight` the ranking under other weights; with
/// `--groups` accounts of one parent together.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  patron score key-account --limit 20\n  patron score key-account --format csv > scores.csv\n  \
    patron score key-account --customer C-1017\n  patron score key-account --weight satisfaction=20 --save"
)]
pub(crate) struct Score {
    /// The card
    card: String,
    /// Most accounts [default: 50 in a table, else 10,000]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only this account, and its best way to the next tier
    #[arg(long, value_name = "ID", conflicts_with_all = ["limit", "groups", "weight", "group_weight"])]
    customer: Option<String>,
    /// Groups of accounts that belong to one parent, as the card's `groups` says
    #[arg(long, conflicts_with_all = ["weight", "group_weight"])]
    groups: bool,
    /// Try other points for a line, of 100; may be repeated
    #[arg(long, value_name = "LINE=POINTS")]
    weight: Vec<String>,
    /// Try other points for all lines of a group, of 100; may be repeated
    #[arg(long, value_name = "GROUP=POINTS")]
    group_weight: Vec<String>,
    /// Keep the tried weights as the next version of the card
    #[arg(long)]
    save: bool,
}

impl Score {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        if let Some(customer) = &self.customer {
            return account::show(&service, &self.card, customer, context).await;
        }
        if self.groups {
            return groups::show(&service, &self.card, context).await;
        }
        if !(self.weight.is_empty() && self.group_weight.is_empty()) || self.save {
            let (lines, groups) = (what_if::weights(&self.weight)?, what_if::weights(&self.group_weight)?);
            let wish = Reweighting { lines, groups, limit: self.limit };
            return what_if::show(&service, &self.card, &wish, self.save, context).await;
        }
        let in_table = context.output.format(&Target::default())? == Format::Table;
        let limit = self.limit.or(in_table.then_some(50));
        let view = service.score(&self.card, limit).await?;
        let language = context.output.language;
        context.output.list(&view, &list(&view, language, in_table))?;
        if in_table {
            context.output.note(&remarks(&view, language));
        }
        Ok(Outcome::Done)
    }
}

/// In a terminal the three lines that give or take most; else every line.
fn list(view: &ScoreView, language: Language, in_table: bool) -> List {
    let mut columns = vec![
        ("rank".to_owned(), true),
        ("customer_id".to_owned(), false),
        ("name".to_owned(), false),
        ("score".to_owned(), true),
        ("tier".to_owned(), false),
        ("rank_from_to".to_owned(), false),
        ("keeps_tier".to_owned(), true),
        ("to_next_tier".to_owned(), true),
        ("score_change".to_owned(), true),
        ("rank_change".to_owned(), true),
        ("tier_before".to_owned(), false),
    ];
    if in_table {
        columns.push(("most_points_from".to_owned(), false));
    } else {
        columns.extend(view.lines.iter().map(|line| (line.id.clone(), true)));
    }
    let columns: Vec<(&str, bool)> = columns.iter().map(|(name, right)| (name.as_str(), *right)).collect();
    let mut list = List::new(&columns);
    for row in &view.rows {
        let tier = view.tiers.iter().find(|tier| Some(&tier.id) == row.tier.as_ref());
        let range = row.rank_low.zip(row.rank_high).map(|(low, high)| format!("{low}-{high}"));
        let mut cells = vec![
            row.rank.to_string(),
            row.customer_id.clone(),
            row.name.clone().unwrap_or_default(),
            format!("{:.1}", row.score),
            tier.map(|tier| language.text(&tier.name).to_owned()).unwrap_or_default(),
            range.unwrap_or_default(),
            row.keeps_tier.map(|share| Style::Share.write(share)).unwrap_or_default(),
            row.to_next_tier.map(|points| format!("{points:.1}")).unwrap_or_default(),
        ];
        cells.extend(moved(view, row, language));
        if in_table {
            cells.push(most(&view.lines, &row.points, language));
        } else {
            cells.extend(row.points.iter().map(|points| format!("{points:.4}")));
        }
        list.push(cells);
    }
    list
}

/// Points and places since the run before, and the tier there where it was another. A place gained counts up.
fn moved(view: &ScoreView, row: &ScoreRow, language: Language) -> [String; 3] {
    let Some(before) = &row.before else { return Default::default() };
    let tier = view.tiers.iter().find(|tier| Some(&tier.id) == before.tier.as_ref());
    let tier = tier.filter(|tier| Some(&tier.id) != row.tier.as_ref());
    [
        format!("{:+.1}", row.score - before.score),
        format!("{:+}", before.rank - row.rank),
        tier.map(|tier| language.text(&tier.name).to_owned()).unwrap_or_default(),
    ]
}

fn most(lines: &[ScoreLine], points: &[f64], language: Language) -> String {
    let mut order: Vec<(&ScoreLine, f64)> = lines.iter().zip(points.iter().copied()).collect();
    order.sort_by(|left, right| right.1.abs().total_cmp(&left.1.abs()));
    let words = order.iter().take(3).filter(|(_, points)| *points != 0.0);
    words.map(|(line, points)| format!("{} {points:+.1}", language.text(&line.name))).collect::<Vec<_>>().join(", ")
}

fn remarks(view: &ScoreView, language: Language) -> String {
    let mut words = vec![format!("`{}` accounts, card version `{}`", view.accounts, view.version)];
    let tiers = view.tiers.iter().map(|tier| format!("{} {}", language.text(&tier.name), tier.accounts));
    words.push(tiers.collect::<Vec<_>>().join(", "));
    if let [.., before, now] = view.runs.as_slice() {
        let other = if before.version == now.version {
            String::new()
        } else {
            format!(", card version `{}` then: part of the change is the card", before.version)
        };
        words.push(format!("changes since the run as of {}{other}", before.as_of));
    }
    if let Some(share) = view.keeps_tier {
        words.push(format!("when weights move, accounts keep their tier in {} of draws", Style::Share.write(share)));
    }
    if let Some(ratio) = view.consistency_ratio {
        words.push(format!("consistency ratio of the judgements {ratio:.3}"));
    }
    let left: Vec<&str> =
        view.lines.iter().filter(|line| line.left_out.is_some()).map(|line| language.text(&line.name)).collect();
    if !left.is_empty() {
        words.push(format!("left out, without values: {}", left.join(", ")));
    }
    words.retain(|words| !words.is_empty());
    words.join("; ")
}
