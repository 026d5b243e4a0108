//! Why a questionnaire cannot be used.

use super::Role;
use crate::answers::AnswersError;

/// Why a questionnaire cannot be used, or columns are not its answers.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuestionnaireError {
    /// Nothing is asked.
    #[error("the questionnaire has no item that is an answer, expected at least one")]
    NoAnswer,
    /// A name that is none, or used twice.
    #[error("the id `{id}` is empty or used twice, expected one of its own")]
    Id {
        /// The id.
        id: String,
    },
    /// A dimension that is not listed.
    #[error("item `{item}` is of the dimension `{dimension}`, which is not listed")]
    NoDimension {
        /// The item.
        item: String,
        /// Its dimension.
        dimension: String,
    },
    /// A dimension without an item, or with a weight that is none.
    #[error("dimension `{dimension}` has `{items}` items and the weight `{weight}`, expected both above 0")]
    Dimension {
        /// The dimension.
        dimension: String,
        /// Its items.
        items: usize,
        /// Its weight.
        weight: f64,
    },
    /// An item that belongs to none, or an answer that belongs to one.
    #[error(
        "item `{item}` belongs to `{of}`, expected an answer where it is an expectation or importance, else nothing"
    )]
    Belongs {
        /// The item.
        item: String,
        /// What it belongs to.
        of: String,
    },
    /// Two of a kind for one item.
    #[error("item `{item}` is a second {role:?} of `{of}`, expected one at most")]
    Second {
        /// The item.
        item: String,
        /// Its role.
        role: Role,
        /// What it belongs to.
        of: String,
    },
    /// An expectation on another scale, or turned the other way.
    #[error("item `{item}` is expected on another scale than `{of}`, so that there is no gap between them")]
    ExpectationScale {
        /// The expectation.
        item: String,
        /// What it belongs to.
        of: String,
    },
    /// Recommendation on another scale.
    #[error("item `{item}` goes from `{low}` to `{high}`, expected 0 to 10 in steps of 1 for a net promoter score")]
    NpsScale {
        /// The item.
        item: String,
        /// Its lowest answer.
        low: f64,
        /// Its highest.
        high: f64,
    },
    /// A code that is also an answer.
    #[error("`{code}` of item `{item}` means no answer and is on its scale, expected one or the other")]
    CodeOnScale {
        /// The item.
        item: String,
        /// The code.
        code: f64,
    },
    /// Other columns.
    #[error("`{found}` columns for `{expected}` items, expected one each")]
    Columns {
        /// The columns.
        found: usize,
        /// The items.
        expected: usize,
    },
    /// Columns that make no answers.
    #[error(transparent)]
    Answers(#[from] AnswersError),
}

impl QuestionnaireError {
    /// A stable kebab-case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAnswer => "questionnaire-no-answer",
            Self::Id { .. } => "questionnaire-id",
            Self::NoDimension { .. } => "questionnaire-no-dimension",
            Self::Dimension { .. } => "questionnaire-dimension",
            Self::Belongs { .. } => "questionnaire-belongs",
            Self::Second { .. } => "questionnaire-second",
            Self::ExpectationScale { .. } => "questionnaire-expectation-scale",
            Self::NpsScale { .. } => "questionnaire-nps-scale",
            Self::CodeOnScale { .. } => "questionnaire-code-on-scale",
            Self::Columns { .. } => "questionnaire-columns",
            Self::Answers(error) => error.code(),
        }
    }

    /// What can be done about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoAnswer => "list at least one item without `role`, or with role `answer`",
            Self::Id { .. } => "ids are the names of the columns",
            Self::NoDimension { .. } => "list the dimension, or correct its name",
            Self::Dimension { .. } => {
                "leave the dimension out, or name it at its items; a weight may be any number above 0"
            }
            Self::Belongs { .. } => "name the item whose expectation or importance it asks for in `of`",
            Self::Second { .. } => "leave one of them out",
            Self::ExpectationScale { .. } => "give both the same scale and direction",
            Self::NpsScale { .. } => "take the instrument `csat` or `custom` for a question on another scale",
            Self::CodeOnScale { .. } => "a code for no answer lies beside the scale; leave it out, or mend the scale",
            Self::Columns { .. } => "give every item a column, empty where it was not asked",
            Self::Answers(error) => error.hint(),
        }
    }
}
