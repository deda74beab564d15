//! A piece of input as it lay there, and what is read out of it.

use crate::decode::{Charset, decode};
use crate::{Kind, Notice, Place, json, plain};
use isnad_model::Article;

/// Bytes above which an article is read, yet mentioned.
pub const LARGE: usize = 10 << 20;

/// Bytes above which a piece of input is not read: what an article's spans can address, with room to spare.
pub const LARGEST: usize = 1 << 30;

/// How a piece of input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One line of JSONL.
    Line,
    /// A whole JSON file: an article, an array of them, or several values one after the other.
    Json,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Nothing: only notices.
    Nothing,
}

/// A piece of input that nobody has looked into: a line of JSONL or a whole file.
#[derive(Debug)]
pub struct Raw {
    pub(crate) place: Place,
    pub(crate) form: Form,
    pub(crate) bytes: Vec<u8>,
    /// Id of the article where it names none.
    pub(crate) name: Option<String>,
    pub(crate) notices: Vec<Notice>,
}

/// An article and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The article.
    pub article: Article,
    /// Where it stands.
    pub place: Place,
    /// Whether it names no id of its own, and was given that of its place.
    pub unnamed: bool,
}

impl Located {
    pub(crate) fn new(article: Article, place: Place) -> Self {
        Self { unnamed: article.id.is_empty(), article, place }
    }
}

/// What a piece of input gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles, in order.
    pub articles: Vec<Located>,
    /// What was odd.
    pub notices: Vec<Notice>,
}

impl Raw {
    pub(crate) fn notice(notice: Notice) -> Self {
        Self { place: notice.place.clone(), form: Form::Nothing, bytes: Vec::new(), name: None, notices: vec![notice] }
    }

    /// The bytes themselves.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Bytes of the piece.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is nothing but notices.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Decodes and parses the piece.
    pub fn read(self) -> Reading {
        let Raw { place, form, bytes, name, notices } = self;
        let mut reading = Reading { articles: Vec::new(), notices };
        if form == Form::Nothing {
            return reading;
        }
        if bytes.len() > LARGE {
            let message = format!("{} MB in one piece; read, which may take a while", bytes.len() >> 20);
            reading.notices.push(Notice::new(Kind::Large, place.clone(), message));
        }
        let (text, charset) = decode(&bytes);
        if let Some(notice) = encoding_notice(charset, &place) {
            reading.notices.push(notice);
        }
        if charset == Charset::Binary {
            return reading;
        }
        let fallback = |place: &Place| name.clone().unwrap_or_else(|| place.to_string());
        let first = reading.articles.len();
        match form {
            Form::Line => json::read_line(&text, &place, &mut reading),
            Form::Json => json::read_document(&text, &place, &mut reading),
            Form::Text => reading.articles.push(Located::new(plain::text(&text), place)),
            Form::Markdown => plain::markdown(&text, &place, &mut reading),
            Form::Nothing => {}
        }
        let many = reading.articles.len() > 1;
        for (k, located) in reading.articles[first..].iter_mut().enumerate() {
            if located.article.id.is_empty() {
                located.article.id = fallback(&located.place);
                if many && form != Form::Line {
                    located.article.id.push_str(&format!("#{}", k + 1));
                }
            }
            if !located.article.title.chars().chain(located.article.text.chars()).any(char::is_alphanumeric) {
                let message = "neither `title` nor `text` holds a word; kept, with no reports";
                reading.notices.push(Notice::new(Kind::Empty, located.place.clone(), message));
            }
        }
        reading
    }
}

fn encoding_notice(charset: Charset, place: &Place) -> Option<Notice> {
    let (kind, message) = match charset {
        Charset::Utf8 => return None,
        Charset::Damaged { first, places } => (
            Kind::Damaged,
            format!("UTF-8 broken in {places} place(s), the first at byte {first}; each was read as U+FFFD"),
        ),
        Charset::Legacy { name, damaged: false } => {
            (Kind::Charset, format!("not UTF-8; read as {name}, which the bytes look like"))
        }
        Charset::Legacy { name, damaged: true } => (
            Kind::Damaged,
            format!("not UTF-8; read as {name}, which fits best, with U+FFFD for bytes that fit not even that"),
        ),
        Charset::Binary => {
            (Kind::Binary, "holds no text (a picture, a PDF, an archive?); give JSONL, JSON, txt or md".to_owned())
        }
    };
    Some(Notice::new(kind, place.clone(), message))
}
