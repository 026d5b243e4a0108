//! The digits themselves: thousands, decimal mark, exponent.

use super::decimal::MAX_DIGITS;
use super::{Decimal, NumberForm, Written};
use crate::value::ValueError;

pub(super) const NOT_A_NUMBER: ValueError =
    ValueError::new("not-a-number", "a number such as `1234.56`, `1,234.56` or `¥1,234.56`");
pub(super) const TOO_LONG: ValueError = ValueError::new("number-too-long", "a number of at most 38 digits");

/// The everyday cell (digits, at most one dot and a leading minus) without any detour.
pub(super) fn plain(text: &[u8]) -> Option<Written> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (mut value, mut dot) = (0_i64, None);
    for (at, &byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => value = value * 10 + i64::from(byte - b'0'),
            b'.' if dot.is_none() && at > 0 && at + 1 < digits.len() => dot = Some(at),
            _ => return None,
        }
    }
    let scale = dot.map_or(0, |at| digits.len() - at - 1);
    let signed = i128::from(if negative { -value } else { value });
    let point = Decimal { unscaled: signed, scale: u8::try_from(scale).ok()? };
    let comma = match dot {
        None => Some(point),
        Some(at) if scale == 3 && at <= 3 && digits.first() != Some(&b'0') => {
            Some(Decimal { unscaled: signed, scale: 0 })
        }
        Some(_) => None,
    };
    Some(Written { point: Some(point), comma, leading_zero: leads_with_zero(digits), percent: false, currency: None })
}

/// `007` and `007.5`, but not `0` and `0.5`.
pub(super) fn leads_with_zero(body: &[u8]) -> bool {
    matches!(body, [b'0', b'0'..=b'9', ..])
}

/// Reads an undressed body under one form.
pub(super) fn parse(body: &[u8], form: NumberForm) -> Result<Decimal, ValueError> {
    let (mantissa, exponent) = match body.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(at) => (&body[..at], exponent(&body[at + 1..])?),
        None => (body, 0),
    };
    let (mark, other) = match form {
        NumberForm::Point => (b'.', b','),
        NumberForm::Comma => (b',', b'.'),
    };
    let (whole, fraction) = match mantissa.iter().position(|&b| b == mark) {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, &[][..]),
    };
    let marked = whole.len() < mantissa.len();
    if (marked && fraction.is_empty()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(NOT_A_NUMBER);
    }
    let mut digits = Digits::default();
    push_whole(&mut digits, whole, other)?;
    for &byte in fraction {
        digits.push(byte)?;
    }
    let scale = i32::try_from(fraction.len()).map_err(|_| TOO_LONG)? - exponent;
    at_scale(digits.value, scale)
}

fn exponent(text: &[u8]) -> Result<i32, ValueError> {
    let (negative, digits) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 2 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(NOT_A_NUMBER);
    }
    let value = digits.iter().fold(0, |sum, b| sum * 10 + i32::from(b - b'0'));
    Ok(if negative { -value } else { value })
}

/// Groups of three by one separator, the first of one to three digits and not led by a zero.
fn push_whole(digits: &mut Digits, whole: &[u8], other: u8) -> Result<(), ValueError> {
    let Some(separator) = whole.iter().copied().find(|b| !b.is_ascii_digit()) else {
        return whole.iter().try_for_each(|&b| digits.push(b));
    };
    if separator != other && separator != b' ' && separator != b'\'' {
        return Err(NOT_A_NUMBER);
    }
    for (index, group) in whole.split(|&b| b == separator).enumerate() {
        let fits =
            if index == 0 { (1..=3).contains(&group.len()) && group.first() != Some(&b'0') } else { group.len() == 3 };
        if !fits {
            return Err(NOT_A_NUMBER);
        }
        group.iter().try_for_each(|&b| digits.push(b))?;
    }
    Ok(())
}

#[derive(Default)]
struct Digits {
    value: i128,
    count: u32,
}

impl Digits {
    fn push(&mut self, byte: u8) -> Result<(), ValueError> {
        if !byte.is_ascii_digit() {
            return Err(NOT_A_NUMBER);
        }
        let digit = byte - b'0';
        // zeros in front cost nothing
        self.count += u32::from(self.count > 0 || digit > 0);
        if self.count > MAX_DIGITS {
            return Err(TOO_LONG);
        }
        self.value = self.value * 10 + i128::from(digit);
        Ok(())
    }
}

fn at_scale(value: i128, scale: i32) -> Result<Decimal, ValueError> {
    if scale >= 0 {
        let scale = u8::try_from(scale).map_err(|_| TOO_LONG)?;
        return Ok(Decimal { unscaled: value, scale });
    }
    let unscaled = 10_i128.checked_pow(scale.unsigned_abs()).and_then(|f| value.checked_mul(f));
    match unscaled {
        Some(unscaled) if unscaled < 10_i128.pow(MAX_DIGITS) => Ok(Decimal { unscaled, scale: 0 }),
        None if value == 0 => Ok(Decimal { unscaled: 0, scale: 0 }),
        _ => Err(TOO_LONG),
    }
}
