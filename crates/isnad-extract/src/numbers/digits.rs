//! Numbers in digits: separators, decimals, and digits that count nothing.

use isnad_language::Chart;
use isnad_text::Kind;
use std::ops::Range;

/// What a run of digits is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Digits {
    /// First token: earlier than the digits where a decimal sign stands before them.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    pub value: Value,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Value {
    /// `decimal` is the other reading of one separator before three digits, taken before a scale or a percent sign.
    Number { n: f64, decimal: Option<f64> },
    /// A time, a date, a telephone number, the name of a machine.
    Code,
}

/// Reads the digits at a token; nothing else may stand there.
pub(crate) fn read(chart: &Chart, at: usize, sentence: &Range<usize>) -> Digits {
    let code = |end| Digits { start: at, end, value: Value::Code };
    let chain = Chain::read(chart, at, sentence.end);
    if designation(chart, at, sentence.start) || chain.links > 1 || chain.separator == Some(':') {
        return code(chain.end);
    }
    let Some((n, decimal)) = parse(chart.norm(at)) else { return code(chain.end) };
    match chain.separator {
        Some('/') => {
            let below = parse(chart.norm(at + 2)).map_or(0.0, |(n, _)| n);
            // two years, or nothing that divides
            if below == 0.0 || (n >= 1900.0 && below >= 1900.0) {
                return code(chain.end);
            }
            return Digits { start: at, end: chain.end, value: Value::Number { n: n / below, decimal: None } };
        }
        Some('-') => {
            let second = chart.norm(at + 2);
            // a year with a month or with the end of the next year
            let of_year = (1900.0..2100.0).contains(&n) && second.len() <= 2;
            if of_year || (second.len() > 1 && second.starts_with('0')) {
                return code(chain.end);
            }
        }
        _ => {}
    }
    if let Some((n, end)) = spaced_thousands(chart, at, sentence.end) {
        return Digits { start: at, end, value: Value::Number { n, decimal: None } };
    }
    if let Some(n) = leading_point(chart, at, sentence.start) {
        return Digits { start: at - 1, end: at + 1, value: Value::Number { n, decimal: None } };
    }
    Digits { start: at, end: at + 1, value: Value::Number { n, decimal } }
}

/// Digits tied together by marks without white space: `14:30`, `3/4`, `5-17-2018`.
struct Chain {
    end: usize,
    links: usize,
    separator: Option<char>,
}

impl Chain {
    fn read(chart: &Chart, at: usize, limit: usize) -> Self {
        let tokens = chart.text.tokens();
        let mut chain = Chain { end: at + 1, links: 0, separator: None };
        while chain.end + 1 < limit
            && !tokens[chain.end].spaced
            && !tokens[chain.end + 1].spaced
            && tokens[chain.end + 1].kind == Kind::Number
            && let Some(mark) = chart.norm(chain.end).chars().next().filter(|c| matches!(c, ':' | '/' | '-'))
        {
            chain.separator = Some(mark);
            chain.links += 1;
            chain.end += 2;
        }
        chain
    }
}

/// Digits that are part of a name (`Mi-8`) or behind a plus sign.
fn designation(chart: &Chart, at: usize, start: usize) -> bool {
    let tokens = chart.text.tokens();
    if at == start || tokens[at].spaced {
        return false;
    }
    match chart.norm(at - 1) {
        "+" => true,
        "-" => at >= start + 2 && !tokens[at - 1].spaced && tokens[at - 2].kind == Kind::Word,
        _ => false,
    }
}

