//! The import itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use patron_ledger::batch::{Loader, Written, write_sorted};
use patron_ledger::rule::{Known, Rules, Sieve};
use patron_ledger::session::{Engine, SessionLimits};
use patron_ledger::table::{Table, table};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::answers::Answers;
use super::commit::{Commit, commit};
use super::lookup::Files;
use super::prepare::{Prepared, look};
use super::progress::{Course, Listener};
use super::read::{self, Input, Outcome};
use super::report::{Parts, report};
use super::words::broken;
use super::{contradiction, notices, overlap, questions};
use crate::error::{Result, ServiceError};
use crate::folder::{LEDGER, UPLOADS, Writer, quarantine_path};
use crate::portfolio::{self, NO_CURRENCY, Settings};
use crate::views::{ImportReport, ImportRequest, Notice};

/// Batches between reading and sorting.
const AHEAD: usize = 4;
/// Memory for sorting; beyond it rows spill to disk.
const SORT_MEMORY: usize = 512 << 20;

/// Imports files as one batch. `now` decides which dates are in the future and when the batch was made.
///
/// # Errors
/// A file that cannot be read, a request that does not fit, code `question` where something was not answered, or
/// `cancelled`. Nothing of a failed import stays.
pub async fn import(
    writer: &Writer,
    files: &[PathBuf],
    request: &ImportRequest,
    now: DateTime<Utc>,
    listener: Listener,
    cancel: CancellationToken,
) -> Result<ImportReport> {
    let _turn = writer.turn().await;
    let course = Course::new(listener, cancel);
    let table = table(&request.table)?;
    let settings = portfolio::settings(writer.store()).await?;
    let rules = rules(table, &settings, request)?;
    let files = Files::of(files, request, &writer.path(UPLOADS)).await?;
    let prepared = prepare(writer, table, files.paths(), request, &course).await?;
    let plan = Plan::new(writer, table, &settings, rules, prepared, now).await?;
    plan.run(writer, request, now, course).await
}

/// The portfolio's rules with those of the request over them.
fn rules(table: &Table, settings: &Settings, request: &ImportRequest) -> Result<Rules> {
    let known = patron_ledger::rule::rule_names(table);
    let of_table = settings.rules.iter().filter(|(rule, _)| known.contains(&rule.as_str()));
    let mut all: BTreeMap<_, _> = of_table.map(|(rule, value)| (rule.clone(), value.clone())).collect();
    all.extend(request.rules.clone());
    Ok(Rules::new(table, &all)?)
}

async fn prepare(
    writer: &Writer,
    table: &'static Table,
    files: &[PathBuf],
    request: &ImportRequest,
    course: &Course,
) -> Result<Vec<Prepared>> {
    if files.is_empty() {
        return Err(
            ServiceError::new("no-file", "no file was named; expected at least one").hint("name the files to import")
        );
    }
    let answers = Answers::new(&request.answers)?;
    let mut prepared = Vec::with_capacity(files.len());
    for path in files {
        let (path, answers) = (path.clone(), answers.clone());
        let watch = course.watch("profile", 0, std::fs::metadata(&path).map_or(0, |metadata| metadata.len()));
        let looked = tokio::task::spawn_blocking(move || look(&path, &answers, &watch));
        let looked = looked.await.map_err(|error| broken(&error))??;
        prepared.push(Prepared::new(writer.store(), table, request, looked).await?);
    }
    overlap::check_different(&prepared)?;
    Ok(prepared)
}

/// A checked import.
struct Plan {
    table: &'static Table,
    inputs: Vec<Input>,
    loader: Loader,
    engine: Engine,
    mapping: BTreeMap<String, String>,
    notices: Vec<Notice>,
    zone: Option<Tz>,
    currency_is_open: bool,
    hashes: Vec<String>,
    kept: Vec<(String, super::prepare::Kept)>,
}

