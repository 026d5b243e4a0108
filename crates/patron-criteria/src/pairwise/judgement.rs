//! Judgements as people write them.

use super::PairwiseError;

/// Reads a judgement: `3`, `0.5`, `1/3`, also with a full-width `／`; spaces are passed over.
///
/// `row` and `column` count from 1 and are named in a refusal.
///
/// # Errors
/// When the text is neither a number nor a fraction of two, or is not finite and above 0.
pub fn parse_judgement(text: &str, row: usize, column: usize) -> Result<f64, PairwiseError> {
    let unreadable = || PairwiseError::Unreadable { row, column, text: text.to_owned() };
    let number = |part: &str| part.trim().parse::<f64>().map_err(|_| unreadable());
    let value = match text.split_once(['/', '／']) {
        Some((above, below)) => number(above)? / number(below)?,
        None => number(text)?,
    };
    if value.is_finite() && value > 0.0 { Ok(value) } else { Err(PairwiseError::NotPositive { row, column, value }) }
}
