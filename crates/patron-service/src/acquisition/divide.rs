use std::collections::{BTreeMap, BTreeSet, HashMap};

use patron_ledger::rollup::Occasion;

use crate::run::RunContext;
use crate::views::{AcquisitionCohorts, AcquisitionLine};

use super::line::{Terms, line};
use super::spend::Lived;
use super::won::Won;

/// Lengths of a cohort's period, in months.
const SPANS: [(&str, i32); 3] = [("month", 1), ("quarter", 3), ("year", 12)];

/// What was spent on winning customers, divided among those won.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Division {
    pub(crate) total: AcquisitionLine,
    pub(crate) channels: Vec<AcquisitionLine>,
    pub(crate) campaigns: Vec<AcquisitionLine>,
    pub(crate) cohorts: Vec<AcquisitionCohorts>,
    /// what each row costs each of its customers; `None` where it won nobody
    pub(crate) shares: Vec<Option<f64>>,
    /// spend that won nobody
    pub(crate) undivided: f64,
    /// customers won on days, or by channels, without spend
    pub(crate) uncovered: f64,
}

/// Whether a row was spent on these customers: on them by name, or on their channel in the days they were won.
fn takes(row: &Lived, won: &Won) -> bool {
    match &row.customer {
        Some(customer) => won.named.as_ref() == Some(customer),
        None => (row.from..=row.to).contains(&won.day) && (row.channel.is_empty() || row.channel == won.channel),
    }
}

/// Rows by the channel they were spent on, so that nobody is held against rows of others.
struct Rows<'a> {
    rows: &'a [Lived],
    by_channel: HashMap<&'a str, Vec<usize>>,
    by_customer: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Rows<'a> {
    fn new(rows: &'a [Lived]) -> Self {
        let (mut by_channel, mut by_customer) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for (place, row) in rows.iter().enumerate() {
            match &row.customer {
                Some(customer) => by_customer.entry(customer.as_str()).or_default().push(place),
                None => by_channel.entry(row.channel.as_str()).or_default().push(place),
            }
        }
        Self { rows, by_channel, by_customer }
    }

    /// Places of the rows that were spent on these customers.
    fn of(&self, won: &Won) -> Vec<usize> {
        let named = won.named.as_deref().and_then(|customer| self.by_customer.get(customer));
        let own = (!won.channel.is_empty()).then(|| self.by_channel.get(won.channel.as_str())).flatten();
        let all = [named, own, self.by_channel.get("")].into_iter().flatten().flatten().copied();
        all.filter(|place| takes(&self.rows[*place], won)).collect()
    }
}

/// Divides the rows of acquisition among the customers won.
pub(crate) fn divide(rows: &[Lived], won: &[Won], context: &RunContext) -> Division {
    divided(rows, won, Terms { as_of_day: context.as_of_day, horizon_days: context.horizon_days })
}

pub(super) fn divided(rows: &[Lived], won: &[Won], terms: Terms) -> Division {
    let index = Rows::new(rows);
    let covered: Vec<Vec<usize>> = won.iter().map(|won| index.of(won)).collect();
    let mut winners = vec![0.0; rows.len()];
    for (won, places) in won.iter().zip(&covered) {
        for place in places {
            winners[*place] += won.customers;
        }
    }
    let share = |(row, winners): (&Lived, &f64)| (*winners > 0.0).then(|| row.amount / winners);
    let lost = rows.iter().zip(&winners).filter(|(_, winners)| **winners <= 0.0);
    let taken: Vec<(&Won, f64)> =
        won.iter().zip(&covered).filter(|(_, places)| !places.is_empty()).map(|(won, _)| (won, 1.0)).collect();
    let (bought, reached) = (won.iter().map(|won| won.customers), taken.iter().map(|(won, _)| won.customers));
    Division {
        total: line(String::new(), rows.iter().map(|row| row.amount).sum(), &taken, terms),
        channels: channels(rows, won, &covered, terms),
        campaigns: campaigns(rows, won, &covered, terms),
        cohorts: SPANS.map(|(name, months)| cohorts(name, months, rows, won, terms)).to_vec(),
        shares: rows.iter().zip(&winners).map(share).collect(),
        undivided: lost.map(|(row, _)| row.amount).sum(),
        uncovered: bought.sum::<f64>() - reached.sum::<f64>(),
    }
}

/// The channel a row was spent on: its own, else that of the one customer it names.
fn channel_of<'a>(row: &'a Lived, won: &'a [Won]) -> &'a str {
    if !row.channel.is_empty() {
        return &row.channel;
    }
    let named = row.customer.as_ref().and_then(|customer| won.iter().find(|won| won.named.as_ref() == Some(customer)));
    named.map_or("", |won| won.channel.as_str())
}

