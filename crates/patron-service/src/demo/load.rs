//! From a bundle to batches in the ledger, through the import that any other file takes.

use std::fs;
use std::path::Path;

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Bundle, BundledTable};
use crate::cards::{Card, template};
use crate::catalogue::Measure;
use crate::costing::CostModel;
use crate::error::{Result, ServiceError};
use crate::folder::{UPLOADS, Writer};
use crate::import;
use crate::kept::{CARDS, COSTS};
use crate::portfolio::{put_settings, settings};
use crate::run::{Cancel, ProgressSink};
use crate::views::ImportRequest;

/// Whom the cards of a bundle are for.
const SCOPE: &str = "contracts_running > 0 or contracts_ended_year > 0";

/// Imports every table of the bundle that is not there yet, so that an interrupted load goes on where it stopped.
///
/// # Errors
/// `demo-folder-taken` where the folder holds other records, or what the import refuses.
pub(crate) async fn load(
    writer: &Writer,
    bundle: &Bundle,
    measures: &[Measure],
    now: DateTime<Utc>,
    progress: &ProgressSink,
    cancel: &Cancel,
) -> Result<()> {
    let store = writer.store();
    let mut kept = settings(store).await?;
    if kept.origin.as_deref() != Some(bundle.origin.as_str()) {
        if kept.origin.is_some() || !store.batches().await?.is_empty() {
            return Err(taken(writer));
        }
        kept.name = Some(bundle.name.clone());
        kept.currency = Some(bundle.currency.to_owned());
        kept.time_zone = Some(bundle.time_zone.to_owned());
        kept.origin = Some(bundle.origin.clone());
        kept.simulated = bundle.simulated;
        for id in bundle.cards {
            put_card(writer, id, measures, now).await?;
        }
        if let Some(text) = bundle.costs {
            let saved_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
            COSTS.put(store, &CostModel::parse(text)?.id, text, &saved_at).await?;
        }
        put_settings(store, &kept).await?;
    }
    for table in &bundle.tables {
        if store.live_files(table.table).await?.is_empty() {
            import_table(writer, table, now, progress, cancel).await?;
        }
    }
    Ok(())
}

/// Keeps a template as a card of whoever buys or bought on a contract; `measures` are those that a card may read.
async fn put_card(writer: &Writer, id: &str, measures: &[Measure], now: DateTime<Utc>) -> Result<()> {
    let text = template(id)?.text.replacen("\nname = ", &format!("\nscope = \"{SCOPE}\"\nname = "), 1);
    let card = Card::parse(&text, measures)?;
    let saved_at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    CARDS.put(writer.store(), &card.id, &text, &saved_at).await.map(drop)
}

async fn import_table(
    writer: &Writer,
    table: &BundledTable,
    now: DateTime<Utc>,
    progress: &ProgressSink,
    cancel: &Cancel,
) -> Result<()> {
    let folder = writer.path(&format!("{UPLOADS}/demo"));
    fs::create_dir_all(&folder)?;
    let imported = import_file(writer, &folder, table, now, progress, cancel).await;
    fs::remove_dir_all(&folder)?;
    imported
}

async fn import_file(
    writer: &Writer,
    folder: &Path,
    table: &BundledTable,
    now: DateTime<Utc>,
    progress: &ProgressSink,
    cancel: &Cancel,
) -> Result<()> {
    let file = folder.join(table.file_name);
    fs::write(&file, &table.content)?;
    let mapping = table.mapping.iter().map(|(field, from)| ((*field).to_owned(), (*from).to_owned()));
    let request =
        ImportRequest { table: table.table.to_owned(), mapping: mapping.collect(), ..ImportRequest::default() };
    import::import(writer, &[file], &request, now, progress.clone(), cancel.token()).await.map(drop)
}

fn taken(writer: &Writer) -> ServiceError {
    let shown = writer.root().display().to_string();
    ServiceError::new(
        "demo-folder-taken",
        format!("data folder `{shown}` holds other records; expected an empty folder or this demonstration"),
    )
    .hint("name another folder with `--data-dir`; it is made where there is none")
    .value("folder", shown)
}
