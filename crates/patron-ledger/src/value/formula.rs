//! Texts that a spreadsheet would run as formulas.

use std::borrow::Cow;

use super::number;

/// `text` as a spreadsheet shows it without running it: an apostrophe goes before what begins, apostrophes aside, with
/// `=`, `+`, `-`, `@`, a tab or a carriage return and is no number. [`rearmed`] gives every text back unchanged.
#[must_use]
pub fn disarmed(text: &str) -> Cow<'_, str> {
    if is_armed(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// `text` without the apostrophe that [`disarmed`] put before it.
#[must_use]
pub fn rearmed(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_armed(rest)).unwrap_or(text)
}

/// Whether `text`, without the apostrophes before it, would run; with them it must get one more to come back whole.
fn is_armed(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r']) && number::read(bare).is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{disarmed, rearmed};

    #[test]
    fn formulas_become_texts_and_numbers_stay() {
        for armed in ["=HYPERLINK(\"x\")", "@sum", "-cmd", "+a", "\tx", "-1+2", "+49 30", "'=x"] {
            assert_eq!(disarmed(armed), format!("'{armed}"), "{armed}");
        }
        for harmless in ["a=b", "", "-5", "-1,234.50", "'quoted'", "O'Hara"] {
            assert_eq!(disarmed(harmless), harmless);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "'{0,3}[=+\\-@\t\r]?.{0,8}") {
            let written = disarmed(&text);
            prop_assert_eq!(rearmed(&written), text.as_str());
            prop_assert!(!written.starts_with('='));
        }
    }
}
