//! Special functions that customer-value likelihoods are built from.
//!
//! Everything is `f64` in, `f64` out and total: outside its domain a function returns NaN, never a panic.
//! Callers check their inputs once, at the door of a model, so that these kernels need no error type.

mod beta;
mod chebyshev;
mod gamma;
mod gauss_legendre;
mod hyp2f1;
mod incomplete_beta;
mod incomplete_gamma;
mod negative_binomial;
mod normal;

pub use beta::ln_beta;
pub use gamma::{digamma, ln_gamma, ln_gamma_quick, trigamma};
pub use gauss_legendre::{GaussLegendre, gauss_legendre_8, gauss_legendre_16};
pub use hyp2f1::{SignedLn, hyp2f1, ln_hyp2f1};
pub use incomplete_beta::{regularised_beta, regularised_beta_upper};
pub use incomplete_gamma::{gamma_quantile, regularised_gamma, regularised_gamma_upper};
pub use normal::{normal_cdf, normal_quantile};

pub(crate) use beta::{beta_mean_of_inverse, ln_gamma_ratio};
pub(crate) use chebyshev::{CHEBYSHEV_POINTS, Chebyshev, chebyshev, chebyshev_points, clenshaw};
pub(crate) use gamma::digamma_difference;
pub(crate) use negative_binomial::negative_binomial;
