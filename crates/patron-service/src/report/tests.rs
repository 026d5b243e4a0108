use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use chrono::{DateTime, Utc};

use super::table::Cell;
use super::tables::{Source, overview};
use super::{Format, ReportFormat, Words};
use crate::run::Cancel;
use crate::views::{ImportRequest, RunRequest};
use crate::{Registry, Service};

fn now() -> DateTime<Utc> {
    "2026-07-01T08:00:00Z".parse().unwrap()
}

async fn page(service: &Service, language: &str) -> String {
    String::from_utf8(service.report(ReportFormat::Html, language).await.unwrap()).unwrap()
}

/// Nothing is fetched, nothing runs, every text is there, every tag is closed.
fn assert_whole(page: &str) {
    for outside in ["http://", "https://", "src=", "url(", "@import", "<script", "<link", "‹"] {
        assert!(!page.contains(outside), "{outside}");
    }
    for tag in ["section", "table", "figure", "svg", "div", "tr", "td"] {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_the_demonstration_is_whole_in_both_languages_and_forms() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap();
    service.load_demo(now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    let (english, chinese) = (page(&service, "en").await, page(&service, "zh").await);
    assert_whole(&english);
    assert_whole(&chinese);
    assert_eq!((english.matches("<svg").count(), chinese.matches("<svg").count()), (4, 4));
    assert!(english.contains("1998-06-30") && english.contains("bring half of all value"), "{}", &english[..3000]);
    assert!(chinese.contains("lang=\"zh-CN\"") && chinese.contains("贡献了一半价值"));
    let overview = service.overview(&crate::query::CustomerFilter::default()).await.unwrap();
    assert!(english.contains(&overview.top[0].customer_id) && chinese.contains(&overview.top[0].customer_id));
    if let Some(folder) = std::env::var_os("PATRON_REPORT_DIR") {
        std::fs::write(std::path::Path::new(&folder).join("en.html"), &english).unwrap();
        std::fs::write(std::path::Path::new(&folder).join("zh.html"), &chinese).unwrap();
    }

    let book = service.report(ReportFormat::Xlsx, "en").await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    let sheets = book.sheet_names();
    assert_eq!(&sheets[..4], ["Overview", "Segments", "ABC classes", "Customers"]);
    for sheet in ["Parameters", "Test on unseen weeks", "Months"] {
        assert!(sheets.contains(&sheet.to_owned()), "{sheets:?}");
    }
    let customers = book.worksheet_range("Customers").unwrap();
    assert_eq!(customers.height(), 23_571);
    // texts stay texts: an identifier keeps its leading zeros
    let first = customers.get((1, 0)).unwrap();
    assert_eq!(first, &Data::String(overview.top[0].customer_id.clone()));
    let months = book.worksheet_range("Months").unwrap();
    let revenue: f64 = months
        .rows()
        .skip(1)
        .filter_map(|row| match row[1] {
            Data::Float(value) => Some(value),
            _ => None,
        })
        .sum();
    assert!((revenue - 2_500_315.63).abs() < 0.005, "{revenue}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_without_a_model_has_a_report_that_says_so_and_escapes_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap();
    let orders = folder.path().join("orders.csv");
    let rows: String = (0..12).map(|row| format!("<b>{row}</b>,2025-01-{:02},10.50,CNY\n", row + 1)).collect();
    std::fs::write(&orders, format!("customer_id,ordered_at,amount,currency\n{rows}")).unwrap();
    let request = ImportRequest { table: "orders".to_owned(), ..ImportRequest::default() };
    service.import(&[orders], &request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    service.run(&RunRequest::default(), now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    for (language, refusal) in [("en", "No purchase model could be fitted"), ("zh", "无法拟合购买模型")] {
        let page = page(&service, language).await;
        assert_whole(&page);
        assert!(page.contains(refusal) && page.contains("&lt;b&gt;11"), "{page}");
        assert!(!page.contains("NaN") && !page.contains("<b>11"));
        // without a model nothing is claimed about the future of single customers, nor about the length of history
        for claim in ["none of them is slipping", "没有一位在下滑", "too short", "历史太短", "naive-flat-average", "`"]
        {
            assert!(!page.contains(claim), "{claim}");
        }
    }
    service.report(ReportFormat::Xlsx, "zh").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_larger_than_a_sheet_is_said_on_the_first_page() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::open_or_create(&folder.path().join("data"), Registry::default()).await.unwrap();
    let orders = folder.path().join("orders.csv");
    std::fs::write(&orders, "customer_id,ordered_at,amount\na,2025-01-01,1.00\n").unwrap();
    let request = ImportRequest { table: "orders".to_owned(), ..ImportRequest::default() };
    service.import(&[orders], &request, now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    service.run(&RunRequest::default(), now(), Arc::new(|_| {}), Cancel::default()).await.unwrap();
    let mut content = service.report_content().await.unwrap();
    for (customers, times) in [(1_048_575, 0), (1_048_576, 1)] {
        content.overview.customers = customers;
        for (language, said) in [
            ("en", "The sheet holds the 1048575 most valuable of 1048576 customers"),
            ("zh", "工作表只列出 1048576 位客户中价值最高的 1048575 位"),
        ] {
            let words = Words::of(language).unwrap();
            let format = Format::new(language == "zh", "CNY");
            let page = overview(&Source { content: &content, words: &words, format: &format });
            let saying = |cell: &&Cell| matches!(cell, Cell::Text(text) if text.starts_with(said));
            assert_eq!(page.rows.iter().flatten().filter(saying).count(), times, "{language}");
        }
    }
}
