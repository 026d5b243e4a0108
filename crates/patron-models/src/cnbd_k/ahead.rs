//! What an active customer does ahead who is at a known stage of the gap: by quadrature of the pace of purchases.
//!
//! With f of [`super::renewals`] and A = α + T: expected purchases ∫ f dw up to H/A, discounted purchases
//! ∫ e^(−δAw) f dw. The variable of integration is v = ln(1 + c w), on whose scale gaps of typical length are one; they
//! are the more pronounced the larger k is, which takes narrower panels.
//!
//! Without end: given λ, with φ = λ/(λ+δ), Σₙ (1−p)^(n−1) φ^(kn−j), and over p as well
//!
//! φ^(k−j) E[1/(1 − (1−p) φ^k)] = φ^(k−j)/(1−φ^k) · E[1/(1 + p φ^k/(1−φ^k))],
//!
//! of which the mean over λ ~ Gamma(R, rate A) is taken by the trapezoidal rule in ln λ.

use super::counts;
use super::renewals::{Renewals, Stage};
use crate::bg_nbd::{Parameters, Variant};
use crate::history::History;
use crate::special::{beta_mean_of_inverse, gauss_legendre_16, ln_gamma, regularised_beta};
use crate::transaction::{Ahead, Memoryless, Present, Terms};

/// Active customers of whom a known number of stages of the gap have passed.
#[derive(Debug)]
pub(super) struct Underway {
    pub(super) parameters: Parameters,
    pub(super) variant: Variant,
    /// j < k.
    pub(super) passed: u32,
}

/// Widest panel in v on which 16 Gauss-Legendre points leave 1e-13 for k = 1; it narrows with the root of k.
const PANEL: f64 = 1.25;

/// Nodes between two times: w and the weight of dw.
fn nodes(stage: &Stage, from: f64, to: f64) -> impl Iterator<Item = (f64, f64)> {
    let k = f64::from(stage.stages);
    let stops = (stage.shape + 1.0) * stage.a / (stage.a + stage.b);
    let haste = stops.max(stage.shape / k).max(1.0);
    let (low, high) = ((haste * from).ln_1p(), (haste * to).ln_1p());
    let panels = ((high - low) * k.sqrt() / PANEL).ceil().max(1.0);
    let width = (high - low) / panels;
    (0..panels as u32).flat_map(move |i| {
        let start = low + f64::from(i) * width;
        gauss_legendre_16()
            .on(start, start + width)
            .map(move |(v, weight)| (v.exp_m1() / haste, weight * v.exp() / haste))
    })
}

impl Underway {
    fn stage(&self, x: f64) -> Stage {
        Stage::new(&self.parameters, self.variant, self.passed, x)
    }

    /// Discounted purchases without end, `discount` per time unit times A.
    fn forever(stage: &Stage, discount: f64) -> f64 {
        let Stage { shape, a, b, .. } = *stage;
        let (k, first) = (f64::from(stage.stages), f64::from(stage.first));
        let power = shape + first;
        let step = 0.25_f64.min(0.6 / power.sqrt());
        let ln_norm = ln_gamma(shape);
        // Towards small λ the integrand falls as λ^(R+k−j), towards large ones as e^(−λ).
        let middle = power.ln();
        let (low, high) = (middle - 42.0 / power - 12.0 / power.sqrt(), (power + 10.0 * power.sqrt() + 45.0).ln());
        let mut sum = 0.0;
        for i in (low / step) as i64..=(high / step) as i64 {
            let y = i as f64 * step;
            let rate = y.exp();
            let ln_kept = -(discount / rate).ln_1p();
            let (kept, lost) = ((k * ln_kept).exp(), -(k * ln_kept).exp_m1());
            let purchases = beta_mean_of_inverse(a, b, kept / lost) / lost;
            sum += (shape * y - rate + first * ln_kept - ln_norm).exp() * purchases;
        }
        step * sum
    }
}

impl Memoryless<4> for Underway {
    /// The customer is active, and how often one buys is known from the stages.
    fn present(&self, history: &History) -> Present<4> {
        let shape = self.stage(f64::from(history.frequency())).shape;
        let rate = shape / (self.parameters.alpha + history.age()) / f64::from(self.variant.stages);
        Present { alive: 1.0, alive_gradient: [0.0; 4], rate }
    }

    fn ahead(&self, x: f64, age: f64, terms: Terms) -> Ahead<4> {
        let stage = self.stage(x);
        let scale = self.parameters.alpha + age;
        let (horizon, discount) = (terms.horizon(), terms.discount());
        let mut sum = Ahead::default();
        if horizon > 0.0 {
            let end = horizon / scale;
            let renewals = Renewals::new(stage, end);
            let mut timed = 0.0;
            for (w, weight) in nodes(&stage, 0.0, end) {
                let pace = renewals.pace(w);
                let discounted = weight * (-discount * scale * w).exp();
                sum.expected += weight * pace.value;
                sum.factorial_moment += 2.0 * weight * pace.after;
                sum.discounted += discounted * pace.value;
                timed += discounted * w * pace.value;
                sum.gradient[0] += discounted * pace.by_r;
                sum.gradient[2] += discounted * pace.by_a;
                sum.gradient[3] += discounted * pace.by_b;
            }
            // D depends on A only through δA and H/A.
            let last = end / scale * (-discount * horizon).exp() * renewals.pace(end).value;
            sum.gradient[1] = -discount * timed - last;
            sum.returns = regularised_beta(f64::from(stage.first), stage.shape, end / (1.0 + end));
        }
        sum.forever = if discount > 0.0 { Self::forever(&stage, discount * scale) } else { f64::NAN };
        sum
    }

    fn expected_between(&self, x: f64, age: f64, from: f64, to: f64) -> f64 {
        let stage = self.stage(x);
        let scale = self.parameters.alpha + age;
        let renewals = Renewals::new(stage, to / scale);
        nodes(&stage, from / scale, to / scale).map(|(w, weight)| weight * renewals.pace(w).value).sum()
    }

    fn counts(&self, x: f64, age: f64, horizon: f64, up_to: usize) -> Vec<f64> {
        counts::given_active(&self.stage(x), horizon / (self.parameters.alpha + age), up_to)
    }

    fn coordinate(&self, age: f64) -> f64 {
        f64::from(self.variant.stages).sqrt() * (age / self.parameters.alpha).ln_1p()
    }

    fn age_at(&self, coordinate: f64) -> f64 {
        self.parameters.alpha * (coordinate / f64::from(self.variant.stages).sqrt()).exp_m1()
    }
}
