use std::borrow::Cow;

/// Text that a spreadsheet will not run as a formula: a leading `=`, `+`, `-`, `@`, tab or carriage return gets an
/// apostrophe before it. Numbers are never texts here, so that negative numbers stay as they are.
#[must_use]
pub fn safe_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::safe_text;

    #[test]
    fn formulas_become_texts() {
        assert_eq!(safe_text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe_text("@sum"), "'@sum");
        assert_eq!(safe_text("a=b"), "a=b");
        assert_eq!(safe_text(""), "");
    }
}
