//! `GET /export`, and lists of events in other formats than JSON.

use crate::index::Order;
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::selection::Selection;
use crate::server::App;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use isnad_export::{Article, Coarsen, Dossier, Format, Hold, Options, Review, Sink, Telling, export as write};
use isnad_reconcile::Policy;
use isnad_store::{Account, State as Status, Store, Uid};
use jiff::Timestamp;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Bytes sent at once.
const PIECE: usize = 64 << 10;

/// Hours that an event may be held back at most.
const TEN_YEARS: u32 = 87_600;

/// Pieces that wait for a slow client before the export waits too.
const AHEAD: usize = 8;

/// What was asked for besides the filters.
#[derive(Debug, Clone, Copy)]
struct Wish {
    format: Format,
    bom: bool,
    hxl: bool,
    public: Option<Coarsen>,
    hold: Option<Hold>,
}

/// Answers with all events that filters let through.
pub(crate) async fn export(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let selection = Selection::read(&mut params)?;
    let format = params.one("format")?.ok_or_else(|| unknown("format is missing"))?;
    let wish = Wish {
        format: Format::ALL.into_iter().find(|f| f.name() == format).ok_or_else(|| unknown(&format))?,
        bom: flag(&mut params, "bom")?,
        hxl: flag(&mut params, "hxl")?,
        public: flag(&mut params, "public")?.then_some(Coarsen::Precision),
        hold: params.within("hold_hours", 0..=TEN_YEARS)?.map(|hours| Hold { hours, now: Timestamp::now() }),
    };
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, &app).await?;
    let ids = index.ordered(Order::Date).filter(|e| chosen.takes(e)).map(|e| e.uid).collect();
    send(&app, ids, wish)
}

fn flag(params: &mut Params, name: &str) -> Answer<bool> {
    Ok(params.parsed(name, "true or false")?.unwrap_or(false))
}

/// A page of events as CSV or GeoJSON.
pub(crate) async fn page(app: &App, ids: Vec<Uid>, format: &str) -> Answer {
    let format = match format {
        "csv" => Format::Csv,
        "geojson" => Format::GeoJson,
        other => return Err(unknown(&format!("{other}; lists come as json, csv or geojson, /export has more"))),
    };
    send(app, ids, Wish { format, bom: false, hxl: false, public: None, hold: None })
}

fn unknown(format: &str) -> Problem {
    let names = Format::ALL.map(Format::name).join(", ");
    Problem::bad(format!("`{format}` is no format; there are: {names}"))
}

/// Writes while the client reads; the whole is never in memory.
fn send(app: &App, ids: Vec<Uid>, wish: Wish) -> Answer {
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(AHEAD);
    let seat = app.pool.export_seat()?;
    let patience = app.patience;
    let pool = app.pool.clone();
    tokio::spawn(async move {
        let failed = sender.clone();
        let done = pool
            .seated(seat, move |store| run(store, ids, wish, Pipe::new(sender, patience)).map_err(Problem::inside))
            .await;
        if done.is_err() {
            // the client must not take half an export for a whole one: the connection breaks off
            let _ = failed.send(Err(io::Error::other("the export broke off"))).await;
        }
    });
    let (kind, name) = kind(wish.format);
    let mut response = Body::from_stream(ReceiverStream::new(receiver)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(response)
}

fn run(store: &Store, ids: Vec<Uid>, wish: Wish, mut pipe: Pipe) -> Result<(), isnad_export::Error> {
    // ACLED counts what is sure
    let policy = (wish.format == Format::AcledCsv).then_some(Policy::Conservative);
    let dossiers = ids.into_iter().filter_map(|id| store.account_of(id, policy).transpose()).map(|a| a.map(exported));
    let options = Options { bom: wish.bom, hxl: wish.hxl, public: wish.public, hold: wish.hold, ..Options::default() };
    write(wish.format, dossiers, &options, Sink::Stream(&mut pipe))?;
    // a client that went away needs no rest
    let _ = pipe.flush();
    Ok(())
}

/// What the record tells of an event, as exports read it.
pub fn exported(account: Account) -> Dossier {
    let Account { row, tellings, .. } = account;
    let review = match row.state {
        Status::Open => Review::Open,
        Status::Confirmed => Review::Confirmed,
        Status::Rejected => Review::Rejected,
    };
    let tellings = tellings.into_iter().map(|t| {
        let card = t.article;
        let title = (!card.title.is_empty()).then_some(card.title);
        let article =
            Article { id: card.id, lang: card.lang, published: card.published, publisher: card.publisher, title };
        Telling { article, index: t.index, report: t.report }
    });
    let tellings = tellings.collect();
    Dossier { event: row.event, review, born: Some(row.born), updated: Some(row.changed), tellings }
}

/// Hands pieces from a thread that writes to the connection that sends.
#[derive(Debug)]
struct Pipe {
    waiting: Vec<u8>,
    sender: mpsc::Sender<io::Result<Bytes>>,
    /// How long a client may leave a piece unread.
    patience: Duration,
    runtime: Handle,
}

impl Pipe {
    /// Must be called within a Tokio runtime.
    fn new(sender: mpsc::Sender<io::Result<Bytes>>, patience: Duration) -> Self {
        Self { waiting: Vec::with_capacity(PIECE), sender, patience, runtime: Handle::current() }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        let sent = self.sender.send_timeout(Ok(piece.into()), self.patience);
        self.runtime.block_on(sent).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

fn kind(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Csv | Format::LongCsv | Format::AcledCsv | Format::GedCsv => {
            ("text/csv; charset=utf-8", "attachment; filename=\"isnad.csv\"")
        }
        Format::Xlsx => {
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment; filename=\"isnad.xlsx\"")
        }
        Format::GeoJson => ("application/geo+json", "attachment; filename=\"isnad.geojson\""),
        Format::GeoParquet | Format::Parquet => {
            ("application/vnd.apache.parquet", "attachment; filename=\"isnad.parquet\"")
        }
        Format::Jsonl => ("application/jsonl", "attachment; filename=\"isnad.jsonl\""),
        Format::DataPackage => ("application/zip", "attachment; filename=\"isnad.zip\""),
    }
}
