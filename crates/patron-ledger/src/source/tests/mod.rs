mod errors;
mod formats;
mod shared;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use arrow::array::{Array, StringArray};

use super::{OpenOptions, Profile, ReadOptions, Source, SourceBatch, SourceError, Watch, open, profile, read};

/// A folder with one file in it.
struct Given {
    folder: tempfile::TempDir,
    path: PathBuf,
}

fn given(name: &str, bytes: impl AsRef<[u8]>) -> Given {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Given { folder, path }
}

impl Given {
    fn open(&self) -> Result<Source, SourceError> {
        self.open_with(OpenOptions::default())
    }

    fn open_with(&self, options: OpenOptions) -> Result<Source, SourceError> {
        assert!(self.folder.path().exists());
        open(&self.path, options, &Watch::new())
    }

    fn profile(&self) -> Profile {
        profile(&self.open().unwrap(), &Watch::new()).unwrap()
    }
}

fn all(source: &Source) -> Vec<SourceBatch> {
    read(source, &ReadOptions::default(), &Watch::new()).unwrap().map(Result::unwrap).collect()
}

/// Good rows as text, null as `-`.
fn cells(batches: &[SourceBatch]) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for batch in batches {
        for at in 0..batch.rows.len() {
            let cell = |column: &arrow::array::ArrayRef| {
                let text = column.as_any().downcast_ref::<StringArray>().unwrap();
                if text.is_null(at) { "-".to_owned() } else { text.value(at).to_owned() }
            };
            rows.push(batch.columns.iter().map(cell).collect());
        }
    }
    rows
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/source").join(name)
}
