use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Playbook, Text};

/// What the cells of a measure hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    Number,
    /// one of `labels`, by id
    Label,
    Date,
    Text,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// money of the portfolio's currency
    Currency,
    /// whole things: orders, purchases
    Count,
    /// expected numbers of things: fractions make sense
    Expectation,
    Days,
    /// 0..1, shown in per cent
    Probability,
    /// 1 to n
    Score,
    None,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    Higher,
    Lower,
    Neither,
}

/// One value of a label measure, with its playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Label {
    pub id: String,
    pub label: Text,
    /// who belongs here
    pub meaning: Text,
    /// what to do
    pub strategy: Text,
    /// how it is done; none for labels that call for nothing
    #[serde(default)]
    pub playbook: Option<Playbook>,
}

/// A column of the customer table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Measure {
    pub id: String,
    pub kind: MeasureKind,
    pub unit: Unit,
    pub label: Text,
    /// one line: what it means and how it is made
    pub meaning: Text,
    pub better: Better,
    /// id of the analysis that makes it
    pub source: String,
    /// whether the total over customers means something: not for means, quantiles, days or probabilities
    #[serde(default)]
    #[schema(required = true)]
    pub summable: bool,
    /// for label measures: every label, best first
    pub labels: Vec<Label>,
    /// whether the labels are steps from best to worst, so that one may rise or fall
    #[serde(default)]
    #[schema(required = true)]
    pub ordered: bool,
    /// whether the labels say how something stands with a customer, instead of putting it in a group to be managed: such
    /// a measure is a column and no scheme
    #[serde(default)]
    #[schema(required = true)]
    pub state: bool,
    /// carried for intervals of totals and the like; not offered in choosers
    pub internal: bool,
}

impl Measure {
    /// A number.
    #[must_use]
    pub fn number(id: &str, unit: Unit, better: Better, label: Text, meaning: Text) -> Self {
        Self {
            id: id.to_owned(),
            kind: MeasureKind::Number,
            unit,
            label,
            meaning,
            better,
            source: String::new(),
            summable: matches!(unit, Unit::Currency | Unit::Count | Unit::Expectation),
            labels: Vec::new(),
            ordered: false,
            state: false,
            internal: false,
        }
    }

    /// The same, of single customers only: a mean, a quantile.
    #[must_use]
    pub fn single(mut self) -> Self {
        self.summable = false;
        self
    }

    /// One of a fixed set of labels.
    #[must_use]
    pub fn labelled(id: &str, label: Text, meaning: Text, labels: Vec<Label>) -> Self {
        Self { kind: MeasureKind::Label, labels, ..Self::number(id, Unit::None, Better::Neither, label, meaning) }
    }

    /// The same labels, as steps from best to worst.
    #[must_use]
    pub fn ordered(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// The same labels, as a state and not as groups.
    #[must_use]
    pub fn state(mut self) -> Self {
        self.state = true;
        self
    }

    /// Whether its labels divide the customers into groups that may be looked at, followed and managed.
    #[must_use]
    pub fn is_scheme(&self) -> bool {
        self.kind == MeasureKind::Label && !self.internal && !self.state
    }

    /// A local calendar day.
    #[must_use]
    pub fn date(id: &str, label: Text, meaning: Text) -> Self {
        Self { kind: MeasureKind::Date, ..Self::number(id, Unit::None, Better::Neither, label, meaning) }
    }

    /// Free text, for example an identifier.
    #[must_use]
    pub fn text(id: &str, label: Text, meaning: Text) -> Self {
        Self { kind: MeasureKind::Text, ..Self::number(id, Unit::None, Better::Neither, label, meaning) }
    }
}
