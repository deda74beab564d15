//! How fast the program reads, in one run: one core and all, start-up, memory, the share of each stage, and a peer.
//!
//! `make bench`. Text: the JSONL files of the folder that `ISNAD_BENCH_TEXT` names, else the articles of `corpus/`.

use isnad_extract::Extractor;
use isnad_gather::Gather;
use isnad_language::Pack;
use isnad_model::Article;
use isnad_places::Gazetteer;
use mimalloc::MiMalloc;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Text to read at least, so that a run is long enough to time.
const LEAST: usize = 16 << 20;
/// Start-ups timed.
const STARTS: usize = 15;
/// Articles for the peer: it is slower by orders of magnitude.
const PEER: usize = 500;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let (source, articles) = articles()?;
    let bytes: usize = articles.iter().map(size).sum();
    println!("text           {source}: {} articles, {:.1} MB", articles.len(), mega(bytes));

    let packs: Vec<Pack> = isnad_language::embedded_codes()
        .filter_map(isnad_language::embedded)
        .collect::<std::result::Result<_, _>>()
        .map_err(told)?;
    let phrases: Vec<String> = packs
        .iter()
        .filter(|p| p.language.code == "ar")
        .flat_map(|p| p.lexicon.entries())
        .map(|e| e.lemma.clone())
        .collect();
    let extractor = Extractor::new(packs, Gazetteer::embedded()).map_err(told)?;

    let cores = std::thread::available_parallelism()?.get();
    read(&extractor, &articles[..articles.len().min(200)], 1);
    let one = best_of(3, || read(&extractor, &articles, 1));
    rate("one core", bytes, articles.len(), one);
    let all = best_of(3, || read(&extractor, &articles, cores));
    rate(&format!("{cores} cores"), bytes, articles.len(), all);
    println!("               {:.2} times one core", one.as_secs_f64() / all.as_secs_f64());

    stages(&extractor, &articles);
    let folder = tempfile::tempdir()?;
    program(&articles, bytes, folder.path())?;
    peer(&extractor, &articles, &phrases, folder.path())
}

/// Where text lies, and the articles, repeated until there are enough.
fn articles() -> Result<(String, Vec<Article>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = std::env::var_os("ISNAD_BENCH_TEXT").map(|p| root.join(p));
    for (name, path) in [("newspaper text", named), ("corpus", Some(root.join("corpus")))] {
        let Some(path) = path.filter(|p| p.is_dir()) else { continue };
        let mut found: Vec<Article> = Gather::new([path])
            .flat_map(|raw| raw.read().articles)
            .map(|l| l.article)
            .filter(|a| size(a) > 0)
            .collect();
        if found.is_empty() {
            continue;
        }
        for article in &mut found {
            article.lang.get_or_insert_with(|| "ar".to_owned());
        }
        let once = found.len();
        while found.iter().map(size).sum::<usize>() < LEAST {
            found.extend_from_within(..once);
        }
        return Ok((name.to_owned(), found));
    }
    Err("no text to read: set ISNAD_BENCH_TEXT to a folder of JSONL files".into())
}

fn size(article: &Article) -> usize {
    article.title.len() + article.text.len()
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn told(faults: Vec<isnad_language::PackError>) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Reads all articles on some threads.
fn read(extractor: &Extractor, articles: &[Article], threads: usize) -> Duration {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut worker = extractor.worker();
                while let Some(article) = articles.get(next.fetch_add(1, Ordering::Relaxed)) {
                    std::hint::black_box(worker.extract(article));
                }
            });
        }
    });
    began.elapsed()
}

fn best_of(times: usize, mut run: impl FnMut() -> Duration) -> Duration {
    (0..times).map(|_| run()).min().unwrap_or_default()
}

fn rate(name: &str, bytes: usize, articles: usize, time: Duration) {
    let s = time.as_secs_f64();
    println!("{name:<14} {:>8.1} MB/s {:>9.0} articles/s", mega(bytes) / s, articles as f64 / s);
}

