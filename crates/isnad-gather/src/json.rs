//! JSON objects to articles, field by field, so that one bad field does not cost the others.

use crate::{Kind, Located, Notice, Place, Reading};
use isnad_model::Article;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// An article object before its fields have been looked at.
#[derive(Deserialize, Default)]
struct Loose {
    id: Option<Value>,
    lang: Option<Value>,
    published: Option<Value>,
    publisher: Option<Value>,
    title: Option<Value>,
    text: Option<Value>,
}

/// One line of JSONL; a blank one holds nothing.
pub(crate) fn read_line(line: &str, place: &Place, reading: &mut Reading) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    if !line.starts_with('{') {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => not_an_object(&value, place, reading),
            Err(e) => not_json(&e, place.clone(), reading),
        }
        return;
    }
    match serde_json::from_str::<Loose>(line) {
        Ok(loose) => article(loose, || fields_of(line), place, reading),
        Err(e) => not_json(&e, place.clone(), reading),
    }
}

/// A whole JSON file: one article, an array of articles, or several values one after the other.
pub(crate) fn read_document(text: &str, place: &Place, reading: &mut Reading) {
    // lines of JSON under the name of a JSON file
    let mut lines = text.lines().filter(|l| !l.trim().is_empty());
    if let (Some(first), Some(second)) = (lines.next(), lines.next())
        && is_lines(first)
        && second.trim_start().starts_with('{')
    {
        for (k, line) in text.lines().enumerate() {
            read_line(line, &place.at(k as u64 + 1), reading);
        }
        return;
    }
    if text.trim().is_empty() {
        let message = "the file is empty; an article object was expected";
        reading.notices.push(Notice::new(Kind::Empty, place.clone(), message));
        return;
    }
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(Value::Array(values)) => {
                for (k, value) in values.into_iter().enumerate() {
                    let place = Place::file(format!("{}[{k}]", place.file));
                    object(value, &place, reading);
                }
            }
            Ok(value) => object(value, place, reading),
            Err(e) => {
                not_json(&e, place.at(e.line() as u64), reading);
                return;
            }
        }
    }
}

/// Whether the first line of a stream is a JSON value of its own, as in JSONL, or the beginning of a longer one.
pub(crate) fn is_lines(first: &str) -> bool {
    let line = first.trim();
    line.starts_with('{') && !line.ends_with(['{', '[', ',', ':'])
}

fn object(value: Value, place: &Place, reading: &mut Reading) {
    let Value::Object(map) = value else { return not_an_object(&value, place, reading) };
    let names: Vec<String> = map.keys().cloned().collect();
    match serde_json::from_value::<Loose>(Value::Object(map)) {
        Ok(loose) => article(loose, || names, place, reading),
        Err(e) => not_json(&e, place.clone(), reading),
    }
}

fn article(loose: Loose, names: impl FnOnce() -> Vec<String>, place: &Place, reading: &mut Reading) {
    if loose.title.is_none() && loose.text.is_none() {
        let names = names();
        let found =
            if names.is_empty() { "no field at all".to_owned() } else { format!("only `{}`", names.join("`, `")) };
        let message = format!("an article needs `text` or `title`; found {found}; not read");
        reading.notices.push(Notice::new(Kind::NotArticle, place.clone(), message));
        return;
    }
    let mut fields = Fields { place, reading };
    let article = Article {
        id: fields.id(loose.id),
        lang: fields.text("lang", loose.lang).filter(|l| !l.trim().is_empty()),
        published: fields.date(loose.published),
        publisher: fields.text("publisher", loose.publisher),
        title: fields.text("title", loose.title).unwrap_or_default(),
        text: fields.text("text", loose.text).unwrap_or_default(),
    };
    reading.articles.push(Located::new(article, place.clone()));
}

struct Fields<'a> {
    place: &'a Place,
    reading: &'a mut Reading,
}

