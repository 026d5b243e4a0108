use clap::{Args, ValueEnum};
use patron_service::export::Audience;
use patron_service::summary::{
    self, EstimatedBy, FittedPosterior, Population, PosteriorMethod, PosteriorParameter, PosteriorTerms,
};

use super::fit::words;
use crate::cli::{Format, Language};
use crate::output::{Headings, Output, Target, grid};
use crate::problem::{Problem, Result};

/// What is known of parameters beside their estimates.
#[derive(Debug, Args)]
pub(crate) struct PosteriorArgs {
    /// Also draw from the posterior of the parameters: by normal approximation, or by the no-U-turn sampler
    #[arg(long, value_enum, value_name = "METHOD")]
    posterior: Option<Method>,
    /// Of pareto-nbd-hb: how customers differ [default: gamma, normal with covariates]
    #[arg(long, value_enum, value_name = "LAW")]
    population: Option<Law>,
    /// Chains of a posterior [default: 4]
    #[arg(long, value_name = "N")]
    chains: Option<usize>,
    /// Steps of each chain that are thrown away [default: what the model needs]
    #[arg(long, value_name = "N")]
    warmup: Option<usize>,
    /// Draws kept of each chain [default: what the model needs]
    #[arg(long, value_name = "N")]
    draws: Option<usize>,
    /// The same seed gives the same draws [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Method {
    Laplace,
    Nuts,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Law {
    Gamma,
    Normal,
}

impl PosteriorArgs {
    /// The terms where a posterior is asked for, or the model has nothing else.
    pub(super) fn terms(&self, model: &str) -> Result<Option<PosteriorTerms>> {
        let sampled = summary::sampled_model_names().contains(&model);
        if self.posterior.is_none() && !sampled {
            return match self.given() {
                Some(option) => {
                    let message = format!("`{option}` is given with `{model}` alone, expected `--posterior` beside it");
                    Err(Problem::usage(message, format!("leave `{option}` out, or say `--posterior nuts`")))
                }
                None => Ok(None),
            };
        }
        if let (Some(Method::Laplace), Some(_)) = (self.posterior, self.warmup) {
            let message = "`--warmup` is given with `--posterior laplace`, expected `--posterior nuts` beside it";
            return Err(Problem::usage(message.to_owned(), "the normal approximation has no chains to warm up"));
        }
        let method = self.posterior.map(|method| match method {
            Method::Laplace => PosteriorMethod::Laplace,
            Method::Nuts => PosteriorMethod::Nuts,
        });
        let population = self.population.map(|law| match law {
            Law::Gamma => Population::Gamma,
            Law::Normal => Population::Normal,
        });
        let Self { chains, warmup, draws, .. } = *self;
        Ok(Some(PosteriorTerms { method, population, chains, warmup, draws, seed: self.seed.unwrap_or(1) }))
    }

    /// The first option that goes with a posterior alone.
    fn given(&self) -> Option<&'static str> {
        let given = [
            (self.population.is_some(), "--population"),
            (self.chains.is_some(), "--chains"),
            (self.warmup.is_some(), "--warmup"),
            (self.draws.is_some(), "--draws"),
            (self.seed.is_some(), "--seed"),
        ];
        given.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
    }
}

/// Shows a fit with its posterior.
pub(super) async fn show(fitted: &FittedPosterior, format: Format, output: Output, target: &Target) -> Result<()> {
    match format {
        Format::Table => output.text(&table(fitted, output.language), target),
        Format::Json => output.json(fitted, target),
        Format::Csv | Format::Parquet => {
            let headings = Headings::plain(output.language);
            output.frame(fitted.frame()?, &headings, Audience::Programs, target).await?;
            Ok(())
        }
    }
}

fn table(fitted: &FittedPosterior, language: Language) -> String {
    let posterior = &fitted.posterior;
    let titles = [
        language.pick("parameter", "参数"),
        language.pick("mean", "均值"),
        language.pick("sd", "标准差"),
        "5 %",
        "50 %",
        "95 %",
        "r-hat",
        language.pick("ess bulk", "有效样本量（中部）"),
        language.pick("ess tail", "有效样本量（尾部）"),
    ]
    .map(str::to_owned);
    let number = |value: f64| format!("{value:.6}");
    let known = |value: Option<f64>, digits: usize| value.map_or("–".to_owned(), |value| format!("{value:.digits$}"));
    let row = |one: &PosteriorParameter| -> Vec<String> {
        let PosteriorParameter { name, mean, sd, q5, median, q95, r_hat, ess_bulk, ess_tail } = one;
        let figures = [*mean, *sd, *q5, *median, *q95].map(number);
        let diagnostics = [known(*r_hat, 4), known(*ess_bulk, 0), known(*ess_tail, 0)];
        std::iter::once(name.clone()).chain(figures).chain(diagnostics).collect()
    };
    let rows: Vec<Vec<String>> = posterior.parameters.iter().map(row).collect();
    let numeric: Vec<bool> = (0..titles.len()).map(|column| column > 0).collect();
    let source = match fitted.estimated_by {
        EstimatedBy::MaximumLikelihood => language.pick(
            "estimates are those of maximum likelihood; the posterior beside them",
            "估计值来自极大似然，后验分布另列于下",
        ),
        EstimatedBy::PosteriorMean => language.pick(
            "estimates are means of the posterior, standard errors its standard deviations",
            "估计值为后验均值，标准误为后验标准差",
        ),
    };
    let advice = posterior.advice.map_or(String::new(), |advice| match language {
        Language::En => format!("\n{}", advice.english()),
        Language::Zh => format!("\n{}", advice.chinese()),
    });
    let lengths = match language {
        Language::En => format!("{} chains of {} draws by {}", posterior.chains, posterior.draws, posterior.method),
        Language::Zh => {
            format!("{} 条链，每条 {} 个样本，方法 {}", posterior.chains, posterior.draws, posterior.method)
        }
    };
    format!("{}\n{source}\n\n{lengths}\n\n{}{advice}", words(&fitted.fitted), grid(&titles, &numeric, &rows))
}
