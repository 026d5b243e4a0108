use serde_json::{Map, Value};

use crate::catalogue::Measure;
use crate::error::{Result, ServiceError};
use crate::service::runs::OpenRun;
use crate::views::{Notice, Severity};

use super::label_measure;

/// Two runs that may be compared.
pub(super) struct Pair {
    pub(super) before: OpenRun,
    pub(super) after: OpenRun,
}

/// Codes of what cannot be compared.
pub(super) const REFUSALS: [&str; 5] = ["no-run", "no-earlier-run", "same-run", "other-currency", "scheme-not-in-run"];

impl Pair {
    /// # Errors
    /// `same-run`, or `other-currency`: nothing is converted.
    pub(super) fn of(before: OpenRun, after: OpenRun) -> Result<Self> {
        let (one, other) = (&before.record, &after.record);
        if one.view.id == other.view.id {
            let message = format!("run `{}` is compared with itself, expected two", one.view.id);
            return Err(ServiceError::new("same-run", message).value("run", one.view.id.as_str()));
        }
        if let (Some(then), Some(now)) = (&one.settings.currency, &other.settings.currency)
            && then != now
        {
            let message = format!("the earlier run is in `{then}`, the later in `{now}`; expected one currency");
            return Err(ServiceError::new("other-currency", message)
                .value("before", then.as_str())
                .value("after", now.as_str())
                .hint("value the earlier day again: `patron run --as-of DATE`"));
        }
        Ok(Self { before, after })
    }

    /// The scheme as the later run defines it.
    ///
    /// # Errors
    /// `scheme-not-in-run`, naming the run and the schemes of both.
    pub(super) fn scheme(&self, scheme: &str) -> Result<&Measure> {
        for (run, word) in [(&self.before, "earlier"), (&self.after, "later")] {
            if label_measure(run, scheme).is_none() {
                let shared = run.table.measures().iter().filter(|measure| measure.is_scheme());
                let shared: Vec<String> = shared.map(|measure| format!("`{}`", measure.id)).collect();
                let message = format!(
                    "scheme `{scheme}` is not in the {word} run, as of {}; expected one of {}",
                    run.record.view.as_of,
                    shared.join(", ")
                );
                return Err(ServiceError::new("scheme-not-in-run", message)
                    .value("scheme", scheme)
                    .value("as_of", run.record.view.as_of.as_str())
                    .hint("a run has the schemes and cards of its time: value that day again with `--as-of`"));
            }
        }
        label_measure(&self.after, scheme).ok_or_else(|| ServiceError::new("unknown-scheme", scheme.to_owned()))
    }

    /// Settings in which the runs differ, so that money is not like with like.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let (then, now) = (&self.before.record.settings, &self.after.record.settings);
        let share = |value: Option<f64>| value.map_or(Value::Null, Value::from);
        let settings = [
            ("horizon-days", Value::from(then.horizon_days), Value::from(now.horizon_days)),
            ("discount-rate", Value::from(then.discount_rate), Value::from(now.discount_rate)),
            ("margin", share(then.margin), share(now.margin)),
        ];
        let differs = |setting: &str, then: &Value, now: &Value| {
            let values = [("setting", Value::from(setting)), ("before", then.clone()), ("after", now.clone())];
            Notice {
                code: "runs-differ".to_owned(),
                severity: Severity::Warning,
                message: format!(
                    "the runs differ in `{setting}`: {then} and {now}; part of the change of money is that"
                ),
                values: values.map(|(name, value)| (name.to_owned(), value)).into_iter().collect(),
            }
        };
        let mut notices: Vec<Notice> = settings
            .iter()
            .filter(|(_, then, now)| then != now)
            .map(|(setting, then, now)| differs(setting, then, now))
            .collect();
        if then.as_of_day > now.as_of_day {
            notices.push(Notice {
                code: "runs-in-reverse".to_owned(),
                severity: Severity::Warning,
                message: "the first run is of a later day than the second: movements read backwards".to_owned(),
                values: Map::new(),
            });
        }
        notices
    }
}
