//! What the records say of a customer beside its purchases: satisfaction, share of wallet, own margin.

/// Share of net amount whose cost must be known for a margin of the customer's own.
const COSTED: f64 = 0.999;

/// A figure of the records that fell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    /// `satisfaction`, `wallet` or `margin`
    pub(super) name: &'static str,
    pub(super) before: f64,
    pub(super) now: f64,
    /// what the fall of the margin cost since then
    pub(super) loss: Option<f64>,
}

/// Sales of a stretch of time: net amount, the part of it whose cost is known, contribution.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Sales {
    pub(super) net: f64,
    pub(super) costed: f64,
    pub(super) contribution: f64,
}

impl Sales {
    /// Contribution / net amount; none where the cost of a part of it is not known.
    fn margin(&self) -> Option<f64> {
        (self.net > 0.0 && self.costed >= COSTED * self.net).then(|| self.contribution / self.net)
    }
}

/// The figure that fell by the share `drop` at least; of satisfaction and share of wallet the one that fell more, the margin
/// where neither did.
pub(super) fn sign(
    drop: f64,
    satisfaction: [Option<f64>; 2],
    wallet: [Option<f64>; 2],
    sales: [Sales; 2],
) -> Option<Sign> {
    let fell = |name, [before, now]: [Option<f64>; 2]| {
        let (before, now) = before.zip(now)?;
        // 0.8 of 5 is 4 only up to the last bit.
        let fell = before > 0.0 && before - now >= drop * before * (1.0 - 1e-12);
        fell.then_some(Sign { name, before, now, loss: None })
    };
    let depth = |sign: &Sign| (sign.before - sign.now) / sign.before;
    let typed = fell("satisfaction", satisfaction);
    let share = fell("wallet", wallet);
    let record = match (typed, share) {
        (Some(typed), Some(share)) => Some(if depth(&share) > depth(&typed) { share } else { typed }),
        (typed, share) => typed.or(share),
    };
    let [then, since] = sales;
    record.or_else(|| {
        let sign = fell("margin", [then.margin(), since.margin()])?;
        Some(Sign { loss: Some((sign.before - sign.now) * since.net), ..sign })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [Option<f64>; 2] = [None, None];
    const SAME: [Sales; 2] = [Sales { net: 0.0, costed: 0.0, contribution: 0.0 }; 2];

    #[test]
    fn the_deeper_fall_is_the_sign_and_small_or_unknown_ones_are_none() {
        let found = sign(0.2, [Some(5.0), Some(4.0)], NONE, SAME).unwrap();
        assert_eq!((found.name, found.before, found.now, found.loss), ("satisfaction", 5.0, 4.0, None));
        assert_eq!(sign(0.2, [Some(5.0), Some(4.5)], [Some(0.5), Some(0.45)], SAME), None);
        assert_eq!(sign(0.2, [None, Some(1.0)], [Some(0.5), None], SAME), None);
        let both = sign(0.2, [Some(5.0), Some(3.0)], [Some(0.6), Some(0.3)], SAME).unwrap();
        assert_eq!(both.name, "wallet");
    }

    #[test]
    fn a_margin_counts_where_every_cost_is_known() {
        // 40 % of 4,000 in the year before, 25 % of 1,000 since: 150 less than it was.
        let then = Sales { net: 4000.0, costed: 4000.0, contribution: 1600.0 };
        let since = Sales { net: 1000.0, costed: 1000.0, contribution: 250.0 };
        let found = sign(0.2, NONE, NONE, [then, since]).unwrap();
        assert_eq!((found.name, found.before, found.now), ("margin", 0.4, 0.25));
        assert!((found.loss.unwrap() - 150.0).abs() < 1e-9);
        assert_eq!(sign(0.4, NONE, NONE, [then, since]), None);
        let unknown = Sales { costed: 0.0, contribution: 4000.0, ..then };
        assert_eq!(sign(0.2, NONE, NONE, [unknown, since]), None);
    }
}
