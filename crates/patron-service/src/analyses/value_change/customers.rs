//! Customers of one batch of the ledger's pass at every day, and what changed.

use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanBuilder, Date32Array, Decimal128Array, Float64Builder, Int64Array, RecordBatch,
    StringBuilder,
};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, Field, Int64Type, Schema, SchemaRef};
use patron_models::decomposition::product_parts;

use crate::error::{Result, ServiceError};

use super::FACTORS;
use super::billing::{BILLING_FACTORS, Turn};
use super::signs::Sign;
use super::valuer::Expected;

/// Ten-thousandths, in which the ledger keeps money.
const MONEY: f64 = 1e4;

static CHANGES: LazyLock<SchemaRef> = LazyLock::new(|| {
    let mut fields = vec![Field::new("customer_id", DataType::Utf8, false)];
    fields.extend(["value_before", "value_change"].map(|name| Field::new(name, DataType::Float64, true)));
    fields.extend(FACTORS.map(|name| Field::new(part(name), DataType::Float64, true)));
    fields.push(Field::new("value_change_reason", DataType::Utf8, true));
    fields.extend(["contribution_before", "contribution_change"].map(|name| Field::new(name, DataType::Float64, true)));
    fields.extend(BILLING_FACTORS.map(|name| Field::new(billing_part(name), DataType::Float64, true)));
    fields.push(Field::new("below_all", DataType::Boolean, true));
    fields.push(Field::new("value_change_sign", DataType::Utf8, true));
    fields.extend(["sign_before", "sign_now", "sign_loss"].map(|name| Field::new(name, DataType::Float64, true)));
    Arc::new(Schema::new(fields))
});

/// Column of the part of a factor.
pub(crate) fn part(factor: &str) -> String {
    format!("value_change_{factor}")
}

/// Column of the part of a factor of the contribution.
pub(crate) fn billing_part(factor: &str) -> String {
    format!("contribution_change_{factor}")
}

/// Columns of the changes.
pub(super) fn schema() -> SchemaRef {
    Arc::clone(&CHANGES)
}

/// A customer at the end of one day, as the ledger's pass saw it.
pub(super) struct State<'a> {
    pub(super) occasions: &'a Int64Array,
    pub(super) last: &'a Date32Array,
    net_after_first: &'a Decimal128Array,
    net: Vec<&'a Decimal128Array>,
    costed_net: &'a Decimal128Array,
    cost: &'a Decimal128Array,
}

impl<'a> State<'a> {
    /// Of an earlier day by its place, or of the valuation date.
    pub(super) fn of(batch: &'a RecordBatch, place: Option<usize>) -> Result<Self> {
        let name = |name: &str| place.map_or_else(|| name.to_owned(), |place| format!("{name}_{place}"));
        let money = |wanted: &str| Ok::<_, ServiceError>(column(batch, wanted)?.as_primitive::<Decimal128Type>());
        Ok(Self {
            occasions: column(batch, &name("occasions"))?.as_primitive::<Int64Type>(),
            last: column(batch, &name("last_on"))?.as_primitive::<Date32Type>(),
            net_after_first: money(&name("net_after_first"))?,
            // the valuation date has sales and returns apart
            net: match place {
                Some(_) => vec![money(&name("net"))?],
                None => vec![money("revenue")?, money("returns")?],
            },
            costed_net: money(&name("costed_net"))?,
            cost: money(&name("cost"))?,
        })
    }

    /// Mean net amount of the repeat purchases.
    pub(super) fn mean(&self, row: usize) -> Option<f64> {
        let repeats = self.occasions.value(row) - 1;
        (repeats > 0).then(|| self.net_after_first.value(row) as f64 / MONEY / repeats as f64)
    }

    fn net(&self, row: usize) -> f64 {
        let units = match self.net.as_slice() {
            [net] => net.value(row),
            [revenue, returns] => revenue.value(row) - returns.value(row),
            _ => 0,
        };
        units as f64 / MONEY
    }

    /// Net amount of the lines whose cost is known.
    pub(super) fn costed(&self, row: usize) -> f64 {
        self.costed_net.value(row) as f64 / MONEY
    }

    /// Net amount and contribution to date; `margin` stands in where the cost of a line is not known.
    pub(super) fn money(&self, row: usize, margin: f64) -> [f64; 2] {
        let at = |column: &Decimal128Array| column.value(row) as f64 / MONEY;
        let (net, costed) = (self.net(row), at(self.costed_net));
        [net, costed - at(self.cost) + (net - costed) * margin]
    }
}

pub(super) fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a dyn Array> {
    let found = batch.column_by_name(name);
    found.map(AsRef::as_ref).ok_or_else(|| ServiceError::new("internal", format!("the roll-up has no column `{name}`")))
}

/// What changed for one customer: value at both ends, billing, and what the records say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Changed {
    /// value then and now, and the shares of wallet of both days
    pub(super) value: Option<(Expected, Expected, [Option<f64>; 2])>,
    pub(super) turn: Option<Turn>,
    pub(super) sign: Option<Sign>,
}

/// Changes of one batch, as they are written.
#[derive(Debug, Default)]
pub(super) struct Changes {
    customer: StringBuilder,
    value: [Float64Builder; 2 + FACTORS.len()],
    reason: StringBuilder,
    billing: [Float64Builder; 2 + BILLING_FACTORS.len()],
    below_all: BooleanBuilder,
    sign: StringBuilder,
    signs: [Float64Builder; 3],
}

