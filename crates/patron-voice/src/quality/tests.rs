use super::*;
use crate::check::{ROUNDING, assert_close, shared_answers};

/// Rows of answers, 0 where there is none.
fn rows(rows: &[&[u8]]) -> Answers {
    let answer = |value: u8| (value > 0).then(|| f64::from(value));
    let columns = (0..rows[0].len()).map(|item| rows.iter().map(|row| answer(row[item])).collect()).collect();
    Answers::new(columns).unwrap()
}

const SMALL: Limits = Limits { least_answers: 4, longest_run: 0.5, fastest: 1.0 / 3.0, most_missing: 0.5 };

#[test]
fn runs_gaps_and_copies() {
    let answers = rows(&[
        &[3, 3, 3, 3, 3, 3],
        &[1, 2, 3, 4, 5, 4],
        &[2, 4, 4, 0, 4, 4],
        &[1, 2, 3, 4, 5, 4],
        &[5, 0, 0, 0, 5, 0],
    ]);
    let found = quality(&answers, None, &SMALL).unwrap();
    let of = |what: fn(&Quality) -> bool| found.iter().map(what).collect::<Vec<_>>();
    assert_eq!(of(|one| one.alike), [true, false, false, false, false], "two answers are too few to tell");
    assert_eq!(of(|one| one.straight), [true, false, true, false, false]);
    assert_eq!(of(|one| one.gappy), [false, false, false, false, true]);
    assert_eq!(found[2].longest_run, 4, "the gap is passed over");
    assert_eq!(found[3].same_as, Some(1));
    assert_close(found[4].missing, 4.0 / 6.0, ROUNDING);
}

#[test]
fn the_fast_are_fast_beside_the_median() {
    let answers = rows(&[&[1, 2], &[2, 1], &[1, 1], &[2, 2], &[1, 2]]);
    let times = [Some(60.0), Some(90.0), None, Some(19.0), Some(80.0)];
    let found = quality(&answers, Some(&times), &SMALL).unwrap();
    assert_close(found[0].pace.unwrap(), 60.0 / 70.0, ROUNDING);
    let speeding: Vec<bool> = found.iter().map(|one| one.speeding).collect();
    assert_eq!(speeding, [false, false, false, true, false]);
    let refused = quality(&answers, Some(&times[..2]), &SMALL).unwrap_err();
    assert_eq!(refused, QualityError::Times { times: 2, respondents: 5 });
    let backwards = [Some(-1.0), None, None, None, None];
    assert_eq!(quality(&answers, Some(&backwards), &SMALL).unwrap_err().code(), "quality-time");
    let percent = Limits { fastest: 30.0, ..SMALL };
    assert_eq!(quality(&answers, None, &percent).unwrap_err().code(), "quality-limit");
}

#[test]
fn buyers_of_durables_who_say_the_same_everywhere() {
    let names: Vec<String> = (1..=22).map(|item| format!("a{item:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(answers) = shared_answers("data/service_quality_durables/service_quality.csv", &names) else { return };
    let found = quality(&answers, None, &Limits::default()).unwrap();
    let alike = found.iter().filter(|one| one.alike).count();
    let copies = found.iter().filter(|one| one.same_as.is_some()).count();
    assert_eq!((alike, copies), (ALIKE, COPIES));
    assert!(found.iter().all(|one| one.missing == 0.0));
}

/// Counted with another program.
const ALIKE: usize = 28;
const COPIES: usize = 27;
