use crate::analyses::measure_id;
use crate::catalogue::{Label, Measure, MeasureKind, Text};
use crate::costing::Part;
use crate::error::{Result, ServiceError};
use crate::profit::{Account, Accounts, Labelled, Sums, Tiers};
use crate::service::runs::OpenRun;
use crate::views::{ProfitDimension, ProfitRow};

use super::unknown;

/// What profit is divided by.
#[derive(Debug, Clone)]
pub(super) enum Dimension {
    Customer,
    Part(Part),
    Tier(Tiers),
    /// a label measure, or a column of the company's own records
    Column {
        id: String,
        label: Text,
        labels: Vec<Label>,
    },
}

/// Customers with the places of their labels.
#[derive(Debug)]
pub(super) struct ByLabel {
    pub(super) names: Vec<(String, Text)>,
    pub(super) customers: Labelled,
    pub(super) sums: Vec<Sums>,
}

/// The place of a customer's label.
type PlaceOf = Box<dyn Fn(&Account) -> usize>;

const WORDS: [(&str, &str, &str); 5] = [
    ("customer", "Customer", "客户"),
    ("product", "Product", "产品"),
    ("category", "Category", "品类"),
    ("channel", "Channel", "渠道"),
    ("tier", "Tier of revenue", "销售额档次"),
];

impl Dimension {
    /// # Errors
    /// `unknown-dimension`, naming those there are, or `bad-tiers`.
    pub(super) fn of(by: &str, tiers: &[f64], run: Option<&OpenRun>) -> Result<Self> {
        Ok(match by {
            "customer" => Self::Customer,
            "product" => Self::Part(Part::Product),
            "category" => Self::Part(Part::Category),
            "channel" => Self::Part(Part::Channel),
            "tier" => Self::Tier(Tiers::of(tiers)?),
            _ => match run.and_then(|run| column(by, run)) {
                Some(found) => found,
                None => {
                    let have: Vec<String> = offered(run).into_iter().map(|one| format!("`{}`", one.id)).collect();
                    let message = format!("profit by `{by}`; expected one of {}", have.join(", "));
                    let hint = match run {
                        Some(_) => "labels of a new scheme are there after the next `patron run`",
                        None => "labels and columns of customers are there after `patron run`",
                    };
                    return Err(ServiceError::new("unknown-dimension", message).value("by", by).hint(hint));
                }
            },
        })
    }

    pub(super) fn id(&self) -> String {
        match self {
            Self::Customer => "customer".to_owned(),
            Self::Part(Part::Product) => "product".to_owned(),
            Self::Part(Part::Category) => "category".to_owned(),
            Self::Part(Part::Channel) => "channel".to_owned(),
            Self::Tier(_) => "tier".to_owned(),
            Self::Column { id, .. } => id.clone(),
        }
    }

    pub(super) fn label(&self) -> Text {
        match self {
            Self::Column { label, .. } => label.clone(),
            _ => {
                let id = self.id();
                let found = WORDS.iter().find(|(word, ..)| *word == id);
                found.map_or_else(|| Text::new(&id, &id), |(_, en, zh)| Text::new(en, zh))
            }
        }
    }

    /// The column of the run that holds the label.
    pub(super) fn column(&self) -> Option<String> {
        match self {
            Self::Column { id, .. } => Some(id.clone()),
            Self::Customer | Self::Part(_) | Self::Tier(_) => None,
        }
    }

    /// Every customer with its label: of the column, or the tier of its revenue.
    pub(super) fn labelled(&self, accounts: &Accounts) -> ByLabel {
        let (names, place): (Vec<(String, Text)>, PlaceOf) = match self {
            Self::Tier(tiers) => {
                let tiers = tiers.clone();
                (tiers.names(), Box::new(move |account| tiers.place(account.sums.revenue.value())))
            }
            _ => {
                let names = accounts.labels.iter().map(|id| (id.clone(), self.name(id))).collect();
                (names, Box::new(|account| account.label))
            }
        };
        let mut sums = vec![Sums::default(); names.len()];
        let mut customers = Labelled::with_capacity(accounts.rows.len());
        for account in &accounts.rows {
            let place = place(account);
            if let Some(sums) = sums.get_mut(place) {
                sums.add(&account.sums);
            }
            customers.insert(account.id.clone(), place);
        }
        ByLabel { names, customers, sums }
    }

    fn name(&self, id: &str) -> Text {
        match self {
            _ if id.is_empty() => unknown(),
            Self::Column { labels, .. } => {
                let found = labels.iter().find(|label| label.id == id);
                found.map_or_else(|| Text::new(id, id), |label| label.label.clone())
            }
            _ => Text::new(id, id),
        }
    }
}

impl ByLabel {
    /// Rows of the labels that somebody has.
    pub(super) fn rows(&self, total: &Sums, tax: f64) -> Vec<ProfitRow> {
        let rows = self.names.iter().zip(&self.sums).filter(|(_, sums)| sums.customers > 0);
        rows.map(|((id, label), sums)| sums.row(id.clone(), label.clone(), total, tax)).collect()
    }
}

fn column(by: &str, run: &OpenRun) -> Option<Dimension> {
    let own = measure_id(by);
    let labels = || run.table.measures().iter().filter(|measure| is_label(measure));
    let made = || labels().find(|measure| measure.source == by);
    let found = labels().find(|measure| measure.id == by || measure.id == own).or_else(made);
    if let Some(measure) = found {
        let (id, label, labels) = (measure.id.clone(), measure.label.clone(), measure.labels.clone());
        return Some(Dimension::Column { id, label, labels });
    }
    let attribute = run.table.attributes().iter().find(|name| *name == by)?;
    Some(Dimension::Column { id: attribute.clone(), label: Text::new(attribute, attribute), labels: Vec::new() })
}

fn is_label(measure: &Measure) -> bool {
    measure.kind == MeasureKind::Label && !measure.internal
}

/// Dimensions there are.
pub(super) fn offered(run: Option<&OpenRun>) -> Vec<ProfitDimension> {
    let words = WORDS.iter().map(|(id, en, zh)| ProfitDimension { id: (*id).to_owned(), label: Text::new(en, zh) });
    let mut all: Vec<ProfitDimension> = words.collect();
    if let Some(run) = run {
        let labels = run.table.measures().iter().filter(|measure| is_label(measure));
        all.extend(labels.map(|measure| ProfitDimension { id: measure.id.clone(), label: measure.label.clone() }));
        let records = run.table.attributes().iter();
        all.extend(records.map(|name| ProfitDimension { id: name.clone(), label: Text::new(name, name) }));
    }
    all
}
