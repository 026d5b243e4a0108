//! A form to fill in.

use std::path::Path;

use patron_service::Service;
use patron_service::export::Format;
use patron_service::service::FormOf;

use crate::context::Context;
use crate::output::write_file;
use crate::problem::{Problem, Result};

pub(super) async fn write(
    service: &Service,
    card: &str,
    out: &Path,
    assessor: String,
    manager: Option<String>,
    context: &Context,
) -> Result<()> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = Format::parse(ending).map_err(Problem::Usage)?;
    let of = FormOf { assessor: Some(assessor), manager };
    let language = context.output.language.pick("en", "zh");
    let bytes = service.card_form_file(card, &of, format, language, context.now).await?;
    write_file(out, &bytes)?;
    let file = out.display();
    context.output.note(&format!("form written to `{file}`; fill in `score`, then `patron import assessments {file}`"));
    Ok(())
}
