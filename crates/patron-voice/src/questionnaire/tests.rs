use super::*;
use crate::check::{assert_close, shared_columns};
use crate::interval::Level;
use crate::nps::Tally;
use crate::scale::Scale;

fn item(id: &str, scale: Scale) -> Item {
    Item { id: id.into(), role: Role::Answer, of: None, dimension: None, scale, reversed: false, missing: Vec::new() }
}

fn expectation(id: &str, of: &str) -> Item {
    Item { role: Role::Expectation, of: Some(of.into()), ..item(id, Scale::ONE_TO_FIVE) }
}

fn custom(items: Vec<Item>) -> Result<Questionnaire, QuestionnaireError> {
    Questionnaire::new(Instrument::Custom, vec![], items)
}

/// The airport's questionnaire: three codes for no answer in one column.
#[test]
fn the_airport() {
    let names = ["Q7ALL", "NETPRO"];
    let Some(columns) = shared_columns("data/sfo_survey/sfo_2017.csv", &names) else { return };
    let missing = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let overall = Item { missing: missing(&["0", "6", "blank"]), ..item("Q7ALL", Scale::ONE_TO_FIVE) };
    let recommend = Item { missing: missing(&["11"]), ..item("NETPRO", Scale::ZERO_TO_TEN) };
    let questionnaire = custom(vec![overall.clone(), recommend.clone()]).unwrap();
    let found = questionnaire.read(&columns).unwrap();
    assert_eq!(found.refused, []);
    assert_eq!(found.notices, []);
    assert_eq!(found.answers.sample(0).unwrap().answers(), 2688);
    let tally = Tally::of(&found.answers.sample(1).unwrap(), &recommend.scale).unwrap();
    assert_close(tally.score(), 39.839_767, 1e-6);
    assert!(tally.interval(Level::NINETY).contains(40.0));
    // Without its codes the same column is refused cell by cell.
    let bare = custom(vec![item("Q7ALL", Scale::ONE_TO_FIVE), recommend]).unwrap();
    let found = bare.read(&columns).unwrap();
    assert_eq!(found.refused.len(), 2831 - 2688);
}

#[test]
fn a_cell_is_an_answer_or_named() {
    let easy = Item { missing: vec!["Don't know".into(), "99".into()], ..item("easy", Scale::ONE_TO_SEVEN) };
    let hard = Item { reversed: true, ..item("hard", Scale::ONE_TO_SEVEN) };
    let questionnaire = custom(vec![easy, hard]).unwrap();
    let columns = [vec!["7", " 3 ", "don't KNOW", "99.0", "8", ""], vec!["1", "2", "good", "2.5", "7", "NaN"]];
    let found = questionnaire.read(&columns.map(|column| column.to_vec())).unwrap();
    let easy: Vec<Option<f64>> = (0..6).map(|row| found.answers.get(row, 0)).collect();
    assert_eq!(easy, [Some(7.0), Some(3.0), None, None, None, None]);
    let hard: Vec<Option<f64>> = (0..6).map(|row| found.answers.get(row, 1)).collect();
    assert_eq!(hard, [Some(7.0), Some(6.0), None, None, Some(1.0), None], "turned");
    assert_eq!(found.as_given.get(0, 1), Some(1.0));
    let refused: Vec<String> = found.refused.iter().map(ToString::to_string).collect();
    assert_eq!(
        refused[0],
        "row `5`, item `easy`: `8` is no answer: the answer `8` is not on the scale from `1` to `7` in steps of `1`"
    );
    assert_eq!(refused[1], "row `3`, item `hard`: `good` is no answer: expected a number");
    assert_eq!(refused.len(), 4);
}

#[test]
fn odd_columns_are_noticed() {
    let questionnaire = custom(vec![
        item("alike", Scale::ONE_TO_FIVE),
        item("silent", Scale::ONE_TO_FIVE),
        item("mixed", Scale::ONE_TO_FIVE),
        item("hundred", Scale::new(0.0, 100.0, 1.0).unwrap()),
        item("recommend", Scale::ZERO_TO_TEN),
    ])
    .unwrap();
    let of = |cell: fn(usize) -> String| (0..120).map(cell).collect::<Vec<String>>();
    let columns = [
        of(|_| "4".into()),
        of(|_| String::new()),
        of(|row| if row % 3 == 0 { (row % 10 + 1).to_string() } else { (row % 5 + 1).to_string() }),
        of(|row| if row % 2 == 0 { (row % 5 + 1).to_string() } else { (60 + row % 40).to_string() }),
        of(|row| (row % 10 + 1).to_string()),
    ];
    let found = questionnaire.read(&columns).unwrap();
    let expected = [
        Notice::Alike { item: "alike".into(), answer: 4.0 },
        Notice::Unanswered { item: "silent".into() },
        Notice::TwoScales { item: "mixed".into(), numbers: 20 },
        Notice::TwoScales { item: "hundred".into(), numbers: 60 },
        Notice::NoZero { item: "recommend".into(), ones: 12 },
    ];
    assert_eq!(found.notices, expected);
    assert_eq!(found.refused.len(), 20);
}

