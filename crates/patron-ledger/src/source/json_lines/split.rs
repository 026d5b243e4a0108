//! The top-level fields of one JSON object, numbers with the digits they were written with.

use std::borrow::Cow;

use serde::de::IgnoredAny;

type Field<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Keys and values as text: strings unescaped, `null` empty, everything else as written; `None`
/// if the line is not one JSON object.
pub(super) fn fields(line: &str) -> Option<Vec<Field<'_>>> {
    let line = line.trim();
    if !line.starts_with('{') {
        return None;
    }
    // from here on the text is known to be valid JSON
    serde_json::from_str::<IgnoredAny>(line).ok()?;
    let mut rest = line.strip_prefix('{')?.trim_start();
    let mut fields = Vec::new();
    while !rest.starts_with('}') {
        let (key, after) = rest.split_at_checked(string_end(rest)?)?;
        let after = after.trim_start().strip_prefix(':')?.trim_start();
        let (value, after) = after.split_at_checked(value_end(after)?)?;
        fields.push((unescaped(key)?, text(value)?));
        let after = after.trim_start();
        rest = after.strip_prefix(',').unwrap_or(after).trim_start();
    }
    Some(fields)
}

fn text(value: &str) -> Option<Cow<'_, str>> {
    match value.as_bytes().first()? {
        b'"' => unescaped(value),
        b'n' => Some(Cow::Borrowed("")),
        _ => Some(Cow::Borrowed(value.trim_end())),
    }
}

fn unescaped(quoted: &str) -> Option<Cow<'_, str>> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        return serde_json::from_str::<String>(quoted).ok().map(Cow::Owned);
    }
    Some(Cow::Borrowed(inner))
}

/// Where the string that `text` begins with ends.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where the value that `text` begins with ends.
fn value_end(text: &str) -> Option<usize> {
    if text.starts_with('"') {
        return string_end(text);
    }
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => {
                at += string_end(text.get(at..)?)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b',' | b'}' | b']' if depth == 0 => return Some(at),
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fields;

    fn read(line: &str) -> Option<Vec<(String, String)>> {
        Some(fields(line)?.into_iter().map(|(k, v)| (k.into_owned(), v.into_owned())).collect())
    }

    #[test]
    fn values_keep_their_digits() {
        let line =
            r#" {"id": 12345678901234567890123, "a":2.50,"b" : "x\"y\u5143", "c":null,"d":{"e":[1,"}"]} ,"f":true } "#;
        let expected = [
            ("id", "12345678901234567890123"),
            ("a", "2.50"),
            ("b", "x\"y元"),
            ("c", ""),
            ("d", r#"{"e":[1,"}"]}"#),
            ("f", "true"),
        ];
        let expected = expected.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
        assert_eq!(read(line), Some(expected));
        assert_eq!(read("{}"), Some(vec![]));
    }

    #[test]
    fn only_one_object_is_taken() {
        for line in ["", "[1]", "{\"a\":1", "{\"a\":1} {\"b\":2}", "{a:1}", "{\"a\":\"\\ud800\"}", "3"] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_answered(line in "[{\\[\"a:,1}\\] \\\\]{0,30}") {
            let _ = fields(&line);
        }

        #[test]
        fn agrees_with_the_parser(map in proptest::collection::btree_map(".{0,6}", ".{0,8}", 0..5)) {
            let line = serde_json::to_string(&map).unwrap();
            let found: std::collections::BTreeMap<_, _> = read(&line).unwrap().into_iter().collect();
            proptest::prop_assert_eq!(found, map);
        }
    }
}
