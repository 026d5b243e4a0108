use std::collections::BTreeMap;

use super::{Duplicates, Rules, Unattributed, of_text, rule_names};
use crate::table::table;

fn rules(name: &str, value: &str) -> Result<Rules, String> {
    let settings = BTreeMap::from([(name.to_owned(), value.to_owned())]);
    Rules::new(table("orders").unwrap(), &settings).map_err(|refusal| refusal.to_string())
}

#[test]
fn settings_are_checked() {
    assert_eq!(rules("duplicates", "keep").unwrap().duplicates, Some(Duplicates::Keep));
    assert_eq!(rules("unattributed", " exclude ").unwrap().unattributed, Some(Unattributed::Exclude));
    assert_eq!(rules("cancelled-prefix", "none").unwrap().cancelled_prefix, None);
    assert_eq!(rules("duplicates", "").unwrap(), Rules::default());
    assert_eq!(
        rules("non-goods", "*").unwrap_err(),
        "rule `non-goods` has code `*`; expected codes with `*` only at their end, as in `DCGS*`"
    );
    assert_eq!(rule_names(table("customers").unwrap()), ["duplicates"]);
}

#[test]
fn codes_are_exact_or_beginnings() {
    let codes = rules("non-goods", "POST, M ,gift_0001_*").unwrap().non_goods;
    let found = ["POST", "M", "m", "POSTER", "gift_0001_40", "gift_0002"].map(|code| codes.contain(code));
    assert_eq!(found, [true, true, false, false, true, false]);
    assert_eq!(codes.words(), "POST,M,gift_0001_*");
}

#[test]
fn fingerprints_differ_where_texts_do() {
    let all: std::collections::HashSet<u128> = (0..20_000).map(|i| of_text(&i.to_string())).collect();
    assert_eq!(all.len(), 20_000);
    // both halves carry information
    assert_ne!(of_text("a") >> 64, of_text("a") & u128::from(u64::MAX));
}
