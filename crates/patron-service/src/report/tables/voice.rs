use super::Source;
use crate::report::table::{Cell, Table};
use crate::views::{VoiceCalls, VoiceComplaints, VoiceFigure, VoiceStake, VoiceSurvey};

const SECTION: &str = "voice";

/// What customers think: waves, what is at stake, whom to call, complaints; each where it is known.
pub(in crate::report) fn voice(source: &Source<'_>) -> Vec<Table> {
    let Some(page) = &source.content.voice else { return Vec::new() };
    let survey = page.survey.as_ref().map(|found| waves(source, found));
    let stake = page.stake.as_ref().map(|found| stake(source, found));
    let calls = page.calls.as_ref().map(|found| calls(source, found));
    let complaints = page.complaints.as_ref().map(|found| complaints(source, found));
    [survey, stake, calls, complaints].into_iter().flatten().collect()
}

fn titled(source: &Source<'_>, key: &str, columns: Vec<String>, rows: Vec<Vec<Cell>>) -> Table {
    let (title, note) = (source.word(SECTION, key), source.word(SECTION, &format!("{key}_note")));
    Table { title, note, columns, rows }
}

fn names<const N: usize>(source: &Source<'_>, keys: [&str; N]) -> Vec<String> {
    keys.iter().map(|key| source.word(SECTION, key)).collect()
}

fn money(source: &Source<'_>, key: &str) -> String {
    source.words.money(SECTION, key, source.format.currency())
}

fn figure(figure: Option<VoiceFigure>) -> [Cell; 3] {
    let part = |of: fn(&VoiceFigure) -> Option<f64>| Cell::maybe(figure.as_ref().and_then(of), Cell::Number);
    [part(|figure| Some(figure.value)), part(|figure| figure.low), part(|figure| figure.high)]
}

fn waves(source: &Source<'_>, found: &VoiceSurvey) -> Table {
    let mut columns = names(source, ["wave", "from", "to", "respondents"]);
    columns.push(source.word(SECTION, &format!("figure_{}", found.figure)));
    columns.extend(names(source, ["low", "high"]));
    columns.extend(found.waves.iter().take(1).flat_map(|wave| {
        wave.classes.iter().map(|class| source.words.of_text(&class.label).to_owned())
    }));
    let rows = found.waves.iter().map(|wave| {
        let mut row = vec![
            Cell::text(wave.id.clone()),
            Cell::text(wave.from.clone()),
            Cell::text(wave.to.clone()),
            Cell::count(wave.respondents as u64),
        ];
        row.extend(figure(wave.figure));
        row.extend(wave.classes.iter().map(|class| Cell::Share(class.share)));
        row
    });
    let mut table = titled(source, "waves", columns, rows.collect());
    table.note = format!("{} {}", source.words.of_text(&found.name), table.note);
    table
}

fn stake(source: &Source<'_>, found: &VoiceStake) -> Table {
    let mut columns = names(source, ["class", "customers", "share"]);
    columns.extend(["revenue", "equity"].map(|key| money(source, key)));
    columns.extend(names(source, ["share_of_equity"]));
    let rows = found.classes.iter().map(|class| {
        vec![
            Cell::text(source.words.of_text(&class.label)),
            Cell::count(class.customers),
            Cell::maybe(class.share_of_customers, Cell::Share),
            Cell::Money(class.revenue),
            Cell::Money(class.equity),
            Cell::maybe(class.share_of_equity, Cell::Share),
        ]
    });
    titled(source, "stake", columns, rows.collect())
}

fn calls(source: &Source<'_>, found: &VoiceCalls) -> Table {
    let mut columns = names(source, ["place", "customer", "name", "owner", "class", "score", "answered"]);
    columns.extend(["equity", "urgency"].map(|key| money(source, key)));
    columns.extend(names(source, ["open_complaints"]));
    let rows = found.rows.iter().map(|row| {
        vec![
            Cell::count(row.place),
            Cell::text(row.customer_id.clone()),
            Cell::text(row.name.clone().unwrap_or_default()),
            Cell::text(row.owner.clone().unwrap_or_default()),
            Cell::text(source.words.of_text(&row.class_label)),
            Cell::Number(row.score),
            Cell::text(row.answered.clone()),
            Cell::Money(row.equity),
            Cell::Money(row.urgency),
            Cell::count(row.open_complaints),
        ]
    });
    titled(source, "calls", columns, rows.collect())
}

fn complaints(source: &Source<'_>, found: &VoiceComplaints) -> Table {
    let mut columns = vec![source.words.of_text(&found.label).to_owned()];
    columns.extend(names(
        source,
        ["complaints", "per_order", "low", "high", "open", "oldest", "resolved_after", "again", "at_first"],
    ));
    let rows = found.groups.iter().chain([&found.all]).map(|group| {
        vec![
            Cell::text(source.words.of_text(&group.label)),
            Cell::count(group.complaints),
            Cell::maybe(group.rate, Cell::Share),
            Cell::maybe(group.rate_low, Cell::Share),
            Cell::maybe(group.rate_high, Cell::Share),
            Cell::count(group.open),
            Cell::maybe(group.open_oldest_days, Cell::Count),
            Cell::maybe(group.median_days, Cell::Number),
            Cell::maybe(group.repeats.map(|share| share.share), Cell::Share),
            Cell::maybe(group.first_contact.map(|share| share.share), Cell::Share),
        ]
    });
    titled(source, "complaints_title", columns, rows.collect())
}
