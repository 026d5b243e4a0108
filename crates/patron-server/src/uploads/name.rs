/// Longest name kept, in bytes: file systems take 255.
const LONGEST: usize = 200;

/// The last part of a name that somebody sent, as a file may be called: no path, no hidden file, nothing invisible.
pub(super) fn safe_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|letter| !letter.is_control() && !is_invisible(*letter));
    let kept: String = seen.map(|letter| if "<>:\"|?*".contains(letter) { '_' } else { letter }).collect();
    let bare = kept.trim_start_matches(['.', ' ']).trim_end_matches(['.', ' ']);
    if bare.is_empty() { "upload".to_owned() } else { shortened(bare) }
}

/// Marks that turn or hide what follows them.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The beginning and the ending, which says the format.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map(|at| &name[at..]).filter(|ending| ending.len() <= 16).unwrap_or_default();
    let mut end = LONGEST - ending.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{ending}", &name[..end])
}

#[cfg(test)]
mod tests {
    use super::safe_name;

    #[test]
    fn names_stay_in_their_folder() {
        let cases = [
            ("orders.csv", "orders.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\li\\订单 2024.xlsx", "订单 2024.xlsx"),
            ("..", "upload"),
            (".hidden", "hidden"),
            ("a\u{0}b\n.csv", "ab.csv"),
            ("x\u{202e}vsc.exe", "xvsc.exe"),
            ("a:b?.csv", "a_b_.csv"),
            ("", "upload"),
        ];
        for (sent, expected) in cases {
            assert_eq!(safe_name(sent), expected, "{sent:?}");
        }
        let long = safe_name(&format!("{}.parquet", "客".repeat(300)));
        assert!(long.len() <= 200 && long.ends_with("客.parquet"), "{long}");
    }
}