#[test]
fn expectations_stand_beside_their_items() {
    let scale = Scale::ONE_TO_FIVE;
    let dimensions = vec![QuestionDimension { id: "care".into(), weight: 60.0 }];
    let of_care = |id| Item { dimension: Some("care".into()), ..item(id, scale) };
    let items = vec![expectation("e2", "p2"), of_care("p1"), of_care("p2")];
    let questionnaire = Questionnaire::new(Instrument::Servqual, dimensions, items).unwrap();
    let found = questionnaire.read(&[vec!["5", "4"], vec!["1", "2"], vec!["3", "3"]]).unwrap();
    let expectations = found.expectations.unwrap();
    assert_eq!((expectations.items(), expectations.get(0, 0), expectations.get(0, 1)), (2, None, Some(5.0)));
    assert!(found.importances.is_none());
    let (structure, weights) = questionnaire.structure().unwrap();
    assert_eq!((structure.dimensions(), weights.shares()), ([vec![0, 1]].as_slice(), [1.0].as_slice()));
}

#[test]
fn what_cannot_be_used_is_refused() {
    let code = |items: Vec<Item>| custom(items).unwrap_err().code();
    let plain = || item("a", Scale::ONE_TO_FIVE);
    assert_eq!(code(vec![]), "questionnaire-no-answer");
    assert_eq!(code(vec![plain(), plain()]), "questionnaire-id");
    assert_eq!(code(vec![Item { dimension: Some("b".into()), ..plain() }]), "questionnaire-no-dimension");
    assert_eq!(code(vec![plain(), expectation("e", "b")]), "questionnaire-belongs");
    assert_eq!(code(vec![Item { of: Some("a".into()), ..plain() }]), "questionnaire-belongs");
    assert_eq!(code(vec![plain(), expectation("e", "a"), expectation("f", "a")]), "questionnaire-second");
    let wider = Item { scale: Scale::ONE_TO_SEVEN, ..expectation("e", "a") };
    assert_eq!(code(vec![plain(), wider]), "questionnaire-expectation-scale");
    let coded = Item { missing: vec!["5".into()], ..plain() };
    let refused = custom(vec![coded]).unwrap_err();
    assert_eq!(refused.to_string(), "`5` of item `a` means no answer and is on its scale, expected one or the other");
    let ten = Questionnaire::new(Instrument::Nps, vec![], vec![item("a", Scale::ONE_TO_TEN)]).unwrap_err();
    assert_eq!(ten.code(), "questionnaire-nps-scale");
    let lonely = vec![QuestionDimension { id: "d".into(), weight: 1.0 }];
    let lonely = Questionnaire::new(Instrument::Custom, lonely, vec![plain()]).unwrap_err();
    assert_eq!(lonely.code(), "questionnaire-dimension");
    let columns = custom(vec![plain()]).unwrap().read::<&str>(&[]).unwrap_err();
    assert_eq!(columns, QuestionnaireError::Columns { found: 0, expected: 1 });
}

#[test]
fn numbers_are_read_as_their_texts_are() {
    let missing = Item { missing: vec!["9".to_owned()], ..item("a", Scale::ONE_TO_FIVE) };
    let turned = Item { reversed: true, ..item("b", Scale::ONE_TO_SEVEN) };
    let questionnaire = custom(vec![missing, turned]).unwrap();
    let texts = [vec!["1", "9", "", "6", "5"], vec!["2", "7", "1", "", "8"]];
    let number = |text: &&str| text.parse().unwrap_or(f64::NAN);
    let numbers: Vec<Vec<f64>> = texts.iter().map(|column| column.iter().map(number).collect()).collect();
    let (one, other) = (questionnaire.read(&texts).unwrap(), questionnaire.read_numbers(&numbers).unwrap());
    assert_eq!(one.refused, other.refused);
    assert_eq!(one.refused.len(), 2);
    for (row, place) in (0..5).flat_map(|row| [(row, 0), (row, 1)]) {
        assert_eq!(one.answers.get(row, place), other.answers.get(row, place));
        assert_eq!(one.as_given.get(row, place), other.as_given.get(row, place));
    }
    assert_eq!(
        (other.answers.get(0, 1), other.as_given.get(0, 1), other.answers.get(1, 0)),
        (Some(6.0), Some(2.0), None)
    );
}
