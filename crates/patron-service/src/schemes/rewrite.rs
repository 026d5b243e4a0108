//! A draft written into the text it came from: what did not change stays as it was typed, comments with it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::draft::SchemeDraft;
use super::file::{read, write};
use crate::error::Result;

/// The text of a draft that was changed on a form; `before` is the text as it was. A text that cannot be read is replaced.
///
/// # Errors
/// `scheme-not-written` where a number of the draft is none that a file can hold.
pub fn rewrite(before: &str, draft: &SchemeDraft) -> Result<String> {
    let plain = write(draft)?;
    let (Ok(mut document), Ok(wanted)) = (before.parse::<DocumentMut>(), plain.parse::<DocumentMut>()) else {
        return Ok(plain);
    };
    merge(document.as_table_mut(), wanted.as_table());
    in_order(document.as_table_mut());
    let text = document.to_string();
    // The text says what the draft says, or it is not used.
    let same =
        |text: &str| read(text).is_ok_and(|written| read(&plain).is_ok_and(|plain| written.draft == plain.draft));
    Ok(if same(&text) { text } else { plain })
}

fn merge(old: &mut dyn TableLike, wanted: &dyn TableLike) {
    let gone: Vec<String> =
        old.iter().map(|(name, _)| name.to_owned()).filter(|name| !wanted.contains_key(name)).collect();
    for name in gone {
        old.remove(&name);
    }
    for (name, wanted) in wanted.iter() {
        match old.get_mut(name) {
            Some(old) => merge_item(old, wanted),
            None => {
                old.insert(name, wanted.clone());
            }
        }
    }
}

fn merge_item(old: &mut Item, wanted: &Item) {
    if let (Some(blocks), Some(wanted)) = (old.as_array_of_tables_mut(), wanted.as_array_of_tables()) {
        *blocks = merge_blocks(blocks, wanted);
    } else if let (true, Some(wanted)) = (old.is_table_like(), wanted.as_table_like()) {
        if let Some(old) = old.as_table_like_mut() {
            merge(old, wanted);
        }
    } else if let (Some(old), Some(wanted)) = (old.as_value_mut(), wanted.as_value()) {
        merge_value(old, wanted);
    } else {
        *old = wanted.clone();
    }
}

/// Blocks in the order wanted, each with what was typed in the block of the same id.
fn merge_blocks(old: &ArrayOfTables, wanted: &ArrayOfTables) -> ArrayOfTables {
    let id = |table: &Table| table.get("id").and_then(Item::as_str).map(str::to_owned);
    let mut merged = ArrayOfTables::new();
    for wanted in wanted {
        let before = old.iter().find(|old| id(old).is_some() && id(old) == id(wanted));
        let mut block = before.cloned().unwrap_or_else(|| wanted.clone());
        merge(&mut block, wanted);
        merged.push(block);
    }
    merged
}

fn merge_value(old: &mut Value, wanted: &Value) {
    match (&mut *old, wanted) {
        (Value::InlineTable(old), Value::InlineTable(wanted)) => merge(old, wanted),
        (Value::Array(old), Value::Array(wanted)) if old.len() == wanted.len() => merge_arrays(old, wanted),
        (old, wanted) if same(old, wanted) => {}
        (old, wanted) => {
            let decor = old.decor().clone();
            *old = wanted.clone();
            *old.decor_mut() = decor;
        }
    }
}

fn merge_arrays(old: &mut Array, wanted: &Array) {
    for (old, wanted) in old.iter_mut().zip(wanted) {
        merge_value(old, wanted);
    }
}

/// Whether two plain values say the same: 1000 is 1000.0.
fn same(old: &Value, wanted: &Value) -> bool {
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|number| number as f64));
    match (old, wanted) {
        (Value::String(old), Value::String(wanted)) => old.value() == wanted.value(),
        (Value::Boolean(old), Value::Boolean(wanted)) => old.value() == wanted.value(),
        _ => number(old).is_some() && number(old) == number(wanted),
    }
}

