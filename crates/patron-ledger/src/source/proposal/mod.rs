//! A proposed mapping of a file's columns to the fields of a ledger table.

mod matching;
mod words;

use serde::{Deserialize, Serialize};

use super::profile::{ColumnProfile, DayOrder, NumberReading, Profile};
use matching::{Fit, against, by_name, key};
use words::{Field, PROFIT, TABLES, Table, Takes, UNIT_PRICE};

/// What each field would be made of, and what is open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The ledger table.
    pub table: String,
    /// Fields that can be filled.
    pub fields: Vec<ProposedField>,
    /// Fields that are required, or for which there are several candidates.
    pub unmatched: Vec<UnmatchedField>,
    /// What the file does not decide about the columns used.
    pub questions: Vec<Question>,
}

/// A field and the expression that fills it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposedField {
    /// The field.
    pub field: String,
    /// SQL over the file's columns, identifiers quoted.
    pub expression: String,
    /// From 0 (a guess) to 1 (sure).
    pub confidence: f64,
    /// Why.
    pub reason: String,
}

/// A field without an expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnmatchedField {
    /// The field.
    pub field: String,
    /// Whether the table cannot do without.
    pub required: bool,
    /// Columns that could be meant, the likelier first.
    pub candidates: Vec<Candidate>,
}

/// A column that could be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The column.
    pub column: String,
    /// Why it could, or why it was not taken.
    pub reason: String,
}

/// Something only a person can say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The column.
    pub column: String,
    /// `day-order`: which number of 3/4/2024 is the day. `decimal-mark`: what the comma or dot in
    /// 1,234 is.
    pub code: String,
    /// Values that show it.
    pub examples: Vec<String>,
}

/// Proposes a mapping to `table`; `None` if no words are known for that table.
#[must_use]
pub fn propose(table: &str, profile: &Profile) -> Option<Proposal> {
    let table = TABLES.iter().find(|known| known.name == table)?;
    Some(Matcher::new(table, profile).finish())
}

struct Matcher<'a> {
    table: &'static Table,
    columns: Vec<(String, &'a ColumnProfile)>,
    proposed: Vec<ProposedField>,
    unmatched: Vec<UnmatchedField>,
    used: Vec<&'a str>,
}

impl<'a> Matcher<'a> {
    fn new(table: &'static Table, profile: &'a Profile) -> Self {
        let columns = profile.columns.iter().map(|column| (key(&column.name), column)).collect();
        Self { table, columns, proposed: Vec::new(), unmatched: Vec::new(), used: Vec::new() }
    }

    fn finish(mut self) -> Proposal {
        // sure matches first, so that a weak name cannot take a column from the field it names
        let mut open: Vec<&Field> = self.table.fields.iter().collect();
        for least in [0.9, 0.6, 0.3] {
            open.retain(|field| !self.settle(field, least));
        }
        for field in open {
            self.leave_open(field, Vec::new());
        }
        if self.table.name == "opportunities" {
            self.won();
        }
        if self.table.name == "orders" {
            self.amount();
            self.cost();
        }
        let order = |name: &str| self.table.fields.iter().position(|field| field.name == name);
        self.proposed.sort_by_key(|field| order(&field.field));
        self.unmatched.sort_by_key(|field| order(&field.field));
        let questions = self.questions();
        Proposal { table: self.table.name.to_owned(), fields: self.proposed, unmatched: self.unmatched, questions }
    }

