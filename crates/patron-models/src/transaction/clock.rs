//! What a model counts time in.

/// What the times of a model's histories, horizons and ages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// Any time in any unit: the unit only rescales the parameters.
    Continuous,
    /// Numbers of opportunities to buy, whole, with at most one purchase at each. Other histories are refused by the
    /// fit (`fit-not-opportunities`) and predicted as NaN; of a horizon its whole opportunities count.
    Opportunities,
}
