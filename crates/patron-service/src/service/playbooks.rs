use chrono::{DateTime, Utc};

use crate::accounts::playbooks::{self, Edits, KIND, Kept, check_resources, edits, merged, over, versions};
use crate::accounts::{Signature, playbook_text};
use crate::catalogue::{Label, Measure};
use crate::error::{Result, ServiceError};
use crate::views::{LabelPlaybook, PlaybookChange, PlaybookVersion, SchemePlaybooks};

use super::Service;

impl Service {
    /// The playbooks of every scheme.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn playbooks(&self) -> Result<Vec<SchemePlaybooks>> {
        let mut all = Vec::new();
        for scheme in self.labelled_schemes().await? {
            let versions = versions(self.folder.store(), &scheme.id).await?;
            all.push(view(&scheme, &versions));
        }
        Ok(all)
    }

    /// The playbooks of a scheme, today or as an earlier change left them (0: as built in).
    ///
    /// # Errors
    /// `unknown-scheme` or `unknown-playbook-version`.
    pub async fn playbook(&self, scheme: &str, version: Option<u32>) -> Result<SchemePlaybooks> {
        let scheme = self.labelled_scheme(scheme).await?;
        let mut versions = versions(self.folder.store(), &scheme.id).await?;
        if let Some(wanted) = version {
            let kept = usize::try_from(wanted).unwrap_or(usize::MAX);
            if kept > versions.len() {
                let last = versions.len();
                let message = format!("version `{wanted}` of the playbooks of `{}`; expected 0 to {last}", scheme.id);
                return Err(ServiceError::new("unknown-playbook-version", message)
                    .value("scheme", scheme.id)
                    .value("version", wanted));
            }
            versions.truncate(kept);
        }
        Ok(view(&scheme, &versions))
    }

    /// Every change of a scheme's playbooks, latest first.
    ///
    /// # Errors
    /// `unknown-scheme`.
    pub async fn playbook_history(&self, scheme: &str) -> Result<Vec<PlaybookVersion>> {
        let scheme = self.labelled_scheme(scheme).await?;
        let mut versions = versions(self.folder.store(), &scheme.id).await?;
        versions.reverse();
        Ok(versions)
    }

    /// Changes playbooks of a scheme, or takes them back to what is built in; shown at once wherever its labels are.
    ///
    /// # Errors
    /// `unknown-scheme`, `unknown-label`, `playbook-unchanged`, `playbook-resources`, `who-missing` or `why-missing`.
    pub async fn set_playbook(
        &self,
        scheme: &str,
        change: &PlaybookChange,
        now: DateTime<Utc>,
    ) -> Result<SchemePlaybooks> {
        let signature = Signature::with_reason(&change.by, &change.why)?;
        let scheme = self.labelled_scheme(scheme).await?;
        for id in change.labels.iter().map(|edit| &edit.id).chain(&change.reset) {
            known(&scheme, id)?;
        }
        if change.labels.is_empty() && change.reset.is_empty() {
            let error = ServiceError::new("playbook-unchanged", "no label is changed; expected at least one");
            return Err(error.hint("`patron playbook show` prints what can be changed"));
        }
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let mut before = edits(&versions(writer.store(), &scheme.id).await?);
        before.retain(|label, _| !change.reset.contains(label));
        let labels = change.labels.iter().map(|edit| merged(before.get(&edit.id), edit)).collect::<Result<Vec<_>>>()?;
        let after: Edits =
            before.into_iter().chain(labels.iter().map(|edit| (edit.id.clone(), edit.clone()))).collect();
        check_resources(&scheme.id, &over(&scheme.labels, &after))?;
        let kept = Kept { labels, reset: change.reset.clone() };
        let entry = signature.entry(KIND, &scheme.id, now, serde_json::to_value(kept)?);
        writer.store().append_journal(&[entry]).await?;
        Ok(view(&scheme, &versions(writer.store(), &scheme.id).await?))
    }

    /// Playbooks as TOML, as [`Service::read_playbook`] reads them.
    ///
    /// # Errors
    /// `stored-json`, when they cannot be written.
    pub fn playbook_text(&self, view: &SchemePlaybooks) -> Result<String> {
        playbook_text::write(view)
    }

    /// Changes of playbooks as they are written in TOML.
    ///
    /// # Errors
    /// `playbook-unreadable`.
    pub fn read_playbook(&self, text: &str) -> Result<PlaybookChange> {
        playbook_text::read(text)
    }

    /// Measures with the playbooks that count today.
    pub(super) async fn with_playbooks(&self, measures: Vec<Measure>) -> Result<Vec<Measure>> {
        playbooks::of_today(self.folder.store(), measures).await
    }

    /// Label measures as built in: of the current run where there is one, else of the program.
    async fn labelled_schemes(&self) -> Result<Vec<Measure>> {
        let measures = match self.current_run().await? {
            Some(run) => run.table.measures().to_vec(),
            None => self.portfolio_registry().await?.measures(),
        };
        Ok(measures.into_iter().filter(|measure| measure.is_scheme()).collect())
    }

    async fn labelled_scheme(&self, id: &str) -> Result<Measure> {
        let schemes = self.labelled_schemes().await?;
        match schemes.iter().find(|scheme| scheme.id == id) {
            Some(scheme) => Ok(scheme.clone()),
            None => {
                let have: Vec<_> = schemes.iter().map(|scheme| format!("`{}`", scheme.id)).collect();
                let message = format!("scheme `{id}`, expected one of {}", have.join(", "));
                let hint = "schemes there are: `patron playbook list`";
                Err(ServiceError::new("unknown-scheme", message).value("scheme", id).hint(hint))
            }
        }
    }
}

fn known(scheme: &Measure, id: &str) -> Result<()> {
    if scheme.labels.iter().any(|label| label.id == id) {
        return Ok(());
    }
    let have: Vec<_> = scheme.labels.iter().map(|label| format!("`{}`", label.id)).collect();
    let message = format!("label `{id}` of scheme `{}`, expected one of {}", scheme.id, have.join(", "));
    Err(ServiceError::new("unknown-label", message).value("scheme", scheme.id.as_str()).value("label", id))
}

fn view(scheme: &Measure, versions: &[PlaybookVersion]) -> SchemePlaybooks {
    let labels = over(&scheme.labels, &edits(versions));
    let label = |(label, built_in): (Label, &Label)| LabelPlaybook {
        edited: label != *built_in,
        id: label.id,
        label: label.label,
        meaning: label.meaning,
        strategy: label.strategy,
        playbook: label.playbook,
    };
    SchemePlaybooks {
        scheme: scheme.id.clone(),
        name: scheme.label.clone(),
        version: versions.last().map_or(0, |version| version.version),
        labels: labels.into_iter().zip(&scheme.labels).map(label).collect(),
    }
}
