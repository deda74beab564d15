//! Prints how near predictions come to gold.

use anyhow::{Result, bail};
use clap::Parser;
use std::path::PathBuf;

/// Scores the output of `isnad extract` against gold.
#[derive(Debug, Parser)]
#[command(name = "isnad-score", version)]
struct Options {
    /// Gold: a folder of JSON files, one article each, or a JSONL file
    #[arg(long, value_name = "PATH")]
    gold: PathBuf,

    /// Output of `isnad extract --format jsonl`
    #[arg(long, value_name = "FILE")]
    pred: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let gold = isnad_score::read_all(&options.gold)?;
    if gold.is_empty() {
        bail!("{} holds no gold article", options.gold.display());
    }
    print!("{}", isnad_score::score(&gold, &isnad_score::read_all(&options.pred)?));
    Ok(())
}
