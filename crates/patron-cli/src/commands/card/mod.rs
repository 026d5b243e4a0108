mod assessors;
mod compare;
mod form;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::cards::template;
use patron_service::error::ServiceError;
use patron_service::views::CardSummary;

use crate::Outcome;
use crate::cli::Language;
use crate::context::Context;
use crate::output::List;
use crate::problem::Result;

/// Scorecards: list, show, check, add, change, compare, and the scores that people type
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  patron card new --from key-account\n  patron card show key-account > card.toml\n  \
    patron card validate card.toml\n  patron card set card.toml\n  patron run && patron score key-account\n  \
    patron card form six-questions --assessor Wang --out form.xlsx && patron import assessments form.xlsx"
)]
pub(crate) struct Card {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the portfolio's cards
    List {
        /// List the templates instead
        #[arg(long)]
        templates: bool,
    },
    /// Print a card, or a template, as TOML
    Show {
        /// The card
        card: String,
        /// An earlier version
        #[arg(long = "at-version", value_name = "N")]
        number: Option<u32>,
    },
    /// Check a card file and keep nothing
    Validate {
        /// The file
        file: PathBuf,
    },
    /// Add a card made from a template
    New {
        /// The template
        #[arg(long, value_name = "TEMPLATE")]
        from: String,
        /// Id of the new card [default: that of the template]
        #[arg(long, value_name = "ID")]
        id: Option<String>,
    },
    /// Add a card from a file, or a new version of one
    Set {
        /// The file
        file: PathBuf,
    },
    /// Put two to six cards side by side: do they rank accounts alike, and which not
    Compare {
        /// The cards
        #[arg(required = true, num_args = 2..)]
        cards: Vec<String>,
    },
    /// Show how far the scores of several assessors lie apart, round by round
    Assessors {
        /// The card
        card: String,
        /// This account alone
        #[arg(long, value_name = "ID")]
        customer: Option<String>,
    },
    /// Write what is to be typed as a file: fill in `score`, then `patron import assessments FILE`
    Form {
        /// The card
        card: String,
        /// File to write: .xlsx or .csv
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Who fills it in; lines that this person has scored lately are left out
        #[arg(long, value_name = "NAME")]
        assessor: String,
        /// Only accounts of this account manager
        #[arg(long, value_name = "NAME")]
        manager: Option<String>,
    },
    /// Remove a card with its versions; runs keep what they scored
    Remove {
        /// The card
        card: String,
    },
}

impl Card {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        // a card may be the first thing a new data folder holds
        let service = context.new_service().await?;
        match self.command {
            Command::List { templates } => {
                let cards = if templates { service.card_templates()? } else { service.cards().await? };
                context.output.list(&cards, &list(&cards, context.output.language))?;
                if cards.is_empty() {
                    context.output.note("no cards yet; `patron card list --templates` shows what to begin with");
                }
            }
            Command::Show { card, number } => match service.card(&card, number).await {
                Ok(view) => context.output.value(&view, || view.text.clone())?,
                Err(error) if number.is_none() && error.code() == "unknown-card" => {
                    let Ok(template) = template(&card) else { return Err(error.into()) };
                    context.output.note(&format!("`{card}` is a template; `patron card new --from {card}` adds it"));
                    context.output.value(&template.text, || template.text.to_owned())?;
                }
                Err(error) => return Err(error.into()),
            },
            Command::Validate { file } => {
                let card = service.validate_card(&read(&file)?)?;
                let lines = card.indicators.len();
                context.output.note(&format!(
                    "card `{}` fits: {lines} indicators, {} tiers",
                    card.id,
                    card.tiers.len()
                ));
            }
            Command::New { from, id } => {
                let mut text = template(&from)?.text.to_owned();
                if let Some(id) = id {
                    text = text.replacen(&format!("id = \"{from}\""), &format!("id = \"{id}\""), 1);
                }
                let view = service.put_card(&text, context.now).await?;
                context.output.note(&format!("card `{}` is there; `patron run` scores it", view.id));
            }
            Command::Set { file } => {
                let view = service.put_card(&read(&file)?, context.now).await?;
                context
                    .output
                    .note(&format!("card `{}` is version `{}`; `patron run` scores it", view.id, view.version));
            }
            Command::Compare { cards } => compare::show(&service, &cards, context).await?,
            Command::Assessors { card, customer } => {
                assessors::show(&service, &card, customer.as_deref(), context).await?;
            }
            Command::Form { card, out, assessor, manager } => {
                form::write(&service, &card, &out, assessor, manager, context).await?;
            }
            Command::Remove { card } => {
                service.remove_card(&card, context.now).await?;
                context.output.note(&format!("card `{card}` is removed"));
            }
        }
        Ok(Outcome::Done)
    }
}

/// A card file; longer ones are refused when they are read as a card.
fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message = format!("file `{}` cannot be read: {error}; expected a card as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}

fn list(cards: &[CardSummary], language: Language) -> List {
    let mut list = List::new(&[
        ("card", false),
        ("name", false),
        ("version", true),
        ("indicators", true),
        ("saved", false),
        ("problem", false),
    ]);
    for card in cards {
        let name = card.name.as_ref().map(|name| language.text(name).to_owned()).unwrap_or_default();
        let version = if card.version == 0 { String::new() } else { card.version.to_string() };
        let problem = card.problem.as_ref().map(|problem| problem.message.clone()).unwrap_or_default();
        list.push([card.id.clone(), name, version, card.indicators.to_string(), card.saved_at.clone(), problem]);
    }
    list
}
