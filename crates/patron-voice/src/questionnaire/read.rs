use super::notice::notices;
use super::{CellError, Item, Notice, Questionnaire, QuestionnaireError, Role};
use crate::answers::{Answers, AnswersError};

/// Columns of texts, read as answers to a questionnaire.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Answers to the items with role answer, in their order, so turned that high means much.
    pub answers: Answers,
    /// The same as they were given, for judging whether they were meant.
    pub as_given: Answers,
    /// Expectations of the same items, without answers where none is asked for; `None` where there are none at all.
    pub expectations: Option<Answers>,
    /// Importances likewise.
    pub importances: Option<Answers>,
    /// Cells that hold no answer; they are missing above.
    pub refused: Vec<Refused>,
    /// What is odd.
    pub notices: Vec<Notice>,
}

/// A cell that holds no answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("row `{row}`, item `{item}`: `{cell}` is no answer: {problem}")]
pub struct Refused {
    /// The row, from 1.
    pub row: usize,
    /// The item.
    pub item: String,
    /// What the cell holds.
    pub cell: String,
    /// What is wrong with it.
    pub problem: CellError,
}

struct Column {
    turned: Vec<Option<f64>>,
    given: Vec<Option<f64>>,
}

impl Questionnaire {
    /// Reads a column of texts for each item, in their order. A cell that is no answer is refused and named; the others
    /// of its row count.
    ///
    /// # Errors
    /// When there is not a column for each item, or columns differ in length or are empty.
    pub fn read<T: AsRef<str>>(&self, columns: &[Vec<T>]) -> Result<Reading, QuestionnaireError> {
        if columns.len() != self.items().len() {
            return Err(QuestionnaireError::Columns { found: columns.len(), expected: self.items().len() });
        }
        let (mut refused, mut odd) = (Vec::new(), Vec::new());
        let read: Vec<Column> =
            self.items().iter().zip(columns).map(|(item, cells)| column(item, cells, &mut refused, &mut odd)).collect();
        let answers = || self.of_role(Role::Answer);
        let of = |role: Role| -> Result<Option<Answers>, AnswersError> {
            if self.of_role(role).next().is_none() {
                return Ok(None);
            }
            let companion = |item: &Item| {
                let place = self.companion(&item.id, role).map(|(place, _)| place);
                place.map_or_else(|| vec![None; columns[0].len()], |place| read[place].turned.clone())
            };
            Answers::new(answers().map(|(_, item)| companion(item)).collect()).map(Some)
        };
        Ok(Reading {
            answers: Answers::new(answers().map(|(place, _)| read[place].turned.clone()).collect())?,
            as_given: Answers::new(answers().map(|(place, _)| read[place].given.clone()).collect())?,
            expectations: of(Role::Expectation)?,
            importances: of(Role::Importance)?,
            refused,
            notices: odd,
        })
    }
}

fn column<T: AsRef<str>>(item: &Item, cells: &[T], refused: &mut Vec<Refused>, odd: &mut Vec<Notice>) -> Column {
    let mut given = Vec::with_capacity(cells.len());
    let mut beside = Vec::new();
    for (row, cell) in cells.iter().enumerate() {
        let cell = cell.as_ref();
        given.push(item.read(cell).unwrap_or_else(|problem| {
            if let (CellError::Beside(_), Ok(number)) = (&problem, cell.trim().parse()) {
                beside.push(number);
            }
            refused.push(Refused { row: row + 1, item: item.id.clone(), cell: cell.to_owned(), problem });
            None
        }));
    }
    let answers: Vec<f64> = given.iter().copied().flatten().collect();
    odd.extend(notices(item, &answers, &beside));
    Column { turned: given.iter().map(|answer| answer.map(|answer| item.turn(answer))).collect(), given }
}
