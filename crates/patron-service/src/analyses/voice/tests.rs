use crate::voice::{Survey, template};

use super::columns::{CES, CSAT, Columns, GAP, NPS};
use super::customer::{Response, said};
use super::measures::measures;
use super::response::Reader;

const DAY: i64 = 86_400_000_000;

fn survey(id: &str) -> Survey {
    Survey::parse(template(id).unwrap().text).unwrap()
}

/// A response on a day; answers by item with what was expected.
fn response(
    readers: &[Reader],
    survey: usize,
    who: Option<&str>,
    day: i32,
    answers: &[(&str, f64, Option<f64>)],
) -> Response {
    let reader = &readers[survey];
    let mut found = reader.nothing();
    for (item, given, expected) in answers {
        let place = reader.place(item).unwrap();
        found.given[place] = reader.turned(place, *given).unwrap_or(f64::NAN);
        found.expected[place] = expected.and_then(|score| reader.turned(place, score)).unwrap_or(f64::NAN);
    }
    Response { survey, who: who.map(str::to_owned), moment: i64::from(day) * DAY, day, answers: found }
}

fn close(found: Option<f64>, expected: f64) {
    // a sum of a few numbers of two digits
    assert!(found.is_some_and(|found| (found - expected).abs() < 1e-9), "found {found:?}, expected {expected}");
}

#[test]
fn the_standard_dimensions_are_those_of_the_templates() {
    let columns = Columns::of([].iter());
    let asked = [survey("servqual-22"), survey("perceived-value-7")];
    assert_eq!(Columns::of(asked.iter()), columns);
    let own = Survey::parse(
        "id = \"own\"\nname = { en = \"Own\", zh = \"自\" }\ninstrument = \"servqual\"\nscale = { low = 1, high = 5 }\n\
         [[dimension]]\nid = \"On time\"\nname = { en = \"On time\", zh = \"准时\" }\n[[item]]\nid = \"p\"\n\
         dimension = \"On time\"\nexpectation = \"e\"\n",
    )
    .unwrap();
    let more = Columns::of([own].iter());
    assert_eq!(more.len(), columns.len() + 1);
    assert!(
        measures(&more).iter().any(|measure| measure.id == "servqual_gap_on_time" && measure.label.zh == "差距：准时")
    );
    assert!(measures(&columns).iter().all(|measure| !measure.internal), "nothing is hidden");
}

#[test]
fn of_each_respondent_the_latest_answer_and_their_mean() {
    let asked = [survey("nps"), survey("csat")];
    let columns = Columns::of(asked.iter());
    let readers: Vec<Reader> = asked.iter().map(|survey| Reader::new(survey, &columns).unwrap()).collect();
    let nps = |who, day, score| response(&readers, 0, who, day, &[("recommend", score, None)]);
    // a changed its mind; c answered a year ago and counts no more
    let told = [nps(Some("c"), 0, 10.0), nps(Some("a"), 300, 2.0), nps(Some("b"), 310, 8.0), nps(Some("a"), 365, 9.0)];
    let found = said(&told, &readers, &columns).unwrap();
    close(found.figures[NPS], 8.5);
    assert_eq!((found.figures[CSAT], found.trend, found.displeased), (None, None, Some(false)));
    // without respondents it is the customer who answers
    let found = said(&[nps(None, 364, 10.0), nps(None, 365, 6.0)], &readers, &columns).unwrap();
    close(found.figures[NPS], 6.0);
    assert_eq!(found.displeased, Some(true));
}

#[test]
fn satisfaction_has_a_trend_and_a_lower_end() {
    let asked = [survey("csat"), survey("ces")];
    let columns = Columns::of(asked.iter());
    let readers: Vec<Reader> = asked.iter().map(|survey| Reader::new(survey, &columns).unwrap()).collect();
    let csat = |day, score| response(&readers, 0, Some("a"), day, &[("overall", score, None), ("product", 5.0, None)]);
    // 4, 3, 2 of 5 are 75, 50, 25; 1461 days are four years
    let found = said(&[csat(0, 4.0), csat(1461, 3.0), csat(2922, 2.0)], &readers, &columns).unwrap();
    close(found.figures[CSAT], 25.0);
    close(found.trend, -6.25);
    assert_eq!(found.displeased, Some(true), "2 of 5 mirrors 4");
    let found = said(&[csat(0, 3.0), csat(0, 5.0)], &readers, &columns).unwrap();
    assert_eq!((found.trend, found.displeased), (None, Some(false)), "one day has no trend");
    let off_scale = response(&readers, 0, None, 0, &[("overall", 6.0, None)]);
    assert_eq!(said(&[off_scale], &readers, &columns).unwrap().displeased, None);
    let ease = response(&readers, 1, None, 0, &[("ease", 4.0, None)]);
    close(said(&[ease], &readers, &columns).unwrap().figures[CES], 50.0);
}

#[test]
fn gaps_need_half_of_a_dimension_and_half_of_the_weight() {
    let asked = [survey("servqual-22")];
    let columns = Columns::of(asked.iter());
    let readers: Vec<Reader> = asked.iter().map(|survey| Reader::new(survey, &columns).unwrap()).collect();
    // tangibles: p1 to p4; reliability: p5 to p9
    let two = [("p1", 5.0, Some(7.0)), ("p2", 6.0, Some(6.0)), ("p5", 1.0, Some(7.0)), ("p6", 1.0, None)];
    let found = said(&[response(&readers, 0, None, 0, &two)], &readers, &columns).unwrap();
    close(found.figures[GAP + 1], -1.0);
    assert_eq!(found.figures[GAP + 2], None, "one pair of five");
    assert_eq!(found.figures[GAP], None, "a fifth of the weight");
}
