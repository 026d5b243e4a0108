//! A costing model as it is written.

use std::collections::BTreeMap;

use patron_profit::costing::Behaviour;
use serde::Deserialize;
use toml::Spanned;

use crate::catalogue::Text;
use crate::error::{Result, ServiceError};

/// The longest file that is read.
const MAX_BYTES: usize = 1 << 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCosts {
    pub(super) id: Spanned<String>,
    pub(super) name: Text,
    pub(super) from: Spanned<String>,
    pub(super) to: Spanned<String>,
    /// on revenue, as a share
    pub(super) tax: Option<Spanned<RawNumber>>,
    pub(super) sustaining: Option<Spanned<RawSustaining>>,
    #[serde(default, rename = "product")]
    pub(super) products: Vec<Spanned<RawProduct>>,
    #[serde(default, rename = "group")]
    pub(super) groups: Vec<Spanned<RawGroup>>,
    #[serde(default, rename = "resource")]
    pub(super) resources: Vec<Spanned<RawResource>>,
    #[serde(default, rename = "department")]
    pub(super) departments: Vec<Spanned<RawDepartment>>,
    #[serde(default, rename = "activity")]
    pub(super) activities: Vec<Spanned<RawActivity>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawResource {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    /// money, or left out where a pool has it
    pub(super) amount: Option<RawNumber>,
    /// a pool of `cost_pools`
    pub(super) pool: Option<String>,
    /// the rows of this department alone
    pub(super) department: Option<String>,
    pub(super) behaviour: Behaviour,
    pub(super) to: Option<BTreeMap<String, RawNumber>>,
    pub(super) driver: Option<RawDriver>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDepartment {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) to: Option<BTreeMap<String, RawNumber>>,
    pub(super) capacity_minutes: Option<RawNumber>,
    pub(super) performs: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawActivity {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    pub(super) minutes: Option<RawNumber>,
    pub(super) driver: RawDriver,
    /// what is counted of each product, where its cost goes to products first
    pub(super) products: Option<RawDriver>,
}

/// The last stage: who bears what nobody causes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSustaining {
    pub(super) by: RawDriver,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProduct {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    /// its order lines
    #[serde(rename = "where")]
    pub(super) condition: String,
    pub(super) driver: RawDriver,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub(super) id: String,
    pub(super) name: Option<Text>,
    /// its customers, by their records
    #[serde(rename = "where")]
    pub(super) condition: Option<String>,
    /// its customers, by their ids
    pub(super) customers: Option<Vec<String>>,
    pub(super) driver: RawDriver,
}

/// A word such as `orders`, what is counted in a table, or what is recorded in `activity_drivers`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RawDriver {
    Word(String),
    Counted(RawCounted),
    Recorded(RawRecorded),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecorded {
    pub(super) recorded: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCounted {
    pub(super) table: String,
    /// condition on its columns; all rows without it
    #[serde(rename = "where")]
    pub(super) condition: Option<String>,
    /// expression that is added up; rows are counted without it
    pub(super) sum: Option<String>,
}

/// A number with or without a fraction.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum RawNumber {
    Whole(i64),
    Fraction(f64),
}

impl RawNumber {
    pub(super) fn value(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "amounts and volumes below 2^53")]
            Self::Whole(value) => value as f64,
            Self::Fraction(value) => value,
        }
    }
}

/// Reads the text of a costing model.
///
/// # Errors
/// `costs-too-long` or `costs-not-read`, with the line.
pub(super) fn read(text: &str) -> Result<RawCosts> {
    if text.len() > MAX_BYTES {
        let message = format!("the costs have `{}` bytes; expected at most `{MAX_BYTES}`", text.len());
        return Err(ServiceError::new("costs-too-long", message).hint("group resources that go the same way"));
    }
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let message = format!("line `{line}` of the costs cannot be read: {}", error.message().trim());
        ServiceError::new("costs-not-read", message)
            .value("line", line)
            .value("reason", error.message())
            .hint("compare it with an example: `patron cost example`")
    })
}

/// The line of a byte, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&byte| byte == b'\n').count()
}
