//! `docs/reconcile.md` shows the table of weights as it is.

use isnad_reconcile::weights;

#[test]
fn the_documented_weights_are_those_in_use() {
    let rows: Vec<String> = weights().map(|(name, weight, why)| format!("| {name} | {weight:+.1} | {why} |")).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reconcile.md");
    let text = std::fs::read_to_string(path).expect("docs/reconcile.md");
    let shown: Vec<&str> = text.lines().filter(|l| rows.iter().any(|r| r == l)).collect();
    assert_eq!(shown, rows, "make the table of docs/reconcile.md anew; its rows are:\n{}", rows.join("\n"));
}
