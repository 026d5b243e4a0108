//! Rejected rows that came back: what each import brought again.

use std::collections::{BTreeMap, BTreeSet};

use patron_ledger::batch::{BATCH_COLUMN, Corrections, as_text};
use patron_ledger::source::{self, ReadOptions, Source, Watch};
use patron_store::{BatchState, Store};

use super::read::Input;
use super::words::broken;
use crate::error::Result;

/// Documents with the corrections of an import, under the identifier of its batch.
pub(super) const KIND: &str = "correction";

async fn all(store: &dyn Store) -> Result<BTreeMap<String, Corrections>> {
    let documents = store.documents(KIND).await?;
    documents.into_iter().map(|(batch, value)| Ok((batch, serde_json::from_value(value)?))).collect()
}

/// What the live batches brought again.
pub(super) async fn live(store: &dyn Store) -> Result<Corrections> {
    let mut all = all(store).await?;
    let mut live = Corrections::default();
    if !all.is_empty() {
        let batches = store.batches().await?.into_iter().filter(|batch| batch.state == BatchState::Live);
        batches.filter_map(|batch| all.remove(&batch.id)).for_each(|corrections| live.extend(corrections));
    }
    Ok(live)
}

/// The batches that rows of these files correct, each with itself and the batches that it corrected in turn: together
/// they are one import in several tries, whose orders do not overlap each other.
pub(super) async fn roots(store: &dyn Store, inputs: &[Input]) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let corrected = inputs.iter().filter(|input| input.part.treatment.corrected);
    let corrected: Vec<Source> = corrected.map(|input| input.source.clone()).collect();
    if corrected.is_empty() {
        return Ok(BTreeMap::new());
    }
    let named = tokio::task::spawn_blocking(move || -> Result<_> {
        corrected.iter().map(named_by).try_fold(BTreeSet::new(), |all, named| Ok(&all | &named?))
    });
    let named = named.await.map_err(|error| broken(&error))??;
    let all = all(store).await?;
    let known: BTreeSet<String> = store.batches().await?.into_iter().map(|batch| batch.id).collect();
    Ok(named
        .into_iter()
        .filter(|batch| known.contains(batch))
        .map(|batch| (batch.clone(), tries(batch, &all)))
        .collect())
}

/// The batches that the rows of a corrected file name.
fn named_by(source: &Source) -> Result<BTreeSet<String>> {
    let mut named = BTreeSet::new();
    if source.column_names().iter().any(|name| name == BATCH_COLUMN) {
        let options = ReadOptions { columns: Some(vec![BATCH_COLUMN.to_owned()]), ..ReadOptions::default() };
        for batch in source::read(source, &options, &Watch::new())? {
            for column in &batch?.columns {
                named.extend(as_text(column)?.iter().flatten().map(|batch| batch.trim().to_owned()));
            }
        }
    }
    Ok(named)
}

fn tries(batch: String, all: &BTreeMap<String, Corrections>) -> BTreeSet<String> {
    let (mut tries, mut open) = (BTreeSet::new(), vec![batch]);
    while let Some(batch) = open.pop() {
        let earlier = all.get(&batch).into_iter().flat_map(Corrections::batches).map(str::to_owned);
        open.extend(earlier.filter(|earlier| !tries.contains(earlier)));
        tries.insert(batch);
    }
    tries
}
