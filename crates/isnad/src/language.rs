//! `isnad language`: the packs at hand, and whether their rows do what their examples say.

use crate::cli::{Check, List, Prose};
use crate::packs::{self, Origin};
use anyhow::{Result, bail};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table};
use isnad_extract::{Examples, Extractor};
use isnad_language::{Pack, PackError, Tally};
use isnad_places::Gazetteer;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

/// What was found of one pack.
struct Checked {
    origin: Origin,
    code: String,
    files: Vec<Tally>,
    faults: Vec<PackError>,
}

/// Runs `language check`; whether all packs are sound.
pub fn check(options: &Check) -> Result<bool> {
    let mut origins = Vec::new();
    for name in &options.packs {
        let built_in = Origin::BuiltIn(name.clone());
        if Path::new(name).is_dir() {
            origins.extend(packs::in_folder(Path::new(name))?);
        } else if packs::built_in().contains(&built_in) {
            origins.push(built_in);
        } else {
            bail!("`{name}` is neither a folder nor the code of a pack built in; `isnad language list` shows those");
        }
    }
    if options.packs.is_empty() {
        origins = packs::built_in();
    }
    let opened = packs::open_all(&origins);
    let checked: Vec<Checked> = origins.into_iter().zip(opened).map(|(origin, pack)| examine(origin, pack)).collect();
    match options.format {
        Prose::Text => print(&checked)?,
        Prose::Json => {
            let packs: Vec<Value> = checked.iter().map(as_json).collect();
            let sound = checked.iter().all(|c| c.faults.is_empty());
            writeln!(io::stdout(), "{}", json!({"sound": sound, "packs": packs}))?;
        }
    }
    Ok(checked.iter().all(|c| c.faults.is_empty()))
}

fn examine(origin: Origin, pack: Result<Pack, Vec<PackError>>) -> Checked {
    let pack = match pack {
        Ok(pack) => pack,
        Err(faults) => return Checked { code: String::new(), origin, files: Vec::new(), faults },
    };
    let code = pack.language.code.clone();
    // the stages type the attributes of entries; where they refuse, patterns can only be matched as they stand
    let stages = Examples::new(&pack);
    let check = isnad_language::Check::run(&pack, |chart, file| stages.as_ref().ok()?.found(chart, file));
    let mut faults = check.faults;
    faults.extend(Extractor::new(vec![pack], Gazetteer::embedded()).err().unwrap_or_default());
    faults.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    Checked { code, origin, files: check.files, faults }
}

fn print(checked: &[Checked]) -> Result<()> {
    let mut out = io::stdout().lock();
    for pack in checked {
        for fault in &pack.faults {
            writeln!(out, "{}", pack.origin.placed(fault))?;
        }
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(["pack", "file", "rows", "examples", "counter-examples", "without example", "faults"]);
    for pack in checked {
        for t in &pack.files {
            let faults = pack.faults.iter().filter(|f| f.file == t.file).count();
            let counts = [t.rows, t.examples, t.counters, t.bare, faults].map(|n| n.to_string());
            table.add_row([pack.code.clone(), t.file.clone()].into_iter().chain(counts));
        }
        if pack.code.is_empty() {
            let dashes = ["–"; 4].map(str::to_owned);
            let head = [pack.origin.name(), "does not compile".to_owned()];
            table.add_row(head.into_iter().chain(dashes).chain([pack.faults.len().to_string()]));
        }
    }
    for column in table.column_iter_mut().skip(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let faults: usize = checked.iter().map(|c| c.faults.len()).sum();
    writeln!(out, "{table}")?;
    let (packs, run) =
        (checked.len(), checked.iter().flat_map(|c| &c.files).map(|t| t.examples + t.counters).sum::<usize>());
    let verdict = if faults == 0 { "all sound".to_owned() } else { format!("{faults} fault(s), listed above") };
    writeln!(out, "{packs} pack(s), {run} examples and counter-examples run: {verdict}")?;
    Ok(())
}

fn as_json(pack: &Checked) -> Value {
    let files: Vec<Value> = pack
        .files
        .iter()
        .map(|t| {
            json!({
                "file": t.file, "rows": t.rows, "examples": t.examples, "counter_examples": t.counters,
                "without_example": t.bare, "faults": pack.faults.iter().filter(|f| f.file == t.file).count(),
            })
        })
        .collect();
    let faults: Vec<Value> = pack
        .faults
        .iter()
        .map(|f| json!({"code": f.code, "file": f.file, "line": f.line, "column": f.column, "message": f.message}))
        .collect();
    json!({"code": pack.code, "origin": pack.origin.name(), "files": files, "faults": faults})
}

/// Runs `language list`; whether all packs compile.
pub fn list(options: &List) -> Result<bool> {
    let origins = match &options.languages {
        Some(folder) => packs::in_folder(folder)?,
        None => packs::built_in(),
    };
    let mut sound = true;
    let mut rows = Vec::new();
    for (origin, pack) in origins.iter().zip(packs::open_all(&origins)) {
        match pack {
            Ok(pack) => rows.push((origin, pack)),
            Err(faults) => {
                sound = false;
                faults.iter().for_each(|f| eprintln!("{}", origin.placed(f)));
            }
        }
    }
    let mut out = io::stdout().lock();
    match options.format {
        Prose::Json => {
            let all: Vec<Value> = rows.iter().map(|(origin, pack)| json!({
                "code": pack.language.code, "name": pack.language.name, "version": pack.language.version,
                "script": pack.language.script, "right_to_left": pack.language.right_to_left, "digest": pack.digest,
                "entries": entries(pack), "patterns": patterns(pack), "origin": source(origin),
            })).collect();
            writeln!(out, "{}", Value::Array(all))?;
        }
        Prose::Text => {
            let mut table = Table::new();
            table.load_style(UTF8_FULL_CONDENSED);
            table.set_header(["code", "name", "version", "script", "entries", "patterns", "from"]);
            for (origin, pack) in &rows {
                let l = &pack.language;
                let counts = [entries(pack), patterns(pack)].map(|n| n.to_string());
                let head = [&l.code, &l.name, &l.version, &l.script].map(String::clone);
                table.add_row(head.into_iter().chain(counts).chain([source(origin)]));
            }
            writeln!(out, "{table}")?;
        }
    }
    Ok(sound)
}

fn source(origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn(_) => "built in".to_owned(),
        Origin::Folder(path) => path.display().to_string(),
    }
}

fn entries(pack: &Pack) -> usize {
    pack.lexicon.entries().iter().filter(|e| e.file.starts_with("lexicon/")).count()
}

fn patterns(pack: &Pack) -> usize {
    pack.patterns.values().map(|set| set.patterns().len()).sum()
}
