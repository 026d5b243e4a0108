use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// How a cost answers to volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Behaviour {
    /// a volume adds it: materials, freight, commissions, overtime
    Incremental,
    /// it stays for a time when a volume goes: depreciation, rent, teams
    Shared,
    /// no volume causes it: management, finance
    Sustaining,
}

/// An amount by behaviour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// What a volume adds.
    pub incremental: Money,
    /// What stays when a volume goes.
    pub shared: Money,
    /// What no volume causes.
    pub sustaining: Money,
}

impl Amounts {
    /// All of one behaviour.
    #[must_use]
    pub fn of(behaviour: Behaviour, amount: Money) -> Self {
        let mut amounts = Self::default();
        *amounts.get_mut(behaviour) = amount;
        amounts
    }

    /// The full view.
    #[must_use]
    pub fn full(&self) -> Money {
        self.incremental + self.shared + self.sustaining
    }

    /// Whether there is nothing of any.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    pub(super) const ALL: [Behaviour; 3] = [Behaviour::Incremental, Behaviour::Shared, Behaviour::Sustaining];

    /// The amount of one behaviour.
    #[must_use]
    pub fn get(&self, behaviour: Behaviour) -> Money {
        match behaviour {
            Behaviour::Incremental => self.incremental,
            Behaviour::Shared => self.shared,
            Behaviour::Sustaining => self.sustaining,
        }
    }

    pub(super) fn get_mut(&mut self, behaviour: Behaviour) -> &mut Money {
        match behaviour {
            Behaviour::Incremental => &mut self.incremental,
            Behaviour::Shared => &mut self.shared,
            Behaviour::Sustaining => &mut self.sustaining,
        }
    }
}

impl Add for Amounts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            incremental: self.incremental + other.incremental,
            shared: self.shared + other.shared,
            sustaining: self.sustaining + other.sustaining,
        }
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Amounts {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}
