//! All challenges, by the token in the page's address and by the payment.

use std::collections::HashMap;

use thiserror::Error;

use crate::bank::{Verdict, challenge::Challenge};

/// The bank's memory.
#[derive(Debug, Default)]
pub(crate) struct Bank {
    challenges: HashMap<u64, Challenge>,
    pages: HashMap<String, u64>,
}

impl Bank {
    /// Opens a challenge for a payment. `page` is the unguessable part of its page's address, `code` the first SMS.
    pub(crate) fn open(&mut self, page: String, transaction: u64, callback_id: String, code: String) {
        self.pages.insert(page, transaction);
        self.challenges.insert(transaction, Challenge::new(transaction, callback_id, code));
    }

    /// The challenge a store's form is about: its PaReq must be ours and its MD the same payment. Gives the page's token.
    pub(crate) fn arrive(&mut self, pa_req: &str, md: &str) -> Result<(&str, &mut Challenge), ArrivalError> {
        let (callback_id, transaction) = pa_req.split_once('@').ok_or(ArrivalError::PaReq)?;
        let transaction: u64 = transaction.parse().map_err(|_| ArrivalError::PaReq)?;
        let challenge = self.challenges.get_mut(&transaction).filter(|one| one.callback_id == callback_id);
        let challenge = challenge.ok_or(ArrivalError::PaReq)?;
        if md != transaction.to_string() {
            return Err(ArrivalError::Md);
        }
        let page = self.pages.iter().find(|(_, of)| **of == transaction).map(|(page, _)| page.as_str());
        Ok((page.ok_or(ArrivalError::PaReq)?, challenge))
    }

    /// The challenge behind a page.
    pub(crate) fn at(&mut self, page: &str) -> Option<&mut Challenge> {
        self.challenges.get_mut(self.pages.get(page)?)
    }

    /// The gateway shows a PaRes: what did the bank find?
    ///
    /// # Errors
    /// The bank has not said so about this payment, or has been asked before.
    pub(crate) fn redeem(&mut self, transaction: u64, pa_res: &str) -> Result<Verdict, RedeemError> {
        let challenge = self.challenges.get_mut(&transaction).ok_or(RedeemError::NotOurs)?;
        let outcome = challenge.outcome().filter(|outcome| outcome.pa_res == pa_res);
        let verdict = outcome.ok_or(RedeemError::NotOurs)?.verdict;
        if challenge.redeem() { Ok(verdict) } else { Err(RedeemError::Replayed) }
    }

    /// Forgets all challenges.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Why the bank does not open its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArrivalError {
    PaReq,
    Md,
    TermUrl,
}

/// Why a PaRes counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum RedeemError {
    #[error("PaRes is invalid: the bank has not given it for this transaction")]
    NotOurs,
    #[error("PaRes has already been used")]
    Replayed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bank() -> Bank {
        let mut bank = Bank::default();
        bank.open("page".to_owned(), 77, "call".to_owned(), "123456".to_owned());
        bank
    }

    #[test]
    fn only_our_own_pa_req_with_the_same_md_opens_the_page() {
        for (pa_req, md, wanted) in [
            ("call@77", "77", Ok("page")),
            ("call@77", "78", Err(ArrivalError::Md)),
            ("call@78", "78", Err(ArrivalError::PaReq)),
            ("other@77", "77", Err(ArrivalError::PaReq)),
            ("call", "77", Err(ArrivalError::PaReq)),
            ("", "", Err(ArrivalError::PaReq)),
        ] {
            assert_eq!(
                bank().arrive(pa_req, md).map(|(page, _)| page.to_owned()),
                wanted.map(str::to_owned),
                "{pa_req} {md}"
            );
        }
    }

    #[test]
    fn a_pa_res_counts_for_its_own_payment_once() {
        let mut bank = bank();
        assert_eq!(bank.redeem(77, "made up"), Err(RedeemError::NotOurs), "nobody has answered yet");
        bank.at("page").unwrap().enter("123456", "real".to_owned());
        assert_eq!(bank.redeem(77, "made up"), Err(RedeemError::NotOurs));
        assert_eq!(bank.redeem(78, "real"), Err(RedeemError::NotOurs));
        assert_eq!(bank.redeem(77, "real"), Ok(Verdict::Passed));
        assert_eq!(bank.redeem(77, "real"), Err(RedeemError::Replayed));
    }
}
