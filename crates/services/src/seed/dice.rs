//! Choices that come out the same every time, on every machine, with every version of every library.

use salus_domain::time::Instant;
use uuid::Uuid;

/// A generator of evenly spread numbers: `SplitMix64`. Nothing secret is drawn from it.
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one matter, named by numbers: what is drawn for one does not shift what is drawn for
    /// another.
    pub(super) fn of(matter: &[i64]) -> Self {
        let mut dice = Self(0x5A1_0520_26);
        for part in matter {
            dice.0 ^= part.cast_unsigned();
            dice.0 = dice.next();
        }
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `least` to `most`, both included; `least` where `most` is not above it.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.saturating_sub(least).max(0).cast_unsigned() + 1;
        least + (self.next() % span).cast_signed()
    }

    /// Whether something happens that does so `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of them; `None` of none.
    pub(super) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(of.len()).ok()?.checked_sub(1)?;
        of.get(usize::try_from(self.between(0, last)).ok()?)
    }
}

/// Identifiers in the order they are asked for: `UUIDv7` (RFC 9562) of a given moment.
#[derive(Debug)]
pub(super) struct Ids {
    dice: Dice,
    millis: u64,
}

impl Ids {
    pub(super) fn new(at: Instant) -> Self {
        Self {
            dice: Dice::of(&[at.micros()]),
            millis: u64::try_from(at.micros() / 1000).unwrap_or(0),
        }
    }

    pub(super) fn next(&mut self) -> Uuid {
        let mut random = [0_u8; 10];
        let (high, low) = (
            self.dice.next().to_be_bytes(),
            self.dice.next().to_be_bytes(),
        );
        let drawn = high.into_iter().chain(low);
        for (byte, drawn) in random.iter_mut().zip(drawn) {
            *byte = drawn;
        }
        let id = uuid::Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid();
        // Each a millisecond later, so that they sort as they were drawn.
        self.millis += 1;
        id
    }
}
