//! CloudPayments reason codes, as something the shopper can do.
//!
//! The codes and the shopper's message of each are the table "Коды ошибок" of developers.cloudpayments.ru
//! (`tests/vectors/reason-codes.json`). Where that table and another grouping of the same codes
//! (`tests/vectors/cloudpayments.json`, `reason_code_actions`) differ, the more helpful one is taken:
//!
//! | code | the table says | the grouping says | taken | because |
//! | --- | --- | --- | --- | --- |
//! | 5012 | another card, or the bank | another card | the table | the bank can switch online payments on |
//! | 5036, 5062 | payments forbidden for this card | another card | the table | it says why |
//! | 5061 | raise the limit or another card | limit exceeded | both say the same | |
//! | 5065 | contact the bank | contact the bank | both | a count of operations, which the shopper cannot raise |
//! | 5082 | the CVV is wrong | check data | the table | one field to mend instead of four |
//! | 5091, 5092 | later, or another card | same card later | the table | another bank's card works now |
//! | 5206 | contact the bank | 3-D Secure failed | the grouping | most often a mistyped code: the same card may pass |
//! | 5207 | contact the bank | 3-D Secure unavailable | the grouping | the bank's server is down, which passes |
//! | 5761 to 5763 | another card | not named | the table | |

use crate::text::Key;

/// What the shopper can do after a decline.
///
/// ```
/// use cloudpayments_checkout::reason::{Advice, advice};
/// use cloudpayments_checkout::text::Key;
///
/// let advice = advice(5051);
/// assert_eq!(advice, Advice::NotEnoughMoney);
/// assert_eq!((advice.key(), advice.title()), (Key::AdviceNotEnoughMoney, Key::DeclinedByBank));
/// assert!(advice.same_card());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Contact the bank or use another card.
    ContactBank,
    /// Check what was typed, or use another card.
    CheckData,
    /// Use another card.
    OtherCard,
    /// Top the card up or use another.
    NotEnoughMoney,
    /// Raise the card's payment limit or use another card. Common in Kazakhstan, where banks set a limit on internet payments.
    LimitExceeded,
    /// Type the CVV2 / CVC2 again.
    WrongCode,
    /// Try the same card later.
    TryLater,
    /// Try the same card later, or another now.
    TryLaterOrOtherCard,
    /// The bank allows no payments with this card: use another.
    CardForbidden,
    /// The amount is not accepted; only the store can change it.
    CheckAmount,
    /// 3-D Secure was not passed: try again or contact the bank.
    AuthenticationFailed,
    /// 3-D Secure is not available: try later or use another card.
    AuthenticationUnavailable,
    /// Ask the store's support.
    ContactStore,
    /// Neither the shopper nor the card can help: another way to pay.
    CannotPay,
}

impl Advice {
    /// The message that gives this advice.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::ContactBank => Key::AdviceContactBank,
            Self::CheckData => Key::AdviceCheckData,
            Self::OtherCard => Key::AdviceOtherCard,
            Self::NotEnoughMoney => Key::AdviceNotEnoughMoney,
            Self::LimitExceeded => Key::AdviceLimitExceeded,
            Self::WrongCode => Key::AdviceWrongCode,
            Self::TryLater => Key::AdviceTryLater,
            Self::TryLaterOrOtherCard => Key::AdviceTryLaterOrOtherCard,
            Self::CardForbidden => Key::AdviceCardForbidden,
            Self::CheckAmount => Key::AdviceCheckAmount,
            Self::AuthenticationFailed => Key::AdviceAuthenticationFailed,
            Self::AuthenticationUnavailable => Key::AdviceAuthenticationUnavailable,
            Self::ContactStore => Key::AdviceContactStore,
            Self::CannotPay => Key::AdviceCannotPay,
        }
    }

    /// The title above it: it blames the bank only where the bank said no.
    #[must_use]
    pub fn title(self) -> Key {
        match self {
            Self::ContactBank | Self::NotEnoughMoney | Self::LimitExceeded | Self::WrongCode | Self::CardForbidden => {
                Key::DeclinedByBank
            }
            Self::CheckData
            | Self::OtherCard
            | Self::TryLater
            | Self::TryLaterOrOtherCard
            | Self::CheckAmount
            | Self::AuthenticationFailed
            | Self::AuthenticationUnavailable
            | Self::ContactStore
            | Self::CannotPay => Key::Declined,
        }
    }

    /// Whether the same card may pass once the shopper did what the advice says; else the way on is another card or the bank.
    #[must_use]
    pub fn same_card(self) -> bool {
        match self {
            Self::CheckData
            | Self::NotEnoughMoney
            | Self::LimitExceeded
            | Self::WrongCode
            | Self::TryLater
            | Self::TryLaterOrOtherCard
            | Self::AuthenticationFailed
            | Self::AuthenticationUnavailable => true,
            Self::ContactBank
            | Self::OtherCard
            | Self::CardForbidden
            | Self::CheckAmount
            | Self::ContactStore
            | Self::CannotPay => false,
        }
    }
}

