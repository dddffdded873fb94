//! Pictures as colours: read, made small, written.
//!
//! Invariant: pure but for the files of a moving picture, which are the caller's; a picture is always as large as its screen.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};
use png::{BitDepth, ColorType, Compression, Filter, Transformations};

/// A colour, as red, green and blue.
type Colour = [u8; 3];

/// Colours of a picture that is kept. A screen has some few grounds, and letters with smoothed edges on them.
const COLOURS: usize = 96;
/// How far colours of a palette are at least apart, as the sum of squares, while there is room for others.
const APART: u32 = 3 * 10 * 10;

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    /// Reads a PNG.
    pub(super) fn read(bytes: &[u8]) -> Result<Self> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().context("no PNG")?;
        let mut buffer = vec![0; reader.output_buffer_size().context("a picture too large")?];
        let info = reader.next_frame(&mut buffer)?;
        buffer.truncate(info.buffer_size());
        let step = match info.color_type {
            ColorType::Rgb => 3,
            ColorType::Rgba => 4,
            other => bail!("a picture of {other:?}"),
        };
        let pixels = buffer.chunks_exact(step).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Ok(Self { width: usize::try_from(info.width)?, height: usize::try_from(info.height)?, pixels })
    }

    /// The picture as a PNG with a palette.
    pub(super) fn write(&self) -> Result<Vec<u8>> {
        let palette = Palette::of([self]);
        let mut bytes = Vec::new();
        let mut writer = self.encoder(&mut bytes, &palette)?.write_header()?;
        writer.write_image_data(&palette.indices(self.pixels.iter()))?;
        writer.finish()?;
        Ok(bytes)
    }

    fn encoder<'a>(&self, bytes: &'a mut Vec<u8>, palette: &Palette) -> Result<png::Encoder<'static, &'a mut Vec<u8>>> {
        let mut encoder = png::Encoder::new(bytes, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette.colours.concat());
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        Ok(encoder)
    }

    /// The smallest part in which another picture of the same size differs: left, top, width, height.
    fn changed(&self, next: &Self) -> [usize; 4] {
        let differs = |place: &usize| self.pixels[*place] != next.pixels[*place];
        let places: Vec<usize> = (0..self.pixels.len()).filter(differs).collect();
        let columns = || places.iter().map(|place| place % self.width);
        let rows = || places.iter().map(|place| place / self.width);
        match (columns().min(), columns().max(), rows().min(), rows().max()) {
            (Some(left), Some(right), Some(top), Some(bottom)) => [left, top, right - left + 1, bottom - top + 1],
            // A frame must have a part.
            _ => [0, 0, 1, 1],
        }
    }
}

/// One picture after the other, each for so many hundredths of a second, as one PNG that moves.
pub(super) fn write_moving(frames: &[(Picture, u16)]) -> Result<Vec<u8>> {
    let (first, _) = frames.first().context("no pictures")?;
    ensure!(
        frames.iter().all(|(one, _)| (one.width, one.height) == (first.width, first.height)),
        "pictures of several sizes"
    );
    let palette = Palette::of(frames.iter().map(|(picture, _)| picture));
    let mut bytes = Vec::new();
    let mut encoder = first.encoder(&mut bytes, &palette)?;
    encoder.set_animated(u32::try_from(frames.len())?, 0)?;
    let mut writer = encoder.write_header()?;
    let mut before: Option<&Picture> = None;
    for (picture, hundredths) in frames {
        let [left, top, width, height] =
            before.map_or([0, 0, picture.width, picture.height], |before| before.changed(picture));
        writer.set_frame_delay(*hundredths, 100)?;
        if before.is_some() {
            // What is set for one frame holds for the next, and must always be inside the picture.
            writer.reset_frame_position()?;
            writer.set_frame_dimension(u32::try_from(width)?, u32::try_from(height)?)?;
            writer.set_frame_position(u32::try_from(left)?, u32::try_from(top)?)?;
        }
        let rows = (top..top + height).flat_map(|row| &picture.pixels[row * picture.width + left..][..width]);
        writer.write_image_data(&palette.indices(rows))?;
        before = Some(picture);
    }
    writer.finish()?;
    Ok(bytes)
}

/// The colours that stand for all others.
struct Palette {
    colours: Vec<Colour>,
    /// The nearest of each colour that there is.
    nearest: HashMap<Colour, u8>,
}

impl Palette {
    fn of<'a>(pictures: impl IntoIterator<Item = &'a Picture>) -> Self {
        let mut counts: HashMap<Colour, usize> = HashMap::new();
        for picture in pictures {
            // Most neighbours are alike.
            for run in picture.pixels.chunk_by(|one, next| one == next) {
                *counts.entry(run[0]).or_default() += run.len();
            }
        }
        let mut all: Vec<(Colour, usize)> = counts.into_iter().collect();
        all.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let mut colours: Vec<Colour> = Vec::new();
        for (colour, _) in &all {
            if colours.len() < COLOURS && colours.iter().all(|chosen| distance(*chosen, *colour) >= APART) {
                colours.push(*colour);
            }
        }
        let nearest = all.iter().map(|(colour, _)| (*colour, nearest(&colours, *colour))).collect();
        Self { colours, nearest }
    }

    fn indices<'a>(&self, pixels: impl Iterator<Item = &'a Colour>) -> Vec<u8> {
        pixels.map(|colour| self.nearest.get(colour).copied().unwrap_or_default()).collect()
    }
}

fn nearest(colours: &[Colour], colour: Colour) -> u8 {
    let all = (0..=u8::MAX).zip(colours);
    all.min_by_key(|(_, one)| distance(**one, colour)).map_or(0, |(place, _)| place)
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Bars of many shades, and a spot at a place.
    fn picture(spot: usize) -> Picture {
        let (width, height) = (200, 50);
        let shade = |place: usize| u8::try_from(place % width).unwrap_or_default();
        let inside = |place: usize| place % width / 10 == spot && place / width < 10;
        let pixels = (0..width * height)
            .map(|place| if inside(place) { [255, 0, 0] } else { [shade(place), shade(place) / 2, 90] })
            .collect();
        Picture { width, height, pixels }
    }

    #[test]
    fn a_picture_that_is_kept_looks_like_the_screen() {
        let before = picture(3);
        let bytes = before.write().unwrap();
        assert!(bytes.len() < 3_000, "{}", bytes.len());
        let kept = Picture::read(&bytes).unwrap();
        assert_eq!((kept.width, kept.height), (before.width, before.height));
        // What a palette makes of a colour is near to it.
        let is_near =
            |(one, other): (&Colour, &Colour)| one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= 40);
        assert!(before.pixels.iter().zip(&kept.pixels).all(is_near));
    }

    #[test]
    fn frames_hold_what_changed_alone() {
        let frames = [(picture(3), 50), (picture(3), 50), (picture(4), 50)];
        assert_eq!(frames[0].0.changed(&frames[1].0), [0, 0, 1, 1]);
        assert_eq!(frames[1].0.changed(&frames[2].0), [30, 0, 20, 10]);
        let bytes = write_moving(&frames).unwrap();
        let info = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!(info.info().animation_control().unwrap().num_frames, 3);
    }
}
