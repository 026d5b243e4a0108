//! Customers that are alike, put together by the numbers known of them.
//!
//! The way from a table to named groups: [`Table`] holds features by column, [`Scaling`] makes them comparable and is
//! kept, [`Points`] are the rows ready for distances, [`KMeans`] or [`Mixture`] groups them, [`choose_k_means`] and
//! [`choose_mixture`] say how many groups there are, [`profiles`] what sets each apart, [`match_labels`] which group of
//! an earlier run it is.
//!
//! Seeded. Rows are put in an order of their own first, so that results depend neither on the order of the customers
//! nor on the number of threads.

mod choose;
mod error;
mod exchange;
mod k_means;
mod lloyd;
mod matching;
mod mixture;
mod numbering;
mod points;
mod profile;
mod rank;
mod scaling;
mod silhouette;
mod start;
mod table;

pub use choose::{KMeansChoice, KMeansTried, MixtureChoice, MixtureTried, choose_k_means, choose_mixture};
pub use error::ClusterError;
pub use k_means::{KMeans, KMeansPlan};
pub use matching::{Match, match_labels};
pub use mixture::{Component, Mixture, MixturePlan, Shape};
pub use numbering::{Order, numbering};
pub use points::{MOST_TO_START, Points};
pub use profile::{Direction, Profile, Strength, Trait, profiles};
pub use rank::Ranks;
pub use scaling::{FeatureScaling, Missing, Scale, Scaled, Scaling};
pub use silhouette::{MOST_IN_SILHOUETTE, Silhouette, silhouette};
pub use table::Table;

/// Most clusters or components that can be asked for.
pub const MOST_CLUSTERS: usize = 64;

#[cfg(test)]
mod tests;
