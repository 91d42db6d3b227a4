//! Pictures: told by what they hold, measured, unpacked, cut square and drawn anew. Nothing of what came with the
//! pixels (where it was taken, with which camera) survives.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use salus_domain::Fault;
use salus_domain::photos::{LEAST_SIDE, MOST_BYTES, MOST_MB, MOST_SIDE, SIDES, is_fit, square};
use salus_domain::validate::Problem;
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The field of the form.
const FIELD: &str = "photo";

/// How many pictures are unpacked at once: each may take [`MOST_MEMORY`].
const AT_ONCE: usize = 2;

/// What unpacking one picture may take, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// How faithfully squares are kept, of 100.
const QUALITY: u8 = 85;

/// Unpacks pictures, off the async threads, a few at a time.
pub(super) struct Pictures {
    turns: Semaphore,
}

impl Pictures {
    pub(super) fn new() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// The large and the small square of a picture, JPEG.
    pub(super) async fn squares(&self, picture: Vec<u8>) -> Result<(Vec<u8>, Vec<u8>), Fault> {
        if picture.is_empty() {
            return Err(Fault::field(FIELD, Problem::Required));
        }
        if picture.len() > MOST_BYTES {
            return Err(Fault::field(FIELD, Problem::TooLarge { mb: MOST_MB }));
        }
        let _turn = self.turns.acquire().await.map_err(|_| Fault::Busy)?;
        // A picture that trips its reader is no picture.
        tokio::task::spawn_blocking(move || squares(&picture))
            .await
            .unwrap_or_else(|_| Err(no_picture()))
    }
}

fn squares(picture: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Fault> {
    let picture = unpack(picture)?;
    let (left, top, side) = square(picture.width(), picture.height());
    let picture = picture.crop_imm(left, top, side, side);
    let (large, small) = SIDES;
    let large = picture.resize_exact(large, large, FilterType::Lanczos3);
    let small = large.resize_exact(small, small, FilterType::Lanczos3);
    Ok((drawn(&large)?, drawn(&small)?))
}

fn unpack(picture: &[u8]) -> Result<DynamicImage, Fault> {
    let reader = || {
        ImageReader::new(Cursor::new(picture))
            .with_guessed_format()
            .ok()
            .filter(|reader| {
                matches!(
                    reader.format(),
                    Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
                )
            })
            .ok_or_else(no_picture)
    };
    let (width, height) = reader()?.into_dimensions().map_err(|_| no_picture())?;
    if !is_fit(width, height) {
        return Err(Fault::field(
            FIELD,
            Problem::BadSize {
                min: LEAST_SIDE,
                max: MOST_SIDE,
            },
        ));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = reader()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| no_picture())?;
    // Telephones keep a picture as the chip lies and say how to turn it.
    let orientation = decoder.orientation().map_err(|_| no_picture())?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| no_picture())?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// As JPEG, on white where it is transparent.
fn drawn(picture: &DynamicImage) -> Result<Vec<u8>, Fault> {
    let source = picture.to_rgba8();
    let mut flat = RgbImage::new(source.width(), source.height());
    for (to, from) in flat.pixels_mut().zip(source.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u16::from);
        let over = |shade: u16| {
            u8::try_from((shade * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&flat)
        .map_err(|error| {
            tracing::error!(%error, "a photo could not be drawn");
            Fault::Internal
        })?;
    Ok(bytes)
}

fn no_picture() -> Fault {
    Fault::field(FIELD, Problem::NotAPicture)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let image = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 {
                Rgb([200, 0, 0])
            } else {
                Rgb([0, 0, 200])
            }
        }));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    fn read(jpeg: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg)
            .expect("a JPEG")
            .to_rgb8()
    }

    #[test]
    fn the_three_kinds_become_two_squares_whatever_they_are_called() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let (large, small) = squares(&picture(300, 100, format)).expect("squares");
            for (bytes, side) in [(&large, 256), (&small, 64)] {
                let square = read(bytes);
                assert_eq!(square.dimensions(), (side, side));
                let (left, right) = (
                    square.get_pixel(side / 4, 9).0,
                    square.get_pixel(side * 3 / 4, 9).0,
                );
                assert!(
                    left[0] > 150 && right[2] > 150,
                    "the middle was cut out: {left:?} {right:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_by_what_it_holds() {
        let png = picture(80, 80, ImageFormat::Png);
        let mut bomb = png.clone();
        // The header says 60 000 x 60 000 pixels.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let cut = &png[..png.len() / 2];
        for (what, bytes) in [
            (
                "a script",
                b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".as_slice(),
            ),
            ("a page called photo.jpg", b"<html></html>".as_slice()),
            (
                "a GIF",
                b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9".as_slice(),
            ),
            ("half a picture", cut),
            ("a bomb", &bomb),
            ("a dot", &picture(10, 10, ImageFormat::Png)),
        ] {
            assert!(
                matches!(squares(bytes), Err(Fault::Invalid { .. })),
                "{what}"
            );
        }
    }

    #[test]
    fn what_came_with_the_pixels_does_not_survive_and_they_stand_upright() {
        // EXIF in little endian: one entry, the orientation (0x112) "turned to the left" (8), and a note.
        let mut exif =
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"taken at 36.8N 10.2E");
        let jpeg = picture(200, 200, ImageFormat::Jpeg);
        let mut marked = jpeg[..2].to_vec();
        marked.extend([0xff, 0xe1]);
        marked.extend(u16::try_from(exif.len() + 2).expect("short").to_be_bytes());
        marked.extend(&exif);
        marked.extend(&jpeg[2..]);
        let (large, _) = squares(&marked).expect("squares");
        assert!(
            !large
                .windows(4)
                .any(|bytes| bytes == b"Exif" || bytes == b"36.8")
        );
        let (top, bottom) = (
            read(&large).get_pixel(128, 20).0,
            read(&large).get_pixel(128, 236).0,
        );
        assert!(
            top[2] > 150 && bottom[0] > 150,
            "turned: {top:?} {bottom:?}"
        );
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let mut clear = image::RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0]));
        clear.put_pixel(0, 0, Rgba([0, 0, 0, 255]));
        let mut bytes = Cursor::new(Vec::new());
        clear
            .write_to(&mut bytes, ImageFormat::Png)
            .expect("a picture");
        let (large, _) = squares(&bytes.into_inner()).expect("squares");
        assert!(
            read(&large)
                .get_pixel(128, 128)
                .0
                .iter()
                .all(|shade| *shade > 245)
        );
    }
}
