use jiff::Timestamp;
use jiff::civil::Date;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// A moment.
    Time(Timestamp),
    /// Yes or no.
    Truth(bool),
}

/// A column's name and what stands in it. Names and order are those of the sheet's schema.
pub type Cell = (&'static str, Value);

impl Value {
    /// Items joined with "; ", each once, in their order.
    pub fn list<S: Into<String>>(items: impl IntoIterator<Item = S>) -> Self {
        Value::from(joined(items))
    }

    /// As CSV writes it; spreadsheets aside.
    pub fn plain(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Whole(n) => n.to_string(),
            Value::Number(n) => n.to_string(),
            Value::Day(day) => day.to_string(),
            Value::Time(time) => seconds(*time).to_string(),
            Value::Truth(yes) => yes.to_string(),
        }
    }

    /// As JSON writes it.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Empty => serde_json::Value::Null,
            Value::Whole(n) => (*n).into(),
            Value::Number(n) => (*n).into(),
            Value::Truth(yes) => (*yes).into(),
            Value::Text(_) | Value::Day(_) | Value::Time(_) => self.plain().into(),
        }
    }
}

/// Items joined with "; ", each once, in their order.
pub fn joined<S: Into<String>>(items: impl IntoIterator<Item = S>) -> String {
    let mut all: Vec<String> = Vec::new();
    for item in items {
        let item = item.into();
        if !item.is_empty() && !all.contains(&item) {
            all.push(item);
        }
    }
    all.join("; ")
}

/// Cut to whole seconds.
pub fn seconds(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::from(text.to_owned())
    }
}

impl From<u64> for Value {
    fn from(n: u64) -> Self {
        Value::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Value::Whole(n.into())
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Value::Whole(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Value::Whole(n)
    }
}

impl From<i16> for Value {
    fn from(n: i16) -> Self {
        Value::Whole(n.into())
    }
}

impl From<f64> for Value {
    fn from(n: f64) -> Self {
        if n.is_finite() { Value::Number(n) } else { Value::Empty }
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Value::Day(day)
    }
}

impl From<Timestamp> for Value {
    fn from(time: Timestamp) -> Self {
        Value::Time(time)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Value::Truth(yes)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Empty, Into::into)
    }
}
