//! Rebuilds the crate when the pages it embeds have changed.

use std::path::Path;

fn main() {
    const PAGES: &str = "../../ui/dist";
    // Only release builds embed; others read the folder while they run, once it is there.
    let embeds = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if embeds || !Path::new(PAGES).exists() { PAGES } else { "build.rs" };
    println!("cargo:rerun-if-changed={watched}");
}
