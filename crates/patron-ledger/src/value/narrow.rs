//! Full-width and typographic characters to the ASCII ones they stand for.

use std::borrow::Cow;

/// Trims `text` and replaces full-width forms (`１２，３`), no-break and thin spaces, the
/// typographic apostrophe, the minus sign and `￥` by their plain forms. Other text is kept.
#[must_use]
pub fn narrow(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() || !text.chars().any(|c| plain(c) != c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain).collect())
}

fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
        '\u{2019}' => '\'',
        '\u{2212}' => '-',
        '\u{ffe5}' => '¥',
        '\u{ffe1}' => '£',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::narrow;

    #[test]
    fn full_width_becomes_plain() {
        assert_eq!(narrow(" １，２３４．５０ "), "1,234.50");
        assert_eq!(narrow("￥（１２）"), "¥(12)");
        assert_eq!(narrow("1\u{202f}234"), "1 234");
        assert_eq!(narrow("客户"), "客户");
    }
}
