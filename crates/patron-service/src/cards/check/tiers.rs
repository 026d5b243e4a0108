//! The tiers, best first.

use crate::cards::Tier;
use crate::cards::file::RawTier;
use crate::cards::refuse::Place;
use crate::catalogue::Text;
use crate::error::Result;

pub(super) fn check(raw: Vec<(Place<'_>, RawTier)>, (lowest, highest): (f64, f64)) -> Result<Vec<Tier>> {
    let mut tiers: Vec<Tier> = Vec::with_capacity(raw.len());
    let count = raw.len();
    for (index, (place, tier)) in raw.into_iter().enumerate() {
        let before = tiers.last().and_then(|tier| tier.from).unwrap_or(f64::INFINITY);
        let last = index + 1 == count;
        let fits = match tier.from {
            Some(from) => !last && from < before && from > lowest && from <= highest,
            None => last,
        };
        if !fits || tiers.iter().any(|known| known.id == tier.id) {
            let from = tier.from.map_or_else(|| "nothing".to_owned(), |from| from.to_string());
            let words = format!(
                "tier `{}` begins at `{from}`; expected tiers of different ids, best first, each from a lower score between \
                 {lowest} and {highest}, and the last without `from`",
                tier.id
            );
            let hint = "sort the tiers by `from`, highest first";
            return Err(place.refuse("card-tier", &words, hint).value("tier", tier.id));
        }
        let strategy = tier.strategy.unwrap_or_else(|| Text::new("", ""));
        tiers.push(Tier { id: tier.id, name: tier.name, strategy, from: tier.from });
    }
    Ok(tiers)
}
