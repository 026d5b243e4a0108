use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::{Mutex, OnceCell};

use crate::error::Result;

/// The latest answers to something costly, by what they were made of. Who asks while one is made waits for it.
#[derive(Debug)]
pub(super) struct Recent<K, V> {
    most: usize,
    // the one asked for last is at the end
    entries: Mutex<VecDeque<(K, Arc<OnceCell<V>>)>>,
}

impl<K: PartialEq + Send, V: Clone + Send + Sync> Recent<K, V> {
    /// Keeps at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self { most, entries: Mutex::default() }
    }

    /// The answer that is kept, or the one that is made now. What cannot be made is not kept.
    ///
    /// # Errors
    /// As the making.
    pub(super) async fn get(&self, key: K, make: impl Future<Output = Result<V>> + Send) -> Result<V> {
        let cell = self.cell(key).await;
        cell.get_or_try_init(|| make).await.cloned()
    }

    async fn cell(&self, key: K) -> Arc<OnceCell<V>> {
        let mut entries = self.entries.lock().await;
        let known = entries.iter().position(|(known, _)| *known == key).and_then(|place| entries.remove(place));
        let (key, cell) = known.unwrap_or_else(|| (key, Arc::default()));
        entries.push_back((key, Arc::clone(&cell)));
        while entries.len() > self.most {
            entries.pop_front();
        }
        cell
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::error::ServiceError;

    async fn ask(recent: &Recent<&'static str, u32>, key: &'static str, made: &AtomicU32) -> u32 {
        recent.get(key, async { Ok(made.fetch_add(1, Ordering::Relaxed)) }).await.unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_made_once_until_others_take_its_place() {
        let (recent, made) = (Recent::new(2), AtomicU32::new(0));
        let both = tokio::join!(ask(&recent, "a", &made), ask(&recent, "a", &made));
        assert_eq!(both, (0, 0));
        assert_eq!((ask(&recent, "b", &made).await, ask(&recent, "a", &made).await), (1, 0));
        // `b` was asked for longest ago.
        assert_eq!((ask(&recent, "c", &made).await, ask(&recent, "a", &made).await), (2, 0));
        assert_eq!((ask(&recent, "b", &made).await, made.load(Ordering::Relaxed)), (3, 4));
    }

    #[tokio::test]
    async fn what_cannot_be_made_is_tried_again() {
        let recent = Recent::new(1);
        let refused = recent.get("a", async { Err(ServiceError::new("busy", "not now")) }).await;
        assert_eq!(refused.unwrap_err().code(), "busy");
        assert_eq!(recent.get("a", async { Ok(7) }).await.unwrap(), 7);
    }
}
