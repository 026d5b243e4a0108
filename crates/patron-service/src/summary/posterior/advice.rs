//! Which way to a posterior is right for a sample.

use serde::Serialize;

/// What k-hat and the likelihood say of the normal approximation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Advice {
    /// It is enough.
    LaplaceIsEnough {
        /// Pareto shape of the largest weights.
        k_hat: f64,
        /// Below what it had to stay.
        limit: f64,
    },
    /// It does not cover the posterior.
    NutsIsRight {
        /// Pareto shape of the largest weights.
        k_hat: f64,
        /// Below what it had to stay.
        limit: f64,
    },
    /// The likelihood has no inner maximum.
    PriorsDecide,
}

impl Advice {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::LaplaceIsEnough { .. } => "laplace-is-enough",
            Self::NutsIsRight { .. } => "nuts-is-right",
            Self::PriorsDecide => "priors-decide",
        }
    }

    /// In words.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::LaplaceIsEnough { k_hat, limit } => {
                format!("k-hat is {k_hat:.2}, below {limit:.2}: the normal approximation (laplace) is enough here")
            }
            Self::NutsIsRight { k_hat, limit } => format!(
                "k-hat is {k_hat:.2}, not below {limit:.2}: the normal approximation does not cover the posterior, nuts \
                 is right here"
            ),
            Self::PriorsDecide => {
                "the likelihood has no inner maximum and the priors decide: nuts is right here".to_owned()
            }
        }
    }

    /// In Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        match self {
            Self::LaplaceIsEnough { k_hat, limit } => {
                format!("k-hat 为 {k_hat:.2}，低于 {limit:.2}：此处正态近似（laplace）已足够")
            }
            Self::NutsIsRight { k_hat, limit } => {
                format!("k-hat 为 {k_hat:.2}，不低于 {limit:.2}：正态近似不能代表后验分布，此处应使用 nuts")
            }
            Self::PriorsDecide => "似然函数没有内部极大值，结果由先验决定：此处应使用 nuts".to_owned(),
        }
    }
}

impl Serialize for Advice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("en", &self.english())?;
        map.serialize_entry("zh", &self.chinese())?;
        map.end()
    }
}