/// Blocks are printed by the place they had when they were read; new and moved ones take theirs in turn.
fn in_order(document: &mut Table) {
    let mut place = 0;
    let mut next = || {
        place += 1;
        Some(place)
    };
    for (_, item) in document.iter_mut() {
        match item {
            Item::Table(table) => table.set_position(next()),
            Item::ArrayOfTables(blocks) => blocks.iter_mut().for_each(|block| block.set_position(next())),
            Item::None | Item::Value(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"# Tiers of the sales team.
id = "tiers"
name = { en = "Tiers", zh = "等级" } # shown on pages
kind = "bounds"
bounds = { measure = "revenue", by = "given" }

# Agreed with the regions in March.
[[label]]
id = "gold"
name = { en = "Gold", zh = "金" }
from = 50_000 # a year

# All others.
[[label]]
id = "rest"
name = { en = "Rest", zh = "其他" }
"#;

    fn draft() -> SchemeDraft {
        read(TEXT).unwrap().draft
    }

    #[test]
    fn a_comment_survives_a_change_of_one_bound() {
        let mut draft = draft();
        draft.labels[0].from = Some(60_000.0);
        let text = rewrite(TEXT, &draft).unwrap();
        assert_eq!(text, TEXT.replace("50_000", "60000.0"));
        assert_eq!(read(&text).unwrap().draft, draft);
    }

    #[test]
    fn what_did_not_change_stays_to_the_letter_and_new_labels_stand_in_their_place() {
        assert_eq!(rewrite(TEXT, &draft()).unwrap(), TEXT);
        let mut more = draft();
        let mut silver = more.labels[0].clone();
        silver.id = "silver".to_owned();
        silver.from = Some(10_000.0);
        more.labels.insert(1, silver);
        let text = rewrite(TEXT, &more).unwrap();
        assert_eq!(read(&text).unwrap().draft, more);
        assert!(
            text.contains("# All others.\n[[label]]\nid = \"rest\"") && text.contains("from = 50_000 # a year"),
            "{text}"
        );
        // Moved and removed labels take their comments along.
        let mut fewer = draft();
        fewer.labels.reverse();
        let text = rewrite(TEXT, &fewer).unwrap();
        assert_eq!(read(&text).unwrap().draft, fewer);
        assert!(text.contains("# Agreed with the regions in March.\n[[label]]\nid = \"gold\""), "{text}");
        fewer.labels.pop();
        let text = rewrite(TEXT, &fewer).unwrap();
        assert!(!text.contains("Agreed") && text.contains("# Tiers of the sales team."), "{text}");
        assert_eq!(read(&text).unwrap().draft, fewer);
    }

    #[test]
    fn another_kind_or_a_text_that_cannot_be_read_is_written_anew_where_it_must_be() {
        let mut other = draft();
        other.kind = crate::schemes::SchemeKind::Attribute;
        other.bounds = None;
        other.attribute = Some(toml::from_str("column = \"region\"\ntop = 3").unwrap());
        other.labels.clear();
        let text = rewrite(TEXT, &other).unwrap();
        assert_eq!(read(&text).unwrap().draft, other);
        assert!(text.starts_with("# Tiers of the sales team."), "{text}");
        let text = rewrite("id = ", &draft()).unwrap();
        assert_eq!(read(&text).unwrap().draft, draft());
        // Windows line ends and tables instead of braces.
        let tables = TEXT
            .replace("bounds = { measure = \"revenue\", by = \"given\" }\n", "")
            .replace("# Agreed", "[bounds] # as last year\nmeasure = \"revenue\"\nby = \"given\"\n\n# Agreed");
        let mut changed = draft();
        changed.labels[0].from = Some(1.0);
        let text = rewrite(&tables, &changed).unwrap();
        assert!(text.contains("[bounds] # as last year") && text.contains("# Agreed"), "{text}");
        assert_eq!(read(&text).unwrap().draft, changed);
    }
}
