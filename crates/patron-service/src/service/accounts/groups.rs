use std::collections::{BTreeMap, BTreeSet, HashMap};

use datafusion::logical_expr::{cast, col, ident};
use futures::StreamExt;

use crate::cards::Grouping;
use crate::error::{Result, ServiceError};
use crate::query::{cell, number};
use crate::service::Service;
use crate::service::runs::OpenRun;
use crate::service::score::title;
use crate::views::{GroupRow, GroupsAnswer, GroupsView, ScoredMember};

use super::answer;
use super::values::{Account, Scored};

/// Who stands above whom, and what they are called.
#[derive(Debug, Default)]
struct Family {
    parents: BTreeMap<String, String>,
    names: HashMap<String, String>,
}

impl Service {
    /// Groups of accounts on a card, best first; why there are none is part of the answer.
    ///
    /// # Errors
    /// `unknown-card`, or when the run cannot be read.
    pub async fn account_groups(&self, card: &str) -> Result<GroupsAnswer> {
        let (groups, problem) = answer(self.grouped(card).await)?;
        Ok(GroupsAnswer { groups, problem })
    }

    async fn grouped(&self, card: &str) -> Result<GroupsView> {
        let scored = self.scored(card, None).await?;
        let written = self.scored_version(card, scored.parameters.version).await?;
        let Some(rule) = written.and_then(|card| card.grouping) else {
            let message = format!("card `{card}` does not say how groups are scored; expected `groups` in its text");
            let hint =
                "write for example `groups = \"revenue-weighted\"` above the first `[[indicator]]`, then value again";
            return Err(ServiceError::new("card-without-groups", message).value("card", card).hint(hint));
        };
        let family = self.family(&scored.run).await?;
        let weights = weights(&scored.run, &rule).await?;
        let mut members: BTreeMap<String, Vec<&Account>> = BTreeMap::new();
        for account in &scored.accounts {
            members.entry(family.top(card, &account.customer_id)?).or_default().push(account);
        }
        members.retain(|top, members| members.len() > 1 || members.iter().any(|member| member.customer_id != *top));
        if members.is_empty() {
            let message =
                format!("no account of card `{card}` belongs to a group; expected customers with a `parent_id`");
            return Err(ServiceError::new("card-no-groups", message)
                .value("card", card)
                .hint("import customers with a column for the parent: `patron import customers FILE`"));
        }
        let mut groups = Vec::with_capacity(members.len());
        for (top, members) in members {
            groups.push(group(&scored, &family, top, &members, &rule, &weights));
        }
        groups.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.id.cmp(&b.id)));
        let mut first = 0;
        for at in 0..groups.len() {
            if groups[at].score != groups[first].score {
                first = at;
            }
            groups[at].rank = first + 1;
        }
        Ok(GroupsView {
            card: card.to_owned(),
            name: title(scored.run.table.measures(), &format!("card.{card}.score")),
            rule: rule.word().to_owned(),
            weighted_by: match rule {
                Grouping::Weighted(measure) => Some(measure),
                Grouping::Mean | Grouping::Best => None,
            },
            groups,
        })
    }

    /// Parents and names of all customers, as the run read them.
    async fn family(&self, run: &OpenRun) -> Result<Family> {
        let records = match self.ledger_of(&run.record).await? {
            Some(records) => records,
            None => self.records().await?,
        };
        let mut family = Family::default();
        if records.rows("customers") == 0 {
            return Ok(family);
        }
        let all = records.table(&records.engine().session(), "customers")?;
        let mut stream = all.select_columns(&["customer_id", "parent_id", "name"])?.execute_stream().await?;
        while let Some(batch) = stream.next().await {
            let batch = batch?;
            for row in 0..batch.num_rows() {
                let text = |column: usize| cell(batch.column(column).as_ref(), row).as_str().map(str::to_owned);
                let Some(id) = text(0) else { continue };
                if let Some(parent) = text(1).filter(|parent| !parent.trim().is_empty() && *parent != id) {
                    family.parents.insert(id.clone(), parent);
                }
                if let Some(name) = text(2) {
                    family.names.insert(id, name);
                }
            }
        }
        Ok(family)
    }
}

impl Family {
    /// The parent at the top.
    fn top(&self, card: &str, id: &str) -> Result<String> {
        let mut seen = BTreeSet::new();
        let mut trail = vec![id];
        let mut at = id;
        while let Some(parent) = self.parents.get(at) {
            seen.insert(at);
            if seen.contains(parent.as_str()) {
                let begin = trail.iter().position(|id| *id == parent.as_str()).unwrap_or_default();
                let mut circle: Vec<String> = trail.iter().skip(begin).map(|id| format!("`{id}`")).collect();
                circle.push(format!("`{parent}`"));
                let circle = circle.join(" -> ");
                let message =
                    format!("customers are each other's parents: {circle}; expected parents without a circle");
                return Err(ServiceError::new("card-group-circle", message)
                    .value("card", card)
                    .value("circle", circle)
                    .hint("correct the `parent_id` of one of them and import the customers again"));
            }
            trail.push(parent);
            at = parent;
        }
        Ok(at.to_owned())
    }
}

/// What each account weighs in its group; negative and unknown values weigh nothing.
async fn weights(run: &OpenRun, rule: &Grouping) -> Result<HashMap<String, f64>> {
    let mut weights = HashMap::new();
    let Grouping::Weighted(measure) = rule else { return Ok(weights) };
    let value = cast(ident(measure.as_str()), arrow::datatypes::DataType::Float64).alias("weight");
    let mut stream = run.table.frame()?.select(vec![col("customer_id"), value])?.execute_stream().await?;
    while let Some(batch) = stream.next().await {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let id = cell(batch.column(0).as_ref(), row);
            let weight = number(batch.column(1).as_ref(), row).filter(|weight| *weight > 0.0);
            if let (Some(id), Some(weight)) = (id.as_str(), weight) {
                weights.insert(id.to_owned(), weight);
            }
        }
    }
    Ok(weights)
}

fn group(
    scored: &Scored,
    family: &Family,
    top: String,
    members: &[&Account],
    rule: &Grouping,
    weights: &HashMap<String, f64>,
) -> GroupRow {
    let weight = |member: &Account| weights.get(&member.customer_id).copied().unwrap_or(0.0);
    let total: f64 = members.iter().map(|member| weight(member)).sum();
    let alike = 1.0 / members.len() as f64;
    // accounts come best first
    let share = |at: usize, member: &Account| match rule {
        Grouping::Best => f64::from(u8::from(at == 0)),
        Grouping::Weighted(_) if total > 0.0 => weight(member) / total,
        Grouping::Weighted(_) | Grouping::Mean => alike,
    };
    let mut points = vec![0.0; scored.parameters.lines.len()];
    let mut score = 0.0;
    let mut told = Vec::with_capacity(members.len());
    let mut grades = vec![0.0; scored.kernel.grades()];
    for (at, member) in members.iter().enumerate() {
        let share = share(at, member);
        score += share * member.score;
        let (mut values, mut own) = (member.values.clone(), vec![0.0; points.len()]);
        scored.kernel.score(&mut values, &mut own, &mut grades);
        points.iter_mut().zip(own).for_each(|(points, own)| *points += share * own);
        told.push(ScoredMember {
            customer_id: member.customer_id.clone(),
            name: member.name.clone(),
            score: member.score,
            rank: member.rank,
            tier: member.tier.clone(),
            share,
        });
    }
    GroupRow {
        name: family.names.get(&top).cloned(),
        id: top,
        score,
        rank: 0,
        tier: scored.tier(score).map(|label| label.id.clone()),
        points,
        members: told,
    }
}
