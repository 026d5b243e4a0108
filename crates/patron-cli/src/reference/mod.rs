//! Reference pages made from the program itself.

mod cli;
mod measures;

use clap::{Args, ValueEnum};

use crate::Outcome;
use crate::context::Context;
use crate::output::Target;
use crate::problem::Result;

/// Print a reference page of the documentation
#[derive(Debug, Args)]
pub(crate) struct Reference {
    /// Which page
    page: Page,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Page {
    /// Every command and option
    Cli,
    /// Every measure
    Measures,
    /// The HTTP API
    Openapi,
}

impl Reference {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome> {
        let text = match self.page {
            Page::Cli => cli::page(),
            Page::Measures => measures::page(),
            Page::Openapi => patron_server::document_text()?,
        };
        context.output.text(&text, &Target::default())?;
        Ok(Outcome::Done)
    }
}
