//! Folders that outlive a crash.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Makes a folder with those above it, and brings every new entry to disk: a file is found again after a crash only if
/// each folder on the way to it is.
///
/// # Errors
/// If a folder cannot be made, or the disk does not confirm.
pub fn make_folder(path: &Path) -> io::Result<()> {
    make(path, &mut |folder| File::open(folder)?.sync_all())
}

fn make(path: &Path, synchronise: &mut impl FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    // a relative path of one name has the working folder above it
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make(above, synchronise)?;
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        made => made?,
    }
    synchronise(above)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::make;

    #[test]
    fn every_folder_above_a_new_one_is_brought_to_disk() {
        let root = tempfile::tempdir().unwrap();
        let made = |path: &Path| {
            let mut synchronised = Vec::new();
            make(path, &mut |folder| {
                assert!(folder.is_dir());
                synchronised.push(folder.strip_prefix(root.path()).unwrap().to_owned());
                Ok(())
            })
            .unwrap();
            assert!(path.is_dir());
            synchronised
        };
        assert_eq!(made(&root.path().join("ledger/orders")), [Path::new(""), Path::new("ledger")]);
        assert_eq!(made(&root.path().join("ledger/customers")), [Path::new("ledger")]);
        assert!(made(&root.path().join("ledger/orders")).is_empty());
        std::fs::write(root.path().join("file"), "").unwrap();
        assert!(make(&root.path().join("file/orders"), &mut |_| Ok(())).is_err());
    }
}