impl Changes {
    /// Adds a customer of whom anything is known. The reason is that of the billing where billing is compared.
    pub(super) fn add(&mut self, customer: &str, changed: &Changed) {
        let Changed { value, turn, sign } = changed;
        if value.is_none() && turn.is_none() && sign.is_none() {
            return;
        }
        let parts = value.and_then(|(before, now, shares)| change(&before, &now, shares));
        self.customer.append_value(customer);
        let before = value.and_then(|(before, ..)| before.value());
        fill(&mut self.value, before, parts.as_ref().map(<[f64; FACTORS.len()]>::as_slice));
        let by_value = parts.and_then(|parts| reason(&FACTORS, &parts));
        self.reason.append_option(turn.map_or(by_value, |turn| reason(&BILLING_FACTORS, &turn.parts)));
        let parts = turn.as_ref().map(|turn| turn.parts.as_slice());
        fill(&mut self.billing, turn.map(|turn| turn.before), parts);
        self.below_all.append_option(turn.map(|turn| turn.below_all));
        self.sign.append_option(sign.map(|sign| sign.name));
        let said = [sign.map(|sign| sign.before), sign.map(|sign| sign.now), sign.and_then(|sign| sign.loss)];
        for (builder, value) in self.signs.iter_mut().zip(said) {
            builder.append_option(value);
        }
    }

    pub(super) fn finish(&mut self) -> Result<RecordBatch> {
        let numbers = |builders: &mut [Float64Builder]| -> Vec<ArrayRef> {
            builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef).collect()
        };
        let mut columns: Vec<ArrayRef> = vec![Arc::new(self.customer.finish())];
        columns.extend(numbers(&mut self.value));
        columns.push(Arc::new(self.reason.finish()));
        columns.extend(numbers(&mut self.billing));
        columns.push(Arc::new(self.below_all.finish()));
        columns.push(Arc::new(self.sign.finish()));
        columns.extend(numbers(&mut self.signs));
        Ok(RecordBatch::try_new(schema(), columns)?)
    }
}

/// What was there before, the sum of the parts, and each part.
fn fill(builders: &mut [Float64Builder], before: Option<f64>, parts: Option<&[f64]>) {
    let values = [before, parts.map(|parts| parts.iter().sum())];
    let all = values.into_iter().chain((0..).map(|index| parts.and_then(|parts| parts.get(index).copied())));
    for (builder, value) in builders.iter_mut().zip(all) {
        builder.append_option(value);
    }
}

/// Parts of the change by factor; none where money is not known. Where the share of wallet is known at both days, the
/// rate falls into the share and what the customer buys from all.
pub(crate) fn change(before: &Expected, now: &Expected, shares: [Option<f64>; 2]) -> Option<[f64; FACTORS.len()]> {
    let [then_share, now_share] = match shares {
        [Some(then), Some(now)] if then > 0.0 && now > 0.0 => [then, now],
        _ => [1.0, 1.0],
    };
    let factors = |at: &Expected, share: f64| {
        at.spend.map(|spend| [share, at.rate / share, at.active, spend, at.margin, at.discount])
    };
    let (before, now) = factors(before, then_share).zip(factors(now, now_share))?;
    Some(product_parts(&before, &now))
}

/// The factor whose part is the largest in the direction of the whole change.
pub(super) fn reason<'a>(factors: &[&'a str], parts: &[f64]) -> Option<&'a str> {
    let sign = parts.iter().sum::<f64>();
    if sign == 0.0 {
        return None;
    }
    let with_it = factors.iter().zip(parts).filter(|(_, part)| **part * sign > 0.0);
    with_it.max_by(|one, other| one.1.abs().total_cmp(&other.1.abs())).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: Expected = Expected {
        probability_return: 0.9,
        purchases: 4.0,
        rate: 8.0,
        active: 0.5,
        spend: Some(50.0),
        margin: 0.5,
        discount: 0.9,
    };

    #[test]
    fn a_share_of_wallet_that_fell_takes_its_part_of_the_rate() {
        // 8 x 0.5 x 50 x 0.5 x 0.9 = 90 and 4 x … = 45: half the share of the same wallet.
        let now = Expected { rate: 4.0, ..THEN };
        let parts = change(&THEN, &now, [Some(0.6), Some(0.3)]).unwrap();
        assert!((parts[0] + 45.0).abs() < 1e-12 && parts[1].abs() < 1e-12, "{parts:?}");
        assert_eq!(reason(&FACTORS, &parts), Some("wallet"));
        // Known at one end only, it is the rate.
        let parts = change(&THEN, &now, [Some(0.6), None]).unwrap();
        assert_eq!((parts[0], reason(&FACTORS, &parts)), (0.0, Some("rate")));
        assert!((parts[1] + 45.0).abs() < 1e-12);
    }

    #[test]
    fn the_reason_goes_the_way_of_the_change() {
        // Spend doubles, but nearly all activity is gone: the largest part downwards decides.
        let now = Expected { active: 0.05, spend: Some(100.0), ..THEN };
        let parts = change(&THEN, &now, [None, None]).unwrap();
        assert!((parts.iter().sum::<f64>() - (18.0 - 90.0)).abs() < 1e-12, "{parts:?}");
        assert_eq!(reason(&FACTORS, &parts), Some("activity"));
        assert_eq!(reason(&FACTORS, &change(&THEN, &THEN, [None, None]).unwrap()), None);
        assert_eq!(change(&THEN, &Expected { spend: None, ..THEN }, [None, None]), None);
    }
}
