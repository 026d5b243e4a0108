//! A place in a cell that moves forward over what it recognises.

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(rest: &'a str) -> Self {
        Self { rest }
    }

    pub(super) const fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) const fn done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes `token` if it comes next.
    pub(super) fn take(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes `word` in any letter case if it comes next.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let fits = self.rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        if fits {
            self.rest = self.rest.get(word.len()..).unwrap_or("");
        }
        fits
    }

    pub(super) fn blanks(&mut self) -> bool {
        let trimmed = self.rest.trim_start_matches(' ');
        let any = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        any
    }

    /// Takes a whole run of digits: its value and how many they were.
    pub(super) fn digits(&mut self) -> Option<(u64, usize)> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > 18 {
            return None;
        }
        let (run, rest) = self.rest.split_at(count);
        self.rest = rest;
        Some((run.bytes().fold(0, |sum, b| sum * 10 + u64::from(b - b'0')), count))
    }

    /// Takes a run of one or two digits.
    pub(super) fn short(&mut self) -> Option<u32> {
        let (value, count) = self.digits()?;
        (count <= 2).then(|| u32::try_from(value).ok()).flatten()
    }

    /// Takes a run of exactly two digits.
    pub(super) fn two(&mut self) -> Option<u32> {
        let (value, count) = self.digits()?;
        (count == 2).then(|| u32::try_from(value).ok()).flatten()
    }

    /// Takes a run of ASCII letters.
    pub(super) fn letters(&mut self) -> &'a str {
        let count = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (run, rest) = self.rest.split_at(count);
        self.rest = rest;
        run
    }
}
