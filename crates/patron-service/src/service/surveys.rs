use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::error::{Result, ServiceError};
use crate::folder::UPLOADS;
use crate::import;
use crate::run::Cancel;
use crate::views::{ImportRequest, SurveyImport, SurveyIndex};
use crate::voice::{AnswerFile, LONG_COLUMNS, Survey, imported, index_of, kept, long_rows, unknown};

use super::Service;

impl Service {
    /// Figures of the answers that the ledger has to a questionnaire, by its id.
    ///
    /// # Errors
    /// A questionnaire that does not fit, `survey-no-answers`, or when the ledger cannot be read.
    pub async fn survey_index(&self, text: &str, level: f64) -> Result<SurveyIndex> {
        let survey = Survey::parse(text)?;
        let records = self.records().await?;
        let columns = kept(&records, &survey).await?;
        index_of(&survey, columns, level)
    }

    /// Puts the answers of a file, one row a respondent, into the ledger as one batch that can be taken back, through
    /// the import: one row an item. Rows with a cell that holds no
    /// answer go to the quarantine. The questionnaire is kept where it is new or its text changed. `on` is the day of answers whose
    /// file has none; answers are those of the import about dates and the rest.
    ///
    /// # Errors
    /// A questionnaire or file that does not fit, `survey-day`, or what an import refuses.
    pub async fn import_survey(
        &self,
        text: &str,
        file: AnswerFile,
        on: Option<&str>,
        answers: &BTreeMap<String, String>,
        now: DateTime<Utc>,
    ) -> Result<SurveyImport> {
        let survey = Survey::parse(text)?;
        let asked = survey.clone();
        let name = file.path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let on = on.map(str::to_owned);
        let writer = self.folder.writer(now).await?;
        let folder = writer.path(UPLOADS).join(format!("survey-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder)?;
        let answered = self.records().await?;
        // the name that rows of the ledger carry
        let rows_file = folder.join(format!("{name}.csv"));
        let kept = async {
            let (out, named) = (rows_file.clone(), format!("{name}.csv"));
            let rows = tokio::task::spawn_blocking(move || long_rows(&survey, &file, on.as_deref(), &named, &out));
            let mut rows = rows.await.map_err(|error| std::io::Error::other(error.to_string()))??;
            rows.notices.extend(unknown(&answered, &rows.customers, &rows.customer_column).await?);
            let quoted = |name: &&str| ((*name).to_owned(), format!("\"{name}\""));
            let mapping: BTreeMap<String, String> = LONG_COLUMNS.iter().map(quoted).collect();
            let own = [("decimal-mark", "point"), ("header", "1")];
            let mut given: BTreeMap<String, String> =
                own.map(|(question, answer)| (question.to_owned(), answer.to_owned())).into_iter().collect();
            given.extend(answers.clone());
            let refused = std::mem::take(&mut rows.rejects);
            let table = "surveys".to_owned();
            let request = ImportRequest { table, mapping, answers: given, refused, ..ImportRequest::default() };
            let (listener, cancel) = (Arc::new(|_| {}), Cancel::default().token());
            let report =
                import::import(&writer, std::slice::from_ref(&rows_file), &request, now, listener, cancel).await?;
            Ok::<_, ServiceError>((rows, report))
        };
        let kept = kept.await;
        // what cannot be removed now is swept with the uploads
        std::fs::remove_dir_all(&folder).ok();
        let (rows, report) = kept?;
        let _turn = writer.turn().await;
        let version = self.keep_survey(&asked, text, now).await?;
        Ok(imported(rows, version, report))
    }
}
