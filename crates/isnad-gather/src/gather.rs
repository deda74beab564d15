//! Walking the inputs in order and cutting them into pieces.

use crate::raw::{Form, LARGEST};
use crate::{Kind, Notice, Place, Raw, json};
use encoding_rs::Encoding;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The inputs as pieces, in the order in which they were named; the files of a folder by name.
pub struct Gather {
    inputs: VecDeque<PathBuf>,
    folder: Option<Folder>,
    lines: Option<Lines>,
    /// What standard input is; replaced in tests.
    stdin: Option<Box<dyn Read + Send>>,
    pending: VecDeque<Raw>,
}

struct Folder {
    path: PathBuf,
    walk: walkdir::IntoIter,
    found: bool,
}

struct Lines {
    reader: Box<dyn BufRead + Send>,
    place: Place,
    line: u64,
}

impl Gather {
    /// Reads from files and folders; `-` is standard input.
    pub fn new(inputs: impl IntoIterator<Item = PathBuf>) -> Self {
        Self::with_stdin(inputs, Box::new(io::stdin()))
    }

    /// As [`Gather::new`], with another standard input.
    pub fn with_stdin(inputs: impl IntoIterator<Item = PathBuf>, stdin: Box<dyn Read + Send>) -> Self {
        Self {
            inputs: inputs.into_iter().collect(),
            folder: None,
            lines: None,
            stdin: Some(stdin),
            pending: VecDeque::new(),
        }
    }

    /// Sum of the sizes of all inputs, where all are plain files: what a progress bar wants to know.
    pub fn size(&self) -> Option<u64> {
        self.inputs
            .iter()
            .map(|p| std::fs::metadata(p).ok().filter(|m| m.is_file() && !is_gzip(p)).map(|m| m.len()))
            .sum()
    }

    fn open(&mut self, path: &Path, named: bool) {
        if path.as_os_str() == "-" {
            match self.stdin.take() {
                Some(stdin) => self.open_stream(stdin, Place::file("stdin"), Style::Unknown, None),
                None => self.refuse(Kind::Unreadable, Place::file("stdin"), "standard input was named twice"),
            }
            return;
        }
        let place = Place::file(path.display().to_string());
        let file = match File::open(path).and_then(|f| f.metadata().map(|m| (f, m))) {
            Ok((_, meta)) if meta.is_dir() => {
                let walk = walkdir::WalkDir::new(path).sort_by_file_name().into_iter();
                self.folder = Some(Folder { path: path.to_owned(), walk, found: false });
                return;
            }
            Ok((file, _)) => file,
            Err(e) => return self.refuse(Kind::Unreadable, place, &e.to_string()),
        };
        let style = Style::of(path);
        if style == Style::Unknown && !named {
            let message =
                "not read: of a folder, files named .jsonl, .ndjson, .json, .txt and .md are read (also with .gz)";
            return self.refuse(Kind::PassedOver, place, message);
        }
        let reader: Box<dyn Read + Send> = if is_gzip(path) {
            Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file)))
        } else {
            Box::new(file)
        };
        let stem = stem(path);
        self.open_stream(reader, place, style, Some(stem));
    }

    fn refuse(&mut self, kind: Kind, place: Place, message: &str) {
        self.pending.push_back(Raw::notice(Notice::new(kind, place, message)));
    }

    fn open_stream(&mut self, reader: Box<dyn Read + Send>, place: Place, style: Style, stem: Option<String>) {
        let mut reader: Box<dyn BufRead + Send> = Box::new(BufReader::with_capacity(1 << 16, reader));
        let head = match reader.fill_buf() {
            Ok(head) => head,
            Err(e) => return self.refuse(Kind::Unreadable, place, &e.to_string()),
        };
        let mark = Encoding::for_bom(head);
        let style = if style == Style::Unknown { sniff(head) } else { style };
        if style == Style::Lines {
            if let Some((encoding, _)) = mark.filter(|(e, _)| *e != encoding_rs::UTF_8) {
                let message = format!("not UTF-8; read as {}, which its first bytes declare", encoding.name());
                self.refuse(Kind::Charset, place.clone(), &message);
                // lines can only be cut once the text is decoded
                let decoder = encoding_rs_io::DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(reader);
                reader = Box::new(BufReader::with_capacity(1 << 16, decoder));
            }
            self.lines = Some(Lines { reader, place, line: 0 });
            return;
        }
        let form = match style {
            Style::Json => Form::Json,
            Style::Markdown => Form::Markdown,
            _ => Form::Text,
        };
        let mut bytes = Vec::new();
        match reader.take(LARGEST as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > LARGEST => self.refuse(Kind::TooLarge, place, &too_large()),
            Ok(_) => self.pending.push_back(Raw { place, form, bytes, name: stem, notices: Vec::new() }),
            Err(e) => self.refuse(Kind::Unreadable, place, &format!("{e}; not read")),
        }
    }

    /// The next file of the folder under way.
    fn step_folder(&mut self) {
        let Some(folder) = &mut self.folder else { return };
        match folder.walk.next() {
            None => {
                let (path, found) = (folder.path.display().to_string(), folder.found);
                self.folder = None;
                if !found {
                    let message = "this folder holds no file named .jsonl, .ndjson, .json, .txt or .md";
                    self.refuse(Kind::NothingThere, Place::file(path), message);
                }
            }
            Some(Err(e)) => {
                let path = e.path().map_or_else(|| folder.path.display().to_string(), |p| p.display().to_string());
                self.refuse(Kind::Unreadable, Place::file(path), &e.to_string());
            }
            Some(Ok(entry)) => {
                let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
                if hidden && entry.file_type().is_dir() {
                    folder.walk.skip_current_dir();
                } else if !hidden && entry.path().is_file() {
                    folder.found |= Style::of(entry.path()) != Style::Unknown;
                    let path = entry.into_path();
                    self.open(&path, false);
                }
            }
        }
    }
}

