use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use patron_service::error::{Result, ServiceError};
use patron_service::query::{CustomerFilter, CustomersQuery};

use crate::failure::Failure;

/// What stands behind the `?` of an address, in order; a name may stand there several times.
#[derive(Debug)]
pub(super) struct Parameters(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let Query(pairs) = Query::from_request_parts(parts, state).await?;
        Ok(Self(pairs))
    }
}

impl Parameters {
    /// Refuses names that the address does not know.
    pub(super) fn only(self, known: &[&str]) -> Result<Self> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            None => Ok(self),
            Some((name, _)) => {
                let have: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                let message = format!("parameter `{name}` is not known here, expected one of {}", have.join(", "));
                Err(ServiceError::new("bad-parameter", message).value("parameter", name.as_str()))
            }
        }
    }

    /// The value of a name that may stand there once; an empty text is none.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() {
            let message = format!("parameter `{name}` stands there more than once, expected it once");
            return Err(ServiceError::new("bad-parameter", message).value("parameter", name));
        }
        Ok(first.filter(|value| !value.is_empty()))
    }

    /// Every value of a name.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let found = self.0.iter().filter(move |(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A whole number of at most `most`, or `default`.
    pub(super) fn number(&self, name: &str, default: usize, most: usize) -> Result<usize> {
        let Some(text) = self.one(name)? else { return Ok(default) };
        text.parse().ok().filter(|number| *number <= most).ok_or_else(|| {
            ServiceError::new(
                "bad-parameter",
                format!("parameter `{name}` is `{text}`, expected a number up to {most}"),
            )
            .value("parameter", name)
        })
    }

    /// `f` and `q` as a filter.
    pub(super) fn filter(&self) -> Result<CustomerFilter> {
        CustomerFilter::parse(self.all("f").filter(|condition| !condition.is_empty()), self.one("q")?)
    }

    /// `columns`, `f`, `q`, `sort`, `limit` and `after` as a question about customers.
    pub(super) fn customers(&self) -> Result<CustomersQuery> {
        let usual = CustomersQuery::default();
        let columns = self.one("columns")?.unwrap_or_default();
        Ok(CustomersQuery {
            columns: columns.split(',').filter(|column| !column.is_empty()).map(str::to_owned).collect(),
            filter: self.filter()?,
            sort: self.one("sort")?.map_or(usual.sort, str::to_owned),
            limit: self.number("limit", usual.limit, 1000)?,
            after: self.one("after")?.map(str::to_owned),
        })
    }

    /// `lang` as `zh` or `en`.
    pub(super) fn language(&self) -> Result<&str> {
        match self.one("lang")? {
            None => Ok("en"),
            Some(language @ ("zh" | "en")) => Ok(language),
            Some(other) => {
                let message = format!("parameter `lang` is `{other}`, expected zh or en");
                Err(ServiceError::new("bad-parameter", message).value("parameter", "lang"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Parameters {
        let uri = format!("http://localhost/x?{query}").parse().unwrap();
        Parameters(Query::try_from_uri(&uri).unwrap().0)
    }

    #[test]
    fn a_question_is_read_whole() {
        let all = read("columns=revenue,name&f=abc_class:is:A%7CB&f=name:has:%E6%9D%8E%20%26&q=x&sort=revenue&limit=7");
        let query = all.customers().unwrap();
        assert_eq!(query.columns, ["revenue", "name"]);
        assert_eq!(query.filter.conditions.len(), 2);
        assert_eq!(query.filter.conditions[0].values, ["A", "B"]);
        assert_eq!(query.filter.conditions[1].values, ["李 &"]);
        assert_eq!((query.sort.as_str(), query.limit, query.after), ("revenue", 7, None));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let error = read("colums=a").only(&["columns", "f"]).unwrap_err();
        assert_eq!(error.to_string(), "parameter `colums` is not known here, expected one of `columns`, `f`");
        let error = read("q=a&q=b").filter().unwrap_err();
        assert_eq!(error.to_string(), "parameter `q` stands there more than once, expected it once");
        let error = read("limit=-1").customers().unwrap_err();
        assert_eq!(error.to_string(), "parameter `limit` is `-1`, expected a number up to 1000");
        assert_eq!(read("lang=fr").language().unwrap_err().code(), "bad-parameter");
    }
}
