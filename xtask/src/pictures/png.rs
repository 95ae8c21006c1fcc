//! As much of PNG as is needed: reads what Chromium writes (8 bits a channel, not interlaced), writes palettes.

use std::io::{Read, Write};

use anyhow::{Context, Result, bail};
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Red, green, blue.
pub(crate) type Colour = [u8; 3];

/// A picture, row by row.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Pixels of a row.
    pub(crate) width: usize,
    /// All pixels.
    pub(crate) pixels: Vec<Colour>,
}

/// A picture whose pixels name colours of a palette.
#[derive(Debug)]
pub(crate) struct Indexed {
    /// Pixels of a row.
    pub(crate) width: usize,
    /// At most 256 colours.
    pub(crate) palette: Vec<Colour>,
    /// All pixels.
    pub(crate) pixels: Vec<u8>,
}

/// Reads a picture; transparency is dropped, since pages have none.
///
/// # Errors
/// When it is no PNG, or of a kind that Chromium does not write.
pub(crate) fn decode(bytes: &[u8]) -> Result<Picture> {
    let mut rest = bytes.strip_prefix(&SIGNATURE).context("no PNG")?;
    let (mut header, mut packed) = (None, Vec::new());
    while let Some((kind, data, after)) = chunk(rest) {
        match kind {
            b"IHDR" => header = Some(Header::read(data)?),
            b"IDAT" => packed.extend_from_slice(data),
            _ => {}
        }
        rest = after;
    }
    let Header { width, channels } = header.context("no header")?;
    let mut lines = Vec::new();
    ZlibDecoder::new(packed.as_slice()).read_to_end(&mut lines)?;
    let mut above = vec![0; width * channels];
    let mut pixels = Vec::with_capacity(lines.len() / channels);
    for line in lines.chunks_exact_mut(width * channels + 1) {
        let (filter, line) = line.split_first_mut().context("an empty line")?;
        unfilter(*filter, line, &above, channels)?;
        pixels.extend(line.chunks_exact(channels).filter_map(|pixel| pixel.first_chunk::<3>().copied()));
        above.copy_from_slice(line);
    }
    Ok(Picture { width, pixels })
}

/// The first chunk: its kind, its data, and what follows it.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((kind, data, rest.get(4..)?))
}

struct Header {
    width: usize,
    channels: usize,
}

impl Header {
    fn read(data: &[u8]) -> Result<Self> {
        let (width, rest) = data.split_first_chunk::<4>().context("a short header")?;
        let channels = match rest.get(4..) {
            Some([8, 2, 0, 0, 0]) => 3,
            Some([8, 6, 0, 0, 0]) => 4,
            _ => bail!("not 8 bits of red, green and blue, or interlaced"),
        };
        Ok(Self { width: u32::from_be_bytes(*width) as usize, channels })
    }
}

/// Turns differences to the pixels at the left and above into values.
fn unfilter(filter: u8, line: &mut [u8], above: &[u8], channels: usize) -> Result<()> {
    for index in 0..line.len() {
        let at = |bytes: &[u8]| index.checked_sub(channels).map_or(0, |left| bytes[left]);
        let (left, up, corner) = (at(line), above[index], at(above));
        let predicted = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => left.midpoint(up),
            4 => paeth(left, up, corner),
            _ => bail!("filter {filter} is none of PNG's"),
        };
        line[index] = line[index].wrapping_add(predicted);
    }
    Ok(())
}

/// Whichever of left, up and corner is nearest to left + up - corner.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (guess - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

/// Writes a picture with a palette. Lines are stored as they are: for flat surfaces no filter does better.
///
/// # Errors
/// Never in practice: it writes to memory.
pub(crate) fn encode(picture: &Indexed) -> Result<Vec<u8>> {
    let height = picture.pixels.len().checked_div(picture.width).context("no width")?;
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    for line in picture.pixels.chunks_exact(picture.width) {
        packer.write_all(&[0])?;
        packer.write_all(line)?;
    }
    let mut header = Vec::new();
    header.extend_from_slice(&u32::try_from(picture.width)?.to_be_bytes());
    header.extend_from_slice(&u32::try_from(height)?.to_be_bytes());
    header.extend_from_slice(&[8, 3, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    for (kind, data) in
        [(b"IHDR", header), (b"PLTE", picture.palette.concat()), (b"IDAT", packer.finish()?), (b"IEND", Vec::new())]
    {
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(&data);
        file.extend_from_slice(&u32::try_from(data.len())?.to_be_bytes());
        file.extend_from_slice(kind);
        file.extend_from_slice(&data);
        file.extend_from_slice(&crc.sum().to_be_bytes());
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::{Indexed, decode, encode, paeth, unfilter};

    #[test]
    fn a_palette_is_written_with_its_chunks_in_order() {
        let picture = Indexed { width: 2, palette: vec![[1, 2, 3], [4, 5, 6]], pixels: vec![0, 1, 1, 0] };
        let file = encode(&picture).unwrap();
        let kinds: Vec<usize> =
            ["IHDR", "PLTE", "IDAT", "IEND"].iter().map(|kind| find(&file, kind.as_bytes()).unwrap()).collect();
        assert!(kinds.is_sorted());
        // The end is always the same twelve bytes, its check sum among them.
        assert!(file.ends_with(&[0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82]));
        // A palette is not what Chromium writes.
        assert!(decode(&file).is_err());
    }

    fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
        bytes.windows(part.len()).position(|window| window == part)
    }

    #[test]
    fn filters_are_undone() {
        let above = [10, 20, 30, 40, 50, 60];
        for (filter, expected) in [
            (0, [1, 2, 3, 4, 5, 6]),
            (1, [1, 2, 3, 5, 7, 9]),
            (2, [11, 22, 33, 44, 55, 66]),
            (3, [6, 12, 18, 27, 36, 45]),
            (4, [11, 22, 33, 44, 55, 66]),
        ] {
            let mut line = [1, 2, 3, 4, 5, 6];
            unfilter(filter, &mut line, &above, 3).unwrap();
            assert_eq!(line, expected, "filter {filter}");
        }
        assert!(unfilter(5, &mut [0], &[0], 1).is_err());
        assert_eq!((paeth(1, 9, 9), paeth(9, 1, 9), paeth(5, 5, 5)), (1, 1, 5));
    }

    #[test]
    fn no_picture_is_refused() {
        assert!(decode(b"GIF89a").is_err());
        assert!(decode(&super::SIGNATURE).is_err());
    }
}