impl Plan {
    async fn new(
        writer: &Writer,
        table: &'static Table,
        settings: &Settings,
        rules: Rules,
        prepared: Vec<Prepared>,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let portfolio = settings.resolve()?;
        let answered = prepared.first().map(|file| file.answers.time_zone()).transpose()?.flatten();
        let zone = answered.unwrap_or(portfolio.time_zone);
        if table.day().is_some() {
            portfolio::check_zone(writer.store(), settings, zone).await?;
        }
        let engine = Engine::new(&writer.path(UPLOADS), SessionLimits { threads: 1, memory_bytes: SORT_MEMORY })?;
        let state = engine.session().state();
        let wanted = prepared.first().map(|file| file.answers.overlap()).transpose()?;
        let wanted = wanted.unwrap_or(patron_ledger::rule::Overlap::Ask);
        let names = names(&prepared);
        let (mut inputs, mut notices, mut attributes) = (Vec::new(), Vec::new(), Vec::<String>::new());
        let (mut hashes, mut kept, mut mapping) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (file, name) in prepared.into_iter().zip(names) {
            let mapper = file.mapper(table, zone, &state)?;
            if let Some(question) = file.questions(&mapper).first() {
                return Err(questions::unanswered(question));
            }
            let same = overlap::same_content(writer.store(), table, &file).await?;
            if let (Some(message), patron_ledger::rule::Overlap::Ask) = (&same, wanted) {
                return Err(questions::unanswered(&questions::ask_overlap(message.clone())));
            }
            let said = settings.time_zone.is_some() || answered.is_some();
            if !said && notices.is_empty() && file.time_zone_question(table, &mapper).is_some() {
                notices.push(notices::time_zone_default(zone.name()));
            }
            let skip = same.is_some() && wanted == patron_ledger::rule::Overlap::Skip;
            if table.attributes {
                let unused = mapper.unused().into_iter().filter_map(|at| file.read.get(at));
                let new: Vec<String> = unused.filter(|name| !attributes.contains(name)).cloned().collect();
                attributes.extend(new);
            }
            notices.extend(left_out(&file));
            mapping.extend(file.mapping.clone());
            hashes.push(file.source.sha256().to_owned());
            kept.push((file.shape.clone(), file.kept()));
            let part = file.part(name, mapper, skip);
            inputs.push(Input { source: file.source, part });
        }
        let has_order_id = inputs.iter().any(|input| input.part.mapper.fills("order_id"));
        let orders = overlap::orders_of(writer, table, &inputs).await?;
        let currency = Some(portfolio.currency).filter(|currency| currency != NO_CURRENCY);
        let currency_is_open = currency.is_none();
        let known = Known { zone, today: now.with_timezone(&zone).date_naive(), orders, currency };
        let sieve = Sieve::new(table, rules, wanted, known, has_order_id);
        let loader = Loader::new(table, attributes, sieve);
        Ok(Self { table, inputs, loader, engine, mapping, notices, zone: answered, currency_is_open, hashes, kept })
    }

