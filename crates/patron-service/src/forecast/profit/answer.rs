use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array};
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionContext;
use patron_models::gamma_gamma::GammaGamma;

use crate::catalogue::{Label, Text};
use crate::error::{Result, ServiceError};
use crate::forecast::answer::{amount_law, known as finite, purchase_law};
use crate::run::format_day;
use crate::views::{Notice, ProfitCustomer, ProfitDensity, ProfitForecastView, ProfitGroup, ProfitRange, Severity};

use super::held::{self, Held};
use super::known::Known;
use super::outcome::{Outcome, Outlook};
use super::spread::Sum;
use super::{Earned, ProfitForecastRequest};

/// Counts whose probability is shown for one customer, and points of the density.
const COUNTS: usize = 8;
/// And at most so many, for who buys every day.
const MOST_COUNTS: usize = 256;
/// Probability that may be left behind the last count.
const LEFT: f64 = 0.005;
const POINTS: u32 = 60;

/// What a forecast of gross profit is made of.
#[derive(Debug)]
pub(crate) struct Material {
    pub(crate) as_of_day: i32,
    pub(crate) currency: String,
    pub(crate) ids: Vec<String>,
    /// of now, then of past days so many periods back
    pub(crate) known: Vec<Known>,
    pub(crate) origins: Vec<(u32, i32)>,
    pub(crate) earned: Earned,
    /// relationship marketing of a period by customer; none where nothing is known of it
    pub(crate) marketing: Option<BTreeMap<String, f64>>,
    /// label of each customer, where groups are asked for
    pub(crate) labels: Option<(BTreeMap<String, String>, Vec<Label>)>,
}

/// A forecast of gross profit, with the customers it is of.
#[derive(Debug)]
pub struct ProfitForecastAnswer {
    pub view: ProfitForecastView,
    ids: Vec<String>,
    idle: Vec<u32>,
    margins: Vec<f64>,
    next: Vec<Outcome>,
    all: Vec<Outcome>,
}

