//! What a row of marketing spend may say.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Date32Type, Decimal128Type};

use crate::mapping::{Fault, Mapped};

/// What money was spent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Winning customers.
    Acquisition,
    /// Keeping those there are: relationship marketing.
    Retention,
}

/// Words of either purpose; letters count alike in upper and lower case.
const WORDS: [(&[&str], Purpose); 2] = [
    (&["acquisition", "acquire", "new", "获客", "拉新", "新客"], Purpose::Acquisition),
    (&["retention", "retain", "relationship", "维系", "客户维系", "留存", "老客", "关系营销"], Purpose::Retention),
];

impl Purpose {
    /// The purpose of a word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        WORDS.iter().find(|(words, _)| words.contains(&word.as_str())).map(|(_, purpose)| *purpose)
    }
}

/// Why a row of marketing spend cannot be loaded: its purpose is none, it is negative, or it ends before it begins.
pub(super) fn fault(mapped: &Mapped, index: usize) -> Option<Fault> {
    let at = |field: &str| mapped.column(field).filter(|array| !array.is_null(index));
    let of = |fault: Fault, field: &'static str, value: &str| fault.of(mapped.origin(field).unwrap_or(field), value);
    if let Some(purpose) = at("purpose").map(|array| array.as_string::<i32>().value(index))
        && Purpose::parse(purpose).is_none()
    {
        let fault = Fault::new(index, "unknown-purpose", "`acquisition` (获客) or `retention` (维系)");
        return Some(of(fault, "purpose", purpose));
    }
    if let Some(amount) = at("amount").map(|array| array.as_primitive::<Decimal128Type>())
        && amount.value(index) < 0
    {
        let fault = Fault::new(index, "negative-amount", "what was spent, 0 or more");
        return Some(of(fault, "amount", &amount.value_as_string(index)));
    }
    let day = |field: &str| at(field).map(|array| array.as_primitive::<Date32Type>().value(index));
    let (from, to) = (day("period")?, day("period_end")?);
    let date = |day: i32| chrono::NaiveDate::from_epoch_days(day).map(|day| day.to_string()).unwrap_or_default();
    (to < from).then(|| {
        let fault = Fault::new(index, "ends-before-start", format!("a day from `{}` on", date(from)));
        of(fault, "period_end", &date(to))
    })
}

#[cfg(test)]
mod tests {
    use super::Purpose;

    #[test]
    fn a_purpose_is_known_by_its_words() {
        assert_eq!(Purpose::parse(" Acquisition "), Some(Purpose::Acquisition));
        assert_eq!(Purpose::parse("获客"), Some(Purpose::Acquisition));
        assert_eq!(Purpose::parse("留存"), Some(Purpose::Retention));
        assert_eq!(Purpose::parse("branding"), None);
    }
}
