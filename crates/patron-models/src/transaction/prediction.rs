//! What a transaction model says about one customer.

/// The largest number of parameters of a transaction model; unused entries of a gradient are zero.
pub const MAX_PARAMETERS: usize = 6;

/// One customer's future within the horizon, given the history.
///
/// All purchases are counts; money enters in [`crate::interval`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prediction {
    /// Probability that the customer is still active at the valuation date.
    pub probability_alive: f64,
    /// Probability of at least one purchase in (0, H].
    pub probability_return: f64,
    /// Mean number of purchases in (0, H].
    pub expected_purchases: f64,
    /// Variance of the number of purchases in (0, H], the parameters taken as known.
    pub purchase_variance: f64,
    /// Mean of Σ e^(−δs) over the purchases at times s in (0, H].
    pub discounted_purchases: f64,
    /// The same without end; `None` without discount, where it may be infinite.
    pub discounted_purchases_forever: Option<f64>,
    /// Mean purchase rate given the history, whether or not the customer is still active.
    pub purchase_rate: f64,
    /// Derivatives of `discounted_purchases` by the parameters, in the model's order.
    pub gradient: [f64; MAX_PARAMETERS],
}

/// P(alive) of a customer, where what follows depends on it alone and on x and T.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alive {
    /// P(alive).
    pub probability: f64,
    /// Its derivatives by the parameters, in the model's order.
    pub gradient: [f64; MAX_PARAMETERS],
}

/// The future within the horizon of customers who have it in common: of active ones where [`Alive`] is known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outlook {
    /// E\[N\], N the number of purchases in (0, H].
    pub expected: f64,
    /// E\[N(N−1)\].
    pub factorial_moment: f64,
    /// Mean of Σ e^(−δs) over the purchases at times s in (0, H].
    pub discounted: f64,
    /// Derivatives of `discounted` by the parameters, in the model's order.
    pub gradient: [f64; MAX_PARAMETERS],
}

impl Prediction {
    /// Expected time of activity within the horizon, in the sense that rate × active time = expected purchases.
    ///
    /// Where purchases are regular one may be due: then it may exceed the horizon by the time of one purchase.
    #[must_use]
    pub fn active_time(&self) -> f64 {
        if self.purchase_rate > 0.0 { self.expected_purchases / self.purchase_rate } else { 0.0 }
    }

    /// Mean discount factor of the purchases within the horizon: discounted over undiscounted purchases, 1 where
    /// none is expected. With it, rate × active time × discount factor = discounted purchases.
    #[must_use]
    pub fn discount_factor(&self) -> f64 {
        if self.expected_purchases > 0.0 { self.discounted_purchases / self.expected_purchases } else { 1.0 }
    }
}

impl From<&Prediction> for Outlook {
    fn from(prediction: &Prediction) -> Self {
        let mean = prediction.expected_purchases;
        Self {
            expected: mean,
            factorial_moment: prediction.purchase_variance + mean * (mean - 1.0),
            discounted: prediction.discounted_purchases,
            gradient: prediction.gradient,
        }
    }
}