impl Iterator for Gather {
    type Item = Raw;

    fn next(&mut self) -> Option<Raw> {
        loop {
            if let Some(raw) = self.pending.pop_front() {
                return Some(raw);
            }
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(raw) => return Some(raw),
                    None => self.lines = None,
                }
            } else if self.folder.is_some() {
                self.step_folder();
            } else {
                let path = self.inputs.pop_front()?;
                self.open(&path, true);
            }
        }
    }
}

impl Lines {
    fn next(&mut self) -> Option<Raw> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let place = self.place.at(self.line);
            match (&mut self.reader).take(LARGEST as u64 + 1).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.len() > LARGEST && !bytes.ends_with(b"\n") => {
                    return Some(Raw::notice(match skip_line(&mut self.reader) {
                        Ok(()) => Notice::new(Kind::TooLarge, place, too_large()),
                        Err(e) => self.broken_off(place, &e),
                    }));
                }
                Ok(_) if bytes.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => {
                    // a byte-order mark, if any, stands before the first line
                    return Some(Raw { place, form: Form::Line, bytes, name: None, notices: Vec::new() });
                }
                Err(e) => return Some(Raw::notice(self.broken_off(place, &e))),
            }
        }
    }

    /// What is behind a failed read cannot be reached.
    fn broken_off(&mut self, place: Place, error: &io::Error) -> Notice {
        self.reader = Box::new(io::empty());
        Notice::new(Kind::Unreadable, place, format!("{error}; the rest of this file was not read"))
    }
}

fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (used, done) = match buffer.iter().position(|b| *b == b'\n') {
            Some(k) => (k + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn too_large() -> String {
    format!("more than {} MB in one piece; not read", LARGEST >> 20)
}

/// What a file is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Lines,
    Json,
    Text,
    Markdown,
    Unknown,
}

impl Style {
    fn of(path: &Path) -> Style {
        let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("jsonl" | "ndjson") => Style::Lines,
            Some("json") => Style::Json,
            Some("txt" | "text") => Style::Text,
            Some("md" | "markdown") => Style::Markdown,
            _ => Style::Unknown,
        }
    }
}

/// What a stream without a telling name is, by how it begins.
fn sniff(head: &[u8]) -> Style {
    let (text, _) = crate::decode(head);
    let text = text.trim_start();
    if text.starts_with('[') {
        return Style::Json;
    }
    if !text.starts_with('{') {
        return Style::Text;
    }
    // a first line longer than the look-ahead is no pretty-printed beginning
    match text.split_once('\n') {
        Some((first, _)) if !json::is_lines(first) => Style::Json,
        _ => Style::Lines,
    }
}

fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz"))
}

fn stem(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem }).to_owned()
}

impl std::fmt::Debug for Gather {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gather").field("inputs", &self.inputs).finish_non_exhaustive()
    }
}
