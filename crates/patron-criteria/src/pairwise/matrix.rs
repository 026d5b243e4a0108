//! The matrix of judgements, checked once.

use serde::{Deserialize, Serialize};

use super::{PairwiseError, parse_judgement};

/// The largest number of criteria in one matrix: as far as random indices are published \[S1980\].
pub const LARGEST: usize = 15;

/// How far a judgement and its mirror image, rounded to two digits as `0.33` for 1/3, may be from reciprocal.
const ROUNDED: f64 = 0.02;

/// The strongest judgement of Saaty's scale.
pub(super) const STRONGEST: f64 = 9.0;

/// Rounding of `1/9` and of what is mended.
const HAIR: f64 = 1e-9;

/// How strong a judgement may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bounds {
    /// From 1/9 to 9, Saaty's scale.
    #[default]
    Saaty,
    /// Any ratio above 0.
    AnyRatio,
}

/// A complete reciprocal matrix: aᵢᵢ = 1, aⱼᵢ = 1 / aᵢⱼ.
#[derive(Debug, Clone, PartialEq)]
pub struct PairwiseMatrix {
    size: usize,
    values: Vec<f64>,
}

impl PairwiseMatrix {
    /// Reads a full square of judgements written as [`parse_judgement`] takes them.
    ///
    /// # Errors
    /// As [`parse_judgement`] and [`PairwiseMatrix::new`].
    pub fn parse<S: AsRef<str>>(rows: &[Vec<S>], bounds: Bounds) -> Result<Self, PairwiseError> {
        let read = |(i, row): (usize, &Vec<S>)| -> Result<Vec<f64>, PairwiseError> {
            row.iter().enumerate().map(|(j, text)| parse_judgement(text.as_ref(), i + 1, j + 1)).collect()
        };
        Self::new(&rows.iter().enumerate().map(read).collect::<Result<Vec<_>, _>>()?, bounds)
    }

    /// Takes a full square of judgements. Of each pair the one that is 1 or more is kept and its mirror image made the
    /// exact reciprocal, so that `0.33` beside `3` means 1/3.
    ///
    /// # Errors
    /// When the matrix is not square or has more than [`LARGEST`] rows, a judgement is not above 0 or beyond the
    /// bounds, the diagonal is not 1, or a pair is not reciprocal.
    pub fn new(rows: &[Vec<f64>], bounds: Bounds) -> Result<Self, PairwiseError> {
        let size = rows.len();
        square(rows)?;
        let mut matrix = Self::equal(size)?;
        for (i, row) in rows.iter().enumerate() {
            for (j, value) in row.iter().enumerate() {
                positive(i, j, *value)?;
            }
            if row[i] != 1.0 {
                return Err(PairwiseError::Diagonal { row: i + 1, value: row[i] });
            }
        }
        for (i, j) in pairs(size) {
            let value = reciprocal(i, j, rows[i][j], rows[j][i])?;
            within(i, j, value, bounds)?;
            matrix.set(i, j, value);
        }
        Ok(matrix)
    }

    /// Takes the judgements above the diagonal, row by row: n (n − 1) / 2 of them.
    ///
    /// # Errors
    /// When their number does not fit, or one is not above 0 or beyond the bounds.
    pub fn from_upper(size: usize, judgements: &[f64], bounds: Bounds) -> Result<Self, PairwiseError> {
        let mut matrix = Self::equal(size)?;
        let expected = size * (size - 1) / 2;
        if judgements.len() != expected {
            return Err(PairwiseError::NotSquare { row: 1, found: judgements.len(), expected });
        }
        for ((i, j), value) in pairs(size).zip(judgements) {
            positive(i, j, *value)?;
            within(i, j, *value, bounds)?;
            matrix.set(i, j, *value);
        }
        Ok(matrix)
    }

    /// n criteria, all as important.
    ///
    /// # Errors
    /// When n is 0 or above [`LARGEST`].
    pub fn equal(size: usize) -> Result<Self, PairwiseError> {
        if size == 0 || size > LARGEST {
            return Err(PairwiseError::Size { criteria: size });
        }
        Ok(Self { size, values: vec![1.0; size * size] })
    }

    /// Number of criteria, n.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How many times as important criterion i is as criterion j, both from 0.
    #[must_use]
    pub fn judgement(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.size + j]
    }

    /// The matrix, row by row.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    pub(super) fn set(&mut self, i: usize, j: usize, value: f64) {
        self.values[i * self.size + j] = value;
        self.values[j * self.size + i] = 1.0 / value;
    }
}

/// The pairs above the diagonal, row by row.
pub(super) fn pairs(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).flat_map(move |i| (i + 1..size).map(move |j| (i, j)))
}

pub(super) fn square<T>(rows: &[Vec<T>]) -> Result<(), PairwiseError> {
    let expected = rows.len();
    match rows.iter().position(|row| row.len() != expected) {
        Some(row) => Err(PairwiseError::NotSquare { row: row + 1, found: rows[row].len(), expected }),
        None => Ok(()),
    }
}

pub(super) fn positive(i: usize, j: usize, value: f64) -> Result<(), PairwiseError> {
    // The tiniest numbers have no finite reciprocal.
    if value.is_finite() && value > 0.0 && value.recip().is_finite() {
        return Ok(());
    }
    Err(PairwiseError::NotPositive { row: i + 1, column: j + 1, value })
}

pub(super) fn within(i: usize, j: usize, value: f64, bounds: Bounds) -> Result<(), PairwiseError> {
    if bounds == Bounds::AnyRatio || value.max(1.0 / value) <= STRONGEST * (1.0 + HAIR) {
        return Ok(());
    }
    Err(PairwiseError::OffScale { row: i + 1, column: j + 1, value })
}

/// The judgement of a pair that is written on both sides of the diagonal.
pub(super) fn reciprocal(i: usize, j: usize, value: f64, mirrored: f64) -> Result<f64, PairwiseError> {
    if (value * mirrored - 1.0).abs() > ROUNDED {
        let expected = 1.0 / value;
        return Err(PairwiseError::NotReciprocal { row: i + 1, column: j + 1, value, mirrored, expected });
    }
    Ok(if value >= mirrored { value } else { 1.0 / mirrored })
}