/// The share of each stage.
fn stages(extractor: &Extractor, articles: &[Article]) {
    let mut worker = extractor.worker();
    worker.keep_time(true);
    for article in articles {
        std::hint::black_box(worker.extract(article));
    }
    let timings = worker.timings();
    let all: Duration = timings.iter().map(|(_, t)| *t).sum();
    if all.is_zero() {
        println!("stages         skipped: the extractor keeps no time");
    }
    for (stage, time) in timings {
        println!("  {stage:<12} {:>8.1} %", 100.0 * time.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE));
    }
}

/// The program as a whole: from file to file, from nothing to the first answer, and how much memory it takes.
fn program(articles: &[Article], bytes: usize, folder: &Path) -> Result<()> {
    let input = write_lines(articles, &folder.join("articles.jsonl"))?;
    let run = |input: &Path, output: &str| -> Result<Duration> {
        let began = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.arg("extract").arg(input).arg("--output").arg(folder.join(output)).stderr(Stdio::null());
        command.status()?;
        Ok(began.elapsed())
    };
    rate("whole program", bytes, articles.len(), run(&input, "all.jsonl")?);

    let single = write_lines(&articles[..1], &folder.join("one.jsonl"))?;
    let mut starts = (0..STARTS).map(|_| run(&single, "one.out.jsonl")).collect::<Result<Vec<Duration>>>()?;
    starts.sort();
    println!(
        "start-up       {:>8.1} ms (one article from file to file, median of {STARTS})",
        1e3 * starts[STARTS / 2].as_secs_f64()
    );

    match peak(&input, articles.len())? {
        Some(kilobytes) => {
            println!("peak memory    {:>8.1} MB over the whole text as a stream", f64::from(kilobytes) / 1e3)
        }
        None => println!("peak memory    skipped: this system does not tell"),
    }
    Ok(())
}

/// Peak memory of the program once it has answered for every article of a stream that is still open.
fn peak(input: &Path, articles: usize) -> Result<Option<u32>> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("the program has no pipes".into());
    };
    let mut text = File::open(input)?;
    let feeder = std::thread::spawn(move || std::io::copy(&mut text, &mut stdin).map(|_| stdin));
    let answered = BufReader::new(stdout).lines().take(articles).filter(|l| l.is_ok()).count();
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(feeder.join().map_err(|_| "the feeder stopped")??);
    child.wait()?;
    if answered < articles {
        return Err("the program did not answer for every article".into());
    }
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    Ok(line.and_then(|l| l.split_whitespace().next()?.parse().ok()))
}

fn write_lines(articles: &[Article], path: &Path) -> Result<PathBuf> {
    let mut out = BufWriter::new(File::create(path)?);
    for article in articles {
        serde_json::to_writer(&mut out, article)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(path.to_owned())
}

/// The same articles through spaCy, where it is at hand.
fn peer(extractor: &Extractor, articles: &[Article], phrases: &[String], folder: &Path) -> Result<()> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let some = &articles[..articles.len().min(PEER)];
    let bytes: usize = some.iter().map(size).sum();
    let lines = write_lines(some, &folder.join("peer.jsonl"))?;
    let list = folder.join("phrases.txt");
    std::fs::write(&list, phrases.join("\n"))?;
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/spacy_peer.py");
    let output = Command::new(&python).arg(script).arg(lines).arg(list).output();
    let told = match &output {
        Ok(o) if o.status.success() => serde_json::from_slice::<serde_json::Value>(&o.stdout).ok(),
        _ => None,
    };
    let Some(seconds) = told.as_ref().and_then(|t| t["seconds"].as_f64()) else {
        println!("spaCy          skipped: {python} cannot import it");
        return Ok(());
    };
    let version = told.as_ref().and_then(|t| t["version"].as_str()).unwrap_or("?");
    let ours = best_of(3, || read(extractor, some, 1));
    println!(
        "spaCy {version:<8} {:>8.1} MB/s {:>9.0} articles/s (blank pipeline, sentencizer, {} phrases; one core, {} articles)",
        mega(bytes) / seconds,
        some.len() as f64 / seconds,
        phrases.len(),
        some.len()
    );
    println!(
        "ratio          {:>8.1} times as fast as spaCy on the same articles, one core each",
        seconds / ours.as_secs_f64()
    );
    Ok(())
}
