//! Which covariates have which effect on which parameters.

use super::{CovariateError, Effect, Local};

/// The coefficients of a model with covariates and the parameters they scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    model: &'static str,
    base: &'static [&'static str],
    covariates: Vec<String>,
    coefficients: Vec<Coefficient>,
}

/// γ of one covariate in one effect.
#[derive(Debug, Clone, PartialEq)]
struct Coefficient {
    name: String,
    covariate: usize,
    scales: Scales,
}

/// Positions of parameters of the base model, with the sign of the exponent.
type Scales = &'static [(usize, f64)];

impl Design {
    /// Covariates by effect, in the order in which their coefficients follow the parameters of the base model.
    pub(crate) fn new(
        model: &'static str,
        base: &'static [&'static str],
        known: &'static [Effect],
        effects: &[(&str, &[&str])],
    ) -> Result<Self, CovariateError> {
        let mut design = Self { model, base, covariates: Vec::new(), coefficients: Vec::new() };
        for (name, covariates) in effects {
            let Some(effect) = known.iter().find(|effect| effect.name == *name) else {
                let names: Vec<String> = known.iter().map(|effect| format!("`{}`", effect.name)).collect();
                return Err(CovariateError::Effect { effect: (*name).to_owned(), model, expected: names.join(", ") });
            };
            for covariate in *covariates {
                design.add(*effect, covariate)?;
            }
        }
        if design.coefficients.is_empty() {
            return Err(CovariateError::NoCovariate { model });
        }
        design.check_determined()?;
        Ok(design)
    }

    fn add(&mut self, effect: Effect, covariate: &str) -> Result<(), CovariateError> {
        let name = format!("{}.{covariate}", effect.name);
        if self.coefficients.iter().any(|known| known.name == name) {
            return Err(CovariateError::Repeated { covariate: covariate.to_owned(), place: effect.name.to_owned() });
        }
        let position = self.covariates.iter().position(|known| known == covariate).unwrap_or_else(|| {
            self.covariates.push(covariate.to_owned());
            self.covariates.len() - 1
        });
        self.coefficients.push(Coefficient { name, covariate: position, scales: effect.scales });
        Ok(())
    }

    /// Of one covariate there may be as many coefficients as parameters they scale.
    fn check_determined(&self) -> Result<(), CovariateError> {
        for (i, covariate) in self.covariates.iter().enumerate() {
            let of_it: Vec<_> = self.coefficients.iter().filter(|coefficient| coefficient.covariate == i).collect();
            let mut parameters: Vec<usize> =
                of_it.iter().flat_map(|coefficient| coefficient.scales).map(|(parameter, _)| *parameter).collect();
            parameters.sort_unstable();
            parameters.dedup();
            if of_it.len() > parameters.len() {
                let (coefficients, parameters) = (of_it.len(), parameters.len());
                return Err(CovariateError::Undetermined { covariate: covariate.clone(), coefficients, parameters });
            }
        }
        Ok(())
    }

    /// Name of the base model.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// Names of the parameters: those of the base model, then of the coefficients.
    #[must_use]
    pub fn parameter_names(&self) -> Vec<&str> {
        let coefficients = self.coefficients.iter().map(|coefficient| coefficient.name.as_str());
        self.base.iter().copied().chain(coefficients).collect()
    }

    /// Names of the covariates, in the order in which their values are given.
    #[must_use]
    pub fn covariates(&self) -> &[String] {
        &self.covariates
    }

    /// Number of parameters of the base model.
    pub(crate) fn base_count(&self) -> usize {
        self.base.len()
    }

    /// Number of parameters altogether.
    pub(crate) fn count(&self) -> usize {
        self.base.len() + self.coefficients.len()
    }

    /// Name of a parameter of the base model.
    pub(super) fn base_name(&self, parameter: usize) -> &'static str {
        self.base.get(parameter).copied().unwrap_or_default()
    }

    /// Covariates that scale the same parameters, by effect.
    pub(super) fn covariates_by_effect(&self) -> Vec<Vec<usize>> {
        let mut effects: Vec<(Scales, Vec<usize>)> = Vec::new();
        for coefficient in &self.coefficients {
            match effects.iter_mut().find(|(scales, _)| *scales == coefficient.scales) {
                Some((_, covariates)) => covariates.push(coefficient.covariate),
                None => effects.push((coefficient.scales, vec![coefficient.covariate])),
            }
        }
        effects.into_iter().map(|(_, covariates)| covariates).collect()
    }

    /// Coefficients that scale a parameter of the base model, from 0, each with the position of its covariate.
    pub(crate) fn scaling(&self, parameter: usize) -> Vec<(usize, usize)> {
        let scales = |coefficient: &Coefficient| coefficient.scales.iter().any(|(scaled, _)| *scaled == parameter);
        let all = self.coefficients.iter().enumerate();
        all.filter(|(_, coefficient)| scales(coefficient)).map(|(i, coefficient)| (i, coefficient.covariate)).collect()
    }

    /// The covariate of a coefficient.
    pub(super) fn covariate_of(&self, coefficient: usize) -> usize {
        self.coefficients.get(coefficient).map_or(0, |coefficient| coefficient.covariate)
    }

    /// Derivatives of the logarithms of a group's parameters, by rows, by ln of the base parameters and by γ.
    ///
    /// `z` are the covariates of the group.
    pub(super) fn rows(&self, z: &[f64]) -> Vec<Vec<f64>> {
        let (base, count) = (self.base_count(), self.count());
        let mut rows = vec![vec![0.0; count]; base];
        for (i, row) in rows.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        for (k, coefficient) in self.coefficients.iter().enumerate() {
            for (parameter, sign) in coefficient.scales {
                rows[*parameter][base + k] = sign * z[coefficient.covariate];
            }
        }
        rows
    }

    /// The base model for customers with covariates `z`.
    ///
    /// # Errors
    /// When the parameters are not the model's, a covariate is not finite, or a scaled parameter is out of range.
    pub fn local(&self, parameters: &[f64], z: &[f64]) -> Result<Local, CovariateError> {
        self.check(parameters)?;
        let (row, found, expected) = (1, z.len(), self.covariates.len());
        if found != expected {
            return Err(CovariateError::Count { row, found, expected });
        }
        if let Some((covariate, value)) = self.covariates.iter().zip(z).find(|(_, value)| !value.is_finite()) {
            return Err(CovariateError::NotFinite { row, covariate: covariate.clone(), value: *value });
        }
        self.local_unchecked(parameters, z)
    }

    /// The same of parameters and covariates that have been checked.
    pub(super) fn local_unchecked(&self, parameters: &[f64], z: &[f64]) -> Result<Local, CovariateError> {
        let (of_base, gamma) = parameters.split_at(self.base_count());
        let rows = self.rows(z);
        let exponent = |row: &[f64]| row[of_base.len()..].iter().zip(gamma).map(|(slope, gamma)| slope * gamma).sum();
        let scaled: Vec<f64> =
            of_base.iter().zip(&rows).map(|(parameter, row)| parameter * f64::exp(exponent(row))).collect();
        if let Some((i, value)) = scaled.iter().enumerate().find(|(_, value)| !(**value > 0.0 && value.is_finite())) {
            let of_each: Vec<String> = self.covariates.iter().zip(z).map(|(name, z)| format!("{name}={z}")).collect();
            let covariates = of_each.join(", ");
            return Err(CovariateError::OutOfRange { parameter: self.base[i], covariates, value: *value });
        }
        Ok(Local::new(of_base, scaled, rows))
    }

    /// Checks parameters in order: those of the base model positive, all finite.
    ///
    /// # Errors
    /// When their number is wrong or one is not of that kind.
    pub fn check(&self, parameters: &[f64]) -> Result<(), CovariateError> {
        use crate::fit::ParameterError;
        let (found, expected) = (parameters.len(), self.count());
        if found != expected {
            return Err(ParameterError::Count { found, expected }.into());
        }
        let (of_base, gamma) = parameters.split_at(self.base_count());
        ParameterError::check(self.base, of_base)?;
        match self.coefficients.iter().zip(gamma).find(|(_, value)| !value.is_finite()) {
            Some((coefficient, value)) => {
                Err(ParameterError::NotFinite { name: coefficient.name.clone(), value: *value }.into())
            }
            None => Ok(()),
        }
    }
}
