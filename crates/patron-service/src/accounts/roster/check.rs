use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};
use crate::views::{ListedLabel, RosterRule, RosterTier, TierName};

use super::{OFF, only_tier};

/// Longest window: ten years.
const MAX_WINDOW_DAYS: u32 = 3653;
const MAX_TIERS: usize = 20;

/// A rule that fits the portfolio.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CheckedRule {
    pub(crate) rule: RosterRule,
    /// best first
    pub(crate) tiers: Vec<TierName>,
}

fn refuse(words: &str, hint: &str) -> ServiceError {
    ServiceError::new("roster-rule", format!("rule of the roster: {words}")).value("reason", words).hint(hint)
}

/// Checks a rule against the measures of the portfolio and the columns of its customer records.
///
/// # Errors
/// `roster-rule`, saying what was expected.
pub(crate) fn check(rule: &RosterRule, measures: &[Measure], fields: &[String]) -> Result<CheckedRule> {
    let RosterRule { window_days, enter_revenue, stay_revenue, .. } = *rule;
    if window_days == 0 || window_days > MAX_WINDOW_DAYS {
        let words = format!("`window_days` is `{window_days}`; expected 1 to {MAX_WINDOW_DAYS} days");
        return Err(refuse(&words, "365 days are a year"));
    }
    for (name, bound) in [("enter_revenue", enter_revenue), ("stay_revenue", stay_revenue)] {
        if let Some(bound) = bound.filter(|bound| !(bound.is_finite() && *bound > 0.0)) {
            return Err(refuse(&format!("`{name}` is `{bound}`; expected an amount above 0"), "leave it out"));
        }
    }
    match (enter_revenue, stay_revenue) {
        (Some(enter), Some(stay)) if stay > enter => {
            let words =
                format!("`stay_revenue` is `{stay}`, above `enter_revenue` `{enter}`; expected at most as much");
            return Err(refuse(&words, "an account that has just entered would leave at once"));
        }
        (None, Some(_)) => {
            let words = "`stay_revenue` stands without `enter_revenue`; expected both or `enter_revenue` alone";
            return Err(refuse(words, "say from which revenue accounts enter"));
        }
        _ => {}
    }
    if enter_revenue.is_none() && rule.classes.is_empty() && rule.labels.is_empty() {
        let words = "nobody can enter; expected `enter_revenue`, a `class` or a `label`";
        return Err(refuse(words, "for example `enter_revenue = 1000000`"));
    }
    for class in &rule.classes {
        if !fields.contains(&class.field) {
            let have: Vec<_> = fields.iter().map(|field| format!("`{field}`")).collect();
            let have = if have.is_empty() { "none so far".to_owned() } else { have.join(", ") };
            let words = format!("class of `{}`; expected a column of the customer records: {have}", class.field);
            return Err(refuse(&words, "import customers with that column first"));
        }
        if class.values.is_empty() {
            return Err(refuse(&format!("class of `{}` names no value; expected one", class.field), "name it"));
        }
    }
    for label in &rule.labels {
        known(label, measures)?;
    }
    Ok(CheckedRule { rule: rule.clone(), tiers: tiers(rule, measures)? })
}

fn known(listed: &ListedLabel, measures: &[Measure]) -> Result<()> {
    let schemes = || measures.iter().filter(|measure| measure.is_scheme() && measure.id != "key_account");
    let Some(scheme) = schemes().find(|measure| measure.id == listed.scheme) else {
        let have: Vec<_> = schemes().map(|measure| format!("`{}`", measure.id)).collect();
        let words = format!("scheme `{}`; expected one of {}", listed.scheme, have.join(", "));
        return Err(refuse(&words, "tiers of a card are called `card.ID.tier`"));
    };
    let wrong = listed.enter.iter().chain(&listed.stay).find(|id| scheme.labels.iter().all(|label| label.id != **id));
    if let Some(wrong) = wrong {
        let have: Vec<_> = scheme.labels.iter().map(|label| format!("`{}`", label.id)).collect();
        let words = format!("label `{wrong}` of scheme `{}`; expected one of {}", listed.scheme, have.join(", "));
        return Err(refuse(&words, "labels are named by their ids"));
    }
    if listed.enter.is_empty() {
        let words = format!("scheme `{}` names no label to enter with; expected one", listed.scheme);
        return Err(refuse(&words, "write `enter = [\"A\"]`"));
    }
    Ok(())
}

fn tiers(rule: &RosterRule, measures: &[Measure]) -> Result<Vec<TierName>> {
    let Some(card) = &rule.card else { return by_bounds(&rule.tiers) };
    if !rule.tiers.is_empty() {
        let words = "tiers of a card and tiers by revenue; expected one of the two";
        return Err(refuse(words, "leave out `card` or every `tier`"));
    }
    let id = format!("card.{card}.tier");
    let Some(measure) = measures.iter().find(|measure| measure.id == id) else {
        let words = format!("card `{card}` has no tiers here; expected a card of the portfolio with tiers");
        return Err(refuse(&words, "`patron card list` shows the cards there are"));
    };
    Ok(measure.labels.iter().map(|label| TierName { id: label.id.clone(), name: label.label.clone() }).collect())
}

fn by_bounds(tiers: &[RosterTier]) -> Result<Vec<TierName>> {
    if tiers.is_empty() {
        return Ok(vec![only_tier()]);
    }
    let mut bound = f64::INFINITY;
    let mut names: Vec<TierName> = Vec::with_capacity(tiers.len());
    for (index, tier) in tiers.iter().enumerate() {
        let last = index + 1 == tiers.len();
        let falls = match tier.from {
            Some(from) => {
                !last && from > 0.0 && from < bound && tier.keep.is_none_or(|keep| keep > 0.0 && keep <= from)
            }
            None => last && tier.keep.is_none(),
        };
        let fresh = names.iter().all(|known| known.id != tier.id) && tier.id != OFF && !tier.id.trim().is_empty();
        if !falls || !fresh || names.len() == MAX_TIERS {
            let words = format!(
                "tier `{}`; expected at most {MAX_TIERS} tiers of different ids, best first, each `from` a lower revenue, \
                 `keep` at most `from`, and the last without either",
                tier.id
            );
            return Err(refuse(&words, "sort the tiers by `from`, highest first"));
        }
        bound = tier.from.unwrap_or(0.0);
        names.push(TierName { id: tier.id.clone(), name: tier.name.clone() });
    }
    Ok(names)
}
