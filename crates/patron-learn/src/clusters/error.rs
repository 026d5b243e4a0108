/// Why customers are not grouped.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ClusterError {
    /// A table without features or customers, or with columns of different lengths.
    #[error("the feature `{feature}` has `{found}` values, expected `{expected}`, and at least `1`")]
    Columns {
        /// The feature.
        feature: String,
        /// Its values.
        found: usize,
        /// What was expected.
        expected: usize,
    },
    /// Features that cannot be told apart, or none.
    #[error("the features `{features}` were expected to be at least one, each with a name of its own")]
    Names {
        /// All names, with commas.
        features: String,
    },
    /// A value that is infinite; what is missing is NaN.
    #[error("the feature `{feature}` is infinite at position `{position}`, expected a finite number or nothing")]
    Infinite {
        /// The feature.
        feature: String,
        /// Position of the customer, from 0.
        position: usize,
    },
    /// Features without a single value.
    #[error("the features `{features}` are known of no customer, expected at least two different values each")]
    AllMissing {
        /// Their names, with commas.
        features: String,
    },
    /// Features with one value for everybody.
    #[error("the features `{features}` are the same for all customers, expected at least two different values each")]
    Constant {
        /// Their names, with commas.
        features: String,
    },
    /// A logarithm of something below 0.
    #[error("the feature `{feature}` is below 0 for `{customers}` customers, expected none for the scale `log`")]
    Negative {
        /// The feature.
        feature: String,
        /// Customers below 0.
        customers: usize,
    },
    /// A scaling that was made for other features.
    #[error("found the features `{found}`, expected `{expected}`")]
    OtherFeatures {
        /// Names found, with commas.
        found: String,
        /// Names expected, with commas.
        expected: String,
    },
    /// Rows that are not all of one width, or without columns.
    #[error("`{values}` values were expected to be rows of `{width}` numbers")]
    Width {
        /// Values given.
        values: usize,
        /// Numbers in a row.
        width: usize,
    },
    /// A coordinate that is no number.
    #[error("the value `{value}` at position `{position}` was expected to be finite")]
    NotFinite {
        /// The value, as given.
        value: f64,
        /// Position of the row, from 0.
        position: usize,
    },
    /// Weights that are not positive, or not one for each row.
    #[error("the weight `{weight}` at position `{position}` was expected to be positive and finite, one for each row")]
    Weight {
        /// The weight, as given; NaN where there is none.
        weight: f64,
        /// Position of the row, from 0.
        position: usize,
    },
    /// No sensible number of clusters, or no start.
    #[error("`{clusters}` clusters from `{starts}` starts were expected to be 1 to 64 clusters from at least 1 start")]
    Plan {
        /// Clusters asked for; the least of a range.
        clusters: usize,
        /// Starts asked for.
        starts: usize,
    },
    /// Fewer different rows than clusters.
    #[error("`{distinct}` different customers cannot make `{clusters}` clusters, expected at least as many")]
    TooFew {
        /// Different rows.
        distinct: usize,
        /// Clusters asked for.
        clusters: usize,
    },
    /// Labels that do not belong to the rows.
    #[error(
        "the label at position `{position}` was expected to be below `{clusters}`, one for each row, and equal for equal rows"
    )]
    Labels {
        /// Position of the first label in question, from 0.
        position: usize,
        /// Number of clusters.
        clusters: usize,
    },
    /// Something still moved after the last pass.
    #[error("not settled after `{passes}` passes")]
    NotConverged {
        /// Passes made.
        passes: usize,
    },
    /// A component that holds hardly anybody, or one point.
    #[error(
        "component `{component}` of `{components}` collapsed to `{customers:.1}` customers with the same values, expected more, and some variation"
    )]
    Collapsed {
        /// The component, from 0.
        component: usize,
        /// All components.
        components: usize,
        /// Customers in it, in part.
        customers: f64,
    },
}

impl ClusterError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Columns { .. } => "cluster-columns",
            Self::Names { .. } => "cluster-names",
            Self::Infinite { .. } => "cluster-infinite",
            Self::AllMissing { .. } => "cluster-all-missing",
            Self::Constant { .. } => "cluster-constant",
            Self::Negative { .. } => "cluster-negative",
            Self::OtherFeatures { .. } => "cluster-other-features",
            Self::Width { .. } => "cluster-width",
            Self::NotFinite { .. } => "cluster-not-finite",
            Self::Weight { .. } => "cluster-weight",
            Self::Plan { .. } => "cluster-plan",
            Self::TooFew { .. } => "cluster-too-few",
            Self::Labels { .. } => "cluster-labels",
            Self::NotConverged { .. } => "cluster-not-converged",
            Self::Collapsed { .. } => "cluster-collapsed",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Columns { .. } => "give every feature one value per customer, with NaN where it is not known",
            Self::Names { .. } => "name each feature once",
            Self::Infinite { .. } => "look for a division by 0 in how the feature is made",
            Self::AllMissing { .. } => "leave the feature out, or import the table it comes from",
            Self::Constant { .. } => "leave the feature out: it tells no customer from another",
            Self::Negative { .. } => "use the scale `signed-log`",
            Self::OtherFeatures { .. } => "use the features of the run that made the scaling, in their order",
            Self::Width { .. } => "give rows one after another, each with all features",
            Self::NotFinite { .. } => "fill in what is missing, or leave the customer out",
            Self::Weight { .. } => "leave out customers that should not count",
            Self::Plan { .. } => "ask for 2 to 10 clusters from 10 starts",
            Self::TooFew { .. } => "ask for fewer clusters, or add features",
            Self::Labels { .. } => "take the labels of a fit to the same rows",
            Self::NotConverged { .. } => "ask for fewer clusters, or for k-means",
            Self::Collapsed { .. } => "ask for fewer components, leave out features with few values, or use k-means",
        }
    }
}
