use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Result, ServiceError};

use super::{Analysis, Fitted};

/// An analysis as a run keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredAnalysis {
    pub(crate) id: String,
    /// why its measures are null
    pub(crate) missing: Option<String>,
    pub(crate) fitted: Fitted,
}

/// Analyses such that each comes after those whose measures it reads; otherwise in the given order.
pub(crate) fn sorted_by_need(analyses: &[Arc<dyn Analysis>]) -> Result<Vec<Arc<dyn Analysis>>> {
    let mut maker: HashMap<String, String> = HashMap::new();
    for analysis in analyses {
        for measure in analysis.measures() {
            if let Some(other) = maker.insert(measure.id.clone(), analysis.id().to_owned()) {
                return Err(ServiceError::new(
                    "measure-twice",
                    format!("measure `{}` is made by both `{other}` and `{}`, expected one", measure.id, analysis.id()),
                ));
            }
        }
    }
    let mut waiting: Vec<_> = analyses.to_vec();
    let mut done: BTreeSet<String> = BTreeSet::new();
    let mut sorted = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let mut ready = None;
        for (index, analysis) in waiting.iter().enumerate() {
            let requires = analysis.requires();
            let if_made = requires.if_made.iter().filter_map(|measure| maker.get(measure));
            let mut met = if_made.into_iter().all(|source| done.contains(source) || source == analysis.id());
            for measure in requires.measures {
                let Some(source) = maker.get(&measure) else {
                    let message = format!("analysis `{}` reads measure `{measure}`, which none makes", analysis.id());
                    return Err(ServiceError::new("measure-unknown", message));
                };
                met &= done.contains(source) || source == analysis.id();
            }
            if met {
                ready = Some(index);
                break;
            }
        }
        let Some(index) = ready else {
            let names: Vec<_> = waiting.iter().map(|analysis| analysis.id().to_owned()).collect();
            let message = format!("analyses `{}` wait for each other, expected no circle", names.join("`, `"));
            return Err(ServiceError::new("analysis-circle", message));
        };
        let analysis = waiting.remove(index);
        done.insert(analysis.id().to_owned());
        sorted.push(analysis);
    }
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use datafusion::dataframe::DataFrame;

    use super::*;
    use crate::analyses::{Registry, Requirements};
    use crate::catalogue::{Measure, Text};
    use crate::run::RunContext;

    #[derive(Debug)]
    struct Probe(&'static str, &'static [&'static str], &'static [&'static str]);

    #[async_trait]
    impl Analysis for Probe {
        fn id(&self) -> &str {
            self.0
        }
        fn label(&self) -> Text {
            Text::new(self.0, self.0)
        }
        fn requires(&self) -> Requirements {
            Requirements::new(&[], self.1)
        }
        fn measures(&self) -> Vec<Measure> {
            self.2.iter().map(|id| Measure::text(id, Text::new(id, id), Text::new(id, id))).collect()
        }
        async fn fit(&self, _: &DataFrame, _: &RunContext) -> Result<Fitted> {
            Ok(Fitted::default())
        }
        async fn score(&self, customers: DataFrame, _: &Fitted, _: &RunContext) -> Result<DataFrame> {
            Ok(customers)
        }
    }

    fn sorted(probes: Vec<Probe>) -> Result<Vec<String>> {
        let analyses: Vec<Arc<dyn Analysis>> = probes.into_iter().map(|probe| Arc::new(probe) as _).collect();
        Ok(sorted_by_need(&analyses)?.iter().map(|analysis| analysis.id().to_owned()).collect())
    }

    #[test]
    fn needs_come_first() {
        let order = sorted(vec![Probe("c", &["m2"], &[]), Probe("b", &["m1"], &["m2"]), Probe("a", &[], &["m1"])]);
        assert_eq!(order.unwrap(), ["a", "b", "c"]);
    }

    #[test]
    fn what_is_read_where_it_is_made_comes_first_and_may_be_absent() {
        #[derive(Debug)]
        struct Curious(Probe);
        #[async_trait]
        impl Analysis for Curious {
            fn id(&self) -> &str {
                self.0.id()
            }
            fn label(&self) -> Text {
                self.0.label()
            }
            fn requires(&self) -> Requirements {
                self.0.requires().if_made(&["m1", "m9"])
            }
            fn measures(&self) -> Vec<Measure> {
                self.0.measures()
            }
            async fn fit(&self, customers: &DataFrame, context: &RunContext) -> Result<Fitted> {
                self.0.fit(customers, context).await
            }
            async fn score(&self, customers: DataFrame, fitted: &Fitted, context: &RunContext) -> Result<DataFrame> {
                self.0.score(customers, fitted, context).await
            }
        }
        let analyses: [Arc<dyn Analysis>; 2] =
            [Arc::new(Curious(Probe("b", &[], &["m2"]))), Arc::new(Probe("a", &[], &["m1"]))];
        let sorted = sorted_by_need(&analyses).unwrap();
        let ids: Vec<&str> = sorted.iter().map(|analysis| analysis.id()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn circles_strangers_and_doubles_are_refused() {
        let circle = sorted(vec![Probe("a", &["m2"], &["m1"]), Probe("b", &["m1"], &["m2"])]).unwrap_err();
        assert_eq!(circle.to_string(), "analyses `a`, `b` wait for each other, expected no circle");
        let unknown = sorted(vec![Probe("a", &["m9"], &[])]).unwrap_err();
        assert_eq!(unknown.to_string(), "analysis `a` reads measure `m9`, which none makes");
        let twice = sorted(vec![Probe("a", &[], &["m1"]), Probe("b", &[], &["m1"])]).unwrap_err();
        assert_eq!(twice.to_string(), "measure `m1` is made by both `a` and `b`, expected one");
    }

    #[test]
    fn the_built_in_analyses_have_an_order() {
        let order = sorted_by_need(Registry::default().analyses()).unwrap();
        assert_eq!(order.first().map(|analysis| analysis.id().to_owned()).as_deref(), Some("facts"));
    }
}
