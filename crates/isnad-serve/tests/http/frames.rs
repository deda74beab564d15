//! Tables by address, as people of data science read them.

use crate::support::Served;
use std::process::Command;

/// Runs a line of Python or R; `None` where the program or its package is not there.
fn read(program: &str, load: [&str; 2], code: [&str; 2]) -> Option<String> {
    let run = |args: [&str; 2]| Command::new(program).args(args).output().ok();
    if !run(load)?.status.success() {
        return None;
    }
    let done = run(code)?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// The address that documents show.
fn address(s: &Served) -> String {
    format!(
        "http://{}/api/v1/events?event_date=2024-01-01|2024-06-30&event_date_where=BETWEEN&format=csv&limit=5000&page=1",
        s.address
    )
}

#[test]
fn pandas_reads_an_address() {
    let s = Served::start(|_| {});
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let code = format!("import pandas as pd; d = pd.read_csv('{}'); print(len(d), d['country'].tolist())", address(&s));
    match read(&python, ["-c", "import pandas"], ["-c", &code]) {
        Some(told) => assert_eq!(told, "2 ['BF', 'ML']"),
        None => println!("skipped: pd.read_csv (no Python with pandas)"),
    }
}

#[test]
fn readr_reads_an_address() {
    let s = Served::start(|_| {});
    let code = format!("d <- readr::read_csv('{}', show_col_types = FALSE); cat(nrow(d), d$country)", address(&s));
    match read("Rscript", ["-e", "library(readr)"], ["-e", &code]) {
        Some(told) => assert_eq!(told, "2 BF ML"),
        None => println!("skipped: readr::read_csv (no R with readr)"),
    }
}
