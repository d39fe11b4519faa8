//! The card cryptogram: base64 of a JSON envelope around `number@YYMM@cvv@publicId` under the sandbox's key.

use std::fmt;

use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use thiserror::Error;

use crate::{
    card::{CardSummary, Scheme},
    key::{KEY_VERSION, Key},
};

/// An opened packet. The number lives as long as this value, which is one charge.
pub(crate) struct OpenedPacket {
    number: String,
    /// What may be kept of the card.
    pub(crate) card: CardSummary,
    /// Names this packet in the list of used ones; says nothing about the card.
    pub(crate) fingerprint: [u8; 32],
}

impl OpenedPacket {
    /// Opens a packet made for `public_id`.
    ///
    /// # Errors
    /// It is no packet, not for this key, not for this terminal, or was put together by hand wrongly.
    pub(crate) fn open(packet: &str, key: &Key, public_id: &str) -> Result<Self, PacketError> {
        let json = STANDARD.decode(packet.trim()).map_err(|_| PacketError::Malformed)?;
        let envelope: Envelope = serde_json::from_slice(&json).map_err(|_| PacketError::Malformed)?;
        if envelope.kind != "CloudCard" || envelope.format != 1 {
            return Err(PacketError::Malformed);
        }
        if envelope.key_version.trim_start_matches('0') != KEY_VERSION.to_string() {
            return Err(PacketError::OtherKey);
        }
        let encrypted = STANDARD.decode(&envelope.value).map_err(|_| PacketError::Malformed)?;
        let plain = key.open(&encrypted).ok_or(PacketError::OtherKey)?;
        let plain = String::from_utf8(plain).map_err(|_| PacketError::Malformed)?;
        let [number, expiry, _cvv, made_for] = plain.splitn(4, '@').collect::<Vec<_>>()[..] else {
            return Err(PacketError::Malformed);
        };
        if made_for != public_id {
            return Err(PacketError::OtherTerminal);
        }
        let card = summary(number, expiry).ok_or(PacketError::Malformed)?;
        if envelope.card_info != CardInfo::of(&card) {
            return Err(PacketError::CardInfoDiffers);
        }
        let mut fingerprint = [0; 32];
        fingerprint.copy_from_slice(digest::digest(&digest::SHA256, &encrypted).as_ref());
        Ok(Self { number: number.to_owned(), card, fingerprint })
    }

    /// The number's digits, for the issuer's decision alone.
    pub(crate) fn expose_number(&self) -> &str {
        &self.number
    }
}

impl fmt::Debug for OpenedPacket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenedPacket").field("last_four", &self.card.last_four).finish_non_exhaustive()
    }
}

/// Whether a key of its own, new in each process, opens a text: what the fuzz target runs.
#[doc(hidden)]
#[must_use]
pub fn opens(text: &str) -> bool {
    static KEY: std::sync::OnceLock<Option<Key>> = std::sync::OnceLock::new();
    let key = KEY.get_or_init(|| Key::generate().ok());
    key.as_ref().is_some_and(|key| OpenedPacket::open(text, key, "id").is_ok())
}

/// Why a packet cannot be charged. The text is the answer's `Message`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum PacketError {
    #[error("CardCryptogramPacket is invalid: not a cryptogram of the checkout script")]
    Malformed,
    #[error(
        "CardCryptogramPacket is invalid: made with another key, or with this sandbox's key of before its last start"
    )]
    OtherKey,
    #[error("CardCryptogramPacket is invalid: made for another PublicId")]
    OtherTerminal,
    #[error("CardCryptogramPacket is invalid: CardInfo differs from the encrypted card")]
    CardInfoDiffers,
    #[error("CardCryptogramPacket has already been used: a cryptogram can be charged once")]
    Used,
}

fn summary(number: &str, expiry: &str) -> Option<CardSummary> {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(number) || number.len() < 10 || !all_digits(expiry) || expiry.len() != 4 {
        return None;
    }
    Some(CardSummary {
        first_six: number[..6].to_owned(),
        last_four: number[number.len() - 4..].to_owned(),
        year: expiry[..2].parse().ok()?,
        month: expiry[2..].parse().ok().filter(|month| (1..=12).contains(month))?,
        scheme: Scheme::of(number),
    })
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    #[serde(rename = "Type")]
    kind: String,
    format: u32,
    card_info: CardInfo,
    key_version: String,
    value: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct CardInfo {
    first_six_digits: String,
    last_four_digits: String,
    exp_date_year: String,
    exp_date_month: String,
}

impl CardInfo {
    fn of(card: &CardSummary) -> Self {
        Self {
            first_six_digits: card.first_six.clone(),
            last_four_digits: card.last_four.clone(),
            exp_date_year: format!("{:02}", card.year),
            exp_date_month: format!("{:02}", card.month),
        }
    }
}
