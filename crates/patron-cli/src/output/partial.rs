//! A file that takes its name only when it is whole.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::problem::Result;

/// Written beside its target; dropped before [`Partial::keep`], it leaves the target as it was.
#[derive(Debug)]
pub(crate) struct Partial {
    path: PathBuf,
    /// where it goes in the end; none where it is written in place
    target: Option<PathBuf>,
    /// what to write to
    pub(crate) file: File,
}

impl Partial {
    pub(crate) fn new(target: &Path) -> Result<Self> {
        // A device or a pipe cannot be replaced, and a folder is refused by its own words.
        if target.exists() && !target.is_file() {
            let file = File::create(target).map_err(|error| super::not_made(target, &error))?;
            return Ok(Self { path: target.to_owned(), target: None, file });
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&path).map_err(|error| super::not_made(target, &error))?;
        Ok(Self { path, target: Some(target.to_owned()), file })
    }

    pub(crate) fn keep(mut self) -> Result<()> {
        if let Some(target) = &self.target {
            std::fs::rename(&self.path, target)?;
        }
        // Nothing is left to be removed.
        self.target = None;
        Ok(())
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if self.target.is_some() {
            std::fs::remove_file(&self.path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Partial;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out.csv");
        std::fs::write(&target, "before").unwrap();
        let mut failed = Partial::new(&target).unwrap();
        failed.file.write_all(b"half").unwrap();
        drop(failed);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "before");
        let mut whole = Partial::new(&target).unwrap();
        whole.file.write_all(b"after").unwrap();
        whole.keep().unwrap();
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "after");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
