//! The server itself: opening, answering, stopping.

use crate::crowd::{Crowd, Seat, Served};
use crate::guard::Limiter;
use crate::pool::Pool;
use crate::problem::{Answer, Problem};
use crate::refresh::Fresh;
use crate::search::Searches;
use crate::tokens::Tokens;
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use isnad_model::{Article, Extraction};
use isnad_store::Store;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// Bytes of a request's head, and of what is read ahead of a body.
const HEAD: usize = 32 << 10;

/// Listeners of the live view at most.
const LISTENERS: usize = 2_000;

/// How long answers under way may take once the server was told to stop.
const LAST: Duration = Duration::from_secs(10);

/// Reads an article that was sent: completes what it does not say (its language), and extracts. The error is told to
/// the sender.
pub type Reader = Arc<dyn Fn(Article) -> Result<(Article, Extraction), String> + Send + Sync>;

/// How to serve.
#[derive(Clone)]
pub struct Config {
    /// The record.
    pub record: PathBuf,
    /// Address and port; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// Refuses everything that writes.
    pub read_only: bool,
    /// Requests a second from one host; `None`: as many as they like.
    pub rate: Option<u32>,
    /// How long a client may take to send the head of a request, pause within a body, stay idle, or leave an answer unread.
    pub patience: Duration,
    /// Reads articles that are sent; `None`: none are taken.
    pub reader: Option<Reader>,
}

/// Why a server cannot be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record.
    #[error(transparent)]
    Record(#[from] isnad_store::Error),
    /// The tokens.
    #[error(transparent)]
    Tokens(#[from] crate::TokenError),
    /// The address.
    #[error("cannot listen on {address}: {why}; another program may use it, choose another with --listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        why: std::io::Error,
    },
}

/// What all requests share.
pub(crate) struct App {
    pub pool: Pool,
    pub fresh: Fresh,
    pub record: PathBuf,
    pub read_only: bool,
    /// Anybody may read.
    pub open_reading: bool,
    /// Only this machine can reach it.
    pub loopback: bool,
    pub limiter: Option<Limiter>,
    /// How long clients are waited for.
    pub patience: Duration,
    pub searches: Searches,
    /// Seats for listeners of the live view.
    pub listeners: Arc<Semaphore>,
    pub reader: Option<Reader>,
    /// One writer at a time.
    pub writing: Mutex<()>,
    /// What the sources come to, for a version of the index.
    pub sources: Mutex<Option<(u64, Arc<str>)>>,
}

impl App {
    /// The tokens as they are now.
    pub fn tokens(&self) -> Answer<Tokens> {
        Tokens::of(&self.record).map_err(Problem::inside)
    }
}

/// A server that has its port and its record, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    patience: Duration,
    crowd: Arc<Crowd>,
    router: Router,
}

/// Opens the record and the port. Must be called within a Tokio runtime.
///
/// # Errors
/// When the record cannot be read or the address cannot be had.
pub async fn bind(config: Config) -> Result<Server, Error> {
    // says at once what is wrong with the file
    drop(Store::open_read_only(&config.record)?);
    Tokens::of(&config.record)?;
    let fresh = Fresh::start(&config.record)?;
    let refused = |why| Error::Listen { address: config.listen, why };
    let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let loopback = address.ip().is_loopback();
    let app = App {
        pool: Pool::new(config.record.clone()),
        fresh,
        record: config.record,
        read_only: config.read_only,
        open_reading: loopback,
        loopback,
        limiter: config.rate.and_then(|r| Limiter::new(Some(r))),
        patience: config.patience,
        searches: Searches::default(),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        reader: config.reader,
        writing: Mutex::new(()),
        sources: Mutex::new(None),
    };
    let patience = config.patience;
    Ok(Server { listener, address, patience, crowd: Crowd::new(), router: crate::routes::router(Arc::new(app)) })
}

impl Server {
    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the program holds the page.
    pub fn has_page(&self) -> bool {
        crate::page::is_built()
    }

    /// Answers until `stop` is done, then lets the answers under way end.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut server = http1::Builder::new();
        server.timer(TokioTimer::new()).header_read_timeout(self.patience).max_buf_size(HEAD);
        let graceful = GracefulShutdown::new();
        let mut stop = std::pin::pin!(stop);
        loop {
            let (stream, from) = tokio::select! {
                () = &mut stop => break,
                accepted = self.listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(_) => {
                        // no more files may be open just now: those that are will be closed
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    }
                },
            };
            // where all are being served, whoever comes is turned away
            let Some(seat) = self.crowd.enter() else { continue };
            let (server, router, watcher) = (server.clone(), self.router.clone(), graceful.watcher());
            let patience = self.patience;
            tokio::spawn(async move {
                let Some(stream) = spoken(stream, &seat, patience).await else { return };
                let seat = Arc::new(seat);
                let here = seat.clone();
                let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
                    let service = here.serve();
                    request.extensions_mut().insert(ConnectInfo(from));
                    let answer = router.clone().oneshot(request.map(axum::body::Body::new));
                    async move { Ok::<_, Infallible>(answer.await?.map(|body| Served { body, _service: service })) }
                });
                let mut stream = TimeoutStream::new(stream);
                stream.set_write_timeout(Some(patience));
                let connection = server.serve_connection(TokioIo::new(Box::pin(stream)), service);
                tokio::select! {
                    () = seat.must_leave() => {}
                    // a client that goes away is no fault of the server
                    _ = watcher.watch(connection) => {}
                }
            });
        }
        drop(self.listener);
        self.crowd.dismiss();
        tokio::select! {
            () = graceful.shutdown() => {}
            () = tokio::time::sleep(LAST) => {}
        }
    }
}

/// The connection as soon as something comes over it: until then it costs no more than a place. `None` where nothing comes in time.
async fn spoken(stream: TcpStream, seat: &Seat, patience: Duration) -> Option<TcpStream> {
    // small answers must not wait for the acknowledgement of the one before
    stream.set_nodelay(true).ok()?;
    tokio::select! {
        () = seat.must_leave() => None,
        ready = timeout(patience, stream.readable()) => ready.ok()?.ok().map(|()| stream),
    }
}
