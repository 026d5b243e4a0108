/// Customers who bought on one day and next on another, days by number: what a sample of regular gaps needs to be read in
/// exposure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapDays {
    /// The earlier day.
    pub after: i64,
    /// The later one.
    pub until: i64,
    /// Such customers, each as often as it did.
    pub count: u64,
}
