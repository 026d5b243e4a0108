use patron_service::catalogue::Text;
use patron_service::query::CustomerFilter;
use patron_service::report::ReportFormat;
use patron_service::views::{LabelEdit, PlaybookChange};

use crate::support::{Portfolio, now};
use crate::{company, words};

fn change(labels: Vec<LabelEdit>, reset: &[&str]) -> PlaybookChange {
    let reset = reset.iter().map(|&label| label.to_owned()).collect();
    PlaybookChange { labels, reset, by: "Wang".to_owned(), why: "budget 2026".to_owned() }
}

fn label(id: &str) -> LabelEdit {
    LabelEdit { id: id.to_owned(), ..LabelEdit::default() }
}

/// Strategy and resources of class A as the pages show them.
async fn shown(portfolio: &Portfolio) -> (String, u8) {
    let view = portfolio.service.segments("abc_class", &CustomerFilter::default()).await.unwrap();
    let label = view.labels.into_iter().find(|label| label.id == "A").unwrap();
    let catalogue = portfolio.service.catalogue().await.unwrap();
    let measure = catalogue.measures.into_iter().find(|measure| measure.id == "abc_class").unwrap();
    assert_eq!(measure.labels[0].strategy, label.strategy, "the catalogue, and so the customer, says the same");
    (label.strategy.en, label.playbook.unwrap().resources)
}

#[tokio::test]
async fn an_edited_playbook_is_shown_everywhere_and_can_go_back() {
    let portfolio = company().await;
    portfolio.run().await.unwrap();
    let service = &portfolio.service;
    let (built_in, resources) = shown(&portfolio).await;
    assert_eq!(resources, 60);
    let strategy = Text::new("Visit every one of them this spring.", "今年春季逐户拜访。");
    let first = vec![
        LabelEdit { strategy: Some(strategy), resources: Some(50), ..label("A") },
        LabelEdit { resources: Some(40), ..label("B") },
    ];
    let view = service.set_playbook("abc_class", &change(first, &[]), now()).await.unwrap();
    assert_eq!(view.version, 1);
    assert_eq!(view.labels.iter().map(|label| label.edited).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(shown(&portfolio).await, ("Visit every one of them this spring.".to_owned(), 50));
    let report = String::from_utf8(service.report(ReportFormat::Html, "zh").await.unwrap()).unwrap();
    assert!(report.contains("今年春季逐户拜访。"));
    // a second change keeps what the first one said
    let owner = LabelEdit { owner: Some(Text::new("Ms Li", "李经理")), ..label("A") };
    service.set_playbook("abc_class", &change(vec![owner], &[]), now()).await.unwrap();
    assert_eq!(shown(&portfolio).await.1, 50);
    // the next run brings the built-in texts along, and the edit lies over them
    portfolio.run().await.unwrap();
    assert_eq!(shown(&portfolio).await.0, "Visit every one of them this spring.");

    let text = service.playbook_text(&service.playbook("abc_class", None).await.unwrap()).unwrap();
    let read = service.read_playbook(&text).unwrap();
    assert_eq!((read.labels.len(), read.labels[0].resources), (3, Some(50)));
    let versions = service.playbook_history("abc_class").await.unwrap();
    assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [2, 1], "latest first");
    assert_eq!((versions[0].by.as_str(), versions[0].why.as_str()), ("Wang", "budget 2026"));
    let old = service.playbook("abc_class", Some(0)).await.unwrap();
    assert_eq!(old.labels[0].strategy.en, built_in);
    assert_eq!(
        service.playbook("abc_class", Some(1)).await.unwrap().labels[0].playbook.as_ref().unwrap().resources,
        50
    );

    service.set_playbook("abc_class", &change(Vec::new(), &["A", "B"]), now()).await.unwrap();
    assert_eq!(shown(&portfolio).await, (built_in, 60));
    assert_eq!(service.playbook_history("abc_class").await.unwrap().len(), 3);
}

#[tokio::test]
async fn playbooks_that_do_not_add_up_are_refused_with_their_sum() {
    let portfolio = company().await;
    let service = &portfolio.service;
    let refused = async |scheme: &str, change: PlaybookChange| {
        words(&service.set_playbook(scheme, &change, now()).await.unwrap_err())
    };
    let more = change(vec![LabelEdit { resources: Some(70), ..label("A") }], &[]);
    let (error, hint) = refused("abc_class", more.clone()).await;
    assert_eq!(error, "resources of scheme `abc_class` add to `110`; expected `100`");
    assert_eq!(hint, "take 10 off: A 70, B 30, C 10");
    let (error, hint) = refused("abc_class", change(vec![LabelEdit { resources: Some(55), ..label("A") }], &[])).await;
    assert_eq!(
        (error.as_str(), hint.as_str()),
        ("resources of scheme `abc_class` add to `95`; expected `100`", "add 5: A 55, B 30, C 10")
    );
    let (error, _) = refused("abc_class", change(vec![label("D")], &[])).await;
    assert_eq!(error, "label `D` of scheme `abc_class`, expected one of `A`, `B`, `C`");
    assert!(refused("abc", more.clone()).await.0.starts_with("scheme `abc`, expected one of `"));
    let (error, _) = refused("abc_class", change(Vec::new(), &[])).await;
    assert_eq!(error, "no label is changed; expected at least one");
    let (error, _) = refused("abc_class", PlaybookChange { why: String::new(), ..more }).await;
    assert_eq!(error, "no reason is given; expected why it is decided so");
    let error = service.playbook("abc_class", Some(4)).await.unwrap_err();
    assert_eq!(error.to_string(), "version `4` of the playbooks of `abc_class`; expected 0 to 0");
    let error = service.read_playbook("[[label]]\nid = \"A\"\nstratgy = 1\n").unwrap_err();
    assert!(error.to_string().starts_with("the playbooks cannot be read, line `"), "{error}");
}
