use crate::catalogue::Text;
use crate::costing::Part;
use crate::error::{Result, ServiceError};
use crate::profit::{Account, Accounts, Labelled, Sums, Tiers};
use crate::service::label_column::LabelColumn;
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
    Column(LabelColumn),
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
            Self::Column(column) => column.id.clone(),
        }
    }

    pub(super) fn label(&self) -> Text {
        match self {
            Self::Column(column) => column.label.clone(),
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
            Self::Column(column) => Some(column.id.clone()),
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
            Self::Column(column) => column.name(id),
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
    LabelColumn::find(by, run).map(Dimension::Column)
}

/// Dimensions there are.
pub(super) fn offered(run: Option<&OpenRun>) -> Vec<ProfitDimension> {
    let words = WORDS.iter().map(|(id, en, zh)| ProfitDimension { id: (*id).to_owned(), label: Text::new(en, zh) });
    let mut all: Vec<ProfitDimension> = words.collect();
    if let Some(run) = run {
        let columns = LabelColumn::offered(run).into_iter();
        all.extend(columns.map(|(id, label)| ProfitDimension { id, label }));
    }
    all
}
