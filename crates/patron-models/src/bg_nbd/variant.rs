//! The members of the family that share one likelihood and one simulation.

/// How regular the gaps between purchases are, and when a customer may stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Variant {
    /// k: a gap is the time of k events of the customer's rate, so that larger k means more regular purchases.
    pub(crate) stages: u32,
    /// Whether a customer may stop right after the first purchase, too.
    pub(crate) stops_at_first: bool,
}

impl Variant {
    /// BG/NBD itself.
    pub(crate) const BG_NBD: Self = Self { stages: 1, stops_at_first: false };
    /// MBG/NBD.
    pub(crate) const MBG_NBD: Self = Self { stages: 1, stops_at_first: true };

    /// Purchases after which the customer might have stopped, of a customer with x repeat purchases.
    pub(crate) fn chances_to_stop(self, x: f64) -> f64 {
        if self.stops_at_first { x + 1.0 } else { x }
    }
}
