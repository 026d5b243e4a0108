use patron_store::sqlite::SqliteStore;
use serde_json::json;

use super::*;

async fn store() -> (tempfile::TempDir, SqliteStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("patron.db")).await.unwrap();
    (folder, store)
}

#[tokio::test]
async fn versions_count_up_and_the_same_text_is_none() {
    let (_folder, store) = store().await;
    for (text, number) in [("one", 1), ("one", 1), ("two", 2), ("one", 3)] {
        assert_eq!(COSTS.put(&store, "year", text, "2026-01-01T00:00:00Z").await.unwrap(), number);
    }
    let kept = COSTS.one(&store, "year").await.unwrap();
    assert_eq!((kept.numbers(), kept.current().unwrap().text.as_str()), (vec![1, 2, 3], "one"));
    assert_eq!(COSTS.version("year", &kept, Some(2)).unwrap().text, "two");
    assert_eq!(
        COSTS.version("year", &kept, Some(9)).unwrap_err().to_string(),
        "version `9` of costs `year`; expected one of `1`, `2`, `3`"
    );
    // The oldest make room; numbers go on.
    for number in 4..=110 {
        COSTS.put(&store, "year", &number.to_string(), "2026-01-01T00:00:00Z").await.unwrap();
    }
    let numbers = COSTS.one(&store, "year").await.unwrap().numbers();
    assert_eq!((numbers.len(), numbers.first(), numbers.last()), (MAX_VERSIONS, Some(&11), Some(&110)));
}

#[tokio::test]
async fn kinds_do_not_see_each_other_and_read_what_was_stored_before() {
    let (_folder, store) = store().await;
    let before = json!({ "versions": [{ "number": 4, "text": "id = \"a\"", "saved_at": "2025-01-01T00:00:00Z" }] });
    store.put_document("card", "a", &before).await.unwrap();
    store.put_document("scheme", "b", &before).await.unwrap();
    assert_eq!(CARDS.texts(&store).await.unwrap(), [("a".to_owned(), "id = \"a\"".to_owned())]);
    assert_eq!(SCHEMES.one(&store, "b").await.unwrap().numbers(), [4]);
    let told = |error: ServiceError| (error.code().to_owned(), error.to_string());
    assert_eq!(
        told(CARDS.remove(&store, "b").await.unwrap_err()),
        ("unknown-card".to_owned(), "card `b`; expected one of the portfolio's cards: `a`".to_owned())
    );
    assert_eq!(
        told(SCHEMES.one(&store, "a").await.unwrap_err()),
        ("unknown-own-scheme".to_owned(), "scheme `a`; expected one of the portfolio's own schemes: `b`".to_owned())
    );
    assert_eq!(
        told(COSTS.one(&store, "a").await.unwrap_err()),
        ("unknown-costs".to_owned(), "costs `a`; expected one of the portfolio's kept costs: none so far".to_owned())
    );
    CARDS.remove(&store, "a").await.unwrap();
    assert!(CARDS.find(&store, "a").await.unwrap().is_none());
}
