//! Judgements that nobody has made.

use super::eigenvector::principal;
use super::matrix::{Bounds, LARGEST, positive, reciprocal, square, within};
use super::{PairwiseError, PairwiseMatrix, parse_judgement};

/// A reciprocal matrix with gaps.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompleteMatrix {
    size: usize,
    values: Vec<Option<f64>>,
}

/// Weights from the judgements that are there.
#[derive(Debug, Clone, PartialEq)]
pub struct IncompletePriorities {
    /// The weights, each above 0, with sum 1.
    pub weights: Vec<f64>,
    /// The principal eigenvalue of the matrix whose gaps are filled by the ratios of the weights.
    pub lambda_max: f64,
    /// Pairs without a judgement. The published random indices hold for none; no consistency ratio is given otherwise.
    pub missing_pairs: usize,
}

impl IncompleteMatrix {
    /// Reads a full square in which an empty cell, `-` or `?` is a gap. One of a pair is enough.
    ///
    /// # Errors
    /// As [`PairwiseMatrix::parse`].
    pub fn parse<S: AsRef<str>>(rows: &[Vec<S>], bounds: Bounds) -> Result<Self, PairwiseError> {
        let size = rows.len();
        square(rows)?;
        if size == 0 || size > LARGEST {
            return Err(PairwiseError::Size { criteria: size });
        }
        let mut cells = vec![None; size * size];
        for (i, row) in rows.iter().enumerate() {
            for (j, text) in row.iter().enumerate() {
                let text = text.as_ref().trim();
                if !matches!(text, "" | "-" | "?") {
                    let value = parse_judgement(text, i + 1, j + 1)?;
                    positive(i, j, value)?;
                    cells[i * size + j] = Some(value);
                }
            }
            if let Some(value) = cells[i * size + i].filter(|value| *value != 1.0) {
                return Err(PairwiseError::Diagonal { row: i + 1, value });
            }
            cells[i * size + i] = Some(1.0);
        }
        let mut matrix = Self { size, values: cells };
        for (i, j) in super::matrix::pairs(size) {
            let value = match (matrix.values[i * size + j], matrix.values[j * size + i]) {
                (Some(value), Some(mirrored)) => reciprocal(i, j, value, mirrored)?,
                (Some(value), None) => value,
                (None, Some(mirrored)) => 1.0 / mirrored,
                (None, None) => continue,
            };
            within(i, j, value, bounds)?;
            matrix.values[i * size + j] = Some(value);
            matrix.values[j * size + i] = Some(1.0 / value);
        }
        Ok(matrix)
    }

    /// The matrix without gaps, if there are none.
    #[must_use]
    pub fn complete(&self) -> Option<PairwiseMatrix> {
        let values: Vec<f64> = self.values.iter().copied().collect::<Option<_>>()?;
        let rows: Vec<Vec<f64>> = values.chunks_exact(self.size).map(<[f64]>::to_vec).collect();
        PairwiseMatrix::new(&rows, Bounds::AnyRatio).ok()
    }

    /// Harker's weights \[H1987\]: the principal eigenvector of the matrix that has 0 in each gap and, on the diagonal,
    /// 1 plus the gaps of the row; the same as filling each gap by wᵢ / wⱼ.
    ///
    /// # Errors
    /// When judgements do not connect all criteria, or the iteration does not come to rest.
    pub fn priorities(&self) -> Result<IncompletePriorities, PairwiseError> {
        self.connected()?;
        let mut matrix: Vec<f64> = self.values.iter().map(|value| value.unwrap_or(0.0)).collect();
        let mut gaps = 0;
        for (i, row) in self.values.chunks_exact(self.size).enumerate() {
            let missing = row.iter().filter(|value| value.is_none()).count();
            matrix[i * self.size + i] += missing as f64;
            gaps += missing;
        }
        let (weights, lambda_max) = principal(&matrix, self.size)?;
        Ok(IncompletePriorities { weights, lambda_max, missing_pairs: gaps / 2 })
    }

    fn connected(&self) -> Result<(), PairwiseError> {
        let mut reached = vec![false; self.size];
        let mut waiting = vec![0];
        while let Some(i) = waiting.pop() {
            if !std::mem::replace(&mut reached[i], true) {
                waiting.extend((0..self.size).filter(|j| self.values[i * self.size + j].is_some()));
            }
        }
        match reached.iter().position(|reached| !reached) {
            Some(criterion) => Err(PairwiseError::Disconnected { criterion: criterion + 1 }),
            None => Ok(()),
        }
    }
}
