use std::collections::BTreeMap;

use crate::views::TierName;

use super::RosterMove;

/// Where an account stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standing {
    /// none: it was on the roster and left
    pub(crate) tier: Option<TierName>,
    /// day since which it is on (or off) the roster
    pub(crate) since: i32,
    /// day since which it is in this tier
    pub(crate) tier_since: i32,
    pub(crate) by: String,
    pub(crate) why: String,
}

/// Every account ever on the roster as it stood at the end of a day; moves are in the order in which they were decided.
pub(crate) fn standing_at(moves: &[RosterMove], day: i32) -> BTreeMap<&str, Standing> {
    let mut found: BTreeMap<&str, Standing> = BTreeMap::new();
    for made in moves.iter().filter(|made| made.decision.moves() && made.on <= day) {
        let before = found.get(made.customer.as_str());
        let stays = before.is_some_and(|before| before.tier.is_some() == made.tier.is_some());
        let same = before.is_some_and(|before| before.tier.as_ref().map(|tier| &tier.id) == made.tier_id());
        let since = before.filter(|_| stays).map_or(made.on, |before| before.since);
        let tier_since = before.filter(|_| same).map_or(made.on, |before| before.tier_since);
        let standing =
            Standing { tier: made.tier.clone(), since, tier_since, by: made.by.clone(), why: made.why.clone() };
        found.insert(&made.customer, standing);
    }
    found
}