/// Value of a token of digits, and its decimal reading where one separator stands before three digits.
fn parse(norm: &str) -> Option<(f64, Option<f64>)> {
    let first = norm.find(['.', ',']);
    let Some(first) = first else {
        // a telephone number
        if norm.len() > 4 && norm.starts_with('0') && norm.bytes().any(|b| b != b'0') {
            return None;
        }
        return Some((plain(norm)?, None));
    };
    let separator = norm.as_bytes()[first];
    let last = norm.rfind(['.', ',']).unwrap_or(first);
    let decimal = |at: usize| norm_number(&norm[..at], &norm[at + 1..]);
    if first == last {
        let behind = norm.len() - last - 1;
        let thousands = behind == 3 && first <= 3 && !norm.starts_with('0');
        let as_decimal = decimal(last)?;
        return Some(if thousands {
            (plain(&norm.replace(['.', ','], ""))?, Some(as_decimal))
        } else {
            (as_decimal, None)
        });
    }
    if norm.as_bytes()[last] != separator {
        // 1,200.50: the last is the decimal sign, all others part thousands
        return thousands_groups(&norm[..last]).then(|| decimal(last)).flatten().map(|n| (n, None));
    }
    if thousands_groups(norm) {
        return Some((plain(&norm.replace(['.', ','], ""))?, None));
    }
    // 26,013,94: some write one sign for both
    if thousands_groups(&norm[..last]) && norm.len() - last <= 3 {
        return decimal(last).map(|n| (n, None));
    }
    None
}

/// Groups of three behind the first, all parted by the same sign.
fn thousands_groups(norm: &str) -> bool {
    let Some(first) = norm.find(['.', ',']) else { return norm.len() <= 3 };
    let separator = norm.as_bytes()[first] as char;
    let mut groups = norm.split(separator);
    groups.next().is_some_and(|g| (1..=3).contains(&g.len()) && !g.starts_with('0'))
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

fn norm_number(whole: &str, decimals: &str) -> Option<f64> {
    let mut text = whole.replace(['.', ','], "");
    text.push('.');
    text.push_str(decimals);
    text.parse().ok()
}

/// Digits alone, up to the greatest whole number a `f64` keeps.
fn plain(digits: &str) -> Option<f64> {
    (digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// `40 000`: groups of three with white space between them.
fn spaced_thousands(chart: &Chart, at: usize, limit: usize) -> Option<(f64, usize)> {
    let tokens = chart.text.tokens();
    let head = chart.norm(at);
    if head.len() > 3 || head.starts_with('0') || !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut end = at + 1;
    let mut n = plain(head)?;
    while end < limit && tokens[end].kind == Kind::Number && tokens[end].spaced {
        let (group, decimals) = match chart.norm(end).split_once(['.', ',']) {
            Some((group, decimals)) => (group, Some(decimals)),
            None => (chart.norm(end), None),
        };
        if group.len() != 3 || decimals.is_some_and(|d| d.len() > 2) {
            break;
        }
        n = n * 1000.0 + norm_number(group, decimals.unwrap_or("0"))?;
        end += 1;
        if decimals.is_some() {
            break;
        }
    }
    (end > at + 1).then_some((n, end))
}

/// `.77`: a decimal sign behind white space and tied to the digits.
fn leading_point(chart: &Chart, at: usize, start: usize) -> Option<f64> {
    let tokens = chart.text.tokens();
    if at == start || tokens[at].spaced || !tokens[at - 1].spaced {
        return None;
    }
    // full stop, Arabic decimal separator
    if !matches!(chart.norm(at - 1), "." | "\u{66b}") {
        return None;
    }
    plain(chart.norm(at)).and_then(|_| norm_number("0", chart.norm(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        for (text, expect) in [
            ("14", Some((14.0, None))),
            ("1.200", Some((1200.0, Some(1.2)))),
            ("1,234,567", Some((1234567.0, None))),
            ("12,220.13", Some((12220.13, None))),
            ("26,013,94", Some((26013.94, None))),
            ("2,5", Some((2.5, None))),
            ("0,080", Some((0.08, None))),
            ("180.25", Some((180.25, None))),
            ("3.5.2018", None),
            ("192.168.1.2", None),
            ("0022376543210", None),
            ("2000000.00", Some((2000000.0, None))),
        ] {
            assert_eq!(parse(text), expect, "{text}");
        }
    }
}
