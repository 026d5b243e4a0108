//! The portfolio's own schemes: list, read, check with a preview, keep, remove; and as analyses of a run.

mod columns;
mod preview;

use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::analyses::{OwnScheme, Registry, SchemeParameters, UnfitScheme, measure_id};
use crate::error::Result;
use crate::kept::{CARDS, Kept, SCHEMES};
use crate::schemes::{Scheme, among, resolve, template, templates};
use crate::views::{SchemeFile, SchemeSummary};

use super::Service;

impl Service {
    /// Every scheme that the portfolio defines itself.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn schemes(&self) -> Result<Vec<SchemeSummary>> {
        let columns = self.scheme_columns().await?;
        let store = self.folder.store();
        let resolved = resolve(&SCHEMES.texts(store).await?, &columns);
        let mut found = Vec::new();
        for ((id, kept), (_, scheme)) in SCHEMES.all(store).await?.into_iter().zip(resolved) {
            let current = kept.current()?;
            let valued = self.earlier_scheme(&id).await.map(|parameters| parameters.version);
            found.push(SchemeSummary {
                version: current.number,
                saved_at: current.saved_at.clone(),
                valued,
                problem: scheme.as_ref().err().map(|problem| problem.problem().clone()),
                ..summary(&id, scheme.as_ref().ok())
            });
        }
        Ok(found)
    }

    /// Schemes to begin with, as they come with the program.
    ///
    /// # Errors
    /// When one does not fit the columns there are.
    pub async fn scheme_templates(&self) -> Result<Vec<SchemeSummary>> {
        let columns = self.scheme_columns().await?;
        let each = templates().iter();
        each.map(|template| Ok(summary(template.id, Some(&Scheme::parse(template.text, &columns)?)))).collect()
    }

    /// A template as it is written; its version is 0.
    ///
    /// # Errors
    /// `unknown-scheme-template`.
    pub fn scheme_template(&self, id: &str) -> Result<SchemeFile> {
        let found = template(id)?;
        Ok(SchemeFile {
            id: found.id.to_owned(),
            version: 0,
            saved_at: String::new(),
            text: found.text.to_owned(),
            versions: Vec::new(),
            cards: Vec::new(),
        })
    }

    /// One scheme as it is written, with the numbers of its versions.
    ///
    /// # Errors
    /// `unknown-own-scheme`, or `unknown-scheme-version`.
    pub async fn scheme(&self, id: &str, version: Option<u32>) -> Result<SchemeFile> {
        let kept = self.kept_scheme(id).await?;
        let chosen = SCHEMES.version(id, &kept, version)?;
        Ok(SchemeFile {
            id: id.to_owned(),
            version: chosen.number,
            saved_at: chosen.saved_at.clone(),
            text: chosen.text.clone(),
            versions: kept.numbers(),
            cards: Vec::new(),
        })
    }

    /// Checks a scheme beside the portfolio's others without keeping it.
    ///
    /// # Errors
    /// `scheme-…`, naming scheme, line and what was expected.
    pub async fn validate_scheme(&self, text: &str) -> Result<Scheme> {
        among(self.folder.store(), text, &self.scheme_columns().await?).await
    }

    /// Checks a scheme and keeps it as the next version; the next run gives its labels. A template card that it reads
    /// and the portfolio lacks comes along.
    ///
    /// # Errors
    /// As [`Service::validate_scheme`].
    pub async fn put_scheme(&self, text: &str, now: DateTime<Utc>) -> Result<SchemeFile> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let saved_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let store = self.folder.store();
        let scheme = self.validate_scheme(text).await?;
        SCHEMES.put(store, &scheme.id, text, &saved_at).await?;
        let mut added = Vec::new();
        for template in self.missing_cards().await? {
            let begins = format!("card.{}.", template.id);
            if scheme.reads().iter().any(|column| column.starts_with(&begins)) {
                let card = self.validate_card(template.text)?;
                CARDS.put(store, &card.id, template.text, &saved_at).await?;
                added.push(template.id.to_owned());
            }
        }
        Ok(SchemeFile { cards: added, ..self.scheme(&scheme.id, None).await? })
    }

    /// Removes a scheme with its versions; runs keep their labels.
    ///
    /// # Errors
    /// `unknown-own-scheme`.
    pub async fn remove_scheme(&self, id: &str, now: DateTime<Utc>) -> Result<()> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        SCHEMES.remove(self.folder.store(), id).await
    }

    async fn kept_scheme(&self, id: &str) -> Result<Kept> {
        SCHEMES.one(self.folder.store(), id).await
    }

    /// What the current run computed for a scheme; nothing where it did not, or is of another version.
    async fn earlier_scheme(&self, id: &str) -> Option<SchemeParameters> {
        let run = self.current_run().await.ok().flatten()?;
        run.record.parameters::<Option<SchemeParameters>>(&measure_id(id)).ok().flatten().flatten()
    }

    /// The analyses of the portfolio: those of the program, its costs, its cards, its schemes and its roster.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(super) async fn portfolio_registry(&self) -> Result<Registry> {
        self.with_roster(self.with_costs(self.registry_with_schemes().await?).await?).await
    }

    /// Those of the program, its cards and its schemes.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(super) async fn registry_with_schemes(&self) -> Result<Registry> {
        let mut registry = self.registry_with_cards().await?;
        let store = self.folder.store();
        let texts = SCHEMES.texts(store).await?;
        if texts.is_empty() {
            return Ok(registry);
        }
        let columns = self.columns_of(&registry).await?;
        for (id, scheme) in resolve(&texts, &columns) {
            let version = self.kept_scheme(&id).await?.current()?.number;
            registry = registry.with(match scheme {
                Ok(scheme) => Arc::new(OwnScheme::new(scheme, version, &columns, self.earlier_scheme(&id).await)),
                Err(problem) => Arc::new(UnfitScheme::new(&id, problem)),
            });
        }
        Ok(registry)
    }
}

fn summary(id: &str, scheme: Option<&Scheme>) -> SchemeSummary {
    SchemeSummary {
        id: id.to_owned(),
        measure: measure_id(id),
        name: scheme.map(|scheme| scheme.name.clone()),
        kind: scheme.map(|scheme| scheme.plan.kind()),
        version: 0,
        saved_at: String::new(),
        labels: scheme.map_or(0, |scheme| scheme.labels.len()),
        valued: None,
        problem: None,
    }
}
