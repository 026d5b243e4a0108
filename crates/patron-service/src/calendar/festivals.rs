use patron_models::calendar::{Date, Event, FESTIVALS, Tradition};

/// Days before and after a festival that belong to it: the holidays that follow, the days on which people buy for it, or
/// on which a sale runs up to it.
fn days_around(name: &str) -> (u32, u32) {
    match name {
        "spring-festival" | "national-day" => (0, 6),
        "labour-day" => (0, 4),
        "christmas" => (7, 1),
        "easter" => (3, 1),
        "valentines-day" | "mothers-day" | "qixi" | "618" | "double-11" => (3, 0),
        "double-12" | "mid-autumn" | "dragon-boat" | "halloween" => (2, 0),
        _ => (0, 0),
    }
}

/// The festivals of some traditions on the days from one to another, by number. Years in which a festival is not known
/// have none.
pub(super) fn events(traditions: &[Tradition], from: i64, until: i64) -> Vec<Event> {
    let years = (Date::of_number(from).year, Date::of_number(until).year);
    let kept = FESTIVALS.iter().filter(|festival| traditions.contains(&festival.tradition));
    let event = |festival: &patron_models::calendar::Festival| {
        let (before, after) = days_around(festival.name);
        let days = (years.0..=years.1).filter_map(|year| festival.days((year, year), before, after).ok());
        Event { name: festival.name.to_owned(), days: days.flatten().collect() }
    };
    kept.map(event).collect()
}
