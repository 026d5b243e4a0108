//! `name=value` on the command line.

/// Parts a text at its first equals sign.
pub(crate) fn parse(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.trim().to_owned())),
        _ => Err("expected name=value".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_first_equals_sign_parts() {
        assert_eq!(parse("amount = Quantity * UnitPrice").unwrap().1, "Quantity * UnitPrice");
        assert_eq!(parse("a=b=c").unwrap(), ("a".to_owned(), "b=c".to_owned()));
        assert!(parse("amount").is_err() && parse("=x").is_err());
    }
}
