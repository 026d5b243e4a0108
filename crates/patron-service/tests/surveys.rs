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

/// Items by dimension on one scale.
fn by_dimension(head: &str, dimensions: &[(&str, Vec<String>)], reversed: &[&str]) -> String {
    let mut text = head.to_owned();
    for (id, _) in dimensions {
        text += &format!("[[dimension]]\nid = \"{id}\"\n");
    }
    for (id, items) in dimensions {
        for item in items {
            let turned = if reversed.contains(&item.as_str()) { "reversed = true\n" } else { "" };
            text += &format!("[[item]]\nid = \"{item}\"\ndimension = \"{id}\"\n{turned}");
        }
    }
    text
}

#[test]
fn a_banks_customers_are_indexed_from_0_to_100() {
    let Some(file) = shared("data/bank_satisfaction/bank_satisfaction.csv") else { return };
    let head = "id = \"bank\"\nname = { en = \"Bank\", zh = \"银行\" }\ninstrument = \"custom\"\n\
                scale = { low = 0, high = 10 }\n";
    // ten times the mean of all answers: nobody left one out
    let expected = [
        ("imag", 5, 75.496),
        ("expe", 5, 74.944),
        ("qual", 5, 69.568),
        ("val", 4, 70.82),
        ("sat", 4, 68.33),
        ("loy", 4, 72.37),
    ];
    let items = |id: &str, count: usize| (1..=count).map(|item| format!("{id}{item}")).collect::<Vec<_>>();
    let dimensions: Vec<_> = expected.iter().map(|(id, count, _)| (*id, items(id, *count))).collect();
    let found = index(&by_dimension(head, &dimensions, &[]), &file, LEVEL).unwrap();
    reconciles(&found);
    assert_eq!((found.counts.respondents, found.counts.answers, found.counts.missing), (250, 6750, 0));
    for (dimension, (id, _, mean)) in found.dimensions.iter().zip(expected) {
        assert_eq!(dimension.id, id);
        close(dimension.index.unwrap(), mean, 1e-9);
    }
}

#[test]
fn a_makers_customers_say_how_important_things_are() {
    let Some(file) = shared("data/abc_b2b_survey/abc_items.csv") else { return };
    let mut text = "id = \"abc\"\nname = { en = \"ABC\", zh = \"ABC\" }\ninstrument = \"csat\"\n\
                    scale = { low = 1, high = 5 }\nimportance_scale = { low = 1, high = 3 }\nmissing = [0]\n\
                    [[item]]\nid = \"q1\"\n"
        .to_owned();
    for item in [6, 7, 8, 10] {
        text += &format!("[[item]]\nid = \"q{item}\"\nimportance = \"qi{item}\"\n");
    }
    let found = index(&text, &file, LEVEL).unwrap();
    reconciles(&found);
    assert_eq!((found.counts.respondents, found.counts.refused), (266, 0), "0 means no answer");
    let answers: Vec<usize> = found.items.iter().map(|item| item.answer.unwrap().answers).collect();
    assert_eq!(answers, [262, 259, 244, 260, 70]);
    let importances: Vec<usize> = found.items[1..].iter().map(|item| item.importance.unwrap().answers).collect();
    assert_eq!(importances, [246, 227, 243, 66]);
    close(found.items[1].importance.unwrap().mean, (220.0 * 3.0 + 24.0 * 2.0 + 2.0) / 246.0, 1e-12);
    close(found.items[0].satisfaction.unwrap().satisfied, (118.0 + 38.0) / 262.0, 1e-12);
}

#[test]
fn perceptions_of_service_alone_are_indexed() {
    let Some(file) = shared("data/service_quality_durables/service_quality.csv") else { return };
    let head = "id = \"durables\"\nname = { en = \"Durables\", zh = \"耐用品\" }\ninstrument = \"servqual\"\n\
                scale = { low = 0, high = 100, step = 20 }\n";
    let items: Vec<String> = (1..=22).map(|item| format!("a{item:02}")).collect();
    let found = index(&by_dimension(head, &[("service", items)], &[]), &file, LEVEL).unwrap();
    reconciles(&found);
    assert_eq!((found.counts.respondents, found.counts.answers), (411, 9042));
    let all = &found.dimensions[0];
    close(all.answer.unwrap().mean, 78.630_833_886_308_34, 1e-9);
    close(all.alpha.as_ref().unwrap().alpha, 0.960_97, 1e-5);
    assert!(all.gap.is_none() && found.total.unwrap().gap.is_none(), "nobody was asked what was expected");
}

