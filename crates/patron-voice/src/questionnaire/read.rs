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
        let lengths: Vec<usize> = columns.iter().map(Vec::len).collect();
        let cell = |place: usize, row: usize| columns[place][row].as_ref();
        let read = |item: &Item, place: usize, row: usize| item.read(cell(place, row));
        self.read_cells(&lengths, read, |place, row| cell(place, row).to_owned())
    }

    /// The same of numbers, NaN where a cell is empty: answers that were read before, at a fifth of the memory.
    ///
    /// # Errors
    /// As [`Questionnaire::read`].
    pub fn read_numbers(&self, columns: &[Vec<f64>]) -> Result<Reading, QuestionnaireError> {
        let lengths: Vec<usize> = columns.iter().map(Vec::len).collect();
        let read = |item: &Item, place: usize, row: usize| item.read_number(columns[place][row]);
        self.read_cells(&lengths, read, |place, row| columns[place][row].to_string())
    }

    fn read_cells(
        &self,
        lengths: &[usize],
        read: impl Fn(&Item, usize, usize) -> Result<Option<f64>, CellError>,
        text: impl Fn(usize, usize) -> String,
    ) -> Result<Reading, QuestionnaireError> {
        if lengths.len() != self.items().len() {
            return Err(QuestionnaireError::Columns { found: lengths.len(), expected: self.items().len() });
        }
        let (mut refused, mut odd) = (Vec::new(), Vec::new());
        let mut columns = Vec::with_capacity(lengths.len());
        for (place, (item, length)) in self.items().iter().zip(lengths).enumerate() {
            let (mut given, mut beside) = (Vec::with_capacity(*length), Vec::new());
            for row in 0..*length {
                given.push(read(item, place, row).unwrap_or_else(|problem| {
                    let cell = text(place, row);
                    if let (CellError::Beside(_), Ok(number)) = (&problem, cell.trim().parse()) {
                        beside.push(number);
                    }
                    refused.push(Refused { row: row + 1, item: item.id.clone(), cell, problem });
                    None
                }));
            }
            let answers: Vec<f64> = given.iter().copied().flatten().collect();
            odd.extend(notices(item, &answers, &beside));
            let turned = given.iter().map(|answer| answer.map(|answer| item.turn(answer))).collect();
            columns.push(Column { turned, given });
        }
        self.reading(columns, refused, odd)
    }

    fn reading(
        &self,
        mut columns: Vec<Column>,
        refused: Vec<Refused>,
        notices: Vec<Notice>,
    ) -> Result<Reading, QuestionnaireError> {
        let rows = columns.first().map_or(0, |column| column.given.len());
        let places: Vec<usize> = self.of_role(Role::Answer).map(|(place, _)| place).collect();
        let of = |role: Role, columns: &mut Vec<Column>| -> Result<Option<Answers>, AnswersError> {
            if self.of_role(role).next().is_none() {
                return Ok(None);
            }
            let companion = |(_, item): (usize, &Item)| match self.companion(&item.id, role) {
                Some((place, _)) => std::mem::take(&mut columns[place].turned),
                None => vec![None; rows],
            };
            Answers::new(self.of_role(Role::Answer).map(companion).collect()).map(Some)
        };
        let expectations = of(Role::Expectation, &mut columns)?;
        let importances = of(Role::Importance, &mut columns)?;
        let given = places.iter().map(|place| std::mem::take(&mut columns[*place].given)).collect();
        let turned = places.iter().map(|place| std::mem::take(&mut columns[*place].turned)).collect();
        Ok(Reading {
            answers: Answers::new(turned)?,
            as_given: Answers::new(given)?,
            expectations,
            importances,
            refused,
            notices,
        })
    }
}
