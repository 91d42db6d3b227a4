//! Photos of people: how large, and who may see them.

use crate::ids::{ClinicId, UserId};
use serde::{Deserialize, Serialize};

/// The most bytes of a picture that is handed in.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// [`MOST_BYTES`] in megabytes.
pub const MOST_MB: u32 = 5;

/// The fewest pixels on a side of a picture that is handed in.
pub const LEAST_SIDE: u32 = 64;

/// The most pixels on a side: a picture is measured before it is unpacked, since few bytes may hold very many.
pub const MOST_SIDE: u32 = 8000;

/// The most pixels in all; a telephone's camera makes 12 to 24 million.
pub const MOST_PIXELS: u64 = 25_000_000;

/// The sides of what is kept, in pixels: large and small, both square.
pub const SIDES: (u32, u32) = (256, 64);

/// How large a photo is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoSize {
    /// 256 pixels.
    #[default]
    Large,
    /// 64 pixels.
    Small,
}

/// Whose photo it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoOf {
    /// A doctor's, as a clinic shows them; `at_work`: they practise there and the clinic is at work.
    Doctor {
        /// Which clinic's.
        clinic: ClinicId,
        /// Whether patients can find them there.
        at_work: bool,
    },
    /// An account's.
    Account {
        /// Whose.
        user: UserId,
    },
}

/// Whether a picture of so many pixels may be unpacked.
pub fn is_fit(width: u32, height: u32) -> bool {
    let side = LEAST_SIDE..=MOST_SIDE;
    side.contains(&width)
        && side.contains(&height)
        && u64::from(width) * u64::from(height) <= MOST_PIXELS
}

/// The square in the middle of a picture: left, top, side.
pub fn square(width: u32, height: u32) -> (u32, u32, u32) {
    let side = width.min(height);
    ((width - side) / 2, (height - side) / 2, side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_measured_before_they_are_unpacked() {
        for (width, height, fit) in [
            (4000, 3000, true),
            (64, 64, true),
            (63, 64, false),
            (8000, 3000, true),
            (8000, 8000, false),
            (8001, 100, false),
            (u32::MAX, u32::MAX, false),
            (0, 0, false),
        ] {
            assert_eq!(is_fit(width, height), fit, "{width} x {height}");
        }
        assert_eq!(square(400, 300), (50, 0, 300));
        assert_eq!(square(300, 401), (0, 50, 300));
    }
}
