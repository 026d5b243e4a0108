//! Names of people and companies.

use rand::RngExt;
use rand::rngs::ChaCha8Rng;

use super::place::{Industry, Region};
use super::random::one;
use super::words::{BRANDS, FIRMS, FIRST_NAMES, FORMS, GIVEN, LAST_NAMES, SURNAMES};

/// A person of a region.
pub(super) fn person(rng: &mut ChaCha8Rng, region: &Region) -> String {
    if region.western {
        return format!("{} {}", one(rng, FIRST_NAMES), one(rng, LAST_NAMES));
    }
    let second = if rng.random_bool(0.7) { one(rng, GIVEN) } else { "" };
    format!("{}{}{second}", one(rng, SURNAMES), one(rng, GIVEN))
}

/// A company of a region and an industry, in a city.
pub(super) fn company(rng: &mut ChaCha8Rng, region: &Region, industry: &Industry, city: &str) -> String {
    if region.western {
        return format!("{} {} {}", one(rng, FIRMS), industry.western, one(rng, FORMS));
    }
    format!("{city}{}{}{}有限公司", one(rng, BRANDS), one(rng, BRANDS), industry.chinese)
}
