//! What caches are keyed by: numbers that rise with each change, and values that are the same while they live.

use std::ops::Deref;
use std::sync::Arc;

/// A value with a number that rises each time it may have been changed. Read it as the value itself.
#[derive(Clone, Debug, Default)]
pub struct Versioned<T> {
    value: T,
    version: u64,
}

impl<T> Versioned<T> {
    /// The number: another one for another value.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// The value, to be changed.
    pub const fn write(&mut self) -> &mut T {
        self.version += 1;
        &mut self.value
    }
}

impl<T> Deref for Versioned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A shared value as a key: equal to itself alone. It keeps the value, so that no other one takes its place.
#[derive(Debug)]
pub struct Same<T>(Arc<T>);

impl<T> Same<T> {
    /// The key of a value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
