//! Tests of summary files. The figures of [`NAMED`] and what is expected of them are of the CDNOW sample
//! at the rounded parameters of [FHL2005] and [FH2013], computed at 50 digits.

mod aggregated;
mod blocks;
mod covariates;
mod exact;
mod fitting;
mod over_time;
mod posterior;
mod predicting;
mod reading;
mod renewals;
mod simulating;
mod weights;
mod wide;

use std::path::PathBuf;

use super::{ModelFile, SummaryFile};

/// A file in a folder that goes away with the test.
pub(super) struct Written {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
}

impl Written {
    pub(super) fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        Self { _folder: folder, path }
    }

    pub(super) fn csv(content: &str) -> Self {
        Self::new("summary.csv", content)
    }

    pub(super) fn summary(&self) -> SummaryFile {
        SummaryFile::new(&self.path)
    }

    pub(super) fn model(&self) -> ModelFile {
        ModelFile::read(&self.path).unwrap()
    }
}

/// `message` and `hint` of an error, without the folder of the test.
pub(super) fn words(error: &crate::error::ServiceError, file: &Written) -> (String, String) {
    let folder = format!("{}/", file.path.parent().unwrap().display());
    let hint = error.problem().hint.clone().unwrap_or_default();
    (error.to_string().replace(&folder, ""), hint.replace(&folder, ""))
}

/// Twelve customers of the CDNOW sample, times in days.
pub(super) const NAMED: &str = "\
customer_id,frequency,recency,T,monetary_value,time_unit
16,0,0,272,0,day
2329,0,0,189,0,day
157,29,264,266,26.26137931034483,day
1516,26,216,217,39.97,day
59,1,269,269,6.49,day
1245,8,226,226,24.58625,day
266,1,1,261,11.77,day
244,5,36,261,194.864,day
1,2,213,272,22.345,day
344,2,158,257,15.7,day
660,2,58,246,24.08,day
1011,2,132,234,52.85,day
";
