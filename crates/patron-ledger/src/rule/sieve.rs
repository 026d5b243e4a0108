//! Every row of an import gets its class.

use arrow::array::{ArrayRef, StringArray};
use chrono::NaiveDate;
use chrono_tz::Tz;

use super::below_zero::below_zero;
use super::effect::{Effect, Effects};
use super::fingerprint::{Fingerprints, of_row};
use super::known_orders::KnownOrders;
use super::rows::{Rows, day_field};
use super::setting::{Duplicates, Rules, Unattributed};
use super::sign::{Sign, turned};
use crate::mapping::{Fault, Mapped, ONLY, day_of};
use crate::table::Table;

/// Where a row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Into the ledger.
    Load,
    /// To quarantine.
    Quarantine,
    /// Left out, because it is there already.
    Duplicate,
    /// Left out by a rule.
    Exclude,
}

/// What to do with rows of orders that the ledger has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// Nobody has said; they are counted.
    Ask,
    /// They are duplicates.
    Skip,
    /// They are loaded.
    Keep,
}

/// What the portfolio knows before an import.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its time zone.
    pub zone: Tz,
    /// The last day that is not in the future.
    pub today: NaiveDate,
    /// Orders of the live batches.
    pub orders: KnownOrders,
    /// Its currency; rows in another are rejected. Where it is not set, the first row decides.
    pub currency: Option<String>,
}

/// How the rows of one file are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Treatment {
    /// The rows were rejected before, exported for a spreadsheet and corrected.
    pub corrected: bool,
    /// The whole file was imported before and is to be skipped.
    pub skip: bool,
}

/// Applies the rules to the rows of one import and counts.
#[derive(Debug)]
pub struct Sieve {
    table: &'static Table,
    rules: Rules,
    overlap: Overlap,
    known: Known,
    duplicates: Duplicates,
    seen: Fingerprints,
    buffer: Vec<u8>,
    effects: Effects,
}

/// The rows of one batch, sifted.
#[derive(Debug)]
pub struct Sifted {
    /// The class of each row.
    pub classes: Vec<Class>,
    /// Which rows are returns.
    pub is_return: Vec<bool>,
    /// The local day of each row, where the table has one.
    pub days: Vec<Option<i32>>,
    /// The amount of each row, in units of 1/10000.
    pub amounts: Vec<Option<i128>>,
    /// Faults of the mapping and of the rules, in order of rows.
    pub faults: Vec<Fault>,
    /// Columns in which signs changed.
    pub turned: Vec<(&'static str, ArrayRef)>,
}

impl Sieve {
    /// A sieve for one import; `has_order_id` says whether its mapping fills the order id.
    #[must_use]
    pub fn new(table: &'static Table, rules: Rules, overlap: Overlap, known: Known, has_order_id: bool) -> Self {
        let by_default = if has_order_id { Duplicates::Drop } else { Duplicates::Keep };
        let duplicates = rules.duplicates.unwrap_or(by_default);
        Self {
            table,
            rules,
            overlap,
            known,
            duplicates,
            seen: Fingerprints::default(),
            buffer: Vec::new(),
            effects: Effects::default(),
        }
    }

