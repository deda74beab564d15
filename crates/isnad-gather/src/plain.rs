//! Articles that stand in files of their own as text or Markdown.

use crate::{Kind, Located, Notice, Place, Reading, json};
use isnad_model::Article;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Characters up to which a first line can be a headline.
const HEADLINE: usize = 200;

/// Plain text: the first line is the headline where it is short and more follows; the rest is the body.
pub(crate) fn text(content: &str) -> Article {
    let body = content.trim();
    if let Some((first, rest)) = body.split_once('\n') {
        let (first, rest) = (first.trim(), rest.trim());
        if first.chars().count() <= HEADLINE && !rest.is_empty() {
            return Article { title: first.to_owned(), text: rest.to_owned(), ..Article::default() };
        }
    }
    Article { text: body.to_owned(), ..Article::default() }
}

/// Markdown: a front matter of `key: value` lines between `---` gives the fields of an article, the first top heading
/// its headline; the words of the rest are its body, with a blank line between paragraphs.
pub(crate) fn markdown(content: &str, place: &Place, reading: &mut Reading) {
    let mut article = Article::default();
    let mut body = content;
    if let Some((front, rest)) = front_matter(content) {
        body = rest;
        for (k, line) in front.lines().enumerate() {
            let place = place.at(k as u64 + 2);
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            match key.trim() {
                "id" => article.id = value,
                "lang" => article.lang = Some(value).filter(|v| !v.is_empty()),
                "publisher" => article.publisher = Some(value).filter(|v| !v.is_empty()),
                "title" => article.title = value,
                "published" | "date" => match json::parse_date(&value) {
                    Ok(date) => article.published = date,
                    Err(message) => {
                        let message = format!("`{}` {message}; read as if it were not known", key.trim());
                        reading.notices.push(Notice::new(Kind::BadDate, place, message));
                    }
                },
                _ => {}
            }
        }
    }
    words(body, &mut article);
    reading.articles.push(Located::new(article, place.clone()));
}

fn front_matter(content: &str) -> Option<(&str, &str)> {
    let rest = content.strip_prefix("---")?.trim_start_matches('\r').strip_prefix('\n')?;
    let end = rest.find("\n---")?;
    let behind = &rest[end + 4..];
    Some((&rest[..end], behind.split_once('\n').map_or("", |(_, b)| b)))
}

fn words(body: &str, article: &mut Article) {
    let mut headline = article.title.is_empty();
    let mut in_headline = false;
    for event in Parser::new_ext(body, Options::empty()) {
        let into = if in_headline { &mut article.title } else { &mut article.text };
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if headline => {
                headline = false;
                in_headline = true;
            }
            Event::End(TagEnd::Heading(_)) if in_headline => in_headline = false,
            Event::Text(words) | Event::Code(words) => into.push_str(&words),
            Event::SoftBreak => into.push(' '),
            Event::HardBreak => into.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => into.push_str("\n\n"),
            Event::End(TagEnd::Item) if !into.ends_with('\n') => into.push('\n'),
            _ => {}
        }
    }
    article.text.truncate(article.text.trim_end().len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_is_the_headline() {
        let a = text("\n  A headline\n\nThe body.\nMore.\n");
        assert_eq!((a.title.as_str(), a.text.as_str()), ("A headline", "The body.\nMore."));
        let a = text("Only one line");
        assert_eq!((a.title.as_str(), a.text.as_str()), ("", "Only one line"));
    }

    #[test]
    fn markdown_gives_words_and_fields() {
        let mut reading = Reading::default();
        let source = "---\nid: m1\npublished: 2018-02-30\nlang: fr\n---\n# The *headline*\n\nFirst **words**\nof [it](http://x).\n\n- one\n- two\n";
        markdown(source, &Place::file("m.md"), &mut reading);
        let a = &reading.articles[0].article;
        assert_eq!((a.id.as_str(), a.lang.as_deref()), ("m1", Some("fr")));
        assert_eq!(a.title, "The headline");
        assert_eq!(a.text, "First words of it.\n\none\ntwo");
        assert_eq!(reading.notices[0].place.to_string(), "m.md:3");
    }
}