impl ProfitForecastAnswer {
    pub(crate) fn new(material: Material, request: &ProfitForecastRequest) -> Result<Self> {
        let Material { as_of_day, currency, ids, known, origins, earned, marketing, labels } = material;
        let terms = (request.forecast.recency, request.relative_slope);
        let periods = request.forecast.periods;
        let Some((now, past)) = known.split_first() else {
            return Err(ServiceError::new("internal", "a forecast knows no day"));
        };
        let mut outlook = Outlook::new(&now.base, &now.places, &earned, 0, terms)?;
        let id = |place: &usize| ids.get(*place).map(String::as_str).unwrap_or_default();
        if let Some(marketing) = &marketing {
            outlook.marketing = now.places.iter().map(|at| marketing.get(id(at)).copied().unwrap_or(0.0)).collect();
        }
        let days = |periods: u32| (request.forecast.period.days() * f64::from(periods)).round() as i32;
        let held: Vec<Held> = past
            .iter()
            .zip(&origins)
            .filter_map(|(known, (origin, day))| {
                Held::new(known, &earned, (*day, *day + days(periods)), (*origin, periods), terms)
            })
            .collect();
        let level = held::level(&held, None);
        let share = request.marketing_share;
        let mut ranges: Vec<Range<u32>> = (0..periods).map(|period| period..period + 1).collect();
        if periods > 1 {
            ranges.push(0..periods);
        }
        let money = outlook.laws.forecast.spend.is_some();
        let outcomes: Vec<Vec<(Outcome, Sum)>> = ranges.iter().map(|range| outlook.outcomes(range, share)).collect();
        let total = |range: &Range<u32>, members: &mut dyn Iterator<Item = &(Outcome, Sum)>| {
            let (mut sum, mut all) = (Sum::default(), [0.0; 3]);
            for (outcome, own) in members {
                sum.add(own);
                for (total, part) in all.iter_mut().zip([outcome.amount, outcome.product_cost, outcome.marketing]) {
                    *total += part;
                }
            }
            let interval = sum.interval(&outlook.laws.forecast.uncertainty, level.unwrap_or(0.0));
            let ends = [interval.map(|ends| ends.0), interval.map(|ends| ends.1)];
            shown(range, as_of_day, &days, money, all, sum.profit, ends)
        };
        let all_ranges = ranges.iter().zip(&outcomes).map(|(range, each)| total(range, &mut each.iter())).collect();
        let (Some(last_range), Some(last)) = (ranges.last(), outcomes.last()) else {
            return Err(ServiceError::new("internal", "a forecast has no period"));
        };
        let groups = labels.map_or_else(Vec::new, |(labels, known)| {
            let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (at, place) in now.places.iter().enumerate() {
                if let Some(label) = labels.get(id(place)) {
                    members.entry(label).or_default().push(at);
                }
            }
            let group = |(label, at): (&str, Vec<usize>)| ProfitGroup {
                id: label.to_owned(),
                label: known
                    .iter()
                    .find(|known| known.id == label)
                    .map_or_else(|| Text { en: label.to_owned(), zh: label.to_owned() }, |known| known.label.clone()),
                customers: at.len() as u64,
                total: total(last_range, &mut at.iter().filter_map(|at| last.get(*at))),
            };
            members.into_iter().map(group).collect()
        });
        let customer = request.customer.as_ref().map(|wanted| {
            let at = now.places.iter().position(|place| id(place) == wanted).ok_or_else(|| {
                let message = format!("customer `{wanted}` has no purchase, expected one in the ledger");
                ServiceError::new("unknown-customer", message)
                    .value("customer", wanted.as_str())
                    .hint("`patron customers`")
            })?;
            let of = |(range, each): (&Range<u32>, &Vec<(Outcome, Sum)>)| {
                each.get(at).map(|(one, _)| {
                    let parts = [one.amount, one.product_cost, one.marketing];
                    shown(range, as_of_day, &days, money, parts, one.profit, [finite(one.low), finite(one.high)])
                })
            };
            Ok::<_, ServiceError>(close(wanted, at, &outlook, ranges.iter().zip(&outcomes).filter_map(of).collect()))
        });
        let mut notices = outlook.laws.notices.clone();
        notices.extend(remarks(&outlook, level, request, marketing.is_some()));
        let view = ProfitForecastView {
            as_of: format_day(as_of_day),
            currency,
            period: request.forecast.period,
            periods,
            customers: now.places.len() as u64,
            recency: request.forecast.recency,
            company_margin: outlook.company_margin,
            marketing: match (share, &marketing) {
                (Some(_), _) => "share",
                (None, Some(_)) => "history",
                (None, None) => "none",
            }
            .to_owned(),
            level_shock: level,
            purchases: purchase_law(&outlook.laws),
            amounts: amount_law(&outlook.laws),
            ranges: all_ranges,
            groups,
            customer: customer.transpose()?,
            backtest: request.backtest.then(|| held::view(&held)),
            notices,
        };
        let of = |each: &Vec<(Outcome, Sum)>| each.iter().map(|(outcome, _)| *outcome).collect();
        Ok(Self {
            view,
            ids: now.places.iter().map(|place| id(place).to_owned()).collect(),
            idle: outlook.margins.iter().map(|margin| margin.idle).collect(),
            margins: outlook.margins.iter().map(|margin| margin.next).collect(),
            next: outcomes.first().map(of).unwrap_or_default(),
            all: of(last),
        })
    }

    /// A row per customer: margin, amount, product cost, relationship marketing and gross profit with its 90 % interval of
    /// the next period, and gross profit of all periods.
    ///
    /// # Errors
    /// When the engine refuses it.
    pub fn customers(&self) -> Result<DataFrame> {
        let of = |list: &[Outcome], value: fn(&Outcome) -> f64| -> ArrayRef {
            Arc::new(list.iter().map(|one| finite(value(one))).collect::<Float64Array>())
        };
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("customer_id", Arc::new(StringArray::from_iter_values(&self.ids))),
            ("idle_periods", Arc::new(UInt32Array::from(self.idle.clone()))),
            ("next_margin", Arc::new(Float64Array::from(self.margins.clone()))),
            ("amount", of(&self.next, |one| one.amount)),
            ("product_cost", of(&self.next, |one| one.product_cost)),
            ("marketing_cost", of(&self.next, |one| one.marketing)),
            ("gross_profit", of(&self.next, |one| one.profit)),
            ("gross_profit_low", of(&self.next, |one| one.low)),
            ("gross_profit_high", of(&self.next, |one| one.high)),
            ("gross_profit_all", of(&self.all, |one| one.profit)),
            ("gross_profit_all_low", of(&self.all, |one| one.low)),
            ("gross_profit_all_high", of(&self.all, |one| one.high)),
        ];
        Ok(SessionContext::new().read_batch(RecordBatch::try_from_iter(columns)?)?)
    }
}

