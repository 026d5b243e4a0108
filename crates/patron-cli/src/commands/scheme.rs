use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::error::ServiceError;
use patron_service::schemes::template;
use patron_service::views::{SchemeFile, SchemeSummary};

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

/// Schemes of your own: list, show, check, add, change
///
/// A scheme gives each customer a label: by rules, by bounds, by a column, by high or low on axes, or by groups that are
/// found in the data. The built-in ones need no file; `patron segment` shows both.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  patron scheme templates\n  patron scheme new --from win-back\n  \
    patron scheme show win-back > scheme.toml\n  patron scheme validate scheme.toml\n  patron scheme set scheme.toml\n  \
    patron run && patron segment win-back")]
pub(crate) struct Scheme {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the portfolio's own schemes
    List,
    /// List the schemes to begin with
    Templates,
    /// Print a scheme, or a template, as TOML
    Show {
        /// The scheme
        scheme: String,
        /// An earlier version
        #[arg(long = "at-version", value_name = "N")]
        number: Option<u32>,
    },
    /// Check a scheme file, count who would have which label, and keep nothing
    Validate {
        /// The file
        file: PathBuf,
    },
    /// Add a scheme made from a template
    New {
        /// The template
        #[arg(long, value_name = "TEMPLATE")]
        from: String,
        /// Id of the new scheme [default: that of the template]
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Add a scheme from a file, or a new version of one
    Set {
        /// The file
        file: PathBuf,
    },
    /// Remove a scheme with its versions; runs keep their labels
    Remove {
        /// The scheme
        scheme: String,
    },
}

impl Scheme {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        // a scheme may be the first thing a new data folder holds
        let service = context.new_service().await?;
        match self.command {
            Command::List => {
                let schemes = service.schemes().await?;
                context.output.list(&schemes, &list(&schemes, context.output.language))?;
                if schemes.is_empty() {
                    context
                        .output
                        .note("no schemes of your own yet; `patron scheme templates` shows what to begin with");
                }
            }
            Command::Templates => {
                let schemes = service.scheme_templates().await?;
                context.output.list(&schemes, &list(&schemes, context.output.language))?;
            }
            Command::Show { scheme, number } => match service.scheme(&scheme, number).await {
                Ok(view) => context.output.value(&view, || view.text.clone())?,
                Err(error) if number.is_none() && error.code() == "unknown-own-scheme" => {
                    let Ok(template) = template(&scheme) else { return Err(error.into()) };
                    context
                        .output
                        .note(&format!("`{scheme}` is a template; `patron scheme new --from {scheme}` adds it"));
                    context.output.value(&template.text, || template.text.to_owned())?;
                }
                Err(error) => return Err(error.into()),
            },
            Command::Validate { file } => {
                let text = read(&file)?;
                let scheme = service.validate_scheme(&text).await?;
                let check = service.check_scheme(&text).await?;
                let language = context.output.language;
                let mut counted = List::new(&[("label", false), ("name", false), ("customers", true)]);
                for label in &check.labels {
                    let name = language.text(&label.name).to_owned();
                    counted.push([label.id.clone(), name, label.customers.to_string()]);
                }
                context.output.list(&check, &counted)?;
                let mut words = format!("scheme `{}` fits", scheme.id);
                if let Some(waiting) = &check.waiting {
                    words.push_str(&format!("; nobody is counted: {}", waiting.message));
                }
                if let Some(without) = check.unlabelled.filter(|without| *without > 0) {
                    words.push_str(&format!("; `{without}` customers would have no label"));
                }
                check.notices.iter().for_each(|notice| words.push_str(&format!("; {}", notice.message)));
                context.output.note(&words);
            }
            Command::New { from, id } => {
                let mut text = template(&from)?.text.to_owned();
                if let Some(id) = id {
                    text = text.replacen(&format!("id = \"{from}\""), &format!("id = \"{id}\""), 1);
                }
                let view = service.put_scheme(&text, context.now).await?;
                context.output.note(&said(&view));
            }
            Command::Set { file } => {
                let view = service.put_scheme(&read(&file)?, context.now).await?;
                context.output.note(&said(&view));
            }
            Command::Remove { scheme } => {
                service.remove_scheme(&scheme, context.now).await?;
                context.output.note(&format!("scheme `{scheme}` is removed"));
            }
        }
        Ok(Outcome::Done)
    }
}

fn said(view: &SchemeFile) -> String {
    let mut words = format!("scheme `{}` is version `{}`; `patron run` gives its labels", view.id, view.version);
    for card in &view.cards {
        words.push_str(&format!("; it reads card `{card}`, which came along"));
    }
    words
}

/// A scheme file; longer ones are refused when they are read as a scheme.
fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected a scheme as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

fn list(schemes: &[SchemeSummary], language: Language) -> List {
    let columns = ["scheme", "name", "kind"].map(|name| (name, false));
    let mut list = List::new(
        &[&columns[..], &[("version", true), ("valued", true), ("saved", false), ("problem", false)]].concat(),
    );
    for scheme in schemes {
        let name = scheme.name.as_ref().map(|name| language.text(name).to_owned()).unwrap_or_default();
        let kind = scheme.kind.and_then(|kind| serde_json::to_value(kind).ok());
        let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
        let version = if scheme.version == 0 { String::new() } else { scheme.version.to_string() };
        let valued = scheme.valued.map(|version| version.to_string()).unwrap_or_default();
        let problem = scheme.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default();
        list.push([scheme.id.clone(), name, kind, version, valued, scheme.saved_at.clone(), problem]);
    }
    list
}
