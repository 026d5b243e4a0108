//! Refusing what was not answered.

use crate::error::ServiceError;
use crate::views::Question;

/// A question as an error: its hint names the option, its values carry the question.
pub(super) fn unanswered(question: &Question) -> ServiceError {
    let words = question.answers.join("|");
    let error = ServiceError::new("question", question.message.clone())
        .hint(format!("answer with `--answer {}={words}`", question.id))
        .value("question", question.id.as_str())
        .value("answers", question.answers.clone());
    match &question.column {
        Some(column) => error.value("column", column.as_str()),
        None => error,
    }
}

/// Which rows of an export that the ledger has in part are wanted.
pub(super) fn ask_overlap(message: String) -> Question {
    Question { id: "overlap".to_owned(), column: None, message, answers: ["skip", "keep"].map(str::to_owned).to_vec() }
}

/// Which time zone clocks showed when the times of a file were written.
pub(super) fn ask_time_zone(column: &str) -> Question {
    Question {
        id: "time-zone".to_owned(),
        column: Some(column.to_owned()),
        message: format!(
            "column `{column}` holds times without a time zone; expected to know where they were written, because the \
             local day decides which orders belong together"
        ),
        answers: ["UTC", "Asia/Shanghai", "Europe/London", "America/New_York"].map(str::to_owned).to_vec(),
    }
}
