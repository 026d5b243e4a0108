//! The reference pages of the documentation are those of this program.

use std::path::Path;

use crate::support::Place;

fn fresh(page: &str, file: &str) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference").join(file);
    let kept = std::fs::read_to_string(&kept).unwrap_or_else(|error| panic!("{}: {error}", kept.display()));
    let made = Place::new().done(&["reference", page]).out;
    assert!(
        made == kept,
        "docs/reference/{file} is stale: make it again with `patron reference {page} > docs/reference/{file}`"
    );
}

#[test]
fn the_page_of_the_command_line_is_fresh() {
    fresh("cli", "cli.md");
}

#[test]
fn the_page_of_the_measures_is_fresh() {
    fresh("measures", "measures.md");
}
