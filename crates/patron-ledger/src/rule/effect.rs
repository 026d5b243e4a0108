//! What the rules did.

use std::collections::HashMap;

/// What one rule did to the rows of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Name of the rule.
    pub rule: &'static str,
    /// Its setting, as a person writes it.
    pub setting: String,
    /// Rows it touched.
    pub rows: u64,
    /// Sum of their amounts, in units of 1/10000; `None` where no amount is known.
    pub amount: Option<i128>,
}

/// Counts by rule.
#[derive(Debug, Default)]
pub(super) struct Effects {
    counts: HashMap<&'static str, (u64, Option<i128>)>,
}

impl Effects {
    pub(super) fn count(&mut self, rule: &'static str, amount: Option<i128>) {
        let (rows, sum) = self.counts.entry(rule).or_default();
        *rows += 1;
        if let Some(amount) = amount {
            *sum = Some(sum.unwrap_or(0) + amount);
        }
    }

    pub(super) fn rows(&self, rule: &'static str) -> u64 {
        self.counts.get(rule).map_or(0, |(rows, _)| *rows)
    }

    pub(super) fn get(&self, rule: &'static str, setting: impl Into<String>) -> Effect {
        let (rows, amount) = self.counts.get(rule).copied().unwrap_or_default();
        Effect { rule, setting: setting.into(), rows, amount }
    }
}
