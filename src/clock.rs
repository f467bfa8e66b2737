//! The only place that asks for the time: for what the user does, never for what is read.

/// The day, as `2026-01-28`.
pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// The moment in UTC, to the second.
pub fn now() -> String {
    jiff::Timestamp::now()
        .round(jiff::Unit::Second)
        .map_or_else(|_| String::new(), |now| now.to_string())
}
