//! Why judgements give no weights.

use super::matrix::LARGEST;

/// Why judgements give no weights. Rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PairwiseError {
    /// A cell is no number.
    #[error("row `{row}`, column `{column}`: `{text}` is no judgement, expected a number such as `3`, `0.5` or `1/3`")]
    Unreadable {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// What stands there.
        text: String,
    },
    /// A judgement is not above zero.
    #[error("row `{row}`, column `{column}` is `{value}`, expected a finite number above 0")]
    NotPositive {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The judgement.
        value: f64,
    },
    /// A judgement is stronger than the scale has.
    #[error("row `{row}`, column `{column}` is `{value}`, expected a judgement from `1/9` to `9`")]
    OffScale {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The judgement.
        value: f64,
    },
    /// A criterion against itself is not 1.
    #[error("row `{row}` compares a criterion with itself as `{value}`, expected `1`")]
    Diagonal {
        /// The row.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// Two judgements of one pair contradict each other.
    #[error(
        "row `{row}`, column `{column}` is `{value}` but row `{column}`, column `{row}` is `{mirrored}`, \
         expected its reciprocal `{expected}`"
    )]
    NotReciprocal {
        /// The row of the judgement above the diagonal.
        row: usize,
        /// Its column.
        column: usize,
        /// The judgement.
        value: f64,
        /// What its mirror image is.
        mirrored: f64,
        /// What the mirror image should be.
        expected: f64,
    },
    /// Rows and columns differ in number.
    #[error("row `{row}` has `{found}` judgements, expected `{expected}`")]
    NotSquare {
        /// The row.
        row: usize,
        /// Its judgements.
        found: usize,
        /// Rows of the matrix.
        expected: usize,
    },
    /// There is no criterion, or there are too many.
    #[error("`{criteria}` criteria, expected from `1` to `{LARGEST}`")]
    Size {
        /// The criteria.
        criteria: usize,
    },
    /// Matrices of a group differ in size, or their weights do not belong to them.
    #[error("judge `{judge}` has judged `{found}` criteria, expected `{expected}`")]
    Judges {
        /// The judge.
        judge: usize,
        /// Criteria of this judge.
        found: usize,
        /// Criteria of the first judge.
        expected: usize,
    },
    /// A judge's weight is negative or no number.
    #[error("judge `{judge}` has a weight of `{weight}`, expected at least 0, and above 0 for one of them")]
    JudgeWeight {
        /// The judge.
        judge: usize,
        /// The weight.
        weight: f64,
    },
    /// As many weights as judges are needed.
    #[error("`{weights}` weights for `{judges}` judges, expected one each and at least one judge")]
    JudgeWeights {
        /// The weights.
        weights: usize,
        /// The judges.
        judges: usize,
    },
    /// Judgements are missing that would connect all criteria.
    #[error("criterion `{criterion}` is not compared with criterion `1`, not even by way of others")]
    Disconnected {
        /// The first criterion that is not reached.
        criterion: usize,
    },
    /// The iteration has not come to rest.
    #[error("the weights have not come to rest after `{iterations}` iterations")]
    NotConverged {
        /// Iterations done.
        iterations: usize,
    },
    /// A criterion's matrix does not fit the criteria below it.
    #[error("criterion `{name}` has judgements on `{judged}` criteria, expected the `{children}` below it")]
    Branch {
        /// The criterion.
        name: String,
        /// Size of its matrix.
        judged: usize,
        /// Criteria below it.
        children: usize,
    },
    /// Levels below levels without end.
    #[error("criterion `{name}` lies more than `{limit}` levels deep")]
    Depth {
        /// The criterion.
        name: String,
        /// Levels that are accepted.
        limit: usize,
    },
}

impl PairwiseError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "pairwise-unreadable",
            Self::NotPositive { .. } => "pairwise-not-positive",
            Self::OffScale { .. } => "pairwise-off-scale",
            Self::Diagonal { .. } => "pairwise-diagonal",
            Self::NotReciprocal { .. } => "pairwise-not-reciprocal",
            Self::NotSquare { .. } => "pairwise-not-square",
            Self::Size { .. } => "pairwise-size",
            Self::Judges { .. } => "pairwise-judges",
            Self::JudgeWeight { .. } => "pairwise-judge-weight",
            Self::JudgeWeights { .. } => "pairwise-judge-weights",
            Self::Disconnected { .. } => "pairwise-disconnected",
            Self::NotConverged { .. } => "pairwise-not-converged",
            Self::Branch { .. } => "pairwise-branch",
            Self::Depth { .. } => "pairwise-depth",
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "write how many times as important the row is as the column",
            Self::NotPositive { .. } => "write `1/3` where the row is a third as important as the column",
            Self::OffScale { .. } => "9 is the strongest judgement of the scale; allow any ratio to go beyond",
            Self::Diagonal { .. } => "every criterion is as important as itself",
            Self::NotReciprocal { .. } => "judge each pair once; the other half of the matrix follows",
            Self::NotSquare { .. } => "give a row and a column to every criterion",
            Self::Size { .. } => "group the criteria and judge the groups, then the criteria of each group",
            Self::Judges { .. } => "let every judge compare the same criteria",
            Self::JudgeWeight { .. } => "give judges who count less a smaller weight",
            Self::JudgeWeights { .. } => "give each judge a weight, or none to all",
            Self::Disconnected { .. } => "judge at least one pair that links the criterion to the others",
            Self::NotConverged { .. } => "look for a judgement that is extremely large",
            Self::Branch { .. } => "compare the criteria below it two by two, or leave the judgements out where one is",
            Self::Depth { .. } => "take a level out",
        }
    }
}