    /// Sifts one batch; `cells` are the source's columns as written, `corrects` answers the batch that a row corrects.
    pub fn sift<'a>(
        &mut self,
        mapped: &Mapped,
        cells: &[&StringArray],
        treatment: Treatment,
        corrects: impl Fn(usize) -> Option<&'a str>,
    ) -> Sifted {
        let rows = Rows::new(mapped, self.table);
        let mut classes = Vec::with_capacity(mapped.rows);
        let (mut signs, mut days, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
        let (mut faults, mut of_mapping) = (Vec::new(), mapped.faults.iter().peekable());
        for index in 0..mapped.rows {
            let sign = if self.table.has_returns() { Sign::of(&rows, index, &self.rules) } else { Sign::default() };
            let amount = sign.amount(rows.amount(index));
            let day = rows.instant(index).and_then(|instant| day_of(instant, self.known.zone));
            let fault = of_mapping.next_if(|fault| fault.index == index).cloned();
            if !mapped.means(index) {
                self.effects.count(ONLY, amount);
                classes.push(Class::Exclude);
                signs.push(sign);
                days.push(day);
                amounts.push(amount);
                continue;
            }
            let fault = fault.or_else(|| self.future(mapped, day, index));
            if fault.as_ref().is_some_and(|fault| self.is_unscored(mapped, fault)) {
                self.effects.count("unscored", None);
                classes.push(Class::Exclude);
                signs.push(sign);
                days.push(day);
                amounts.push(amount);
                continue;
            }
            let fault = fault.or_else(|| below_zero(self.table, mapped, index));
            let class = match fault.or_else(|| self.foreign(mapped, rows.currency(index), index)) {
                Some(fault) => {
                    faults.push(fault);
                    Class::Quarantine
                }
                None => {
                    let is_known = |order: &str| self.known.orders.contain(order, corrects(index));
                    let overlaps = treatment.skip || rows.order(index).is_some_and(is_known);
                    let fate = overlaps.then_some(if treatment.skip { Overlap::Skip } else { self.overlap });
                    self.class(&rows, cells, index, amount, fate)
                }
            };
            if class == Class::Load && sign.is_return {
                self.effects.count("returns", amount);
                if amount != rows.amount(index) {
                    self.effects.count("return-sign", amount);
                }
            }
            classes.push(class);
            signs.push(sign);
            days.push(day);
            amounts.push(amount);
        }
        let is_return = signs.iter().map(|sign| sign.is_return).collect();
        Sifted { classes, is_return, days, amounts, faults, turned: turned(mapped, &signs) }
    }

    /// The class of a row without fault; `overlap` where the ledger has it already.
    fn class(
        &mut self,
        rows: &Rows<'_>,
        cells: &[&StringArray],
        index: usize,
        amount: Option<i128>,
        overlap: Option<Overlap>,
    ) -> Class {
        if !self.seen.insert(of_row(cells, index, &mut self.buffer)) {
            self.effects.count("duplicates", amount);
            if self.duplicates == Duplicates::Drop {
                return Class::Duplicate;
            }
        }
        if let Some(overlap) = overlap {
            self.effects.count("overlap", amount);
            if overlap == Overlap::Skip {
                return Class::Duplicate;
            }
        }
        if rows.product(index).is_some_and(|code| self.rules.non_goods.contain(code)) {
            self.effects.count("non-goods", amount);
            return Class::Exclude;
        }
        if self.table.has_returns() && !rows.has_customer(index) {
            self.effects.count("unattributed", amount);
            if self.rules.unattributed == Some(Unattributed::Exclude) {
                return Class::Exclude;
            }
        }
        Class::Load
    }

    /// A row of a form that nobody has filled in.
    fn is_unscored(&self, mapped: &Mapped, fault: &Fault) -> bool {
        self.table.id == "assessments"
            && fault.reason == "value-missing"
            && fault.column.as_deref() == mapped.origin("score")
    }

    fn future(&self, mapped: &Mapped, day: Option<i32>, index: usize) -> Option<Fault> {
        let day = NaiveDate::from_epoch_days(day?)?;
        let field = day_field(self.table)?;
        (day > self.known.today).then(|| {
            Fault::new(index, "date-in-future", format!("a day not after `{}`", self.known.today))
                .of(mapped.origin(field).unwrap_or(field), &day.to_string())
        })
    }

    /// A row in another currency than the portfolio's.
    fn foreign(&mut self, mapped: &Mapped, found: Option<&str>, index: usize) -> Option<Fault> {
        let found = found?;
        let expected = self.known.currency.get_or_insert_with(|| found.to_uppercase());
        (!found.eq_ignore_ascii_case(expected)).then(|| {
            Fault::new(index, "other-currency", format!("amounts in `{expected}`, the currency of the portfolio"))
                .of(mapped.origin("currency").unwrap_or("currency"), found)
        })
    }

    /// Rows of orders that the ledger has already, while nobody has said what to do with them.
    #[must_use]
    pub fn unanswered_overlap(&self) -> u64 {
        if self.overlap == Overlap::Ask { self.effects.rows("overlap") } else { 0 }
    }

    /// The currency of the rows, where one is mapped or set.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.known.currency.as_deref()
    }

    /// Counts loaded rows with a value that was rounded.
    pub fn count_rounded(&mut self, rows: u64) {
        for _ in 0..rows {
            self.effects.count("rounding", None);
        }
    }

    /// What every rule did; rules that are seldom wanted only where they did something.
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        let drop = if self.duplicates == Duplicates::Drop { "drop" } else { "keep" };
        let mut all = vec![self.effects.get("duplicates", drop)];
        if self.table.has_returns() {
            let returns = match &self.rules.cancelled_prefix {
                None => "negative".to_owned(),
                Some(prefix) => format!("negative, or order id begins with {prefix}"),
            };
            let exclude = self.rules.unattributed == Some(Unattributed::Exclude);
            all.push(self.effects.get("returns", returns));
            all.push(self.effects.get("non-goods", self.rules.non_goods.words()));
            all.push(self.effects.get("unattributed", if exclude { "exclude" } else { "load" }));
            let overlap = if self.overlap == Overlap::Keep { "keep" } else { "skip" };
            let seldom = [("return-sign", "negative"), ("overlap", overlap)];
            all.extend(
                seldom.map(|(rule, setting)| self.effects.get(rule, setting)).into_iter().filter(|e| e.rows > 0),
            );
        }
        let unscored = self.effects.get("unscored", "exclude");
        all.extend((unscored.rows > 0).then_some(unscored));
        let only = self.effects.get(ONLY, "where the condition holds");
        all.extend((only.rows > 0).then_some(only));
        let rounding = self.effects.get("rounding", "half-even to 4 decimals");
        all.extend((rounding.rows > 0).then_some(rounding));
        all
    }
}
