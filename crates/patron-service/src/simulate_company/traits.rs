//! What is known of customers beside where they are and what they do.

use rand::RngExt;

use super::behaviour::Behaviour;
use super::random::{Draw, one, stream};

const AGE_GROUPS: &[&str] = &["18-29", "30-39", "40-49", "50-59", "60+"];

/// Traits of a company, or the age group of a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits {
    pub(super) employees: Option<u64>,
    pub(super) registered_capital: Option<u64>,
    pub(super) listed: bool,
    pub(super) age_group: &'static str,
}

pub(super) fn draw(behaviour: &Behaviour, row: usize, seed: u64) -> Traits {
    let mut rng = stream(seed, Draw::Traits, row);
    if !behaviour.company {
        let age_group = one(&mut rng, AGE_GROUPS);
        return Traits { employees: None, registered_capital: None, listed: false, age_group };
    }
    let large = behaviour.is_large();
    let employees: u64 = if large { rng.random_range(150..4000) } else { rng.random_range(5..150) };
    // some ten to fifty thousand for each of them
    let registered_capital = employees * rng.random_range(1..=5) * 10_000;
    let listed = rng.random_bool(if large { 0.15 } else { 0.01 });
    Traits { employees: Some(employees), registered_capital: Some(registered_capital), listed, age_group: "" }
}
