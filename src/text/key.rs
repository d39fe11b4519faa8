//! The names of the messages. This file uses nothing, so that any module may name a message without knowing its words.

macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// A message to the shopper; its placeholders are named beside it.
        ///
        /// ```
        /// use cloudpayments_checkout::text::{Key, Locale, say};
        ///
        /// assert!(Key::ALL.iter().all(|key| !say(*key, Locale::En).is_empty()));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Key {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Key {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];
        }
    };
}

keys! {
    // Those that stay on the page come first, in the order of `WORDS` in element/template.js.
    /// Label of the card number.
    NumberLabel,
    /// Label of the expiry date, with the localised form; the placeholder stays ASCII, or Chromium's autofill types `04/2031`.
    ExpiryLabel,
    /// Label of the CVV2 / CVC2.
    CodeLabel,
    /// Label of the holder's name.
    HolderLabel,
    /// Beside Pay: the card leaves the page encrypted.
    SafeNote,
    /// Button for who listens to the page: says the card number digit by digit.
    ReadNumber,
    /// Opens the sentences below.
    SafeTitle,
    /// Why it is safe: the encryption.
    SafeEncrypted,
    /// Beside Pay: nothing of the card is kept.
    NotStored,
    /// Why it is safe: what the store gets.
    SafeStore,
    /// Why it is safe: 3-D Secure.
    SafeConfirmation,
    /// Under that title: where the code comes from.
    ChallengeHelp,
    /// Why it is safe: who guards the data.
    SafeProvider,
    /// Title of the panel around the bank's page.
    ChallengeTitle,
    /// Gives the payment up.
    Cancel,
    /// Button: bank's page in the whole window.
    ChallengeOpenWhole,
    /// Asked after Esc.
    LeaveTitle,
    /// Under that question.
    LeaveHelp,
    /// Button: keep the bank's page.
    LeaveStay,
    /// Button: leave the bank's page.
    LeaveGo,
    /// Button: ask the store again.
    CheckAgain,
    /// Whom to ask: `{email}`.
    Questions,

    /// The Pay button while the amount is not known.
    Pay,
    /// The Pay button: `{amount}`.
    PayAmount,

    /// Under the card number: which cards are taken.
    NumberHint,
    /// Under the expiry date.
    ExpiryHint,
    /// Under the CVV2 / CVC2: where it is.
    CodeHint,
    /// Under the holder's name.
    HolderHint,
    /// The same, where it may stay empty.
    HolderOptional,

    /// `number.empty`
    NumberEmpty,
    /// `number.incomplete`
    NumberIncomplete,
    /// `number.too_long`
    NumberTooLong,
    /// `number.unsupported_brand`
    NumberUnsupportedBrand,
    /// `number.luhn`
    NumberLuhn,
    /// `number.invalid_chars`
    NumberInvalidChars,
    /// `number.refused`: by the provider's script.
    NumberRefused,
    /// `expiry.empty`
    ExpiryEmpty,
    /// `expiry.incomplete`
    ExpiryIncomplete,
    /// `expiry.month`
    ExpiryMonth,
    /// `expiry.past`
    ExpiryPast,
    /// `expiry.too_far`
    ExpiryTooFar,
    /// `expiry.invalid`
    ExpiryInvalid,
    /// `expiry.refused`: by the provider's script.
    ExpiryRefused,
    /// `cvv.empty`
    CodeEmpty,
    /// `cvv.incomplete`
    CodeIncomplete,
    /// `cvv.too_long`
    CodeTooLong,
    /// `cvv.invalid_chars`
    CodeInvalidChars,
    /// `cvv.refused`: by the provider's script.
    CodeRefused,
    /// `name.empty`
    HolderEmpty,
    /// `name.too_short`
    HolderTooShort,
    /// `name.too_long`
    HolderTooLong,
    /// `name.invalid_chars`
    HolderInvalidChars,
    /// `name.digits_only`
    HolderDigitsOnly,
    /// `name.looks_like_card_number`
    HolderLooksLikeNumber,
    /// `name.latin_only`
    HolderLatinOnly,
    /// `name.mixed_alphabets`
    HolderMixedAlphabets,
    /// `name.refused`: by the provider.
    HolderRefused,
    /// Said by a screen reader after Pay: the first wrong field's `{field}` and `{error}`.
    FirstWrong,

    /// A paste refused: more than one card number.
    PasteTwoNumbers,
    /// A paste refused: a magnetic stripe's track, or a web address.
    PasteForbidden,
    /// A paste refused: more than the field takes.
    PasteTooLong,
    /// A paste refused: a card number, in another field.
    PasteCardNumber,
    /// A paste refused: nothing for this field in it.
    PasteNothing,
    /// Button that writes the name in Latin letters: `{name}`.
    OfferName,
    /// Button that corrects a reversed date: `{date}`.
    OfferDate,

    /// Progress: the cryptogram is being made.
    Encrypting,
    /// Progress: the charge is with the store and the bank.
    Charging,
    /// Progress: the bank's page is open.
    Challenging,
    /// Progress: the store is asked for the result.
    Confirming,

    /// Accessible name of the bank's frame.
    ChallengeFrame,

    /// A charge was sent and its result is not known.
    UnclearTitle,
    /// Under that title.
    UnclearHelp,

    /// The end: paid.
    PaidTitle,
    /// The end: `{amount}`.
    PaidAmount,
    /// What to name when asking, the transaction's number or, while there is none, the attempt's: `{number}`.
    PaymentNumber,
    /// Without an endpoint: the card is encrypted, and the page goes on from here.
    CardReady,

    /// The bank said no.
    DeclinedByBank,
    /// Somebody else said no.
    Declined,
    /// After a decline, and after every failure before a charge.
    NothingCharged,
    /// After a decline: number and code are wiped.
    RetypeCard,
    /// Advice after a decline.
    AdviceContactBank,
    /// Advice after a decline.
    AdviceCheckData,
    /// Advice after a decline.
    AdviceOtherCard,
    /// Advice after a decline.
    AdviceNotEnoughMoney,
    /// Advice after a decline.
    AdviceLimitExceeded,
    /// Advice after a decline.
    AdviceWrongCode,
    /// Advice after a decline.
    AdviceTryLater,
    /// Advice after a decline.
    AdviceTryLaterOrOtherCard,
    /// Advice after a decline.
    AdviceCardForbidden,
    /// Advice after a decline.
    AdviceCheckAmount,
    /// Advice after a decline.
    AdviceAuthenticationFailed,
    /// Advice after a decline.
    AdviceAuthenticationUnavailable,
    /// Advice after a decline.
    AdviceContactStore,
    /// Advice after a decline.
    AdviceCannotPay,

    /// The shopper gave the payment up.
    Cancelled,
    /// The bank's page did not come back in time.
    TimedOut,
    /// The bank's page could not be opened here.
    ChallengeBlocked,

    /// The provider's script was blocked or is unreachable.
    ScriptBlocked,
    /// The cryptogram could not be made.
    EncryptFailed,
    /// The page's settings are wrong.
    SetupWrong,
    /// `store.order_unknown`
    OrderUnknown,
    /// `store.order_paid`
    OrderPaid,
    /// `store.order_busy`
    OrderBusy,
    /// `store.price_changed`: `{amount}`.
    PriceChanged,
    /// `store.too_many`
    TooMany,
    /// `store.gateway_refused`
    GatewayRefused,
    /// Any other refusal of the store.
    StoreFailed,
}
