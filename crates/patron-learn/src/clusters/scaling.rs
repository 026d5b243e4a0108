use serde::{Deserialize, Serialize};

use super::{ClusterError, Ranks, Table};

/// What is done to a feature before it is standardised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// x
    Standard,
    /// ln(1 + x), for money and counts that are never below 0
    Log,
    /// sign(x) ln(1 + |x|), for money that can be
    SignedLog,
    /// Share of customers below x, for anything with a wild tail
    Rank,
}

/// What happens to customers of whom a feature is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The feature's median stands in; how often is counted.
    Median,
    /// The customer gets no label.
    Unlabelled,
}

/// How one feature is made comparable: (f(x) − centre) / deviation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FeatureScaling {
    /// Name of the feature.
    pub name: String,
    /// What f is.
    pub scale: Scale,
    /// Median of the known values, in the unit of the feature; the mean of the two in the middle of an even number.
    pub median: f64,
    /// Mean of f over the known values.
    pub centre: f64,
    /// Standard deviation of f over the known values, divisor n.
    pub deviation: f64,
    /// Where ranks are kept, for [`Scale::Rank`].
    pub ranks: Option<Ranks>,
}

/// How features are made comparable; kept, so that a later run is measured by the same rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scaling {
    /// By feature.
    pub features: Vec<FeatureScaling>,
    /// What happens where something is missing.
    pub missing: Missing,
}

/// Features after scaling.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// Row by row, a number per feature; only customers that can be labelled.
    pub rows: Vec<f64>,
    /// Numbers in a row.
    pub width: usize,
    /// Positions in the table of the customers in `rows`.
    pub customers: Vec<u32>,
    /// By feature, for how many customers in `rows` the median stands in.
    pub filled: Vec<usize>,
}

impl Scaling {
    /// Learns the scaling of each feature from the values that are known; `scales` in the order of the columns.
    ///
    /// # Errors
    /// Names all features that are known of nobody, or else all that are the same for everybody; and the first below 0
    /// for [`Scale::Log`]. [`ClusterError::Width`] when there is not one scale per feature.
    pub fn fit(table: &Table, scales: &[Scale], missing: Missing) -> Result<Self, ClusterError> {
        if scales.len() != table.names().len() {
            return Err(ClusterError::Width { values: scales.len(), width: table.names().len() });
        }
        let known: Vec<Vec<f64>> = table
            .columns()
            .iter()
            .map(|column| column.iter().copied().filter(|value| !value.is_nan()).collect())
            .collect();
        let named = |chosen: &dyn Fn(usize) -> bool| -> Option<String> {
            let names: Vec<&str> =
                (0..known.len()).filter(|&place| chosen(place)).map(|place| table.names()[place].as_str()).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        if let Some(features) = named(&|place| known[place].is_empty()) {
            return Err(ClusterError::AllMissing { features });
        }
        let features: Vec<FeatureScaling> = known
            .iter()
            .zip(table.names())
            .zip(scales)
            .map(|((known, name), &scale)| FeatureScaling::fit(name, known, scale))
            .collect::<Result<_, _>>()?;
        // Equal values leave nothing but rounding.
        let constant = |place: usize| !(features[place].deviation > 1e-12 * (1.0 + features[place].centre.abs()));
        if let Some(features) = named(&constant) {
            return Err(ClusterError::Constant { features });
        }
        Ok(Self { features, missing })
    }

    /// Scales a table with the same features, of this run or a later one.
    ///
    /// # Errors
    /// When the features are others, or one is below 0 for [`Scale::Log`].
    pub fn apply(&self, table: &Table) -> Result<Scaled, ClusterError> {
        let expected: Vec<&str> = self.features.iter().map(|feature| feature.name.as_str()).collect();
        if table.names() != expected {
            return Err(ClusterError::OtherFeatures { found: table.names().join(", "), expected: expected.join(", ") });
        }
        for (feature, column) in self.features.iter().zip(table.columns()) {
            feature.check(column)?;
        }
        let width = self.features.len();
        let customers: Vec<u32> = (0..table.customers())
            .filter(|&at| self.missing == Missing::Median || table.columns().iter().all(|column| !column[at].is_nan()))
            .map(|at| at as u32)
            .collect();
        let (mut rows, mut filled) = (vec![0.0; customers.len() * width], vec![0; width]);
        for (place, (feature, column)) in self.features.iter().zip(table.columns()).enumerate() {
            for (row, &at) in rows.chunks_exact_mut(width).zip(&customers) {
                let value = column[at as usize];
                filled[place] += usize::from(value.is_nan());
                row[place] = feature.scaled(value);
            }
        }
        Ok(Scaled { rows, width, customers, filled })
    }
}

impl FeatureScaling {
    fn fit(name: &str, known: &[f64], scale: Scale) -> Result<Self, ClusterError> {
        let ranks = (scale == Scale::Rank).then(|| Ranks::of(known.to_vec()));
        let median = median(&mut known.to_vec());
        let mut found = Self { name: name.to_owned(), scale, median, centre: 0.0, deviation: 1.0, ranks };
        found.check(known)?;
        let (n, values) = (known.len() as f64, known.iter().map(|&value| found.transformed(value)));
        let centre = values.clone().sum::<f64>() / n;
        let deviation = (values.map(|value| (value - centre) * (value - centre)).sum::<f64>() / n).sqrt();
        (found.centre, found.deviation) = (centre, deviation);
        Ok(found)
    }

    /// The scaled value; that of the median where it is not known.
    #[must_use]
    pub fn scaled(&self, value: f64) -> f64 {
        let value = if value.is_nan() { self.median } else { value };
        (self.transformed(value) - self.centre) / self.deviation
    }

    fn transformed(&self, value: f64) -> f64 {
        match (self.scale, &self.ranks) {
            (Scale::Log, _) => value.ln_1p(),
            (Scale::SignedLog, _) => value.abs().ln_1p().copysign(value),
            (Scale::Rank, Some(ranks)) => ranks.share(value),
            (Scale::Standard | Scale::Rank, _) => value,
        }
    }

    fn check(&self, values: &[f64]) -> Result<(), ClusterError> {
        match values.iter().filter(|value| **value < 0.0).count() {
            customers if customers > 0 && self.scale == Scale::Log => {
                Err(ClusterError::Negative { feature: self.name.clone(), customers })
            }
            _ => Ok(()),
        }
    }
}

/// The value in the middle, or the mean of the two; NaN of nothing.
pub(super) fn median(values: &mut [f64]) -> f64 {
    if values.is_empty() {
        return f64::NAN;
    }
    let middle = values.len() / 2;
    let even = values.len().is_multiple_of(2);
    let (lower, &mut upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if even { 0.5 * (lower.iter().copied().fold(f64::NEG_INFINITY, f64::max) + upper) } else { upper }
}