    /// Columns that fit the field by name, the best first; those whose values do not fit apart.
    fn fits(&self, field: &Field) -> (Vec<(&'a str, Fit)>, Vec<Candidate>) {
        let (mut good, mut refused) = (Vec::new(), Vec::new());
        for (key, column) in &self.columns {
            let Some(fit) = by_name(key, field) else { continue };
            let share = field.name == "discount" && is_share(column);
            let against = if share {
                Some("it holds shares of 0 to 1; expected amounts".to_owned())
            } else {
                against(column, field.takes)
            };
            match against {
                None if !self.used.contains(&column.name.as_str()) => good.push((column.name.as_str(), fit)),
                None => {}
                Some(reason) => refused.push(Candidate { column: column.name.clone(), reason }),
            }
        }
        good.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence));
        (good, refused)
    }

    /// Settles the field if a column fits with at least this confidence; two equally good ones are
    /// left to be asked about.
    fn settle(&mut self, field: &Field, least: f64) -> bool {
        let (good, _) = self.fits(field);
        let Some((column, fit)) = good.first().filter(|(_, fit)| fit.confidence >= least).cloned() else {
            return false;
        };
        let rivals = good.iter().filter(|(_, other)| fit.confidence - other.confidence < 1e-6).count();
        if rivals > 1 {
            self.leave_open(field, good);
            return true;
        }
        self.used.push(column);
        self.proposed.push(ProposedField {
            field: field.name.to_owned(),
            expression: quoted(column),
            confidence: fit.confidence,
            reason: fit.reason,
        });
        true
    }

    fn leave_open(&mut self, field: &Field, good: Vec<(&str, Fit)>) {
        let refused = self.fits(field).1;
        let mut candidates: Vec<Candidate> =
            good.into_iter().map(|(column, fit)| Candidate { column: column.to_owned(), reason: fit.reason }).collect();
        candidates.extend(refused);
        if field.required && candidates.is_empty() {
            candidates = self.of_right_kind(field);
        }
        if field.required || !candidates.is_empty() {
            self.unmatched.push(UnmatchedField { field: field.name.to_owned(), required: field.required, candidates });
        }
    }

    fn of_right_kind(&self, field: &Field) -> Vec<Candidate> {
        self.columns
            .iter()
            .filter(|(_, column)| !self.used.contains(&column.name.as_str()))
            .filter(|(_, column)| column.filled > 0 && against(column, field.takes).is_none())
            .map(|(_, column)| Candidate { column: column.name.clone(), reason: "its values would fit".to_owned() })
            .collect()
    }

    fn expression(&self, field: &str) -> Option<String> {
        self.proposed.iter().find(|known| known.field == field).map(|known| known.expression.clone())
    }

    /// The single best column that means `field` by name.
    fn best(&self, field: &Field) -> Option<&'a str> {
        let (good, _) = self.fits(field);
        good.first().filter(|(_, fit)| fit.confidence >= 0.45).map(|(column, _)| *column)
    }

    fn derive(&mut self, field: &str, expression: String, confidence: f64, reason: &str) {
        self.unmatched.retain(|open| open.field != field);
        let field = field.to_owned();
        self.proposed.push(ProposedField { field, expression, confidence, reason: reason.to_owned() });
    }

    /// amount = quantity * unit price (* (1 - discount), where the discount is a share); the price
    /// alone where there is no quantity.
    fn amount(&mut self) {
        if self.expression("amount").is_some() {
            return;
        }
        let Some(price) = self.best(&UNIT_PRICE) else { return };
        self.used.push(price);
        let Some(quantity) = self.expression("quantity") else {
            return self.derive("amount", quoted(price), 0.5, "there is a price but no quantity and no amount");
        };
        let product = format!("{quantity} * {}", quoted(price));
        let share = self.columns.iter().find(|(key, column)| key == "discount" && is_share(column));
        match share.map(|(_, column)| quoted(&column.name)) {
            Some(share) => {
                let expression = format!("{product} * (1 - {share})");
                self.derive("amount", expression, 0.8, "quantity times unit price, less the discount's share");
            }
            None => self.derive("amount", product, 0.9, "quantity times unit price; there is no amount"),
        }
    }

    /// won = what the stage says, where it says it
    fn won(&mut self) {
        const WON: &str = "'won', 'closed won', '赢单', '已赢单', '成交', '已成交', '签约', '已签约'";
        const LOST: &str = "'lost', 'closed lost', '输单', '已输单', '丢单', '已丢单', '失败', '已流失'";
        let (Some(stage), None) = (self.expression("stage"), self.expression("won")) else { return };
        let expression =
            format!("CASE WHEN lower({stage}) IN ({WON}) THEN 'yes' WHEN lower({stage}) IN ({LOST}) THEN 'no' END");
        self.derive("won", expression, 0.8, "the stage says which deals were won and lost");
    }

    /// cost = amount - profit
    fn cost(&mut self) {
        let (Some(amount), None) = (self.expression("amount"), self.expression("cost")) else { return };
        if let Some(profit) = self.best(&PROFIT) {
            self.used.push(profit);
            self.derive("cost", format!("{amount} - {}", quoted(profit)), 0.7, "amount less profit; there is no cost");
        }
    }

    /// Whether a column alone was proposed for a field that takes a kind.
    fn fills(&self, column: &ColumnProfile, takes: Takes) -> bool {
        let taken = |name: &str| self.table.fields.iter().any(|field| field.name == name && field.takes == takes);
        let alone = quoted(&column.name);
        self.proposed.iter().any(|proposed| proposed.expression == alone && taken(&proposed.field))
    }

    fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        for (_, column) in self.columns.iter().filter(|(_, column)| self.used.contains(&column.name.as_str())) {
            let mut ask = |code: &str| {
                let examples = column.examples.clone();
                questions.push(Question { column: column.name.clone(), code: code.to_owned(), examples });
            };
            let dates = if self.fills(column, Takes::Date) { column.dates() } else { column.date.as_ref() };
            let order = dates.and_then(|dates| dates.order);
            if matches!(order, Some(DayOrder::Ambiguous | DayOrder::Conflicting)) {
                ask("day-order");
            }
            let numbers = if self.fills(column, Takes::Number) { column.numbers() } else { column.number.as_ref() };
            let reading = numbers.map(|number| number.reading);
            if matches!(reading, Some(NumberReading::Ambiguous | NumberReading::Conflicting)) {
                ask("decimal-mark");
            }
        }
        questions
    }
}

/// Fractions within 0 and 1, or percentages.
fn is_share(column: &ColumnProfile) -> bool {
    let bound = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<f64>().ok());
    let (Some(min), Some(max)) = (bound(&column.min), bound(&column.max)) else { return false };
    let fractions = column.number.as_ref().is_some_and(|number| number.max_scale > 0);
    against(column, Takes::Number).is_none() && fractions && min >= 0.0 && max <= 1.0
}

/// A column's name as SQL writes it, its case kept.
#[must_use]
pub fn quoted(column: &str) -> String {
    format!("\"{}\"", column.replace('"', "\"\""))
}

#[cfg(test)]
mod tests;
