use std::sync::Arc;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::analyses::{Attributes, Registry, Scorecard, UnfitCard};
use crate::cards::{Card, template, templates};
use crate::catalogue::Measure;
use crate::error::Result;
use crate::kept::{CARDS, Kept};
use crate::views::{CardCheck, CardSummary, CardView};

use super::Service;

impl Service {
    /// Every card of the portfolio.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub async fn cards(&self) -> Result<Vec<CardSummary>> {
        let measures = self.card_measures();
        let mut found = Vec::new();
        for (id, kept) in CARDS.all(self.folder.store()).await? {
            let current = kept.current()?;
            let parsed = Card::parse(&current.text, &measures);
            let problem = parsed.as_ref().err().map(|error| error.problem().clone());
            found.push(CardSummary {
                id,
                name: parsed.as_ref().ok().map(|card| card.name.clone()),
                version: current.number,
                saved_at: current.saved_at.clone(),
                indicators: parsed.as_ref().map_or(0, |card| card.indicators.len()),
                problem,
            });
        }
        Ok(found)
    }

    /// Cards to begin with, as they come with the program.
    ///
    /// # Errors
    /// When one does not fit the catalogue.
    pub fn card_templates(&self) -> Result<Vec<CardSummary>> {
        let measures = self.card_measures();
        let summary = |template: &crate::cards::Template| -> Result<CardSummary> {
            let card = Card::parse(template.text, &measures)?;
            Ok(CardSummary {
                id: card.id,
                name: Some(card.name),
                version: 0,
                saved_at: String::new(),
                indicators: card.indicators.len(),
                problem: None,
            })
        };
        templates().iter().map(summary).collect()
    }

    /// A template as it is written; its version is 0.
    ///
    /// # Errors
    /// `unknown-template`.
    pub fn card_template(&self, id: &str) -> Result<CardView> {
        let found = template(id)?;
        let text = found.text.to_owned();
        Ok(CardView { id: found.id.to_owned(), version: 0, saved_at: String::new(), text, versions: Vec::new() })
    }

    /// One card as it is written, with the numbers of its versions.
    ///
    /// # Errors
    /// `unknown-card`, or `unknown-card-version`.
    pub async fn card(&self, id: &str, version: Option<u32>) -> Result<CardView> {
        let kept = self.kept_card(id).await?;
        let chosen = CARDS.version(id, &kept, version)?;
        Ok(CardView {
            id: id.to_owned(),
            version: chosen.number,
            saved_at: chosen.saved_at.clone(),
            text: chosen.text.clone(),
            versions: kept.numbers(),
        })
    }

    /// Checks a card against the catalogue without keeping it.
    ///
    /// # Errors
    /// `card-…`, naming card, line and what was expected.
    pub fn validate_card(&self, text: &str) -> Result<Card> {
        Card::parse(text, &self.card_measures())
    }

    /// Checks a card as [`Service::validate_card`] does; a card that does not fit is an answer too.
    #[must_use]
    pub fn check_card(&self, text: &str) -> CardCheck {
        let judged = crate::cards::judged(text);
        match self.validate_card(text) {
            Ok(card) => CardCheck {
                id: Some(card.id),
                name: Some(card.name),
                indicators: card.indicators.len(),
                problem: None,
                judged,
            },
            Err(error) => CardCheck { id: None, name: None, indicators: 0, problem: Some(error.into()), judged },
        }
    }

    /// Checks a card and keeps it as the next version; the next run scores it.
    ///
    /// # Errors
    /// As [`Service::validate_card`].
    pub async fn put_card(&self, text: &str, now: DateTime<Utc>) -> Result<CardView> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        let saved_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let card = self.validate_card(text)?;
        CARDS.put(self.folder.store(), &card.id, text, &saved_at).await?;
        self.card(&card.id, None).await
    }

    /// Removes a card with its versions; runs keep what they scored.
    ///
    /// # Errors
    /// `unknown-card`.
    pub async fn remove_card(&self, id: &str, now: DateTime<Utc>) -> Result<()> {
        let writer = self.folder.writer(now).await?;
        let _turn = writer.turn().await;
        CARDS.remove(self.folder.store(), id).await
    }

    pub(super) async fn kept_card(&self, id: &str) -> Result<Kept> {
        CARDS.one(self.folder.store(), id).await
    }

    /// The measures a card may read: those of the analyses that are no cards.
    pub(super) fn card_measures(&self) -> Vec<Measure> {
        self.registry.measures()
    }

    /// The analyses of the program and a scorecard for each card of the portfolio; the attributes that cards and schemes
    /// read as numbers.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub(super) async fn registry_with_cards(&self) -> Result<Registry> {
        let measures = self.card_measures();
        let mut registry = self.with_surveys(self.registry.clone()).await?;
        let mut read = Vec::new();
        for (id, kept) in CARDS.all(self.folder.store()).await? {
            let current = kept.current()?;
            registry = registry.with(match Card::parse(&current.text, &measures) {
                Ok(card) => {
                    read.extend(card.measures_read().into_iter().map(str::to_owned));
                    Arc::new(Scorecard::new(card, current.number, &measures))
                }
                Err(problem) => Arc::new(UnfitCard::new(&id, problem)),
            });
        }
        for (_, text) in crate::kept::SCHEMES.texts(self.folder.store()).await? {
            read.extend(crate::schemes::read_draft(&text).map(|draft| draft.numbers()).unwrap_or_default());
        }
        if let Some(attributes) = Attributes::among(read.iter().map(String::as_str)) {
            registry = registry.with(Arc::new(attributes));
        }
        Ok(registry)
    }
}
