use std::sync::Arc;

use arrow::datatypes::DataType;

use crate::analyses::{Analysis, Registry, Scorecard};
use crate::cards::{self, Card};
use crate::catalogue::Measure;
use crate::error::Result;
use crate::kept::CARDS;
use crate::run::attribute_columns;
use crate::schemes::Columns;

use super::Service;

impl Service {
    /// What a scheme may read: measures, scores of cards, attributes; and the scores of template cards, which come along
    /// with a scheme that reads them.
    pub(super) async fn scheme_columns(&self) -> Result<Columns> {
        let mut columns = self.columns_of(&self.registry_with_cards().await?).await?;
        let measures = self.card_measures();
        for template in self.missing_cards().await? {
            let card = Scorecard::new(Card::parse(template.text, &measures)?, 0, &measures);
            let source = card.id().to_owned();
            let made = card.measures().into_iter().map(|measure| Measure { source: source.clone(), ..measure });
            columns.measures.extend(made);
        }
        Ok(columns)
    }

    /// The measures of a registry and the columns of customer records.
    pub(super) async fn columns_of(&self, registry: &Registry) -> Result<Columns> {
        let records = self.records().await?;
        let records = records.table(&self.engine.session(), "customers")?;
        let day = |name: &str| {
            let field = records.schema().inner().field_with_name(name);
            field.is_ok_and(|field| *field.data_type() == DataType::Date32)
        };
        let attributes = attribute_columns(&records).into_iter().map(|name| {
            let day = day(&name);
            (name, day)
        });
        Ok(Columns { measures: registry.measures(), attributes: attributes.collect() })
    }

    /// Templates of cards that the portfolio does not have.
    pub(super) async fn missing_cards(&self) -> Result<Vec<&'static cards::Template>> {
        let have = CARDS.all(self.folder.store()).await?;
        let have: Arc<[String]> = have.into_iter().map(|(id, _)| id).collect();
        Ok(cards::templates().iter().filter(|template| !have.iter().any(|id| id == template.id)).collect())
    }
}
