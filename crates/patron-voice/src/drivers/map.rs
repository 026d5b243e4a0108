use serde::{Deserialize, Serialize};

/// Importance against performance \[MJ1977\].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Important and good: keep up the work.
    KeepUp,
    /// Important and not good: work here first.
    Concentrate,
    /// Not important, not good: leave it.
    LowPriority,
    /// Not important and good: perhaps more than is needed.
    Overdone,
}

/// What people say is important against what goes together with their satisfaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stated {
    /// Said and seen to matter.
    Key,
    /// Said to matter, and satisfaction does not vary with it: taken for granted.
    Granted,
    /// Not said to matter, and yet it does.
    Hidden,
    /// Neither.
    Minor,
}

/// The place of an item; high from the cut on, which is usually the mean of all items.
#[must_use]
pub fn place(importance: f64, performance: f64, cut_importance: f64, cut_performance: f64) -> Place {
    match (importance >= cut_importance, performance >= cut_performance) {
        (true, true) => Place::KeepUp,
        (true, false) => Place::Concentrate,
        (false, true) => Place::Overdone,
        (false, false) => Place::LowPriority,
    }
}

/// Stated beside derived importance (a share of R²), each high from its cut on.
#[must_use]
pub fn stated(stated: f64, derived: f64, cut_stated: f64, cut_derived: f64) -> Stated {
    match (stated >= cut_stated, derived >= cut_derived) {
        (true, true) => Stated::Key,
        (true, false) => Stated::Granted,
        (false, true) => Stated::Hidden,
        (false, false) => Stated::Minor,
    }
}
