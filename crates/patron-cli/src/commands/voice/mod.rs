mod concerns;
mod page;
mod words;

use clap::{Args, Subcommand};
use patron_service::export::Audience;
use patron_service::service::{VoiceCallsOf, VoiceOf};

use crate::Outcome;
use crate::cli::Format;
use crate::context::Context;
use crate::output::{Headings, Target};
use crate::problem::Result;

/// Customers shown to people; files hold all.
const SHOWN: usize = 20;

/// What customers think, what it puts at stake, and whom to call first
///
/// Answers are those of the ledger to the questionnaires that the portfolio keeps (`patron survey import`), contacts those
/// of the table `interactions`; what customers are worth comes from the last run. A customer counts with its latest
/// answers: where several people answered for it, with the mean of their latest.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
JSON: overview (questionnaires with figure and change), survey (the one most customers answered: waves, changes, index),
stake (classes with revenue and equity, at_stake), calls (rows), complaints. What is not known is null.
Examples:
  patron voice
  patron voice groups nps --by abc_class
  patron voice stake nps
  patron voice calls --owner Li --out calls.csv
  patron voice complaints --by region
  patron voice association nps --days 90")]
pub(crate) struct Voice {
    #[command(subcommand)]
    command: Option<Command>,
}

/// A questionnaire and a wave.
#[derive(Debug, Args)]
struct Of {
    /// The questionnaire
    survey: String,
    /// A wave, or a quarter such as 2026-Q1 where waves are not recorded [default: all, or each customer's latest]
    #[arg(long, value_name = "WAVE")]
    wave: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The figure of a questionnaire by a label of customers or by touchpoint
    Groups {
        #[command(flatten)]
        of: Of,
        /// touchpoint, owner, or a label or column of the customer table
        #[arg(long, value_name = "WHAT", default_value = "touchpoint")]
        by: String,
    },
    /// What customers are worth by what they think, and what is at stake among the displeased
    Stake {
        #[command(flatten)]
        of: Of,
    },
    /// Whom to call first: equity times displeasure
    Calls {
        /// The questionnaire [default: the one most customers answered]
        #[arg(long, value_name = "ID")]
        survey: Option<String>,
        /// A wave [default: each customer's latest answers]
        #[arg(long, value_name = "WAVE")]
        wave: Option<String>,
        /// Customers of this account manager
        #[arg(long, value_name = "NAME")]
        owner: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    /// What customers feel against what they do
    Loyalty {
        #[command(flatten)]
        of: Of,
    },
    /// What customers do that lie a point apart and are alike otherwise: association, not cause
    Association {
        #[command(flatten)]
        of: Of,
        /// Days after the answer in which customers are watched
        #[arg(long, value_name = "DAYS", default_value_t = 180)]
        days: usize,
    },
    /// Complaints and suggestions: how many, how old, how soon resolved, how often again
    Complaints {
        /// touchpoint, owner, or a label or column of the customer table
        #[arg(long, value_name = "WHAT", default_value = "touchpoint")]
        by: String,
        /// Days up to the valuation date
        #[arg(long, value_name = "DAYS", default_value_t = 365)]
        days: usize,
    },
}

impl Of {
    fn of(self) -> VoiceOf {
        VoiceOf { survey: self.survey, wave: self.wave }
    }
}

impl Voice {
    pub(crate) async fn run(self, context: &Context) -> Result<Outcome> {
        let (output, service) = (context.output, context.service().await?);
        let language = output.language;
        match self.command {
            None => {
                let found = service.voice_page().await?;
                output.value(&found, || page::page(&found, language))?;
            }
            Some(Command::Groups { of, by }) => {
                let found = service.voice_groups(&of.of(), &by).await?;
                output.value(&found, || words::groups(&found, language))?;
                output.notices(&found.notices);
            }
            Some(Command::Stake { of }) => {
                let found = service.voice_stake(&of.of()).await?;
                output.value(&found, || concerns::stake(&found, language))?;
            }
            Some(Command::Calls { survey, wave, owner, target }) => {
                let of = VoiceCallsOf { survey, wave, owner };
                match output.format(&target)? {
                    Format::Table => {
                        let found = service.voice_calls(&of, SHOWN).await?;
                        output.text(&concerns::calls(&found, language), &target)?;
                    }
                    Format::Json => output.json(&service.voice_calls(&of, usize::MAX).await?, &target)?,
                    Format::Csv | Format::Parquet => {
                        let frame = service.export_voice_calls(&of).await?.frame;
                        output.frame(frame, &Headings::plain(language), Audience::Programs, &target).await?;
                    }
                }
            }
            Some(Command::Loyalty { of }) => {
                let found = service.voice_loyalty(&of.of()).await?;
                output.value(&found, || concerns::loyalty(&found, language))?;
            }
            Some(Command::Association { of, days }) => {
                let found = service.voice_association(&of.of(), days).await?;
                output.value(&found, || concerns::association(&found, language))?;
            }
            Some(Command::Complaints { by, days }) => {
                let found = service.voice_complaints(&by, days).await?;
                output.value(&found, || concerns::complaints(&found, language))?;
            }
        }
        Ok(Outcome::Done)
    }
}
