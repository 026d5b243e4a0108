use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use patron_service::error::ServiceError;
use patron_service::views::{SurveyCheck, SurveyImport};
use patron_service::voice::{self, AnswerFile, Survey as Questionnaire};

use super::pair;
use crate::Outcome;
use crate::context::Context;
use crate::output::{List, Target};
use crate::problem::{Problem, Result};
use crate::source_args::SourceArgs;

mod asked;
mod words;

/// What customers think: questionnaires, answers and indices
///
/// A questionnaire is a file that says what was asked: scale, items, dimensions, what was expected, which codes mean no
/// answer. Answers are a file with one row a respondent and one column an item.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  patron survey template nps > nps.toml
  patron survey check nps.toml
  patron survey index nps.toml answers.csv
  patron survey import nps.toml answers.csv --on 2026-03-31
  patron survey drivers csat --outcome overall
  patron survey compare nps --waves 2025,2026
  patron survey list
  patron survey index nps")]
pub(crate) struct Survey {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a questionnaire to begin with, or list those there are
    Template {
        /// The template
        id: Option<String>,
    },
    /// Check a questionnaire and show what it asks
    Check {
        /// A file, or the id of a kept questionnaire
        questionnaire: String,
    },
    /// Figures with intervals, of a file of answers (no data folder is needed) or of those in the ledger
    Index {
        /// A file, or the id of a kept questionnaire
        questionnaire: String,
        /// The answers: CSV, TSV, Excel, JSON lines or Parquet [default: those in the ledger]
        answers: Option<PathBuf>,
        /// How often intervals shall hold the truth
        #[arg(long, default_value_t = 0.95)]
        level: f64,
        #[command(flatten)]
        source: SourceArgs,
    },
    /// Put answers into the ledger as one batch, one row an item, and keep the questionnaire
    Import {
        /// A file, or the id of a kept questionnaire
        questionnaire: String,
        /// The answers: CSV, TSV, Excel, JSON lines or Parquet
        answers: PathBuf,
        /// Day of all answers, where no column has it
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Answer a question of the import, for one column with QUESTION:COLUMN=ANSWER
        #[arg(long = "answer", value_name = "QUESTION=ANSWER", value_parser = pair::parse)]
        replies: Vec<(String, String)>,
        #[command(flatten)]
        source: SourceArgs,
    },
    Drivers(asked::Drivers),
    Compare(asked::Compare),
    /// Keep the questionnaire of a file, or a new version of it; the next run reads it
    Add {
        /// The file
        file: PathBuf,
    },
    /// List the kept questionnaires
    List,
    /// Print a kept questionnaire as TOML
    Show {
        /// The questionnaire
        questionnaire: String,
        /// An earlier version
        #[arg(long = "at-version", value_name = "N")]
        number: Option<u32>,
    },
    /// Remove a kept questionnaire with its versions; its answers stay in the ledger
    Remove {
        /// The questionnaire
        questionnaire: String,
    },
}

impl Survey {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let output = context.output;
        match self.command {
            Command::Template { id: Some(id) } => output.text(voice::template(&id)?.text, &Target::default())?,
            Command::Template { id: None } => {
                let described: Vec<SurveyCheck> = voice::templates()
                    .iter()
                    .map(|template| Ok(Questionnaire::parse(template.text)?.described()))
                    .collect::<Result<_, ServiceError>>()?;
                let mut list = List::new(&[("template", false), ("name", false), ("items", true)]);
                for one in &described {
                    let name = output.language.text(&one.name).to_owned();
                    list.push([one.id.clone(), name, one.items.len().to_string()]);
                }
                output.list(&described, &list)?;
            }
            Command::Check { questionnaire } => {
                let described = Questionnaire::parse(&text_of(context, &questionnaire).await?)?.described();
                output.value(&described, || words::described(&described, output.language))?;
            }
            Command::Index { questionnaire, answers, level, source } => {
                let text = text_of(context, &questionnaire).await?;
                let found = match answers {
                    Some(path) => voice::index(&text, &AnswerFile { path, options: source.open_options() }, level)?,
                    None => context.service().await?.survey_index(&text, level).await?,
                };
                output.value(&found, || words::index(&found, output.language))?;
                output.notices(&found.notices);
            }
            Command::Import { questionnaire, answers, on, replies, source } => {
                let text = text_of(context, &questionnaire).await?;
                let file = AnswerFile { path: answers, options: source.open_options() };
                let service = context.new_service().await?;
                let replies = BTreeMap::from_iter(replies);
                let found = service.import_survey(&text, file, on.as_deref(), &replies, context.now).await;
                let found = found.map_err(Problem::of_import)?;
                output.value(&found, || words::imported(&found, output.language))?;
                output.notices(&found.import.notices);
                return Ok(ended(&found));
            }
            Command::Drivers(drivers) => drivers.run(context).await?,
            Command::Compare(compare) => compare.run(context).await?,
            Command::Add { file } => {
                let view = context.new_service().await?.add_survey(&read(&file)?, context.now).await?;
                output.note(&format!(
                    "survey `{}` is version `{}`; put answers to it there with `patron survey import {} ANSWERS`",
                    view.id, view.version, view.id
                ));
            }
            Command::List => {
                let all = context.service().await?.kept_surveys().await?;
                output.list(&all, &words::kept(&all, output.language))?;
                if all.is_empty() {
                    output.note("no questionnaires are kept yet; `patron survey template` lists what to begin with");
                }
            }
            Command::Show { questionnaire, number } => {
                let view = context.service().await?.survey_file(&questionnaire, number).await?;
                output.value(&view, || view.text.clone())?;
            }
            Command::Remove { questionnaire } => {
                context.service().await?.remove_survey(&questionnaire, context.now).await?;
                output.note(&format!("survey `{questionnaire}` is removed; its answers stay in the ledger"));
            }
        }
        Ok(Outcome::Done)
    }
}

fn ended(found: &SurveyImport) -> Outcome {
    if found.counts.refused > 0 || found.import.quarantined > 0 { Outcome::Quarantined } else { Outcome::Done }
}

/// The text of a file, or of a kept questionnaire; an id has neither dots nor slashes, so that a mistyped path is not
/// taken for one.
async fn text_of(context: &Context, questionnaire: &str) -> Result<String> {
    let path = Path::new(questionnaire);
    if path.exists() || questionnaire.contains(['.', '/', '\\']) {
        return read(path);
    }
    Ok(context.service().await?.survey_file(questionnaire, None).await?.text)
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| {
        let message =
            format!("file `{}` cannot be read: {error}; expected a questionnaire as UTF-8 text", file.display());
        ServiceError::new("file-unreadable", message).hint("check the path").into()
    })
}
