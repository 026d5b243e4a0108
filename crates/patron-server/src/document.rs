//! The description of the API, made from the types.

use utoipa::OpenApi as _;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{OpenApi, RefOr};

use crate::api;

/// What stands at the head of the description.
#[derive(Debug, utoipa::OpenApi)]
#[openapi(info(
    title = "patron",
    description = "What every customer is worth, and why. All figures are of the current run unless said otherwise; \
        a figure that is not known is null. Errors are problems: a stable code, a sentence, a hint."
))]
struct Head;

type Shape = fn() -> Schema;

/// Shapes that the Rust types leave open: (schema, property, shape).
const SHAPES: [(&str, &str, Shape); 6] = [
    ("CustomersPage", "rows", rows),
    ("Sheet", "rows", rows),
    ("CustomerView", "values", || map_of(cell())),
    ("CustomerView", "attributes", || map_of(cell())),
    ("StatusView", "tables", || map_of(of_type(Type::Integer))),
    ("SimpleFormula", "inputs", || map_of(of_type(Type::Number))),
];

/// A number, a text, a day as text, or null.
fn cell() -> Schema {
    let types = SchemaType::from_iter([Type::String, Type::Number, Type::Null]);
    Schema::Object(ObjectBuilder::new().schema_type(types).build())
}

fn of_type(one: Type) -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(one).build())
}

fn map_of(value: Schema) -> Schema {
    Schema::Object(ObjectBuilder::new().additional_properties(Some(value)).build())
}

fn rows() -> Schema {
    Schema::Array(ArrayBuilder::new().items(ArrayBuilder::new().items(RefOr::T(cell()))).build())
}

/// The API's OpenAPI document.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = api::routes().to_openapi();
    let mut schemas = document.components.as_mut().map(|components| &mut components.schemas);
    for (name, property, shape) in SHAPES {
        let schema = schemas.as_mut().and_then(|schemas| schemas.get_mut(name));
        if let Some(RefOr::T(Schema::Object(object))) = schema {
            let described = match object.properties.remove(property) {
                Some(RefOr::T(Schema::Object(old))) => old.description,
                Some(RefOr::T(Schema::Array(old))) => old.description,
                _ => None,
            };
            object.properties.insert(property.to_owned(), RefOr::T(describe(shape(), described)));
        }
    }
    document
}

/// The document as it is kept beside the code: indented, ended by a line break.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn document_text() -> Result<String, serde_json::Error> {
    Ok(document().to_pretty_json()? + "\n")
}

pub(crate) fn head() -> OpenApi {
    Head::openapi()
}

fn describe(mut schema: Schema, description: Option<String>) -> Schema {
    match &mut schema {
        Schema::Object(object) => object.description = description,
        Schema::Array(array) => array.description = description,
        _ => {}
    }
    schema
}
