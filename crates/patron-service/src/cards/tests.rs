use super::{Card, Source, templates};
use crate::analyses::Registry;
use crate::catalogue::Measure;
use crate::error::ServiceError;

fn measures() -> Vec<Measure> {
    Registry::default().measures()
}

fn refused(text: &str) -> ServiceError {
    Card::parse(text, &measures()).unwrap_err()
}

/// A card of two typed lines, to be spoilt.
const CARD: &str = "id = \"two\"\nname = { en = \"Two\", zh = \"二\" }\n\n\
    [[indicator]]\nid = \"a\"\nname = { en = \"A\", zh = \"甲\" }\nassessed = [1, 5]\nweight = 60\n\n\
    [[indicator]]\nid = \"b\"\nname = { en = \"B\", zh = \"乙\" }\nmeasure = \"revenue\"\nweight = 40\n\n\
    [[tier]]\nid = \"high\"\nname = { en = \"High\", zh = \"高\" }\nfrom = 50\n\n\
    [[tier]]\nid = \"low\"\nname = { en = \"Low\", zh = \"低\" }\n";

#[test]
fn every_template_fits_the_catalogue_and_is_named_by_its_file() {
    for template in templates() {
        let card = Card::parse(template.text, &measures()).unwrap();
        assert_eq!(card.id, template.id);
        assert!(!card.tiers.is_empty(), "{}", card.id);
    }
}

#[test]
fn the_telecom_card_has_its_seventeen_lines_and_range() {
    let telecom = templates().iter().find(|template| template.id == "telecom-key-account").unwrap();
    let card = Card::parse(telecom.text, &measures()).unwrap();
    assert_eq!(card.indicators.len(), 17);
    assert_eq!(card.range(), (-17.0, 100.0));
    let of_group = |group: &str| {
        let lines = card.indicators.iter().filter(|line| line.group.as_deref() == Some(group));
        lines.filter(|line| line.deduction.is_none()).map(|line| line.weight).sum::<f64>()
    };
    assert_eq!(["contribution", "characteristics", "relationship"].map(of_group), [40.0, 34.0, 26.0]);
}

#[test]
fn a_card_is_read_with_what_it_leaves_out() {
    let card = Card::parse(CARD, &measures()).unwrap();
    assert_eq!(card.indicators[0].source, Source::Assessed { low: 1.0, high: 5.0 });
    assert_eq!((card.measures_read(), card.is_assessed()), (vec!["revenue"], true));
    assert_eq!(card.tiers.iter().map(|tier| tier.from).collect::<Vec<_>>(), [Some(50.0), None]);
}

#[test]
fn what_does_not_fit_is_refused_with_card_line_and_remedy() {
    let spoilt = |from: &str, to: &str| {
        assert!(CARD.contains(from), "{from}");
        let error = refused(&CARD.replacen(from, to, 1));
        (error.code().to_owned(), error.to_string(), error.problem().hint.clone().unwrap())
    };
    let (code, message, hint) = spoilt("weight = 60", "weight = 57");
    assert_eq!(code, "card-weights-sum");
    assert_eq!(message, "card `two`, line `1`: weights sum to `97`; expected `100`, deductions not counted");
    assert_eq!(hint, "add 3 to one or more weights");

    let (code, message, hint) = spoilt("\"revenue\"", "\"revenues\"");
    assert_eq!(code, "card-measure-unknown");
    assert_eq!(message, "card `two`, line `10`: indicator `b`: measure `revenues` is not in the catalogue");
    assert_eq!(hint, "did you mean `revenue`? all: `patron catalogue`");

    let (code, message, _) = spoilt("\"revenue\"", "\"abc_class\"");
    assert_eq!((code.as_str(), message.contains("measure `abc_class` is no number")), ("card-measure-kind", true));

    let (code, message, _) = spoilt("[1, 5]", "[5, 1]");
    assert_eq!(code, "card-assessed-range");
    assert!(message.contains("`assessed` is `[5, 1]`; expected the lowest score and a higher one"), "{message}");

    let (code, message, hint) = spoilt("from = 50", "from = 150");
    assert_eq!((code.as_str(), hint.as_str()), ("card-tier", "sort the tiers by `from`, highest first"));
    assert!(message.contains("tier `high` begins at `150`"), "{message}");

    let (code, message, _) = spoilt("id = \"b\"", "id = \"a\"");
    assert_eq!((code.as_str(), message.contains("indicator `a` is there twice")), ("card-id-twice", true));

    let (code, message, _) = spoilt("weight = 60", "wieght = 60");
    assert_eq!(code, "card-not-read");
    assert!(message.starts_with("line `") && message.contains("wieght"), "{message}");

    let (code, message, _) = spoilt("id = \"two\"", "id = \"Two Cards\"");
    assert_eq!((code.as_str(), message.contains("expected lower-case letters")), ("card-id", true));

    let (code, ..) = spoilt("weight = 40", "weight = 40\nknots = [[0, 0], [10, 2]]");
    assert_eq!(code, "card-method");
    let (code, ..) = spoilt("weight = 40", "weight = 40\nassessed = [1, 5]");
    assert_eq!(code, "card-source");
    let (code, ..) = spoilt("weight = 40", "weight = 40\ngroup = \"x\"");
    assert_eq!(code, "card-group");
    let (code, ..) = spoilt("weight = 40", "weight = 2\ndeduct_from = 5");
    assert_eq!(code, "card-deduction");
}

/// Three criteria judged two by two.
fn judged(matrix: &str) -> String {
    let line = |id: &str| {
        format!("[[indicator]]\nid = \"{id}\"\nname = {{ en = \"{id}\", zh = \"{id}\" }}\nassessed = [1, 5]\n\n")
    };
    let lines: String = ["a", "b", "c"].map(line).concat();
    format!(
        "id = \"judged\"\nname = {{ en = \"J\", zh = \"评\" }}\nweights = {{ people = \"ahp\" }}\n\n{lines}\
         [[judgements]]\nmatrix = {matrix}\n"
    )
}

#[test]
fn judgements_are_weighed_and_circular_ones_refused_with_what_to_mend() {
    let card = Card::parse(
        &judged("[[\"1\", \"3\", \"5\"], [\"1/3\", \"1\", \"3\"], [\"1/5\", \"1/3\", \"1\"]]"),
        &measures(),
    );
    let weights = card.unwrap().weighting.judged.unwrap().weigh().unwrap();
    for (weight, known) in weights.indicators.iter().zip([0.636_986, 0.258_285, 0.104_729]) {
        assert!((weight.global - known).abs() < 1e-5, "{}", weight.global);
    }
    let error = refused(&judged("[[\"1\", \"5\", \"1/5\"], [\"1/5\", \"1\", \"5\"], [\"5\", \"1/5\", \"1\"]]"));
    assert_eq!(error.code(), "card-inconsistent");
    assert!(error.to_string().contains("expected at most `0.1`"), "{error}");
    assert!(error.problem().hint.as_deref().unwrap().starts_with("look again at `"), "{:?}", error.problem().hint);
    let error = refused(&judged("[[\"1\", \"3\", \"5\"], [\"3\", \"1\", \"3\"], [\"1/5\", \"1/3\", \"1\"]]"));
    assert!(error.to_string().contains("reciprocal"), "{error}");
    let error = refused(&judged("[[\"1\", \"3\"], [\"1/3\", \"1\"]]"));
    assert!(error.to_string().contains("`2` rows; expected a row for each"), "{error}");
}
