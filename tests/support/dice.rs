//! Random numbers with a seed: the same seed and number give the same case on every machine.

use std::ops::Range;

/// `SplitMix64`.
pub struct Dice(u64);

impl Dice {
    /// The dice of one case.
    pub fn of_case(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number of a range.
    pub fn within(&mut self, range: Range<usize>) -> usize {
        let length = u64::try_from(range.len()).unwrap();
        range.start + usize::try_from(self.next() % length).unwrap()
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.within(0..100) < percent
    }

    /// One of these.
    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.within(0..choices.len())]
    }

    /// Any character at all.
    pub fn character(&mut self) -> char {
        loop {
            // Half of them of the first two planes' busy parts, where what is special stands.
            let top = self.of(&[0x80, 0x300, 0x3100, 0x11_0000]);
            if let Some(character) = char::from_u32(u32::try_from(self.within(0..top)).unwrap()) {
                return character;
            }
        }
    }
}
