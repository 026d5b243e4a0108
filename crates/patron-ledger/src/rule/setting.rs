//! Rules as settings, and checked.

use std::collections::BTreeMap;

use crate::table::{Refusal, Table};

/// What happens to rows that are identical in every cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// All but the first are dropped.
    Drop,
    /// All are loaded.
    Keep,
}

/// What happens to orders without a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unattributed {
    /// Loaded for totals, never a customer.
    Load,
    /// Left out.
    Exclude,
}

/// Product codes that are no goods: exact, or with `*` at the end for every code that begins so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductCodes {
    codes: Vec<String>,
}

impl ProductCodes {
    /// Whether a code is one of them.
    #[must_use]
    pub fn contain(&self, code: &str) -> bool {
        self.codes.iter().any(|known| match known.strip_suffix('*') {
            Some(prefix) => code.starts_with(prefix),
            None => code == known,
        })
    }

    /// As a person writes them.
    #[must_use]
    pub fn words(&self) -> String {
        if self.codes.is_empty() { "none".to_owned() } else { self.codes.join(",") }
    }
}

/// Checked rules of one import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// `duplicates`; by default dropped where an order id is mapped, else kept.
    pub duplicates: Option<Duplicates>,
    /// `cancelled-prefix`: what the order id of a cancelled order begins with.
    pub cancelled_prefix: Option<String>,
    /// `non-goods`: product codes to leave out.
    pub non_goods: ProductCodes,
    /// `unattributed`; loaded by default.
    pub unattributed: Option<Unattributed>,
}

const OF_EVERY_TABLE: [&str; 1] = ["duplicates"];
const OF_RETURNS: [&str; 3] = ["cancelled-prefix", "non-goods", "unattributed"];

/// The rules that a table knows.
#[must_use]
pub fn rule_names(table: &Table) -> Vec<&'static str> {
    let more = OF_RETURNS.iter().filter(|_| table.has_returns());
    OF_EVERY_TABLE.iter().chain(more).copied().collect()
}

impl Rules {
    /// Checks settings; an empty text is the default.
    ///
    /// # Errors
    /// `unknown-rule` or `rule-value`, naming what there is.
    pub fn new(table: &Table, settings: &BTreeMap<String, String>) -> Result<Self, Refusal> {
        let mut rules = Self::default();
        for (name, value) in settings {
            if !rule_names(table).contains(&name.as_str()) {
                return Err(unknown(table, name));
            }
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "duplicates" => {
                    rules.duplicates =
                        Some(choose(name, value, [("drop", Duplicates::Drop), ("keep", Duplicates::Keep)])?);
                }
                "unattributed" => {
                    let answers = [("load", Unattributed::Load), ("exclude", Unattributed::Exclude)];
                    rules.unattributed = Some(choose(name, value, answers)?);
                }
                "cancelled-prefix" => rules.cancelled_prefix = Some(value.to_owned()).filter(|value| value != "none"),
                _ => rules.non_goods = codes(value)?,
            }
        }
        Ok(rules)
    }
}

fn choose<T: Copy>(rule: &str, value: &str, answers: [(&str, T); 2]) -> Result<T, Refusal> {
    answers.iter().find(|(word, _)| *word == value).map(|(_, answer)| *answer).ok_or_else(|| {
        let [(first, _), (second, _)] = answers;
        Refusal::new(
            "rule-value",
            format!("rule `{rule}` has value `{value}`; expected `{first}` or `{second}`"),
            format!("write `--rule {rule}={first}` or `--rule {rule}={second}`"),
        )
        .with("rule", rule)
        .with("value", value)
    })
}

fn codes(value: &str) -> Result<ProductCodes, Refusal> {
    if value == "none" {
        return Ok(ProductCodes::default());
    }
    let codes: Vec<String> =
        value.split(',').map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect();
    match codes.iter().find(|code| code.trim_end_matches('*').is_empty() || code.trim_end_matches('*').contains('*')) {
        None => Ok(ProductCodes { codes }),
        Some(code) => Err(Refusal::new(
            "rule-value",
            format!("rule `non-goods` has code `{code}`; expected codes with `*` only at their end, as in `DCGS*`"),
            "write the codes separated by commas, for example `--rule non-goods=POST,DOT,DCGS*`",
        )
        .with("rule", "non-goods")
        .with("value", code)),
    }
}

fn unknown(table: &Table, name: &str) -> Refusal {
    let have = rule_names(table).iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Refusal::new(
        "unknown-rule",
        format!("rule `{name}` is not known for table `{}`; expected one of {have}", table.id),
        "write `--rule name=value`",
    )
    .with("rule", name)
    .with("table", table.id)
}
