//! Prints the description of the API, which is kept as `docs/openapi.json`.

#![expect(clippy::print_stdout, reason = "printing is what it does")]

fn main() -> Result<(), serde_json::Error> {
    print!("{}", patron_server::document_text()?);
    Ok(())
}
