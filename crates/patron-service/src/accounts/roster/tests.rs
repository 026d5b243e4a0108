use super::*;
use crate::analyses::Registry;

fn check_text(text: &str) -> Result<CheckedRule> {
    check(&read_rule(text)?, &Registry::default().measures(), &["industry".to_owned()])
}

fn refused(text: &str) -> String {
    check_text(text).unwrap_err().to_string()
}

#[test]
fn the_first_rule_fits_and_is_read_back_as_it_was() {
    let checked = check_text(FIRST_RULE).unwrap();
    let ids: Vec<&str> = checked.tiers.iter().map(|tier| tier.id.as_str()).collect();
    assert_eq!((ids.as_slice(), checked.rule.stay_revenue), (&["strategic", "key"][..], Some(800_000.0)));
    assert_eq!(read_rule(&write_rule(&checked.rule).unwrap()).unwrap(), checked.rule);
}

#[test]
fn rules_that_cannot_be_are_refused_in_words() {
    let error = read_rule("window_days = 365\nenter = 5\n").unwrap_err();
    assert_eq!(error.code(), "roster-rule-unreadable");
    assert!(error.to_string().starts_with("the rule cannot be read, line `2`: unknown field `enter`"), "{error}");
    assert_eq!(
        refused("window_days = 0\nenter_revenue = 1"),
        "rule of the roster: `window_days` is `0`; expected 1 to 3653 days"
    );
    assert_eq!(
        refused("enter_revenue = 100\nstay_revenue = 120"),
        "rule of the roster: `stay_revenue` is `120`, above `enter_revenue` `100`; expected at most as much"
    );
    assert_eq!(
        refused("window_days = 30"),
        "rule of the roster: nobody can enter; expected `enter_revenue`, a `class` or a `label`"
    );
    assert_eq!(
        refused("[[class]]\nfield = \"sector\"\nvalues = [\"government\"]"),
        "rule of the roster: class of `sector`; expected a column of the customer records: `industry`"
    );
    assert_eq!(
        refused("[[label]]\nscheme = \"abc_class\"\nenter = [\"D\"]"),
        "rule of the roster: label `D` of scheme `abc_class`; expected one of `A`, `B`, `C`"
    );
    assert!(
        refused("[[label]]\nscheme = \"abc\"\nenter = [\"A\"]")
            .starts_with("rule of the roster: scheme `abc`; expected one of `")
    );
    assert_eq!(
        refused("enter_revenue = 1\ncard = \"key-account\""),
        "rule of the roster: card `key-account` has no tiers here; expected a card of the portfolio with tiers"
    );
    let tiers = |second: &str| {
        format!(
            "enter_revenue = 1\n[[tier]]\nid = \"a\"\nname = {{ en = \"A\", zh = \"甲\" }}\nfrom = 9\n\
             [[tier]]\nid = \"{second}\"\nname = {{ en = \"B\", zh = \"乙\" }}\n"
        )
    };
    assert!(check_text(&tiers("b")).is_ok());
    for wrong in ["a", "off", ""] {
        assert!(
            refused(&tiers(wrong))
                .starts_with(&format!("rule of the roster: tier `{wrong}`; expected at most 20 tiers"))
        );
    }
}

fn made(customer: &str, on: i32, tier: Option<&str>, decision: Decision) -> RosterMove {
    RosterMove {
        customer: customer.to_owned(),
        decision,
        action: Action::Enter,
        tier: tier.map(|id| TierName { id: id.to_owned(), name: Text::new(id, id) }),
        on,
        until: None,
        run: String::new(),
        rule: 1,
        by: "Wang".to_owned(),
        why: format!("on {on}"),
        at: String::new(),
    }
}

#[test]
fn the_roster_at_a_day_is_what_was_decided_until_then() {
    let moves = [
        made("A", 10, Some("key"), Decision::Confirm),
        made("A", 20, None, Decision::Decline),
        made("A", 30, Some("strategic"), Decision::Set),
        made("A", 50, None, Decision::Confirm),
        made("A", 60, Some("key"), Decision::Confirm),
    ];
    let at = |day: i32| {
        let all = standing_at(&moves, day);
        let standing = all.get("A")?;
        Some((standing.tier.as_ref().map(|tier| tier.id.clone()), standing.since, standing.tier_since))
    };
    assert_eq!(at(9), None);
    assert_eq!(at(10), Some((Some("key".to_owned()), 10, 10)));
    assert_eq!(at(29), Some((Some("key".to_owned()), 10, 10)), "a declined exit changes nothing");
    assert_eq!(at(49), Some((Some("strategic".to_owned()), 10, 30)));
    assert_eq!(at(55), Some((None, 50, 50)));
    assert_eq!(at(99), Some((Some("key".to_owned()), 60, 60)), "who comes back begins anew");
}
