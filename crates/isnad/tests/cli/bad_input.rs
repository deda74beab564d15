//! Bad input costs itself, never the rest, and is always told.

use crate::support::{ARTICLE, Folder};

/// Runs over one bad line between two sound articles: both must come out.
fn between(bad: &[u8]) -> crate::support::Ran {
    let folder = Folder::new();
    let mut content = ARTICLE.as_bytes().to_vec();
    content.extend_from_slice(bad);
    content.push(b'\n');
    content.extend_from_slice(ARTICLE.replace("one", "three").as_bytes());
    folder.file("in.jsonl", content);
    let ran = folder.run(&["extract", "in.jsonl"], "");
    let ids = ran.ids();
    assert_eq!((ids.first().map(String::as_str), ids.last().map(String::as_str)), (Some("one"), Some("three")));
    ran
}

#[test]
fn a_broken_line() {
    let ran = between(br#"{"id": "two", "text": "abc"#);
    assert_eq!((ran.code, ran.ids().len()), (1, 2));
    ran.says("in.jsonl:2", "G002: not JSON at column");
    assert!(ran.summary().contains("2 articles read"), "{}", ran.summary());
    assert!(ran.summary().contains("1 fault: 1 not JSON"), "{}", ran.summary());
}

#[test]
fn a_value_that_is_no_article() {
    for bad in ["[1, 2]", "null", "{}", r#"{"body": "a"}"#] {
        let ran = between(bad.as_bytes());
        assert_eq!((ran.code, ran.ids().len()), (1, 2), "{bad}");
        ran.says("in.jsonl:2", "G003");
    }
}

#[test]
fn a_day_that_does_not_exist() {
    let ran = between(r#"{"id":"two","lang":"ar","published":"2024-02-30","text":"هجوم"}"#.as_bytes());
    assert_eq!((ran.code, ran.ids().len()), (1, 3));
    ran.says("in.jsonl:2", "`published` is 2024-02-30");
    assert!(ran.lines()[1]["published"].is_null());
}

#[test]
fn a_field_of_another_type() {
    let ran = between(r#"{"id":"two","lang":"ar","title":["x"],"text":"هجوم"}"#.as_bytes());
    assert_eq!((ran.code, ran.ids().len()), (1, 3));
    ran.says("in.jsonl:2", "`title` must be text, yet it is an array");
}

#[test]
fn an_empty_article() {
    let ran = between(br#"{"id":"two","lang":"ar","title":"","text":" \n "}"#);
    assert_eq!((ran.code, ran.ids().len()), (1, 3));
    ran.says("in.jsonl:2", "G006");
    assert_eq!(ran.lines()[1]["reports"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_language_without_a_pack() {
    let told = r#"{"id":"two","lang":"tlh","text":"nuqneH"}"#;
    let untold = r#"{"id":"two","text":"Вооруженные люди напали на деревню на севере страны"}"#;
    for bad in [told, untold] {
        let ran = between(bad.as_bytes());
        assert_eq!((ran.code, ran.ids().len()), (1, 3), "{bad}");
        ran.says("in.jsonl:2", "G011");
        assert_eq!(ran.lines()[1]["reports"].as_array().map(Vec::len), Some(0));
        assert!(ran.summary().contains("1 no language pack"), "{}", ran.summary());
    }
}

#[test]
fn lines_in_older_encodings_are_read_with_a_warning() {
    let text = "قالت مصادر محلية إن مسلحين هاجموا قرية صغيرة قرب النهر وأوقعوا عددا من الجرحى";
    for encoding in [encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6] {
        let line = format!("{{\"id\":\"two\",\"text\":\"{text}\"}}");
        let ran = between(&encoding.encode(&line).0);
        assert_eq!((ran.code, ran.ids().len()), (0, 3), "{}", ran.stderr);
        ran.says("in.jsonl:2", "warning G008: not UTF-8; read as");
        assert_eq!(ran.lines()[1]["lang"], "ar");
    }
}

#[test]
fn a_stream_in_utf16() {
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(ARTICLE.repeat(2).encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let folder = Folder::new();
    folder.file("in.jsonl", &utf16);
    let ran = folder.run(&["extract", "in.jsonl", "-"], utf16);
    assert_eq!((ran.code, ran.ids().len()), (0, 4), "{}", ran.stderr);
    ran.says("in.jsonl", "read as UTF-16LE");
}

#[test]
fn broken_bytes_are_replaced_and_told() {
    let mut line = ARTICLE.trim_end().as_bytes().to_vec();
    let at = line.len() - 12;
    line[at] = 0xff;
    let ran = between(&line);
    assert_eq!((ran.code, ran.ids().len()), (1, 3));
    ran.says("in.jsonl:2", "G007");
}

#[test]
fn a_very_large_article_is_read_with_a_warning() {
    let words = "هذا نص طويل لا يقول شيئا عن أي حادث في أي مكان. ".repeat(50 << 20 >> 6);
    let line = format!("{{\"id\":\"two\",\"lang\":\"ar\",\"text\":\"{words}\"}}");
    assert!(line.len() > 50_000_000);
    let ran = between(line.as_bytes());
    assert_eq!((ran.code, ran.ids().len()), (0, 3), "{}", ran.stderr);
    ran.says("in.jsonl:2", "warning G009");
}

#[test]
fn files_that_are_no_text_or_not_there() {
    let folder = Folder::new();
    folder.file("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    folder.file("empty.json", "");
    folder.file("good.jsonl", ARTICLE);
    let ran = folder.run(&["extract", "picture.txt", "absent.jsonl", "empty.json", "good.jsonl"], "");
    assert_eq!((ran.code, ran.ids()), (1, vec!["one".to_owned()]));
    ran.says("picture.txt", "G012");
    ran.says("absent.jsonl", "G001");
    ran.says("empty.json", "G006");
    assert!(ran.summary().contains("3 pieces of input gave no article"), "{}", ran.summary());
}

#[test]
fn a_folder_without_articles() {
    let folder = Folder::new();
    folder.file("in/notes.pdf", "x");
    let ran = folder.run(&["extract", "in"], "");
    assert_eq!(ran.code, 1);
    ran.says("in/notes.pdf", "G013");
    ran.says("in", "G014");
}

#[test]
fn wrong_usage() {
    let folder = Folder::new();
    folder.file("a.jsonl", ARTICLE);
    for (arguments, words) in [
        (&["extract", "a.jsonl", "--published", "2024-02-30"][..], "no day of the calendar"),
        (&["extract", "a.jsonl", "--jobs", "0"], "--jobs"),
        (&["extract", "a.jsonl", "--output", "a.jsonl"], "cannot be written to"),
        (&["extract", "a.jsonl", "--output", "no/such/folder"], "cannot write to"),
        (&["extract", "a.jsonl", "--languages", "nowhere"], "cannot read the folder nowhere"),
        (&["extract", "a.jsonl", "--places", "nowhere"], "cannot open the places nowhere"),
        (&["extrct"], "unrecognized subcommand"),
        (&["language", "check", "tlh"], "neither a folder nor the code"),
    ] {
        let ran = folder.run(arguments, "");
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("a.jsonl")).expect("it is still there"), ARTICLE);
}
