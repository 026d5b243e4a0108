//! What people write round the digits: sign, parentheses, currency, percent.

use super::Decimal;

/// Signs and codes of currencies; longer ones first, so that `US$` is not read as `$`.
const CURRENCIES: [&str; 19] = [
    "人民币",
    "US$",
    "HK$",
    "RMB",
    "CNY",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "TWD",
    "CHF",
    "R$",
    "¥",
    "$",
    "€",
    "£",
    "元",
    "圆",
];

/// A number without its dress.
pub(super) struct Dress<'a> {
    pub(super) body: &'a str,
    pub(super) negative: bool,
    pub(super) percent: bool,
    pub(super) currency: Option<&'static str>,
}

impl Dress<'_> {
    /// The value of the body with sign and percent applied.
    pub(super) fn put_on(&self, value: Decimal) -> Option<Decimal> {
        let signed = Decimal { unscaled: if self.negative { -value.unscaled } else { value.unscaled }, ..value };
        if self.percent { signed.shifted(2) } else { Some(signed) }
    }
}

/// Takes the dress off narrowed, trimmed text; `None` if something is worn twice.
pub(super) fn take_off(text: &str) -> Option<Dress<'_>> {
    let mut dress = Dress { body: text, negative: false, percent: false, currency: None };
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        dress.body = inner.trim();
        dress.negative = true;
    }
    let mut signed = dress.negative;
    loop {
        let body = dress.body;
        if let Some(rest) = body.strip_prefix('-').or_else(|| body.strip_suffix('-')) {
            if std::mem::replace(&mut signed, true) {
                return None;
            }
            dress.negative = true;
            dress.body = rest.trim();
        } else if let Some(rest) = body.strip_prefix('+') {
            if std::mem::replace(&mut signed, true) {
                return None;
            }
            dress.body = rest.trim();
        } else if let Some(rest) = body.strip_suffix('%') {
            if std::mem::replace(&mut dress.percent, true) {
                return None;
            }
            dress.body = rest.trim();
        } else if let Some((sign, rest)) = currency(body) {
            if dress.currency.replace(sign).is_some() {
                return None;
            }
            dress.body = rest.trim();
        } else {
            let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
            let bytes = body.as_bytes();
            let opens = digit(bytes.first()) || (bytes.first().is_some_and(|b| b".,".contains(b)));
            return (opens && digit(bytes.last())).then_some(dress);
        }
    }
}

fn currency(body: &str) -> Option<(&'static str, &str)> {
    if body.bytes().next()?.is_ascii_digit() && body.bytes().next_back()?.is_ascii_digit() {
        return None;
    }
    CURRENCIES
        .iter()
        .find_map(|sign| body.strip_prefix(sign).or_else(|| body.strip_suffix(sign)).map(|rest| (*sign, rest)))
}
