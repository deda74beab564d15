//! Every format is written, held against its schema, and read again by a reader of its own.

mod columnar;
mod delimited;
mod json;
mod laws;
mod layouts;
mod package;
mod public;
mod schema;
mod support;
mod workbook;