fn shown(
    range: &Range<u32>,
    as_of_day: i32,
    days: &impl Fn(u32) -> i32,
    money: bool,
    [amount, product_cost, marketing]: [f64; 3],
    profit: f64,
    [low, high]: [Option<f64>; 2],
) -> ProfitRange {
    let known = |value: f64| finite(value).filter(|_| money);
    ProfitRange {
        first_period: range.start + 1,
        last_period: range.end,
        from: format_day(as_of_day.saturating_add(days(range.start)).saturating_add(1)),
        to: format_day(as_of_day.saturating_add(days(range.end))),
        amount: known(amount),
        product_cost: known(product_cost),
        marketing_cost: known(marketing),
        gross_profit: known(profit),
        low: low.filter(|_| money),
        high: high.filter(|_| money),
    }
}

/// One customer: the law of its counts and the density of its amounts beside that of all.
fn close(id: &str, at: usize, outlook: &Outlook, ranges: Vec<ProfitRange>) -> ProfitCustomer {
    let (forecast, customer) = (&outlook.laws.forecast, &outlook.laws.customers[at]);
    let margin = outlook.margins[at];
    let spend = customer.spend.as_ref();
    let expected = forecast.spend.and_then(|law| law.spend(spend).expected().ok());
    let named = |name: &str| outlook.laws.spend_fit.as_ref().and_then(|fit| fit.parameters.get(name));
    let densities = match (forecast.spend, named("p"), named("q"), named("gamma")) {
        (Some(all), Some(p), Some(q), Some(gamma)) => {
            let (x, mean) = spend.map_or((0.0, 0.0), |own| (f64::from(own.frequency()), own.mean()));
            // a purchase of who bought x times at mean z: q and γ are p x + q and γ + x z
            let own = GammaGamma::new(&[p, p * x + q, gamma + x * mean]).ok();
            let reach = 3.0 * expected.unwrap_or_else(|| all.peak().max(gamma));
            (1..=POINTS)
                .map(|point| {
                    let amount = reach * f64::from(point) / f64::from(POINTS);
                    ProfitDensity { amount, own: own.map_or(0.0, |own| own.density(amount)), all: all.density(amount) }
                })
                .collect()
        }
        _ => Vec::new(),
    };
    ProfitCustomer {
        id: id.to_owned(),
        repeat_purchases: u64::from(customer.count.purchases()),
        observed_periods: customer.count.periods(),
        last_margin: margin.last,
        idle_periods: margin.idle,
        next_margin: margin.next,
        marketing_cost: outlook.marketing[at],
        expected_spend: expected,
        probabilities: chances(forecast.count_probabilities(customer, 0..1, MOST_COUNTS - 1)),
        densities,
        ranges,
    }
}

/// Probabilities of counts as far as they say something: what is left behind the last is little.
fn chances(mut all: Vec<f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let enough = all.iter().position(|chance| {
        sum += chance;
        sum >= 1.0 - LEFT
    });
    all.truncate(enough.map_or(all.len(), |place| place + 1).max(COUNTS));
    all
}

/// What a reader must know of the forecast.
fn remarks(outlook: &Outlook, level: Option<f64>, request: &ProfitForecastRequest, spent: bool) -> Vec<Notice> {
    let notice = |code: &str, severity: Severity, message: &str| Notice {
        code: code.to_owned(),
        severity,
        message: message.to_owned(),
        values: serde_json::Map::new(),
    };
    let mut all = Vec::new();
    if level.is_none() {
        all.push(notice(
            "profit-forecast-level-unknown",
            Severity::Warning,
            "history is too short to see how far totals missed in the past: their intervals hold the uncertainty of the \
             fitted laws alone and are too narrow",
        ));
    }
    if outlook.company_margin >= 1.0 && outlook.margins.iter().all(|margin| margin.next >= 1.0) {
        all.push(notice(
            "profit-forecast-in-revenue",
            Severity::Warning,
            "no product costs are known and no margin is set: gross profit counts in revenue",
        ));
    }
    if !spent && request.marketing_share.is_none() {
        all.push(notice(
            "profit-forecast-without-marketing",
            Severity::Info,
            "no spend on keeping customers is known: relationship marketing counts 0",
        ));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_go_on_until_little_is_left() {
        // Half of what is left each time: 1 - 2^-8 is enough, one of the eight alone is not.
        let halves: Vec<f64> = (1..=256).map(|place| 0.5_f64.powi(place)).collect();
        assert_eq!(chances(halves), (1..=8).map(|place| 0.5_f64.powi(place)).collect::<Vec<_>>());
        let even = vec![0.01; MOST_COUNTS];
        assert_eq!(chances(even).len(), 100);
        let sure: Vec<f64> = (0..MOST_COUNTS).map(|place| f64::from(u8::from(place == 0))).collect();
        assert_eq!(chances(sure).len(), COUNTS, "nobody is shown less than the usual counts");
        assert_eq!(chances(vec![0.001; MOST_COUNTS]).len(), MOST_COUNTS);
    }
}
