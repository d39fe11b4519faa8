//! One shopper at the bank's page: three tries at the code, resend, cancel.

/// What the bank found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The right code.
    Passed,
    /// Three wrong codes.
    Failed,
    /// The shopper pressed Cancel.
    Cancelled,
}

/// What the page says above the code field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remark {
    None,
    /// The code was wrong; so many tries are left.
    Wrong(u8),
    /// A new code was sent; the old one is void.
    Resent,
}

/// The state of one authentication.
#[derive(Debug, Clone)]
pub(crate) struct Challenge {
    /// The payment.
    pub(crate) transaction: u64,
    /// `ThreeDsCallbackId`, the first half of PaReq.
    pub(crate) callback_id: String,
    /// The store's address the shopper goes back to; set by the form that opened the page.
    pub(crate) term_url: Option<String>,
    /// What the page says now.
    pub(crate) remark: Remark,
    code: String,
    wrong: u8,
    outcome: Option<Outcome>,
}

/// The end: what was found, and the PaRes that stands for it.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    pub(crate) pa_res: String,
    /// The gateway has taken this PaRes.
    pub(crate) redeemed: bool,
}

impl Challenge {
    /// A new one with the first code.
    pub(crate) fn new(transaction: u64, callback_id: String, code: String) -> Self {
        Self { transaction, callback_id, term_url: None, remark: Remark::None, code, wrong: 0, outcome: None }
    }

    /// The code the phone got last.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// The end, once there is one.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// Marks the PaRes as taken; false when it was already.
    pub(crate) fn redeem(&mut self) -> bool {
        self.outcome.as_mut().is_some_and(|outcome| !std::mem::replace(&mut outcome.redeemed, true))
    }

    /// The shopper typed a code. Spaces do not matter.
    pub(crate) fn enter(&mut self, typed: &str, pa_res: String) {
        if self.outcome.is_some() {
            return;
        }
        if typed.chars().filter(|letter| !letter.is_whitespace()).eq(self.code.chars()) {
            self.end(Verdict::Passed, pa_res);
            return;
        }
        self.wrong += 1;
        self.remark = Remark::Wrong(TRIES.saturating_sub(self.wrong));
        if self.wrong >= TRIES {
            self.end(Verdict::Failed, pa_res);
        }
    }

    /// The shopper asked for a new code. It gives no new tries.
    pub(crate) fn resend(&mut self, code: String) {
        if self.outcome.is_none() {
            self.code = code;
            self.remark = Remark::Resent;
        }
    }

    /// The shopper gave up.
    pub(crate) fn cancel(&mut self, pa_res: String) {
        if self.outcome.is_none() {
            self.end(Verdict::Cancelled, pa_res);
        }
    }

    fn end(&mut self, verdict: Verdict, pa_res: String) {
        self.outcome = Some(Outcome { verdict, pa_res, redeemed: false });
    }
}

/// How many codes may be typed.
pub(crate) const TRIES: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge() -> Challenge {
        Challenge::new(1, "c".to_owned(), "123456".to_owned())
    }

    fn verdict(challenge: &Challenge) -> Option<Verdict> {
        challenge.outcome().map(|outcome| outcome.verdict)
    }

    #[test]
    fn the_right_code_passes_even_after_two_wrong_ones() {
        let mut one = challenge();
        one.enter("000000", "r".to_owned());
        one.enter("", "r".to_owned());
        assert_eq!((one.remark, verdict(&one)), (Remark::Wrong(1), None));
        one.enter(" 123 456 ", "r".to_owned());
        assert_eq!(verdict(&one), Some(Verdict::Passed));
    }

    #[test]
    fn the_third_wrong_code_ends_it_and_a_right_one_after_that_changes_nothing() {
        let mut one = challenge();
        for _ in 0..3 {
            one.enter("000000", "first".to_owned());
        }
        one.enter("123456", "second".to_owned());
        one.cancel("third".to_owned());
        assert_eq!(one.outcome().map(|end| (end.verdict, end.pa_res.as_str())), Some((Verdict::Failed, "first")));
    }

    #[test]
    fn a_new_code_voids_the_old_one_and_gives_no_new_tries() {
        let mut one = challenge();
        one.enter("000000", "r".to_owned());
        one.resend("654321".to_owned());
        assert_eq!(one.remark, Remark::Resent);
        one.enter("123456", "r".to_owned());
        assert_eq!((one.remark, verdict(&one)), (Remark::Wrong(1), None));
        one.enter("654321", "r".to_owned());
        assert_eq!(verdict(&one), Some(Verdict::Passed));
    }

    #[test]
    fn a_result_is_redeemed_once_and_none_before_there_is_one() {
        let mut one = challenge();
        assert!(!one.redeem());
        one.cancel("r".to_owned());
        assert!(one.redeem());
        assert!(!one.redeem());
    }
}
