//! Small deterministic randomness (`SplitMix64`).
//!
//! Invariant: everything the simulator invents follows from `Config::seed`, so that two runs with the same options
//! show the same fleet. Nothing here is fit for secrets, and nothing here needs to be.

/// A `SplitMix64` generator.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator for one purpose: the same `seed` and `purpose` always give the same sequence.
    pub fn new(seed: u64, purpose: &str) -> Self {
        Self(seed ^ hash(purpose.as_bytes(), 0x51_7c_c1_b7_27_22_0a_95))
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound`; 0 where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next_u64() % bound).unwrap_or(0)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty (an empty slice gives `None`).
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    /// `length` characters out of `alphabet` (ASCII).
    pub fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).filter_map(|_| self.pick(alphabet)).map(|&byte| char::from(byte)).collect()
    }
}

/// A 64-bit hash, good enough for `ETag`s and seeds.
pub fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut state = seed ^ 0xcbf2_9ce4_8422_2325;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().fold(0_u64, |word, &byte| (word << 8) | u64::from(byte));
        state = mix(state ^ word).wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
    let tail = chunks.remainder().iter().fold(1_u64, |word, &byte| (word << 8) | u64::from(byte));
    mix(state ^ tail)
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
