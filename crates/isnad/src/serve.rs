//! `isnad serve` and `isnad token`.

use crate::cli::serve::{Serve, Token};
use crate::packs;
use anyhow::{Context, Result, bail};
use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use isnad_model::Article;
use isnad_serve::{Config, PATIENCE, Reader, Tokens, bind};
use isnad_store::Store;
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Serves until the program is told to stop.
pub fn run(options: &Serve) -> Result<bool> {
    let config = Config {
        record: options.record.record.clone(),
        listen: options.listen,
        read_only: options.read_only,
        patience: PATIENCE,
        rate: (options.rate > 0).then_some(options.rate),
        reader: if options.read_only { None } else { Some(reader(options)?) },
    };
    let runtime = tokio::runtime::Runtime::new().context("cannot start the threads of the server")?;
    runtime.block_on(async {
        let server = bind(config).await?;
        let address = server.address();
        println!("http://{address}/");
        eprintln!("The record {} is served there; stop with Ctrl-C.", options.record.record.display());
        if !server.has_page() {
            eprintln!("This program was built without the page: `make web`, then build again. /api/openapi.json lists what programs can ask.");
        }
        if !address.ip().is_loopback() {
            eprintln!("Other machines can reach it, over a connection that is not encrypted; each request needs a token (`isnad token new`).");
        }
        server.run(stopped()).await;
        eprintln!("Stopped.");
        Ok(true)
    })
}

/// Reads articles that are sent with the packs that the command names.
fn reader(options: &Serve) -> Result<Reader> {
    // lives as long as the program
    let opened = packs::open(&options.knowledge)?;
    Ok(Arc::new(move |mut article: Article| {
        let read = catch_unwind(AssertUnwindSafe(|| opened.extractor.worker().extract(&article)));
        let extraction =
            read.map_err(|_| "an error inside the program stopped the reading; please report it".to_owned())?;
        article.lang = article.lang.or_else(|| extraction.lang.clone());
        Ok((article, extraction))
    }))
}

/// Done when the program is told to stop.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    if interrupted.await.is_err() {
        // without signals the server runs until it is killed
        std::future::pending::<()>().await;
    }
}

/// Makes, lists and takes back tokens.
pub fn token(options: &Token) -> Result<bool> {
    let (Token::New { record, .. } | Token::List { record } | Token::Revoke { record, .. }) = options;
    // a token for a file that is no record is a slip
    drop(Store::open_read_only(&record.record)?);
    let mut tokens = Tokens::of(&record.record)?;
    match options {
        Token::New { name, scope, .. } => {
            let secret = tokens.make(name, *scope, Timestamp::now())?;
            println!("{secret}");
            eprintln!("It is shown this once. Send it as `Authorization: Bearer …`, or enter it in the page.");
        }
        Token::List { .. } => {
            let mut table = Table::new();
            table.load_style(UTF8_FULL_CONDENSED).set_header(["name", "scope", "made"]);
            for token in tokens.list() {
                table.add_row([token.name.clone(), token.scope.name().to_owned(), token.made.to_string()]);
            }
            println!("{table}");
        }
        Token::Revoke { name, .. } => {
            if !tokens.revoke(name)? {
                bail!("nobody called `{name}` has a token; `isnad token list` shows who has");
            }
            eprintln!("The token of {name} does not work any longer.");
        }
    }
    Ok(true)
}
