use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::error::ServiceError;
use patron_service::views::{PlaybookVersion, SchemePlaybooks};

use super::signed::Signed;
use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

/// Playbooks of schemes: what is done with the customers of each label, and changes of it
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron playbook show abc_class > abc.toml\n  \
    patron playbook set abc_class abc.toml --by Wang --why \"budget 2026\"\n  \
    patron playbook reset abc_class --by Wang --why \"back to the usual\"")]
pub(crate) struct Playbook {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List schemes with the number of labels that were changed
    List,
    /// Print the playbooks of a scheme as TOML
    Show {
        /// The scheme
        scheme: String,
        /// As this change left them; 0: as built in
        #[arg(long = "at-version", value_name = "N")]
        number: Option<u32>,
    },
    /// Change playbooks from a TOML file as `show` prints it; what is left out stays
    Set {
        /// The scheme
        scheme: String,
        /// The file
        file: PathBuf,
        #[command(flatten)]
        signed: Signed,
    },
    /// Take labels back to what is built in
    Reset {
        /// The scheme
        scheme: String,
        /// The labels [default: all of the scheme]
        labels: Vec<String>,
        #[command(flatten)]
        signed: Signed,
    },
    /// Show every change of a scheme's playbooks, latest first
    History {
        /// The scheme
        scheme: String,
    },
}

impl Playbook {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let service = context.service().await?;
        match self.command {
            Command::List => {
                let all = service.playbooks().await?;
                context.output.list(&all, &list(&all, context.output.language))?;
            }
            Command::Show { scheme, number } => {
                let view = service.playbook(&scheme, number).await?;
                let text = service.playbook_text(&view)?;
                context.output.value(&view, || text)?;
            }
            Command::Set { scheme, file, signed } => {
                let mut change = service.read_playbook(&read(&file)?)?;
                (change.by, change.why) = signed.texts();
                let view = service.set_playbook(&scheme, &change, context.now).await?;
                context.output.note(&format!("playbooks of `{scheme}` are at version `{}`", view.version));
            }
            Command::Reset { scheme, labels, signed } => {
                let all = service.playbook(&scheme, None).await?.labels.into_iter().map(|label| label.id);
                let reset = if labels.is_empty() { all.collect() } else { labels };
                let (by, why) = signed.texts();
                let change = patron_service::views::PlaybookChange { labels: Vec::new(), reset, by, why };
                let view = service.set_playbook(&scheme, &change, context.now).await?;
                context.output.note(&format!("playbooks of `{scheme}` are at version `{}`", view.version));
            }
            Command::History { scheme } => {
                let versions = service.playbook_history(&scheme).await?;
                context.output.list(&versions, &history(&versions))?;
            }
        }
        Ok(Outcome::Done)
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected playbooks as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

fn list(all: &[SchemePlaybooks], language: Language) -> List {
    let mut list =
        List::new(&[("scheme", false), ("name", false), ("labels", true), ("changed", true), ("version", true)]);
    for scheme in all {
        let changed = scheme.labels.iter().filter(|label| label.edited).count();
        let version = if scheme.version == 0 { String::new() } else { scheme.version.to_string() };
        let name = language.text(&scheme.name).to_owned();
        list.push([scheme.scheme.clone(), name, scheme.labels.len().to_string(), changed.to_string(), version]);
    }
    list
}

fn history(versions: &[PlaybookVersion]) -> List {
    let mut list = List::new(&[
        ("version", true),
        ("at", false),
        ("by", false),
        ("why", false),
        ("changed", false),
        ("reset", false),
    ]);
    for version in versions {
        let changed: Vec<&str> = version.labels.iter().map(|label| label.id.as_str()).collect();
        list.push([
            version.version.to_string(),
            version.at.clone(),
            version.by.clone(),
            version.why.clone(),
            changed.join(", "),
            version.reset.join(", "),
        ]);
    }
    list
}
