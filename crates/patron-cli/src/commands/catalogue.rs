use clap::Args;
use patron_service::Registry;
use patron_service::catalogue::Measure;

use crate::Outcome;
use crate::context::Context;
use crate::output::{Headings, List};
use crate::problem::Result;

/// Say what every column of the customer table means
#[derive(Debug, Args)]
pub(crate) struct Catalogue {
    /// Only columns whose id or label has this text
    text: Option<String>,
}

impl Catalogue {
    pub(crate) fn run(self, context: &Context) -> Result<Outcome> {
        let headings = Headings::built_in(context.output.language);
        let wanted = self.text.unwrap_or_default().to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&wanted);
        let measures: Vec<Measure> = Registry::default()
            .measures()
            .into_iter()
            .filter(|measure| {
                !measure.internal && (has(&measure.id) || has(&measure.label.en) || has(&measure.label.zh))
            })
            .collect();
        let mut list = List::new(&["measure", "label", "meaning"].map(|name| (name, false)));
        for measure in &measures {
            let (label, meaning) = (headings.text(&measure.label), headings.text(&measure.meaning));
            list.push([measure.id.clone(), label.to_owned(), meaning.to_owned()]);
        }
        context.output.list(&measures, &list)?;
        Ok(Outcome::Done)
    }
}
