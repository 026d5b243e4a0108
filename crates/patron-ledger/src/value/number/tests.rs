use proptest::prelude::*;

use super::{Decimal, NumberForm, parse_decimal, read};

fn exact(text: &str, form: NumberForm) -> Option<(i128, u8)> {
    parse_decimal(text, form).ok().map(|d| (d.unscaled, d.scale))
}

#[test]
fn the_ways_people_write_numbers() {
    for (text, value) in [
        ("0", (0, 0)),
        ("2.55", (255, 2)),
        (".5", (5, 1)),
        ("-11062.06", (-1_106_206, 2)),
        ("12.50-", (-1250, 2)),
        ("(1,234.56)", (-123_456, 2)),
        ("1'234.56", (123_456, 2)),
        ("1 234.56", (123_456, 2)),
        ("1\u{a0}234\u{a0}567", (1_234_567, 0)),
        ("¥1,234.50", (123_450, 2)),
        ("￥１，２３４．５０", (123_450, 2)),
        ("1234.5元", (12_345, 1)),
        ("USD 12", (12, 0)),
        ("12 CNY", (12, 0)),
        ("-$5", (-5, 0)),
        ("$-5", (-5, 0)),
        ("£(5)", (0, 99)),
        ("12.5%", (125, 3)),
        ("1.2E+05", (120_000, 0)),
        ("5e-3", (5, 3)),
    ] {
        let expected = (value.1 != 99).then_some(value);
        assert_eq!(exact(text, NumberForm::Point), expected, "{text}");
    }
    assert_eq!(exact("1.234,56", NumberForm::Comma), Some((123_456, 2)));
    assert_eq!(exact("1 234,56 €", NumberForm::Comma), Some((123_456, 2)));
    assert_eq!(exact("1,234", NumberForm::Comma), Some((1234, 3)));
    assert_eq!(exact("1,234", NumberForm::Point), Some((1234, 0)));
}

#[test]
fn what_is_no_number() {
    for text in [
        "",
        " ",
        "-",
        "--5",
        "(-5)",
        "5.",
        "1.2.3",
        "1,23",
        "1,2345",
        "12,34,567",
        "0,123",
        "1,234 567",
        "$$5",
        "5%%",
        "1e",
        "1e999",
        "12a",
        "C536379",
        "¥",
        "NaN",
        "inf",
        "0x10",
        "+-1",
        "1 2",
    ] {
        assert!(parse_decimal(text, NumberForm::Point).is_err(), "{text}");
    }
    let digits = "9".repeat(38);
    assert_eq!(exact(&digits, NumberForm::Point), Some((10_i128.pow(38) - 1, 0)));
    assert_eq!(parse_decimal(&"9".repeat(39), NumberForm::Point).map_err(|e| e.code), Err("number-too-long"));
}

#[test]
fn both_readings_are_kept_apart() {
    let both = read("1,234").unwrap();
    assert_eq!(both.point, Some(Decimal { unscaled: 1234, scale: 0 }));
    assert_eq!(both.comma, Some(Decimal { unscaled: 1234, scale: 3 }));
    assert_eq!(read("1,23").unwrap().point, None);
    assert_eq!(read("0.125").unwrap().comma, None);
    assert_eq!(read("1.125").unwrap().comma, Some(Decimal { unscaled: 1125, scale: 0 }));
    assert!(read("00042").unwrap().leading_zero);
    assert!(!read("0.42").unwrap().leading_zero);
    assert_eq!(read("¥5").unwrap().currency, Some("¥"));
}

#[test]
fn rounding_is_half_to_even_and_said() {
    let to_four =
        |text| parse_decimal(text, NumberForm::Point).unwrap().rescale(4, 18).map(|r| (r.unscaled, r.rounded));
    assert_eq!(to_four("118.22999999999999"), Ok((1_182_300, true)));
    assert_eq!(to_four("0.00005"), Ok((0, true)));
    assert_eq!(to_four("0.00015"), Ok((2, true)));
    assert_eq!(to_four("-0.00025"), Ok((-2, true)));
    assert_eq!(to_four("2.5500"), Ok((25_500, false)));
    assert_eq!(to_four("2.55000"), Ok((25_500, false)));
    assert_eq!(to_four("99999999999999.9999"), Ok((10_i128.pow(18) - 1, false)));
    assert!(to_four("100000000000000").is_err());
    assert!(to_four("99999999999999.99995").is_err());
}

#[test]
fn order_is_that_of_the_values() {
    let d = |text| parse_decimal(text, NumberForm::Point).unwrap();
    assert!(d("-1.5") < d("-1.25"));
    assert!(d("2") < d("2.001"));
    assert!(d("99999999999999999999999999999999999999") > d("0.00000000000000000000000000000000000001"));
    assert_eq!(d("-1.05").to_string(), "-1.05");
    assert_eq!(d("0.001").to_string(), "0.001");
}

fn grouped(value: u64, separator: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

proptest! {
    #[test]
    fn written_numbers_are_read_back(
        whole in 0_u64..1_000_000_000_000, cents in 0_u32..100, negative: bool,
        group in prop::sample::select(vec!["", "other", " ", "'", "\u{202f}"]),
        dress in 0_usize..6, form in prop::sample::select(vec![NumberForm::Point, NumberForm::Comma]),
    ) {
        let (mark, other) = if form == NumberForm::Point { (".", ",") } else { (",", ".") };
        let body = format!("{}{mark}{cents:02}", grouped(whole, if group == "other" { other } else { group }));
        let text = match (dress, negative) {
            (0, true) => format!("({body})"),
            (1, true) => format!("{body}-"),
            (2, true) => format!("-¥{body}"),
            (3, true) => format!("-{body}元"),
            (4, true) => format!("($ {body})"),
            (2, false) => format!("¥ {body}"),
            (3, false) => format!("{body} 元"),
            (4, false) => format!("EUR {body}"),
            (_, true) => format!("-{body}"),
            (_, false) => body,
        };
        let unscaled = i128::from(whole) * 100 + i128::from(cents);
        let expected = Decimal { unscaled: if negative { -unscaled } else { unscaled }, scale: 2 };
        prop_assert_eq!(parse_decimal(&text, form), Ok(expected), "{}", text);
        prop_assert_eq!(read(&text).and_then(|w| w.under(form)), Some(expected));
    }

    #[test]
    fn display_is_read_back(unscaled in -(10_i128.pow(37))..10_i128.pow(37), scale in 0_u8..30) {
        let value = Decimal { unscaled, scale };
        prop_assert_eq!(parse_decimal(&value.to_string(), NumberForm::Point), Ok(value));
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        let _ = read(&text);
        let _ = parse_decimal(&text, NumberForm::Comma);
    }

    #[test]
    fn number_like_text_agrees_with_both_forms(text in "[-(]?[¥$]?[0-9.,' ]{0,12}[%)元-]?") {
        let both = read(&text);
        for form in [NumberForm::Point, NumberForm::Comma] {
            prop_assert_eq!(both.and_then(|w| w.under(form)), parse_decimal(&text, form).ok());
        }
    }
}