    async fn run(
        self,
        writer: &Writer,
        request: &ImportRequest,
        now: DateTime<Utc>,
        course: Course,
    ) -> Result<ImportReport> {
        let Self { table, inputs, loader, engine, mapping, mut notices, zone, currency_is_open, hashes, kept } = self;
        let id = new_id(now);
        let path = format!("{LEDGER}/{}/{id}.parquet", table.id);
        let quarantine = writer.path(&quarantine_path(&id));
        let files = inputs.iter().map(|input| input.part.name.clone()).collect();
        let (sender, receiver) = mpsc::channel(AHEAD);
        let refused = request.refused.clone();
        let sorting = write_sorted(engine.session().task_ctx(), table, loader.schema(), receiver, writer.path(&path));
        let reading = {
            let course = course.clone();
            tokio::task::spawn_blocking(move || {
                let outcome = read::all(&inputs, &refused, loader, &sender, &quarantine, &course);
                course.stage("sort", 0, 0);
                outcome
            })
        };
        let work = async {
            let (written, outcome) = tokio::join!(sorting, reading);
            let outcome = outcome.map_err(|error| broken(&error))??;
            Ok::<(Option<Written>, Outcome), ServiceError>((written?, outcome))
        };
        let (written, outcome) = tokio::select! {
            done = work => done?,
            () = course.cancelled() => return Err(ServiceError::cancelled()),
        };
        let sieve = outcome.loader.sieve();
        if sieve.unanswered_overlap() > 0 {
            let message = overlap::overlapping(sieve.unanswered_overlap());
            return Err(questions::unanswered(&questions::ask_overlap(message)));
        }
        if let Some(written) = written.as_ref().filter(|_| table.id == contradiction::TABLE) {
            contradiction::check(writer, written.file.path()).await?;
        }
        let currency = sieve.currency().filter(|_| currency_is_open).map(str::to_owned);
        notices.extend(remarks(table, &outcome, &mapping, sieve.currency().is_some()));
        let rejects = &outcome.first_rejects;
        let parts =
            Parts { table, files, mapping, loader: &outcome.loader, written: written.as_ref(), rejects, notices };
        let mut report = report(parts);
        if request.dry_run {
            return Ok(report);
        }
        if report.loaded == 0 && report.quarantined == 0 {
            report.notices.push(notices::nothing_loaded());
            return Ok(report);
        }
        course.check()?;
        course.stage("commit", 0, 1);
        let rules = request.rules.clone();
        let (quarantine, corrections) = (outcome.quarantine, outcome.loader.corrections().clone());
        let record = Commit { id, now, path, written, quarantine, hashes, zone, currency, kept, rules, corrections };
        let report = commit(writer, record, report).await?;
        course.stage("commit", 1, 1);
        Ok(report)
    }
}

/// Names of the files as rows carry them; with folders only where two are alike.
fn names(files: &[Prepared]) -> Vec<String> {
    let short: Vec<String> = files.iter().map(Prepared::name).collect();
    let alike = |name: &String| short.iter().filter(|other| *other == name).count() > 1;
    let whole = |file: &Prepared| file.source.path().display().to_string();
    files.iter().zip(&short).map(|(file, name)| if alike(name) { whole(file) } else { name.clone() }).collect()
}

fn left_out(file: &Prepared) -> Vec<Notice> {
    let open = file.proposal.iter().flat_map(|proposal| &proposal.unmatched);
    let open =
        open.filter(|open| !open.required && !open.candidates.is_empty() && !file.mapping.contains_key(&open.field));
    open.map(|open| notices::field_left_out(&open.field, &file.candidates(&open.field))).collect()
}

fn remarks(table: &Table, outcome: &Outcome, mapping: &BTreeMap<String, String>, currency: bool) -> Vec<Notice> {
    let mut notices = Vec::new();
    let effects = outcome.loader.sieve().effects();
    let rows = |rule: &str| effects.iter().find(|effect| effect.rule == rule).map_or(0, |effect| effect.rows);
    if table.has_returns() {
        match (mapping.contains_key("amount"), currency) {
            (false, _) => notices.push(notices::no_amount()),
            (true, false) => notices.push(notices::no_currency()),
            (true, true) => {}
        }
        if rows("return-sign") > 0 {
            notices.push(notices::signs_turned(rows("return-sign")));
        }
        let kept = effects.iter().any(|effect| effect.rule == "duplicates" && effect.setting == "keep");
        if kept && rows("duplicates") > 0 {
            notices.push(notices::duplicates_kept(rows("duplicates")));
        }
    }
    let tally = outcome.loader.tally();
    if tally.quarantined.rows == tally.read.rows {
        notices.push(notices::all_rejected());
    }
    notices
}

/// Identifiers sort by time.
fn new_id(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let moment = uuid::Timestamp::from_unix(uuid::NoContext, seconds, now.timestamp_subsec_nanos());
    Uuid::new_v7(moment).to_string()
}