/// What to do after a decline with this code. A code that is not in the table, and 0 for none given, ask the bank:
/// it alone can say more, and another card is offered beside it.
///
/// ```
/// use cloudpayments_checkout::reason::{Advice, advice};
///
/// assert_eq!(advice(0), Advice::ContactBank);
/// ```
#[must_use]
pub fn advice(code: u32) -> Advice {
    KNOWN.iter().find(|(known, _)| u32::from(*known) == code).map_or(Advice::ContactBank, |&(_, advice)| advice)
}

/// Every documented code, in order.
const KNOWN: [(u16, Advice); 61] = [
    (5001, Advice::ContactBank),               // Refer To Card Issuer
    (5003, Advice::ContactBank),               // Invalid Merchant
    (5004, Advice::ContactBank),               // Pick Up Card
    (5005, Advice::ContactBank),               // Do Not Honor
    (5006, Advice::CheckData),                 // Error: by the network, or the CVV
    (5007, Advice::ContactBank),               // Pick Up Card Special Conditions
    (5012, Advice::ContactBank),               // Invalid Transaction: no online payments with this card
    (5013, Advice::CheckAmount),               // Amount Error: too small or too large
    (5014, Advice::CheckData),                 // Invalid Card Number
    (5015, Advice::CheckData),                 // No Such Issuer
    (5017, Advice::OtherCard),                 // Customer Cancellation: the holder withdrew
    (5019, Advice::ContactBank),               // Transaction Error
    (5030, Advice::TryLater),                  // Format Error: the acquirer's
    (5031, Advice::OtherCard),                 // Bank Not Supported By Switch
    (5033, Advice::ContactBank),               // Expired Card Pickup
    (5034, Advice::ContactBank),               // Suspected Fraud
    (5036, Advice::CardForbidden),             // Restricted Card
    (5041, Advice::ContactBank),               // Lost Card
    (5043, Advice::ContactBank),               // Stolen Card
    (5051, Advice::NotEnoughMoney),            // Insufficient Funds
    (5054, Advice::CheckData),                 // Expired Card, or a wrong date
    (5055, Advice::OtherCard),                 // Invalid PIN
    (5057, Advice::ContactBank),               // Transaction Not Permitted: limits, blocked, online payments off
    (5058, Advice::ContactBank),               // Transaction Not Permitted To Card
    (5059, Advice::ContactBank),               // Suspected Fraud Decline
    (5061, Advice::LimitExceeded),             // Exceeds Approval Amount
    (5062, Advice::CardForbidden),             // Restricted Card 2
    (5063, Advice::OtherCard),                 // Security Violation: the card is blocked
    (5065, Advice::ContactBank),               // Exceed Withdrawal Frequency
    (5082, Advice::WrongCode),                 // Incorrect CVV
    (5091, Advice::TryLaterOrOtherCard),       // Timeout: the issuer is unavailable
    (5092, Advice::TryLaterOrOtherCard),       // Cannot Reach Network
    (5096, Advice::TryLater),                  // System Error: the acquirer's or the network's
    (5113, Advice::OtherCard),                 // Gateways do not support the currently selected payment card
    (5204, Advice::ContactBank),               // Unable To Process
    (5206, Advice::AuthenticationFailed),      // Authentication failed
    (5207, Advice::AuthenticationUnavailable), // Authentication unavailable
    (5300, Advice::OtherCard),                 // Anti Fraud: the acquirer's limits
    (5303, Advice::ContactBank),               // Acquirer Terminal Limits Exceeded
    (5761, Advice::OtherCard),                 // No Phone
    (5762, Advice::OtherCard),                 // Invalid Phone
    (5763, Advice::OtherCard),                 // Different Phones
    // From 6001 on: Russia's faster payments system; no card payment should meet them.
    (6001, Advice::CannotPay),    // SaveCardRefused
    (6002, Advice::CannotPay),    // InvalidErrorCode
    (6003, Advice::CannotPay),    // AgentIdNotExists
    (6004, Advice::ContactStore), // CurrencyNotValid
    (6005, Advice::CannotPay),    // InvalidPaymentLink
    (6006, Advice::CannotPay),    // AmountCurrencyNotValid
    (6007, Advice::CannotPay),    // InvalidRedirectUrl
    (6008, Advice::CannotPay),    // InvalidParamsId
    (6009, Advice::CannotPay),    // InvalidTtl
    (6010, Advice::CannotPay),    // SubscriptionNotFound
    (6011, Advice::CannotPay),    // InvalidSubscription
    (6013, Advice::CannotPay),    // InvalidRefund
    (6014, Advice::CannotPay),    // OriginalDetailsIncorrect
    (6015, Advice::CannotPay),    // TransactionNotFound
    (6016, Advice::CannotPay),    // InvalidMemberId
    (6017, Advice::CannotPay),    // IncorrectMCCategory
    (6021, Advice::CannotPay),    // Receiver Account Error
    (6022, Advice::CannotPay),    // Receiver Name Error
    (6025, Advice::CannotPay),    // CrossTerminalTokenRestriction
];