/// A line for each channel with spend or customers; the empty one is spend on all channels, with everybody it was spent on.
fn channels(rows: &[Lived], won: &[Won], covered: &[Vec<usize>], terms: Terms) -> Vec<AcquisitionLine> {
    let of_row: Vec<&str> = rows.iter().map(|row| channel_of(row, won)).collect();
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let told = rows.iter().map(|row| (row.channel.as_str(), &row.channel_name));
    for (key, name) in told.chain(won.iter().map(|won| (won.channel.as_str(), &won.channel_name))) {
        names.entry(key).or_insert_with(|| name.clone().unwrap_or_default());
    }
    let last = rows.iter().map(|row| row.to).max().unwrap_or(i32::MIN);
    let first = rows.iter().map(|row| row.from).min().unwrap_or(i32::MAX);
    let mut lines = Vec::new();
    for (channel, name) in names {
        let spend: f64 = rows.iter().zip(&of_row).filter(|(_, of)| **of == channel).map(|(row, _)| row.amount).sum();
        let has_rows = of_row.contains(&channel);
        let belongs = |won: &Won, places: &Vec<usize>| {
            let reached = places.iter().any(|place| of_row[*place] == channel);
            match (has_rows, channel.is_empty()) {
                (true, true) => reached,
                (true, false) => reached && won.channel == channel,
                // won without spend, in the days of which spend is known
                (false, _) => won.channel == channel && (first..=last).contains(&won.day),
            }
        };
        let members: Vec<(&Won, f64)> =
            won.iter().zip(covered).filter(|(won, places)| belongs(won, places)).map(|(won, _)| (won, 1.0)).collect();
        if has_rows || !members.is_empty() {
            lines.push(line(name, spend, &members, terms));
        }
    }
    lines
}

/// A line for each campaign; customers on whom several were spent are divided among them by what each spent a day.
fn campaigns(rows: &[Lived], won: &[Won], covered: &[Vec<usize>], terms: Terms) -> Vec<AcquisitionLine> {
    let name = |row: &Lived| row.campaign.clone().unwrap_or_default();
    let mut members: BTreeMap<String, Vec<(&Won, f64)>> = BTreeMap::new();
    let mut spends: BTreeMap<String, f64> = BTreeMap::new();
    for row in rows {
        *spends.entry(name(row)).or_default() += row.amount;
    }
    for (won, places) in won.iter().zip(covered) {
        // what was spent on somebody by name won that one
        let by_name: Vec<usize> = places.iter().copied().filter(|place| rows[*place].customer.is_some()).collect();
        let places = if by_name.is_empty() { places } else { &by_name };
        let daily = |place: &usize| rows[*place].amount / rows[*place].days();
        let total: f64 = places.iter().map(daily).sum();
        let mut parts: BTreeMap<String, f64> = BTreeMap::new();
        for place in places {
            let part = if total > 0.0 { daily(place) / total } else { 1.0 / places.len() as f64 };
            *parts.entry(name(&rows[*place])).or_default() += part;
        }
        for (campaign, part) in parts {
            members.entry(campaign).or_default().push((won, part));
        }
    }
    let none = Vec::new();
    spends
        .into_iter()
        .map(|(campaign, spend)| {
            let own = members.get(&campaign).unwrap_or(&none);
            line(campaign, spend, own, terms)
        })
        .collect()
}

/// A line for each period from the first with spend on: what was spent in it over the customers whose first purchase it saw.
fn cohorts(name: &str, months: i32, rows: &[Lived], won: &[Won], terms: Terms) -> AcquisitionCohorts {
    let period = |day: i32| Occasion::Month.period(day).div_euclid(months);
    let mut spends: BTreeMap<i32, f64> = BTreeMap::new();
    let days: HashMap<&str, i32> =
        won.iter().filter_map(|won| won.named.as_deref().map(|customer| (customer, won.day))).collect();
    for row in rows {
        match row.customer.as_deref().and_then(|customer| days.get(customer)) {
            // spent on one customer: with the cohort it was won in
            Some(day) => *spends.entry(period(*day)).or_default() += row.amount,
            None => {
                for (month, amount) in row.by_month() {
                    *spends.entry(month.div_euclid(months)).or_default() += amount;
                }
            }
        }
    }
    let now = period(terms.as_of_day);
    let started = spends.keys().next().copied();
    let known: BTreeSet<i32> = started.map_or_else(BTreeSet::new, |first| (first..=now).collect());
    let mut members: BTreeMap<i32, Vec<(&Won, f64)>> = BTreeMap::new();
    for won in won {
        members.entry(period(won.day)).or_default().push((won, 1.0));
    }
    let none = Vec::new();
    let lines = known.into_iter().map(|at| {
        let spend = spends.get(&at).copied().unwrap_or(0.0);
        let own = members.get(&at).unwrap_or(&none);
        // the period of the valuation date is whole only where the next day belongs to another
        let in_progress = at == now && period(terms.as_of_day.saturating_add(1)) == now;
        AcquisitionLine { in_progress, ..line(cohort_name(months, at), spend, own, terms) }
    });
    AcquisitionCohorts { span: name.to_owned(), lines: lines.collect() }
}

/// `YYYY-MM`, `YYYY-Q1` or `YYYY`.
fn cohort_name(months: i32, period: i32) -> String {
    let (year, part) = (period.div_euclid(12 / months), period.rem_euclid(12 / months) + 1);
    match months {
        1 => format!("{year:04}-{part:02}"),
        3 => format!("{year:04}-Q{part}"),
        _ => format!("{year:04}"),
    }
}
