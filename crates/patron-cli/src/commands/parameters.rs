//! Parameters on the command line: `r=0.243,alpha=4.414,…`.

use patron_service::summary::NamedValues;

/// Reads `name=value` pairs with commas between them.
pub(crate) fn parse(text: &str) -> Result<NamedValues, String> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` was expected to be name=value"))?;
        let number = value.trim().parse::<f64>().map_err(|_| format!("`{value}` was expected to be a number"))?;
        Ok((name.trim().to_owned(), number))
    };
    let pairs = text.split(',').filter(|part| !part.trim().is_empty()).map(pair);
    Ok(pairs.collect::<Result<Vec<_>, String>>()?.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn pairs_are_read_and_others_refused() {
        assert_eq!(parse("r=0.25, alpha=4").unwrap().get("alpha"), Some(4.0));
        assert_eq!(parse("r").unwrap_err(), "`r` was expected to be name=value");
        assert_eq!(parse("r=x").unwrap_err(), "`x` was expected to be a number");
    }
}