impl Fields<'_> {
    fn fault(&mut self, kind: Kind, message: String) {
        self.reading.notices.push(Notice::new(kind, self.place.clone(), message));
    }

    fn text(&mut self, name: &str, value: Option<Value>) -> Option<String> {
        match value {
            None | Some(Value::Null) => None,
            Some(Value::String(s)) => Some(s),
            Some(other) => {
                let message =
                    format!("`{name}` must be text, yet it is {}; read as if it were not there", kind_of(&other));
                self.fault(Kind::WrongType, message);
                None
            }
        }
    }

    fn id(&mut self, value: Option<Value>) -> String {
        match value {
            Some(Value::Number(n)) => n.to_string(),
            value => self.text("id", value).unwrap_or_default(),
        }
    }

    fn date(&mut self, value: Option<Value>) -> Option<Date> {
        let text = self.text("published", value)?;
        match parse_date(&text) {
            Ok(date) => date,
            Err(message) => {
                self.fault(Kind::BadDate, format!("`published` {message}; read as if it were not known"));
                None
            }
        }
    }
}

/// A day as `YYYY-MM-DD`, alone or before a time of day; `None` where there is nothing.
pub(crate) fn parse_date(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = match text.get(10..11) {
        Some("T" | "t" | " ") => &text[..10],
        _ => text,
    };
    let shaped = day.len() == 10
        && day.bytes().enumerate().all(|(k, b)| if k == 4 || k == 7 { b == b'-' } else { b.is_ascii_digit() });
    match (shaped, day.parse::<Date>()) {
        (true, Ok(date)) => Ok(Some(date)),
        (true, Err(_)) => Err(format!("is {day}, a day that no calendar has")),
        (false, _) => {
            let shown: String = text.chars().take(40).collect();
            Err(format!("is `{shown}`; write it as YYYY-MM-DD"))
        }
    }
}

fn fields_of(line: &str) -> Vec<String> {
    match serde_json::from_str(line) {
        Ok(Value::Object(map)) => map.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

fn not_an_object(value: &Value, place: &Place, reading: &mut Reading) {
    let message = format!("an article object was expected, here is {}; not read", kind_of(value));
    reading.notices.push(Notice::new(Kind::NotArticle, place.clone(), message));
}

fn not_json(error: &serde_json::Error, place: Place, reading: &mut Reading) {
    // the library's line counts within the piece; the place already names the line
    let message = error.to_string();
    let cause = message.split(" at line ").next().unwrap_or(&message);
    let message = format!("not JSON at column {}: {cause}; not read", error.column());
    reading.notices.push(Notice::new(Kind::NotJson, place, message));
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Article>, Vec<String>) {
        let mut reading = Reading::default();
        read_document(text, &Place::file("a.json"), &mut reading);
        let notices = reading.notices.iter().map(|n| format!("{}@{}", n.kind.code(), n.place)).collect();
        (reading.articles.into_iter().map(|l| l.article).collect(), notices)
    }

    #[test]
    fn one_article_an_array_or_lines() {
        for text in
            ["{\n\"id\": \"a\",\n\"text\": \"b\"}", "[{\"id\":\"a\",\"text\":\"b\"}]", "{\"id\":\"a\",\"text\":\"b\"}"]
        {
            let (articles, notices) = read(text);
            assert_eq!((articles.len(), notices.len()), (1, 0), "{text}");
            assert_eq!(articles[0].id, "a");
        }
        let (articles, notices) = read("{\"text\":\"b\"}\n{\"text\"\n{\"text\":\"c\"}\n");
        assert_eq!(articles.len(), 2);
        assert_eq!(notices, ["G002@a.json:2"]);
    }

    #[test]
    fn a_bad_field_does_not_cost_the_article() {
        let (articles, notices) = read(r#"{"id": 7, "published": "2024-02-30", "title": ["x"], "text": "b"}"#);
        assert_eq!((articles[0].id.as_str(), articles[0].text.as_str()), ("7", "b"));
        assert_eq!(notices, ["G005@a.json", "G004@a.json"]);
    }

    #[test]
    fn other_values_are_no_articles() {
        for text in ["5", "[5]", "{}", r#"{"body": "b"}"#] {
            let (articles, notices) = read(text);
            assert!(articles.is_empty() && notices.len() == 1 && notices[0].starts_with("G003"), "{text}: {notices:?}");
        }
    }

    #[test]
    fn dates() {
        for (text, day) in [("2018-03-04", 4), ("2018-03-05T23:10:00Z", 5), (" 2018-03-06 08:00", 6)] {
            assert_eq!(parse_date(text).unwrap().unwrap().day(), day);
        }
        assert_eq!(parse_date(""), Ok(None));
        for text in ["2024-02-30", "4 March", "2018/03/04", "20180304", "\u{661}\u{661}\u{661}\u{661}\u{661}x"] {
            assert!(parse_date(text).is_err(), "{text}");
        }
    }
}
