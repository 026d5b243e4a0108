//! What is a return; values of a return that were written without a minus get one.

use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, Decimal128Array};
use arrow::datatypes::Decimal128Type;

use super::rows::Rows;
use super::setting::Rules;
use crate::mapping::Mapped;

/// Which of the values of a row are negated if they are above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sign {
    pub(super) is_return: bool,
    amount: bool,
    quantity: bool,
}

impl Sign {
    /// A row is a return if its quantity or amount is negative or its order is cancelled. The amount of a return with
    /// negative quantity and positive amount, its cost and discount, and every value of a cancelled order, were written
    /// without their minus where they are above 0.
    pub(super) fn of(rows: &Rows<'_>, index: usize, rules: &Rules) -> Self {
        let prefix = rules.cancelled_prefix.as_deref();
        let cancelled = prefix.is_some_and(|prefix| rows.order(index).is_some_and(|id| id.starts_with(prefix)));
        let amount = rows.amount(index);
        let is_return = cancelled || rows.quantity(index).is_some_and(|q| q < 0) || amount.is_some_and(|a| a < 0);
        let positive = is_return && (cancelled || amount.is_some_and(|amount| amount > 0));
        Self { is_return, amount: positive, quantity: cancelled }
    }

    /// The amount with its sign.
    pub(super) fn amount(self, written: Option<i128>) -> Option<i128> {
        written.map(|amount| if self.amount && amount > 0 { -amount } else { amount })
    }
}

/// The columns in which a sign changes.
pub(super) fn turned(mapped: &Mapped, signs: &[Sign]) -> Vec<(&'static str, ArrayRef)> {
    if !signs.iter().any(|sign| sign.is_return) {
        return Vec::new();
    }
    let fields = ["amount", "cost", "discount", "quantity"].into_iter();
    fields
        .filter_map(|field| {
            let array = mapped.column(field)?;
            let values = array.as_primitive::<Decimal128Type>().iter().zip(signs).map(|(value, sign)| {
                let turn = match field {
                    "quantity" => sign.quantity,
                    "amount" => sign.amount,
                    // What comes back gives its cost and its discount back, whatever sign they were written with.
                    _ => sign.is_return,
                };
                value.map(|value| if turn && value > 0 { -value } else { value })
            });
            let turned = values.collect::<Decimal128Array>().with_data_type(array.data_type().clone());
            Some((field, Arc::new(turned) as ArrayRef))
        })
        .collect()
}
