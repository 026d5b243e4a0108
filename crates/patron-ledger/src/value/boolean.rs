//! Yes and no, in English and Chinese.

use super::ValueError;

const WORDS: [(&str, bool); 12] = [
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("y", true),
    ("n", false),
    ("t", true),
    ("f", false),
    ("是", true),
    ("否", false),
    ("真", true),
    ("假", false),
];

/// Reads `true`, `yes`, `y`, `t`, `是`, `真` and their opposites, in any letter case.
///
/// # Errors
/// `not-a-boolean` for every other text; 0 and 1 are numbers.
pub fn parse(text: &str) -> Result<bool, ValueError> {
    let text = text.trim();
    WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(text))
        .map(|(_, value)| *value)
        .ok_or(ValueError::new("not-a-boolean", "yes or no, true or false, 是 or 否"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn words_of_both_languages() {
        assert_eq!(parse(" YES "), Ok(true));
        assert_eq!(parse("否"), Ok(false));
        assert!(parse("1").is_err());
        assert!(parse("").is_err());
    }
}
