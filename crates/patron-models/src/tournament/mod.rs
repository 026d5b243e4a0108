//! Contestants forecast the same customers from the same past days; what came after decides.
//!
//! Every contestant is fitted at each origin on what was known then and forecasts the count of purchases of each
//! customer within the window after it. The ranked probability score ([`crate::holdout::crps`]) judges the whole
//! distribution; accuracy of the means, calibration and coverage stand beside it. A contestant that must be taught
//! ([`Learner`]) is given features of one window before the origin and what came in between. Where windows have a
//! calendar ([`Window::in_exposure`]), the best models in days enter once more in exposure.

mod contestant;
mod forecast;
mod lessons;
mod play;
mod score;
mod verdict;
mod window;

pub use contestant::{Contestant, IN_EXPOSURE};
pub use lessons::{CountForecaster, LearnError, Learner, Lessons, Rows};
pub use play::{Entry, Refusal, Tournament, play, play_watched};
pub use score::{OriginScore, Recalibrated, Score};
pub use verdict::{Margin, Reason, Verdict};
pub use window::{Seen, Window};

#[cfg(test)]
mod tests;