#[test]
fn reversed_items_and_gaps_give_the_known_alphas() {
    let Some(file) = shared("data/bfi/bfi.csv") else { return };
    let head = "id = \"bfi\"\nname = { en = \"Traits\", zh = \"特质\" }\ninstrument = \"custom\"\n\
                scale = { low = 1, high = 6 }\n[columns]\nrespondent = \"id\"\n";
    let expected = [("A", 0.703_756), ("C", 0.729_277), ("E", 0.760_933), ("N", 0.813_303), ("O", 0.602_546)];
    let items = |id: &str| (1..=5).map(|item| format!("{id}{item}")).collect::<Vec<_>>();
    let dimensions: Vec<_> = expected.iter().map(|(id, _)| (*id, items(id))).collect();
    let found =
        index(&by_dimension(head, &dimensions, &["A1", "C4", "C5", "E1", "E2", "O2", "O5"]), &file, LEVEL).unwrap();
    reconciles(&found);
    assert_eq!((found.counts.respondents, found.counts.answers, found.counts.missing), (2800, 69_492, 508));
    for (dimension, (_, alpha)) in found.dimensions.iter().zip(expected) {
        close(dimension.alpha.as_ref().unwrap().alpha, alpha, PRINTED);
    }
}

/// A questionnaire whose item is found by the text of its question.
fn by_text(column: &str) -> String {
    format!(
        "id = \"asked\"\nname = {{ en = \"Asked\", zh = \"提问\" }}\ninstrument = \"nps\"\n\
         scale = {{ low = 0, high = 10 }}\n[[item]]\nid = \"recommend\"\ncolumn = \"{column}\"\n"
    )
}

#[test]
fn exports_of_survey_tools_are_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let said = |found: &SurveyIndex| {
        let export = found.notices.iter().find(|notice| notice.code == "survey-export").unwrap();
        export.values["tool"].as_str().unwrap().to_owned()
    };
    let of = |column: &str, name: &str, text: &str| index(&by_text(column), &file(&folder, name, text), LEVEL).unwrap();
    let qualtrics = "StartDate,RecordedDate,ResponseId,Q1\n\
                     Start Date,Recorded Date,Response ID,\"How likely are you to  recommend us?\"\n\
                     \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\
                     \"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n\
                     2026-03-01 10:00:00,2026-03-01 10:01:00,R_1,10\n2026-03-02 10:00:00,2026-03-02 10:01:00,R_2,3\n";
    for column in ["Q1", "how likely are you to recommend us?"] {
        let found = of(column, "qualtrics.csv", qualtrics);
        assert_eq!((found.counts.respondents, found.counts.answers, found.counts.refused), (2, 2, 0), "{column}");
        assert_eq!(said(&found), "Qualtrics");
    }
    let monkey = "Respondent ID,End Date,How likely is it?,Which did you use?,\n,,Response,Shop,Web\n\
                  101,2026-03-01,9,Shop,\n102,2026-03-02,0,,Web\n";
    let found = of("How likely is it?", "monkey.csv", monkey);
    assert_eq!((found.counts.respondents, found.counts.answers, said(&found).as_str()), (2, 2, "SurveyMonkey"));
    let forms = "Timestamp,How likely is it?\n2026/03/01 10:00:00,9\n2026/03/02 10:00:00,12\n";
    let found = of("How likely is it?", "forms.csv", forms);
    assert_eq!((found.counts.answers, found.counts.refused, said(&found).as_str()), (1, 1, "Google Forms"));
    let wjx = "序号,提交答卷时间,所用时间,1、您有多大可能推荐我们？\n1,2026/3/1 10:00:00,30秒,9\n";
    let found = of("您有多大可能推荐我们？", "wjx.csv", wjx);
    assert_eq!((found.counts.answers, said(&found).as_str()), (1, "问卷星"));
    let plain = index(&by_text("r"), &file(&folder, "plain.csv", "r\n9\n"), LEVEL).unwrap();
    assert!(plain.notices.iter().all(|notice| notice.code != "survey-export"));
    let error = index(&by_text("Q9"), &file(&folder, "plain.csv", "r\n9\n"), LEVEL).unwrap_err();
    assert!(error.to_string().starts_with("the file has no column `Q9`; it has `r`"), "{error}");
}
