//! Files and orders that the ledger has already.

use patron_ledger::batch::{known_orders, rows_of_known_orders};
use patron_ledger::mapping::Mapper;
use patron_ledger::rule::KnownOrders;
use patron_ledger::source::Watch;
use patron_ledger::table::Table;
use patron_store::{BatchRecord, BatchState, Store};

use super::corrections;
use super::prepare::Prepared;
use super::read::Input;
use super::words::broken;
use crate::error::{Result, ServiceError};
use crate::folder::Folder;

/// Says that the same file is in the ledger, if it is.
pub(super) async fn same_content(store: &dyn Store, table: &Table, prepared: &Prepared) -> Result<Option<String>> {
    let hash = prepared.source.sha256();
    let holds = |batch: &BatchRecord| {
        batch.table == table.id
            && batch.state == BatchState::Live
            && !batch.files.is_empty()
            && batch.content_hashes.iter().any(|known| known == hash)
    };
    Ok(store.batches().await?.into_iter().find(holds).map(|batch| {
        format!(
            "file `{}` is in the ledger already, with batch `{}`; expected to know whether its rows are wanted again",
            prepared.name(),
            batch.id
        )
    }))
}

/// Refuses two files of one import with the same content.
pub(super) fn check_different(files: &[Prepared]) -> Result<()> {
    for (at, file) in files.iter().enumerate() {
        if let Some(twin) = files.iter().take(at).find(|twin| twin.source.sha256() == file.source.sha256()) {
            let (first, second) = (twin.source.path().display().to_string(), file.source.path().display().to_string());
            return Err(ServiceError::new(
                "file-twice",
                format!("files `{first}` and `{second}` have the same content; expected different files"),
            )
            .hint("leave one of them out")
            .value("first", first)
            .value("second", second));
        }
    }
    Ok(())
}

/// Orders of the live batches, as they count for the rows of these files.
pub(super) async fn orders_of(folder: &Folder, table: &Table, inputs: &[Input]) -> Result<KnownOrders> {
    if !inputs.iter().any(|input| input.part.mapper.fills("order_id")) {
        return Ok(KnownOrders::default());
    }
    let files = folder.store().live_files(table.id).await?;
    if files.is_empty() {
        return Ok(KnownOrders::default());
    }
    let roots = corrections::roots(folder.store(), inputs).await?;
    let files: Vec<_> = files.into_iter().map(|file| (file.batch, folder.path(&file.file.path))).collect();
    let read = tokio::task::spawn_blocking(move || known_orders(&files, &roots));
    Ok(read.await.map_err(|error| broken(&error))??)
}

/// How many rows of a file belong to orders of the ledger.
pub(super) async fn rows_known(folder: &Folder, table: &Table, prepared: &Prepared, mapper: Mapper) -> Result<u64> {
    let part = prepared.part(prepared.name(), mapper, false);
    let inputs = [Input { source: prepared.source.clone(), part }];
    let known = orders_of(folder, table, &inputs).await?;
    if known.is_empty() {
        return Ok(0);
    }
    let counted = tokio::task::spawn_blocking(move || -> Result<u64> {
        let mut rows = 0;
        for input in &inputs {
            for batch in input.batches(&Watch::new())? {
                rows += rows_of_known_orders(&input.part, &batch?, &known)?;
            }
        }
        Ok(rows)
    });
    counted.await.map_err(|error| broken(&error))?
}

/// Says how many rows belong to orders of the ledger.
pub(super) fn overlapping(rows: u64) -> String {
    let are = if rows == 1 { "row belongs to an order" } else { "rows belong to orders" };
    format!("{rows} {are} that the ledger has already; expected to know whether to skip or keep them")
}
