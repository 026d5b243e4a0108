//! What is odd about answers, as notices.

use patron_voice::questionnaire::Notice as Odd;
use serde_json::{Map, Value, json};

use crate::views::{Notice, Severity};

pub(super) fn notice(code: &str, severity: Severity, message: String, values: &[(&str, Value)]) -> Notice {
    let values: Map<String, Value> = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Notice { code: code.to_owned(), severity, message, values }
}

pub(super) fn odd(odd: &Odd) -> Notice {
    use Severity::{Info, Warning};
    match odd {
        Odd::Unanswered { item } => {
            notice("survey-unanswered", Info, format!("nobody answered item `{item}`"), &[("item", json!(item))])
        }
        Odd::Alike { item, answer } => notice(
            "survey-alike",
            Warning,
            format!("all answers to item `{item}` are `{answer}`"),
            &[("item", json!(item)), ("answer", json!(answer))],
        ),
        Odd::TwoScales { item, numbers } => notice(
            "survey-two-scales",
            Warning,
            format!("`{numbers}` numbers of item `{item}` look like answers on another scale"),
            &[("item", json!(item)), ("numbers", json!(numbers))],
        ),
        Odd::NoZero { item, ones } => notice(
            "survey-no-zero",
            Warning,
            format!(
                "nobody answered 0 to item `{item}`, and `{ones}` answered 1: perhaps it was asked on 1 to 10, which \
                 gives no net promoter score"
            ),
            &[("item", json!(item)), ("ones", json!(ones))],
        ),
    }
}
