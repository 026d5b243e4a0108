//! Questionnaires and answers, by hand and real ones.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a failed test says where; a skipped one says so"
)]

use std::path::PathBuf;

use patron_service::summary::OpenOptions;
use patron_service::views::SurveyIndex;
use patron_service::voice::{AnswerFile, Survey, index, template, templates};

const LEVEL: f64 = 0.95;

/// The file of worked examples has six decimals.
const PRINTED: f64 = 1e-6;

#[test]
fn every_template_can_be_used_and_speaks_both_languages() {
    for template in templates() {
        let survey = Survey::parse(template.text).unwrap_or_else(|error| panic!("{}: {error}", template.id));
        let described = survey.described();
        assert_eq!(described.id, template.id);
        for item in &described.items {
            let chinese = item.text.zh.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
            assert!(chinese && item.text.en != item.text.zh, "{}: {:?}", template.id, item.text);
        }
    }
    let count = |id: &str| Survey::parse(template(id).unwrap().text).unwrap().described().items.len();
    assert_eq!((count("servqual-22"), count("perceived-value-7")), (44, 16));
    assert_eq!(template("servqual").unwrap_err().code(), "unknown-template");
}

fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> AnswerFile {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    AnswerFile { path, options: OpenOptions::default() }
}

fn shared(path: &str) -> Option<AnswerFile> {
    let root = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join(path);
    if path.exists() {
        return Some(AnswerFile { path, options: OpenOptions::default() });
    }
    println!("skipped: {} is not here", path.display());
    None
}

fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found}, expected {expected}");
}

#[test]
fn the_airport_recommends_with_and_without_weights() {
    let Some(file) = shared("data/sfo_survey/sfo_2017.csv") else { return };
    let text = "id = \"sfo\"\nname = { en = \"Airport\", zh = \"机场\" }\ninstrument = \"nps\"\n\
                scale = { low = 0, high = 10 }\nmissing = [11]\n[[item]]\nid = \"NETPRO\"\n";
    let plain = index(text, &file, LEVEL).unwrap();
    let nps = plain.items[0].nps.clone().unwrap();
    close(nps.score, 39.839_767, PRINTED);
    close(100.0 * nps.promoters, 52.294_246, PRINTED);
    assert_eq!((plain.counts.respondents, plain.counts.answers, plain.counts.missing), (2831, 2746, 85));
    close(nps.distribution.iter().sum(), 1.0, 1e-12);
    let weighted = text.replace("[[item]]", "[columns]\nweight = \"WEIGHT\"\n[[item]]");
    let weighted = index(&weighted, &file, LEVEL).unwrap();
    close(weighted.items[0].nps.clone().unwrap().score, 40.398_436, PRINTED);
    assert!(weighted.items[0].answer.unwrap().effective < 2746.0);
}

#[test]
fn a_wave_without_a_question_is_named_or_passed_over() {
    let Some(file) = shared("data/sfo_survey/sfo_2016.csv.gz") else { return };
    let text = "id = \"sfo\"\nname = { en = \"Airport\", zh = \"机场\" }\ninstrument = \"csat\"\n\
                scale = { low = 1, high = 5 }\nmissing = [0, 6, \"Blank\"]\n[[item]]\nid = \"Q7ALL\"\n\
                [[item]]\nid = \"NETPRO\"\n";
    let error = index(text, &file, LEVEL).unwrap_err();
    assert_eq!(error.code(), "survey-column");
    assert!(error.to_string().starts_with("the file has no column `NETPRO`; it has "), "{error}");
    let found = index(&format!("{text}optional = true\n"), &file, LEVEL).unwrap();
    assert!(found.items[0].satisfaction.is_some() && found.items[1].answer.is_none());
    assert!(found.notices.iter().any(|notice| notice.code == "survey-absent"));
}

#[test]
fn what_the_bank_asks_is_reliable() {
    let Some(file) = shared("data/bank_satisfaction/bank_satisfaction.csv") else { return };
    let mut text = "id = \"bank\"\nname = { en = \"Bank\", zh = \"银行\" }\ninstrument = \"custom\"\n\
                    scale = { low = 0, high = 10 }\n"
        .to_owned();
    let dimensions = [("sat", 4, 0.894_295), ("loy", 4, 0.820_639), ("qual", 5, 0.868_518)];
    for (id, _, _) in dimensions {
        text += &format!("[[dimension]]\nid = \"{id}\"\n");
    }
    for (id, items, _) in dimensions {
        for item in 1..=items {
            text += &format!("[[item]]\nid = \"{id}{item}\"\ndimension = \"{id}\"\n");
        }
    }
    let found = index(&text, &file, LEVEL).unwrap();
    for (dimension, (_, items, expected)) in found.dimensions.iter().zip(dimensions) {
        let alpha = dimension.alpha.clone().unwrap();
        close(alpha.alpha, expected, PRINTED);
        assert_eq!((dimension.items, alpha.if_dropped.len()), (items, items));
        close(dimension.index.unwrap(), 10.0 * dimension.answer.unwrap().mean, 1e-9);
    }
}

/// The bank's answers to a question on 1 to 10 are no recommendation.
#[test]
fn a_scale_from_1_to_10_gives_no_score() {
    let text = template("nps").unwrap().text.replace("low = 0", "low = 1");
    let error = Survey::parse(&text).unwrap_err();
    assert_eq!(error.code(), "questionnaire-nps-scale");
}

fn reconciles(found: &SurveyIndex) {
    assert_eq!(found.counts.cells, found.counts.answers + found.counts.missing + found.counts.refused);
}

#[test]
fn gaps_by_hand_and_every_cell_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "id = \"gaps\"\nname = { en = \"Gaps\", zh = \"差距\" }\ninstrument = \"servqual\"\n\
                scale = { low = 1, high = 7 }\nmissing = [9, \"n/a\"]\n\
                [[dimension]]\nid = \"care\"\nweight = 30\n[[dimension]]\nid = \"speed\"\nweight = 10\n\
                [[item]]\nid = \"p1\"\ndimension = \"care\"\nexpectation = \"e1\"\n\
                [[item]]\nid = \"p2\"\ndimension = \"care\"\nexpectation = \"e2\"\nreversed = true\n\
                [[item]]\nid = \"p3\"\ndimension = \"speed\"\nexpectation = \"e3\"\n";
    // p2 and its expectation are asked the other way round: 2 against 1 is 6 against 7.
    let answers = "p1,e1,p2,e2,p3,e3\n5,6,2,1,4,7\n4,6,3,1,9,7\n7,n/a,1,1,8,7\n,,,,6,7\n";
    let found = index(text, &file(&folder, "gaps.csv", answers), LEVEL).unwrap();
    reconciles(&found);
    assert_eq!((found.counts.respondents, found.counts.refused, found.counts.missing), (4, 1, 6));
    assert_eq!((found.refused[0].row, found.refused[0].item.as_str(), found.refused[0].value.as_str()), (4, "p3", "8"));
    let gap = |place: usize| found.dimensions[place].gap.unwrap();
    // care: (−1 − 1)/2, (−2 − 2)/2, and 0 of the one pair; speed: −3 and −1.
    close(gap(0).mean, -1.0, 1e-12);
    close(gap(1).mean, -2.0, 1e-12);
    let total = found.total.clone().unwrap();
    close(total.gap.unwrap(), -1.25, 1e-12);
    close(total.unweighted_gap.unwrap(), -1.5, 1e-12);
}

#[test]
fn what_does_not_fit_is_refused_with_its_line() {
    let refused = |text: &str| Survey::parse(text).unwrap_err();
    let head = "id = \"a\"\nname = { en = \"A\", zh = \"甲\" }\ninstrument = \"csat\"\n";
    let error = refused(&format!("{head}scale = {{ low = 5, high = 1 }}\n[[item]]\nid = \"q\"\n"));
    assert_eq!(
        (error.code(), error.to_string().starts_with("line `4` of the questionnaire: the scale goes")),
        ("survey-scale", true)
    );
    let error = refused(&format!("{head}[[item]]\nid = \"q\"\n"));
    assert_eq!(
        error.to_string(),
        "line `4` of the questionnaire: item `q` has no scale; expected one of its own or one for all"
    );
    let error = refused(&format!("{head}scales = 1\n"));
    assert_eq!(error.code(), "survey-not-read");
    let error = refused(&format!("{head}scale = {{ low = 1, high = 5 }}\nmissing = [5]\n[[item]]\nid = \"q\"\n"));
    assert_eq!(error.code(), "questionnaire-code-on-scale");
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{head}scale = {{ low = 1, high = 5 }}\n[columns]\nweight = \"w\"\n[[item]]\nid = \"q\"\n");
    let error = index(&text, &file(&folder, "a.csv", "q,w\n5,1\n4,heavy\n"), LEVEL).unwrap_err();
    assert_eq!(error.to_string(), "row `3`, column `w`: `heavy`, expected a weight of at least 0");
}
